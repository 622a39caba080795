// The flow of constrained problems: the plain solver first, whose plan mostly keeps all
// constraints; if not, suppliers, relaxation, core.
#include <algorithm>
#include <numeric>
#include <utility>

#include "knapsack/narrow.hpp"
#include "knapsack/sided_plain.hpp"
#include "knapsack/sided_search.hpp"
#include "knapsack/sided_suppliers.hpp"
#include "tariff/constrained_knapsack.hpp"

namespace tariff {

namespace knapsack {

namespace {

using base::Int128;
using Code = KnapsackError::Code;
using Status = ConstrainedStatus;

auto by_utility(const ConstrainedProblem& problem) -> bool {
  return problem.goal == KnapsackGoal::most_utility;
}

// Whether a plan of this much utility, or cost, is as good as the goal has to be.
auto reaches_goal(const ConstrainedProblem& problem, std::int64_t number) -> bool {
  if (by_utility(problem)) return !problem.least_utility || number >= *problem.least_utility;
  return !problem.budget || number <= *problem.budget;
}

auto price_of(const ConstrainedProblem& problem, KnapsackPrice price) -> KnapsackPrice {
  if (by_utility(problem)) return price;
  // Of the dual problem: what one more unit of utility costs.
  return price.cost == 0 ? KnapsackPrice{} : price;
}

// The simplest fraction that is as good as a / b; both > 0.
auto fraction_of(Int128 a, Int128 b) -> KnapsackPrice {
  constexpr int tolerance = 28;  // bits that have to agree
  for (; std::max(a, b) >> 62 != 0; b /= 2) a /= 2;
  if (a == 0 || b == 0) return {};
  Int128 before[2] = {0, 1};  // numerator and denominator of the last two convergents
  Int128 now[2] = {1, 0};
  auto rest_a = a;
  auto rest_b = b;
  while (rest_b != 0) {
    const auto digit = rest_a / rest_b;
    const Int128 next[2] = {digit * now[0] + before[0], digit * now[1] + before[1]};
    std::copy(now, now + 2, before);
    std::copy(next, next + 2, now);
    const auto difference = a * now[1] - now[0] * b;
    if ((difference < 0 ? -difference : difference) <= (a * now[1]) >> tolerance) break;
    rest_a -= digit * rest_b;
    std::swap(rest_a, rest_b);
  }
  return {static_cast<std::int64_t>(now[0]), static_cast<std::int64_t>(now[1])};
}

auto fail(KnapsackError& error, Code code) -> bool {
  error = {code};
  return false;
}

// What the plain solver says about the constrained problem. True: it says all.
auto take_plain(const ConstrainedProblem& problem, KnapsackPlan& plain, ConstrainedPlan& out)
    -> bool {
  out = {};
  out.bound = plain.bound;
  out.shadow_price = price_of(problem, plain.shadow_price);
  if (plain.status == KnapsackStatus::infeasible || !reaches_goal(problem, plain.bound)) {
    out.status = Status::infeasible;
    out.shadow_price = {};
    return true;
  }
  if (!keeps_sides(problem, plain.picks)) return false;
  const auto reached = reaches_goal(problem, by_utility(problem) ? plain.utility : plain.cost);
  if (!reached) return plain.status == KnapsackStatus::feasible;  // unknown: it was stopped
  out.status = plain.status == KnapsackStatus::optimal ? Status::optimal : Status::feasible;
  out.cost = plain.cost;
  out.utility = plain.utility;
  out.picks = std::move(plain.picks);
  return true;
}

// Value or cost of a worth, which may lie between two.
auto narrow_bound(const SidedProblem& sided, Int128 worth, std::int64_t& out) -> bool {
  const auto value = sided.least_value + std::max<Int128>(worth, 0) / sided.factor;
  return narrow(by_utility(*sided.problem) ? value : -value, out);
}

auto take_plan(const SidedProblem& sided, const SidedResult& result, ConstrainedPlan& out) -> bool {
  const auto& problem = *sided.problem;
  Int128 cost = 0;
  Int128 utility = 0;
  out.picks = picks_of(sided, result.shares);
  for (const auto& pick : out.picks) {
    const auto& option = problem.options[problem.classes[pick.in_class].first + pick.option];
    cost += Int128{option.cost} * pick.copies;
    utility += Int128{option.utility} * pick.copies;
  }
  const bool proven = result.bound <= result.worth && sided.breaks_ties;
  out.status = proven ? Status::optimal : Status::feasible;
  return narrow(cost, out.cost) && narrow(utility, out.utility);
}

auto take_result(const SidedProblem& sided, const SidedResult& result, ConstrainedPlan& out,
                 KnapsackError& error) -> bool {
  out.shadow_price = {};
  if (!result.found && result.bound < sided.least_worth) {
    out.status = Status::infeasible;
    return true;
  }
  std::int64_t bound = 0;
  if (!narrow_bound(sided, result.bound, bound)) return fail(error, Code::overflow);
  out.bound = by_utility(*sided.problem) ? std::min(out.bound, bound) : std::max(out.bound, bound);
  if (sided.has_own_row() && result.price > 0) {
    out.shadow_price = by_utility(*sided.problem) ? fraction_of(result.price, result.price_unit)
                                                  : fraction_of(result.price_unit, result.price);
  }
  if (!result.found) return true;  // unknown
  return take_plan(sided, result, out) || fail(error, Code::overflow);
}

}  // namespace

auto solve_constrained(const ConstrainedProblem& problem, const KnapsackOptions& options,
                       Wanted wanted, ConstrainedPlan& out, KnapsackError& error) -> bool {
  if (!check_sides(problem, error)) return false;
  KnapsackPlan plain;
  if (!solve_without_sides(problem, options, plain, error)) return false;
  if (take_plain(problem, plain, out)) return true;
  SidedProblem sided;
  if (!read_sided(problem, sided, error)) return false;
  const auto result = search_sided(sided, options, wanted, plain);
  return take_result(sided, result, out, error);
}

}  // namespace knapsack

inline namespace v0 {

auto solve_constrained_knapsack(const ConstrainedProblem& problem, const KnapsackOptions& options,
                                ConstrainedPlan& out, KnapsackError& error) -> bool {
  return knapsack::solve_constrained(problem, options, knapsack::Wanted::best_plan, out, error);
}

}  // namespace v0
}  // namespace tariff
