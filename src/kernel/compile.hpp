// From YAML files to a catalog that is ready for use.
#pragma once

#include <vector>

#include "catalog/load.hpp"

namespace tariff::kernel {

// As catalog::load(), with the offers' kernels.
[[nodiscard]] auto compile(const std::vector<catalog::SourceFile>& files) -> catalog::LoadOutcome;

}  // namespace tariff::kernel
