// Which end of a range counts, and in which currency.
#pragma once

#include <string>

#include "tariff/plan.hpp"

namespace tariff::planning {

// Where that does not fit, the high end.
[[nodiscard]] auto at(const Range& range, CostPoint point) noexcept -> Rational;

// That of the first limit; empty: there is none.
[[nodiscard]] auto currency_of(const PlanBudget& budget) -> std::string;

}  // namespace tariff::planning
