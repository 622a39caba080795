// What a manifest's `plan` says, each setting on its own.
#include "plan/market.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

const std::string one = "assets: [{id: a, size: 1024x1024, prompt: a fox}]\n";
const std::string two =
    "assets: [{id: a, size: 1024x1024, prompt: a fox}, {id: b, size: 1024x1024, prompt: an owl}]\n";

auto with(const std::string& settings, const std::string& assets = one) -> Plan {
  return plan_of(usual_market(), "plan: {" + settings + "}\n" + assets);
}

}  // namespace

TEST_CASE("without a setting, the best is chosen at the least that it costs") {
  const auto plan = with("");
  CHECK(plan.status == PlanStatus::optimal);
  CHECK(show(plan) == "a: acme/lumen-2 high batch");
  CHECK(plan.total.cost == Range::exactly(decimal("0.08")));
  CHECK(plan.total.value == Rational{1340});
  CHECK(plan.goal == PlanGoal::quality);
  CHECK(plan.bound == Rational{1340});
  CHECK(plan.gap == Rational{});
  CHECK(plan.currency == "USD");
  CHECK(plan.average == Rational{1340});
}

TEST_CASE("the goal may be cost") {
  CHECK(show(with("minimize: cost")) == "a: acme/lumen-2 low batch");
  CHECK(show(with("maximize: quality")) == "a: acme/lumen-2 high batch");
  const auto plan = with("minimize: cost, min_average: 1300", two);
  CHECK(plan.status == PlanStatus::optimal);
  CHECK(plan.total.cost.expected == decimal("0.04"));  // 0.02 each at medium
  CHECK(plan.bound == decimal("0.04"));
}

TEST_CASE("of two plans as cheap the one of more quality is taken") {
  Stall same{"acme/etch-2", "0.03"};
  same.quality.clear();
  const auto catalog = market(usual_stalls_and(same), usual_ratings + ", etch-2: {score: 1260}");
  const auto plan = plan_of(catalog, "plan: {minimize: cost, only: [etch-1, etch-2]}\n" + one);
  CHECK(show(plan) == "a: acme/etch-2");
}

TEST_CASE("a range counts at its low, expected or high end") {
  Stall vague{"acme/haze-1", "spread(0.05, 0.01, 0.30)"};
  vague.quality.clear();
  const auto catalog = market(usual_stalls_and(vague), usual_ratings + ", haze-1: {score: 1500}");
  const auto at = [&](const std::string& point, const std::string& total) {
    return show(
        plan_of(catalog, "budget: {total: " + total + "}\nplan: {plan_on: " + point + "}\n" + one));
  };
  CHECK(at("low", "0.01 USD") == "a: acme/haze-1");
  CHECK(at("expected", "0.01 USD") == "a: acme/lumen-2 low batch");
  CHECK(at("expected", "0.05 USD") == "a: acme/haze-1");
  CHECK(at("50%", "0.155 USD") == "a: acme/haze-1");  // half way from 0.01 to 0.30
  CHECK(at("50%", "0.154 USD") == "a: acme/lumen-2 high batch");
  CHECK(at("high", "0.05 USD") == "a: acme/lumen-2 medium batch");
  CHECK(at("high", "0.29 USD") == "a: acme/lumen-2 high batch");
  CHECK(at("high", "0.30 USD") == "a: acme/haze-1");
  const auto low = plan_of(catalog, "plan: {plan_on: low}\n" + one);
  CHECK(low.total.cost == Range{decimal("0.01"), decimal("0.05"), decimal("0.3")});
  CHECK(low.plan_on == CostPoint::low);
}

TEST_CASE("what has no price is refused, or the last resort") {
  const Stall unpriced{"acme/sketch-1", ""};
  const auto catalog =
      market(usual_stalls_and(unpriced), usual_ratings + ", sketch-1: {score: 2000, at: medium}");
  auto plan = plan_of(catalog, one);
  CHECK(show(plan) == "a: acme/lumen-2 high batch");
  CHECK(refusal(plan, "acme/sketch-1") == "PLAN-NO-PRICE");
  plan = plan_of(catalog, "plan: {unknown_costs: allowed}\n" + one);
  CHECK(show(plan) == "a: acme/lumen-2 high batch");  // though it is rated lower
  plan = plan_of(catalog, "budget: {total: 0 USD}\nplan: {unknown_costs: allowed}\n" + two);
  CHECK(plan.status == PlanStatus::infeasible);
  plan = plan_of(catalog, "plan: {unknown_costs: allowed, only: [sketch-1]}\n" + one);
  CHECK(show(plan) == "a: acme/sketch-1 high");
  REQUIRE(plan.assets[0].chosen.has_value());
  CHECK(plan.assets[0].chosen->cost_kind == CostKind::unknown);
  CHECK(plan.notes ==
        std::vector<std::string>{"1 asset at an unknown price, which is in no total"});
  plan = plan_of(catalog, "plan: {unknown_costs: refused, only: [sketch-1]}\n" + one);
  CHECK(plan.status == PlanStatus::infeasible);
}

