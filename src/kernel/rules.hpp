// Rules as terms: the combinations of classes that break them, and what is left to compute.
#pragma once

#include "kernel/folds.hpp"
#include "kernel/shapes.hpp"

namespace tariff::kernel {

// Fills `alive`, `terms`, `checked`, `check_program`, `checks` and `epochs`, for `kernel.slots`.
// Leaves `epochs` empty when the rules have more terms than a kernel holds.
void specialise_rules(const catalog::Offer& offer, catalog::Kernel& kernel, Folds& folds);

}  // namespace tariff::kernel
