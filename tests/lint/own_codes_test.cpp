// Every code of Tariff's own has an example that gives exactly it, and one that does not.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/findings.hpp"
#include "report/own_codes.hpp"
#include "tariff/lint.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;
using report::OwnCode;

const Date today = Date::of(2026, 11, 21);

// The shipped catalog, and with it the providers that the examples name.
auto with_acme() -> const Catalog& {
  static const auto loaded = [] {
    const std::vector<std::string> folders{std::string{TARIFF_SOURCE_DIR} + "/tests/data/acme"};
    return load_catalog(folders);
  }();
  REQUIRE(loaded.catalog != nullptr);
  return *loaded.catalog;
}

auto codes_of(std::string_view text, InputKind kind) -> std::set<std::string> {
  const Linter linter{with_acme(), today, {}};
  LintInput input;
  input.name = "images.yaml";
  input.kind = kind;
  input.text = text;
  input.read_text = [](const std::string&, std::string&) { return false; };
  std::set<std::string> codes;
  for (const auto& finding : linter.lint(input).findings) {
    if (finding.is_active()) codes.insert(finding.diagnostic.code);
  }
  return codes;
}

auto listed(const std::set<std::string>& codes) -> std::string {
  std::string text;
  for (const auto& code : codes) text += code + " ";
  return text;
}

// What no manifest shows: the baseline and the settings are files of their own. The mistakes that
// docs/settings.md shows are tried by settings_file_test.cpp.
auto needs_more_than_a_manifest(std::string_view code) -> bool {
  return code == "LINT-BASELINE-STALE" || report::family_of(code) == "SETTINGS";
}

}  // namespace

TEST_CASE("the bad example of each code gives exactly that code, and the good one does not") {
  for (const auto& entry : report::own_codes()) {
    if (needs_more_than_a_manifest(entry.code)) continue;
    CAPTURE(entry.code);
    CHECK(!entry.bad.empty());
    CHECK(listed(codes_of(entry.bad, entry.kind)) == std::string{entry.code} + " ");
    CHECK(codes_of(entry.good, entry.kind).count(std::string{entry.code}) == 0);
    CHECK(entry.bad != entry.good);
  }
}

TEST_CASE("the severity of each finding is the one that is listed") {
  const Linter linter{with_acme(), today, {}};
  for (const auto& entry : report::own_codes()) {
    LintInput input;
    input.kind = entry.kind;
    input.text = entry.bad;
    for (const auto& finding : linter.lint(input).findings) {
      CAPTURE(entry.code);
      if (finding.diagnostic.code == entry.code) {
        CHECK(finding.diagnostic.severity == entry.severity);
      }
    }
  }
}

TEST_CASE("codes are listed once, by family, with all that explain shows") {
  std::set<std::string_view> seen;
  std::vector<std::string_view> families;
  for (const auto& entry : report::own_codes()) {
    CAPTURE(entry.code);
    CHECK(seen.insert(entry.code).second);
    CHECK(!entry.title.empty());
    CHECK(!entry.why.empty());
    const auto family = report::family_of(entry.code);
    CHECK(!report::family_title(family).empty());
    if (families.empty() || families.back() != family) families.push_back(family);
    CHECK(report::find_own_code(entry.code) == &entry);
  }
  CHECK(families.size() == std::set<std::string_view>{families.begin(), families.end()}.size());
  CHECK(report::find_own_code("INPUT-SYNTAXES") == nullptr);
}

// "| CATALOG-CARD-GAP | warning, note | no card holds … |"
TEST_CASE("what catalog check can say is what its page lists") {
  std::ifstream in{std::string{TARIFF_SOURCE_DIR} + "/docs/catalog-checks.md"};
  const std::string page{std::istreambuf_iterator<char>{in}, {}};
  std::size_t rows = 0;
  for (std::size_t at = page.find("\n| CATALOG-"); at != std::string::npos;
       at = page.find("\n| CATALOG-", at + 1)) {
    ++rows;
  }
  CHECK(rows == report::check_codes().size());
  for (const auto& entry : report::check_codes()) {
    CAPTURE(entry.code);
    const auto row =
        page.find("\n| " + std::string{entry.code} + " | " + to_string(entry.severity));
    CHECK(row != std::string::npos);
    CHECK(page.find(" | " + std::string{entry.title} + " |\n", row) != std::string::npos);
  }
}

// A code that stands in the sources and not in the list would have no explanation.
TEST_CASE("every code of our families that the sources name is listed") {
  std::set<std::string> listed_codes;
  for (const auto& entry : report::own_codes()) listed_codes.emplace(entry.code);
  for (const auto& entry : catalog::finding_defaults()) listed_codes.emplace(entry.code);
  const std::regex literal{
      "\"((INPUT|REQ|MANIFEST|BUDGET|COST|LINT|SETTINGS|POLICY|DIFF)-[A-Z]+(-[A-Z]+)*)\""};
  std::size_t named = 0;
  const auto root = std::filesystem::path{TARIFF_SOURCE_DIR} / "src";
  for (const auto& entry : std::filesystem::recursive_directory_iterator{root}) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in{entry.path()};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    for (std::sregex_iterator at{text.begin(), text.end(), literal}, end; at != end; ++at) {
      ++named;
      CHECK_MESSAGE(listed_codes.count((*at)[1].str()) != 0, entry.path().string()
                                                                 << ": " << (*at)[1].str());
    }
  }
  CHECK(named > 40);
}
