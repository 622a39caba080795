// Which suppliers to choose from, where only so many may be: branch and bound over sets of them.
// What is not decided yet counts as allowed, and as far as few more may come, each with no more
// than what it gains alone.
#pragma once

#include "base/int128.hpp"
#include "knapsack/sided_problem.hpp"
#include "knapsack/sided_watch.hpp"

namespace tariff::knapsack {

// Searches for the best plan; plans that are found are told to the watch. No plan is worth more
// than `bound`, or more than the best one known. `prices` of the problem's rows: where to begin;
// then, those of the relaxation with all suppliers.
void search_suppliers(const SidedProblem& problem, SidedWatch& watch,
                      std::vector<base::Int128>& prices, base::Int128& bound);

}  // namespace tariff::knapsack
