// YAML manifests: what the assets come to, and what is said of bad ones.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "manifest/support.hpp"

using manifest_test::at;
using manifest_test::errors;
using manifest_test::only_error;
using manifest_test::read;
using tariff::InputKind;
using tariff::Rational;

namespace {

constexpr auto* example = R"(# größe: a comment with other letters
version: 1
defaults: {provider: acme, model: painter-2, quality: medium}
budget: {total: 40 USD, per_asset: 0.50 USD}
groups:
  hero:   {weight: 5, min_quality: high, budget: {total: 12.5 USD}}
  icons:  {quality: low, size: 1024x1024}
assets:
  - id: home-hero
    group: hero
    size: 2048x1152
    prompt: "A misty alpine valley at dawn, watercolor"
    count: 3
    params: {seed: 7, style: {name: "größe", weights: [1, 0.5]}}
  - id: menu-icon
    group: icons
    any_of: [acme/painter-2, other/painter]
    prompt: 1984
    quality: null
    as_of: 2026-11-21
    deadline: 2026-12-24
    required: false
    tags: [a, "2"]
    input_images: [{width: 10, height: 20, format: png, role: mask}]
)";

auto problems_of(const std::string& body) -> std::string {
  return only_error("version: 1\n" + body, InputKind::yaml);
}

}  // namespace

TEST_CASE("defaults, groups and assets become records") {
  const auto result = read(example, InputKind::yaml);
  CHECK(errors(result).empty());
  CHECK(result.header.budget.total == tariff::Money{Rational{40}, "USD"});
  CHECK(result.header.budget.per_asset->amount.to_decimal() == "0.5");
  REQUIRE(result.header.groups.size() == 2);
  CHECK(result.header.groups[0].name == "hero");
  CHECK(result.header.groups[0].budget.total->amount.to_decimal() == "12.5");
  CHECK(at(result.header.groups[1].location) == "7:3");
  REQUIRE(result.records.size() == 2);

  const auto& hero = result.records[0];
  CHECK(hero.request.id == "home-hero");
  CHECK(hero.request.provider == "acme");
  CHECK(hero.request.model == "painter-2");
  CHECK(hero.group == "hero");
  CHECK(hero.weight == Rational{5});
  CHECK(hero.min_quality == "high");
  CHECK(hero.count == 3);
  CHECK(hero.attempts == 1);
  CHECK(hero.request.params.to_json() == R"({"quality":"medium","size":"2048x1152",)"
                                         R"("prompt":"A misty alpine valley at dawn, watercolor",)"
                                         R"("seed":7,"style":{"name":"größe","weights":[1,0.5]}})");
  CHECK(hero.canonical.members().empty());

  const auto& icon = result.records[1];
  CHECK(icon.request.params.to_json() == R"({"size":"1024x1024","prompt":1984})");
  CHECK(icon.any_of == std::vector<std::string>{"acme/painter-2", "other/painter"});
  CHECK(icon.request.as_of->to_string() == "2026-11-21");
  CHECK(icon.deadline->to_string() == "2026-12-24");
  CHECK_FALSE(icon.required);
  CHECK(icon.tags == std::vector<std::string>{"a", "2"});
  REQUIRE(icon.request.input_images.size() == 1);
  CHECK(icon.request.input_images[0] == tariff::InputImage{10, 20, {}, "png", "mask"});
}

TEST_CASE("places lead to the line that causes a finding") {
  const auto result = read(example, InputKind::yaml);
  REQUIRE(result.records.size() == 2);
  const auto& hero = result.records[0];
  CHECK(at(hero.request.location) == "9:5");
  CHECK(at(hero.locate("params.quality")) == "3:55");  // from the defaults
  CHECK(at(hero.locate("params.size")) == "11:11");
  CHECK(hero.locate("params.size").length == 9);
  CHECK(at(hero.locate("params.style.name")) == "14:37");
  // A column counts code points, also behind other letters.
  CHECK(at(hero.locate("params.style.weights[1]")) == "14:59");
  CHECK(at(hero.locate("params.style.unknown")) == "14:30");
  CHECK(at(hero.locate("elsewhere")) == "9:5");
  const auto& icon = result.records[1];
  CHECK(at(icon.locate("params.size")) == "7:32");  // from the group
  CHECK(at(icon.locate("params.quality")) == "15:5");
  CHECK(at(icon.locate("input_images[0].width")) == "24:20");
}

