#include "tariff/check.hpp"

#include <doctest/doctest.h>

#include "catalog/validate.hpp"
#include "support/tiny_catalog.hpp"

namespace {

using namespace tariff;
using namespace tariff::test;
using Codes = std::vector<std::string>;

const Date today = day("2026-07-01");

auto findings(const catalog::CatalogData& data) -> std::vector<Diagnostic> {
  REQUIRE(is_consistent(data));
  return check_catalog(to_catalog(data), today);
}

auto codes(const catalog::CatalogData& data) -> Codes {
  Codes list;
  for (const auto& finding : findings(data)) list.push_back(finding.code);
  return list;
}

auto word_parameter(catalog::Offer& offer) -> catalog::Parameter& {
  return offer.parameters[2];
}

}  // namespace

TEST_CASE("a catalog with nothing wrong has no findings") {
  for (const auto& finding : findings(tiny_catalog())) {
    FAIL_CHECK(finding.code << ": " << finding.message);
  }
}

TEST_CASE("an empty catalog has no findings") {
  catalog::CatalogData data;
  data.symbols = {""};
  CHECK(codes(data).empty());
}

TEST_CASE("rules") {
  auto data = tiny_catalog();
  auto& offer = data.offers[0];
  auto& rule = offer.rules[0];
  Codes expected;
  SUBCASE("a rule without a source") {
    rule.source = 0;
    expected = {"CATALOG-RULE-SOURCE"};
  }
  SUBCASE("a requirement that always holds") {
    offer.rules.push_back(rule);
    offer.rules.back().require = 5;
    expected = {"CATALOG-RULE-NEVER"};
  }
  SUBCASE("a condition that is never true") {
    offer.rules.push_back(rule);
    offer.rules.back().conditional = true;
    offer.rules.back().when = 6;
    expected = {"CATALOG-RULE-NEVER", "CATALOG-RULE-SHADOWED"};
  }
  SUBCASE("a warning that always comes is no refusal") {
    offer.rules.push_back(rule);
    offer.rules.back().code = "ACME-BETA";
    offer.rules.back().severity = Severity::warning;
    offer.rules.back().require = 6;
    offer.examples[0].warns = Codes{"ACME-BETA"};
    expected = {};
  }
  SUBCASE("a rule that says what another has said") {
    offer.rules.push_back(rule);
    offer.rules.back().severity = Severity::warning;
    expected = {"CATALOG-RULE-SHADOWED"};
  }
  SUBCASE("the same rule in another period is another rule") {
    offer.rules.push_back(rule);
    offer.rules[0].period.until = day("2026-08-01");
    offer.rules[1].period.from = day("2026-08-01");
    expected = {};
  }
  SUBCASE("a sharper rule beside a milder one is not shadowed") {
    offer.rules.push_back(rule);
    offer.rules[0].severity = Severity::warning;
    offer.rules[1].conditional = true;
    offer.rules[1].when = 5;
    expected = {};
  }
  SUBCASE("an empty period") {
    rule.period = {day("2026-08-01"), day("2026-08-01")};
    expected = {"CATALOG-RULE-PERIOD", "CATALOG-RULE-UNTRIED"};
  }
  SUBCASE("a period outside the model's life") {
    offer.rules.push_back(rule);
    offer.rules[0].period.until = day("2027-01-01");
    offer.rules[1].period.from = day("2027-01-01");
    offer.lifecycle.shut_down = day("2026-12-31");
    expected = {"CATALOG-RULE-PERIOD"};
  }
  SUBCASE("a parameter that is not there") {
    rule.fix.kind = catalog::FixRecipe::Kind::remove;
    rule.fix.remove = {"sise"};
    expected = {"CATALOG-RULE-PARAMETER"};
  }
  SUBCASE("a rule that no example triggers") {
    offer.rules.push_back(rule);
    offer.rules.back().code = "ACME-SMALL";
    offer.rules.back().require = 4;
    offer.rules.back().conditional = true;
    offer.rules.back().when = 8;
    offer.rules[0].severity = Severity::warning;
    offer.rules.back().line = 25;
    expected = {"CATALOG-RULE-UNTRIED"};
  }
  CHECK(codes(data) == expected);
}

TEST_CASE("a finding about a rule names its line") {
  auto data = tiny_catalog();
  data.offers[0].rules[0].source = 0;
  const auto list = findings(data);
  REQUIRE(list.size() == 1);
  CHECK(list[0].severity == Severity::error);
  CHECK(list[0].location.file == "rules/acme/painter-1.yaml");
  CHECK(list[0].location.line == 20);
  CHECK(list[0].message == "rule ACME-SIZE-16: has no source");
}