TEST_CASE("tiers that answer later may be ruled out") {
  CHECK(show(with("immediate: true")) == "a: globex/glow high");
  CHECK(show(with("immediate: false")) == "a: acme/lumen-2 high batch");
  CHECK(with("immediate: false").notes ==
        std::vector<std::string>{"1 asset at a service tier that answers later"});
}

TEST_CASE("an asset that nobody can serve ends the plan, or is left out") {
  const std::string assets =
      "assets: [{id: a, size: 1024x1024, prompt: a}, {id: b, forbid: [acme, globex, initech], "
      "prompt: b}]\n";
  auto plan = plan_of(usual_market(), assets);
  CHECK(plan.status == PlanStatus::infeasible);
  REQUIRE(plan.clashes.size() == 1);
  CHECK(plan.clashes[0].constraint == "asset b");
  CHECK(plan.clashes[0].message.find("PLAN-FORBIDDEN") != std::string::npos);
  CHECK(!plan.least_budget.has_value());
  plan = plan_of(usual_market(), "plan: {unservable: leave_out}\n" + assets);
  CHECK(show(plan) == "a: acme/lumen-2 high batch, b: none");
  CHECK(plan.images == 1);
  CHECK(plan.notes.front() == "1 asset left out that no offer serves");
  CHECK(plan_of(usual_market(), "plan: {unservable: fatal}\n" + assets).status ==
        PlanStatus::infeasible);
}

TEST_CASE("the least quality of each asset is a word or points") {
  CHECK(show(with("minimize: cost, min_quality: medium")) == "a: acme/lumen-2 medium batch");
  CHECK(show(with("minimize: cost, only: [lumen-2], min_quality: high")) ==
        "a: acme/lumen-2 high batch");
  CHECK(show(with("minimize: cost, min_quality: 1240")) == "a: acme/lumen-2 low batch");
  CHECK(show(with("minimize: cost, min_quality: 1241")) == "a: acme/lumen-2 medium batch");
  CHECK(show(with("minimize: cost, min_quality: 1340")) == "a: acme/lumen-2 high batch");
  const auto plan = with("min_quality: 1341");
  CHECK(plan.status == PlanStatus::infeasible);
  CHECK(refusal(plan, "acme/lumen-2") == "PLAN-QUALITY");
  CHECK(refusal(plan, "initech/etch-1") == "PLAN-QUALITY");
  // A model of one quality has no word to be held to.
  CHECK(show(with("minimize: cost, min_quality: high")) == "a: initech/etch-1");
  CHECK(show(with("min_quality: splendid, only: [lumen-2]")) == "infeasible");
}

TEST_CASE("the mean of all scores may be bounded below") {
  CHECK(show(with("minimize: cost, min_average: 1340", two)) ==
        "a: acme/lumen-2 high batch, b: acme/lumen-2 high batch");
  const auto plan = with("minimize: cost, min_average: 1270", two);
  CHECK(show(plan) == "a: acme/lumen-2 low batch, b: acme/lumen-2 medium batch");
  CHECK(plan.average == Rational{1270});
  const auto more = with("minimize: cost, min_average: 1270.5", two);
  CHECK(show(more) == "a: acme/lumen-2 medium batch, b: acme/lumen-2 medium batch");
  CHECK(with("min_average: 1341", two).status == PlanStatus::infeasible);
}

TEST_CASE("only and forbid name providers, models as sold, and models as rendered") {
  CHECK(show(with("only: [globex]")) == "a: globex/glow high");
  CHECK(show(with("only: [globex/glow]")) == "a: globex/glow high");
  CHECK(show(with("only: [globex/glow/generate, etch-1]")) == "a: globex/glow high");
  CHECK(show(with("only: [initech/etch-1/generate]")) == "a: initech/etch-1");
  CHECK(show(with("forbid: [acme]")) == "a: globex/glow high");
  CHECK(show(with("forbid: [lumen-2]")) == "a: initech/etch-1");
  CHECK(show(with("only: [lumen-2], forbid: [acme]")) == "a: globex/glow high");
  const auto plan = with("forbid: [lumen-2]");
  CHECK(refusal(plan, "acme/lumen-2") == "PLAN-FORBIDDEN");
  CHECK(refusal(plan, "globex/glow") == "PLAN-FORBIDDEN");
  CHECK(refusal(with("only: [globex]"), "initech/etch-1") == "PLAN-FORBIDDEN");
}

