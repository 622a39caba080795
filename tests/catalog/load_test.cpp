#include "catalog/load.hpp"

#include <doctest/doctest.h>

#include "support.hpp"

using namespace tariff;
using namespace tariff::catalog;
using namespace tariff::catalog::test;

namespace {

auto file(std::string name, std::string_view text) -> SourceFile {
  return {std::move(name), std::string{text}};
}

auto base_files() -> std::vector<SourceFile> {
  return {file("rules/fields.yaml", fields_yaml), file("rules/acme/brush-1.yaml", good_pack),
          file("data/pricing/acme/brush-1.yaml", good_cards)};
}

constexpr std::string_view host_pack = R"(format: tariff/rules@1
provider: host
model: brush
extends: acme/brush-1
sources:
  host: {url: "https://host.example", read: 2026-11-21, confidence: measured}
operations:
  edit:
    parameters: {strength: null}
parameters:
  count: null
  num: {type: integer, field: n, source: host}
rules:
  - {code: ACME-AREA, severity: warning, fix: null}
  - {code: HOST-1, require: n <= 2, message: "{num}"}
  - {code: ACME-EDIT, remove: true}
)";

constexpr std::string_view host_cards = R"(format: tariff/prices@1
provider: host
model: brush
extends: acme/brush-1
factor: 1.2
)";

}  // namespace

TEST_CASE("a child changes what it names and keeps the rest") {
  auto files = base_files();
  files.push_back(file("rules/host/brush.yaml", host_pack));
  files.push_back(file("data/pricing/host/brush.yaml", host_cards));
  const auto outcome = load(files);
  REQUIRE_MESSAGE(outcome.data, summary(outcome.diagnostics));
  const auto& data = *outcome.data;
  REQUIRE(data.offers.size() == 3);
  const auto& offer = data.offers[2];
  CHECK(offer.name() == "host/brush/edit");
  CHECK(offer.title == "Brush");
  CHECK(offer.endpoint == "/v1/edit");
  CHECK(offer.lifecycle == Lifecycle{});
  std::vector<std::string> names;
  for (const auto& each : offer.parameters) names.push_back(each.name);
  CHECK(names == std::vector<std::string>{"prompt", "size", "quality", "num", "images"});
  REQUIRE(offer.rules.size() == 2);
  CHECK(offer.rules[0].severity == Severity::warning);
  CHECK(offer.rules[0].fix.kind == FixRecipe::Kind::none);
  CHECK(data.sources[offer.rules[0].source].file == "rules/acme/brush-1.yaml");
  CHECK(offer.rules[1].code == "HOST-1");
  REQUIRE(offer.cards.size() == 2);
  CHECK(offer.cards[0].factor == data.offers[2].cards[1].factor);
  CHECK(offer.cards[0].factor.to_decimal() == "1.2");
  CHECK(data.offers[0].cards[0].factor == Rational{1});
}

TEST_CASE("a file that extends its own name changes the earlier one, another replaces it") {
  auto files = base_files();
  files.push_back(file("rules/acme/mine.yaml",
                       "format: tariff/rules@1\nprovider: acme\nmodel: brush-1\n"
                       "extends: acme/brush-1\ntitle: Mine\n"));
  auto outcome = load(files);
  REQUIRE_MESSAGE(outcome.data, summary(outcome.diagnostics));
  CHECK(outcome.data->offers.size() == 2);
  CHECK(outcome.data->offers[0].title == "Mine");
  CHECK(outcome.data->names.size() == 2);

  files.back() = file("rules/acme/brush-1.yaml",
                      "format: tariff/rules@1\nprovider: acme\nmodel: brush-1\n"
                      "operations: {generate: {}}\n");
  files.erase(files.begin() + 2);
  outcome = load(files);
  REQUIRE_MESSAGE(outcome.data, summary(outcome.diagnostics));
  CHECK(outcome.data->offers.size() == 1);

  files.back().path = "mine/rules/acme/brush-1.yaml";
  CHECK(load(files).data);
  files.back().name = "rules/acme/twice.yaml";
  CHECK(summary(load(files).diagnostics).find("is in rules/acme/brush-1.yaml already") !=
        std::string::npos);
}

