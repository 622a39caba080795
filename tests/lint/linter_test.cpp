#include "tariff/lint.hpp"

#include <doctest/doctest.h>

#include <set>
#include <sstream>

#include "lint/line_findings.hpp"
#include "lint/support.hpp"

using namespace tariff;
using test::codes_and_lines;
using test::lint_day;
using test::only;
using Lines = std::vector<std::string>;

namespace {

auto manifest(const std::string& before, const std::string& assets) -> std::string {
  return "version: 1\ndefaults: {provider: openai, model: gpt-image-2, quality: low}\n" + before +
         "assets:\n" + assets;
}

auto found(const std::string& text, LintSettings settings = test::without_advice()) -> Lines {
  return codes_and_lines(test::lint(text, std::move(settings)));
}

}  // namespace

TEST_CASE("a finding stands at the line that causes it and names the assets that it hits") {
  const auto findings = test::lint(
      "version: 1\n"
      "defaults:\n"
      "  provider: openai\n"
      "  model: gpt-image-2\n"
      "  quality: low\n"
      "groups:\n"
      "  icons:\n"
      "    size: &odd 1000x1000\n"
      "assets:\n"
      "  - {id: a, group: icons, prompt: x}\n"
      "  - {id: b, group: icons, prompt: y}\n"
      "  - {id: c, size: *odd, prompt: z}\n"
      "  - {id: d, size: 1000x1000, prompt: w}\n",
      test::without_advice());
  REQUIRE(codes_and_lines(findings) == Lines{"OAI-SIZE-016:8", "OAI-SIZE-016:13"});
  CHECK(findings[0].asset_count == 3);
  REQUIRE(findings[0].assets.size() == 3);
  CHECK(findings[0].assets[2].id == "c");
  CHECK(findings[1].assets[0].id == "d");
}

TEST_CASE("a fingerprint stays when lines move, and differs between assets") {
  const std::string one = "  - {id: a, prompt: x, size: 1000x1000}\n";
  const std::string two = "  - {id: b, prompt: y, size: 1000x1000}\n";
  const auto before = test::lint(manifest("", one + two), test::without_advice());
  const auto after = test::lint(manifest("# moved\n\n", two + one), test::without_advice());
  REQUIRE(before.size() == 2);
  REQUIRE(after.size() == 2);
  CHECK(before[0].fingerprint == after[1].fingerprint);
  CHECK(before[1].fingerprint == after[0].fingerprint);
  CHECK(before[0].fingerprint != before[1].fingerprint);
  CHECK(before[0].fingerprint.size() == 16);
}

TEST_CASE("budgets are held by the figure that the settings say") {
  const auto text = manifest(
      "budget: {total: 0.02 USD, per_asset: 0.01 USD}\n"
      "groups:\n"
      "  hero: {budget: {total: 0.005 USD}}\n",
      "  - {id: a, group: hero, prompt: x, size: 1024x1024}\n"
      "  - {id: b, prompt: y, size: 1024x1024, count: 3}\n");
  CHECK(found(text) == Lines{"BUDGET-TOTAL:3", "BUDGET-GROUP:5", "BUDGET-ASSET:8"});

  const auto open = manifest("budget: {per_asset: 0.1 USD}\n",
                             "  - {id: a, prompt: x, size: 1024x1024, quality: auto}\n");
  auto settings = test::without_advice();
  settings.selection.select = {"BUDGET"};
  for (const auto& [basis, over] :
       {std::pair{CostBasis::low, false}, std::pair{CostBasis::expected, false},
        std::pair{CostBasis::high, true}}) {
    settings.budget_basis = basis;
    CHECK(found(open, settings).empty() != over);
  }
}

TEST_CASE("a budget whose sum lacks unknown costs says so") {
  const auto text = manifest("budget: {total: 1 USD}\n",
                             "  - {id: a, prompt: x, provider: azure, model: gpt-image-2,\n"
                             "     operation: edit, image: [u]}\n");
  const auto findings = test::lint(text, test::without_advice());
  CHECK(only(findings, "BUDGET-TOTAL").empty());
}

TEST_CASE("ids and requests that come twice are found, with the place of the first") {
  const auto findings = test::lint(manifest("",
                                            "  - {id: a, prompt: x}\n"
                                            "  - {id: a, prompt: y}\n"
                                            "  - {id: c, prompt: x}\n"),
                                   test::without_advice());
  REQUIRE(codes_and_lines(findings) ==
          Lines{"MANIFEST-ID-DUPLICATE:5", "MANIFEST-ASSET-DUPLICATE:6"});
  CHECK(findings[0].related[0].location.line == 4);
  CHECK(findings[0].diagnostic.location.column == 10);
  CHECK(findings[1].related[0].location.line == 4);
  CHECK(findings[1].diagnostic.severity == Severity::warning);
}

TEST_CASE("quality that the provider chooses is reported where it moves the price") {
  const auto text = manifest("", "  - {id: a, prompt: x, size: 1024x1024, quality: auto}\n");
  CHECK(found(text) == Lines{"COST-AUTO-QUALITY:4"});
  auto settings = test::without_advice();
  settings.auto_spread = Rational{1000};
  CHECK(found(text, settings).empty());
  CHECK(found(manifest("", "  - {id: a, prompt: x, size: 1024x1024, quality: high}\n")).empty());
}

