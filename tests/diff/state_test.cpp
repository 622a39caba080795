// A state from the text of a manifest, against the shipped catalog.
#include "diff/sample.hpp"
#include "tariff/evaluate.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

constexpr const char* manifest = R"(version: 1
defaults: {provider: openai, model: gpt-image-2, quality: low}
budget: {per_asset: 0.000001 USD}
groups:
  icons: {size: 1024x1024, budget: {total: 1 USD}}
assets:
  - {id: fox, group: icons, prompt: a fox, count: 3, attempts: 2}
  - {id: bad, group: icons, prompt: an owl, size: 1001x1001}
)";

auto linted(std::string_view text) -> State {
  Date day;
  REQUIRE(Date::parse("2026-11-21", day));
  LintSettings settings;
  settings.fixes = false;
  const Linter linter{default_catalog(), day, settings};
  StateBuilder builder{{.catalog = "x", .as_of = day}, "name"};
  LintInput input;
  input.name = "images.yaml";
  input.text = text;
  builder.lint(linter, input);
  return std::move(builder).finish();
}

auto setting(const AssetState& asset, std::string_view path) -> std::string {
  for (const auto& each : asset.settings) {
    if (each.path == path) return each.value.to_json();
  }
  return {};
}

}  // namespace

TEST_CASE("an asset says what it inherits, too") {
  const auto state = linted(manifest);
  REQUIRE(state.assets.size() == 2);
  const auto& fox = state.assets[0];
  CHECK(fox.id == "fox");
  CHECK(fox.group == "icons");
  CHECK(fox.offer == "openai/gpt-image-2/generate");
  CHECK(setting(fox, "model") == "\"gpt-image-2\"");
  CHECK(setting(fox, "params.quality") == "\"low\"");
  CHECK(setting(fox, "params.size") == "\"1024x1024\"");
  CHECK(setting(fox, "count") == "3");
}

TEST_CASE("its cost is that of all its requests, and in the totals, groups and budgets") {
  const auto state = linted(manifest);
  Request request;
  request.provider = "openai";
  request.model = "gpt-image-2";
  request.set("prompt", "a fox").set("size", "1024x1024").set("quality", "low");
  const auto one = evaluate(default_catalog(), request, state.run.as_of).quote.total.expected;
  Rational six;
  REQUIRE(checked_mul(one, Rational{6}, six));
  CHECK(state.assets[0].cost.standing == CostStanding::priced);
  CHECK(state.assets[0].cost.total.expected == six);
  CHECK(state.totals.sums.at("USD").total.expected == six);
  CHECK(state.groups.at("icons").sums.at("USD").total.expected == six);
  REQUIRE(state.budgets.size() == 1);
  CHECK(state.budgets[0].line.scope == "group icons");
  CHECK(state.budgets[0].line.spent.expected == six);
  CHECK(state.over_per_asset == 1);
}

TEST_CASE("what would be refused costs nothing and has its findings") {
  const auto state = linted(manifest);
  CHECK(state.assets[1].cost.standing == CostStanding::refused);
  CHECK(state.totals.refused == 1);
  CHECK_FALSE(state.findings.empty());
}

TEST_CASE("the settings of an asset without a model are not said twice") {
  Record record;
  record.request.params.set("size", Value::text("1024x1024"));
  record.canonical.set("width", Value::integer(1024));
  record.canonical.set("height", Value::integer(1024));
  record.canonical.set("input_images", Value::integer(1));
  std::vector<std::string> paths;
  for (const auto& each : settings_of(record)) paths.push_back(each.path);
  CHECK(paths ==
        std::vector<std::string>{"attempts", "count", "needs.input_images", "params.size"});
}

TEST_CASE("a text that is no manifest gives a state with its findings") {
  const auto state = linted("assets: [");
  CHECK(state.assets.empty());
  REQUIRE_FALSE(state.findings.empty());
  CHECK(state.findings[0].unreadable);
}
