// Arbitrary bytes as option lines: nothing crashes, and what is solved is a plan within the budget
// whose bound the dual problem confirms.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/int128.hpp"
#include "manifest/option_lines.hpp"
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
  return 0;
}
