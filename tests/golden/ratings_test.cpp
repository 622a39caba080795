// The ratings that are shipped: what they cover, and what overlays may do to them.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "support/temp_folder.hpp"
#include "tariff/quality.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;

const Date today = Date::of(2026, 11, 21);

// The rendering qualities that a request of an offer can ask for; one empty word where there is no
// such parameter. What the provider chooses itself ("auto") is not one.
auto qualities_of(const catalog::Offer& offer) -> std::vector<std::string> {
  for (const auto& parameter : offer.parameters) {
    if (parameter.slot >= offer.slots.size() || offer.slots[parameter.slot].name != "quality") {
      continue;
    }
    std::vector<std::string> words;
    for (const auto& word : parameter.words) {
      if (word.among.empty()) words.push_back(word.text);
    }
    return words;
  }
  return {""};
}

auto score_of(const QualityTable& table, const catalog::Offer& offer, const std::string& quality)
    -> std::optional<QualityScore> {
  return table.find({offer.renders, offer.name(), offer.operation, quality});
}

// "1383 rated", or "none".
auto show(const std::optional<QualityScore>& found) -> std::string {
  if (!found) return "none";
  return found->score.to_decimal() + " " + to_string(found->basis);
}

constexpr auto own_board = R"(format: tariff/quality@1
board: own
title: Our own votes
operation: generate
dated: 2026-11-01
license: LicenseRef-own
source: votes
sources:
  votes: {url: "https://acme.example/votes", read: 2026-11-21, confidence: measured}
ratings:
  gpt-image-2.6-flare: {score: 1500, at: high}
steps: {medium: 0, high: 10}
assumptions: [Made up.]
)";

auto loaded(const std::string& folder) -> LoadResult {
  const std::vector<std::string> folders{folder};
  return load_catalog(folders);
}

}  // namespace

TEST_CASE("every offer that is not shut down has a score for each of its qualities, or is listed") {
  const std::set<std::string> unrated{
      "openai/chatgpt-image-latest/generate",          "openai/gpt-image-2.6-flare/edit",
      "openai/gpt-image-2.6-flare/generate",           "openai/gpt-image-2.6-sunburst/edit",
      "openai/gpt-image-2.6-sunburst/generate",        "vercel/openai/gpt-image-2.6-flare/edit",
      "vercel/openai/gpt-image-2.6-flare/generate",    "vercel/openai/gpt-image-2.6-sunburst/edit",
      "vercel/openai/gpt-image-2.6-sunburst/generate",
  };
  const Catalog& catalog = default_catalog();
  const QualityTable table{catalog, today, {}};
  std::set<std::string> without;
  for (const auto& summary : catalog.summaries(today)) {
    if (summary.status == "shut down") continue;
    const auto& offer = catalog.data().offers[static_cast<std::size_t>(summary.id)];
    const auto words = qualities_of(offer);
    CHECK_MESSAGE(!words.empty(), summary.name);
    for (const auto& word : words) {
      if (!score_of(table, offer, word)) without.insert(summary.name);
    }
  }
  CHECK(without == unrated);
}

TEST_CASE("scores are those of the boards, and what is assumed says so") {
  const QualityTable table{default_catalog(), today, {}};
  const auto score = [&](const char* model, const char* operation, const char* quality) {
    return show(table.find({model, "openai/x/y", operation, quality}));
  };
  CHECK(score("gpt-image-2", "generate", "medium") == "1383 rated");
  CHECK(score("gpt-image-2", "generate", "low") == "1323 assumed");
  CHECK(score("gpt-image-2", "edit", "high") == "1502 assumed");
  CHECK(score("gpt-image-2.5-flare", "generate", "max") == "1463 assumed");
  CHECK(score("gpt-image-1-mini", "edit", "medium") == "1124 assumed");
  CHECK(score("gpt-image-2", "generate", "auto") == "none");
  CHECK(table.find({"gpt-image-2", "", "generate", "low"})->uncertainty == Rational{4});
}

TEST_CASE("every shipped board may be passed on, is attributed, and states its assumptions") {
  const QualityTable table{default_catalog(), today, {}};
  std::set<std::string> operations;
  for (const auto& board : table.boards()) {
    operations.insert(board.operation);
    CHECK_MESSAGE(board.license == "CC-BY-4.0", board.id);
    CHECK_MESSAGE(!board.attribution.empty(), board.id);
    CHECK_MESSAGE(!board.assumptions.empty(), board.id);
    CHECK_MESSAGE(board.url.find("https://arena.ai/leaderboard/") == 0, board.id);
  }
  CHECK(operations == std::set<std::string>{"edit", "generate"});
  // So that two words are ordered alike wherever they are looked up.
  const auto& boards = default_catalog().data().boards;
  for (const auto& board : boards) CHECK(board.steps == boards[0].steps);
  CHECK(*table.step("low") < *table.step("medium"));
  CHECK(*table.step("medium") < *table.step("high"));
  CHECK(*table.step("high") < *table.step("xhigh"));
  CHECK(*table.step("xhigh") < *table.step("max"));
}

TEST_CASE("an overlay adds a board") {
  for (const auto* name : {"quality/own.yaml", "data/quality/team/own.yaml"}) {
    const test::TempFolder overlay;
    overlay.write(name, own_board);
    const auto result = loaded(overlay.path());
    for (const auto& finding : result.diagnostics) FAIL_CHECK(finding.message);
    REQUIRE(result.catalog != nullptr);
    CHECK(result.catalog->hash() != default_catalog().hash());
    const QualityTable table{*result.catalog, today, {}};
    CHECK(table.boards().size() == 3);
    CHECK(show(table.find({"gpt-image-2.6-flare", "", "generate", "medium"})) == "1490 assumed");
    CHECK(show(table.find({"gpt-image-2", "", "generate", "medium"})) == "1383 rated");
  }
}

TEST_CASE("an overlay replaces a shipped board by its file name") {
  std::string text{own_board};
  text.replace(text.find("board: own"), 10, "board: arena-text-to-image");
  text.replace(text.find("2026-11-01"), 10, "2026-10-07");
  const test::TempFolder overlay;
  SUBCASE("the same name") {
    overlay.write("quality/arena-text-to-image.yaml", text);
    const auto result = loaded(overlay.path());
    REQUIRE(result.catalog != nullptr);
    const QualityTable table{*result.catalog, today, {}};
    CHECK(table.boards().size() == 2);
    CHECK(show(table.find({"gpt-image-2", "", "generate", "medium"})) == "none");
  }
  SUBCASE("another name") {
    overlay.write("quality/mine.yaml", text);
    const auto result = loaded(overlay.path());
    CHECK(result.catalog == nullptr);
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(result.diagnostics[0].code == "CATALOG-REF");
    CHECK(result.diagnostics[0].location.file == overlay / "quality/mine.yaml");
    CHECK(result.diagnostics[0].location.line == 2);
  }
}
