// States for the tests of comparisons, put together by hand.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tariff/diff.hpp"

namespace tariff::tests {

inline auto number(const char* text) -> Rational {
  Rational value;
  REQUIRE(Rational::parse(text, value));
  return value;
}

inline auto range(const char* low, const char* expected, const char* high) -> Range {
  return {number(low), number(expected), number(high)};
}

inline auto priced(std::string id, const Range& cost, std::string group = {},
                   std::string currency = "USD") -> RecordResult {
  RecordResult result;
  result.id = std::move(id);
  result.group = std::move(group);
  result.verdict.offer = "acme/painter-1/generate";
  result.verdict.accepted = true;
  auto& quote = result.verdict.quote;
  quote.currency = std::move(currency);
  quote.total = cost;
  quote.kind = cost.is_exact() ? CostKind::exact : CostKind::bounded;
  return result;
}

inline auto priced(std::string id, const char* cost, std::string group = {}) -> RecordResult {
  return priced(std::move(id), Range::exactly(number(cost)), std::move(group));
}

inline auto unknown(std::string id) -> RecordResult {
  auto result = priced(std::move(id), "0");
  result.verdict.quote = {};
  result.verdict.quote.reason = "no row for this size";
  return result;
}

inline auto refused(std::string id) -> RecordResult {
  auto result = priced(std::move(id), "9");
  result.verdict.accepted = false;
  return result;
}

inline auto says(const char* path, const char* text) -> Setting {
  return {path, Value::text(text)};
}

inline auto finding(const char* code, Severity severity, const char* file, const char* asset,
                    const char* fingerprint) -> Finding {
  Finding out;
  out.diagnostic.code = code;
  out.diagnostic.severity = severity;
  out.diagnostic.message = "something is wrong with it";
  out.diagnostic.path = "params.size";
  out.diagnostic.location = {file, 7, 11, 90, 4};
  out.assets = {{asset, out.diagnostic.location}};
  out.asset_count = 1;
  out.fingerprint = fingerprint;
  return out;
}

inline auto side(const char* name, std::int32_t days) -> StateBuilder {
  return StateBuilder{{"0123456789abcdef", Date{days}}, name};
}

// A change with something of everything.
inline auto sample() -> ManifestDiff {
  ManifestHeader header;
  header.budget.total = Money{number("2"), "USD"};
  auto base = side("main", 20'700);
  base.begin_file("art/images.yaml", header);
  base.add({says("params.quality", "low")}, priced("hero", range("0.40", "0.60", "0.70"), "hero"));
  base.add({}, priced("same", "0.10", "icons"));
  base.add({}, priced("dearer", "0.10", "icons"));
  base.add({}, priced("gone", range("2", "2", "2"), "icons", "EUR"));
  base.add({}, unknown("odd"));
  base.add_finding(finding("ACME-SIZE-016", Severity::error, "art/images.yaml", "gone", "aa"));
  base.add_finding(finding("ACME-OLD", Severity::warning, "art/images.yaml", "same", "bb"));
  auto head = side("working tree", 20'778);
  head.begin_file("art/images.yaml", header);
  head.add({says("params.quality", "high")}, priced("hero", range("1.20", "1.80", "2"), "hero"));
  head.add({}, priced("same", "0.10", "icons"));
  head.add({}, priced("dearer", "0.12", "icons"));
  head.add({}, priced("new|one", range("0.05", "0.05", "0.05"), "icons"));
  head.add({}, refused("odd"));
  head.add_finding(finding("ACME-OLD", Severity::warning, "art/images.yaml", "same", "bb"));
  head.add_finding(finding("ACME-SIZE-020", Severity::error, "art/images.yaml", "odd", "cc"));
  return compare_states(std::move(base).finish(), std::move(head).finish());
}

}  // namespace tariff::tests
