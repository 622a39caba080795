// Texts mended until nothing more can be, with a catalog of one offer.
#include <doctest/doctest.h>

#include <string>

#include "support/tiny_catalog.hpp"
#include "tariff/edit.hpp"

using tariff::FixChoice;
using tariff::InputKind;
using tariff::Linter;
using tariff::LintInput;

namespace {

// Sizes are mended to multiples of 16, and an image of a higher quality costs more.
auto catalog() -> const tariff::Catalog& {
  static const auto made = [] {
    auto data = tariff::test::tiny_catalog();
    auto& rule = data.offers[0].rules[0];
    rule.fix.kind = tariff::catalog::FixRecipe::Kind::nearest;
    rule.fix.step = 16;
    rule.fix.least = 16;
    rule.fix.most = 4096;
    return tariff::test::to_catalog(std::move(data));
  }();
  return made;
}

auto linter(tariff::Selection selection = {}) -> Linter {
  tariff::LintSettings settings;
  settings.selection = std::move(selection);
  return Linter{catalog(), tariff::test::day("2026-11-21"), settings};
}

auto fix(const std::string& text, FixChoice choice = FixChoice::safe,
         InputKind kind = InputKind::yaml) -> tariff::FixedText {
  LintInput input;
  input.name = "f";
  input.kind = kind;
  input.text = text;
  return tariff::fix_text(linter(), input, choice);
}

constexpr auto* head =
    "version: 1\ndefaults: {provider: acme, model: painter-1, prompt: x}\nassets:\n";

}  // namespace

TEST_CASE("safe fixes are made, and a second run changes nothing") {
  const auto before = std::string{head} + "  - {id: a, size: 1000x1024}  # a\n";
  const auto fixed = fix(before);
  CHECK(fixed.text == std::string{head} + "  - {id: a, size: 1008x1024}  # a\n");
  REQUIRE(fixed.applied.size() == 1);
  CHECK(fixed.applied[0].diagnostic.code == "ACME-SIZE-16");
  CHECK(fixed.refused.empty());
  CHECK(fixed.after.findings.empty());
  const auto again = fix(fixed.text);
  CHECK(again.text == fixed.text);
  CHECK(again.applied.empty());
}

TEST_CASE("several findings of one asset and of several") {
  const auto fixed = fix(std::string{head} +
                         "  - id: a\n    size: 1000x1024\n    quality: lou\n"
                         "  - id: b\n    size: 2040x1024 # wide\n");
  CHECK(fixed.text == std::string{head} +
                          "  - id: a\n    size: 1008x1024\n    quality: low\n"
                          "  - id: b\n    size: 2048x1024 # wide\n");
  CHECK(fixed.applied.size() == 3);
  CHECK(fixed.after.findings.empty());
}

TEST_CASE("what changes the meaning waits for the word") {
  const auto before = std::string{head} + "  - {id: a, n: 12, zzzzz: 1}\n";
  const auto safe = fix(before);
  CHECK(safe.text == before);
  CHECK(safe.applied.empty());
  REQUIRE(safe.after.findings.size() == 2);
  CHECK_FALSE(safe.after.findings[0].change->edits.empty());
  const auto all = fix(before, FixChoice::all);
  CHECK(all.text == std::string{head} + "  - {id: a, n: 10}\n");
  CHECK(all.applied.size() == 2);
}

TEST_CASE("a default is mended once for all, and the finding says so") {
  const auto before = std::string{
      "version: 1\ndefaults: {provider: acme, model: painter-1, prompt: x, size: 1000x1024}\n"
      "assets:\n  - id: a\n  - id: b\n"};
  const auto fixed = fix(before);
  REQUIRE(fixed.applied.size() == 1);
  CHECK(fixed.applied[0].asset_count == 2);
  CHECK(fixed.applied[0].change->edits.size() == 1);
  CHECK(fixed.text.find("size: 1008x1024}") != std::string::npos);
}

TEST_CASE("a suppressed finding is left alone") {
  const auto before = std::string{head} +
                      "  - id: a\n    size: 1000x1024  # tariff: ignore[ACME-SIZE]: as printed\n"
                      "  - id: b\n    size: 1000x1024\n";
  const auto fixed = fix(before, FixChoice::all);
  CHECK(fixed.text ==
        std::string{head} +
            "  - id: a\n    size: 1000x1024  # tariff: ignore[ACME-SIZE]: as printed\n"
            "  - id: b\n    size: 1008x1024\n");
}

TEST_CASE("what is not selected is not mended") {
  LintInput input;
  input.kind = InputKind::yaml;
  const auto text = std::string{head} + "  - {id: a, size: 1000x1024}\n";
  input.text = text;
  const auto fixed = tariff::fix_text(
      linter({.select = {}, .extend_select = {}, .ignore = {"ACME"}}), input, FixChoice::all);
  CHECK(fixed.text == text);
}

TEST_CASE("lines and cells") {
  const std::string good = R"({"id": "a", "provider": "acme", "model": "painter-1", "params": )";
  CHECK(fix(good + R"({"prompt": "x", "size": "1000x1024"}})" + "\n", FixChoice::safe,
            InputKind::jsonl)
            .text == good + R"({"prompt": "x", "size": "1008x1024"}})" + "\n");
  CHECK(fix("id,provider,model,size,prompt\r\na,acme,painter-1,1000x1024,\"x,y\"\r\n",
            FixChoice::safe, InputKind::csv)
            .text == "id,provider,model,size,prompt\r\na,acme,painter-1,1008x1024,\"x,y\"\r\n");
}

TEST_CASE("a text that cannot be read stays as it is") {
  for (const auto* text : {"", "assets: [", "version: 1\nassets:\n  - {id: a, size: \"1000x1024}\n",
                           "\xFF", "{\"id\": "}) {
    CAPTURE(text);
    CHECK(fix(text, FixChoice::all).text == text);
  }
}

TEST_CASE("edits are not looked for where nobody asks for them") {
  tariff::LintSettings settings;
  settings.edits = false;
  const Linter quick{catalog(), tariff::test::day("2026-11-21"), settings};
  LintInput input;
  input.kind = InputKind::yaml;
  const auto text = std::string{head} + "  - {id: a, size: 1000x1024}\n";
  input.text = text;
  const auto result = quick.lint(input);
  REQUIRE(result.findings.size() == 1);
  REQUIRE(result.findings[0].change.has_value());
  CHECK(result.findings[0].change->edits.empty());
}