TEST_CASE("what two operations have in common is said once") {
  auto data = tiny_catalog();
  data.offers[0].rules[0].source = 0;
  data.offers.push_back(data.offers[0]);
  data.offers[1].operation = "edit";
  data.names.push_back(data.names[0]);
  data.names[1].offer = 1;
  CHECK(codes(data) == Codes{"CATALOG-RULE-SOURCE"});
}

TEST_CASE("rate cards") {
  auto data = tiny_catalog();
  auto& offer = data.offers[0];
  auto& cards = offer.cards;
  Codes expected;
  SUBCASE("none") {
    cards.clear();
    expected = {"CATALOG-CARD-NONE"};
  }
  SUBCASE("one without a source") {
    cards[0].source = 0;
    expected = {"CATALOG-CARD-SOURCE"};
  }
  SUBCASE("an empty period") {
    cards[0].period = {day("2026-05-01"), day("2026-05-01")};
    expected = {"CATALOG-CARD-GAP", "CATALOG-CARD-PERIOD"};
  }
  SUBCASE("two that overlap") {
    cards.push_back(cards[0]);
    cards[0].period.until = day("2026-05-02");
    cards[1].period.from = day("2026-05-01");
    expected = {"CATALOG-CARD-OVERLAP"};
  }
  SUBCASE("two that meet") {
    cards.push_back(cards[0]);
    cards[0].period.until = cards[1].period.from = day("2026-05-01");
    expected = {};
  }
  SUBCASE("days between two") {
    cards.push_back(cards[0]);
    cards[0].period.until = day("2026-05-01");
    cards[1].period.from = day("2026-05-02");
    expected = {"CATALOG-CARD-GAP"};
  }
  SUBCASE("days after the last") {
    cards[0].period.until = day("2027-01-01");
    expected = {"CATALOG-CARD-GAP"};
  }
  SUBCASE("days after the last, when nothing is left to price") {
    cards[0].period.until = offer.lifecycle.shut_down.emplace(day("2027-01-01"));
    expected = {};
  }
  SUBCASE("days before the first") {
    offer.lifecycle.available = day("2026-01-01");
    cards[0].period.from = day("2026-02-01");
    expected = {"CATALOG-CARD-GAP"};
  }
  SUBCASE("two currencies") {
    cards.push_back(cards[0]);
    cards[0].period.until = cards[1].period.from = day("2026-05-01");
    cards[1].currency = "EUR";
    expected = {"CATALOG-CARD-CURRENCY"};
  }
  SUBCASE("no currency") {
    cards[0].currency.clear();
    expected = {"CATALOG-CARD-CURRENCY"};
  }
  CHECK(codes(data) == expected);
}

TEST_CASE("defaults and words") {
  auto data = tiny_catalog();
  auto& offer = data.offers[0];
  Codes expected;
  SUBCASE("a default that is not listed") {
    word_parameter(offer).preset = Value::text("medium");
    offer.examples[0].params.set("quality", Value::text("low"));
    expected = {"CATALOG-DEFAULT-ILLEGAL"};
  }
  SUBCASE("a default out of range") {
    offer.parameters[3].preset = Value::integer(11);
    expected = {"CATALOG-DEFAULT-ILLEGAL"};
  }
  SUBCASE("a default that a rule refuses") {
    offer.parameters[1].preset = Value::text("1000x1000");
    offer.examples[0].params.set("size", Value::text("1024x1024"));
    expected = {"CATALOG-DEFAULT-REFUSED"};
  }
  SUBCASE("a word that a rule refuses") {
    auto wide = tiny_word("wide", catalog::Symbol{0});
    wide.assigns = {{1, false, Range::exactly(Rational{1000}), 0},
                    {2, false, Range::exactly(Rational{500}), 0}};
    offer.parameters[1].words = {wide};
    expected = {"CATALOG-WORD-REFUSED"};
    SUBCASE("and a conflict says so") {
      catalog::Conflict conflict;
      conflict.id = "K-1";
      conflict.source = tiny_source;
      conflict.rules = {"ACME-SIZE-16"};
      conflict.examples = {"off the grid"};
      offer.conflicts = {conflict};
      expected = {};
    }
    SUBCASE("and a published row says so") {
      offer.published[0].broken = {"ACME-SIZE-16"};
      expected = {};
    }
  }
  SUBCASE("a word that is yet to come is tried on its own day") {
    word_parameter(offer).words[1].period.from = day("2026-09-01");
    expected = {};
  }
  SUBCASE("a word whose period is empty") {
    word_parameter(offer).words[1].period = {day("2026-09-01"), day("2026-09-01")};
    expected = {"CATALOG-WORD-PERIOD"};
  }
  SUBCASE("a parameter without a source") {
    offer.parameters[3].source = 0;
    expected = {"CATALOG-PARAMETER-SOURCE"};
  }
  SUBCASE("quality that costs less than the one before") {
    std::swap(word_parameter(offer).words[0], word_parameter(offer).words[1]);
    expected = {"CATALOG-QUALITY-PRICE"};
  }
  CHECK(codes(data) == expected);
}