TEST_CASE("what an asset names is kept, each part on its own") {
  const std::string named =
      "assets: [{id: a, provider: globex, model: glow, quality: low, prompt: a fox}]\n";
  CHECK(show(with("", named)) == "a: acme/lumen-2 high batch");
  CHECK(show(with("keep: [provider]", named)) == "a: globex/glow high");
  CHECK(show(with("keep: [quality]", named)) == "a: acme/lumen-2 low batch");
  CHECK(show(with("keep: [model], forbid: [lumen-2]", named)) == "infeasible");
  const auto kept = with("minimize: cost, keep: [model, quality]", named);
  CHECK(refusal(kept, "initech/etch-1") == "PLAN-KEPT");
  CHECK(refusal(kept, "acme/lumen-2").empty());
  CHECK(refusal(with("keep: [provider]", named), "acme/lumen-2") == "PLAN-KEPT");
  const std::string tier =
      "assets: [{id: a, provider: acme, model: lumen-2, tier: standard, prompt: a fox}]\n";
  CHECK(show(with("only: [acme]", tier)) == "a: acme/lumen-2 high batch");
  CHECK(show(with("only: [acme], keep: [tier]", tier)) == "a: acme/lumen-2 high");
  CHECK(show(with("only: [acme], keep: [tier]")) == "a: acme/lumen-2 high");  // standard
}

TEST_CASE("the providers may be so many") {
  Stall dear{"umbra/etch-9", "0.01"};
  dear.quality.clear();
  const auto catalog = market(usual_stalls_and(dear), usual_ratings + ", etch-9: {score: 1100}");
  const std::string assets =
      "assets: [{id: a, only: [initech, umbra], prompt: a}, {id: b, only: [acme, umbra], prompt: "
      "b}]\n";
  const auto with_most = [&](const std::string& most) {
    return plan_of(catalog, "plan: {providers: {at_most: " + most + "}}\n" + assets);
  };
  CHECK(show(with_most("2")) == "a: initech/etch-1, b: acme/lumen-2 high batch");
  CHECK(show(with_most("1")) == "a: umbra/etch-9, b: umbra/etch-9");
  const auto one_of_three =
      plan_of(catalog,
              "plan: {providers: {at_most: 1}}\nassets: [{id: a, only: [initech], prompt: a}, "
              "{id: b, only: [acme], prompt: b}]\n");
  CHECK(one_of_three.status == PlanStatus::infeasible);
  REQUIRE(one_of_three.clashes.size() == 1);
  CHECK(one_of_three.clashes[0].constraint == "at most 1 provider");
}

TEST_CASE("an offer may make so many images") {
  const std::string three = "assets: [{id: a, count: 3, prompt: a}, {id: b, prompt: b}]\n";
  CHECK(show(with("caps: {acme/lumen-2: 4}", three)) ==
        "a: acme/lumen-2 high batch, b: acme/lumen-2 high batch");
  CHECK(show(with("caps: {acme/lumen-2: 3}", three)) ==
        "a: acme/lumen-2 high batch, b: globex/glow high");
  CHECK(show(with("caps: {acme/lumen-2/generate: 2}", three)) ==
        "a: globex/glow high, b: acme/lumen-2 high batch");
  CHECK(show(with("caps: {initech/etch-1: 0}", three)) ==
        "a: acme/lumen-2 high batch, b: acme/lumen-2 high batch");
  const auto plan = with("only: [globex], caps: {globex/glow: 3}", three);
  CHECK(plan.status == PlanStatus::infeasible);
  REQUIRE(plan.clashes.size() == 1);
  CHECK(plan.clashes[0].constraint == "globex/glow: at most 3 images");
}

