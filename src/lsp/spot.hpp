// What a place of a manifest means: which key or value may stand there, and which offers the asset
// around it is for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "lsp/outline.hpp"
#include "tariff/catalog.hpp"

namespace tariff::lsp {

// An outline and the names in it that others refer to.
class ManifestOutline {
 public:
  // Views into `text`, which must outlive it.
  explicit ManifestOutline(std::string_view text);
  ManifestOutline(const ManifestOutline&) = delete;
  auto operator=(const ManifestOutline&) -> ManifestOutline& = delete;

  [[nodiscard]] auto root() const noexcept -> const OutlineNode& { return root_; }
  // Whether this is meant to be a manifest, or a request record: editors hold other YAML and JSON.
  // A lone word may become one.
  [[nodiscard]] auto is_manifest() const noexcept -> bool;
  [[nodiscard]] auto is_record() const noexcept -> bool;

  // A member of a map, also when it is merged in ("<<: *name").
  [[nodiscard]] auto find(const OutlineNode& map, std::string_view key) const -> const OutlineNode*;

 private:
  void keep_anchors(const OutlineNode& node);

  OutlineNode root_;
  std::map<std::string_view, const OutlineNode*> anchors_;
};

// The settings that are in force in a layer: its own, its group's, the defaults. Strongest first.
struct Layers {
  const ManifestOutline* outline = nullptr;
  std::vector<const OutlineNode*> maps;

  [[nodiscard]] auto find(std::string_view key) const -> const OutlineNode*;
  [[nodiscard]] auto text_of(std::string_view key) const -> std::string_view;
};

// The offers that a layer's assets may go to: one, those of any_of, or none that is known.
[[nodiscard]] auto offers_of(const Catalog& catalog, const Layers& layers)
    -> std::vector<const catalog::Offer*>;

struct Spot {
  enum class Kind : std::uint8_t {
    none,
    manifest_key,     // a section
    group_name,       // the name of a group, where it is defined
    setting_key,      // of defaults, a group, or an asset: a setting or a parameter
    setting_value,    // of `name`; for lists: an item
    parameter_key,    // under params
    parameter_value,  // of `name`
    need_key,
    need_value,
    budget_key,
    budget_value,
    plan_key,
    plan_value,  // of `name`; for lists: an item
    image_key,
    image_value,
    size_key  // of a size in the form {width, height}
  };

  Kind kind = Kind::none;
  std::uint16_t places = 0;               // of the keys that may stand here (vocabulary.hpp)
  std::string_view name;                  // the key, or whose value it is
  const OutlineMember* member = nullptr;  // that key and value
  const OutlineNode* map = nullptr;       // what the key stands in, for its neighbours
  const OutlineNode* asset = nullptr;     // the asset around it
  Layers layers;
};

[[nodiscard]] auto find_spot(const ManifestOutline& outline, const OutlinePlace& place) -> Spot;

}  // namespace tariff::lsp
