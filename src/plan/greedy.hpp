// What choosing step by step comes to, as one would by hand: every asset at its cheapest, then
// always the step that gives the most value for its cost, as long as one fits into the budget.
#pragma once

#include <optional>
#include <vector>

#include "plan/problem.hpp"

namespace tariff::planning {

// Nothing: even the cheapest choices cost more than the budget, or the sums do not fit.
// Cost: n log n for n options.
[[nodiscard]] auto choose_greedily(const std::vector<Asset>& assets, Rational budget,
                                   CostPoint point) -> std::optional<PlanTotals>;

}  // namespace tariff::planning
