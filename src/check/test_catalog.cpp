// Examples and published rows, tried.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "check/requests.hpp"
#include "tariff/check.hpp"
#include "tariff/evaluate.hpp"

namespace tariff {
namespace check {
namespace {

using catalog::Example;
using catalog::Offer;
using catalog::PublishedRow;
using Codes = std::vector<std::string>;

auto sorted(Codes codes) -> Codes {
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

auto codes_of(const Verdict& verdict, Severity severity) -> Codes {
  Codes codes;
  for (const auto& finding : verdict.diagnostics) {
    if (finding.severity == severity) codes.push_back(finding.code);
  }
  return sorted(std::move(codes));
}

auto join(const Codes& codes) -> std::string {
  return codes.empty() ? "none" : fmt::format("{}", fmt::join(codes, ", "));
}

// Collects what should have been and what was.
class Comparison {
 public:
  explicit Comparison(TestCase& test) : test_(test) { test_.passed = true; }

  void codes(const char* what, const Codes& expected, const Codes& got) {
    text(what, join(sorted(expected)), join(got));
  }
  void text(const char* what, const std::string& expected, const std::string& got) {
    if (expected == got) return;
    test_.passed = false;
    append(test_.expected, what, expected);
    append(test_.got, what, got);
  }

 private:
  static void append(std::string& out, const char* what, const std::string& text) {
    if (!out.empty()) out += "; ";
    out += fmt::format("{}: {}", what, text);
  }

  TestCase& test_;
};

auto first_provider_message(const Verdict& verdict) -> std::string {
  for (const auto& finding : verdict.diagnostics) {
    if (finding.severity == Severity::error) return finding.provider_message;
  }
  return {};
}

auto run_example(const Catalog& catalog, const Offer& offer, const Example& example, Date day)
    -> TestCase {
  TestCase test{offer.name(), example.name, example.file, example.line, false, {}, {}};
  const auto verdict = evaluate(catalog, to_request(offer, example), day, {false});
  Comparison compare(test);
  compare.codes("errors", example.accepted ? Codes{} : example.codes,
                codes_of(verdict, Severity::error));
  // One that lists no code would otherwise pass by being accepted.
  if (!example.accepted) compare.text("accepted", "no", verdict.accepted ? "yes" : "no");
  if (example.warns) {
    compare.codes("warnings", *example.warns, codes_of(verdict, Severity::warning));
  }
  if (!example.provider_message.empty()) {
    compare.text("provider message", example.provider_message, first_provider_message(verdict));
  }
  return test;
}

auto rounded(const PublishedRow& row, Rational amount, Rational& out) -> bool {
  out = amount;
  return !row.rounded || round_to(amount, row.step, row.direction, out);
}

auto meter_of(const Quote& quote, const std::string& name) -> const Meter* {
  for (const auto& meter : quote.meters) {
    if (meter.name == name) return &meter;
  }
  return nullptr;
}

// Exact: a decimal where there is one.
auto number_text(Rational number) -> std::string {
  return number.is_terminating() ? number.to_decimal() : number.to_fraction();
}

auto range_text(const Range& range) -> std::string {
  if (range.is_exact()) return number_text(range.low);
  return fmt::format("{} to {}, expected {}", number_text(range.low), number_text(range.high),
                     number_text(range.expected));
}

// What our quote says where the page has its number, in words.
auto price_text(const PublishedRow& row, const Quote& quote) -> std::string {
  if (quote.kind == CostKind::unknown) return fmt::format("unknown ({})", quote.reason);
  const Meter* meter = nullptr;
  if (row.of != "total") {
    meter = meter_of(quote, row.of);
    if (meter == nullptr) return fmt::format("no meter '{}'", row.of);
  }
  const Range amount = meter != nullptr ? meter->amount : quote.total;
  Range print;
  if (!rounded(row, amount.low, print.low) || !rounded(row, amount.high, print.high) ||
      !rounded(row, amount.expected, print.expected)) {
    return "a number that cannot be rounded";
  }
  // Where a page prints one number, a total is one number; of a meter it prints the likeliest.
  const bool likeliest = row.is.is_exact() && meter != nullptr;
  return likeliest ? number_text(print.expected) : range_text(print);
}

auto run_row(const Catalog& catalog, const Offer& offer, const PublishedRow& row, Date day)
    -> TestCase {
  TestCase test{offer.name(),
                fmt::format("{}: {}", row.table, row.params.to_json()),
                row.file,
                row.line,
                false,
                {},
                {}};
  const auto verdict = evaluate(catalog, to_request(offer, row), day, {false});
  Comparison compare(test);
  compare.codes("errors", row.broken, codes_of(verdict, Severity::error));
  // A broken row has a price to hold only where a refused request can be priced at all.
  if (row.broken.empty() || verdict.quote.kind != CostKind::unknown) {
    compare.text(row.of.c_str(), range_text(row.is), price_text(row, verdict.quote));
  }
  return test;
}

}  // namespace
}  // namespace check

inline namespace v0 {

auto test_catalog(const Catalog& catalog) -> TestReport {
  TestReport report;
  for (const auto& offer : catalog.data().offers) {
    const auto day = check::default_day(catalog.data(), offer);
    for (const auto& example : offer.examples) {
      report.cases.push_back(check::run_example(catalog, offer, example, day));
    }
    for (const auto& row : offer.published) {
      report.cases.push_back(check::run_row(catalog, offer, row, day));
    }
  }
  return report;
}

}  // namespace v0
}  // namespace tariff
