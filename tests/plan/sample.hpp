// Plans for the tests of writers and approvals, put together by hand.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "tariff/plan.hpp"

namespace tariff::tests {

inline auto number(const char* text) -> Rational {
  Rational value;
  REQUIRE(Rational::parse(text, value));
  return value;
}

inline auto range(const char* low, const char* expected, const char* high) -> Range {
  return {number(low), number(expected), number(high)};
}

inline auto usd(const char* amount) -> Money {
  return {number(amount), "USD"};
}

inline auto option(std::uint32_t offer, const char* quality, const char* tier, const Range& cost,
                   const char* score, const char* value) -> PlanOption {
  PlanOption out;
  out.offer = offer;
  out.quality = quality;
  out.width = 1536;
  out.height = 1024;
  out.tier = tier;
  out.request.provider = offer == 0 ? "acme" : "globex";
  out.request.model = offer == 0 ? "lumen-2" : "painter-1";
  out.request.operation = "generate";
  out.request.endpoint = "/v1/images";
  out.request.tier = tier;
  out.request.set("prompt", "a fox, \"quick\"\n").set("quality", quality).set("n", 1);
  out.request.params.set("strength", Value::number(number("0.35")));
  out.cost_kind = cost.is_exact() ? CostKind::exact : CostKind::bounded;
  out.cost = cost;
  out.score = QualityScore{number(score), number("8"), ScoreBasis::rated, 0};
  out.value = number(value);
  return out;
}

inline auto chosen_asset(const char* id, const char* group, std::int64_t images, PlanOption chosen)
    -> PlannedAsset {
  PlannedAsset out;
  out.id = id;
  out.group = group;
  out.location = {"images.yaml", 12, 5, 300, 4};
  out.images = images;
  out.options = 6;
  out.chosen = std::move(chosen);
  return out;
}

inline auto board() -> QualityBoard {
  QualityBoard out;
  out.id = "arena-text-to-image";
  out.title = "Image Arena";
  out.operation = "generate";
  out.dated = "2026-09-30";
  out.license = "CC-BY-4.0";
  out.attribution = "Image Arena contributors";
  out.url = "https://arena.example/leaderboard";
  out.assumptions = {"One step of quality is worth 40 points."};
  return out;
}

// The assets of sample_plan(): one with everything, one of unknown cost, one left out.
inline auto sample_assets() -> std::vector<PlannedAsset> {
  auto hero = chosen_asset(
      "hero", "hero", 3,
      option(0, "high", "batch", range("0.30", "0.36", "0.45"), "1312.25", "19683.75"));
  hero.weight = number("5");
  hero.chosen->requests = 3;
  hero.next_better =
      PlanStep{option(1, "high", "standard", range("0.6", "0.6", "0.6"), "1330", "19950"),
               number("0.24"), number("266.25")};
  hero.next_cheaper =
      PlanStep{option(0, "low", "batch", range("0.1", "0.1", "0.1"), "1232.25", "18483.75"),
               number("-0.26"), number("-1200")};
  hero.refused = {{2, "ACME-SIZE-016", "both edges must be multiples of 16"}};
  hero.written_cost = range("0.72", "0.72", "0.72");
  hero.written_value = number("19683.75");

  auto icon = chosen_asset("menu|icon", "", 1,
                           option(1, "", "standard", range("0", "0", "0"), "1200", "1200"));
  icon.chosen->cost_kind = CostKind::unknown;
  icon.chosen->score = QualityScore{number("1200"), {}, ScoreBasis::own, 0};
  icon.chosen->larger = true;
  icon.refused = {{2, "ACME-SIZE-016", "both edges must be multiples of 16"},
                  {0, "PLAN-FORBIDDEN", "forbidden"}};

  PlannedAsset lost;
  lost.id = "lost";
  lost.required = false;
  lost.problem = Diagnostic{};
  lost.problem->code = "PLAN-NO-OPTION";
  lost.problem->message = "no offer makes this";
  lost.problem->location = {"images.yaml", 20, 5, 500, 4};
  return {hero, icon, lost};
}

// A plan with something of everything.
inline auto sample_plan() -> Plan {
  Plan plan;
  plan.status = PlanStatus::feasible;
  plan.catalog = "0123456789abcdef0123";
  plan.as_of = Date::of(2026, 11, 21);
  plan.currency = "USD";
  plan.plan_on = CostPoint::expected;
  plan.budget.total = usd("25");
  plan.budget.groups = {{"hero", usd("2")}};
  plan.budget.providers = {{"acme", usd("20")}};
  plan.settings.goal = PlanGoal::quality;
  plan.settings.immediate = false;
  plan.settings.min_quality = "medium";
  plan.settings.min_average = number("1250.5");
  plan.settings.only = {"acme", "globex"};
  plan.settings.keep.quality = true;
  plan.settings.most_providers = 2;
  plan.settings.caps = {{"acme/lumen-2", 100}};
  plan.settings.quality.scores = {{"painter-1", "", number("1200")}};
  plan.settings.quality.steps = {{"ultra", number("60")}};
  plan.total = {range("0.30", "0.36", "0.45"), number("20883.75"), 2};
  plan.images = 4;
  plan.average = number("83535/64");
  plan.bound = number("20900");
  plan.gap = number("16.25");
  plan.points_for_one = number("1109.375");
  plan.left = number("24.64");
  plan.why_left = "nothing better is known";
  plan.least_budget = number("0.10");
  plan.offers = {{"acme/lumen-2/generate", "acme", "lumen-2", "Lumen 2", "available"},
                 {"globex/painter-1/generate", "globex", "painter-1", "Painter", "available"},
                 {"acme/lumen-1/generate", "acme", "lumen-1", "Lumen 1", "deprecated"}};
  plan.assets = sample_assets();
  plan.frontier = {{number("0.1"), number("19683.75")},
                   {number("0.36"), number("20883.75")},
                   {number("0.6"), number("21150")}};
  plan.greedy = PlanTotals{range("0.3", "0.3", "0.3"), number("20000"), 2};
  plan.written = PlanTotals{range("0.72", "0.72", "0.72"), number("19683.75"), 1};
  plan.boards = {board()};
  plan.notes = {"costs that are ranges count at their expected end"};
  return plan;
}

inline auto infeasible_plan() -> Plan {
  auto plan = sample_plan();
  plan.status = PlanStatus::infeasible;
  plan.total = {};
  plan.images = 0;
  plan.average.reset();
  plan.left.reset();
  plan.why_left.clear();
  plan.points_for_one.reset();
  plan.least_budget = number("31.2");
  plan.budget = {};
  plan.budget.total = usd("25");
  for (auto& asset : plan.assets) asset.chosen.reset();
  plan.clashes = {{"budget of 25 USD", "the cheapest options cost 31.20 USD"}};
  plan.frontier.clear();
  plan.greedy.reset();
  plan.written.reset();
  return plan;
}

}  // namespace tariff::tests
