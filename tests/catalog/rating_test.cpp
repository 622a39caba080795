#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "catalog/image.hpp"
#include "support.hpp"

using namespace tariff;
using namespace tariff::catalog;
using namespace tariff::catalog::test;

namespace {

constexpr std::string_view good_ratings = R"yaml(format: tariff/quality@1
board: votes
title: Votes on images
operation: generate
stands_in: [edit]
dated: 2026-09-30
license: CC-BY-4.0
attribution: Votes of acme.example
source: page
sources:
  page: {url: "https://acme.example/votes", read: 2026-11-21, confidence: official}
  blog: {url: "https://acme.example/blog", read: 2026-11-21, confidence: inferred}
ratings:
  brush-2: {score: 1381.5, plus_minus: 4, at: medium}
  brush-1: {score: -3, assumed_at: low, source: blog}
steps: {low: -60, medium: 0}
assumptions: [Steps are made up.]
)yaml";

auto load_ratings(std::vector<SourceFile> ratings) -> LoadOutcome {
  ratings.push_back({"rules/fields.yaml", std::string{fields_yaml}});
  return load(ratings);
}

auto changed(std::string_view from, std::string_view to) -> std::string {
  std::string text{good_ratings};
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

auto errors_with(std::string_view from, std::string_view to) -> std::string {
  return summary(load_ratings({{"data/quality/votes.yaml", changed(from, to)}}).diagnostics);
}

auto schema() -> Value {
  std::ifstream in{TARIFF_SOURCE_DIR "/schema/quality.schema.json"};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  Value value;
  JsonError error;
  REQUIRE_MESSAGE(parse_json(text, value, error), error.message);
  return value;
}

auto is_known(const std::string& rest) -> bool {
  const auto text = "format: tariff/quality@1\nboard: a\ndated: 2026-01-01\n" + rest;
  return summary(load_ratings({{"data/quality/a.yaml", text}}).diagnostics).find("has no key") ==
         std::string::npos;
}

// That the reader knows the schema's keys and no others, and the schema these.
void check_keys(const Value& section, const std::string& before, const std::string& after,
                const std::vector<std::string>& keys) {
  const auto& properties = *section.find("properties");
  for (const auto& [key, about] : properties.members()) {
    CHECK_MESSAGE(is_known(before + key + ": x" + after), key);
  }
  CHECK_FALSE(is_known(before + "nonsense: x" + after));
  for (const auto& key : keys) CHECK_MESSAGE(properties.find(key) != nullptr, key);
  CHECK(properties.members().size() == keys.size());
  CHECK_FALSE(section.find("additionalProperties")->as_boolean());
}

}  // namespace

TEST_CASE("the schema, which editors read, and the reader know the same keys") {
  const auto whole = schema();
  check_keys(whole, "", "\n",
             {"format", "board", "title", "operation", "stands_in", "dated", "license",
              "attribution", "source", "sources", "ratings", "steps", "assumptions"});
  check_keys(*whole.find("$defs")->find("rating"), "ratings: {m: {", "}}\n",
             {"score", "plus_minus", "at", "assumed_at", "source"});
}

TEST_CASE("a file of ratings is read whole") {
  const auto outcome = load_ratings({{"data/quality/votes.yaml", std::string{good_ratings}}});
  REQUIRE_MESSAGE(outcome.data, summary(outcome.diagnostics));
  const auto& data = *outcome.data;
  REQUIRE(data.boards.size() == 1);
  const auto& board = data.boards[0];
  CHECK(board.id == "votes");
  CHECK(board.dated == "2026-09-30");
  CHECK(board.title == "Votes on images");
  CHECK(board.operation == "generate");
  CHECK(board.stands_in == std::vector<std::string>{"edit"});
  CHECK(board.license == "CC-BY-4.0");
  CHECK(board.attribution == "Votes of acme.example");
  CHECK(board.file == "data/quality/votes.yaml");
  CHECK(data.sources[board.source].url == "https://acme.example/votes");
  REQUIRE(board.ratings.size() == 2);
  const auto& assumed = board.ratings[0];  // sorted
  CHECK(assumed.model == "brush-1");
  CHECK(assumed.score == Rational{-3});
  CHECK(assumed.plus_minus == Rational{});
  CHECK(assumed.at == "low");
  CHECK(assumed.at_assumed);
  CHECK(data.sources[assumed.source].id == "blog");
  const auto& stated = board.ratings[1];
  CHECK(stated.score.to_decimal() == "1381.5");
  CHECK(stated.plus_minus == Rational{4});
  CHECK(stated.at == "medium");
  CHECK_FALSE(stated.at_assumed);
  CHECK(stated.source == board.source);
  CHECK(board.steps == std::vector<QualityStep>{{"low", Rational{-60}}, {"medium", Rational{}}});
  CHECK(board.assumptions == std::vector<std::string>{"Steps are made up."});
}

TEST_CASE("boards are in the image and in the hash") {
  const auto one = load_ratings({{"data/quality/votes.yaml", std::string{good_ratings}}});
  const auto other = load_ratings({{"data/quality/votes.yaml", changed("1381.5", "1381.6")}});
  REQUIRE(one.data != nullptr);
  REQUIRE(other.data != nullptr);
  CHECK(one.data->hash != other.data->hash);
  CatalogData read;
  const auto image = write_image(*one.data);
  REQUIRE(read_image(image, read));
  CHECK(read == *one.data);
  CatalogData opened;
  REQUIRE(open_image(image, opened));
  CHECK(opened.boards == one.data->boards);
}

