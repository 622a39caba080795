// Manifests: defaults, groups and assets become records, whatever the text was written in.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "manifest/header_sections.hpp"
#include "manifest/node.hpp"
#include "manifest/reader.hpp"

namespace tariff::manifest {

// One layer of an asset's settings: `defaults`, a group, or the asset itself.
struct Layer {
  struct Parameter {
    const Node* value = nullptr;
    bool from_file = false;  // `prompt_file` stands for `prompt`
    bool native = false;     // it stood under `params`
  };
  Layer() = default;
  // A copy would point into the original; a move takes the memory that is pointed to along.
  Layer(const Layer&) = delete;
  Layer(Layer&&) noexcept = default;
  auto operator=(const Layer&) -> Layer& = delete;
  auto operator=(Layer&&) noexcept -> Layer& = default;
  ~Layer() = default;

  Node node;  // owns what the others point to
  std::map<std::string, const Node*, std::less<>> settings;
  std::vector<std::pair<std::string, Parameter>> parameters;  // in order
};

// Takes the sections of a manifest as they are read.
class ManifestBuilder {
 public:
  ManifestBuilder(const InputOptions& options, ManifestHeader& header, Delivery& deliver,
                  std::vector<Diagnostic>& diagnostics)
      : options_(options), header_(header), deliver_(deliver), diagnostics_(diagnostics) {}

  // A member of the manifest. `problems` is what was wrong with its text.
  void section(const Node& key, Node value);
  // The key `assets` was read: what follows are its items.
  void begin_assets(const Node& key);
  // False when no more are wanted. `problems`: what was wrong with the text of the asset.
  auto asset(Node node, std::vector<Diagnostic> problems) -> bool;
  // The manifest has been read: what is missing is said at its start.
  void finish();

  void problem(const char* code, const Location& place, std::string message);
  [[nodiscard]] auto located(const Location& place) const -> Location;

 private:
  using Problems = std::vector<Diagnostic>;

  auto first_time(const Node& key) -> bool;
  void read_version(const Node& value);
  void read_groups(const Node& value);
  void read_group(const Node& key, Node value);
  [[nodiscard]] auto context() -> SectionContext;

  auto read_layer(Node node, std::span<const std::string_view> known, Problems& problems) const
      -> Layer;
  void read_parameters(const Node& params, bool native, Layer& layer, Problems& problems) const;
  void add_parameter(const Node& key, Layer::Parameter parameter, Layer& layer,
                     Problems& problems) const;
  auto build(const Layer& asset, Problems& problems) -> Record;
  void report(Problems problems);

  const InputOptions& options_;
  ManifestHeader& header_;
  Delivery& deliver_;
  std::vector<Diagnostic>& diagnostics_;
  std::set<std::string, std::less<>> seen_;
  bool assets_seen_ = false;
  Layer defaults_;
  std::map<std::string, Layer, std::less<>> groups_;
};

}  // namespace tariff::manifest
