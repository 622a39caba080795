#include "tariff/constrained_knapsack.hpp"

#include <doctest/doctest.h>

#include <string>

#include "support/constrained_instances.hpp"

using namespace tariff;
using test::ConstrainedInstance;
using test::PlanSums;
using test::PlanValue;

namespace {

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
  for (std::uint64_t seed = 0; seed < 100'000; ++seed) {
    INFO("seed ", seed);
    check_optimal(test::small_constrained(seed));
  }
}
