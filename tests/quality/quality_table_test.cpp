#include "tariff/quality.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "catalog/load.hpp"

namespace {

using namespace tariff;
using catalog::SourceFile;

// What every file below begins with, but for its board and day.
const std::string head = R"(format: tariff/quality@1
title: Votes on images
license: CC-BY-4.0
attribution: Votes of acme.example
source: page
sources:
  page: {url: "https://acme.example/votes", read: 2026-11-21, confidence: official}
  other: {url: "https://acme.example/other", read: 2026-11-21, confidence: official}
)";

const std::string steps = R"(steps: {low: -60, medium: 0, high: 40}
assumptions: [Steps are made up.]
)";

auto board(const std::string& name, const std::string& day, const std::string& rest) -> SourceFile {
  return {"data/quality/" + name + "-" + day + ".yaml",
          head + "board: " + name + "\ndated: " + day + "\n" + rest};
}

auto to_catalog(std::vector<SourceFile> files) -> Catalog {
  files.push_back({"rules/fields.yaml", "format: tariff/fields@1\nfields: {n: {type: integer}}\n"});
  const auto outcome = catalog::load(files);
  for (const auto& each : outcome.diagnostics) MESSAGE(each.message);
  REQUIRE(outcome.data != nullptr);
  return Catalog{outcome.data};
}