TEST_CASE("what extends nothing, itself or in a circle is refused") {
  const auto extends = [](std::string_view parent) {
    auto files = base_files();
    files.push_back(file(
        "rules/a/b.yaml",
        "format: tariff/rules@1\nprovider: a\nmodel: b\nextends: " + std::string{parent} + "\n"));
    files.push_back(
        file("rules/a/c.yaml", "format: tariff/rules@1\nprovider: a\nmodel: c\nextends: a/b\n"));
    return summary(load(files).diagnostics);
  };
  CHECK(extends("acme/brush-2")
            .find("b.yaml:4:10 CATALOG-EXTENDS there is no acme/brush-2; did you mean "
                  "'acme/brush-1'?") == 0);
  CHECK(extends("a/b").find("b.yaml:4:10 CATALOG-EXTENDS there is no earlier file of a/b") == 0);
  CHECK(extends("a/c").find("CATALOG-EXTENDS the files extend each other in a circle") !=
        std::string::npos);
}

TEST_CASE("an error of an inherited entry is reported once, in the file that has it") {
  std::string bad{good_pack};
  bad.replace(bad.find("has(width)"), 10, "has(widht)");
  auto files = base_files();
  files[1].text = bad;
  files.push_back(file("rules/host/brush.yaml",
                       "format: tariff/rules@1\nprovider: host\nmodel: brush\n"
                       "extends: acme/brush-1\n"));
  const auto outcome = load(files);
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK(outcome.diagnostics[0].location.file == "rules/acme/brush-1.yaml");
  CHECK(outcome.diagnostics[0].location.line == 44);
  CHECK(outcome.diagnostics[0].location.column == 15);
}

TEST_CASE("all errors of all files come sorted by file and place") {
  auto files = base_files();
  files[1].text += "zzz: 1\nyyy: 2\n";
  files[2].text += "xxx: 1\n";
  files.push_back(file("rules/other.yaml", "format: tariff/rule@1\n"));
  const auto text = summary(load(files).diagnostics);
  CHECK(text ==
        "brush-1.yaml:55:1 CATALOG-KEY a rule pack has no key 'zzz'\n"
        "brush-1.yaml:56:1 CATALOG-KEY a rule pack has no key 'yyy'\n"
        "brush-1.yaml:33:1 CATALOG-KEY a rate card file has no key 'xxx'\n"
        "other.yaml:1:9 CATALOG-TYPE 'tariff/rule@1' is not one of tariff/rules@1, "
        "tariff/prices@1, tariff/quality@1, tariff/fields@1; did you mean 'tariff/rules@1'?\n");
}

TEST_CASE("a catalog needs its vocabulary") {
  CHECK(summary(load({}).diagnostics).find("CATALOG-FILE no vocabulary") != std::string::npos);
}

TEST_CASE("the hash follows the content, not the order of the files") {
  auto files = base_files();
  const auto first = load(files);
  std::swap(files[1], files[2]);
  const auto second = load(files);
  REQUIRE(first.data);
  REQUIRE(second.data);
  CHECK(first.data->hash.size() == 64);
  CHECK(first.data->hash == second.data->hash);
  files[0].text += "\n";
  CHECK(load(files).data->hash != first.data->hash);
}

TEST_CASE("symbols are found by their text") {
  const auto outcome = load(base_files());
  REQUIRE(outcome.data);
  const auto& data = *outcome.data;
  for (Symbol symbol = 1; symbol < data.symbols.size(); ++symbol) {
    CHECK(data.find_symbol(data.symbols[symbol]) == symbol);
  }
  CHECK(data.find_symbol("") == base::no_symbol);
  CHECK(data.find_symbol("nobody says this") == base::no_symbol);
}
