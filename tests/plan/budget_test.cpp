// Limits of money, what is left of them, and what happens when they cannot be kept.
#include "plan/market.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

const std::string three =
    "assets:\n  - {id: a, group: x, prompt: a}\n  - {id: b, group: x, prompt: b}\n"
    "  - {id: c, group: y, prompt: c}\n";

auto with(const std::string& before, const std::string& assets = three) -> Plan {
  return plan_of(usual_market(), before + assets);
}

auto in_groups(const std::string& x, const std::string& y, const std::string& before = "") -> Plan {
  return with(before + "groups: {x: {" + x + "}, y: {" + y + "}}\n");
}

auto no_groups(const std::string& before) -> Plan {
  return with(before + "groups: {x: {}, y: {}}\n");
}

auto constraints(const Plan& plan) -> std::string {
  std::string text;
  for (const auto& clash : plan.clashes) text += (text.empty() ? "" : "; ") + clash.constraint;
  return text;
}

auto cost_of(const Plan& plan, std::size_t asset) -> Rational {
  REQUIRE(plan.assets.at(asset).chosen.has_value());
  return plan.assets[asset].chosen->cost.expected;
}

// The budget that an infeasible plan calls the least is enough, and less is not.
void check_least_budget(const std::string& before, const std::string& assets = three) {
  const auto at = [&](const std::string& total) {
    return with("budget: {total: " + total + " USD}\n" + before, assets);
  };
  const auto plan = at("0.0001");
  REQUIRE(plan.status == PlanStatus::infeasible);
  REQUIRE(plan.least_budget.has_value());
  const auto enough = at(plan.least_budget->to_decimal());
  CHECK(enough.found());
  CHECK(enough.total.cost.expected == *plan.least_budget);
  CHECK(!enough.least_budget.has_value());
  Rational less;
  REQUIRE(checked_sub(*plan.least_budget, decimal("0.000001"), less));
  CHECK(at(less.to_decimal()).status == PlanStatus::infeasible);
}

}  // namespace

TEST_CASE("the total is kept, and the best that it allows is chosen") {
  const auto at = [](const std::string& total) {
    return no_groups("budget: {total: " + total + " USD}\nplan: {only: [acme]}\n");
  };
  CHECK(at("0.015").total.value == Rational{3720});
  CHECK(at("0.0299").total.value == Rational{3720});
  CHECK(at("0.03").total.value == Rational{3780});
  CHECK(at("0.06").total.value == Rational{3900});
  CHECK(at("0.12").total.value == Rational{3940});
  CHECK(at("0.24").total.value == Rational{4020});
  CHECK(at("9").total.value == Rational{4020});
  CHECK(at("9").total.cost.expected == decimal("0.24"));
}

TEST_CASE("what is left of the total is said, and why it buys nothing") {
  const auto at = [](const std::string& total) {
    return no_groups("budget: {total: " + total + " USD}\nplan: {only: [acme]}\n");
  };
  CHECK(at("0.05").left == decimal("0.005"));
  CHECK(at("0.05").why_left == "the cheapest improvement (a) costs $0.015 more");
  CHECK(at("1").left == decimal("0.76"));
  CHECK(at("1").why_left == "every asset has its best option");
  CHECK(!no_groups("").left.has_value());
  CHECK(no_groups("").why_left.empty());
}

TEST_CASE("points for one more are what the last step was worth") {
  CHECK(no_groups("budget: {total: 0.05 USD}\nplan: {only: [acme]}\n").points_for_one ==
        Rational{4000});  // 60 points for 0.015
  CHECK(no_groups("budget: {total: 9 USD}\n").points_for_one == Rational{});
  CHECK(!no_groups("").points_for_one.has_value());
}

TEST_CASE("a group has a budget of its own") {
  const auto plan = in_groups("budget: {total: 0.04 USD}", "");
  CHECK(plan.status == PlanStatus::optimal);
  CHECK(show(plan) ==
        "a: acme/lumen-2 medium batch, b: acme/lumen-2 medium batch, c: acme/lumen-2 high batch");
  const auto none = in_groups("budget: {total: 0.0099 USD}", "");
  CHECK(none.status == PlanStatus::infeasible);
  CHECK(constraints(none) == "group x: at most 0.0099 USD");
  const auto left = in_groups("budget: {total: 0.04 USD}", "", "budget: {total: 1 USD}\n");
  CHECK(left.why_left ==
        "the cheapest improvement (a) costs $0.06 more, which the other limits do not allow");
}

TEST_CASE("a group may limit each of its assets") {
  const auto plan =
      in_groups("budget: {per_asset: 0.04 USD}", "", "budget: {per_asset: 0.01 USD}\n");
  CHECK(show(plan) ==
        "a: acme/lumen-2 medium batch, b: acme/lumen-2 medium batch, c: acme/lumen-2 low batch");
}

TEST_CASE("the limit of an asset is of all its requests") {
  const auto plan = with("budget: {per_asset: 0.05 USD}\n",
                         "assets: [{id: a, count: 3, prompt: a}, {id: b, prompt: b}]\n");
  CHECK(show(plan) == "a: acme/lumen-2 low batch, b: acme/lumen-2 medium batch");
}

