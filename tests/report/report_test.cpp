// The budget report: what is added, what is not, and what is above its budget.
#include <doctest/doctest.h>

#include "support/golden.hpp"
#include "tariff/report.hpp"

namespace {

using namespace tariff;

auto number(const char* text) -> Rational {
  Rational value;
  REQUIRE(Rational::parse(text, value));
  return value;
}

auto priced(std::string id, std::string group, const char* low, const char* expected,
            const char* high, std::string currency = "USD") -> RecordResult {
  RecordResult result;
  result.id = std::move(id);
  result.group = std::move(group);
  result.provider = "acme";
  result.model = "painter-1";
  result.verdict.offer = "acme/painter-1/generate";
  result.verdict.accepted = true;
  auto& quote = result.verdict.quote;
  quote.currency = std::move(currency);
  quote.total = {number(low), number(expected), number(high)};
  quote.kind = quote.total.is_exact() ? CostKind::exact : CostKind::bounded;
  quote.sources = {"https://example.com/prices"};
  return result;
}

auto unknown(std::string id) -> RecordResult {
  auto result = priced(std::move(id), "", "0", "0", "0");
  result.verdict.quote = {};
  result.verdict.quote.reason = "no row for this size";
  return result;
}

auto refused(std::string id) -> RecordResult {
  auto result = priced(std::move(id), "hero", "9", "9", "9");
  Diagnostic finding;
  finding.code = "ACME-SIZE-016";
  finding.message = "edges must be multiples of 16";
  result.verdict.diagnostics = {finding, finding};
  result.verdict.accepted = false;
  return result;
}

auto run() -> RunInfo {
  return {"0123456789abcdef", Date{20'778}};
}

auto sample() -> Report {
  ReportBuilder builder{run()};
  ManifestHeader header;
  header.budget.total = Money{number("1"), "USD"};
  header.budget.per_asset = Money{number("0.50"), "USD"};
  builder.begin_input("images.yaml", header);
  builder.add(priced("a", "hero", "0.40", "0.60", "0.70"));
  builder.add(priced("b", "icons", "0.10", "0.10", "0.10"));
  builder.add(priced("c", "icons", "2", "2", "2", "EUR"));
  builder.add(unknown("d"));
  builder.add(refused("e"));
  return std::move(builder).finish();
}

}  // namespace

TEST_CASE("sums are kept apart by currency; unknown and refused are counted, not added") {
  const auto report = sample();
  CHECK(report.totals.records == 5);
  CHECK(report.totals.unknown == 1);
  CHECK(report.totals.refused == 1);
  CHECK(report.totals.sums.at("USD").total ==
        Range{number("0.50"), number("0.70"), number("0.80")});
  CHECK(report.totals.sums.at("EUR").total == Range::exactly(number("2")));
  CHECK(report.groups.at("icons").sums.size() == 2);
}

TEST_CASE("a record counts once for each code") {
  CHECK(sample().findings.at("ACME-SIZE-016").records == 1);
}

TEST_CASE("the total is within its budget, but at risk; one asset is above its own") {
  const auto report = sample();
  REQUIRE(report.budgets.size() == 1);
  CHECK_FALSE(report.budgets[0].exceeded);
  CHECK(report.budgets[0].at_risk);
  REQUIRE(report.over_per_asset.size() == 1);
  CHECK(report.over_per_asset[0].record.id == "a");
  CHECK(report.budget_exceeded());
}

TEST_CASE("a request that is sent several times costs as much") {
  auto result = priced("a", "", "1", "1", "1");
  result.requests = Range::exactly(number("4.5"));
  Range cost;
  REQUIRE(record_cost(result, cost));
  CHECK(cost == Range::exactly(number("4.5")));
}

TEST_CASE("each input is held to its own budget") {
  ReportBuilder builder{run()};
  ManifestHeader header;
  header.budget.total = Money{number("1"), "USD"};
  builder.begin_input("one.yaml", header);
  builder.add(priced("a", "", "2", "2", "2"));
  builder.begin_input("two.yaml", header);
  builder.add(priced("b", "", "1", "1", "1"));
  const auto report = std::move(builder).finish();
  REQUIRE(report.budgets.size() == 2);
  CHECK(report.budgets[0].scope == "one.yaml: total");
  CHECK(report.budgets[0].exceeded);
  CHECK_FALSE(report.budgets[1].exceeded);
}

TEST_CASE("the ten dearest of each currency are kept, in order") {
  ReportBuilder builder{run()};
  for (int i = 1; i <= 30; ++i) {
    const auto cost = std::to_string(i * 7 % 31);
    builder.add(priced("r" + cost, "", cost.c_str(), cost.c_str(), cost.c_str()));
  }
  const auto report = std::move(builder).finish();
  REQUIRE(report.dearest.size() == 10);
  CHECK(report.dearest.front().id == "r30");
  CHECK(report.dearest.back().id == "r21");
}

TEST_CASE("a sum that does not fit is said to be too large") {
  ReportBuilder builder{run()};
  const auto most = "9223372036854775807";
  builder.add(priced("a", "", most, most, most));
  builder.add(priced("b", "", most, most, most));
  const auto report = std::move(builder).finish();
  CHECK(report.totals.sums.at("USD").too_large);
}

TEST_CASE("the report as text and as JSON") {
  const auto report = sample();
  tests::check_golden("report/report.txt", to_text(report));
  tests::check_golden("report/report.json", to_json(report));
}
