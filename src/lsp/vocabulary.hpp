// The keys of a manifest, with what an editor says of them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tariff::lsp {

// Where a key may stand. Bits.
enum Place : std::uint8_t {
  in_manifest = 1,
  in_defaults = 2,
  in_group = 4,
  in_asset = 8,
  in_budget = 16,
  in_image = 32,
  in_layers = in_defaults | in_group | in_asset
};

struct ManifestKey {
  std::string_view name;
  std::uint8_t places = 0;
  std::string_view about;
  std::string_view block;    // what follows the key where its value is a block; empty: a scalar
  std::string_view snippet;  // the same with places to fill in; empty: nothing better
};

[[nodiscard]] auto manifest_keys() noexcept -> std::span<const ManifestKey>;
// Null: no key of this name there.
[[nodiscard]] auto manifest_key(std::string_view name, std::uint8_t places) noexcept
    -> const ManifestKey*;

}  // namespace tariff::lsp
