// A catalog of one offer, put together by hand, with nothing wrong in it: tests break one thing.
//
// acme/painter-1/generate takes prompt, size (both edges multiples of 16), quality (low, high) and
// n; an image costs 0.01 in low and 0.04 in high quality.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catalog/model.hpp"
#include "tariff/catalog.hpp"

namespace tariff::test {

inline constexpr catalog::Symbol tiny_low = 1;
inline constexpr catalog::Symbol tiny_high = 2;
inline constexpr catalog::SourceId tiny_source = 1;

[[nodiscard]] inline auto day(const char* text) -> Date {
  Date date;
  return Date::parse(text, date) ? date : Date{};
}

[[nodiscard]] inline auto fraction(std::int64_t numerator, std::int64_t denominator) -> Rational {
  Rational number;
  return Rational::make(numerator, denominator, number) ? number : Rational{};
}

[[nodiscard]] inline auto tiny_word(const char* text, catalog::Symbol symbol) -> catalog::Word {
  catalog::Word word;
  word.symbol = symbol;
  word.text = text;
  return word;
}

[[nodiscard]] inline auto tiny_parameter(const char* name, catalog::ParameterType type,
                                         catalog::SlotId slot) -> catalog::Parameter {
  catalog::Parameter parameter;
  parameter.name = name;
  parameter.type = type;
  parameter.slot = slot;
  parameter.source = tiny_source;
  return parameter;
}

[[nodiscard]] inline auto tiny_parameters() -> std::vector<catalog::Parameter> {
  using catalog::ParameterType;
  auto prompt = tiny_parameter("prompt", ParameterType::text, 0);
  prompt.required = true;
  auto size = tiny_parameter("size", ParameterType::size, catalog::no_slot);
  size.width = 1;
  size.height = 2;
  size.preset = Value::text("1024x1024");
  auto quality = tiny_parameter("quality", ParameterType::enumeration, 3);
  quality.words = {tiny_word("low", tiny_low), tiny_word("high", tiny_high)};
  quality.preset = Value::text("low");
  auto n = tiny_parameter("n", ParameterType::integer, 4);
  n.minimum = Rational{1};
  n.maximum = Rational{10};
  n.preset = Value::integer(1);
  return {prompt, size, quality, n};
}

// width mod 16 = 0, in register 4; `true` in 5, `false` in 6.
[[nodiscard]] inline auto tiny_rules() -> lang::Program {
  using lang::Op;
  lang::Program program;
  program.numbers = {Rational{16}, Rational{0}};
  program.code = {
      {Op::slot, 0, 0, 0, 0, 1},    {Op::number, 0, 0, 0, 0, 0}, {Op::modulo, 0, 0, 1, 0, 0},
      {Op::number, 0, 0, 0, 0, 1},  {Op::equal, 0, 2, 3, 0, 0},  {Op::boolean, 0, 0, 0, 0, 1},
      {Op::boolean, 0, 0, 0, 0, 0}, {Op::slot, 0, 0, 0, 0, 2},   {Op::less, 0, 7, 1, 0, 0}};
  return program;
}

// quality = low ? 0.01 : 0.04 in register 5; 1 in 6.
[[nodiscard]] inline auto tiny_card() -> catalog::RateCard {
  using lang::Op;
  catalog::RateCard card;
  card.currency = "USD";
  card.source = tiny_source;
  card.tiers = {{"standard", Rational{1}, true, "", tiny_source}};
  card.program.numbers = {fraction(1, 100), fraction(4, 100), Rational{1}};
  card.program.code = {{Op::slot, 0, 0, 0, 0, 3},   {Op::text, 0, 0, 0, 0, tiny_low},
                       {Op::equal, 0, 0, 1, 0, 0},  {Op::number, 0, 0, 0, 0, 0},
                       {Op::number, 0, 0, 0, 0, 1}, {Op::select, 0, 2, 3, 4, 0},
                       {Op::number, 0, 0, 0, 0, 2}};
  catalog::MeterSpec meter;
  meter.name = "images";
  meter.per_image = true;
  meter.quantity = 6;
  meter.rate = 5;
  meter.source = tiny_source;
  card.meters = {meter};
  return card;
}

[[nodiscard]] inline auto tiny_example(const char* name, bool accepted, Value params)
    -> catalog::Example {
  catalog::Example example;
  example.name = name;
  example.accepted = accepted;
  example.params = std::move(params);
  example.file = "rules/acme/painter-1.yaml";
  example.line = 40;
  return example;
}

[[nodiscard]] inline auto tiny_row(const char* quality, Rational price) -> catalog::PublishedRow {
  catalog::PublishedRow row;
  row.table = "price table";
  row.of = "total";
  row.params = Value::object({{"prompt", Value::text("a")}, {"quality", Value::text(quality)}});
  row.is = Range::exactly(price);
  row.source = tiny_source;
  row.file = "data/pricing/acme/painter-1.yaml";
  row.line = 30;
  return row;
}

[[nodiscard]] inline auto tiny_offer() -> catalog::Offer {
  catalog::Offer offer;
  offer.provider = "acme";
  offer.model = "painter-1";
  offer.operation = "generate";
  offer.file = "rules/acme/painter-1.yaml";
  offer.slots = {{"prompt", lang::Type::text, true},
                 {"width", lang::Type::integer, true},
                 {"height", lang::Type::integer, true},
                 {"quality", lang::Type::text, true},
                 {"n", lang::Type::integer, true}};
  offer.n_slot = 4;
  offer.parameters = tiny_parameters();
  offer.findings.resize(catalog::finding_kinds);
  for (auto& finding : offer.findings) finding.code = "ACME-READ";
  offer.rule_program = tiny_rules();
  catalog::Rule rule;
  rule.code = "ACME-SIZE-16";
  rule.require = 4;
  rule.parameter = "size";
  rule.message.pieces = {{catalog::Template::Piece::Kind::literal, "not a multiple of 16", 0}};
  rule.provider_message.pieces = {{catalog::Template::Piece::Kind::literal, "bad size", 0}};
  rule.source = tiny_source;
  rule.file = offer.file;
  rule.line = 20;
  offer.rules = {rule};
  offer.cards = {tiny_card()};
  auto rejected = tiny_example(
      "off the grid", false,
      Value::object({{"prompt", Value::text("a")}, {"size", Value::text("1000x1024")}}));
  rejected.codes = {"ACME-SIZE-16"};
  rejected.provider_message = "bad size";
  auto accepted = tiny_example("plain", true, Value::object({{"prompt", Value::text("a")}}));
  accepted.warns.emplace();
  offer.examples = {accepted, rejected};
  offer.published = {tiny_row("low", fraction(1, 100)), tiny_row("high", fraction(4, 100))};
  return offer;
}

[[nodiscard]] inline auto tiny_catalog() -> catalog::CatalogData {
  catalog::CatalogData data;
  data.symbols = {"", "low", "high"};
  data.symbol_cells = base::index_symbols(data.symbols);
  data.sources.push_back({"rules/acme/painter-1.yaml", "guide", "https://example.com", "",
                          "2026-05-01", "2026-06-01", "official"});
  data.offers = {tiny_offer()};
  catalog::OfferName name;
  name.provider = "acme";
  name.model = "painter-1";
  data.names = {name};
  return data;
}

[[nodiscard]] inline auto to_catalog(catalog::CatalogData data) -> Catalog {
  return Catalog{std::make_shared<const catalog::CatalogData>(std::move(data))};
}

}  // namespace tariff::test
