// The serialised catalog: what is embedded in the library.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/load.hpp"
#include "catalog/model.hpp"

namespace tariff::catalog {

// A byte form of a catalog: little-endian, versioned, checked on reading. write(read(x)) is x.
// Each offer, and in it each list that requests do not need, is a section of its own: its length,
// then its bytes.
[[nodiscard]] auto write_image(const CatalogData& data) -> std::string;

// Reads and checks everything. False when the bytes are not an image of this version or not that
// of a consistent catalog; never reads outside `bytes`, which are not needed afterwards.
[[nodiscard]] auto read_image(std::string_view bytes, CatalogData& out) -> bool;

// For an image that read_image() has accepted before, as the build has the embedded one: sections
// are read when they are first asked for, and not checked. `bytes` must outlive `out` and its
// copies. A section that cannot be read gives an empty list, or an offer that refuses every
// request.
[[nodiscard]] auto open_image(std::string_view bytes, CatalogData& out) -> bool;

// The key at the beginning of an offer's section; empty where the bytes end too early.
[[nodiscard]] auto read_key(std::string_view section) noexcept -> OfferKey;

// What stands for an offer that cannot be read: it has the key, and one rule, which always fails.
[[nodiscard]] auto damaged_offer(const OfferKey& key) -> Offer;

// What the build embeds (generated at build time by tools/embed_catalog.cpp): the image, and the
// YAML texts that it was made from, which overlays extend.
[[nodiscard]] auto embedded_image() noexcept -> std::string_view;
[[nodiscard]] auto embedded_files() -> std::vector<SourceFile>;

}  // namespace tariff::catalog
