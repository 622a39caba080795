// The dual problem and the frontier, which solve_knapsack() must agree with.
#include <doctest/doctest.h>

#include <limits>

#include "support/knapsack_instances.hpp"
#include "tariff/knapsack.hpp"

using namespace tariff;
using test::Instance;
using test::Random48;

namespace {

auto small_instance(std::uint64_t seed) -> Instance {
  Random48 random{seed};
  Instance instance;
  for (auto classes = random.between(1, 6); classes > 0; --classes) {
    const auto kind = test::all_instance_kinds[random.next(5)];
    instance.add(
        test::random_class(kind, static_cast<std::size_t>(random.between(1, 6)), 30, random),
        random.between(1, 4));
  }
  return instance;
}

auto plan_within(Instance& instance, std::int64_t budget) -> KnapsackPlan {
  instance.budget = budget;
  KnapsackPlan plan;
  KnapsackError error;
  REQUIRE(solve_knapsack(instance.problem(), {}, plan, error));
  return plan;
}

auto plan_for(const Instance& instance, std::int64_t utility) -> KnapsackPlan {
  KnapsackPlan plan;
  KnapsackError error;
  REQUIRE(solve_dual_knapsack(instance.problem(), utility, {}, plan, error));
  return plan;
}

auto corners_of(const Instance& instance, std::size_t most) -> std::vector<KnapsackPoint> {
  std::vector<KnapsackPoint> corners;
  KnapsackError error;
  REQUIRE(trace_knapsack_frontier(instance.problem(), most, corners, error));
  return corners;
}

}  // namespace

TEST_CASE("the dual problem undoes the primal one") {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    auto instance = small_instance(seed);
    const auto budget = test::half_budget(instance);
    const auto primal = plan_within(instance, budget);
    const auto dual = plan_for(instance, primal.utility);
    REQUIRE(dual.status == KnapsackStatus::optimal);
    REQUIRE(dual.cost == primal.cost);  // the cheapest of that utility, both ways
    REQUIRE(dual.utility == primal.utility);
    REQUIRE(dual.bound == dual.cost);
    // One more costs more than the budget, or cannot be had.
    const auto more = plan_for(instance, primal.utility + 1);
    if (more.status == KnapsackStatus::optimal) {
      REQUIRE(more.cost > budget);
      std::int64_t cost = 0;
      std::int64_t utility = 0;
      for (const auto& pick : more.picks) {
        const auto& entry = instance.classes[pick.in_class];
        cost += instance.options[entry.first + pick.option].cost * pick.copies;
        utility += instance.options[entry.first + pick.option].utility * pick.copies;
      }
      REQUIRE(cost == more.cost);
      REQUIRE(utility == more.utility);
      REQUIRE(utility > primal.utility);
    } else {
      REQUIRE(more.status == KnapsackStatus::infeasible);
      REQUIRE(more.bound == primal.utility);
    }
  }
}

TEST_CASE("every corner is the best plan of its cost, and no plan is above the lines") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    auto instance = small_instance(seed);
    const auto corners = corners_of(instance, 1000);
    for (const auto& corner : corners) {
      const auto plan = plan_within(instance, corner.cost);
      REQUIRE(KnapsackPoint{plan.cost, plan.utility} == corner);
    }
    REQUIRE(plan_within(instance, 1'000'000).utility == corners.back().utility);
    for (std::size_t i = 1; i < corners.size(); ++i) {
      const auto& a = corners[i - 1];
      const auto& b = corners[i];
      const auto budget = (a.cost + b.cost) / 2;
      const auto plan = plan_within(instance, budget);
      REQUIRE((plan.utility - a.utility) * (b.cost - a.cost) <=
              (b.utility - a.utility) * (budget - a.cost));
    }
  }
}

TEST_CASE("a frontier of few points has its ends") {
  const auto instance = test::random_instance(test::InstanceKind::zig_zag, 6, 6, 30, 5);
  const auto all = corners_of(instance, 1000);
  REQUIRE(all.size() > 4);
  const auto few = corners_of(instance, 3);
  REQUIRE(few.size() == 3);
  CHECK(few.front() == all.front());
  CHECK(few.back() == all.back());
  CHECK(corners_of(instance, 0).size() == 2);
  CHECK(corners_of({}, 10) == std::vector<KnapsackPoint>{{0, 0}});
}

TEST_CASE("the dual problem has errors, too") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const auto code_of = [](const Instance& instance, std::int64_t utility) {
    KnapsackPlan plan;
    KnapsackError error;
    return solve_dual_knapsack(instance.problem(), utility, {}, plan, error)
               ? KnapsackError::Code::none
               : error.code;
  };
  using Code = KnapsackError::Code;
  Instance instance;
  instance.add({{5, most}, {0, -most}});
  CHECK(code_of(instance, 0) == Code::overflow);
  instance = {};
  instance.add({{-5, 1}});
  CHECK(code_of(instance, 0) == Code::negative_cost);
  instance = {};
  instance.add({});
  CHECK(code_of(instance, 0) == Code::empty_class);
  instance = {};
  instance.add({{5, 1}}, 0);
  CHECK(code_of(instance, 0) == Code::bad_copies);
  instance = {};
  instance.add({{5, most}}, 2);
  CHECK(code_of(instance, -most) == Code::overflow);
}
