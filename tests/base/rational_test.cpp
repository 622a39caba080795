// Exact arithmetic against 128-bit integers, and round_binary64 against the machine's division.
#include "tariff/rational.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "base/int128.hpp"

using tariff::Rational;
using tariff::Rounding;
using tariff::base::fits_int64;
using tariff::base::Int128;

namespace {

constexpr auto least = std::numeric_limits<std::int64_t>::min();
constexpr auto most = std::numeric_limits<std::int64_t>::max();

auto fraction(std::int64_t over, std::int64_t under) -> Rational {
  Rational out;
  REQUIRE(Rational::make(over, under, out));
  return out;
}

auto parsed(const char* text) -> Rational {
  Rational out;
  REQUIRE_MESSAGE(Rational::parse(text, out), text);
  return out;
}

// The oracle: lowest terms by Euclid, slowly. False when a part does not fit.
auto reduce(Int128 over, Int128 under, Rational& out) -> bool {
  if (under == 0) return false;
  if (under < 0) {
    over = -over;
    under = -under;
  }
  Int128 a = over < 0 ? -over : over;
  Int128 b = under;
  while (b != 0) {
    const auto rest = a % b;
    a = b;
    b = rest;
  }
  over /= a;
  under /= a;
  if (!fits_int64(over) || !fits_int64(under)) return false;
  out = fraction(static_cast<std::int64_t>(over), static_cast<std::int64_t>(under));
  return true;
}

// Small numbers, large ones, and the edges.
auto sample(std::mt19937_64& random) -> Rational {
  const auto part = [&]() -> std::int64_t {
    switch (random() % 4) {
      case 0: return static_cast<std::int64_t>(random() % 41) - 20;
      case 1: return static_cast<std::int64_t>(random() >> (random() % 64));
      case 2: return most - static_cast<std::int64_t>(random() % 3);
      default: return least + static_cast<std::int64_t>(random() % 3);
    }
  };
  for (;;) {
    Rational out;
    if (Rational::make(part(), part(), out)) return out;
  }
}

}  // namespace

TEST_CASE("a fraction is kept in lowest terms with a positive denominator") {
  CHECK(fraction(6, -4).to_fraction() == "-3/2");
  CHECK(fraction(0, -5).to_fraction() == "0");
  CHECK(fraction(least, least).to_fraction() == "1");
  CHECK(fraction(least, 2).to_fraction() == "-4611686018427387904");
  Rational out{7};
  CHECK_FALSE(Rational::make(1, 0, out));
  CHECK_FALSE(Rational::make(1, least, out));
  CHECK_FALSE(Rational::make(least, -1, out));
  CHECK(out == Rational{7});
}

TEST_CASE("numbers are read exactly or not at all") {
  CHECK(parsed("12") == Rational{12});
  CHECK(parsed("-0.053") == fraction(-53, 1000));
  CHECK(parsed("1_000_000") == Rational{1'000'000});
  CHECK(parsed("1/750") == fraction(1, 750));
  CHECK(parsed("-4/6") == fraction(-2, 3));
  CHECK(parsed("0.50000000000000000000000000000000000000000") == fraction(1, 2));
  CHECK(parsed("9223372036854775807") == Rational{most});
  CHECK(parsed("-9223372036854775808") == Rational{least});
  CHECK(parsed("00.5") == fraction(1, 2));
  Rational out{7};
  for (const auto* bad : {"",
                          "-",
                          "+1",
                          " 1",
                          "1 ",
                          "1e3",
                          ".5",
                          "5.",
                          "1__0",
                          "_1",
                          "1_",
                          "1/0",
                          "1/-2",
                          "1.5/2",
                          "1/2/3",
                          "--1",
                          "0x10",
                          "9223372036854775808",
                          "-9223372036854775809",
                          "1.2.3",
                          "1._5",
                          "0.00000000000000000001",
                          "123456789012345678901234567890123456789012345"}) {
    CHECK_MESSAGE(!Rational::parse(bad, out), bad);
  }
  CHECK(out == Rational{7});
}

TEST_CASE("decimals are exact where they end, else rounded half to even") {
  CHECK(parsed("0.00441").to_decimal() == "0.00441");
  CHECK(parsed("-1.50").to_decimal() == "-1.5");
  CHECK(parsed("1/4611686018427387904").to_decimal().size() == 64);
  CHECK(parsed("2/3").to_decimal(4) == "0.6667");
  CHECK(parsed("-2/3").to_decimal(0) == "-1");
  CHECK(parsed("2999/3000").to_decimal(3) == "1.000");
  CHECK(parsed("-1/3000").to_decimal(2) == "0.00");
  CHECK(Rational{least}.to_decimal() == "-9223372036854775808");
  CHECK(parsed("7/3").to_fraction() == "7/3");
  CHECK(parsed("1/8").is_terminating());
  CHECK_FALSE(parsed("1/12").is_terminating());
}

