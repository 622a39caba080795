// The search of a sided problem as a whole.
#pragma once

#include <cstdint>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/sided_problem.hpp"

namespace tariff::knapsack {

struct SidedResult {
  bool found = false;
  base::Int128 worth = 0;  // of the plan
  base::Int128 bound = 0;  // no plan is worth more; below what is needed: there is none
  std::vector<Share> shares;
  // Of one unit of the problem's own row: price / price_unit of value.
  base::Int128 price = 0;
  base::Int128 price_unit = 1;
};

enum class Wanted : std::uint8_t { best_plan, any_plan };

// `plain`: of the problem without sides; its bound and price.
[[nodiscard]] auto search_sided(const SidedProblem& sided, const KnapsackOptions& options,
                                Wanted wanted, const KnapsackPlan& plain) -> SidedResult;

// As solve_constrained_knapsack(); any_plan: ends with the first plan that is found.
[[nodiscard]] auto solve_constrained(const ConstrainedProblem& problem,
                                     const KnapsackOptions& options, Wanted wanted,
                                     ConstrainedPlan& out, KnapsackError& error) -> bool;

}  // namespace tariff::knapsack