TEST_CASE("anchors, aliases and merge keys") {
  const auto result = read(R"(version: 1
defaults: &base {model: m, provider: p}
groups: {g: {size: &s 1x1}}
assets:
  - {id: a, size: *s}
  - <<: {n: 2, size: 3x3}
    id: b
    size: 2x2
  - <<: [{x: 1}, {x: 2, y: 3}]
    id: c
)",
                           InputKind::yaml);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 3);
  CHECK(result.records[0].request.params.to_json() == R"({"size":"1x1"})");
  CHECK(at(result.records[0].locate("params.size")).starts_with("3:"));
  CHECK(result.records[1].request.params.to_json() == R"({"size":"2x2","n":2})");
  CHECK(result.records[2].request.params.to_json() == R"({"x":1,"y":3})");
}

TEST_CASE("without a model, parameters are canonical needs") {
  const auto result = read(R"(version: 1
assets:
  - {id: a, size: 640x480, quality: low, params: {seed: 1}}
  - {id: b, model: m, size: 640x480, needs: {width: 100, size: 7x8}}
)",
                           InputKind::yaml);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 2);
  CHECK(result.records[0].canonical.to_json() == R"({"width":640,"height":480,"quality":"low"})");
  CHECK(result.records[1].canonical.to_json() == R"({"width":7,"height":8})");
  CHECK(result.records[1].request.params.to_json() == R"({"size":"640x480"})");
}

TEST_CASE("plain scalars are typed strictly, quoted ones are text") {
  const auto result = read(R"(version: 1
assets:
  - {id: a, model: m, a: true, b: 12, c: -0.5, d: "12", e: 'true', f: yes, g: 0x10, h: 010,
     i: 1e3, j: .5, k: 1_000, l: On, m: +1, o: 2026-01-01, p: "", q: 99999999999999999999}
)",
                           InputKind::yaml);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 1);
  CHECK(result.records[0].request.params.to_json() ==
        R"({"a":true,"b":12,"c":-0.5,"d":"12","e":"true","f":"yes","g":"0x10","h":"010",)"
        R"("i":"1e3","j":".5","k":"1_000","l":"On","m":"+1","o":"2026-01-01","p":"",)"
        R"("q":99999999999999999999})");
}

TEST_CASE("prompts from files") {
  tariff::InputOptions options;
  options.read_text = [](const std::string& path, std::string& text) {
    text = "text of " + path;
    return path == "a.txt";
  };
  const std::string manifest = R"(version: 1
defaults: {model: m, prompt: other}
assets:
  - {id: a, prompt_file: a.txt}
  - {id: b, prompt_file: b.txt}
  - {id: c, prompt_file: a.txt, prompt: x}
)";
  const auto result = read(manifest, InputKind::yaml, options);
  REQUIRE(result.records.size() == 3);
  CHECK(result.records[0].request.params.to_json() == R"({"prompt":"text of a.txt"})");
  CHECK(at(result.records[0].locate("params.prompt")) == "4:26");
  CHECK(errors(result) == std::vector<std::string>{
                              "5:26 INPUT-FILE prompt_file: the prompt file cannot be read: b.txt",
                              "6:33 INPUT-DUPLICATE params.prompt: 'prompt' is given twice here"});
}

