#include "tariff/date.hpp"

#include <doctest/doctest.h>

#include <string>

using tariff::Date;

TEST_CASE("every day of four digit years survives a round trip, in order") {
  Date first;
  Date last;
  REQUIRE(Date::parse("0000-01-01", first));
  REQUIRE(Date::parse("9999-12-31", last));
  std::string previous;
  for (auto day = first; day <= last; ++day.days) {
    const auto text = day.to_string();
    Date back;
    if (text <= previous || !Date::parse(text, back) || back != day) FAIL(text);
    previous = text;
  }
  // 400 years have 146,097 days.
  CHECK(last.days - first.days + 1 == 25 * 146'097);
}

TEST_CASE("known days") {
  Date day;
  REQUIRE(Date::parse("1970-01-01", day));
  CHECK(day.days == 0);
  REQUIRE(Date::parse("2000-02-29", day));
  CHECK(day.days == 11'016);
  REQUIRE(Date::parse("2026-11-21", day));
  CHECK(day.days == 20'778);
  CHECK(Date::distant_past().to_string() == "-5877641-06-23");
  CHECK(Date::distant_future().to_string() == "5881580-07-11");
}

TEST_CASE("days that do not exist and other spellings are refused") {
  Date day{7};
  for (const auto* bad :
       {"", "2026-11-31", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
        "2026-1-1", "2026/01/01", "26-01-01", "2026-01-01 ", " 2026-01-01", "2026-01-1a",
        "+026-01-01", "2026-01-01T00:00:00Z", "-001-01-01"}) {
    CHECK_MESSAGE(!Date::parse(bad, day), bad);
  }
  CHECK(day.days == 7);
}

TEST_CASE("a period includes its first day and not its last") {
  const tariff::Period period{{10}, {12}};
  CHECK_FALSE(period.contains({9}));
  CHECK(period.contains({10}));
  CHECK(period.contains({11}));
  CHECK_FALSE(period.contains({12}));
}
