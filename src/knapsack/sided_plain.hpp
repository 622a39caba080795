// What of constrained problems comes down to the plain solver.
#pragma once

#include "base/int128.hpp"
#include "knapsack/sided_model.hpp"
#include "knapsack/sided_watch.hpp"

namespace tariff::knapsack {

// A model of a single row. `bound`: no plan is worth more. False: it does not come down to it,
// since its numbers would not fit, or since what decides ties would not be counted.
[[nodiscard]] auto solve_one_row(const SidedModel& model, SidedWatch& watch, base::Int128& bound)
    -> bool;

// Without limits and suppliers. False: `error` says what is wrong with the problem.
[[nodiscard]] auto solve_without_sides(const ConstrainedProblem& problem,
                                       const KnapsackOptions& options, KnapsackPlan& out,
                                       KnapsackError& error) -> bool;

// Whether picks keep the limits and do not have too many suppliers.
[[nodiscard]] auto keeps_sides(const ConstrainedProblem& problem,
                               const std::vector<KnapsackPick>& picks) -> bool;

}  // namespace tariff::knapsack
