// Settings files: what they say, what is wrong with them, and how they are laid over each other.
#include "lint/settings_file.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "lint/policy_support.hpp"
#include "lint/selection.hpp"

namespace {

using namespace tariff;
using namespace lint::test;
using lint::load_settings;
using lint::merge_settings;
using lint::read_settings;
using lint::Settings;
using lint::SettingsLayer;

using Files = std::map<std::string, std::string>;

auto reader_of(const Files& files) -> lint::ReadFile {
  return [&files](const std::string& path, std::string& text, std::string& why) {
    const auto found = files.find(path);
    if (found == files.end()) {
      why = "there is no such file";
      return false;
    }
    text = found->second;
    return true;
  };
}

auto settings_of(const Files& files, const std::string& path) -> Settings {
  std::vector<Diagnostic> errors;
  const auto layers = load_settings(path, reader_of(files), errors);
  CHECK(shown(errors) == "");
  return merge_settings(layers);
}

auto errors_of(const Files& files, const std::string& path) -> std::string {
  std::vector<Diagnostic> errors;
  (void)load_settings(path, reader_of(files), errors);
  return shown(errors);
}

// A base that `own` extends.
auto merged(const std::string& base, const std::string& own) -> Settings {
  return settings_of({{"base.yaml", base}, {"own.yaml", "extends: base.yaml\n" + own}}, "own.yaml");
}

auto counts(const Settings& settings, std::string_view code) -> bool {
  return lint::is_selected(settings.lint.selection, code);
}

constexpr auto everything = R"yaml(catalog: [prices, ../shared]
provider: acme
exclude: ["vendor/**", "*.tmp.yaml"]
baseline: known.json
cache-dir: .cache/tariff
lint:
  select: [ALL]
  extend-select: [TEAM]
  ignore: ACME-SIZE
  severity: {BUDGET: warning, BUDGET-TOTAL: error}
  per-path-ignores: {"drafts/**": [BUDGET, COST], "old.yaml": ALL}
  fail-level: note
  max-warnings: 10
  budget-basis: high
  stale-price-days: 30
  retirement-days: 60
  auto-spread: 1.5
  saving-percent: 20
)yaml";

TEST_CASE("every key is read, and paths begin at the file's folder") {
  const auto settings = settings_of({{"team/.tariff.yaml", everything}}, "team/.tariff.yaml");
  const auto& lint = settings.lint;
  CHECK(settings.catalogs == std::vector<std::string>{"team/prices", "shared"});
  CHECK(settings.provider == "acme");
  CHECK(settings.exclude ==
        std::vector<lint::PathPattern>{{"team", "vendor/**"}, {"team", "*.tmp.yaml"}});
  CHECK(settings.baseline == "team/known.json");
  CHECK(settings.cache_dir == "team/.cache/tariff");
  CHECK(lint.selection.select == std::vector<std::string>{"ALL"});
  CHECK(lint.selection.extend_select == std::vector<std::string>{"TEAM"});
  CHECK(lint.selection.ignore == std::vector<std::string>{"ACME-SIZE"});
  CHECK(lint.severity.at("BUDGET") == Severity::warning);
  CHECK(lint.severity.at("BUDGET-TOTAL") == Severity::error);
  CHECK(settings.per_path_ignores ==
        std::vector<lint::PathIgnores>{{{"team", "drafts/**"}, {"BUDGET", "COST"}},
                                       {{"team", "old.yaml"}, {"ALL"}}});
  CHECK(settings.fail_level == Severity::note);
  CHECK(settings.max_warnings == 10);
  CHECK(lint.budget_basis == CostBasis::high);
  CHECK(lint.stale_price_days == 30);
  CHECK(lint.retirement_days == 60);
  Rational spread;
  REQUIRE(Rational::parse("1.5", spread));
  CHECK(lint.auto_spread == spread);
  CHECK(lint.saving_percent == 20);
  CHECK(settings.files == std::vector<std::string>{"team/.tariff.yaml"});
}

