// The keys of a manifest, with what an editor says of them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tariff::lsp {

// Where a key may stand. Bits.
enum Place : std::uint16_t {
  in_manifest = 1,
  in_defaults = 2,
  in_group = 4,
  in_asset = 8,
  in_budget = 16,
  in_image = 32,
  in_plan = 64,
  in_plan_quality = 128,
  in_plan_providers = 256,
  in_whole_budget = 512,  // of the manifest, not of a group
  in_layers = in_defaults | in_group | in_asset
};

struct ManifestKey {
  std::string_view name;
  std::uint16_t places = 0;
  std::string_view about;
  std::string_view block;    // what follows the key where its value is a block; empty: a scalar
  std::string_view snippet;  // the same with places to fill in; empty: nothing better
};

[[nodiscard]] auto manifest_keys() noexcept -> std::span<const ManifestKey>;
// Null: no key of this name there.
[[nodiscard]] auto manifest_key(std::string_view name, std::uint16_t places) noexcept
    -> const ManifestKey*;

// The words that a key of the plan takes; empty: it takes something else.
[[nodiscard]] auto plan_words(std::string_view key) noexcept -> std::span<const std::string_view>;

}  // namespace tariff::lsp