TEST_CASE("arithmetic agrees with 128-bit integers") {
  std::mt19937_64 random{1};
  for (int i = 0; i < 200'000; ++i) {
    const auto a = sample(random);
    const auto b = sample(random);
    const Int128 an = a.numerator();
    const Int128 ad = a.denominator();
    const Int128 bn = b.numerator();
    const Int128 bd = b.denominator();
    const Rational untouched = fraction(22, 7);
    const auto check = [&](bool fits, Rational expected, bool got, Rational value) {
      REQUIRE(got == fits);
      REQUIRE(value == (fits ? expected : untouched));
    };
    Rational expected;
    Rational value = untouched;
    bool fits = reduce(an * bd + bn * ad, ad * bd, expected);
    check(fits, expected, checked_add(a, b, value), value);
    value = untouched;
    fits = reduce(an * bd - bn * ad, ad * bd, expected);
    check(fits, expected, checked_sub(a, b, value), value);
    value = untouched;
    fits = reduce(an * bn, ad * bd, expected);
    check(fits, expected, checked_mul(a, b, value), value);
    value = untouched;
    fits = reduce(an * bd, ad * bn, expected);
    check(fits, expected, checked_div(a, b, value), value);
    REQUIRE((a < b) == (an * bd < bn * ad));
    REQUIRE((a == b) == (an * bd == bn * ad));

    const Int128 down = floor(a);
    REQUIRE(down * ad <= an);
    REQUIRE((down + 1) * ad > an);
    std::int64_t up = 0;
    REQUIRE(checked_ceil(a, up));
    REQUIRE(up - down == (a.is_integer() ? 0 : 1));
  }
}

TEST_CASE("rounding to a step") {
  struct Case {
    const char* value;
    const char* step;
    const char* up;
    const char* down;
    const char* half_up;
    const char* half_even;
  };
  for (const auto& c : std::vector<Case>{
           {"0.125", "0.01", "0.13", "0.12", "0.13", "0.12"},
           {"0.135", "0.01", "0.14", "0.13", "0.14", "0.14"},
           {"-0.125", "0.01", "-0.12", "-0.13", "-0.12", "-0.12"},
           {"0.12", "0.01", "0.12", "0.12", "0.12", "0.12"},
           {"1/3", "0.01", "0.34", "0.33", "0.33", "0.33"},
           {"7", "16", "16", "0", "0", "0"},
           {"8", "16", "16", "0", "16", "0"},
           {"24", "16", "32", "16", "32", "32"},
           {"5/7", "2/3", "4/3", "2/3", "2/3", "2/3"},
       }) {
    const auto rounded = [&](Rounding direction) {
      Rational out;
      REQUIRE(round_to(parsed(c.value), parsed(c.step), direction, out));
      return out;
    };
    CAPTURE(c.value);
    CHECK(rounded(Rounding::up) == parsed(c.up));
    CHECK(rounded(Rounding::down) == parsed(c.down));
    CHECK(rounded(Rounding::half_up) == parsed(c.half_up));
    CHECK(rounded(Rounding::half_even) == parsed(c.half_even));
  }
  Rational out{7};
  CHECK_FALSE(round_to(Rational{1}, Rational{0}, Rounding::up, out));
  CHECK_FALSE(round_to(Rational{1}, Rational{-1}, Rounding::up, out));
  CHECK_FALSE(round_to(Rational{most}, Rational{10}, Rounding::up, out));
  CHECK(out == Rational{7});
  CHECK(round_to(Rational{most}, fraction(1, most), Rounding::up, out));
  CHECK(out == Rational{most});
}

TEST_CASE("round_binary64 is the machine's correctly rounded division") {
  std::mt19937_64 random{2};
  int fitting = 0;
  for (int i = 0; i < 200'000; ++i) {
    // Both parts are exact doubles, so that one division rounds once.
    const auto over = static_cast<std::int64_t>(random() >> (11 + random() % 50));
    const auto under = 1 + static_cast<std::int64_t>(random() >> (11 + random() % 50));
    const double expected = static_cast<double>(over) / static_cast<double>(under);
    Rational out;
    if (!round_binary64(fraction(over, under), out)) {
      REQUIRE(expected < 0.002);
      continue;
    }
    ++fitting;
    // An exact result: numerator and denominator (a power of two) are doubles themselves.
    const double value =
        static_cast<double>(out.numerator()) / static_cast<double>(out.denominator());
    REQUIRE(value == expected);
    Rational negative;
    REQUIRE(round_binary64(fraction(-over, under), negative));
    REQUIRE(negative.numerator() == -out.numerator());
  }
  CHECK(fitting > 100'000);

  for (int i = 0; i < 100'000; ++i) {
    const auto whole = static_cast<std::int64_t>(random() >> (1 + random() % 12));
    Rational out;
    const bool fits = round_binary64(Rational{whole}, out);
    if (fits) REQUIRE(static_cast<double>(out.numerator()) == static_cast<double>(whole));
    if (!fits) REQUIRE(static_cast<double>(whole) == std::ldexp(1.0, 63));
  }
}

TEST_CASE("round_binary64 at its edges") {
  Rational out{7};
  CHECK_FALSE(round_binary64(Rational{most}, out));
  CHECK_FALSE(round_binary64(fraction(1, most), out));
  CHECK(out == Rational{7});
  CHECK(round_binary64(Rational{least}, out));
  CHECK(out == Rational{least});
  const auto big = std::int64_t{1} << 53;
  CHECK(round_binary64(Rational{big + 1}, out));
  CHECK(out == Rational{big});
  CHECK(round_binary64(Rational{big + 3}, out));
  CHECK(out == Rational{big + 4});
  CHECK(round_binary64(parsed("0.1"), out));
  CHECK(out == fraction(3602879701896397, std::int64_t{1} << 55));
}
