// What each budget buys.
#include "plan/market.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

const std::string assets =
    "assets:\n  - {id: a, weight: 3, prompt: a}\n  - {id: b, count: 2, prompt: b}\n"
    "  - {id: c, required: false, prompt: c}\n  - {id: d, weight: 1.5, attempts: 2, prompt: d}\n";

auto value_at(Rational budget, const std::string& settings) -> Rational {
  const auto plan = plan_of(
      usual_market(), "budget: {total: " + budget.to_decimal() + " USD}\n" + settings + assets);
  REQUIRE(plan.status == PlanStatus::optimal);
  CHECK(plan.total.cost.expected <= budget);
  return plan.total.value;
}

}  // namespace

TEST_CASE("each point of the frontier is a plan that its cost buys") {
  for (const std::string settings :
       {"", "plan: {only: [lumen-2], immediate: true}\n", "plan: {min_quality: medium}\n"}) {
    CAPTURE(settings);
    const auto plan = plan_of(usual_market(), settings + assets, 100);
    REQUIRE(plan.frontier.size() >= 3);
    for (std::size_t i = 0; i < plan.frontier.size(); ++i) {
      const auto cost = plan.frontier[i].cost;
      const auto value = plan.frontier[i].value;
      CAPTURE(cost.to_decimal());
      CHECK(value_at(cost, settings) == value);
      if (i == 0) continue;
      CHECK(cost > plan.frontier[i - 1].cost);
      CHECK(value > plan.frontier[i - 1].value);
    }
    CHECK(plan.frontier.back().value == plan.total.value);
    CHECK(plan.frontier.back().cost == plan.total.cost.expected);
  }
}

TEST_CASE("the frontier begins with the cheapest plan") {
  const auto plan = plan_of(usual_market(), "plan: {only: [acme]}\n" + assets, 100);
  REQUIRE(!plan.frontier.empty());
  CHECK(plan.frontier.front().cost == decimal("0.025"));  // low: a, b twice, d twice; without c
}

TEST_CASE("the frontier has at most so many points, and none when it is not asked for") {
  CHECK(plan_of(usual_market(), assets).frontier.empty());
  const auto all = plan_of(usual_market(), assets, 100).frontier;
  const auto few = plan_of(usual_market(), assets, 3).frontier;
  REQUIRE(few.size() == 3);
  CHECK(few.front().cost == all.front().cost);
  CHECK(few.back().cost == all.back().cost);
  CHECK(plan_of(usual_market(), assets, 2).frontier.size() == 2);
  CHECK(plan_of(usual_market(), assets, 1).frontier.size() == 2);  // its ends
}

TEST_CASE("the frontier goes beyond a budget, also one that is too small") {
  const auto all = plan_of(usual_market(), assets, 100).frontier;
  for (const std::string total : {"0.05 USD", "0.001 USD"}) {
    const auto plan = plan_of(usual_market(), "budget: {total: " + total + "}\n" + assets, 100);
    CAPTURE(total);
    REQUIRE(plan.frontier.size() == all.size());
    CHECK(plan.frontier.back().value == all.back().value);
  }
}
