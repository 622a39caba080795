#include <doctest/doctest.h>

#include "support.hpp"

using namespace tariff;
using namespace tariff::catalog;
using namespace tariff::catalog::test;

namespace {

// The errors when `from` in the good card file is replaced.
auto errors_with(std::string_view from, std::string_view to) -> std::string {
  std::string cards{good_cards};
  const auto at = cards.find(from);
  REQUIRE(at != std::string::npos);
  cards.replace(at, from.size(), to);
  return summary(load_texts(good_pack, cards).diagnostics);
}

}  // namespace

TEST_CASE("good cards are sorted, compiled and complete") {
  const auto outcome = load_texts(good_pack, good_cards);
  REQUIRE_MESSAGE(outcome.data, summary(outcome.diagnostics));
  const auto& offer = outcome.data->offers[0];
  REQUIRE(offer.cards.size() == 2);
  const auto& card = offer.cards[1];
  CHECK(card.currency == "USD");
  CHECK(card.unit == "credits");
  CHECK(card.worth.to_fraction() == "1/1000");
  REQUIRE(card.tiers.size() == 3);
  CHECK(card.tiers[1].factor.to_fraction() == "1/2");
  CHECK_FALSE(card.tiers[2].known);
  REQUIRE(card.meters.size() == 1);
  CHECK(card.meters[0].per == Rational{1000});
  CHECK(card.meters[0].settles);
  CHECK(card.rounding[0].of == RoundingStep::Of::meter);
  CHECK(card.encoding.most == Rational{8});
  REQUIRE(card.usage.size() == 1);
  CHECK(card.usage[0].path == std::vector<std::string>{"details", "tokens"});
  CHECK(offer.slots[card.usage[0].slot].name == "used_tokens");
  REQUIRE(card.program.tables.size() == 1);
  CHECK(card.program.tables[0].keys.size() == 3);
  CHECK_FALSE(card.settle.code.empty());
  CHECK(offer.cards[0].settle.code.empty());
  CHECK(offer.cards[0].tiers[0].name == "standard");
  CHECK(offer.published.size() == 1);
}

TEST_CASE("errors of cards stand at their places") {
  CHECK(errors_with("- from: 2026-06-01", "- from: 2026-05-31") ==
        "brush-1.yaml:16:11 CATALOG-OVERLAP the card from 2026-01-01 holds at this time too\n");
  CHECK(errors_with("until: 2026-06-01", "until: 2025-06-01")
            .find("brush-1.yaml:12:12 CATALOG-TYPE the period ends before it begins") == 0);
  CHECK(errors_with("of: image_output_tokens, step", "of: image_output_token, step") ==
        "brush-1.yaml:27:14 CATALOG-REF no meter 'image_output_token'; did you mean "
        "'image_output_tokens'?\n");
  CHECK(errors_with("per_image: 1, rate: 40", "per_image: 1")
            .find("CATALOG-KEY a meter needs the key 'rate'") != std::string::npos);
  CHECK(errors_with("per_image: 1, rate: 40", "per_image: quality, rate: 40")
            .find("brush-1.yaml:15:27 CATALOG-TYPE expected a number, found text") == 0);
  CHECK(errors_with("table(tokens", "table(tokns").find("brush-1.yaml:22:26 CATALOG-EXPR") == 0);
  CHECK(errors_with("per_image: table(tokens, quality, edge)", "per_image: used_tokens")
            .find("brush-1.yaml:22:20 CATALOG-EXPR") == 0);
  CHECK(errors_with("worth: 1/1000", "worth: 0") ==
        "brush-1.yaml:5:30 CATALOG-TYPE expected a number above 0\n");
  CHECK(errors_with("model: brush-1", "model: brush-2") ==
        "brush-1.yaml:3:8 CATALOG-REF no rule pack of acme/brush-2; did you mean "
        "'acme/brush-1'?\n");
  CHECK(errors_with("used_tokens: details", "n: details").find("is the name of a field already") !=
        std::string::npos);
}
