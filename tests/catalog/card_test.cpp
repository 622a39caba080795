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
  CHECK(card.tiers[0].delay == 0);
  CHECK(card.tiers[1].delay == 24);
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
  CHECK(errors_with("within_hours: 24", "within_hours: 0")
            .find("expected a whole number of hours, at least 1") != std::string::npos);
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

TEST_CASE("what an evaluation has no room for is refused") {
  std::string meters;
  for (int i = 0; i < 24; ++i) meters += fmt::format("      m{}: {{per_image: 1, rate: 1}}\n", i);
  const std::string images = "      images: {per_image: 1, rate: 40}\n";
  CHECK(errors_with(images, images + meters) ==
        "brush-1.yaml:11:5 CATALOG-KEY a card has at most 24 meters, not 25\n");
  CHECK(errors_with(images, meters).empty());
}

namespace {

// A second model, whose card file extends that of the first.
constexpr std::string_view other_pack = R"yaml(format: tariff/rules@1
provider: acme
model: brush-2
extends: acme/brush-1
operations: {generate: {}}
)yaml";

constexpr std::string_view other_cards = R"yaml(format: tariff/prices@1
provider: acme
model: brush-2
extends: acme/brush-1
sources:
  shop: {url: "https://shop.example", read: 2026-11-21, confidence: official}
)yaml";

auto load_over(std::string_view over, std::string_view cards = good_cards) -> LoadOutcome {
  return load({{"rules/fields.yaml", std::string{fields_yaml}},
               {"rules/acme/brush-1.yaml", std::string{good_pack}},
               {"rules/acme/brush-2.yaml", std::string{other_pack}},
               {"data/pricing/acme/brush-1.yaml", std::string{cards}},
               {"data/pricing/acme/brush-2.yaml", std::string{other_cards} + std::string{over}}});
}

auto other_offer(const LoadOutcome& outcome) -> const Offer& {
  REQUIRE_MESSAGE(outcome.data, summary(outcome.diagnostics));
  for (const auto& offer : outcome.data->offers) {
    if (offer.model == "brush-2") return offer;
  }
  FAIL("no offer of the second model");
  return outcome.data->offers[0];
}

}  // namespace

TEST_CASE("over changes inherited cards key by key") {
  // The first card has only `images`, the second only `image_output_tokens`: each gets the other.
  const auto outcome = load_over(R"yaml(over:
  source: shop
  tiers: {standard: {}}
  let: {extra: "1"}
  meters:
    images: {per_image: "1", rate: 50, source: shop}
    image_output_tokens: null
  rounding: [{of: request, step: 0.01, direction: up, source: shop}]
  excluded: [postage]
)yaml",
                                 R"yaml(format: tariff/prices@1
provider: acme
model: brush-1
currency: USD
sources:
  prices: {url: "https://acme.example/prices", read: 2026-11-21, confidence: official}
cards:
  - from: 2026-01-01
    source: prices
    tiers: {standard: {}, batch: {factor: 1/2}}
    let: {base: "2"}
    meters:
      images: {let: {more: base}, per_image: base + more, rate: 40, source: prices}
      image_output_tokens: {per_image: base, rate: 1, source: prices}
)yaml");
  const auto& card = other_offer(outcome).cards.at(0);
  CHECK(outcome.data->sources[card.source].id == "shop");
  CHECK(card.tiers.size() == 1);
  REQUIRE(card.meters.size() == 1);
  CHECK(card.meters[0].name == "images");
  CHECK(outcome.data->sources[card.meters[0].source].id == "shop");
  REQUIRE(card.rounding.size() == 1);
  CHECK(card.rounding[0].of == RoundingStep::Of::request);
  CHECK(card.excluded == std::vector<std::string>{"postage"});
}

