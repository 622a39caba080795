// What an offer has no words for.
#include "plan/bases.hpp"

#include "plan/market.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

// Both render the same; the dearer one alone knows backgrounds.
auto stalls() -> std::vector<Stall> {
  Stall plain{"acme/lumen-2", "0.01"};
  Stall knows{"globex/glow", "0.02"};
  knows.more = "  background: {type: enum, field: background, values: [transparent, opaque]}\n";
  return {plain, knows};
}

auto plan_with(const std::string& asset) -> Plan {
  static const auto catalog =
      market(stalls(), "lumen-2: {score: 1000, at: medium}, glow: {score: 900, at: medium}");
  return plan_of(catalog, "assets: [{id: a, prompt: a fox" + asset + "}]\n");
}

}  // namespace

TEST_CASE("an offer without words for a need does not serve it") {
  CHECK(show(plan_with("")) == "a: acme/lumen-2 high");
  const auto plan = plan_with(", background: transparent");
  CHECK(show(plan) == "a: globex/glow high");
  CHECK(refusal(plan, "acme/lumen-2") == "PLAN-UNSAYABLE");
}

TEST_CASE("what the named offer does not know either is not dropped on the way to another") {
  const auto plan = plan_with(", provider: acme, model: lumen-2, background: transparent");
  CHECK(plan.status == PlanStatus::infeasible);
  CHECK(refusal(plan, "acme/lumen-2") == "REQ-PARAM-UNKNOWN");
  CHECK(refusal(plan, "globex/glow") == "PLAN-UNSAYABLE");
}

TEST_CASE("what a request was billed is no price of what is planned") {
  auto wishes = read_wishes("version: 1\nassets: [{id: a, prompt: a fox}]\n");
  PlanPolicy policy;
  policy.as_of = today;
  const auto before = to_json(plan(usual_market(), wishes.records, {}, policy));
  Value usage;
  JsonError error;
  REQUIRE(parse_json(R"({"output_tokens": 1})", usage, error));
  wishes.records[0].request.usage = usage;
  CHECK(to_json(plan(usual_market(), wishes.records, {}, policy)) == before);
}

TEST_CASE("for a quality that is not kept, an offer need not have words") {
  Stall plain{"umbra/frame-1", "0.001"};
  plain.quality.clear();
  const auto catalog = market(usual_stalls_and(plain), usual_ratings + ", frame-1: {score: 2000}");
  const auto plan_at = [&](const std::string& settings) {
    return plan_of(catalog, "plan: {" + settings +
                                "}\nassets: [{id: a, provider: acme, model: lumen-2, quality: low, "
                                "prompt: a fox}]\n");
  };
  CHECK(show(plan_at("")) == "a: umbra/frame-1");
  const auto kept = plan_at("keep: [quality]");
  CHECK(show(kept) == "a: acme/lumen-2 low batch");
  CHECK(refusal(kept, "umbra/frame-1") == "PLAN-UNSAYABLE");
}
