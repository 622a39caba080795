// Which end of a range counts, and in which currency.
#pragma once

#include <string>

#include "tariff/plan.hpp"

namespace tariff::planning {

[[nodiscard]] constexpr auto at(const Range& range, CostPoint point) noexcept -> Rational {
  switch (point) {
    case CostPoint::low: return range.low;
    case CostPoint::high: return range.high;
    case CostPoint::expected: break;
  }
  return range.expected;
}

// That of the first limit; empty: there is none.
[[nodiscard]] auto currency_of(const PlanBudget& budget) -> std::string;

}  // namespace tariff::planning
