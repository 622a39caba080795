// Why what is left of the budget buys nothing more.
#pragma once

#include <string>
#include <vector>

#include "plan/problem.hpp"

namespace tariff::planning {

// `plain`: the budget is all that limits the plan.
[[nodiscard]] auto explain_leftover(const std::vector<Asset>& assets, Rational left,
                                    const std::string& currency, CostPoint point, bool plain)
    -> std::string;

}  // namespace tariff::planning
