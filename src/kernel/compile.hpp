// From YAML files to a catalog that is ready for use.
#pragma once

#include <vector>

#include "catalog/load.hpp"

namespace tariff::kernel {

// As catalog::load(), with the offers' kernels. Those of offers that `known` has just the same are
// taken from there, which is most of the work where an overlay changes a few: null: none is known.
[[nodiscard]] auto compile(const std::vector<catalog::SourceFile>& files,
                           const catalog::CatalogData* known = nullptr) -> catalog::LoadOutcome;

}  // namespace tariff::kernel
