#include "lint/finding_store.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace tariff;
using lint::read_findings;
using lint::write_findings;

namespace {

auto sample() -> std::vector<Finding> {
  Rational third;
  REQUIRE(Rational::make(1, 3, third));
  Fix fix;
  fix.params = Value::object();
  fix.params.set("size", Value::text("1024x1024"));
  fix.params.set("scale", Value::integer(2).mark_decimal());
  fix.params.set("huge", Value::huge_number("1e400"));
  fix.params.set("list", Value::array({Value{}, Value::boolean(true), Value::number(third)}));
  fix.remove = {"quality"};
  fix.envelope = "image";
  fix.cost_after = Range::exactly(third);

  Finding full;
  full.diagnostic = {.code = "ACME-SIZE-016",
                     .severity = Severity::warning,
                     .path = "params.size",
                     .message = "not a multiple of 16",
                     .provider_message = "Invalid size",
                     .because = "1080 mod 16 is 8",
                     .source = "https://example.org",
                     .fix = fix,
                     .location = {"a.yaml", 3, 5, 40, 9}};
  full.currency = "USD";
  full.assets = {{"fox", {"a.yaml", 4, 5, 60, 3}}, {"", {}}};
  full.asset_count = 2;
  full.related = {{{"a.yaml", 1, 1, 0, 1}, "the first one"}};
  full.change = Change{.title = "set size", .safe = true, .edits = {{40, 9, "1024x1024"}}};
  full.suppression = {Suppression::By::comment, "known", {"a.yaml", 2, 1, 20, 4}};
  full.fingerprint = "0123456789abcdef";
  full.unreadable = true;
  full.of_records = true;
  return {full, Finding{}};
}

}  // namespace

TEST_CASE("findings come back as they were") {
  const auto findings = sample();
  const auto bytes = write_findings(findings);
  std::vector<Finding> again;
  REQUIRE(read_findings(bytes, again));
  REQUIRE(again.size() == 2);
  const auto& a = findings[0];
  const auto& b = again[0];
  CHECK(b.diagnostic.code == a.diagnostic.code);
  CHECK(b.diagnostic.severity == a.diagnostic.severity);
  CHECK(b.diagnostic.because == a.diagnostic.because);
  CHECK(b.diagnostic.location == a.diagnostic.location);
  REQUIRE(b.diagnostic.fix.has_value());
  CHECK(b.diagnostic.fix->params == a.diagnostic.fix->params);
  CHECK(b.diagnostic.fix->params.find("scale")->written_as_decimal());
  CHECK(b.diagnostic.fix->params.find("huge")->as_text() == "1e400");
  CHECK(b.diagnostic.fix->remove == a.diagnostic.fix->remove);
  CHECK(b.diagnostic.fix->envelope == "image");
  CHECK_FALSE(b.diagnostic.fix->cost_before.has_value());
  CHECK(b.diagnostic.fix->cost_after == a.diagnostic.fix->cost_after);
  CHECK(b.assets == a.assets);
  CHECK(b.asset_count == 2);
  CHECK(b.related == a.related);
  CHECK(b.change == a.change);
  CHECK(b.suppression == a.suppression);
  CHECK(b.fingerprint == a.fingerprint);
  CHECK(b.unreadable);
  CHECK(b.of_records);
  CHECK_FALSE(again[1].unreadable);
  CHECK(write_findings(again) == bytes);
}

TEST_CASE("bytes that are no findings are refused") {
  const auto bytes = write_findings(sample());
  std::vector<Finding> out;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_FALSE(read_findings(std::string_view{bytes}.substr(0, size), out));
  }
  CHECK_FALSE(read_findings(bytes + '\0', out));
  CHECK_FALSE(read_findings("\xFF\xFF\xFF\xFF", out));
  std::mt19937 random{3};  // NOLINT: the same run every time
  for (int round = 0; round < 20'000; ++round) {
    auto damaged = bytes;
    damaged[random() % damaged.size()] = static_cast<char>(random());
    if (read_findings(damaged, out)) CHECK(write_findings(out).size() == damaged.size());
  }
}