TEST_CASE("a file that says nothing leaves the defaults") {
  for (const auto* text : {"", "\n\n", "# only a remark\n", "  # one\n\r\n# two"}) {
    const auto settings = settings_of({{".tariff.yaml", text}}, ".tariff.yaml");
    CHECK(settings.fail_level == Severity::warning);
    CHECK(settings.lint.stale_price_days == LintSettings{}.stale_price_days);
    CHECK(settings.origins.empty());
  }
}

TEST_CASE("origins tell where each setting was made") {
  const auto settings = settings_of({{"a/.tariff.yaml", everything}}, "a/.tariff.yaml");
  const auto place = [&](const char* key) {
    const auto& last = settings.origins.at(key).back();
    return fmt::format("{}:{}:{}", last.file, last.line, last.column);
  };
  CHECK(place("provider") == "a/.tariff.yaml:2:11");
  CHECK(place("lint.ignore") == "a/.tariff.yaml:9:11");
  CHECK(place("lint.select") == "a/.tariff.yaml:7:11");
  CHECK(place("lint.per-path-ignores") == "a/.tariff.yaml:11:52");
  CHECK(place("lint.fail-level") == "a/.tariff.yaml:12:15");
}

TEST_CASE("mistakes are told at their place, with a near name") {
  using lint::test::errors_of;
  CHECK(errors_of("provder: acme\n") ==
        "team.yaml:1:1 error SETTINGS-KEY a settings file has no key 'provder'; did you mean "
        "'provider'?\n");
  CHECK(errors_of("lint:\n  per_path_ignores: {}\n") ==
        "team.yaml:2:3 error SETTINGS-KEY a lint section has no key 'per_path_ignores'; did you "
        "mean 'per-path-ignores'?\n");
  CHECK(errors_of("lint:\n  fail-level: errors\n") ==
        "team.yaml:2:15 error SETTINGS-TYPE 'errors' is not one of note, warning, error; did you "
        "mean 'error'?\n");
  CHECK(errors_of("lint:\n  budget-basis: most\n")
            .starts_with("team.yaml:2:17 error SETTINGS-TYPE 'most' is not one of low, expected"));
  CHECK(errors_of("lint:\n  max-warnings: -1\n")
            .starts_with("team.yaml:2:17 error SETTINGS-TYPE expected 0 to"));
  CHECK(errors_of("lint:\n  saving-percent: 101\n") ==
        "team.yaml:2:19 error SETTINGS-TYPE expected 0 to 100\n");
  CHECK(errors_of("lint:\n  stale-price-days: 1.5\n") ==
        "team.yaml:2:21 error SETTINGS-TYPE expected a whole number\n");
  CHECK(errors_of("lint:\n  auto-spread: 0.5\n")
            .starts_with("team.yaml:2:16 error SETTINGS-TYPE expected 1 or more"));
  CHECK(errors_of("lint:\n  ignore: {A: b}\n").starts_with("team.yaml:2:11 error SETTINGS-TYPE"));
  CHECK(errors_of("lint:\n  severity: {BUDGET: no}\n")
            .starts_with("team.yaml:2:22 error SETTINGS-TYPE 'no' is not one of"));
  CHECK(errors_of("lint: 5\n").starts_with("team.yaml:1:7 error SETTINGS-TYPE expected a mapping"));
  CHECK(errors_of("policies: {}\n").starts_with("team.yaml:1:11 error SETTINGS-TYPE"));
  CHECK(errors_of("provider: ''\n") ==
        "team.yaml:1:12 error SETTINGS-TYPE expected a text that is not empty\n");
  CHECK(errors_of("provider: acme\nprovider: acme\n") ==
        "team.yaml:2:1 error SETTINGS-YAML key 'provider' stands here twice\n");
  CHECK(errors_of("- a\n").starts_with("team.yaml:1:1 error SETTINGS-YAML expected a mapping"));
  CHECK(errors_of("a: [\n").find("SETTINGS-YAML not YAML") != std::string::npos);
  CHECK(errors_of("a: &x 1\n").find("SETTINGS-YAML anchors are not allowed") != std::string::npos);
  // The carets count characters, not bytes.
  CHECK(errors_of("lint: {ignore: [\"größe\"], fail-level: x}\n") ==
        "team.yaml:1:39 error SETTINGS-TYPE 'x' is not one of note, warning, error\n");
}

