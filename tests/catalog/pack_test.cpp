#include <doctest/doctest.h>

#include <algorithm>

#include "support.hpp"

using namespace tariff;
using namespace tariff::catalog;
using namespace tariff::catalog::test;

namespace {

auto errors_of(std::string_view more) -> std::string {
  return summary(load_texts(std::string{pack_head} + std::string{more}).diagnostics);
}

auto parameter(const Offer& offer, std::string_view name) -> const Parameter& {
  const auto found = std::find_if(offer.parameters.begin(), offer.parameters.end(),
                                  [&](const Parameter& each) { return each.name == name; });
  REQUIRE(found != offer.parameters.end());
  return *found;
}

}  // namespace

TEST_CASE("a good pack becomes one offer for each operation") {
  const auto outcome = load_texts(good_pack);
  REQUIRE_MESSAGE(outcome.data, summary(outcome.diagnostics));
  const auto& data = *outcome.data;
  REQUIRE(data.offers.size() == 2);
  const auto& generate = data.offers[0];
  const auto& edit = data.offers[1];
  CHECK(generate.name() == "acme/brush-1/generate");
  CHECK(edit.endpoint == "/v1/edit");
  CHECK(generate.parameters.size() == 5);
  CHECK(edit.parameters.size() == 6);
  CHECK(generate.rules.size() == 1);
  CHECK(edit.rules.size() == 2);
  CHECK(generate.cards.empty());
  CHECK(generate.examples.size() == 1);
  CHECK(edit.examples.size() == 1);
}

TEST_CASE("canonical slots are the same in every offer, then come the pack's own and the tier") {
  const auto outcome = load_texts(good_pack);
  REQUIRE(outcome.data);
  const auto& offer = outcome.data->offers[0];
  CHECK(offer.slots.size() == 12);
  CHECK(offer.slots[1].name == "n");
  CHECK(offer.n_slot == 1);
  CHECK(offer.images_slot == 8);
  CHECK(offer.slots[10] == Slot{"strength", lang::Type::number, false});
  CHECK(offer.tier_slot == 11);
  CHECK(parameter(offer, "count").slot == 1);
  CHECK(parameter(offer, "size").width == 2);
  CHECK(parameter(offer, "strength").slot == 10);
}

TEST_CASE("parameters carry bounds, presets, words and their meanings") {
  const auto outcome = load_texts(good_pack);
  REQUIRE(outcome.data);
  const auto& data = *outcome.data;
  const auto& count = parameter(data.offers[0], "count");
  CHECK(count.minimum == Rational{1});
  CHECK(count.maximum == Rational{4});
  CHECK(count.preset == Value::integer(1));
  const auto& quality = parameter(data.offers[0], "quality");
  REQUIRE(quality.words.size() == 3);
  CHECK(quality.words[2].among.size() == 2);
  CHECK(data.text(quality.words[2].expected) == "low");
  CHECK(quality.words[1].period.from.to_string() == "2026-03-01");
  const auto& area = parameter(data.offers[0], "size").words.at(0).assigns.at(0);
  CHECK(data.offers[0].slots[area.slot].name == "area");
  CHECK(area.number == Range{Rational{1000}, Rational{2000}, Rational{4000}});
}

TEST_CASE("rules keep their texts, fixes, places and sources") {
  const auto outcome = load_texts(good_pack);
  REQUIRE(outcome.data);
  const auto& rule = outcome.data->offers[0].rules[0];
  using Kind = Template::Piece::Kind;
  CHECK(rule.code == "ACME-AREA");
  CHECK(rule.conditional);
  CHECK(rule.require_text == "area <= 4_000_000 and rest = 0");
  CHECK(rule.file == "rules/acme/brush-1.yaml");
  CHECK(rule.line == 42);
  REQUIRE(rule.message.pieces.size() == 6);
  CHECK(rule.message.pieces[0].kind == Kind::parameter);
  CHECK(rule.message.pieces[2].kind == Kind::expression);
  CHECK(rule.message.pieces[5].text == " over; {sic}");
  CHECK(rule.fix.kind == FixRecipe::Kind::nearest);
  CHECK(rule.fix.most == 2048);
  CHECK(outcome.data->sources[rule.source].url == "https://acme.example/brush");
}

TEST_CASE("findings start from the defaults") {
  const auto outcome = load_texts(good_pack);
  REQUIRE(outcome.data);
  const auto& findings = outcome.data->offers[0].findings;
  REQUIRE(findings.size() == finding_kinds);
  CHECK(findings[0].code == "REQ-PARAM-UNKNOWN");
  const auto& listed = findings[static_cast<std::size_t>(FindingKind::value_not_listed)];
  CHECK(listed.code == "ACME-VALUE");
  CHECK(listed.provider_message.pieces.size() == 3);
}

