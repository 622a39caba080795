// The planner's solver on the kinds of instances that the literature measures with, and on lists of
// assets of which many are equal. Instances are those of tests/support/knapsack_instances.hpp, all
// with seed 1: solve/KIND/RANGE/CLASSES has coefficients 1 … RANGE and ten options a class.
// constrained/…/CLASSES is planner_like() of tests/support/constrained_instances.hpp, 48 options a
// class from six suppliers, with eight limits; `gap` is what the bound is above the plan, relative
// to it, and 0 where the optimum is proven.
#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "bench/support/measure.hpp"
#include "support/constrained_instances.hpp"
#include "support/knapsack_instances.hpp"
#include "tariff/constrained_knapsack.hpp"
#include "tariff/knapsack.hpp"

namespace {

using namespace tariff;
using benchmark::State;
using test::Instance;
using test::InstanceKind;

constexpr std::uint64_t seed = 1;
constexpr std::size_t class_size = 10;

auto solve(const Instance& instance) -> KnapsackPlan {
  KnapsackPlan plan;
  KnapsackError error;
  bench::require(solve_knapsack(instance.problem(), {}, plan, error), "the problem is sound");
  return plan;
}

// A proven optimum that is what its picks come to.
void check(const Instance& instance) {
  const auto plan = solve(instance);
  bench::require(plan.status == KnapsackStatus::optimal, "the optimum is proven");
  std::int64_t cost = 0;
  std::int64_t utility = 0;
  std::int64_t copies = 0;
  for (const auto& pick : plan.picks) {
    const auto& option = instance.options[instance.classes[pick.in_class].first + pick.option];
    cost += option.cost * pick.copies;
    utility += option.utility * pick.copies;
    copies += pick.copies;
  }
  std::int64_t wanted = 0;
  for (const auto& entry : instance.classes) wanted += entry.copies;
  bench::require(copies == wanted, "every copy has an option");
  bench::require(cost == plan.cost && cost <= instance.budget, "the plan is within the budget");
  bench::require(utility == plan.utility, "the plan has its utility");
}

void measure(State& state, const Instance& instance) {
  check(instance);
  bench::measure(state, [&] { benchmark::DoNotOptimize(solve(instance)); });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  // Of the process so far, the instance included: run one benchmark alone to see what it takes.
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

// Assets that have one of 1,000 lists of 20 options. `shared`: the lists stand once in memory, else
// each asset has its own copy.
auto equal_assets(InstanceKind kind, std::int64_t range, std::size_t assets, bool shared)
    -> Instance {
  test::Random48 random{seed};
  Instance lists;
  for (int i = 0; i < 1000; ++i) lists.add(test::random_class(kind, 20, range, random));
  Instance instance;
  if (shared) instance.options = lists.options;
  instance.classes.reserve(assets);
  if (!shared) instance.options.reserve(20 * assets);
  for (std::size_t i = 0; i < assets; ++i) {
    const auto& list = lists.classes[static_cast<std::size_t>(random.next(1000))];
    instance.classes.push_back(list);
    if (shared) continue;
    instance.classes.back().first = instance.options.size();
    const auto first = lists.options.begin() + static_cast<std::ptrdiff_t>(list.first);
    instance.options.insert(instance.options.end(), first, first + 20);
  }
  instance.budget = test::half_budget(instance);
  return instance;
}

void measure_constrained(State& state, const test::ConstrainedInstance& instance) {
  ConstrainedPlan plan;
  KnapsackError error;
  const auto solve_it = [&] {
    bench::require(solve_constrained_knapsack(instance.problem(), {}, plan, error),
                   "the problem is sound");
  };
  solve_it();
  bench::require(!plan.picks.empty(), "there is a plan");
  test::PlanSums sums;
  for (const auto& pick : plan.picks) {
    sums.add(instance, instance.classes[pick.in_class].first + pick.option, pick.copies);
  }
  bench::require(sums.keeps(instance), "the plan keeps all constraints");
  bench::require(sums.utility == plan.utility && sums.cost == plan.cost, "it has its utility");
  bench::measure(state, solve_it);
  const bool by_utility = instance.goal == KnapsackGoal::most_utility;
  const auto value = static_cast<double>(by_utility ? plan.utility : plan.cost);
  const auto open = by_utility ? plan.bound - plan.utility : plan.cost - plan.bound;
  state.counters["gap"] = static_cast<double>(open) / value;
  state.counters["proven"] = plan.status == ConstrainedStatus::optimal ? 1 : 0;
}

// At least cost: 98 % of the utility that the budget buys.
void add_constrained(const std::string& what, bool distinct, std::uint32_t most_suppliers,
                     bool least_cost, std::size_t classes) {
  const auto name = "constrained/" + what + "/" + std::to_string(classes);
  benchmark::RegisterBenchmark(name.c_str(), [=](State& state) {
    auto instance = test::planner_like(classes, distinct, seed);
    if (most_suppliers > 0) instance.most_suppliers = most_suppliers;
    if (least_cost) {
      ConstrainedPlan plan;
      KnapsackError error;
      bench::require(solve_constrained_knapsack(instance.problem(), {}, plan, error), "sound");
      instance.least_utility = plan.utility / 100 * 98;
      instance.goal = KnapsackGoal::least_cost;
    }
    measure_constrained(state, instance);
  })->Unit(benchmark::kMillisecond);
}

void add_kind(InstanceKind kind, std::int64_t range, std::size_t classes) {
  const auto name = std::string{"solve/"} + test::name_of(kind) + "/" + std::to_string(range) +
                    "/" + std::to_string(classes);
  benchmark::RegisterBenchmark(name.c_str(), [=](State& state) {
    measure(state, test::random_instance(kind, classes, class_size, range, seed));
  })->Unit(benchmark::kMillisecond);
}

void add_equal_assets(InstanceKind kind, bool shared) {
  const auto name = std::string{shared ? "solve_ten_million_shared/" : "solve_ten_million_equal/"} +
                    test::name_of(kind);
  benchmark::RegisterBenchmark(name.c_str(), [=](State& state) {
    measure(state, equal_assets(kind, 1'000'000, 10'000'000, shared));
  })->Unit(benchmark::kMillisecond);
}

}  // namespace

auto main(int argc, char** argv) -> int {
  for (const auto kind : test::all_instance_kinds) {
    for (const std::int64_t range : {1'000, 10'000, 1'000'000}) {
      for (std::size_t classes = 1'000; classes <= 1'000'000; classes *= 10) {
        add_kind(kind, range, classes);
      }
    }
    add_equal_assets(kind, true);
  }
  add_equal_assets(InstanceKind::uncorrelated, false);
  for (const std::size_t classes : {1'000U, 10'000U}) {
    add_constrained("groups", true, 0, false, classes);
    add_constrained("groups_equal_assets", false, 0, false, classes);
    add_constrained("groups_two_suppliers", true, 2, false, classes);
    add_constrained("groups_least_cost", true, 0, true, classes);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
