// What editors are offered is what the schema of manifests lists.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "lsp/vocabulary.hpp"
#include "tariff/value.hpp"

namespace {

using namespace tariff;
using Names = std::set<std::string>;

auto schema() -> const Value& {
  static const auto read = [] {
    std::ifstream in{std::string{TARIFF_SOURCE_DIR} + "/schema/manifest.schema.json"};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    Value value;
    JsonError error;
    REQUIRE(parse_json(text, value, error, 64));
    return value;
  }();
  return read;
}

auto members_at(std::initializer_list<const char*> path) -> Names {
  const auto* at = &schema();
  for (const auto* name : path) {
    at = at->find(name);
    REQUIRE(at != nullptr);
  }
  Names names;
  for (const auto& member : at->members()) names.insert(member.name);
  return names;
}

auto offered(std::uint16_t places) -> Names {
  Names names;
  for (const auto& key : lsp::manifest_keys()) {
    if ((key.places & places) != 0) names.emplace(key.name);
  }
  return names;
}

}  // namespace

TEST_CASE("sections, and the keys of those that are no assets") {
  CHECK(offered(lsp::in_manifest) == members_at({"properties"}));
  CHECK(offered(lsp::in_plan) == members_at({"properties", "plan", "properties"}));
  CHECK(offered(lsp::in_plan_quality) ==
        members_at({"properties", "plan", "properties", "quality", "properties"}));
  CHECK(offered(lsp::in_plan_providers) ==
        members_at({"properties", "plan", "properties", "providers", "properties"}));
  CHECK(offered(lsp::in_budget) == members_at({"$defs", "budget", "properties"}));
  CHECK(offered(lsp::in_budget | lsp::in_whole_budget) ==
        members_at({"$defs", "whole_budget", "properties"}));
  CHECK(offered(lsp::in_image) == members_at({"$defs", "input_image", "properties"}));
}

TEST_CASE("the settings of assets") {
  auto listed = members_at({"properties", "assets", "items", "properties"});
  // Parameters that the schema has a word on; editors are offered those of the asset's model.
  for (const auto* parameter : {"size", "quality", "background", "output_format"}) {
    CHECK(listed.erase(parameter) == 1);
  }
  CHECK(offered(lsp::in_asset) == listed);
}

TEST_CASE("the words of a plan's keys are those that the schema lists") {
  for (const auto* key : {"unknown_costs", "unservable"}) {
    CAPTURE(key);
    const auto* listed = schema().find("properties")->find("plan")->find("properties")->find(key);
    REQUIRE(listed != nullptr);
    Names words;
    for (const auto& word : listed->find("enum")->items())
      words.insert(std::string{word.as_text()});
    Names ours;
    for (const auto word : lsp::plan_words(key)) ours.emplace(word);
    CHECK(ours == words);
  }
  CHECK(lsp::plan_words("min_average").empty());
}
