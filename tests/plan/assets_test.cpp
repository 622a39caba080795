// What an asset says to the planner, each key on its own.
#include "plan/market.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

auto with(const std::string& asset, const std::string& before = "") -> Plan {
  return plan_of(usual_market(), before + "assets: [{id: a, prompt: a fox" +
                                     (asset.empty() ? "" : ", ") + asset + "}]\n");
}

auto chosen(const Plan& plan, std::size_t asset = 0) -> const PlanOption& {
  REQUIRE(plan.found());
  REQUIRE(plan.assets.at(asset).chosen.has_value());
  return *plan.assets[asset].chosen;
}

// One model that makes any size in steps of 16 from 512 on, at a price by area, and one of three
// sizes at one price.
auto by_size() -> const Catalog& {
  static const auto catalog = [] {
    Stall grid{"acme/grid-1", "area / 10_000_000"};
    grid.quality.clear();
    grid.rules =
        "  - {code: ACME-GRID, require: width mod 16 = 0 and height mod 16 = 0, message: off}\n"
        "  - {code: ACME-SMALL, require: 'min(width, height) >= 512', message: small}\n";
    Stall frame{"globex/frame-1", "0.08"};
    frame.quality.clear();
    frame.size =
        "  shape:\n    type: size\n    default: square\n    forms: []\n    values:\n"
        "      square: {width: 768, height: 768}\n      wide: {width: 1536, height: 864}\n"
        "      tall: {width: 864, height: 1536}\n";
    return market({grid, frame}, "grid-1: {score: 1000}, frame-1: {score: 900}");
  }();
  return catalog;
}

auto sized(const std::string& asset, const std::string& before = "") -> Plan {
  return plan_of(by_size(), before + "assets: [{id: a, prompt: a fox, " + asset + "}]\n");
}

// "1536x864", with a + where it is larger than asked.
auto size_of(const Plan& plan) -> std::string {
  if (!plan.found()) return to_string(plan.status);
  const auto& option = chosen(plan);
  return std::to_string(option.width) + "x" + std::to_string(option.height) +
         (option.larger ? "+" : "");
}

}  // namespace

TEST_CASE("weight and count decide where the budget goes") {
  const auto plan = [](const std::string& a, const std::string& b) {
    return show(plan_of(usual_market(),
                        "budget: {total: 0.10 USD}\nplan: {only: [acme]}\nassets: "
                        "[{id: a, prompt: a" +
                            a + "}, {id: b, prompt: b" + b + "}]\n"));
  };
  const std::string first = "a: acme/lumen-2 high batch, b: acme/lumen-2 medium batch";
  const std::string second = "a: acme/lumen-2 medium batch, b: acme/lumen-2 high batch";
  CHECK(plan(", weight: 2", "") == first);
  CHECK(plan("", ", weight: 2") == second);
  CHECK(plan(", weight: 1.5", ", weight: 1.25") == first);
  CHECK(plan(", weight: 0", "") == "a: acme/lumen-2 low batch, b: acme/lumen-2 high batch");
}

TEST_CASE("the value is weight times images times score") {
  const auto plan = with("weight: 2.5, count: 3");
  CHECK(chosen(plan).value == Rational{10050});  // 2.5 * 3 * 1340
  CHECK(plan.total.value == Rational{10050});
  CHECK(plan.average == Rational{1340});
  CHECK(plan.images == 3);
  CHECK(plan.assets[0].weight == decimal("2.5"));
}

TEST_CASE("a value or a number of requests that does not fit is refused") {
  for (const std::string much : {"weight: 999_999_999_999_999, count: 1_000_000",
                                 "count: 1_000_000_000, attempts: 10_000_000_000"}) {
    CAPTURE(much);
    const auto plan = with(much + ", only: [initech]");
    CHECK(plan.status == PlanStatus::infeasible);
    CHECK(refusal(plan, "initech/etch-1") == "PLAN-TOO-LARGE");
  }
}

