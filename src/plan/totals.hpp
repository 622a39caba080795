// Sums of costs and values.
#pragma once

#include "tariff/plan.hpp"

namespace tariff::planning {

// False: a sum does not fit; the totals are then unchanged.
[[nodiscard]] inline auto add(PlanTotals& totals, const Range& cost, Rational value) -> bool {
  PlanTotals sum;
  if (!checked_add(totals.cost.low, cost.low, sum.cost.low) ||
      !checked_add(totals.cost.expected, cost.expected, sum.cost.expected) ||
      !checked_add(totals.cost.high, cost.high, sum.cost.high) ||
      !checked_add(totals.value, value, sum.value)) {
    return false;
  }
  sum.assets = totals.assets + 1;
  totals = sum;
  return true;
}

}  // namespace tariff::planning
