// Choosing under a budget and further constraints: the knapsack problem of knapsack.hpp, where
// options also use up other limited things (the budget of a group, the images that an offer may
// make) and belong to suppliers, of which only so many may be chosen from.
//
//     maximise    the sum of utilities        or   minimise  the sum of costs
//     subject to  one option for each copy of each class,
//                 the sum of costs <= budget, the sum of utilities >= least_utility,
//                 for each limit: the sum of what the options use of it <= the limit,
//                 options of at most so many suppliers
//
// Exact: 64-bit integers, wide products, no floating point. With further constraints the problem
// has no such quick solution as with a budget alone: `optimal` is a proof here too, but a large
// instance may end as `feasible`, with a proven bound.
//
// Source: M. Fisher, The Lagrangian relaxation method for solving integer programming problems,
//   Management Science 27 (1981) (bounds); N. Shor, Minimization methods for non-differentiable
//   functions, Springer (1985) (prices); and those of knapsack.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tariff/knapsack.hpp"

namespace tariff {
inline namespace v0 {

// One copy with that option uses so much of a limit.
struct KnapsackUse {
  std::uint32_t limit = 0;  // index into the problem's limits
  std::int64_t amount = 0;  // >= 0
};

inline constexpr std::uint32_t no_supplier = UINT32_MAX;

// Beside a KnapsackOption, at the same index.
struct KnapsackSide {
  std::uint64_t first_use = 0;  // the uses [first_use, first_use + uses)
  std::uint32_t uses = 0;
  std::uint32_t supplier = no_supplier;  // counts from 0
};

enum class KnapsackGoal : std::uint8_t { most_utility, least_cost };

struct ConstrainedProblem {
  std::span<const KnapsackOption> options;
  std::span<const KnapsackClass> classes;  // fewer than 2^32 - 1
  std::span<const KnapsackSide> sides;     // as many as options, or none: no uses, no suppliers
  std::span<const KnapsackUse> uses;
  std::span<const std::int64_t> limits;  // >= 0
  KnapsackGoal goal{};
  std::optional<std::int64_t> budget;
  std::optional<std::int64_t> least_utility;
  std::optional<std::uint32_t> most_suppliers;
};

enum class ConstrainedStatus : std::uint8_t {
  optimal,     // proven. Of two plans as good: goal most_utility, the cheaper; least_cost, the one
               // of more utility
  feasible,    // stopped; `bound` is proven
  infeasible,  // proven: no plan keeps all constraints
  unknown,     // stopped before a plan was found; `bound` is proven if there is one
};

struct ConstrainedPlan {
  ConstrainedStatus status = ConstrainedStatus::unknown;
  std::int64_t cost = 0;
  std::int64_t utility = 0;
  std::int64_t bound = 0;  // no plan has more utility (most_utility) or costs less (least_cost)
  // What one more unit of cost is worth, in utility: of the budget (most_utility), or where
  // least_utility binds (least_cost). 0: it does not bind. With further constraints, that of the
  // relaxation, nearly.
  KnapsackPrice shadow_price;
  std::vector<KnapsackPick> picks;  // by class, then by option; empty without a plan
};

// False: `error` says what is wrong with the problem; as solve_knapsack(), to which it comes down
// without further constraints, or when its plan keeps them. The search also ends when it has taken
// as many steps as go with `max_states`: some seconds for four million. Where the numbers are so
// large that utility and cost together need more than 98 bits, what decides ties is not counted,
// and no more than `feasible` is said.
// Cost: linear in the options times some hundred looks at each, then that of the search. Memory is
//   bounded by the problem's size and `max_states`.
// Errors: as solve_knapsack(), also where the costs (most_utility, without a budget) or the
//   utilities (least_cost, without least_utility) of any plan do not fit; bad_limit, bad_use (also
//   for sides that are not as many as options).
[[nodiscard]] TARIFF_API auto solve_constrained_knapsack(const ConstrainedProblem& problem,
                                                         const KnapsackOptions& options,
                                                         ConstrainedPlan& out, KnapsackError& error)
    -> bool;

// Of a problem that no plan satisfies: constraints that cannot be kept together, while leaving out
// any one of them makes a plan possible, as far as the search could tell. There may be several such
// sets; limits are left out first where they can be, the last one before the others.
struct KnapsackClash {
  bool budget = false;
  bool least_utility = false;
  bool most_suppliers = false;
  std::vector<std::uint32_t> limits;  // indices, rising

  friend auto operator==(const KnapsackClash&, const KnapsackClash&) -> bool = default;
};

// False: `error` says what is wrong with the problem. Empty when the problem can be satisfied, or
// when that could not be told.
// Cost: a search for each constraint.
[[nodiscard]] TARIFF_API auto find_knapsack_clash(const ConstrainedProblem& problem,
                                                  const KnapsackOptions& options,
                                                  KnapsackClash& out, KnapsackError& error) -> bool;

}  // namespace v0
}  // namespace tariff
