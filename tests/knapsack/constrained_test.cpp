#include "tariff/constrained_knapsack.hpp"

#include <doctest/doctest.h>

#include <string>

#include "support/constrained_instances.hpp"

using namespace tariff;
using test::ConstrainedInstance;
using test::PlanSums;
using test::PlanValue;

namespace {

// Sanitizers take twenty times as long.
#ifdef NDEBUG
constexpr std::uint64_t small_instances = 100'000;
constexpr std::size_t planner_classes = 200;
#else
constexpr std::uint64_t small_instances = 10'000;
constexpr std::size_t planner_classes = 50;
#endif

auto solve(const ConstrainedInstance& instance, const KnapsackOptions& options = {})
    -> ConstrainedPlan {
  ConstrainedPlan plan;
  KnapsackError error;
  REQUIRE(solve_constrained_knapsack(instance.problem(), options, plan, error));
  return plan;
}

// Whether the picks are a plan, in order, that keeps all constraints, and what it comes to.
auto value_of(const ConstrainedInstance& instance, const ConstrainedPlan& plan)
    -> std::optional<PlanValue> {
  PlanSums sums;
  std::vector<std::int64_t> copies(instance.classes.size());
  const KnapsackPick* before = nullptr;
  for (const auto& pick : plan.picks) {
    if (pick.in_class >= instance.classes.size()) return std::nullopt;
    const auto& entry = instance.classes[pick.in_class];
    if (pick.option >= entry.size || pick.copies < 1) return std::nullopt;
    if (before != nullptr &&
        (pick.in_class < before->in_class ||
         (pick.in_class == before->in_class && pick.option <= before->option))) {
      return std::nullopt;
    }
    before = &pick;
    copies[pick.in_class] += pick.copies;
    sums.add(instance, entry.first + pick.option, pick.copies);
  }
  for (std::size_t i = 0; i < copies.size(); ++i) {
    if (copies[i] != instance.classes[i].copies) return std::nullopt;
  }
  if (!sums.keeps(instance)) return std::nullopt;
  return PlanValue{sums.utility, sums.cost};
}

void check_optimal(const ConstrainedInstance& instance) {
  const auto wanted = test::AllPlans{instance}.best();
  const auto plan = solve(instance);
  if (!wanted) {
    REQUIRE(plan.status == ConstrainedStatus::infeasible);
    REQUIRE(plan.picks.empty());
    return;
  }
  REQUIRE(plan.status == ConstrainedStatus::optimal);
  REQUIRE(plan.utility == wanted->utility);
  REQUIRE(plan.cost == wanted->cost);
  REQUIRE(plan.bound == (instance.goal == KnapsackGoal::most_utility ? plan.utility : plan.cost));
  REQUIRE(value_of(instance, plan) == wanted);
}

}  // namespace

TEST_CASE("small constrained instances agree with the plain recursion") {
  for (std::uint64_t seed = 0; seed < small_instances; ++seed) {
    INFO("seed ", seed);
    check_optimal(test::small_constrained(seed));
  }
}