TEST_CASE("requests follow from images wanted, images a request, and tries") {
  const auto requests = [](const std::string& asset) {
    const auto plan = with("provider: globex, model: glow, pinned: true" + asset);
    const auto& option = chosen(plan);
    return std::to_string(option.requests) + " for " + std::to_string(plan.images) + " at " +
           option.cost.expected.to_decimal();
  };
  CHECK(requests("") == "1 for 1 at 0.05");
  CHECK(requests(", count: 3") == "3 for 3 at 0.15");
  CHECK(requests(", n: 3") == "1 for 3 at 0.15");
  CHECK(requests(", count: 3, n: 2") == "2 for 3 at 0.2");
  CHECK(requests(", count: 3, attempts: 2") == "6 for 3 at 0.3");
  CHECK(requests(", count: 3, n: 2, attempts: 2") == "4 for 3 at 0.4");
}

TEST_CASE("a request that makes several images is sent as often as another offer needs") {
  Stall single{"umbra/lumen-2", by_quality("0.001", "0.002", "0.003")};
  single.number.clear();
  const auto catalog = market(usual_stalls_and(single), usual_ratings);
  const auto plan =
      plan_of(catalog, "assets: [{id: a, provider: acme, model: lumen-2, n: 4, prompt: a fox}]\n");
  CHECK(show(plan) == "a: umbra/lumen-2 high");
  CHECK(chosen(plan).requests == 4);
  CHECK(plan.images == 4);
  CHECK(chosen(plan).cost.expected == decimal("0.012"));
}

TEST_CASE("an asset that is not required is left out when it does not pay") {
  const auto plan = [](const std::string& required, const std::string& total) {
    return plan_of(usual_market(), "budget: {total: " + total +
                                       "}\nassets: [{id: a, prompt: a}, "
                                       "{id: b, prompt: b, required: " +
                                       required + "}]\n");
  };
  CHECK(show(plan("false", "0.005 USD")) == "a: acme/lumen-2 low batch, b: none");
  CHECK(show(plan("true", "0.005 USD")) == "infeasible");
  CHECK(show(plan("false", "0.01 USD")) == "a: acme/lumen-2 low batch, b: acme/lumen-2 low batch");
  const auto left_out = plan("false", "0.005 USD");
  CHECK(left_out.images == 1);
  CHECK(left_out.average == Rational{1240});  // of what is made
  CHECK(!left_out.assets[1].required);
}

TEST_CASE("an asset has a least quality and allowed names of its own") {
  CHECK(show(with("min_quality: high", "plan: {minimize: cost, only: [lumen-2]}\n")) ==
        "a: acme/lumen-2 high batch");
  CHECK(show(with("min_quality: 1300", "plan: {minimize: cost}\n")) ==
        "a: acme/lumen-2 medium batch");
  CHECK(show(with("only: [globex]")) == "a: globex/glow high");
  CHECK(show(with("forbid: [acme]")) == "a: globex/glow high");
  // What the plan forbids stays forbidden.
  CHECK(show(with("only: [acme, globex]", "plan: {forbid: [acme]}\n")) == "a: globex/glow high");
}

TEST_CASE("the limit of an asset takes away what costs more") {
  const auto plan = with("", "budget: {per_asset: 0.05 USD}\n");
  CHECK(show(plan) == "a: acme/lumen-2 medium batch");
  CHECK(refusal(with("", "budget: {per_asset: 0.015 USD}\n"), "initech/etch-1") ==
        "PLAN-OVER-LIMIT");
}