TEST_CASE("what is wrong is said at its place") {
  struct Case {
    const char* body;
    const char* error;
  };
  for (const auto& c : std::vector<Case>{
           {"assets: []", ""},
           {"assets: [{id: a}]", ""},
           {"assets: 5", "2:9 INPUT-TYPE assets must be a list, not a scalar"},
           {"assets:\n", "3:1 INPUT-TYPE assets must be a list, not nothing"},
           {"assets: [5]",
            "2:10 INPUT-TYPE expected a mapping, not a scalar (and more: 2:10 "
            "INPUT-MISSING id: an asset needs an id)"},
           {"assets: [{size: 1}]", "2:10 INPUT-MISSING id: an asset needs an id"},
           {"asets: []",
            "2:1 INPUT-UNKNOWN unknown key 'asets'; did you mean 'assets'? (and more: 1:1 "
            "INPUT-MISSING a manifest has a list of assets)"},
           {"version: 1\nassets: []", "2:1 INPUT-DUPLICATE version is given twice"},
           {"assets: []\ndefaults: {}", "3:1 INPUT-ORDER defaults must stand before assets"},
           {"budget: 40 USD\nassets: []",
            "2:9 INPUT-TYPE a budget is a mapping such as {total: 40 USD}"},
           {"budget: {total: 40}\nassets: []",
            "2:17 INPUT-VALUE expected an amount and its currency, such as 40 USD"},
           {"budget: {total: -4 USD}\nassets: []",
            "2:17 INPUT-VALUE expected an amount and its currency, such as 40 USD"},
           {"budget: {totl: 4 USD}\nassets: []",
            "2:10 INPUT-UNKNOWN unknown key 'totl'; did you mean 'total'?"},
           {"groups: [a]\nassets: []",
            "2:9 INPUT-TYPE groups must be a mapping of names to settings"},
           {"groups: {hero: {}}\nassets: [{id: a, group: heros}]",
            "3:25 INPUT-UNKNOWN group: unknown group 'heros'; did you mean 'hero'?"},
           {"defaults: {id: x}\nassets: []", "2:12 INPUT-UNKNOWN id: id belongs to an asset"},
           {"defaults: 5\nassets: []", "2:11 INPUT-TYPE expected a mapping, not a scalar"},
           {"assets: [{id: a, count: 0}]",
            "2:25 INPUT-TYPE count: count must be a whole number, at least 1"},
           {"assets: [{id: a, count: 1.5}]",
            "2:25 INPUT-TYPE count: count must be a whole number, at least 1"},
           {"assets: [{id: a, weight: x}]",
            "2:26 INPUT-TYPE weight: weight must be a number, 0 or more"},
           {"assets: [{id: a, required: yes}]",
            "2:28 INPUT-TYPE required: required must be true or false"},
           {"assets: [{id: a, as_of: 2026-02-30}]",
            "2:25 INPUT-TYPE as_of: as_of must be a day, written 2026-01-31"},
           {"assets: [{id: [a]}]",
            "2:15 INPUT-TYPE id: id must be text (and more: 2:10 INPUT-MISSING id: an asset needs "
            "an id)"},
           {"assets: [{id: a, any_of: x}]",
            "2:26 INPUT-TYPE any_of: any_of must be a list of texts"},
           {"assets: [{id: a, params: [x]}]",
            "2:26 INPUT-TYPE params: expected a mapping, not a list"},
           {"assets: [{id: a, size: 1, params: {size: 2}}]",
            "2:36 INPUT-DUPLICATE params.size: 'size' is given twice here"},
           {"assets: [{id: a, input_images: {}}]",
            "2:32 INPUT-TYPE input_images: input_images must be a list of mappings"},
           {"assets: [{id: a, input_images: [{widht: 1}]}]",
            "2:34 INPUT-UNKNOWN input_images[0].widht: unknown key 'widht'; did you mean 'width'?"},
           {"assets: [{id: a, input_images: [{width: 0}]}]",
            "2:41 INPUT-TYPE input_images[0].width: input_images[0].width must be a whole number, "
            "at least 1"},
           {"assets: [{id: a, id: b}]", "2:18 INPUT-DUPLICATE key 'id' occurs twice"},
           {"assets: [{id: a, ? [x] : 1}]", "2:20 INPUT-TYPE a key must be text, not a list"},
           {"assets: [{id: !!str a}]",
            "2:15 INPUT-SYNTAX tags such as 'tag:yaml.org,2002:str' are not used in manifests"},
           {"assets: [{id: a, x: &x [*x]}]",
            "2:25 INPUT-VALUE an alias inside the value of its own anchor"},
           {"assets: [{id: a, <<: 5}]",
            "2:22 INPUT-TYPE '<<' takes a mapping or a list of mappings"},
           {"assets: []\n---\nversion: 1",
            "3:1 INPUT-SYNTAX text after the end of the manifest; one document a file"},
           {"assets: [", "2:1 INPUT-SYNTAX end of sequence flow not found"},
           {"assets: [{id: *x}]", "2:15 INPUT-SYNTAX the referenced anchor is not defined"},
           {"assets: [{id: ü\x01}]", "2:16 INPUT-SYNTAX control character"},
           {"assets:\n  - id: ä\xff\n", "3:10 INPUT-SYNTAX not valid UTF-8"},
       }) {
    CAPTURE(c.body);
    CHECK(problems_of(c.body) == c.error);
  }
  CHECK(only_error("", InputKind::yaml) ==
        "1:1 INPUT-MISSING a manifest says its version: 'version: 1' (and more: 1:1 INPUT-MISSING "
        "a manifest has a list of assets)");
  CHECK(only_error("version: 2\nassets: []", InputKind::yaml) ==
        "1:10 INPUT-VALUE version must be 1");
  CHECK(only_error("- a\n", InputKind::yaml) ==
        "1:1 INPUT-TYPE a manifest is a mapping with version, defaults, groups and assets");
  CHECK(only_error("just text", InputKind::yaml) ==
        "1:1 INPUT-TYPE a manifest is a mapping with version, defaults, groups and assets");
}

