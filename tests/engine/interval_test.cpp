#include "engine/interval.hpp"

#include <doctest/doctest.h>

#include <array>

namespace {

using tariff::Range;
using tariff::Rational;
namespace engine = tariff::engine;

auto fraction(std::int64_t numerator, std::int64_t denominator) -> Rational {
  Rational out;
  REQUIRE(Rational::make(numerator, denominator, out));
  return out;
}

auto halves(int low, int expected, int high) -> Range {
  return {fraction(low, 2), fraction(expected, 2), fraction(high, 2)};
}

using Binary = bool (*)(const Range&, const Range&, Range&) noexcept;

// Every pair of halves inside the operands must give a result inside the range, and the expected
// values must give the expected result.
void check_inclusion(Binary operation, bool whole_numbers) {
  const int step = whole_numbers ? 2 : 1;
  for (int a = -6; a <= 6; a += 2) {
    for (int b = a; b <= 6; b += 2) {
      for (int c = -6; c <= 6; c += 2) {
        for (int d = c; d <= 6; d += 2) {
          Range out;
          if (!operation(halves(a, a, b), halves(c, d, d), out)) continue;
          REQUIRE(out.low <= out.expected);
          REQUIRE(out.expected <= out.high);
          for (int x = a; x <= b; x += step) {
            for (int y = c; y <= d; y += step) {
              Range point;
              REQUIRE(operation(halves(x, x, x), halves(y, y, y), point));
              REQUIRE(point.is_exact());
              REQUIRE(out.low <= point.low);
              REQUIRE(point.low <= out.high);
            }
          }
        }
      }
    }
  }
}

}  // namespace

TEST_CASE("binary operations hold every result of their operands") {
  check_inclusion(engine::add, false);
  check_inclusion(engine::subtract, false);
  check_inclusion(engine::multiply, false);
  check_inclusion(engine::divide, false);
  check_inclusion(engine::integer_divide, true);
  check_inclusion(engine::modulo, true);
  check_inclusion(engine::gcd, true);
}

TEST_CASE("division by a range that holds zero is undefined") {
  Range out;
  CHECK_FALSE(engine::divide(halves(2, 2, 2), halves(-2, 2, 2), out));
  CHECK_FALSE(engine::modulo(halves(2, 2, 2), halves(0, 0, 0), out));
}

TEST_CASE("the remainder of a range that crosses no multiple stays tight") {
  Range out;
  const Range eighteen_to_twenty{Rational{18}, Rational{19}, Rational{20}};
  REQUIRE(engine::modulo(eighteen_to_twenty, Range::exactly(Rational{16}), out));
  CHECK(out.low == Rational{2});
  CHECK(out.high == Rational{4});
}

TEST_CASE("absolute value of a range across zero starts at zero") {
  Range out;
  REQUIRE(engine::absolute(halves(-6, -2, 4), out));
  CHECK(out.low == Rational{0});
  CHECK(out.expected == Rational{1});
  CHECK(out.high == Rational{3});
}

TEST_CASE("integer square root is the floor of the root") {
  for (std::int64_t n = 0; n < 2000; ++n) {
    Range out;
    REQUIRE(engine::isqrt(Range::exactly(Rational{n}), out));
    const std::int64_t root = out.low.numerator();
    CHECK(root * root <= n);
    CHECK((root + 1) * (root + 1) > n);
  }
  Range out;
  REQUIRE(engine::isqrt(Range::exactly(Rational{INT64_MAX}), out));
  CHECK(out.low == Rational{3'037'000'499});
  CHECK_FALSE(engine::isqrt(Range::exactly(Rational{-1}), out));
}

TEST_CASE("overflow is reported, never wrapped") {
  Range out;
  const Range largest = Range::exactly(Rational{INT64_MAX});
  CHECK_FALSE(engine::add(largest, largest, out));
  CHECK_FALSE(engine::multiply(largest, largest, out));
  CHECK_FALSE(engine::negate(Range::exactly(Rational{INT64_MIN}), out));
}
