// Plans as JSON.
#include "base/sha256.hpp"
#include "plan/sample.hpp"
#include "support/golden.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

auto parsed(const std::string& text) -> Value {
  Value value;
  JsonError error;
  REQUIRE_MESSAGE(parse_json(text, value, error), error.message);
  return value;
}

}  // namespace

TEST_CASE("a plan as JSON") {
  check_golden("plan/plan.json", to_json(sample_plan()));
  check_golden("plan/infeasible.json", to_json(infeasible_plan()));
}

TEST_CASE("the same plan has the same bytes") {
  CHECK(to_json(sample_plan()) == to_json(sample_plan()));
}

TEST_CASE("a plan's hash is over all its other members, as compact JSON") {
  auto plan = parsed(to_json(sample_plan()));
  const auto stated = plan.find("hash")->as_text();
  REQUIRE(plan.erase("hash"));
  CHECK(stated == "sha256:" + base::sha256(plan.to_json()));
}

TEST_CASE("a request's hash is over the request") {
  const auto plan = parsed(to_json(sample_plan()));
  const auto& chosen = *plan.find("assets")->items().front().find("chosen");
  const auto& request = *chosen.find("request");
  CHECK(chosen.find("hash")->as_text() == "sha256:" + base::sha256(request.to_json()));
  CHECK(*request.find("params") == sample_plan().assets.front().chosen->request.params);
}

TEST_CASE("requests of unknown cost are counted, and have no numbers") {
  const auto plan = parsed(to_json(sample_plan()));
  const auto& total = *plan.find("total");
  CHECK(total.find("requests")->as_number() == Rational{4});
  CHECK(total.find("unknown")->as_number() == Rational{1});
  const auto& cost = *plan.find("assets")->items()[1].find("chosen")->find("cost");
  CHECK(cost.to_json() == R"({"kind":"unknown"})");
}

TEST_CASE("a cost whose decimals do not end says that it is rounded") {
  auto plan = sample_plan();
  plan.total.cost = Range::exactly(number("1/3"));
  const auto cost = *parsed(to_json(plan)).find("total")->find("cost");
  CHECK(cost.find("low")->as_text() == "0.333333333333");
  CHECK(cost.find("rounded") != nullptr);
}

TEST_CASE("what is not there has no member") {
  const auto json = to_json(Plan{});
  const auto plan = parsed(json);
  for (const auto* name :
       {"total", "average", "bound", "gap", "left", "why_left", "least_budget", "points_per_unit",
        "clashes", "frontier", "greedy", "written", "boards", "notes", "diagnostics"}) {
    CHECK_MESSAGE(plan.find(name) == nullptr, name);
  }
  CHECK(plan.find("settings")->members().empty());
  CHECK(plan.find("budget")->members().empty());
}

TEST_CASE("texts that are no UTF-8 still give JSON, with the hash of what it says") {
  auto plan = sample_plan();
  plan.assets[0].id = "\xff\x7f\x01";
  plan.assets[0].chosen->request.set("prompt", "\xc3");
  auto value = parsed(to_json(plan));
  const auto stated = value.find("hash")->as_text();
  value.erase("hash");
  CHECK(stated == "sha256:" + base::sha256(value.to_json()));
}

TEST_CASE("a plan that is nested too deeply to be read again has no hash") {
  auto deep = Value::array();
  for (int i = 0; i < 200; ++i) deep = Value::array({deep});
  auto plan = sample_plan();
  plan.assets[0].chosen->request.set("deep", deep);
  CHECK(to_json(plan).find("\"hash\":\"sha256:") != std::string::npos);  // those of requests
  CHECK(to_json(plan).starts_with(R"({"format":"tariff/plan@1","status":)"));
}