namespace {

// The instance with only the constraints of a clash.
auto only(ConstrainedInstance instance, const KnapsackClash& clash) -> ConstrainedInstance {
  if (!clash.budget) instance.budget.reset();
  if (!clash.least_utility) instance.least_utility.reset();
  if (!clash.most_suppliers) instance.most_suppliers.reset();
  for (auto& use : instance.uses) {
    const auto& kept = clash.limits;
    if (std::find(kept.begin(), kept.end(), use.limit) == kept.end()) use.amount = 0;
  }
  return instance;
}

// With one constraint less each.
auto smaller(const KnapsackClash& clash) -> std::vector<KnapsackClash> {
  std::vector<KnapsackClash> out;
  for (const auto member :
       {&KnapsackClash::budget, &KnapsackClash::least_utility, &KnapsackClash::most_suppliers}) {
    if (!(clash.*member)) continue;
    out.push_back(clash);
    out.back().*member = false;
  }
  for (std::size_t i = 0; i < clash.limits.size(); ++i) {
    out.push_back(clash);
    out.back().limits.erase(out.back().limits.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return out;
}

auto can_be_kept(const ConstrainedInstance& instance) -> bool {
  return test::AllPlans{instance}.best().has_value();
}

}  // namespace

TEST_CASE("clashes are minimal") {
  int clashes = 0;
  for (std::uint64_t seed = 0; seed < small_instances / 10; ++seed) {
    INFO("seed ", seed);
    const auto instance = test::small_constrained(seed);
    KnapsackClash clash;
    KnapsackError error;
    REQUIRE(find_knapsack_clash(instance.problem(), {}, clash, error));
    if (can_be_kept(instance)) {
      REQUIRE(clash == KnapsackClash{});
      continue;
    }
    ++clashes;
    REQUIRE(!(clash == KnapsackClash{}));
    REQUIRE(!can_be_kept(only(instance, clash)));
    for (const auto& less : smaller(clash)) REQUIRE(can_be_kept(only(instance, less)));
  }
  CHECK(clashes > static_cast<int>(small_instances / 100));
}

namespace {

auto without_sides(ConstrainedInstance instance) -> ConstrainedInstance {
  instance.sides.clear();
  instance.uses.clear();
  instance.limits.clear();
  instance.most_suppliers.reset();
  return instance;
}

auto is_between(const ConstrainedInstance& instance, const ConstrainedPlan& stopped,
                const ConstrainedPlan& optimum) -> bool {
  if (instance.goal == KnapsackGoal::most_utility) {
    return stopped.utility <= optimum.utility && optimum.utility <= stopped.bound;
  }
  return stopped.bound <= optimum.cost && optimum.cost <= stopped.cost;
}

// A run that ends early has a plan that keeps all constraints, and a bound that is one.
void check_stopped(const ConstrainedInstance& instance, const KnapsackOptions& options,
                   const ConstrainedPlan& optimum) {
  const auto plan = solve(instance, options);
  REQUIRE(plan.status != ConstrainedStatus::infeasible);
  if (plan.status == ConstrainedStatus::unknown) {
    CHECK(plan.picks.empty());
    return;
  }
  CHECK(value_of(instance, plan) == PlanValue{plan.utility, plan.cost});
  CHECK(is_between(instance, plan, optimum));
}

void check_large(const ConstrainedInstance& instance) {
  const auto plan = solve(instance);
  REQUIRE(plan.status == ConstrainedStatus::optimal);
  CHECK(value_of(instance, plan) == PlanValue{plan.utility, plan.cost});
  CHECK(is_between(instance, plan, plan));
  CHECK(solve(instance).picks == plan.picks);
  for (const std::size_t states : {1U, 100U, 10'000U}) {
    KnapsackOptions options;
    options.max_states = states;
    check_stopped(instance, options, plan);
  }
  for (const int most : {0, 1, 5}) {
    int asked = 0;
    KnapsackOptions options;
    options.should_stop = [&](const KnapsackProgress& progress) {
      CHECK((instance.goal == KnapsackGoal::most_utility ? progress.utility <= progress.bound
                                                         : progress.utility >= progress.bound));
      return ++asked > most;
    };
    check_stopped(instance, options, plan);
  }
}

}  // namespace

TEST_CASE("a planner's problems are proven, and stopped runs are consistent with that") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    INFO("seed ", seed);
    auto instance = test::planner_like(planner_classes, seed != 2, seed);
    check_large(instance);
    instance.most_suppliers = 2;
    check_large(instance);
    instance.goal = KnapsackGoal::least_cost;
    instance.least_utility = solve(instance).utility;
    instance.budget.reset();
    const auto most = solve(test::planner_like(planner_classes, seed != 2, seed));
    instance.least_utility = most.utility / 100 * 97;
    check_large(instance);
  }
}

TEST_CASE("more constraints never make a plan better") {
  auto instance = test::planner_like(planner_classes + planner_classes / 2, true, 5);
  const auto limited = solve(instance);
  const auto plain = solve(without_sides(instance));
  CHECK(limited.utility <= plain.utility);
  auto last = limited.utility;
  for (const std::uint32_t most : {5U, 4U, 3U, 2U, 1U}) {
    instance.most_suppliers = most;
    const auto plan = solve(instance);
    REQUIRE(plan.status == ConstrainedStatus::optimal);
    CHECK(plan.utility <= last);
    last = plan.utility;
  }
}

namespace {

auto plain_plan(const ConstrainedInstance& instance) -> KnapsackPlan {
  KnapsackPlan plan;
  KnapsackError error;
  const KnapsackProblem problem{instance.options, instance.classes, instance.budget.value_or(0)};
  REQUIRE((instance.goal == KnapsackGoal::most_utility
               ? solve_knapsack(problem, {}, plan, error)
               : solve_dual_knapsack(problem, *instance.least_utility, {}, plan, error)));
  return plan;
}

}  // namespace

TEST_CASE("without further constraints it is the plain solver's plan") {
  auto instance = without_sides(test::planner_like(500, true, 3));
  auto plan = solve(instance);
  auto plain = plain_plan(instance);
  CHECK(plan.picks == plain.picks);
  CHECK(plan.shadow_price.utility == plain.shadow_price.utility);
  CHECK(plan.shadow_price.cost == plain.shadow_price.cost);
  instance.goal = KnapsackGoal::least_cost;
  instance.least_utility = plan.utility;
  plan = solve(instance);
  plain = plain_plan(instance);
  CHECK(plan.picks == plain.picks);
  CHECK(plan.cost == plain.cost);
}

TEST_CASE("limits that cannot be exceeded change nothing") {
  auto instance = test::planner_like(500, true, 4);
  const auto plain = solve(without_sides(instance));
  for (auto& limit : instance.limits) limit = INT64_MAX;
  instance.most_suppliers = 6;
  const auto plan = solve(instance);
  CHECK(plan.status == ConstrainedStatus::optimal);
  CHECK(plan.picks == plain.picks);
}

TEST_CASE("copies are as good as classes with limits, too") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    INFO("seed ", seed);
    const auto classes = test::planner_like(30, false, seed);
    auto copies = classes;
    auto repeated = classes;
    for (auto& entry : copies.classes) entry.copies = 5;
    for (int i = 1; i < 5; ++i) {
      repeated.classes.insert(repeated.classes.end(), classes.classes.begin(),
                              classes.classes.end());
    }
    for (auto* instance : {&copies, &repeated}) {
      for (auto& limit : instance->limits) limit *= 5;
      *instance->budget *= 5;
    }
    const auto plan = solve(copies);
    const auto same = solve(repeated);
    REQUIRE(plan.status == ConstrainedStatus::optimal);
    CHECK(value_of(copies, plan) == PlanValue{plan.utility, plan.cost});
    CHECK(value_of(repeated, same) == PlanValue{plan.utility, plan.cost});
  }
}