TEST_CASE("a NUL byte, and a code point cut off at the end") {
  CHECK(only_error(std::string{"version: 1\nassets: [{id: a\0}]", 29}, InputKind::yaml) ==
        "2:16 INPUT-SYNTAX NUL byte");
  CHECK(only_error("version: 1\nassets: []\n# \xe6\x9c", InputKind::yaml) ==
        "3:3 INPUT-SYNTAX not valid UTF-8");
}

TEST_CASE("a quote that is never closed is found where it begins") {
  const std::string before = "version: 1\nassets:\n  - id: a\n    x: 1\n    prompt: ";
  for (const auto* end : {"'y", "'y\n", "\"y\n", "'y\r\n", "'y\n  ", "'y\n\n\n",
                          "'y\n  - id: b\n    x: it''s\n", "\"y\n  - id: b\n    x: \\\"\n"}) {
    CAPTURE(end);
    CHECK(only_error(before + end, InputKind::yaml) ==
          "5:5 INPUT-SYNTAX the quoted text that follows is never closed");
  }
}

TEST_CASE("the end of the text changes no value") {
  const std::string before = "version: 1\nassets:\n  - id: a\n    prompt: ";
  for (const auto& [end, prompt] :
       std::vector<std::pair<std::string, std::string>>{{"y", "y"},
                                                        {"y\n", "y"},
                                                        {"y \n ", "y"},
                                                        {"'y'\n", "y"},
                                                        {"|\n      y", "y"},
                                                        {"|\n      y\n", "y\n"},
                                                        {"|\n      y ", "y "},
                                                        {"|+\n      y\n\n", "y\n\n"},
                                                        {">-\n      y\n", "y"}}) {
    CAPTURE(end);
    const auto result = read(before + end, InputKind::yaml);
    CHECK(errors(result).empty());
    REQUIRE(result.records.size() == 1);
    REQUIRE(result.records[0].request.params.find("prompt") != nullptr);
    CHECK(result.records[0].request.params.find("prompt")->as_text() == prompt);
  }
}

