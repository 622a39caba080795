// The section `plan` of a manifest.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "manifest/support.hpp"

using namespace tariff;
using manifest_test::at;
using manifest_test::errors;
using manifest_test::only_error;
using manifest_test::read;

namespace {

constexpr auto* whole_section = R"(version: 1
plan:
  maximize: quality
  plan_on: high
  unknown_costs: allowed
  larger: true
  immediate: false
  unservable: leave_out
  min_quality: 1350.5
  min_average: 1_300.25
  only: [acme, acme/lumen-2]
  forbid: [acme/lumen-1]
  keep: [provider, model, quality, tier]
  providers: {at_most: 2}
  caps: {acme/lumen-2: 100, acme/lumen-1/edit: 0}
  quality:
    steps: {low: -60, medium: 0, high: 40.5}
    scores: {lumen-2: 1400, acme/lumen-2: {high: 1420, low: 1_300}}
assets: []
)";

auto decimal(const char* text) -> Rational {
  Rational number;
  REQUIRE(Rational::parse(text, number));
  return number;
}

auto whole_settings() -> PlanSettings {
  PlanSettings plan;
  plan.goal = PlanGoal::quality;
  plan.plan_on = CostPoint::high;
  plan.allow_unknown_costs = true;
  plan.allow_larger = true;
  plan.immediate = false;
  plan.leave_out_unservable = true;
  plan.min_quality = "1350.5";
  plan.min_average = decimal("1300.25");
  plan.only = {"acme", "acme/lumen-2"};
  plan.forbid = {"acme/lumen-1"};
  plan.keep = {true, true, true, true};
  plan.most_providers = 2;
  plan.caps = {{"acme/lumen-2", 100}, {"acme/lumen-1/edit", 0}};
  plan.quality.steps = {{"low", Rational{-60}}, {"medium", Rational{0}}, {"high", decimal("40.5")}};
  plan.quality.scores = {{"lumen-2", "", Rational{1400}},
                         {"acme/lumen-2", "high", Rational{1420}},
                         {"acme/lumen-2", "low", Rational{1300}}};
  return plan;
}

auto plan_of(const std::string& section) -> PlanSettings {
  const auto result = read("version: 1\nplan: " + section + "\nassets: []", InputKind::yaml);
  CHECK(errors(result).empty());
  return result.header.plan;
}

}  // namespace

TEST_CASE("every key of the section is read") {
  const auto result = read(whole_section, InputKind::yaml);
  CHECK(errors(result).empty());
  CHECK(result.header.plan == whole_settings());
}

TEST_CASE("names that only a catalog knows have places") {
  const auto places = read(whole_section, InputKind::yaml).header.places;
  const auto place = [&](const char* path) {
    const auto found = places.find(path);
    return found == places.end() ? std::string{"nowhere"} : at(found->second);
  };
  CHECK(place("plan.only[0]") == "11:10");
  CHECK(place("plan.only[1]") == "11:16");
  CHECK(place("plan.forbid[0]") == "12:12");
  CHECK(place("plan.caps.acme/lumen-1/edit") == "15:29");
  CHECK(place("plan.quality.scores.acme/lumen-2") == "18:29");
}

TEST_CASE("the other words") {
  CHECK(plan_of("{minimize: cost}").goal == PlanGoal::cost);
  CHECK(plan_of("{plan_on: low}").plan_on == CostPoint::low);
  CHECK(plan_of("{plan_on: expected}").plan_on == CostPoint::expected);
  CHECK(plan_of("{plan_on: 80%}").plan_on == CostPoint{80});
  CHECK(plan_of("{unknown_costs: refused}").allow_unknown_costs == false);
  CHECK(plan_of("{unservable: fatal}").leave_out_unservable == false);
  CHECK(plan_of("{min_quality: high}").min_quality == "high");
  CHECK(plan_of("{min_quality: 1350}").min_quality == "1350");
  CHECK(plan_of("{min_average: -5}").min_average == Rational{-5});
  CHECK(plan_of("{keep: [tier]}").keep == KeptSettings{false, false, false, true});
}