TEST_CASE("a thousand million copies") {
  constexpr std::int64_t many = 1'000'000'000;
  ConstrainedInstance instance;
  instance.limits = {many / 2 + 1, many / 3};
  instance.add_class(many);
  instance.add_option({0, 0}, no_supplier, {});
  instance.add_option({1, 2}, no_supplier, {{0, 1}});
  instance.add_option({2, 5}, no_supplier, {{1, 1}});
  const auto plan = solve(instance);
  CHECK(plan.status == ConstrainedStatus::optimal);
  CHECK(plan.utility == 2 * (many / 2 + 1) + 5 * (many / 3));
  CHECK(value_of(instance, plan) == PlanValue{plan.utility, plan.cost});
}

TEST_CASE("sets of suppliers agree with solving each set alone") {
  test::Random48 random{3};
  for (int round = 0; round < 30; ++round) {
    ConstrainedInstance instance;
    constexpr std::uint32_t suppliers = 7;
    for (int i = 0; i < 25; ++i) {
      instance.add_class();
      for (std::uint32_t s = 0; s < suppliers; ++s) {
        const auto cost = random.between(10, 99);
        instance.add_option({cost, cost + random.between(0, 50)}, s, {});
      }
    }
    instance.budget = 25 * random.between(40, 60);
    instance.most_suppliers = 3;
    std::optional<PlanValue> best;
    for (std::uint32_t set = 0; set < 1U << suppliers; ++set) {
      if (__builtin_popcount(set) != 3) continue;
      test::Instance plain;
      for (const auto& entry : instance.classes) {
        std::vector<KnapsackOption> options;
        for (std::uint32_t s = 0; s < suppliers; ++s) {
          if ((set >> s & 1U) != 0) options.push_back(instance.options[entry.first + s]);
        }
        plain.add(options);
      }
      plain.budget = *instance.budget;
      KnapsackPlan plan;
      KnapsackError error;
      REQUIRE(solve_knapsack(plain.problem(), {}, plan, error));
      if (plan.status == KnapsackStatus::infeasible) continue;
      if (!best || plan.utility > best->utility ||
          (plan.utility == best->utility && plan.cost < best->cost)) {
        best = PlanValue{plan.utility, plan.cost};
      }
    }
    const auto plan = solve(instance);
    REQUIRE(best);
    CHECK(plan.status == ConstrainedStatus::optimal);
    CHECK(value_of(instance, plan) == best);
  }
}

TEST_CASE("numbers too large for one of both keep their bounds") {
  constexpr auto large = std::int64_t{1} << 60;
  ConstrainedInstance instance;
  instance.limits = {large};
  for (int i = 0; i < 3; ++i) {
    instance.add_class();
    instance.add_option({0, 0}, no_supplier, {});
    instance.add_option({large, large + i}, no_supplier, {{0, large}});
  }
  instance.budget = INT64_MAX;
  const auto plan = solve(instance);
  // What decides ties was not counted, so that only the utility is known to be the best.
  CHECK(plan.status == ConstrainedStatus::feasible);
  CHECK(plan.utility == large + 2);
  CHECK(plan.bound == plan.utility);
  instance.limits = {0};
  CHECK(solve(instance).utility == 0);
}

