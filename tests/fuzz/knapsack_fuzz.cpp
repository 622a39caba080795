// Arbitrary bytes as option lines: nothing crashes, and what is solved is a plan within the budget
// whose bound the dual problem confirms. With further constraints, made up from the options, a plan
// keeps them, is no better than the one without, and what clashes is not empty.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "base/int128.hpp"
#include "manifest/option_lines.hpp"
#include "tariff/constrained_knapsack.hpp"
#include "tariff/knapsack.hpp"

namespace {

using namespace tariff;
using base::Int128;

void require(bool condition) {
  if (!condition) std::abort();
}

// Lines that are wrong are passed over; the assets before the first such line are the problem.
auto read(std::string_view text) -> manifest::OptionTable {
  manifest::OptionLines lines{"-"};
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    Diagnostic error;
    if (!lines.read(text.substr(0, end), number, 0, error)) {
      require(error.location.line == number && !error.message.empty());
      break;
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines.table();
}

void check(const KnapsackProblem& problem, const KnapsackPlan& plan) {
  Int128 cost = 0;
  Int128 utility = 0;
  Int128 copies = 0;
  for (const auto& pick : plan.picks) {
    const auto& entry = problem.classes[pick.in_class];
    require(pick.option < entry.size && pick.copies > 0);
    const auto& option = problem.options[entry.first + pick.option];
    cost += Int128{option.cost} * pick.copies;
    utility += Int128{option.utility} * pick.copies;
    copies += pick.copies;
  }
  for (const auto& entry : problem.classes) copies -= entry.copies;
  require(copies == 0 && cost == plan.cost && utility == plan.utility);
  require(plan.cost <= problem.budget && plan.utility <= plan.bound);
}

void solve(const manifest::OptionTable& table, std::int64_t budget) {
  const KnapsackProblem problem{table.options, table.classes, budget};
  KnapsackPlan plan;
  KnapsackError error;
  int asked = 0;
  KnapsackOptions options;
  options.max_states = 20'000;
  options.should_stop = [&asked](const KnapsackProgress& progress) {
    require(progress.utility <= progress.bound);
    return ++asked > 20;
  };
  if (!solve_knapsack(problem, options, plan, error)) return;
  if (plan.status == KnapsackStatus::infeasible) {
    require(plan.least_budget > budget && plan.picks.empty());
    return;
  }
  check(problem, plan);
  KnapsackPlan dual;
  asked = 0;
  options.should_stop = [&asked](const KnapsackProgress& progress) {
    require(progress.utility >= progress.bound);  // costs
    return ++asked > 20;
  };
  if (!solve_dual_knapsack(problem, plan.utility, options, dual, error)) return;
  require(dual.status != KnapsackStatus::infeasible && dual.bound <= plan.cost);
  if (dual.status != KnapsackStatus::optimal) return;
  require(dual.utility >= plan.utility && dual.cost <= plan.cost);
  if (plan.status == KnapsackStatus::optimal) require(dual.cost == plan.cost);
}

constexpr std::uint32_t limits = 3;
constexpr std::uint32_t suppliers = 4;

// Sides that follow from the numbers of the options: which limits an option uses, and whose it is.
struct Sides {
  std::vector<KnapsackSide> sides;
  std::vector<KnapsackUse> uses;
  std::vector<std::int64_t> limits;

  Sides(const manifest::OptionTable& table, std::int64_t limit) {
    for (const auto& option : table.options) {
      const auto mixed = static_cast<std::uint64_t>(option.cost) * 0x9E3779B97F4A7C15U ^
                         static_cast<std::uint64_t>(option.utility);
      const auto first = uses.size();
      for (std::uint32_t i = 0; i < ::limits; ++i) {
        if ((mixed >> i & 1U) != 0) uses.push_back({i, i == 0 ? 1 : option.cost});
      }
      const auto supplier = static_cast<std::uint32_t>((mixed >> 8U) % (suppliers + 1));
      sides.push_back({first, static_cast<std::uint32_t>(uses.size() - first),
                       supplier == suppliers ? no_supplier : supplier});
    }
    limits.assign(::limits, limit);
  }
};

void check(const ConstrainedProblem& problem, const ConstrainedPlan& plan) {
  Int128 cost = 0;
  Int128 utility = 0;
  std::vector<Int128> used(problem.limits.size(), 0);
  std::vector<bool> chosen(suppliers, false);
  for (const auto& pick : plan.picks) {
    const auto at = problem.classes[pick.in_class].first + pick.option;
    cost += Int128{problem.options[at].cost} * pick.copies;
    utility += Int128{problem.options[at].utility} * pick.copies;
    const auto& side = problem.sides[at];
    for (const auto& use : problem.uses.subspan(side.first_use, side.uses)) {
      used[use.limit] += Int128{use.amount} * pick.copies;
    }
    if (side.supplier != no_supplier) chosen[side.supplier] = true;
  }
  require(cost == plan.cost && utility == plan.utility);
  for (std::size_t i = 0; i < used.size(); ++i) require(used[i] <= problem.limits[i]);
  require(std::count(chosen.begin(), chosen.end(), true) <= *problem.most_suppliers);
  require(!problem.budget || plan.cost <= *problem.budget);
  require(!problem.least_utility || plan.utility >= *problem.least_utility);
}

void solve_constrained(const manifest::OptionTable& table, std::int64_t limit, KnapsackGoal goal) {
  const Sides sides{table, limit};
  ConstrainedProblem problem{table.options, table.classes, sides.sides, sides.uses, sides.limits,
                             goal,          2 * limit,     limit / 2,   2};
  KnapsackOptions options;
  options.max_states = 2'000;
  ConstrainedPlan plan;
  KnapsackClash clash;
  KnapsackError error;
  if (!solve_constrained_knapsack(problem, options, plan, error)) {
    require(!find_knapsack_clash(problem, options, clash, error));
    return;
  }
  require(find_knapsack_clash(problem, options, clash, error));
  require((plan.status == ConstrainedStatus::infeasible) == !(clash == KnapsackClash{}));
  if (plan.picks.empty()) return;
  check(problem, plan);
  const bool by_utility = goal == KnapsackGoal::most_utility;
  require(by_utility ? plan.utility <= plan.bound : plan.cost >= plan.bound);
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const auto table = read({reinterpret_cast<const char*>(data), size});
  Int128 dearest = 0;
  for (const auto& entry : table.classes) {
    dearest += Int128{table.options[entry.first].cost} * entry.copies;
  }
  if (dearest > INT64_MAX / 2) dearest = INT64_MAX / 2;
  const auto most = static_cast<std::int64_t>(dearest);
  for (const auto budget : {std::int64_t{0}, most / 2, most, 2 * most}) solve(table, budget);
  if (table.options.size() > 2'000) return 0;
  for (const auto goal : {KnapsackGoal::most_utility, KnapsackGoal::least_cost}) {
    solve_constrained(table, most / 3, goal);
  }
  return 0;
}
