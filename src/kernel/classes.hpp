// Which values of a request's slots an offer's programs tell apart.
#pragma once

#include <vector>

#include "catalog/model.hpp"

namespace tariff::kernel {

// The slots that the rules or an estimate read, with their classes, in the order of the slots.
[[nodiscard]] auto find_classes(const catalog::Offer& offer) -> std::vector<catalog::SlotClasses>;

}  // namespace tariff::kernel
