// Which end of a range counts, and in which currency.
#pragma once

#include <string>

#include "tariff/plan.hpp"

namespace tariff::planning {

// Where that does not fit, the high end.
[[nodiscard]] auto at(const Range& range, CostPoint point) noexcept -> Rational;

// That of the first limit; empty: there is none.
[[nodiscard]] auto currency_of(const PlanBudget& budget) -> std::string;

// False: `why` names a limit in another currency than the first one's.
[[nodiscard]] auto has_one_currency(const PlanBudget& budget, Diagnostic& why) -> bool;

}  // namespace tariff::planning
