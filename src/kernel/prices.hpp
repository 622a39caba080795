// Prices as straight-line programs: one for each combination of classes that a card tells apart.
#pragma once

#include "kernel/folds.hpp"
#include "kernel/shapes.hpp"

namespace tariff::kernel {

// Fills `prices`, for `kernel.slots`: one entry for each card and each of its known tiers.
void specialise_prices(const catalog::Offer& offer, catalog::Kernel& kernel, Folds& folds);

}  // namespace tariff::kernel