auto votes() -> Catalog {
  return to_catalog({board("votes", "2026-09-30", "operation: generate\n" + steps + R"(ratings:
  lumen-2: {score: 1381.5, plus_minus: 4, at: medium}
  lumen-1: {score: 1200, assumed_at: high}
  plain: {score: 1100}
)"),
                     board("edits", "2026-09-01", "operation: edit\n" + steps + R"(ratings:
  lumen-2: {score: 1460, at: medium}
)")});
}

const Date day = Date::of(2026, 11, 21);

auto table_of(const Catalog& catalog, const QualityOverrides& own = {}) -> QualityTable {
  return {catalog, day, own};
}

auto query(std::string_view model, std::string_view quality,
           std::string_view operation = "generate") -> QualityQuery {
  return {model, "acme/lumen/generate", operation, quality};
}

// "1381.5 rated", or "none".
auto show(const std::optional<QualityScore>& found) -> std::string {
  if (!found) return "none";
  return found->score.to_decimal() + " " + to_string(found->basis);
}

auto points(const std::string& text) -> Rational {
  Rational out;
  REQUIRE(Rational::parse(text, out));
  return out;
}

}  // namespace

TEST_CASE("a rating is of one quality, and steps go from there") {
  const auto table = table_of(votes());
  CHECK(show(table.find(query("lumen-2", "medium"))) == "1381.5 rated");
  CHECK(show(table.find(query("lumen-2", "low"))) == "1321.5 assumed");
  CHECK(show(table.find(query("lumen-2", "high"))) == "1421.5 assumed");
  CHECK(table.find(query("lumen-2", "low"))->uncertainty == Rational{4});
}

TEST_CASE("where the board does not say what it rated, even that quality is assumed") {
  const auto table = table_of(votes());
  CHECK(show(table.find(query("lumen-1", "high"))) == "1200 assumed");
  CHECK(show(table.find(query("lumen-1", "low"))) == "1100 assumed");
}

TEST_CASE("what nobody rated has no score, and is not 0") {
  const auto table = table_of(votes());
  CHECK(show(table.find(query("lumen-3", "medium"))) == "none");
  CHECK(show(table.find(query("lumen-3", ""))) == "none");
  CHECK(show(table.find(query("lumen-2", "auto"))) == "none");  // no step
  CHECK(show(table.find(query("plain", "medium"))) == "none");  // of no quality
  CHECK(show(table.find(query("lumen-1", "high", "edit"))) == "none");
  CHECK(show(table.find(query("", "medium"))) == "none");
}

TEST_CASE("an option without a quality has the rating itself") {
  const auto table = table_of(votes());
  CHECK(show(table.find(query("lumen-2", ""))) == "1381.5 rated");
  CHECK(show(table.find(query("plain", ""))) == "1100 rated");
}

TEST_CASE("operations have boards of their own") {
  const auto table = table_of(votes());
  CHECK(show(table.find(query("lumen-2", "medium", "edit"))) == "1460 rated");
  REQUIRE(table.boards().size() == 2);
  CHECK(table.boards()[table.find(query("lumen-2", "low", "edit"))->board].id == "edits");
  CHECK(table.boards()[table.find(query("lumen-2", "low"))->board].id == "votes");
}

TEST_CASE("of each board the newest that is not later than the day counts") {
  const auto catalog = to_catalog(
      {board("votes", "2026-09-30", "operation: generate\nratings: {lumen-2: {score: 2}}\n"),
       board("votes", "2026-01-31", "operation: generate\nratings: {lumen-2: {score: 1}}\n"),
       board("votes", "2026-12-01", "operation: generate\nratings: {lumen-2: {score: 3}}\n")});
  const auto at = [&](Date when) {
    return show(QualityTable{catalog, when, {}}.find(query("lumen-2", "")));
  };
  CHECK(at(Date::of(2026, 1, 30)) == "none");
  CHECK(at(Date::of(2026, 1, 31)) == "1 rated");
  CHECK(at(Date::of(2026, 9, 29)) == "1 rated");
  CHECK(at(Date::of(2026, 9, 30)) == "2 rated");
  CHECK(at(Date::of(2026, 11, 30)) == "2 rated");
  CHECK(at(Date::of(2026, 12, 1)) == "3 rated");
  CHECK(QualityTable{catalog, day, {}}.boards().size() == 1);
}

TEST_CASE("the newest board that rates the model counts, and others fill its gaps") {
  const auto catalog = to_catalog(
      {board("old", "2026-01-01",
             "operation: generate\nratings: {lumen-1: {score: 1}, lumen-2: {score: 2}}\n"),
       board("new", "2026-02-01", "operation: generate\nratings: {lumen-2: {score: 20}}\n")});
  const auto table = table_of(catalog);
  CHECK(show(table.find(query("lumen-2", ""))) == "20 rated");
  CHECK(show(table.find(query("lumen-1", ""))) == "1 rated");
  CHECK(table.boards()[0].id == "new");
}

TEST_CASE("a board may stand for an operation that it does not rate, as an assumption") {
  const auto catalog = to_catalog(
      {board("votes", "2026-02-01", R"(operation: generate
stands_in: [edit]
ratings: {lumen-1: {score: 10}, lumen-2: {score: 20}}
)"),
       board("edits", "2026-01-01", "operation: edit\nratings: {lumen-2: {score: 2}}\n")});
  const auto table = table_of(catalog);
  CHECK(show(table.find(query("lumen-1", "", "edit"))) == "10 assumed");
  CHECK(show(table.find(query("lumen-2", "", "edit"))) == "2 rated");  // though its board is older
  CHECK(show(table.find(query("lumen-1", ""))) == "10 rated");
  CHECK(show(table.find(query("lumen-1", "", "upscale"))) == "none");
}

TEST_CASE("who reads a score learns whose it is and what is assumed") {
  const auto table = table_of(to_catalog({board("votes", "2026-09-30", R"(operation: generate
stands_in: [edit]
steps: {low: -60, high: 0}
assumptions: [Steps are made up.]
ratings:
  a: {score: 1, assumed_at: high}
  b: {score: 1, assumed_at: high}
  c: {score: 1, assumed_at: high}
  d: {score: 1, assumed_at: low}
  e: {score: 1, at: low}
)")}));
  REQUIRE(table.boards().size() == 1);
  const auto& board = table.boards()[0];
  CHECK(board.id == "votes");
  CHECK(board.title == "Votes on images");
  CHECK(board.operation == "generate");
  CHECK(board.dated == "2026-09-30");
  CHECK(board.license == "CC-BY-4.0");
  CHECK(board.attribution == "Votes of acme.example");
  CHECK(board.url == "https://acme.example/votes");
  CHECK(board.assumptions ==
        std::vector<std::string>{
            "Steps are made up.",
            "The board does not say at which quality it rated a, b and c: 'high' is assumed.",
            "The board does not say at which quality it rated d: 'low' is assumed.",
            "Its ratings of 'generate' stand for 'edit' where no board of that rates a model."});
}

TEST_CASE("own scores come before boards, the more exact name before the other") {
  const auto catalog = votes();
  QualityOverrides own;
  own.scores = {{"lumen-2", "", Rational{1000}}};
  CHECK(show(table_of(catalog, own).find(query("lumen-2", "medium"))) == "1000 own");
  own.scores.push_back({"acme/lumen", "", Rational{2000}});
  CHECK(show(table_of(catalog, own).find(query("lumen-2", "medium"))) == "2000 own");
  own.scores.push_back({"acme/lumen/generate", "", Rational{3000}});
  CHECK(show(table_of(catalog, own).find(query("lumen-2", "medium"))) == "3000 own");
  CHECK(show(table_of(catalog, own).find(query("lumen-1", "high"))) == "3000 own");
  own.scores.push_back({"acme/lumen/generate", "", Rational{4000}});  // laid over the one before
  CHECK(show(table_of(catalog, own).find(query("lumen-2", "medium"))) == "4000 own");
}

TEST_CASE("an own score without a quality is of the rated one, or of 'high'") {
  const auto catalog = votes();
  QualityOverrides own;
  own.scores = {{"lumen-2", "", Rational{1000}}, {"lumen-3", "", Rational{900}}};
  const auto table = table_of(catalog, own);
  CHECK(show(table.find(query("lumen-2", "low"))) == "940 own");
  CHECK(show(table.find(query("lumen-2", "high"))) == "1040 own");
  CHECK(show(table.find(query("lumen-2", ""))) == "1000 own");
  CHECK(show(table.find(query("lumen-3", "high"))) == "900 own");
  CHECK(show(table.find(query("lumen-3", "low"))) == "800 own");
  CHECK(show(table.find(query("lumen-3", "max"))) == "none");
}

TEST_CASE("an own score of a quality holds for that quality alone") {
  QualityOverrides own;
  own.scores = {{"lumen-2", "high", Rational{1500}}, {"acme/lumen", "auto", Rational{7}}};
  const auto table = table_of(votes(), own);
  CHECK(show(table.find(query("lumen-2", "high"))) == "1500 own");
  CHECK(show(table.find(query("lumen-2", "medium"))) == "1381.5 rated");
  CHECK(show(table.find(query("lumen-2", "auto"))) == "7 own");
  CHECK(show(table.find(query("lumen-2", ""))) == "1381.5 rated");
}

TEST_CASE("own steps replace those of the boards") {
  QualityOverrides own;
  own.steps = {{"medium", Rational{0}}, {"max", Rational{5}}, {"max", points("7.25")}};
  const auto table = table_of(votes(), own);
  CHECK(show(table.find(query("lumen-2", "max"))) == "1388.75 assumed");
  CHECK(show(table.find(query("lumen-2", "medium"))) == "1381.5 rated");
  CHECK(show(table.find(query("lumen-2", "low"))) == "none");
  CHECK(table.step("max") == points("7.25"));
  CHECK_FALSE(table.step("low"));
}

TEST_CASE("words are ordered by the steps of all boards, the newest first") {
  const auto catalog = to_catalog(
      {board("old", "2026-01-01", R"(operation: generate
steps: {draft: -5, low: -1}
assumptions: [Made up.]
ratings: {lumen-1: {score: 1}}
)"),
       board("new", "2026-02-01", "operation: generate\n" + steps + "ratings: {a: {score: 1}}\n")});
  const auto table = table_of(catalog);
  CHECK(table.step("draft") == Rational{-5});
  CHECK(table.step("low") == Rational{-60});
  CHECK(table.step("high") == Rational{40});
  CHECK_FALSE(table.step("auto"));
  CHECK_FALSE(table.step(""));
  CHECK_FALSE(QualityTable(catalog, Date::of(2025, 1, 1), {}).step("low"));
}

TEST_CASE("a sum that does not fit is no score") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  QualityOverrides own;
  own.scores = {{"lumen-2", "", Rational{most}}};
  CHECK(show(table_of(votes(), own).find(query("lumen-2", "high"))) == "none");
  own.scores.clear();
  own.steps = {{"medium", Rational{-most}}, {"high", Rational{most}}};
  CHECK(show(table_of(votes(), own).find(query("lumen-2", "high"))) == "none");
}

TEST_CASE("a table keeps what it reads, and moves") {
  auto table = table_of(votes());
  QualityTable moved{std::move(table)};
  CHECK(show(moved.find(query("lumen-2", "low"))) == "1321.5 assumed");
  moved = table_of(to_catalog({}));
  CHECK(moved.boards().empty());
  CHECK(show(moved.find(query("lumen-2", "low"))) == "none");
}