TEST_CASE("what over leaves alone keeps its source and its own file's place") {
  const auto outcome =
      load_over("over: {meters: {image_output_tokens: {rate: 9}}}\n",
                std::string{good_cards}.replace(
                    good_cards.find("      images: {per_image: 1, rate: 40}"),
                    std::string_view{"      images: {per_image: 1, rate: 40}"}.size(),
                    "      image_output_tokens: {per_image: 1, rate: 40}"));
  const auto& cards = other_offer(outcome).cards;
  REQUIRE(cards.size() == 2);
  CHECK(outcome.data->sources[cards[0].source].id == "prices");
  REQUIRE(cards[1].meters.size() == 1);
  CHECK(cards[1].meters[0].per == Rational{1});
  CHECK(cards[1].meters[0].conditional);
  CHECK(cards[1].meters[0].settles);
  CHECK(outcome.data->sources[cards[1].meters[0].source].id == "prices");
  // An error in what is inherited is reported once, where it is written.
  CHECK(summary(load_over("over: {excluded: [postage]}\n",
                          std::string{good_cards}.replace(good_cards.find("table(tokens"), 12,
                                                          "table(tokns "))
                    .diagnostics)
            .find("brush-1.yaml:22:26 CATALOG-EXPR") == 0);
}

TEST_CASE("a list under over makes as many cards of each") {
  const auto outcome = load_over(R"yaml(over:
  - {from: 2026-02-01, until: 2026-03-01, meters: {images: {rate: 41}}}
  - {from: 2026-03-01, until: null}
)yaml",
                                 R"yaml(format: tariff/prices@1
provider: acme
model: brush-1
abstract: true
currency: USD
cards:
  - {from: 2026-01-01, until: 2026-06-01, meters: {images: {per_image: "1", rate: 40}}}
)yaml");
  const auto& cards = other_offer(outcome).cards;
  REQUIRE(cards.size() == 2);
  CHECK(cards[0].period.until == cards[1].period.from);
  CHECK(cards[1].period.from > cards[0].period.from);
  CHECK(cards[1].meters.at(0).name == "images");
  for (const auto& offer : outcome.data->offers) {
    if (offer.model == "brush-1") CHECK(offer.cards.empty());  // an abstract file prices nothing
  }
}

TEST_CASE("errors of over stand at their places") {
  const auto errors = [](std::string_view over) { return summary(load_over(over).diagnostics); };
  const std::string_view refused =
      "CATALOG-KEY 'over' changes inherited cards: it needs 'extends' of a file with cards, no "
      "'cards' beside it, and a result of a file's size\n";
  CHECK(errors("over: {source: shop}\ncards: []\n") == fmt::format("brush-2.yaml:7:7 {}", refused));
  CHECK(errors("over: []\n") == fmt::format("brush-2.yaml:7:7 {}", refused));
  CHECK(errors_with("usage: {used", "over: {source: prices}\nusage: {used") ==
        fmt::format("brush-1.yaml:9:7 {}", refused));
  std::string many = "over:\n";
  for (int i = 0; i < 3000; ++i) many += "  - {source: shop}\n";
  CHECK(errors(many) == fmt::format("brush-2.yaml:8:3 {}", refused));
  CHECK(errors("over: half\n").find("brush-2.yaml:7:7 CATALOG-TYPE") == 0);
  CHECK(errors("over: {metres: {}}\n").find("brush-2.yaml:7:8 CATALOG-KEY") == 0);
  CHECK(errors("over: {source: shp}\n").find("brush-2.yaml:7:16 CATALOG-REF") == 0);
  CHECK(errors("over: {from: 2026-01-01}\n").find("CATALOG-OVERLAP") != std::string::npos);
  CHECK(errors("over: {meters: {images: {rate: null}}}\n")
            .find("brush-2.yaml:7:25 CATALOG-KEY a meter needs the key 'rate'") !=
        std::string::npos);
  CHECK(errors("over: {meters: {pictures: null}}\n").find("brush-2.yaml:7:27 CATALOG-TYPE") == 0);
}
