#include <doctest/doctest.h>

#include "support/tiny_catalog.hpp"
#include "tariff/check.hpp"

namespace {

using namespace tariff;
using namespace tariff::test;

// The cases that did not pass.
auto failures(const catalog::CatalogData& data) -> std::vector<TestCase> {
  std::vector<TestCase> failed;
  for (const auto& test : test_catalog(to_catalog(data)).cases) {
    if (!test.passed) failed.push_back(test);
  }
  return failed;
}

}  // namespace

TEST_CASE("examples and rows that hold pass") {
  const auto report = test_catalog(to_catalog(tiny_catalog()));
  REQUIRE(report.cases.size() == 4);
  CHECK(report.passed());
  for (const auto& test : report.cases) {
    CAPTURE(test.name);
    CAPTURE(test.expected);
    CHECK(test.got == "");
  }
  CHECK(report.cases[0].offer == "acme/painter-1/generate");
  CHECK(report.cases[0].name == "plain");
  CHECK(report.cases[0].line == 40);
  CHECK(report.cases[2].name == R"(price table: {"prompt":"a","quality":"low"})");
}

TEST_CASE("examples that do not hold say what was expected and what came") {
  auto data = tiny_catalog();
  auto& offer = data.offers[0];
  std::string expected;
  std::string got;
  SUBCASE("accepted, but refused") {
    offer.examples[0].params.set("size", Value::text("1000x1024"));
    expected = "errors: none";
    got = "errors: ACME-SIZE-16";
  }
  SUBCASE("rejected, but accepted") {
    offer.examples[1].params.set("size", Value::text("1024x1024"));
    expected = "errors: ACME-SIZE-16; accepted: no; provider message: bad size";
    got = "errors: none; accepted: yes; provider message: ";
  }
  SUBCASE("another code") {
    offer.examples[1].codes = {"ACME-SIZE-8"};
    expected = "errors: ACME-SIZE-8";
    got = "errors: ACME-SIZE-16";
  }
  SUBCASE("a code too many") {
    offer.examples[1].codes = {"ACME-SIZE-8", "ACME-SIZE-16"};
    expected = "errors: ACME-SIZE-16, ACME-SIZE-8";
    got = "errors: ACME-SIZE-16";
  }
  SUBCASE("another message") {
    offer.examples[1].provider_message = "size is bad";
    expected = "provider message: size is bad";
    got = "provider message: bad size";
  }
  SUBCASE("a warning that does not come") {
    offer.examples[0].warns = {"ACME-BETA"};
    expected = "warnings: ACME-BETA";
    got = "warnings: none";
  }
  SUBCASE("a price that is not ours") {
    offer.published[1].is = tariff::Range::exactly(fraction(5, 100));
    expected = "total: 0.05";
    got = "total: 0.04";
  }
  SUBCASE("a meter that does not run") {
    offer.published[1].of = "steps";
    expected = "steps: 0.04";
    got = "steps: no meter 'steps'";
  }
  SUBCASE("a row that is called broken and is not") {
    offer.published[1].broken = {"ACME-SIZE-16"};
    expected = "errors: ACME-SIZE-16";
    got = "errors: none";
  }
  SUBCASE("a row that is broken and not called so") {
    offer.published[1].params.set("size", Value::text("1000x1024"));
    expected = "errors: none";
    got = "errors: ACME-SIZE-16";
  }
  const auto failed = failures(data);
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].expected == expected);
  CHECK(failed[0].got == got);
}

TEST_CASE("a page's rounding is applied to our amount") {
  auto data = tiny_catalog();
  auto& row = data.offers[0].published[1];
  row.of = "images";
  row.is = tariff::Range::exactly(fraction(1, 10));
  row.step = fraction(1, 10);
  row.rounded = true;
  row.direction = Rounding::up;
  CHECK(failures(data).empty());
  row.direction = Rounding::down;
  CHECK(failures(data).size() == 1);
}

TEST_CASE("a broken row that is declared passes") {
  auto data = tiny_catalog();
  auto& row = data.offers[0].published[1];
  row.params.set("size", Value::text("1000x1024"));
  row.broken = {"ACME-SIZE-16"};
  CHECK(failures(data).empty());
}

TEST_CASE("examples are tried on the day the newest source was read, or on their own") {
  auto data = tiny_catalog();
  auto& offer = data.offers[0];
  offer.rules[0].period.from = day("2026-06-01");
  CHECK(failures(data).empty());
  offer.examples[1].as_of = day("2026-05-31");
  CHECK(failures(data).size() == 1);
}
