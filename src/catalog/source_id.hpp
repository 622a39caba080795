#pragma once

#include <cstdint>

namespace tariff::catalog {

// Unit: index into CatalogData::sources. 0 is "none stated".
using SourceId = std::uint32_t;

}  // namespace tariff::catalog