TEST_CASE("files that are too large, too deep or not text are refused") {
  using lint::test::errors_of;
  CHECK(errors_of("a: " + std::string(300'000, 'x')).find("larger than") != std::string::npos);
  CHECK(errors_of("a: " + std::string(200, '[')).find("nested more than") != std::string::npos);
  CHECK(errors_of("a: \xff\n").find("not UTF-8") != std::string::npos);
  CHECK(errors_of(std::string("a: \0b\n", 6)).find("control character") != std::string::npos);
}

TEST_CASE("single values: the nearest file wins") {
  const auto settings = merged("provider: acme\nlint: {fail-level: error, max-warnings: 5}\n",
                               "lint: {fail-level: note}\n");
  CHECK(settings.provider == "acme");
  CHECK(settings.fail_level == Severity::note);
  CHECK(settings.max_warnings == 5);
  CHECK(settings.origins.at("lint.fail-level").back().file == "own.yaml");
  CHECK(settings.origins.at("lint.max-warnings").back().file == "base.yaml");
  CHECK(settings.files == std::vector<std::string>{"base.yaml", "own.yaml"});
}

TEST_CASE("select starts anew, ignore and extend-select add") {
  const auto added = merged("lint: {ignore: [COST]}\n", "lint: {ignore: [BUDGET]}\n");
  CHECK_FALSE(counts(added, "COST-UNKNOWN"));
  CHECK_FALSE(counts(added, "BUDGET-TOTAL"));
  CHECK(counts(added, "REQ-MODEL"));

  const auto anew = merged("lint: {ignore: [COST]}\n", "lint: {select: [COST, REQ]}\n");
  CHECK(counts(anew, "COST-UNKNOWN"));
  CHECK_FALSE(counts(anew, "BUDGET-TOTAL"));

  const auto again =
      merged("lint: {ignore: [COST-UNKNOWN, BUDGET]}\n", "lint: {extend-select: [COST]}\n");
  CHECK(counts(again, "COST-UNKNOWN"));
  CHECK_FALSE(counts(again, "BUDGET-TOTAL"));

  const auto ignored =
      merged("lint: {select: [BUDGET-TOTAL, REQ]}\n", "lint: {ignore: [BUDGET]}\n");
  CHECK_FALSE(counts(ignored, "BUDGET-TOTAL"));
  CHECK_FALSE(counts(ignored, "COST-UNKNOWN"));
  CHECK(counts(ignored, "REQ-MODEL"));

  const auto longest =
      merged("lint: {ignore: [REQ]}\n", "lint: {extend-select: [COST-UNKNOWN], ignore: [COST]}\n");
  CHECK(counts(longest, "COST-UNKNOWN"));
  CHECK_FALSE(counts(longest, "COST-CHEAPER-OFFER"));
  CHECK_FALSE(counts(longest, "REQ-MODEL"));
  CHECK(counts(merged("", "lint: {select: [BUDGET-TOTAL], ignore: [BUDGET]}\n"), "BUDGET-TOTAL"));

  const auto none = merged("lint: {ignore: [COST]}\n", "lint: {select: []}\n");
  CHECK(counts(none, "COST-UNKNOWN"));  // as if nothing had been said
}

TEST_CASE("severities by selector, lists of paths and policies add up") {
  const auto settings = merged(
      "catalog: a\nexclude: x\nlint: {severity: {BUDGET: note, COST: note}}\n"
      "policies: [{code: TEAM-A, require: 'true'}]\n",
      "catalog: b\nexclude: y\nlint: {severity: {BUDGET: error}}\n"
      "policies: [{code: TEAM-B, require: 'true'}]\n");
  CHECK(settings.catalogs == std::vector<std::string>{"a", "b"});
  CHECK(settings.exclude.size() == 2);
  CHECK(settings.lint.severity.at("BUDGET") == Severity::error);
  CHECK(settings.lint.severity.at("COST") == Severity::note);
  CHECK(settings.policies.size() == 2);
}

TEST_CASE("extends: a list, each relative to the file that names it, the later on top") {
  const Files files{{"team/.tariff.yaml", "extends: [../org/all.yaml, local.yaml]\n"},
                    {"org/all.yaml", "extends: deep/base.yaml\nprovider: org\nexclude: o\n"},
                    {"org/deep/base.yaml", "provider: deep\nbaseline: b.json\nexclude: d\n"},
                    {"team/local.yaml", "provider: local\n"}};
  const auto settings = settings_of(files, "team/.tariff.yaml");
  CHECK(settings.provider == "local");
  CHECK(settings.baseline == "org/deep/b.json");
  CHECK(settings.exclude == std::vector<lint::PathPattern>{{"org/deep", "d"}, {"org", "o"}});
}

TEST_CASE(
    "extends: files that are missing, or extend each other, are refused where they are named") {
  CHECK(errors_of({{"a.yaml", "provider: x\nextends: [none.yaml]\n"}}, "a.yaml") ==
        "a.yaml:2:11 error SETTINGS-FILE none.yaml: there is no such file\n");
  CHECK(errors_of({}, "a.yaml") == "a.yaml:0:0 error SETTINGS-FILE there is no such file\n");
  CHECK(errors_of({{"a.yaml", "extends: a.yaml\n"}}, "a.yaml") ==
        "a.yaml:1:10 error SETTINGS-EXTENDS a.yaml: it extends itself\n");
  CHECK(errors_of({{"a.yaml", "extends: b.yaml\n"}, {"b.yaml", "extends: ./x/../a.yaml\n"}},
                  "a.yaml") ==
        "b.yaml:1:10 error SETTINGS-EXTENDS a.yaml: it extends the file that names it\n");
  Files chain;
  for (int i = 0; i < 40; ++i) {
    chain[fmt::format("{}.yaml", i)] = fmt::format("extends: {}.yaml\n", i + 1);
  }
  CHECK(errors_of(chain, "0.yaml") ==
        "15.yaml:1:10 error SETTINGS-EXTENDS 16.yaml: more than 16 files extend each other\n");
  Files wide{{"a.yaml", "extends: ["}};
  for (int i = 0; i < 80; ++i) {
    wide["a.yaml"] += fmt::format("w{}.yaml, ", i);
    wide[fmt::format("w{}.yaml", i)] = "";
  }
  wide["a.yaml"] += "]\n";
  CHECK(errors_of(wide, "a.yaml").find("more than 64 files") != std::string::npos);
}

TEST_CASE("what is extended twice counts once") {
  const Files files{{"a.yaml", "extends: [b.yaml, c.yaml]\n"},
                    {"b.yaml", "extends: d.yaml\n"},
                    {"c.yaml", "extends: d.yaml\n"},
                    {"d.yaml", "exclude: x\n"}};
  CHECK(settings_of(files, "a.yaml").exclude.size() == 1);
}

TEST_CASE("per-path-ignores hold below the folder of their file, and win over what is selected") {
  const auto settings = settings_of(
      {{"team/.tariff.yaml",
        "lint:\n  select: [ALL, BUDGET-TOTAL]\n  per-path-ignores: {'drafts/**': BUDGET}\n"}},
      "team/.tariff.yaml");
  const auto counts_in = [&](std::string_view path, std::string_view here) {
    return lint::is_selected(lint::lint_settings_of(settings, path, here).selection,
                             "BUDGET-TOTAL");
  };
  CHECK_FALSE(counts_in("team/drafts/a/b.yaml", "/home"));
  CHECK_FALSE(counts_in("/home/team/drafts/b.yaml", "/home"));
  CHECK_FALSE(counts_in("x/../team/drafts/b.yaml", "/home/"));
  CHECK(counts_in("team/b.yaml", "/home"));
  CHECK(counts_in("drafts/b.yaml", "/home"));
  CHECK(counts_in("other/team/drafts/b.yaml", "/home"));
}

TEST_CASE("the key of settings tells apart what changes results") {
  const auto key = [](const std::string& text) {
    return lint::key_of(settings_of({{"a.yaml", text}}, "a.yaml").lint);
  };
  const std::string none = key("");
  CHECK(none == key("lint: {fail-level: error, max-warnings: 3}\n"));
  for (const auto* section : {"ignore: COST", "select: COST", "extend-select: COST",
                              "severity: {COST: note}", "budget-basis: low", "stale-price-days: 5",
                              "retirement-days: 5", "auto-spread: 5", "saving-percent: 5"}) {
    CAPTURE(section);
    CHECK(key("lint: {" + std::string{section} + "}\n") != none);
  }
  CHECK(key("lint: {ignore: [A, B]}\n") != key("lint: {ignore: 'A1:B'}\n"));
}

// Any bytes give a layer or errors with a place in the file.
TEST_CASE("damaged files are refused or read, and never more") {
  const std::string whole = std::string{everything} +
                            "policies:\n  - code: TEAM-X\n    when: has(width)\n    require: "
                            "matches(id, '^a+$') and width > 5\n    message: \"{width} {{x}}\"\n";
  std::uint32_t state = 12345;
  const auto below = [&state](std::size_t limit) {
    state = state * 1664525U + 1013904223U;
    return static_cast<std::size_t>(state >> 8U) % limit;
  };
  constexpr std::string_view bytes = "{}[]:'\"\n -#|>&*!%@\t,0aZ.\\\xff";
  std::size_t refused = 0;
  for (int i = 0; i < 2000; ++i) {
    auto text = whole;
    for (std::size_t k = 0; k <= below(3); ++k)
      text[below(text.size())] = bytes[below(bytes.size())];
    std::vector<Diagnostic> errors;
    const auto layer = read_settings("x.yaml", text, errors);
    if (errors.empty()) (void)lint::PolicySet::compile(layer.policies, brush_catalog(), errors);
    if (!errors.empty()) ++refused;
    for (const auto& error : errors) {
      CHECK(error.code.starts_with("SETTINGS-"));
      CHECK(error.location.file == "x.yaml");
      CHECK(error.location.line > 0);
      CHECK(error.location.offset <= text.size());
    }
  }
  CHECK(refused > 500);
  CHECK(refused < 2000);
}

TEST_CASE("selectors that mean nothing are told, with a near name") {
  const auto settings =
      settings_of({{"a.yaml",
                    "lint:\n  select: [ALL]\n  ignore: [ACME-AREAS, ACME, REQ-OFFER]\n"
                    "  severity: {BUDGTE: note}\n  per-path-ignores: {x: TEAM-X}\n"}},
                  "a.yaml");
  const auto codes = lint_codes(brush_catalog(), nullptr);
  const auto found = shown(lint::check_selectors(settings.selectors, codes));
  CHECK(found.find("a.yaml:3:12 error SETTINGS-SELECTOR no code and no family is called "
                   "'ACME-AREAS'; did you mean 'ACME-AREA'?\n") != std::string::npos);
  CHECK(
      found.find("a.yaml:4:14 error SETTINGS-SELECTOR no code and no family is called 'BUDGTE'") !=
      std::string::npos);
  CHECK(
      found.find("a.yaml:5:25 error SETTINGS-SELECTOR no code and no family is called 'TEAM-X'") !=
      std::string::npos);
  CHECK(std::count(found.begin(), found.end(), '\n') == 3);
}

// ---- The schema, which editors read, and the reader know the same keys.

auto schema() -> Value {
  std::ifstream in{TARIFF_SOURCE_DIR "/schema/settings.schema.json"};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  Value value;
  JsonError error;
  REQUIRE_MESSAGE(parse_json(text, value, error), error.message);
  return value;
}

auto is_known_key(const std::string& text) -> bool {
  return lint::test::errors_of(text).find("has no key") == std::string::npos;
}

void check_keys(const Value& section, const std::string& before, const std::string& after) {
  REQUIRE(section.find("properties") != nullptr);
  CHECK(section.find("additionalProperties")->as_boolean() == false);
  for (const auto& [name, about] : section.find("properties")->members()) {
    CAPTURE(name);
    CHECK(is_known_key(before + name + ": null" + after));
    const bool told = about.find("description") != nullptr || about.find("$ref") != nullptr;
    CHECK(told);
  }
  CHECK_FALSE(is_known_key(before + "nonsense: null" + after));
}

TEST_CASE("the schema has the keys of the reader, and the reader those of the schema") {
  const auto whole = schema();
  check_keys(whole, "", "\n");
  const auto& sections = *whole.find("properties");
  check_keys(*sections.find("lint"), "lint: {", "}\n");
  check_keys(*sections.find("policies")->find("items"), "policies: [{", "}]\n");
  // And the other way round: what the reader asks for is what `everything` and a policy say.
  std::vector<Diagnostic> errors;
  const auto layer = read_settings("x.yaml", everything, errors);
  CHECK(errors.empty());
  const auto has = [](const Value& section, const char* key) {
    return section.find("properties")->find(key) != nullptr;
  };
  for (const auto* key :
       {"extends", "catalog", "provider", "exclude", "baseline", "cache-dir", "lint", "policies"}) {
    CAPTURE(key);
    CHECK(has(whole, key));
  }
  for (const auto* key : {"select", "extend-select", "ignore", "severity", "per-path-ignores",
                          "fail-level", "max-warnings", "budget-basis", "stale-price-days",
                          "retirement-days", "auto-spread", "saving-percent"}) {
    CAPTURE(key);
    CHECK(has(*sections.find("lint"), key));
  }
  for (const auto* key :
       {"code", "let", "when", "require", "message", "severity", "why", "parameter"}) {
    CAPTURE(key);
    CHECK(has(*sections.find("policies")->find("items"), key));
  }
}

// ---- docs/settings.md

// The fenced blocks of a language.
auto blocks_of(std::string_view language) -> std::vector<std::string> {
  std::ifstream page{TARIFF_SOURCE_DIR "/docs/settings.md"};
  std::vector<std::string> blocks;
  bool inside = false;
  bool wanted = false;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("```")) {
      inside = !inside;
      wanted = inside && line.substr(3) == language;
      if (wanted) blocks.emplace_back();
    } else if (wanted) {
      blocks.back() += line + "\n";
    }
  }
  REQUIRE_FALSE(inside);
  return blocks;
}

TEST_CASE("the examples of docs/settings.md are in order") {
  const auto blocks = blocks_of("yaml");
  REQUIRE(blocks.size() >= 4);
  for (const auto& block : blocks) {
    CAPTURE(block);
    std::vector<Diagnostic> errors;
    const auto layer = read_settings("page.yaml", block, errors);
    (void)lint::PolicySet::compile(layer.policies, default_catalog(), errors);
    CHECK(shown(errors) == "");
  }
}

TEST_CASE("the mistakes of docs/settings.md are told as it says") {
  const auto blocks = blocks_of("mistake");
  REQUIRE_FALSE(blocks.empty());
  for (const auto& block : blocks) {
    const auto cut = block.find("---\n");
    REQUIRE(cut != std::string::npos);
    const base::TextSource source{".tariff.yaml", block.substr(0, cut)};
    std::vector<Diagnostic> errors;
    const auto layer = read_settings(".tariff.yaml", block.substr(0, cut), errors);
    (void)lint::PolicySet::compile(layer.policies, default_catalog(), errors);
    std::string told;
    for (const auto& error : errors) told += base::render(error, &source);
    CHECK(told == block.substr(cut + 4));
  }
}

}  // namespace
