// Brings every offer's programs down to kernels (catalog/kernel.hpp). What cannot be brought down
// is left to the programs: no answer depends on whether it could.
#pragma once

#include "catalog/model.hpp"

namespace tariff::kernel {

// Cost: some milliseconds an offer. Does not fail.
[[nodiscard]] auto specialise(const catalog::Offer& offer) -> catalog::Kernel;

}  // namespace tariff::kernel
