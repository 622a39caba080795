// The lines that machines read: shapes, exactness, and that they are always JSON.
#include <doctest/doctest.h>

#include "tariff/report.hpp"

namespace {

using namespace tariff;

auto number(const char* text) -> Rational {
  Rational value;
  REQUIRE(Rational::parse(text, value));
  return value;
}

auto exact(const char* text) -> Range {
  return Range::exactly(number(text));
}

auto sample() -> RecordResult {
  RecordResult result;
  result.id = "r1";
  result.verdict.offer = "acme/painter-1/generate";
  result.verdict.accepted = true;
  auto& quote = result.verdict.quote;
  quote.kind = CostKind::exact;
  quote.currency = "USD";
  quote.total = exact("0.00441");
  quote.meters.push_back({"image_output_tokens", exact("147"), exact("0.00441"), ""});
  quote.sources = {"https://example.com/prices"};
  return result;
}

}  // namespace

TEST_CASE("an accepted record is one line with all keys") {
  CHECK(to_json_line(sample()) ==
        R"({"id":"r1","offer":"acme/painter-1/generate","accepted":true,"diagnostics":[],)"
        R"("cost":{"currency":"USD","kind":"exact","low":"0.00441","expected":"0.00441",)"
        R"("high":"0.00441","meters":[{"name":"image_output_tokens","quantity":"147",)"
        R"("amount":"0.00441"}],"sources":["https://example.com/prices"]}})"
        "\n");
}

TEST_CASE("a quantity that is a range is an object") {
  auto result = sample();
  auto& quote = result.verdict.quote;
  quote.kind = CostKind::bounded;
  quote.meters[0].quantity = {number("1"), number("2"), number("3.5")};
  CHECK(to_json_line(result).find(R"("quantity":{"low":"1","expected":"2","high":"3.5"})") !=
        std::string::npos);
}

TEST_CASE("an unknown cost has a reason and no number") {
  auto result = sample();
  result.verdict.quote = {};
  result.verdict.quote.reason = "no row for this size";
  const auto line = to_json_line(result);
  CHECK(line.find(R"("cost":{"kind":"unknown","reason":"no row for this size"})") !=
        std::string::npos);
  CHECK(line.find("low") == std::string::npos);
}

TEST_CASE("a finding says its fix, and leaves out what is not known") {
  auto result = sample();
  Diagnostic finding;
  finding.code = "ACME-SIZE-016";
  finding.path = "params.size";
  finding.message = "edges must be multiples of 16";
  Fix fix;
  fix.params = Value::object();
  fix.params.set("size", Value::text("1792x944"));
  fix.safe = true;
  finding.fix = fix;
  result.verdict.diagnostics.push_back(finding);
  result.verdict.accepted = false;
  CHECK(to_json_line(result).find(
            R"("diagnostics":[{"code":"ACME-SIZE-016","severity":"error","path":"params.size",)"
            R"("message":"edges must be multiples of 16","fix":{"params":{"size":"1792x944"},)"
            R"("safe":true}}])") != std::string::npos);
}

TEST_CASE("a record that could not be read is an error line with its place") {
  RecordResult result;
  Diagnostic why;
  why.code = "INPUT-SYNTAX";
  why.message = "expected a value";
  why.location = {"in.jsonl", 3, 7, 20, 1};
  result.problem = RecordProblem{{why}, true};
  CHECK(to_json_line(result) ==
        R"({"id":null,"error":{"code":"INPUT-SYNTAX","message":"expected a value",)"
        R"("file":"in.jsonl","line":3,"column":7}})"
        "\n");
}

TEST_CASE("any bytes give JSON") {
  auto result = sample();
  result.id = std::string{"\xff\"\\\n\x01\xc3\xa9\x7f\0", 9};
  Value parsed;
  JsonError error;
  const auto line = to_json_line(result);
  REQUIRE(parse_json(line, parsed, error));
  CHECK(parsed.find("id")->as_text() == std::string{"\xEF\xBF\xBD\"\\\n\x01\xc3\xa9\x7f\0", 11});
}

TEST_CASE("a number without a finite decimal is marked as rounded") {
  auto result = sample();
  result.verdict.quote.total = exact("1/3");
  CHECK(to_json_line(result).find(R"("rounded":true)") != std::string::npos);
}
