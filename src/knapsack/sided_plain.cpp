#include "knapsack/sided_plain.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "knapsack/narrow.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;
using Code = KnapsackError::Code;

// The plain problem of a model of one row.
struct OneRow {
  std::vector<KnapsackOption> options;
  std::vector<KnapsackClass> classes;
  // Utility is the value of the problem, since its own row decides ties as the plain solver does;
  // else it is the worth.
  bool by_value = false;
};

auto value_of(const SidedModel& model, const Block& block, const Item& item) -> std::int64_t {
  const auto& problem = *model.problem->problem;
  const auto& option = problem.options[problem.classes[block.founder].first + item.option];
  return problem.goal == KnapsackGoal::most_utility ? option.utility : -option.cost;
}

auto one_row_of(const SidedModel& model) -> OneRow {
  OneRow out;
  out.by_value = model.problem->has_own_row() && model.rows[0].in_problem == 0;
  for (const auto& block : model.blocks) {
    out.classes.push_back({out.options.size(), block.size, block.copies});
    for (const auto& item : model.items_of(block)) {
      const auto uses = model.uses_of(item);
      out.options.push_back(
          {uses.empty() ? 0 : uses[0].amount,
           out.by_value ? value_of(model, block, item) : static_cast<std::int64_t>(item.worth)});
    }
  }
  return out;
}

// The options of both sides agree on when to stop.
auto watched(SidedWatch& watch) -> KnapsackOptions {
  auto out = watch.options();
  if (out.should_stop) {
    out.should_stop = [&watch](const KnapsackProgress&) { return watch.ask(); };
  }
  return out;
}

auto most_cost_of(const ConstrainedProblem& problem, std::int64_t& out) -> bool {
  Int128 sum = 0;
  for (const auto& entry : problem.classes) {
    const auto total = problem.options.size();
    if (entry.first > total || entry.size > total - entry.first) return true;  // found out later
    std::int64_t most = 0;
    for (const auto& option : problem.options.subspan(entry.first, entry.size)) {
      most = std::max(most, option.cost);
    }
    if (__builtin_add_overflow(sum, Int128{most} * entry.copies, &sum)) return false;
  }
  return narrow(std::max<Int128>(sum, 0), out);
}

// The sum of the least utilities: what no plan falls short of.
auto least_utility_of(const ConstrainedProblem& problem, std::int64_t& out) -> bool {
  Int128 sum = 0;
  for (const auto& entry : problem.classes) {
    const auto total = problem.options.size();
    if (entry.first > total || entry.size > total - entry.first) return true;  // found out later
    auto least = std::numeric_limits<std::int64_t>::max();
    for (const auto& option : problem.options.subspan(entry.first, entry.size)) {
      least = std::min(least, option.utility);
    }
    if (__builtin_add_overflow(sum, Int128{least} * entry.copies, &sum)) return false;
  }
  return narrow(sum, out);
}

}  // namespace

auto solve_one_row(const SidedModel& model, SidedWatch& watch, Int128& bound) -> bool {
  const auto& problem = *model.problem;
  const bool by_worth = !problem.has_own_row() || model.rows[0].in_problem != 0;
  if (by_worth && !base::fits_int64(problem.most_worth)) return false;
  if (!by_worth && !problem.breaks_ties) return false;
  const auto row = one_row_of(model);
  KnapsackPlan plan;
  KnapsackError error;
  if (!solve_knapsack({row.options, row.classes, model.rows[0].cap}, watched(watch), plan, error)) {
    return false;
  }
  std::vector<Share> shares;
  Int128 worth = 0;
  for (const auto& pick : plan.picks) {
    const auto& item = model.items_of(model.blocks[pick.in_class])[pick.option];
    worth += item.worth * pick.copies;
    shares.push_back({pick.in_class, item.option, pick.copies});
  }
  watch.adopt(worth, std::move(shares));
  const auto rest = row.by_value ? plan.bound - problem.least_value : Int128{plan.bound};
  const auto open = row.by_value ? rest * problem.factor + (problem.factor - 1) : rest;
  bound = std::min(bound, plan.status == KnapsackStatus::optimal ? worth : open);
  return true;
}

auto solve_without_sides(const ConstrainedProblem& problem, const KnapsackOptions& options,
                         KnapsackPlan& out, KnapsackError& error) -> bool {
  KnapsackProblem plain{problem.options, problem.classes, problem.budget.value_or(0)};
  if (problem.goal == KnapsackGoal::most_utility) {
    if (!problem.budget && !most_cost_of(problem, plain.budget)) {
      error = {Code::overflow};
      return false;
    }
    return solve_knapsack(plain, options, out, error);
  }
  auto utility = problem.least_utility.value_or(0);
  if (!problem.least_utility && !least_utility_of(problem, utility)) {
    error = {Code::overflow};
    return false;
  }
  return solve_dual_knapsack(plain, utility, options, out, error);
}

auto keeps_sides(const ConstrainedProblem& problem, const std::vector<KnapsackPick>& picks)
    -> bool {
  if (problem.sides.empty()) return true;
  std::vector<Int128> used(problem.limits.size(), 0);
  std::vector<std::uint32_t> suppliers;
  for (const auto& pick : picks) {
    const auto& side = problem.sides[problem.classes[pick.in_class].first + pick.option];
    for (const auto& use : problem.uses.subspan(side.first_use, side.uses)) {
      used[use.limit] += Int128{use.amount} * pick.copies;
      if (used[use.limit] > problem.limits[use.limit]) return false;
    }
    if (problem.most_suppliers && side.supplier != no_supplier &&
        (suppliers.empty() || suppliers.back() != side.supplier)) {
      suppliers.push_back(side.supplier);
    }
  }
  std::sort(suppliers.begin(), suppliers.end());
  suppliers.erase(std::unique(suppliers.begin(), suppliers.end()), suppliers.end());
  return !problem.most_suppliers || suppliers.size() <= *problem.most_suppliers;
}

}  // namespace tariff::knapsack