TEST_CASE("mistakes in ratings stand at their places") {
  CHECK(errors_with("license: CC-BY-4.0\n", "") ==
        "votes.yaml:1:1 CATALOG-KEY a file of ratings needs the key 'license'\n");
  CHECK(errors_with("license: CC-BY-4.0", "license: ''") ==
        "votes.yaml:7:11 CATALOG-TYPE expected a text, found an empty one\n");
  CHECK(errors_with("source: page\n", "") ==
        "votes.yaml:1:1 CATALOG-KEY a file of ratings needs the key 'source'\n");
  CHECK(errors_with("source: page\n", "source: pages\n") ==
        "votes.yaml:9:9 CATALOG-REF no source 'pages'; did you mean 'page'?\n");
  CHECK(errors_with("dated: 2026-09-30\n", "") ==
        "votes.yaml:1:1 CATALOG-KEY the file needs the key 'dated'\n");
  CHECK(errors_with("2026-09-30", "2026-09-31") ==
        "votes.yaml:6:8 CATALOG-TYPE expected a day, YYYY-MM-DD\n");
  CHECK(errors_with("board: votes\n", "") ==
        "votes.yaml:1:1 CATALOG-KEY the file needs the key 'board'\n");
  CHECK(errors_with("license: CC", "licence: CC") ==
        "votes.yaml:1:1 CATALOG-KEY a file of ratings needs the key 'license'\n"
        "votes.yaml:7:1 CATALOG-KEY a file of ratings has no key 'licence'; did you mean "
        "'license'?\n");
  CHECK(errors_with("plus_minus: 4", "plusminus: 4") ==
        "votes.yaml:14:28 CATALOG-KEY a rating has no key 'plusminus'; did you mean "
        "'plus_minus'?\n");
  CHECK(errors_with("score: 1381.5, ", "") ==
        "votes.yaml:14:12 CATALOG-KEY a rating needs the key 'score'\n");
  CHECK(errors_with("plus_minus: 4", "plus_minus: -4") ==
        "votes.yaml:14:40 CATALOG-TYPE expected points that are not below 0\n");
  CHECK(errors_with("at: medium", "at: mediun") ==
        "votes.yaml:14:47 CATALOG-REF no step 'mediun'; did you mean 'medium'?\n");
  CHECK(errors_with("at: medium", "at: medium, assumed_at: medium") ==
        "votes.yaml:14:67 CATALOG-KEY a quality is stated ('at') or assumed, not both\n");
  CHECK(errors_with("assumptions: [Steps are made up.]\n", "") ==
        "votes.yaml:16:8 CATALOG-KEY steps are assumed: say under 'assumptions' what is assumed\n");
  CHECK(errors_with("  brush-1:", "  brush-2:").find("votes.yaml:15:3 CATALOG-YAML") == 0);
  CHECK(errors_with("brush-1: {score: -3, assumed_at: low, source: blog}", "brush-1: 12") ==
        "votes.yaml:15:12 CATALOG-TYPE expected a mapping (rating), found a text\n");
  CHECK(errors_with("stands_in: [edit]", "stands_in: edit") ==
        "votes.yaml:5:12 CATALOG-TYPE expected a list, found a text\n");
}

TEST_CASE("a file without a rating is a mistake") {
  const auto text = changed("ratings:\n", "ratings: {}\nother:\n");
  CHECK(summary(load_ratings({{"data/quality/votes.yaml", text}}).diagnostics)
            .find("votes.yaml:13:10 CATALOG-TYPE expected at least one rating") == 0);
}

TEST_CASE("points are exact decimals of a sane size") {
  for (const auto* good : {"0", "-1_000_000", "1000000", "0.000001", "1381.123456"}) {
    CHECK_MESSAGE(errors_with("1381.5", good).empty(), good);
  }
  for (const auto* bad :
       {"1/2", "1e3", "nan", "1000000.1", "0.0000001", "", "[1, 2, 3]", "99999999999999999999"}) {
    CHECK_MESSAGE(
        errors_with("score: 1381.5", std::string{"score: "} + bad).find("votes.yaml:14:") == 0,
        bad);
  }
}

TEST_CASE("a file of the same name replaces one, another day is another version") {
  const std::string text{good_ratings};
  const SourceFile shipped{"data/quality/votes.yaml", text, "shipped/votes.yaml"};
  SUBCASE("replaced") {
    const auto outcome =
        load_ratings({shipped, {"data/quality/votes.yaml", changed("1381.5", "1400"), "own.yaml"}});
    REQUIRE_MESSAGE(outcome.data, summary(outcome.diagnostics));
    REQUIRE(outcome.data->boards.size() == 1);
    CHECK(outcome.data->boards[0].ratings[1].score == Rational{1400});
    CHECK(outcome.data->boards[0].file == "own.yaml");
  }
  SUBCASE("another day") {
    const auto outcome =
        load_ratings({shipped,
                      {"data/quality/later.yaml", changed("2026-09-30", "2026-10-30")},
                      {"data/quality/earlier.yaml", changed("2026-09-30", "2025-10-30")}});
    REQUIRE_MESSAGE(outcome.data, summary(outcome.diagnostics));
    REQUIRE(outcome.data->boards.size() == 3);
    CHECK(outcome.data->boards[0].dated == "2025-10-30");
    CHECK(outcome.data->boards[2].dated == "2026-10-30");
  }
  SUBCASE("the same day twice") {
    CHECK(summary(load_ratings({shipped, {"data/quality/again.yaml", text}}).diagnostics) ==
          "again.yaml:2:8 CATALOG-REF votes of 2026-09-30 is in data/quality/votes.yaml already; a "
          "file of that name replaces it\n");
  }
}