TEST_CASE("a byte order mark and CRLF are taken") {
  const auto result =
      read("\xEF\xBB\xBFversion: 1\r\nassets:\r\n  - {id: a, x: ü, y: 1}\r\n", InputKind::yaml);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 1);
  CHECK(at(result.records[0].locate("params.y")) == "3:22");
}

TEST_CASE("bombs end in an error") {
  std::string laughs = "version: 1\ndefaults:\n  a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 12; ++i) {
    const auto before = "*a" + std::to_string(i - 1);
    laughs += "  a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) laughs += before + (j < 9 ? "," : "]\n");
  }
  CHECK(only_error(laughs + "assets: []\n", InputKind::yaml).find("INPUT-LIMIT more than 100000") !=
        std::string::npos);

  const auto deep = std::string(100, '[') + std::string(100, ']');
  CHECK(only_error("version: 1\nassets: [{id: a, x: " + deep + "}]", InputKind::yaml) ==
        "2:82 INPUT-LIMIT nested too deeply");
  for (const auto* opener : {"[", "{a: ", "- ", "? ", "a:\n "}) {
    std::string text = "version: 1\nx: ";
    for (int i = 0; i < 20'000; ++i) text += opener;
    CHECK_FALSE(errors(read(text, InputKind::yaml)).empty());
  }

  tariff::InputOptions options;
  options.max_value = 10'000;
  CHECK(only_error("version: 1\nassets: [{id: a, x: " + std::string(20'000, 'x') + "}]",
                   InputKind::yaml, options)
            .find("INPUT-LIMIT more than 10000 bytes in one value") != std::string::npos);

  std::string wide = "version: 1\nassets: [{id: a";
  for (int i = 0; i < 2000; ++i) wide += ", k" + std::to_string(i) + ": 1";
  CHECK(only_error(wide + "}]", InputKind::yaml).find("INPUT-LIMIT params: more than 500") !=
        std::string::npos);
}

TEST_CASE("one bad asset does not end the reading") {
  const auto result =
      read("version: 1\nassets:\n  - {id: a, count: x}\n  - {id: b}\n", InputKind::yaml);
  REQUIRE(result.records.size() == 2);
  CHECK(result.records[0].error.has_value());
  CHECK_FALSE(result.records[1].error.has_value());
  CHECK(result.summary.records == 2);
  CHECK(result.summary.unreadable == 1);
}

TEST_CASE("a manifest in JSON reads like one in YAML") {
  const std::string json = R"({"version": 1, "defaults": {"model": "m", "size": "1x1"},
 "groups": {"g": {"n": 2}},
 "assets": [{"id": "a", "group": "g", "prompt": "ü", "seed": 1e2}, {"id": "b", "count": 0}, 5,
            {"id": "c", "id": "d"}]})";
  const auto result = read(json, InputKind::json);
  REQUIRE(result.records.size() == 4);
  CHECK(result.records[0].request.params.to_json() ==
        R"({"size":"1x1","n":2,"prompt":"ü","seed":100})");
  CHECK(at(result.records[0].locate("params.size")) == "1:51");
  CHECK(at(result.records[0].locate("params.seed")) == "3:62");
  CHECK(errors(result).front() ==
        "3:89 INPUT-TYPE count: count must be a whole number, at least 1");
  CHECK(manifest_test::shown(*result.records[3].error) ==
        "4:25 INPUT-DUPLICATE a name occurs twice");
}

TEST_CASE("a long name is cut between its letters") {
  const std::string x(59, 'x');
  const std::string shown = "'" + x + "…'";
  CHECK(only_error("version: 1\n" + x + "ü: 1\nassets: []", InputKind::yaml) ==
        "2:1 INPUT-UNKNOWN unknown key " + shown);
  const auto asset = "version: 1\nassets: [{id: a, ";
  CHECK(only_error(asset + x + "ü: 1, params: {" + x + "ü: 2}}]", InputKind::yaml)
            .ends_with(shown + " is given twice here"));
  CHECK(only_error(asset + x + "ü: 1, " + x + "ü: 2}]", InputKind::yaml)
            .ends_with("key " + shown + " occurs twice"));
}