TEST_CASE("a deadline rules out tiers that answer after it") {
  CHECK(show(with("deadline: 2026-11-21")) == "a: globex/glow high");
  CHECK(show(with("deadline: 2026-11-22")) == "a: acme/lumen-2 high batch");
  CHECK(show(with("deadline: 2026-11-01")) == "a: globex/glow high");
  CHECK(show(with("deadline: 2026-11-22, as_of: 2026-11-22")) == "a: globex/glow high");
  CHECK(show(with("immediate: true")) == "a: globex/glow high");
  Stall slow{"acme/lumen-2", by_quality("0.01", "0.04", "0.16")};
  slow.tiers = "{standard: {}, batch: {factor: 1/2, within_hours: 25}}";
  const auto catalog = market({slow}, usual_ratings);
  const auto until = [&](const std::string& day) {
    return show(plan_of(catalog, "assets: [{id: a, prompt: a fox, deadline: " + day + "}]\n"));
  };
  CHECK(until("2026-11-22") == "a: acme/lumen-2 high");
  CHECK(until("2026-11-23") == "a: acme/lumen-2 high batch");
}

TEST_CASE("a tier that is kept or pinned, and answers too late, will not do") {
  const std::string batch = "provider: acme, model: lumen-2, tier: batch, ";
  const std::string kept = "plan: {keep: [tier], only: [acme]}\n";
  for (const std::string wish : {"immediate: true", "deadline: 2026-11-21"}) {
    CAPTURE(wish);
    CHECK(refusal(with(batch + "pinned: true, " + wish), "acme/lumen-2") == "PLAN-LATE");
    CHECK(refusal(with(batch + wish, kept), "acme/lumen-2") == "PLAN-LATE");
  }
  CHECK(show(with(batch + "pinned: true, deadline: 2026-11-22")) == "a: acme/lumen-2 medium batch");
  CHECK(show(with(batch + "deadline: 2026-11-22", kept)) == "a: acme/lumen-2 high batch");
}

TEST_CASE("an offer that only ever answers late says so") {
  Stall slow{"acme/lumen-2", "0.01"};
  slow.tiers = "{standard: {within_hours: 24}}";
  const auto plan =
      plan_of(market({slow}, usual_ratings), "assets: [{id: a, immediate: true, prompt: a fox}]\n");
  CHECK(refusal(plan, "acme/lumen-2") == "PLAN-LATE");
}

TEST_CASE("a pinned asset is sent as it is written") {
  const auto plan = with("provider: initech, model: etch-1, size: 640x480, pinned: true");
  CHECK(show(plan) == "a: initech/etch-1");
  CHECK(chosen(plan).request.params.find("size")->as_text() == "640x480");
  CHECK(plan.assets[0].options == 1);
  CHECK(show(with("provider: acme, model: lumen-2, quality: low, pinned: true")) ==
        "a: acme/lumen-2 low");
  CHECK(refusal(with("provider: acme, model: lumen-2, pinned: true", "plan: {forbid: [acme]}\n"),
                "acme/lumen-2") == "PLAN-FORBIDDEN");
}

TEST_CASE("any_of lists the offers that will do") {
  CHECK(show(with("any_of: [globex/glow, initech/etch-1]")) == "a: globex/glow high");
  const auto plan = with("any_of: [globex/gloom]");
  CHECK(plan.status == PlanStatus::infeasible);
  REQUIRE(plan.diagnostics.size() == 1);
  CHECK(plan.diagnostics[0].code == "REQ-OFFER-UNKNOWN");
  CHECK(plan.diagnostics[0].message == "no offer is called 'globex/gloom'");
  CHECK(plan.diagnostics[0].location.line == 2);
}

TEST_CASE("an asset that names a model may be made by any other") {
  const auto plan = with("provider: initech, model: etch-1, size: 512x512");
  CHECK(show(plan) == "a: acme/lumen-2 high batch");
  CHECK(chosen(plan).width == 512);
  CHECK(plan.assets[0].written_cost == Range::exactly(decimal("0.03")));
  CHECK(plan.assets[0].written_value == Rational{1250});
  REQUIRE(plan.written.has_value());
  CHECK(plan.written->cost.expected == decimal("0.03"));
}