TEST_CASE("a shutdown is announced once for all assets, and then the rules refuse") {
  const std::string text =
      "version: 1\ndefaults: {provider: openai, model: dall-e-2}\nassets:\n"
      "  - {id: a, prompt: x}\n  - {id: b, prompt: y}\n";
  const auto soon = test::lint(text, test::without_advice(), InputKind::yaml, Date::of(2026, 4, 1));
  const auto retiring = only(soon, "CATALOG-MODEL-RETIRING");
  REQUIRE(retiring.size() == 1);
  CHECK(retiring[0].asset_count == 2);
  CHECK(retiring[0].diagnostic.location.line == 2);
  const auto early =
      test::lint(text, test::without_advice(), InputKind::yaml, Date::of(2026, 1, 1));
  CHECK(only(early, "CATALOG-MODEL-RETIRING").empty());
  const auto late = test::lint(text, test::without_advice());
  CHECK(only(late, "CATALOG-MODEL-RETIRING").empty());
  CHECK_FALSE(late.empty());
}

TEST_CASE("prices that were read long ago are stale") {
  const auto text = manifest("", "  - {id: a, prompt: x}\n  - {id: b, prompt: y}\n");
  const auto later =
      test::lint(text, test::without_advice(), InputKind::yaml, Date::of(2027, 11, 21));
  const auto stale = only(later, "CATALOG-PRICE-STALE");
  REQUIRE(stale.size() == 1);
  CHECK(stale[0].asset_count == 2);
  auto settings = test::without_advice();
  settings.stale_price_days = 400;
  CHECK(only(test::lint(text, settings, InputKind::yaml, Date::of(2027, 11, 21)),
             "CATALOG-PRICE-STALE")
            .empty());
}

TEST_CASE("the same model for less elsewhere is one note with the sum that it saves") {
  const std::string text =
      "version: 1\ndefaults: {provider: vm0, model: gpt-image-2, size: 1024x1024, quality: low}\n"
      "assets:\n  - {id: a, prompt: x}\n  - {id: b, prompt: y, count: 4}\n";
  const auto notes = only(test::lint(text), "COST-CHEAPER-OFFER");
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].asset_count == 2);
  CHECK(notes[0].diagnostic.severity == Severity::note);
  CHECK(notes[0].diagnostic.message.find("which saves") != std::string::npos);
  auto settings = LintSettings{};
  settings.saving_percent = 99;
  CHECK(only(test::lint(text, settings), "COST-CHEAPER-OFFER").empty());
}

TEST_CASE("a tier that costs less is one note") {
  const auto notes = only(test::lint(manifest("", "  - {id: a, prompt: x, size: 1024x1024}\n")),
                          "COST-CHEAPER-SETTING");
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].diagnostic.message.find("batch") != std::string::npos);
}

TEST_CASE("what is not selected is neither a finding nor in a result, and a refusal stays one") {
  auto settings = test::without_advice();
  settings.selection.ignore.emplace_back("OAI-SIZE");
  const Linter linter{default_catalog(), lint_day, settings};
  const auto text = manifest("", "  - {id: a, prompt: x, size: 1000x1000}\n");
  bool accepted = true;
  const auto result = linter.lint({.name = "images", .text = text}, [&](const RecordResult& each) {
    accepted = each.verdict.accepted;
    CHECK(each.verdict.diagnostics.empty());
    return true;
  });
  CHECK(result.findings.empty());
  CHECK_FALSE(accepted);
}

TEST_CASE("what cannot be read is always a finding") {
  LintSettings settings;
  settings.selection.ignore = {"ALL"};
  const auto findings = test::lint("version: 1\nassets: [", settings);
  REQUIRE_FALSE(findings.empty());
  CHECK(findings[0].unreadable);
}

TEST_CASE("lines give the same findings as the text as a whole") {
  std::vector<std::string> lines;
  for (int i = 0; i < 40; ++i) {
    const auto id = std::to_string(i % 30);
    const auto* size = i % 7 == 0 ? "1000x1000" : "1024x1024";
    const auto* quality = i % 5 == 0 ? "auto" : "low";
    lines.push_back("{\"id\":\"" + id + R"(","provider":"openai","model":"gpt-image-2","params":)" +
                    R"({"prompt":"p)" + std::to_string(i % 20) + R"(","size":")" + size +
                    R"(","quality":")" + quality + "\"}}");
  }
  lines.emplace_back("{\"id\": 1");
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  const auto whole = test::lint(text, {}, InputKind::jsonl);

  const LintSettings settings;
  const lint::RecordLinter records{default_catalog(), lint_day, settings};
  lint::LineFindings together{records};
  std::multiset<std::string> by_line;
  const auto key = [](const Finding& finding) {
    return finding.diagnostic.code + ":" + std::to_string(finding.diagnostic.location.line) + ":" +
           finding.diagnostic.message + ":" + finding.fingerprint;
  };
  InputOptions options;
  options.name = "images";
  std::istringstream in{text};
  ManifestHeader header;
  std::vector<Diagnostic> problems;
  read_manifest(
      in, InputKind::jsonl, options, header,
      [&](Record&& record) {
        RecordResult result;
        auto line = lint::lint_line(records, record, result);
        together.add(line);
        for (const auto& finding : line.findings) by_line.insert(key(finding));
        return true;
      },
      problems);
  for (const auto& finding : together.finish()) by_line.insert(key(finding));
  std::multiset<std::string> at_once;
  for (const auto& finding : whole) at_once.insert(key(finding));
  CHECK(by_line == at_once);
  CHECK(by_line.size() > 20);
}