TEST_CASE("a provider has a budget") {
  const auto plan = no_groups("budget: {providers: {acme: 0.1 USD}}\n");
  CHECK(plan.status == PlanStatus::optimal);
  CHECK(plan.total.value == Rational{4020});
  CHECK(plan.total.cost.expected == decimal("0.32"));  // high: acme for 0.08, globex for 0.12 twice
  const auto none = no_groups("budget: {providers: {acme: 0.01 USD}}\nplan: {only: [acme]}\n");
  CHECK(none.status == PlanStatus::infeasible);
  CHECK(constraints(none) == "provider acme: at most 0.01 USD");
  CHECK(!none.least_budget.has_value());
}

TEST_CASE("prices in another currency than the budget's are refused") {
  Stall abroad{"umbra/lumen-2", by_quality("0.001", "0.002", "0.003")};
  abroad.currency = "EUR";
  const auto catalog = market(usual_stalls_and(abroad), usual_ratings);
  const std::string one = "assets: [{id: a, prompt: a fox}]\n";
  auto plan = plan_of(catalog, one);
  CHECK(plan.currency == "USD");  // of the first price
  CHECK(refusal(plan, "umbra/lumen-2") == "PLAN-CURRENCY");
  plan = plan_of(catalog, "budget: {total: 1 EUR}\n" + one);
  CHECK(plan.currency == "EUR");
  CHECK(show(plan) == "a: umbra/lumen-2 high");
  CHECK(refusal(plan, "acme/lumen-2") == "PLAN-CURRENCY");
  plan = plan_of(catalog, "budget: {total: 1 GBP}\n" + one);
  CHECK(plan.status == PlanStatus::infeasible);
  plan = plan_of(catalog, "budget: {per_asset: 1 EUR}\n" + one);
  CHECK(show(plan) == "a: umbra/lumen-2 high");
}

TEST_CASE("limits of two currencies are a mistake") {
  for (const std::string budget :
       {"{total: 1 USD, providers: {acme: 1 EUR}}", "{total: 1 EUR, providers: {acme: 1 USD}}"}) {
    CAPTURE(budget);
    const auto plan = plan_of(usual_market(), "budget: " + budget +
                                                  "\nplan: {unservable: leave_out}\n"
                                                  "assets: [{id: a, prompt: a fox}]\n");
    CHECK(!plan.found());
    REQUIRE(plan.diagnostics.size() == 1);
    CHECK(plan.diagnostics[0].code == "PLAN-LIMIT");
    CHECK(plan.diagnostics[0].message.find("EUR") != std::string::npos);
  }
}

TEST_CASE("the least budget is enough, and less is not") {
  check_least_budget("groups: {x: {}, y: {}}\n");
  check_least_budget("groups: {x: {min_quality: high}, y: {}}\n");
  check_least_budget("groups: {x: {}, y: {}}\nplan: {forbid: [acme], providers: {at_most: 1}}\n");
  check_least_budget("groups: {x: {}, y: {}}\nplan: {min_average: 1290}\n");
  check_least_budget("groups: {x: {}, y: {}}\nplan: {caps: {acme/lumen-2: 1}}\n");
  check_least_budget("groups: {x: {count: 7, attempts: 3}, y: {required: false}}\n");
  check_least_budget("groups: {x: {}, y: {}}\nplan: {minimize: cost, min_average: 1290}\n");
}

TEST_CASE("what cannot be kept together is named, and nothing else") {
  auto plan = no_groups("budget: {total: 0.01 USD, providers: {globex: 1 USD}}\n");
  CHECK(plan.status == PlanStatus::infeasible);
  CHECK(constraints(plan) == "budget of 0.01 USD");
  CHECK(plan.least_budget == decimal("0.015"));
  for (const auto& asset : plan.assets) CHECK(!asset.chosen.has_value());

  plan =
      no_groups("budget: {total: 0.05 USD}\nplan: {min_average: 1301, caps: {acme/lumen-2: 9}}\n");
  CHECK(constraints(plan) == "budget of 0.05 USD; mean score of at least 1301");
  plan = no_groups("budget: {total: 0.02 USD}\nplan: {caps: {acme/lumen-2: 2}}\n");
  CHECK(constraints(plan) == "budget of 0.02 USD; acme/lumen-2: at most 2 images");
  plan = no_groups("plan: {caps: {acme/lumen-2: 0, globex/glow: 0, initech/etch-1: 2}}\n");
  CHECK(constraints(plan) ==
        "acme/lumen-2: at most 0 images; globex/glow: at most 0 images; "
        "initech/etch-1: at most 2 images");
  plan = no_groups("plan: {min_average: 1341}\n");
  CHECK(constraints(plan) == "mean score of at least 1341");
}

TEST_CASE("a budget of more than is ever spent changes nothing") {
  const auto plan = no_groups("budget: {total: 9_000_000_000_000_000_000 USD}\n");
  CHECK(plan.status == PlanStatus::optimal);
  CHECK(plan.total.value == Rational{4020});
}

TEST_CASE("goal cost keeps the budget, too") {
  CHECK(no_groups("budget: {total: 0.015 USD}\nplan: {minimize: cost}\n").status ==
        PlanStatus::optimal);
  const auto plan = no_groups("budget: {total: 0.0149 USD}\nplan: {minimize: cost}\n");
  CHECK(plan.status == PlanStatus::infeasible);
  CHECK(plan.least_budget == decimal("0.015"));
}

TEST_CASE("what the budget leaves goes to the heavier asset") {
  const auto plan =
      with("budget: {total: 0.12 USD}\nplan: {only: [acme]}\ngroups: {x: {}, y: {weight: 3}}\n");
  CHECK(cost_of(plan, 2) == decimal("0.08"));
}
