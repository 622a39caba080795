#include "plan/units.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace {

using tariff::Rational;
using tariff::planning::CommonUnit;

constexpr std::int64_t limit = std::int64_t{1} << 62;

auto part(std::int64_t numerator, std::int64_t denominator) -> Rational {
  Rational out;
  REQUIRE(Rational::make(numerator, denominator, out));
  return out;
}

auto unit_of(const std::vector<Rational>& amounts) -> CommonUnit {
  CommonUnit unit;
  for (const auto amount : amounts) {
    unit.show(amount);
    unit.show_most(amount);
  }
  unit.settle();
  return unit;
}

auto up(const CommonUnit& unit, Rational amount) -> std::int64_t {
  std::int64_t out = 0;
  REQUIRE(unit.to_units(amount, out));
  return out;
}

auto down(const CommonUnit& unit, Rational amount) -> std::int64_t {
  std::int64_t out = 0;
  REQUIRE(unit.to_units_down(amount, out));
  return out;
}

}  // namespace

TEST_CASE("amounts are whole numbers of their common unit, and come back as they were") {
  const std::vector<Rational> amounts{part(1, 6), part(3, 4), part(-7, 10), Rational{2},
                                      Rational{}};
  const auto unit = unit_of(amounts);
  CHECK(unit.is_exact());
  CHECK(unit.units_in_one() == 60);
  CHECK(up(unit, part(1, 6)) == 10);
  CHECK(up(unit, part(-7, 10)) == -42);
  for (const auto amount : amounts) {
    CHECK(up(unit, amount) == down(unit, amount));
    Rational back;
    REQUIRE(unit.to_amount(up(unit, amount), back));
    CHECK(back == amount);
  }
}

TEST_CASE("without amounts, or with whole ones, the unit is 1") {
  CHECK(unit_of({}).units_in_one() == 1);
  CHECK(unit_of({}).is_exact());
  CHECK(unit_of({Rational{7}, Rational{}}).units_in_one() == 1);
}

TEST_CASE("an amount that was not shown is rounded up, or down where a limit is meant") {
  const auto unit = unit_of({part(1, 10)});
  CHECK(up(unit, part(1, 3)) == 4);
  CHECK(down(unit, part(1, 3)) == 3);
  CHECK(up(unit, part(-1, 3)) == -3);
  CHECK(down(unit, part(-1, 3)) == -4);
}

TEST_CASE("denominators whose multiple is too large give way to a power of ten") {
  const auto amounts =
      std::vector<Rational>{part(1, 999'999'937), part(1, 999'999'893), part(1, 999'999'883)};
  const auto unit = unit_of(amounts);
  CHECK(!unit.is_exact());
  CHECK(unit.units_in_one() == 1'000'000'000'000'000'000);
  CHECK(up(unit, part(1, 3)) == 333'333'333'333'333'334);
  CHECK(down(unit, part(1, 3)) == 333'333'333'333'333'333);
  // Nothing is rounded to less than it is.
  for (const auto amount : amounts) {
    Rational back;
    REQUIRE(unit.to_amount(up(unit, amount), back));
    CHECK(back >= amount);
  }
}

TEST_CASE("the unit is as fine as the sum of the largest amounts allows") {
  // The sum, rounded up, is 2^60 + 1; three halves of it fit 62 bits.
  const auto large = Rational{limit / 4};
  CommonUnit exact;
  exact.show(part(1, 3));
  exact.show_most(large);
  exact.settle();
  CHECK(exact.is_exact());
  CHECK(exact.units_in_one() == 3);

  CommonUnit rounded;
  rounded.show(part(1, 5));
  rounded.show_most(large);
  rounded.settle();
  CHECK(!rounded.is_exact());
  CHECK(rounded.units_in_one() == 1);
  CHECK(up(rounded, part(1, 5)) == 1);
  CHECK(down(rounded, part(9, 5)) == 1);
}

TEST_CASE("a common multiple of 2^62 is too large, one below is not") {
  CommonUnit just_below;
  just_below.show(part(1, limit - 1));
  just_below.settle();
  CHECK(just_below.is_exact());
  CHECK(just_below.units_in_one() == limit - 1);
  CommonUnit at_limit;
  at_limit.show(part(1, limit));
  at_limit.settle();
  CHECK(!at_limit.is_exact());
}

TEST_CASE("sums of many amounts stay below 2^62 units") {
  CommonUnit unit;
  constexpr int count = 1000;
  const auto amount = part(123'456'789'012'345, 1'000'003);
  for (int i = 0; i < count; ++i) {
    unit.show(amount);
    unit.show(part(1, 999'999'999'989));
    unit.show_most(amount);
  }
  unit.settle();
  CHECK(!unit.is_exact());
  CHECK(up(unit, amount) < limit / count);
  CHECK(up(unit, amount) >= limit / count / 11);  // and the unit is no coarser than it must be
}

TEST_CASE("amounts that do not fit are said not to") {
  const auto unit = unit_of({part(1, 1000)});
  std::int64_t out = 0;
  CHECK(!unit.to_units(Rational{std::numeric_limits<std::int64_t>::max()}, out));
  CHECK(!unit.to_units_down(Rational{std::numeric_limits<std::int64_t>::max()}, out));
  CHECK(unit.to_units(Rational{std::numeric_limits<std::int64_t>::max() / 1000}, out));
}
