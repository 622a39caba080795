// Choosing one option for each of many classes under a budget, exactly: the multiple-choice
// knapsack problem, which the planner comes down to.
//
//     maximise    the sum of the utilities of the chosen options
//     subject to  one option for each copy of each class; the sum of their costs <= budget
//
//     const tariff::KnapsackOption options[] = {{40, 1}, {210, 5}, {50, 2}, {170, 6}};
//     const tariff::KnapsackClass classes[] = {{.first = 0, .size = 2},
//                                              {.first = 2, .size = 2, .copies = 3}};
//     tariff::KnapsackPlan plan;
//     tariff::KnapsackError error;
//     if (!tariff::solve_knapsack({options, classes, 400}, {}, plan, error)) { ... }
//     plan.status, plan.utility, plan.cost, plan.picks, plan.bound ...
//
// Exact: 64-bit integers, 128-bit products, no rounding. Of two plans of the same utility the
// cheaper is better; of two of the same cost too, which one is returned depends on nothing but the
// order of classes and options: the same problem gets the same plan on every machine. Classes
// with the same options are solved as one with more copies, however many there are.
//
// Source: P. Sinha, A. Zoltners, The multiple-choice knapsack problem, Oper. Res. 27 (1979)
//   (dominance and the hull); E. Zemel, Inf. Process. Lett. 18 (1984), and M. Dyer, Math. Program.
//   29 (1984) (the relaxation in linear time); D. Pisinger, A minimal algorithm for the
//   multiple-choice knapsack problem, EJOR 83 (1995) (the core).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "tariff/version.hpp"

namespace tariff {
inline namespace v0 {

// Unit: any, the same for all; cost >= 0, utility of either sign.
struct KnapsackOption {
  std::int64_t cost = 0;
  std::int64_t utility = 0;
};

// The options [first, first + size) of the problem. Classes may share options.
struct KnapsackClass {
  std::uint64_t first = 0;
  std::uint32_t size = 0;
  std::int64_t copies = 1;  // how many equal things this stands for, each with an option of its own
};

struct KnapsackProblem {
  std::span<const KnapsackOption> options;
  std::span<const KnapsackClass> classes;  // fewer than 2^32 - 1
  std::int64_t budget = 0;
};

// How far a search has come.
struct KnapsackProgress {
  std::int64_t utility = 0;  // of the best plan so far
  std::int64_t bound = 0;    // no plan has a greater utility
  std::size_t classes = 0;   // searched: distinct ones
  std::size_t states = 0;    // kept now
};

struct KnapsackOptions {
  // Asked every so often (some thousand states) while searching; true ends the search with the best
  // plan so far. Reading the problem and its relaxation, which take linear time, come before.
  std::function<bool(const KnapsackProgress&)> should_stop;
  // The search ends when it would keep more. Unit: states of about a hundred bytes.
  std::size_t max_states = std::size_t{1} << 22U;
};

enum class KnapsackStatus : std::uint8_t {
  optimal,     // proven: no plan has more utility, none of the same utility costs less
  feasible,    // stopped; `bound` is proven
  infeasible,  // even the cheapest options cost more than the budget: least_budget
};

// So many copies of a class take an option.
struct KnapsackPick {
  std::uint32_t in_class = 0;  // index into the problem's classes
  std::uint32_t option = 0;    // index into the options of the class
  std::int64_t copies = 0;

  friend auto operator==(const KnapsackPick&, const KnapsackPick&) noexcept -> bool = default;
};

// A fraction that is not negative, in lowest terms. Unit: utility / cost.
struct KnapsackPrice {
  std::int64_t utility = 0;
  std::int64_t cost = 1;
};

struct KnapsackPlan {
  KnapsackStatus status = KnapsackStatus::infeasible;
  std::int64_t cost = 0;
  std::int64_t utility = 0;
  std::int64_t bound = 0;         // no plan within the budget has a greater utility
  std::int64_t least_budget = 0;  // the sum of the cheapest options
  // What one more unit of budget is worth in the linear relaxation, over the options that the
  // budget allows at all; 0 when it does not bind.
  KnapsackPrice shadow_price;
  // By class, then by option. Empty when infeasible.
  std::vector<KnapsackPick> picks;
};

struct KnapsackError {
  enum class Code : std::uint8_t {
    none,
    empty_class,    // a class without options, or with options that are not there
    bad_copies,     // copies < 1
    negative_cost,  // of an option
    negative_budget,
    overflow,          // a sum or a difference that does not fit 64 bits
    too_many_classes,  // 2^32 - 1 or more
    bad_limit,         // of a constrained problem: below 0, or as many as 2^32 - 1
    bad_use,           // of one: negative, or of a limit that is not there
  };

  Code code = Code::none;
  std::uint32_t in_class = 0;  // where it is about a class,
  std::uint32_t option = 0;    // and its option
};

[[nodiscard]] TARIFF_API auto to_string(KnapsackError::Code code) noexcept -> const char*;

// False: `error` says what is wrong with the problem. A problem without classes has an empty plan.
// Cost: linear in the options, expected, for all but the core, whose worst case is exponential in
//   memory up to `max_states` and which is small for the instances that are known to be met.
// Errors: empty_class, bad_copies, negative_cost, negative_budget, overflow, too_many_classes.
[[nodiscard]] TARIFF_API auto solve_knapsack(const KnapsackProblem& problem,
                                             const KnapsackOptions& options, KnapsackPlan& out,
                                             KnapsackError& error) -> bool;

// The dual problem: the least cost at which the utilities sum up to `utility` or more; of two plans
// of the same cost the one of more utility. Its `budget` is not read. In `out`, against a plan
// under a budget:
//   bound         no plan that reaches the utility costs less; progress, too, is that of costs
//   infeasible    no plan reaches it; `bound` is then the greatest utility of any plan
//   least_budget  what the cheapest options cost, whatever their utility
//   shadow_price  what one more unit of utility costs: its cost may be 0, its utility is not
// Cost: as solve_knapsack(), which it comes down to, and a copy of the options.
// Errors: as solve_knapsack().
[[nodiscard]] TARIFF_API auto solve_dual_knapsack(const KnapsackProblem& problem,
                                                  std::int64_t utility,
                                                  const KnapsackOptions& options, KnapsackPlan& out,
                                                  KnapsackError& error) -> bool;

// A plan of the frontier: none costs no more and has more utility.
struct KnapsackPoint {
  std::int64_t cost = 0;
  std::int64_t utility = 0;

  friend auto operator==(const KnapsackPoint&, const KnapsackPoint&) noexcept -> bool = default;
};

// The corners of the frontier, from the cheapest plan to the one of the greatest utility: what each
// budget buys, as far as the linear relaxation has whole plans. Between two corners the frontier
// lies on or below the line that joins them; solve_knapsack() has its points at any budget. The
// problem's `budget` is not read. Of more than `most_points` (at least 2), as many are kept, evenly
// by number, the first and the last one among them.
// Cost: n log n for n options.
// Errors: as solve_knapsack().
[[nodiscard]] TARIFF_API auto trace_knapsack_frontier(const KnapsackProblem& problem,
                                                      std::size_t most_points,
                                                      std::vector<KnapsackPoint>& out,
                                                      KnapsackError& error) -> bool;

}  // namespace v0
}  // namespace tariff
