// Names that the planner's settings give, held against the catalog.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "lint/support.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;

constexpr auto* unknown_code = "MANIFEST-PLAN-UNKNOWN";

auto with_acme() -> const Catalog& {
  static const auto loaded = [] {
    const std::vector<std::string> folders{std::string{TARIFF_SOURCE_DIR} + "/tests/data/acme"};
    return load_catalog(folders);
  }();
  REQUIRE(loaded.catalog != nullptr);
  return *loaded.catalog;
}

auto found_in(std::string_view text, LintSettings settings = {}) -> std::vector<Finding> {
  const Linter linter{with_acme(), test::lint_day, std::move(settings)};
  return test::only(linter.lint({.name = "f", .kind = InputKind::yaml, .text = text}).findings,
                    unknown_code);
}

// "3:12 only: message"
auto shown(const Finding& finding) -> std::string {
  const auto& found = finding.diagnostic;
  return std::to_string(found.location.line) + ":" + std::to_string(found.location.column) + " " +
         found.path + ": " + found.message;
}

auto all_shown(std::string_view text) -> std::string {
  std::string out;
  for (const auto& finding : found_in(text)) out += shown(finding) + "\n";
  return out;
}

}  // namespace

TEST_CASE("providers, models of providers, offers and rendered models are known") {
  CHECK(all_shown(R"(version: 1
budget: {providers: {acme: 1 USD, globex: 1 USD}}
plan:
  only: [acme, acme/lumen-2, acme/lumen-2/generate, lumen-3]
  forbid: [globex/lumen-3]
  caps: {acme/lumen-2: 1, acme/lumen-2/generate: 1}
  quality: {scores: {lumen-3: 1, acme/lumen-2: 2, acme/lumen-2/generate: {low: 1}}}
defaults: {provider: acme, model: lumen-2, only: [acme], forbid: [lumen-3]}
assets:
  - {id: a, prompt: a fox}
)")
            .empty());
}

TEST_CASE("each name that is not is found at its place") {
  CHECK(all_shown(R"(version: 1
budget: {providers: {acmee: 1 USD, lumen-2: 1 USD}}
plan:
  only: [acme, "", lumen-22]
  forbid: [acme/lumen-2/edit]
  caps: {acme: 1}
  quality: {scores: {lumen-9: {low: 1, high: 2}, acme: 5}}
assets:
  - {id: a, provider: acme, model: lumen-2, prompt: a fox, only: [acme, acne], forbid: [x/y/z]}
)") ==
        R"(2:22 budget.providers: unknown provider 'acmee'; did you mean 'acme'?
2:36 budget.providers: unknown provider 'lumen-2'
4:16 plan.only: unknown provider or model ''
4:20 plan.only: unknown provider or model 'lumen-22'; did you mean 'lumen-2'?
5:12 plan.forbid: unknown provider or model 'acme/lumen-2/edit'; did you mean 'acme/lumen-2'?
6:10 plan.caps: unknown offer 'acme'
7:22 plan.quality.scores: unknown model 'lumen-9'; did you mean 'lumen-1'?
7:50 plan.quality.scores: unknown model 'acme'
9:73 only: unknown provider or model 'acne'; did you mean 'acme'?
9:89 forbid: unknown provider or model 'x/y/z'
)");
}

TEST_CASE("what several assets inherit is found once") {
  const auto found = found_in(R"(version: 1
defaults: {provider: acme, model: lumen-2, only: [acmee]}
assets:
  - {id: a, prompt: a fox}
  - {id: b, prompt: a hare}
  - {id: c, prompt: a stoat, only: []}
)");
  REQUIRE(found.size() == 1);
  CHECK(found[0].asset_count == 2);
  CHECK(found[0].diagnostic.location.line == 2);
}

TEST_CASE("the finding can be silenced and left out") {
  const std::string before = "version: 1\nplan: {only: [acmee]}";
  const std::string after =
      "\nassets:\n  - {id: a, provider: acme, model: lumen-2, prompt: a fox}\n";
  const auto silenced =
      found_in(before + "  # tariff: ignore[MANIFEST-PLAN-UNKNOWN]: to come" + after);
  REQUIRE(silenced.size() == 1);
  CHECK_FALSE(silenced[0].is_active());
  LintSettings settings;
  settings.selection.ignore = {"MANIFEST-PLAN"};
  CHECK(found_in(before + after, settings).empty());
}