TEST_CASE("an empty section says nothing") {
  for (const auto* section : {"", "{}", "{only: [], keep: [], caps: {}, quality: {}}"}) {
    CHECK(plan_of(section) == PlanSettings{});
  }
}

TEST_CASE("the section in JSON") {
  const auto result = read(R"({"version": 1,
 "plan": {"maximize": "quality", "min_average": 1.3e3, "caps": {"acme/lumen-2": 100},
          "quality": {"scores": {"lumen-2": {"high": 1420}}}, "keep": ["teir"]},
 "assets": []})",
                           InputKind::json);
  CHECK(errors(result) == std::vector<std::string>{
                              "3:72 INPUT-UNKNOWN plan.keep: unknown setting 'teir'; did you mean "
                              "'tier'?"});
  CHECK(result.header.plan.min_average == Rational{1300});
  CHECK(result.header.plan.caps == std::vector<OfferCap>{{"acme/lumen-2", 100}});
  CHECK(result.header.plan.quality.scores.size() == 1);
}

TEST_CASE("what is wrong is said at its place") {
  struct Case {
    const char* section;
    const char* error;
  };
  for (
      const auto& c : std::vector<Case>{
          {"high", "2:7 INPUT-TYPE plan: plan must be a mapping"},
          {"[]", "2:7 INPUT-TYPE plan: plan must be a mapping"},
          {"{maximise: quality}",
           "2:8 INPUT-UNKNOWN plan: unknown key 'maximise'; did you mean 'maximize'?"},
          {"{x: 1}", "2:8 INPUT-UNKNOWN plan: unknown key 'x'"},
          {"{maximize: cost}", "2:18 INPUT-TYPE plan.maximize: plan.maximize must be quality"},
          {"{minimize: [cost]}", "2:18 INPUT-TYPE plan.minimize: plan.minimize must be cost"},
          {"{maximize: quality, minimize: cost}",
           "2:37 INPUT-DUPLICATE plan.minimize: a plan has one goal: maximize: quality, or "
           "minimize: cost"},
          {"{plan_on: median}",
           "2:17 INPUT-TYPE plan.plan_on: plan.plan_on must be low, expected, high, or a "
           "share of the range such as 80%"},
          {"{unknown_costs: true}",
           "2:23 INPUT-TYPE plan.unknown_costs: plan.unknown_costs must be allowed or refused"},
          {"{unservable: skip}",
           "2:20 INPUT-TYPE plan.unservable: plan.unservable must be leave_out or fatal"},
          {"{larger: yes}", "2:16 INPUT-TYPE plan.larger: plan.larger must be true or false"},
          {"{immediate: 1}",
           "2:19 INPUT-TYPE plan.immediate: plan.immediate must be true or false"},
          {"{min_quality: [high]}",
           "2:21 INPUT-TYPE plan.min_quality: plan.min_quality must be text"},
          {"{min_average: high}",
           "2:21 INPUT-TYPE plan.min_average: plan.min_average must be a number"},
          {"{min_average: 010}",
           "2:21 INPUT-TYPE plan.min_average: plan.min_average must be a number"},
          {"{min_average: 1/3}",
           "2:21 INPUT-TYPE plan.min_average: plan.min_average must be a number"},
          {"{min_average: 99999999999999999999}",
           "2:21 INPUT-TYPE plan.min_average: plan.min_average must be a number"},
          {"{only: acme}", "2:14 INPUT-TYPE plan.only: plan.only must be a list of texts"},
          {"{forbid: [[acme]]}",
           "2:16 INPUT-TYPE plan.forbid: plan.forbid must be a list of texts"},
          {"{keep: model}", "2:14 INPUT-TYPE plan.keep: plan.keep must be a list of texts"},
          {"{keep: [models]}",
           "2:15 INPUT-UNKNOWN plan.keep: unknown setting 'models'; did you mean 'model'?"},
          {"{providers: 2}", "2:19 INPUT-TYPE plan.providers: plan.providers must be a mapping"},
          {"{providers: {at_mots: 2}}",
           "2:20 INPUT-UNKNOWN plan.providers: unknown key 'at_mots'; did you mean 'at_most'?"},
          {"{providers: {at_most: 0}}",
           "2:29 INPUT-TYPE plan.providers.at_most: plan.providers.at_most must be a whole number, "
           "at least 1"},
          {"{caps: [acme/lumen-2]}", "2:14 INPUT-TYPE plan.caps: plan.caps must be a mapping"},
          {"{caps: {acme/lumen-2: -1}}",
           "2:29 INPUT-TYPE plan.caps.acme/lumen-2: plan.caps.acme/lumen-2 must be a whole number, "
           "at least 0"},
          {"{caps: {acme/lumen-2: 1.5}}",
           "2:29 INPUT-TYPE plan.caps.acme/lumen-2: plan.caps.acme/lumen-2 must be a whole number, "
           "at least 0"},
          {"{quality: high}", "2:17 INPUT-TYPE plan.quality: plan.quality must be a mapping"},
          {"{quality: {stesp: {}}}",
           "2:18 INPUT-UNKNOWN plan.quality: unknown key 'stesp'; did you mean 'steps'?"},
          {"{quality: {steps: 5}}",
           "2:25 INPUT-TYPE plan.quality.steps: plan.quality.steps must be a mapping"},
          {"{quality: {steps: {low: \"-60\"}}}",
           "2:31 INPUT-TYPE plan.quality.steps.low: plan.quality.steps.low must be a number"},
          {"{quality: {scores: []}}",
           "2:26 INPUT-TYPE plan.quality.scores: plan.quality.scores must be a mapping"},
          {"{quality: {scores: {lumen-2: best}}}",
           "2:36 INPUT-TYPE plan.quality.scores.lumen-2: plan.quality.scores.lumen-2 must be a "
           "number"},
          {"{quality: {scores: {lumen-2: {high: }}}}",
           "2:43 INPUT-TYPE plan.quality.scores.lumen-2.high: plan.quality.scores.lumen-2.high "
           "must be a number"},
          {"{larger: true, larger: false}", "2:22 INPUT-DUPLICATE key 'larger' occurs twice"},
      }) {
    CAPTURE(c.section);
    CHECK(only_error("version: 1\nplan: " + std::string{c.section} + "\nassets: []",
                     InputKind::yaml) == c.error);
  }
}