TEST_CASE("an asset that cannot be read is named with its place") {
  const auto plan = plan_of(usual_market(),
                            "plan: {unservable: leave_out}\nassets:\n  - {id: a, prompt: a fox}\n"
                            "  - {id: b, provider: acme, model: lumen-7, prompt: b}\n");
  CHECK(show(plan) == "a: acme/lumen-2 high batch, b: none");
  REQUIRE(plan.diagnostics.size() == 1);
  CHECK(plan.diagnostics[0].location.line == 5);
  CHECK(plan.assets[1].problem.has_value());
}

TEST_CASE("an asset has the size that it says, at every offer") {
  CHECK(size_of(sized("size: 1536x864")) == "1536x864");
  CHECK(show(sized("size: 1536x864")) == "a: acme/grid-1");
  CHECK(show(sized("size: 1536x864, only: [globex]")) == "a: globex/frame-1");
  CHECK(chosen(sized("size: 1536x864, only: [globex]")).request.params.find("shape")->as_text() ==
        "wide");
  const auto plan = sized("size: 500x500");
  CHECK(plan.status == PlanStatus::infeasible);
  CHECK(refusal(plan, "globex/frame-1") == "PLAN-UNSAYABLE");
  CHECK(refusal(plan, "acme/grid-1") == "ACME-GRID");
}

TEST_CASE("a larger image that costs the least may be made, and cut to size") {
  CHECK(size_of(sized("size: 500x500, larger: true")) == "512x512+");
  CHECK(size_of(sized("size: 500x700, larger: true")) == "512x704+");
  CHECK(size_of(sized("size: 1000x500, larger: true, only: [globex]")) == "1536x864+");
  CHECK(size_of(sized("size: 500x500, larger: false", "plan: {larger: true}\n")) == "infeasible");
  CHECK(size_of(sized("size: 1600x500, larger: true, only: [globex]")) == "infeasible");
}

TEST_CASE("an offer that says sizes in two ways is sent one of them") {
  Stall both{"acme/both-1", "area / 10_000_000"};
  both.quality.clear();
  both.size =
      "  shape:\n    type: size\n    forms: []\n    values:\n"
      "      square: {width: 768, height: 768}\n"
      "  width: {type: integer, field: width, range: [512, 4096]}\n"
      "  height: {type: integer, field: height, range: [512, 4096]}\n";
  both.rules =
      "  - {code: ACME-GRID, require: width mod 16 = 0 and height mod 16 = 0, message: off}\n";
  const auto catalog = market({both}, "both-1: {score: 1000}");
  const auto plan =
      plan_of(catalog, "assets: [{id: a, size: 700x760, larger: true, prompt: a fox}]\n");
  CHECK(size_of(plan) == "704x768+");
  CHECK(plan.total.cost.expected == decimal("0.0540672"));
  const auto& request = chosen(plan).request;
  CHECK(evaluate(catalog, request, today).quote.total == chosen(plan).cost);
}

TEST_CASE("where only a shape is wanted, the least that the offer makes of it is taken") {
  CHECK(size_of(sized("aspect: 1:1")) == "512x512");
  CHECK(size_of(sized("aspect: 1:1, only: [globex]")) == "768x768");
  CHECK(size_of(sized("aspect: 16:9, only: [globex]")) == "1536x864");
  CHECK(size_of(sized("aspect: 2:1, only: [globex]")) == "infeasible");
  CHECK(size_of(sized("aspect: 16:9, min_pixels: 1_000_000")) == "1536x864");
}

TEST_CASE("an image has the pixels that are wanted, or more") {
  CHECK(size_of(sized("min_pixels: 500_000, only: [globex]")) == "768x768");
  CHECK(size_of(sized("min_pixels: 600_000, only: [globex]")) == "1536x864");
  CHECK(size_of(sized("min_pixels: 1_400_000, only: [globex]")) == "infeasible");
  CHECK(size_of(sized("min_pixels: 1_048_576")) == "1024x1024");
  CHECK(size_of(sized("min_pixels: 1_048_577")) == "1040x1040");
}
