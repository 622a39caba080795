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
[[nodiscard]] auto write_image(const CatalogData& data) -> std::string;

// False when the bytes are not an image of this version; never reads outside `bytes`.
[[nodiscard]] auto read_image(std::string_view bytes, CatalogData& out) -> bool;

// What the build embeds (generated at build time by tools/embed_catalog.cpp): the image, and the
// YAML texts that it was made from, which overlays extend.
[[nodiscard]] auto embedded_image() noexcept -> std::string_view;
[[nodiscard]] auto embedded_files() -> std::vector<SourceFile>;

}  // namespace tariff::catalog