TEST_CASE("errors of a pack stand at their places") {
  CHECK(errors_of("operations: {generate: {}}\nparamters: {}\n") ==
        "brush-1.yaml:7:1 CATALOG-KEY a rule pack has no key 'paramters'; did you mean "
        "'parameters'?\n");
  CHECK(errors_of("operations: {generate: {}}\nparameters:\n  a: {type: txt}\n")
            .find("brush-1.yaml:8:13 CATALOG-TYPE 'txt' is not one of") == 0);
  CHECK(errors_of("operations: {generate: {}}\nparameters:\n  q: {type: text, field: qualty}\n") ==
        "brush-1.yaml:8:26 CATALOG-REF no field 'qualty'; did you mean 'quality'?\n");
  CHECK(errors_of("operations: {generate: {}}\nparameters:\n  q: {type: text, field: n}\n") ==
        "brush-1.yaml:8:26 CATALOG-TYPE field 'n' is of type integer, and the parameter gives "
        "text\n");
  CHECK(errors_of("operations: {generate: {}}\nparameters:\n  q: {type: text, required: yes}\n") ==
        "brush-1.yaml:8:29 CATALOG-TYPE expected true or false\n");
  CHECK(errors_of("operations: {generate: {}}\nparameters:\n  q: {type: text, source: pgae}\n") ==
        "brush-1.yaml:8:27 CATALOG-REF no source 'pgae'; did you mean 'page'?\n");
  CHECK(errors_of("operations: {generate: {}}\nparameters:\n  style: {type: text}\n")
            .find("brush-1.yaml:8:10 CATALOG-REF parameter 'style' has the name of a field") == 0);
  CHECK(
      errors_of("operations: {generate: {}}\nparameters:\n  q: {type: integer, range: [3, 1]}\n") ==
      "brush-1.yaml:8:29 CATALOG-TYPE the least is above the most\n");
  CHECK(errors_of("names: [{name: x, operation: mend}]\noperations: {generate: {}}\n") ==
        "brush-1.yaml:6:30 CATALOG-REF acme/brush-1 has no operation 'mend'\n");
}

TEST_CASE("errors in expressions point into them") {
  const auto rule = [](std::string_view body) {
    return errors_of("operations: {generate: {}}\nrules:\n  - code: A-1\n    " + std::string{body} +
                     "\n");
  };
  CHECK(rule("require: width mod = 0").find("brush-1.yaml:9:24 CATALOG-EXPR ") == 0);
  CHECK(rule("require: widht > 0").find("brush-1.yaml:9:14 CATALOG-EXPR ") == 0);
  CHECK(rule("require: width + 1") ==
        "brush-1.yaml:9:14 CATALOG-TYPE expected true or false, found integer (in "
        "acme/brush-1/generate)\n");
  CHECK(rule("require: width > 0\n    message: 'ß {widht}'").find("brush-1.yaml:10:18 ") == 0);
  CHECK(rule("require: width > 0\n    message: 'a } b'").find("brush-1.yaml:10:17 ") == 0);
  CHECK(rule("message: x").find("brush-1.yaml:8:5 CATALOG-KEY a rule needs the key 'require'") ==
        0);
  CHECK(rule("require: true\n    parameter: size").find("10:16 CATALOG-REF no parameter 'size'") !=
        std::string::npos);
  CHECK(rule("remove: true").find("no inherited rule 'A-1' to remove") != std::string::npos);
}

TEST_CASE("derived fields that depend on themselves are refused") {
  const auto errors = errors_of(
      "operations: {generate: {}}\nderive: {area: aspect * 2, aspect: area / 2}\n"
      "rules:\n  - {code: A-1, require: area > 0}\n");
  CHECK(errors.find("depends on itself") != std::string::npos);
}

TEST_CASE("an operation has 128 rules at most") {
  std::string rules;
  for (int i = 0; i < 129; ++i) {
    rules += fmt::format("  - {{code: R-{}, require: n < {}, message: too many}}\n", i, i + 2);
  }
  const std::string pack = std::string{pack_head} +
                           "operations: {generate: {endpoint: /x}}\n"
                           "parameters: {count: {type: integer, field: n}}\nrules:\n" +
                           rules;
  CHECK(summary(load_texts(pack).diagnostics) ==
        "brush-1.yaml:1:1 CATALOG-KEY an operation has at most 128 rules; generate has 129\n");
}

TEST_CASE("the number of images is not derived") {
  const std::string pack = std::string{pack_head} +
                           "operations: {generate: {endpoint: /x}}\n"
                           "parameters: {pairs: {type: integer}}\nderive: {n: 2 * pairs}\n";
  CHECK(summary(load_texts(pack).diagnostics).find("'n' is what the request asks for") !=
        std::string::npos);
}
