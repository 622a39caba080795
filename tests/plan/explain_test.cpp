// What stands next to the chosen option, and why what is left of the budget buys nothing.
#include "plan/leftover.hpp"
#include "plan/market.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

const std::string one = "assets: [{id: a, size: 1024x1024, prompt: a fox}]\n";

auto with(const std::string& before) -> Plan {
  auto plan = plan_of(usual_market(), before + one);
  REQUIRE(plan.found());
  return plan;
}

// "acme/lumen-2 high batch +0.06 +40"
auto show(const Plan& plan, const std::optional<PlanStep>& step) -> std::string {
  if (!step) return "none";
  return tests::show(plan, std::optional{step->to}) + " " + step->cost.to_decimal() + " " +
         step->value.to_decimal();
}

// Two options: 1 for 10 points and 3 for 20, the first one chosen.
auto asset(const char* id) -> planning::Asset {
  planning::Asset out;
  out.record.request.id = id;
  for (const std::int64_t cost : {1, 3}) {
    planning::Choice choice;
    choice.kind = CostKind::exact;
    choice.cost = Range::exactly(Rational{cost});
    out.choices.list.push_back(choice);
    out.values.push_back(Rational{cost == 1 ? 10 : 20});
  }
  out.chosen = 0;
  return out;
}

auto why(const std::vector<planning::Asset>& assets, const char* left, bool plain = true)
    -> std::string {
  return planning::explain_leftover(assets, decimal(left), "USD", CostPoint::expected, plain);
}

}  // namespace

TEST_CASE("the next better option is the cheapest of a higher value") {
  const auto plan = with("budget: {total: 0.005 USD}\n");
  CHECK(tests::show(plan) == "a: acme/lumen-2 low batch");
  // lumen-2 at medium for 0.02 stands before etch-1, which is better than low and dearer.
  CHECK(show(plan, plan.assets[0].next_better) == "acme/lumen-2 medium batch 0.015 60");
  CHECK(show(plan, plan.assets[0].next_cheaper) == "none");
}

TEST_CASE("the next cheaper option is the best that costs less") {
  const auto plan = with("");
  CHECK(show(plan, plan.assets[0].next_better) == "none");
  CHECK(show(plan, plan.assets[0].next_cheaper) == "acme/lumen-2 medium batch -0.06 -40");
  const auto middle = with("budget: {total: 0.03 USD}\nplan: {immediate: true}\n");
  CHECK(tests::show(middle) == "a: initech/etch-1");
  CHECK(show(middle, middle.assets[0].next_better) == "acme/lumen-2 medium 0.01 50");
  CHECK(show(middle, middle.assets[0].next_cheaper) == "acme/lumen-2 low -0.02 -10");
}

TEST_CASE("the next options are ready to be sent") {
  const auto plan = with("");
  const auto& step = plan.assets[0].next_cheaper;
  REQUIRE(step.has_value());
  const auto verdict = evaluate(usual_market(), step->to.request, today);
  CHECK(verdict.accepted);
  CHECK(verdict.quote.total == step->to.cost);
}

TEST_CASE("offers and boards are those that the plan speaks of") {
  const auto plan = plan_of(usual_market(), "plan: {forbid: [globex]}\n" + one);
  CHECK(plan.offers.size() == 2);  // etch-1 has options, and none stands next to the chosen one
  REQUIRE(plan.boards.size() == 1);
  CHECK(plan.boards[0].title == "Votes");
  REQUIRE(plan.assets[0].chosen.has_value());
  CHECK(plan.assets[0].chosen->score->board == 0);
}

TEST_CASE("an asset says what was weighed, and as what it is written") {
  const auto plan = with("");
  CHECK(plan.assets[0].options == 10);  // 3 qualities at 2 tiers, 3 qualities, 1
  CHECK(plan.assets[0].refused.empty());
  CHECK(!plan.assets[0].written_cost.has_value());
  CHECK(plan.assets[0].location.line == 2);
}

TEST_CASE("why what is left buys nothing: nothing is better, or it costs more") {
  auto best = asset("a");
  best.chosen = 1;
  CHECK(why({best}, "5") == "every asset has its best option");
  CHECK(why({asset("a")}, "1.9") == "the cheapest improvement (a) costs $2.00 more");
  CHECK(why({asset("a")}, "2", false) ==
        "the cheapest improvement (a) costs $2.00 more, which the other limits do not allow");
  CHECK(why({}, "5") == "every asset has its best option");
}

TEST_CASE("of an asset that is left out each option is an improvement") {
  auto left_out = asset("b");
  left_out.chosen.reset();
  CHECK(why({asset("a"), left_out}, "0.5") == "the cheapest improvement (b) costs $1.00 more");
}

TEST_CASE("what has no price is no improvement") {
  auto unpriced = asset("a");
  unpriced.choices.list[1].kind = CostKind::unknown;
  CHECK(why({unpriced}, "5") == "every asset has its best option");
}
