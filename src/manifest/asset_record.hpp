// One asset's record out of the layers of its settings.
#pragma once

#include <span>
#include <vector>

#include "manifest/assets.hpp"

namespace tariff::manifest {

// The layers in order of precedence, the weakest first. Errors go to `problems`.
[[nodiscard]] auto make_record(std::span<const Layer* const> layers, const InputOptions& options,
                               std::vector<Diagnostic>& problems) -> Record;

}  // namespace tariff::manifest