TEST_CASE("larger images may be made where the plan says so") {
  Stall presets{"umbra/frame-1", "0.01"};
  presets.quality.clear();
  presets.size = "  size: {type: size, default: 512x512, sizes: [512x512, 1280x1280]}\n";
  const auto catalog = market({presets}, "frame-1: {score: 1000}");
  CHECK(show(plan_of(catalog, one)) == "infeasible");
  const auto plan = plan_of(catalog, "plan: {larger: true}\n" + one);
  CHECK(show(plan) == "a: umbra/frame-1");
  REQUIRE(plan.assets[0].chosen.has_value());
  CHECK(plan.assets[0].chosen->larger);
  CHECK(plan.assets[0].chosen->width == 1280);
  CHECK(plan.assets[0].chosen->request.params.find("size")->as_text() == "1280x1280");
  CHECK(plan.notes == std::vector<std::string>{"1 asset made larger than asked, to be cut"});
}

TEST_CASE("scores and steps of one's own count before those of the boards") {
  CHECK(show(with("quality: {scores: {etch-1: 1400}}")) == "a: initech/etch-1");
  CHECK(show(with("quality: {scores: {globex/glow: {high: 1341}}}")) == "a: globex/glow high");
  CHECK(show(with("quality: {steps: {low: 10, medium: 0, high: -10}}")) ==
        "a: acme/lumen-2 low batch");
  const auto plan = with("quality: {scores: {etch-1: 1400}}");
  REQUIRE(plan.assets[0].chosen.has_value());
  CHECK(plan.assets[0].chosen->score->basis == ScoreBasis::own);
  CHECK(plan.boards.size() == 1);  // of the options that stand next to it
}

TEST_CASE("what nobody rated is not chosen for quality, only for cost") {
  Stall unrated{"umbra/blank-1", "0.001"};
  unrated.quality.clear();
  const auto catalog = market(usual_stalls_and(unrated), usual_ratings);
  auto plan = plan_of(catalog, one);
  CHECK(refusal(plan, "umbra/blank-1") == "PLAN-UNRATED");
  plan = plan_of(catalog, "plan: {minimize: cost}\n" + one);
  CHECK(show(plan) == "a: umbra/blank-1");
  CHECK(!plan.average.has_value());
  CHECK(plan.notes == std::vector<std::string>{"1 asset without a score"});
  plan = plan_of(catalog, "plan: {minimize: cost, min_quality: 1}\n" + one);
  CHECK(show(plan) == "a: acme/lumen-2 low batch");
  plan = plan_of(catalog, "plan: {minimize: cost, min_average: 1}\n" + two);
  CHECK(show(plan) == "a: acme/lumen-2 low batch, b: acme/lumen-2 low batch");
  plan = plan_of(catalog, "plan: {quality: {scores: {blank-1: 1500}}}\n" + one);
  CHECK(show(plan) == "a: umbra/blank-1");
}

TEST_CASE("a name that means nothing is an error, in settings and in assets") {
  const auto settings = with("forbid: [acmee]");
  CHECK(settings.status == PlanStatus::unknown);
  REQUIRE(settings.diagnostics.size() == 1);
  CHECK(settings.diagnostics[0].code == "MANIFEST-PLAN-UNKNOWN");
  const auto asset = with("", "assets: [{id: a, prompt: a, only: [acmee]}]\n");
  CHECK(asset.status == PlanStatus::infeasible);
  REQUIRE(asset.assets[0].problem);
  CHECK(asset.assets[0].problem->code == "MANIFEST-PLAN-UNKNOWN");
}

TEST_CASE("while options are found, the plan can be given up") {
  const auto wishes = read_wishes("version: 1\n" + one);
  PlanPolicy policy;
  policy.as_of = today;
  policy.should_abandon = [] { return true; };
  CHECK(plan(usual_market(), wishes.records, {}, policy).status == PlanStatus::unknown);
  // A search that is ended has the best plan so far.
  policy.should_abandon = nullptr;
  policy.should_stop = [](const KnapsackProgress&) { return true; };
  CHECK(plan(usual_market(), wishes.records, {}, policy).found());
}

TEST_CASE("nothing to plan is a plan of nothing") {
  const auto plan = with("", "assets: []\n");
  CHECK(plan.status == PlanStatus::optimal);
  CHECK(plan.assets.empty());
  CHECK(plan.total.cost.expected == Rational{});
}

TEST_CASE("before the first ratings, a plan says that there are none") {
  const auto wishes = read_wishes("version: 1\n" + one);
  PlanPolicy policy;
  policy.as_of = Date::of(2026, 10, 31);
  const auto none = plan(usual_market(), wishes.records, {}, policy);
  CHECK(none.status == PlanStatus::infeasible);
  REQUIRE(none.notes.size() == 1);
  CHECK(none.notes[0] == "no ratings are dated 2026-10-31 or before");
}
