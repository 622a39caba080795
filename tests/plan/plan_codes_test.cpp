// Every code of the planner's own is explained, with an example that gives it and one that does
// not.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plan/market.hpp"
#include "report/own_codes.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

// The shipped catalog, and with it the providers that the examples name.
auto with_acme() -> const Catalog& {
  static const auto loaded = [] {
    const std::vector<std::string> folders{std::string{TARIFF_SOURCE_DIR} + "/tests/data/acme"};
    return load_catalog(folders);
  }();
  REQUIRE(loaded.catalog != nullptr);
  return *loaded.catalog;
}

// What a plan says of an example, each once.
auto codes_of(std::string_view manifest) -> std::set<std::string> {
  const auto plan = plan_wishes(with_acme(), read_wishes(std::string{manifest}));
  std::set<std::string> codes;
  for (const auto& each : plan.diagnostics) codes.insert(each.code);
  for (const auto& asset : plan.assets) {
    for (const auto& refused : asset.refused) codes.insert(refused.code);
  }
  return codes;
}

auto listed(const std::set<std::string>& codes) -> std::string {
  std::string text;
  for (const auto& code : codes) text += code + " ";
  return text;
}

}  // namespace

TEST_CASE("the bad example of each of the planner's codes gives it, and the good one nothing") {
  for (const auto& entry : report::plan_codes()) {
    CAPTURE(entry.code);
    CHECK(listed(codes_of(entry.bad)) == std::string{entry.code} + " ");
    CHECK(codes_of(entry.good).count(std::string{entry.code}) == 0);
    CHECK(plan_wishes(with_acme(), read_wishes(std::string{entry.good})).found());
  }
}

TEST_CASE("the planner's codes are listed once, sorted, with all that explain shows") {
  std::string_view last;
  for (const auto& entry : report::plan_codes()) {
    CAPTURE(entry.code);
    CHECK(last < entry.code);
    last = entry.code;
    CHECK(!entry.title.empty());
    CHECK(!entry.why.empty());
    CHECK(report::family_of(entry.code) == "PLAN");
    CHECK(report::find_own_code(entry.code) == &entry);
  }
  CHECK(!report::family_title("PLAN").empty());
  CHECK(report::find_own_code("PLAN-NOTHING") == nullptr);
}

TEST_CASE("every code of the planner that the sources name is listed, and no other") {
  std::set<std::string> named;
  const auto root = std::filesystem::path{TARIFF_SOURCE_DIR} / "src/plan";
  for (const auto& entry : std::filesystem::directory_iterator{root}) {
    std::ifstream in{entry.path()};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    for (auto at = text.find("\"PLAN-"); at != std::string::npos;
         at = text.find("\"PLAN-", at + 1)) {
      named.insert(text.substr(at + 1, text.find('"', at + 1) - at - 1));
    }
  }
  std::set<std::string> explained;
  for (const auto& entry : report::plan_codes()) explained.emplace(entry.code);
  CHECK(listed(named) == listed(explained));
}