TEST_CASE("what is right beside a mistake is read") {
  const auto result = read(
      "version: 1\nplan: {plan_on: x, larger: true, kepe: [model], caps: {a/b: x, c/d: 2},\n"
      "       keep: [modle, tier], quality: {steps: {low: x, high: 4}}}\nassets: [{id: a}]",
      InputKind::yaml);
  CHECK(errors(result).size() == 5);
  CHECK(result.header.plan.allow_larger == true);
  CHECK(result.header.plan.caps == std::vector<OfferCap>{{"c/d", 2}});
  CHECK(result.header.plan.keep.tier);
  CHECK(result.header.plan.quality.steps.size() == 1);
  CHECK(result.records.size() == 1);
}

TEST_CASE("the section stands once, and before the assets") {
  CHECK(only_error("version: 1\nassets: []\nplan: {}", InputKind::yaml) ==
        "3:1 INPUT-ORDER plan must stand before assets");
  CHECK(only_error("version: 1\nplan: {}\nplan: {}\nassets: []", InputKind::yaml) ==
        "3:1 INPUT-DUPLICATE plan is given twice");
}

TEST_CASE("a long name is not repeated in a message") {
  const auto result = read(
      "version: 1\nplan: {caps: {" + std::string(500, 'x') + ": y}}\nassets: []", InputKind::yaml);
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].message == "this must be a whole number, at least 0");
}
