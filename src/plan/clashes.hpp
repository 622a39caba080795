// Which constraints cannot be kept together, and the least budget that would do.
#pragma once

#include "plan/problem.hpp"

namespace tariff::planning {

// Adds what clashes to the plan, whose budget and settings the problem is of.
void explain_clash(const Problem& problem, const PlanPolicy& policy, Plan& plan);

}  // namespace tariff::planning