TEST_CASE("ratings") {
  auto data = tiny_catalog();
  catalog::RatingBoard board;
  board.dated = "2026-06-01";
  board.operation = data.offers[0].operation;
  board.source = tiny_source;
  board.ratings.resize(1);
  auto& model = board.ratings[0].model;
  model = data.offers[0].renders;
  Codes expected;
  SUBCASE("of a model that an offer renders") {}
  SUBCASE("of a model that nobody renders") {
    model = "painter-9";
    expected = {"CATALOG-RATING-UNUSED"};
  }
  SUBCASE("of another operation") {
    board.operation = "upscale";
    expected = {"CATALOG-RATING-UNUSED"};
  }
  SUBCASE("of another operation, standing for the offer's") {
    board.operation = "upscale";
    board.stands_in = {data.offers[0].operation};
  }
  data.boards = {board};
  CHECK(codes(data) == expected);
}

TEST_CASE("lifecycle") {
  auto data = tiny_catalog();
  auto& life = data.offers[0].lifecycle;
  life.available = day("2026-01-01");
  Codes expected;
  SUBCASE("in order") {
    life.preview = day("2025-12-01");
    life.deprecated = day("2027-01-01");
    life.shut_down = day("2027-06-01");
    life.replaced_by = {"painter-1"};
  }
  SUBCASE("shut down before it is deprecated") {
    life.deprecated = day("2027-06-01");
    life.shut_down = day("2027-01-01");
    expected = {"CATALOG-LIFECYCLE-ORDER"};
  }
  SUBCASE("a successor that is not there") {
    life.replaced_by = {"painter-2"};
    expected = {"CATALOG-LIFECYCLE-SUCCESSOR"};
  }
  data.offers[0].cards[0].period.from = day("2025-01-01");
  CHECK(codes(data) == expected);
}

TEST_CASE("conflicts") {
  auto data = tiny_catalog();
  catalog::Conflict conflict;
  conflict.id = "K-1";
  conflict.source = tiny_source;
  conflict.rules = {"ACME-SIZE-16", "images", "size"};
  conflict.examples = {"price table", "plain"};
  Codes expected;
  SUBCASE("all is there") {}
  SUBCASE("no such rule") {
    conflict.rules = {"ACME-SIZE-61"};
    expected = {"CATALOG-CONFLICT-RULE"};
  }
  SUBCASE("no such example") {
    conflict.examples = {"fancy"};
    expected = {"CATALOG-CONFLICT-EXAMPLE"};
  }
  SUBCASE("no example at all") {
    conflict.examples.clear();
    expected = {"CATALOG-CONFLICT-EXAMPLE"};
  }
  SUBCASE("no source") {
    conflict.source = 0;
    expected = {"CATALOG-CONFLICT-SOURCE"};
  }
  data.offers[0].conflicts = {conflict};
  CHECK(codes(data) == expected);
}

TEST_CASE("an offer has accepted and rejected examples") {
  auto data = tiny_catalog();
  data.offers[0].examples.clear();
  CHECK(codes(data) ==
        Codes{"CATALOG-EXAMPLE-NONE", "CATALOG-EXAMPLE-NONE", "CATALOG-RULE-UNTRIED"});
}

TEST_CASE("sources") {
  auto data = tiny_catalog();
  auto& source = data.sources[1];
  Codes expected;
  SUBCASE("read long ago") {
    source.read = "2026-01-01";
    source.dated.clear();
    expected = {"CATALOG-SOURCE-OLD"};
  }
  SUBCASE("read on the last day that is not long ago") {
    source.read = "2026-01-02";
    source.dated.clear();
  }
  SUBCASE("no day") {
    source.read.clear();
    expected = {"CATALOG-SOURCE-DATE"};
  }
  SUBCASE("a day to come") {
    source.read = "2026-07-02";
    expected = {"CATALOG-SOURCE-DATE"};
  }
  SUBCASE("dated after it was read") {
    source.dated = "2026-06-02";
    expected = {"CATALOG-SOURCE-DATE"};
  }
  CHECK(codes(data) == expected);
}