TEST_CASE("uses too large to be searched are not answered wrongly") {
  constexpr auto copies = std::int64_t{1} << 33;
  constexpr auto amount = std::int64_t{1} << 30;
  ConstrainedInstance instance;
  instance.limits = {INT64_MAX / 2, INT64_MAX / 2};
  for (std::uint32_t i = 0; i < 2; ++i) {
    instance.add_class(copies);
    instance.add_option({0, 0}, no_supplier, {});
    instance.add_option({1, 1}, no_supplier, {{0, amount}, {1, i * amount}});
  }
  const auto plan = solve(instance);
  CHECK(plan.status != ConstrainedStatus::infeasible);
  CHECK(plan.status != ConstrainedStatus::optimal);
  CHECK(plan.bound >= INT64_MAX / 2 / amount);
}

TEST_CASE("the price of the budget is that of the relaxation") {
  ConstrainedInstance instance;
  instance.limits = {4};
  for (std::uint32_t i = 0; i < 2; ++i) {
    instance.add_class(10);
    instance.add_option({0, 0}, no_supplier, {});
    // Of the first class only a few, so that the second one decides: 1 / 3.
    instance.add_option({3, i == 0 ? 30 : 1}, no_supplier,
                        i == 0 ? std::vector<KnapsackUse>{{0, 1}} : std::vector<KnapsackUse>{});
  }
  instance.budget = 25;
  const auto plan = solve(instance);
  CHECK(plan.status == ConstrainedStatus::optimal);
  CHECK(plan.utility == 4 * 30 + 4);
  CHECK(plan.shadow_price.utility == 1);
  CHECK(plan.shadow_price.cost == 3);
  instance.budget = 1000;
  CHECK(solve(instance).shadow_price.utility == 0);
}

namespace {

auto error_of(const ConstrainedProblem& problem) -> KnapsackError {
  ConstrainedPlan plan;
  KnapsackClash clash;
  KnapsackError error;
  KnapsackError again;
  CHECK(solve_constrained_knapsack(problem, {}, plan, error) ==
        find_knapsack_clash(problem, {}, clash, again));
  CHECK(error.code == again.code);
  return error;
}

}  // namespace

TEST_CASE("what is wrong with a problem is said, and where") {
  using Code = KnapsackError::Code;
  ConstrainedInstance sound;
  sound.limits = {5};
  sound.add_class();
  sound.add_option({1, 1}, 0, {{0, 1}});
  sound.add_class();
  sound.add_option({1, 1}, 0, {});
  sound.add_option({1, 1}, 1, {{0, 2}});
  CHECK(error_of(sound.problem()).code == Code::none);

  auto wrong = sound;
  wrong.limits[0] = -1;
  CHECK(error_of(wrong.problem()).code == Code::bad_limit);
  wrong = sound;
  wrong.uses[1].limit = 1;
  const auto error = error_of(wrong.problem());
  CHECK(error.code == Code::bad_use);
  CHECK(error.in_class == 1);
  CHECK(error.option == 1);
  wrong = sound;
  wrong.uses[0].amount = -1;
  CHECK(error_of(wrong.problem()).code == Code::bad_use);
  wrong = sound;
  wrong.sides[0].uses = 7;
  CHECK(error_of(wrong.problem()).code == Code::bad_use);
  wrong = sound;
  wrong.sides.pop_back();
  CHECK(error_of(wrong.problem()).code == Code::bad_use);
  wrong = sound;
  wrong.budget = -1;
  CHECK(error_of(wrong.problem()).code == Code::negative_budget);
  wrong = sound;
  wrong.classes[1].copies = 0;
  CHECK(error_of(wrong.problem()).code == Code::bad_copies);
  wrong = sound;
  wrong.classes[1].size = 9;
  CHECK(error_of(wrong.problem()).code == Code::empty_class);
  wrong = sound;
  wrong.options[2].cost = -1;
  CHECK(error_of(wrong.problem()).code == Code::negative_cost);
  wrong = sound;
  wrong.classes[1].copies = INT64_MAX;
  CHECK(error_of(wrong.problem()).code == Code::overflow);
  wrong = sound;  // of a limit, by one option
  wrong.uses = {{0, INT64_MAX}, {0, INT64_MAX}};
  wrong.sides[0] = {0, 2, 0};
  wrong.sides[2] = {0, 0, 1};
  CHECK(error_of(wrong.problem()).code == Code::overflow);
}

TEST_CASE("a problem without classes has an empty plan, if it may be worth nothing") {
  ConstrainedInstance instance;
  CHECK(solve(instance).status == ConstrainedStatus::optimal);
  instance.least_utility = 1;
  CHECK(solve(instance).status == ConstrainedStatus::infeasible);
  instance.goal = KnapsackGoal::least_cost;
  CHECK(solve(instance).status == ConstrainedStatus::infeasible);
}
