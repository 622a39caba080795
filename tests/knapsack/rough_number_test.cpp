#include "knapsack/rough_number.hpp"

#include <doctest/doctest.h>

#include "support/knapsack_instances.hpp"

using namespace tariff;
using base::Int128;
using knapsack::Rough;

namespace {

constexpr auto unit = Int128{1} << 40;

// In units of 2^-40.
auto value_of(Rough number) -> std::int64_t {
  return static_cast<std::int64_t>((number * Rough{unit}).to_integer(Int128{1} << 62));
}

}  // namespace

TEST_CASE("rough numbers agree with integers that fit") {
  test::Random48 random{1};
  for (int i = 0; i < 10'000; ++i) {
    const auto a = random.between(-1'000'000, 1'000'000);
    const auto b = random.between(-1'000'000, 1'000'000);
    CHECK(value_of(Rough{a} + Rough{b}) == (a + b) * unit);
    CHECK(value_of(Rough{a} - Rough{b}) == (a - b) * unit);
    CHECK((Rough{a} * Rough{b}).to_integer(Int128{1} << 62) == Int128{a} * b);
    CHECK((Rough{a} < Rough{b}) == (a < b));
    if (b == 0) continue;
    const auto quotient = value_of(Rough{a} / Rough{b});
    const auto exact = Int128{a} * unit / b;
    CHECK(quotient - exact <= 1);
    CHECK(exact - quotient <= 1);
  }
}

TEST_CASE("roots, and the ends of what rough numbers can be") {
  for (const std::int64_t root : {0, 1, 2, 3, 1000, 123'456}) {
    const auto found = value_of(Rough{Int128{root} * root}.root());
    CHECK(found <= root * unit);
    CHECK(found >= root * unit - 1);
  }
  CHECK(value_of(Rough{2}.root()) == 1'554'944'255'987);  // of 1.41421356237 * 2^40
  CHECK((Rough{1} / Rough{}).is_zero());
  CHECK(Rough{Int128{1} << 100}.to_integer(7) == 7);
  CHECK(Rough{-(Int128{1} << 100)}.to_integer(7) == -7);
  CHECK((Rough{1} / Rough{3}).to_integer(7) == 0);
  auto large = Rough{Int128{1} << 100};
  for (int i = 0; i < 10; ++i) large = large * large;
  CHECK((large - large).is_zero());
  CHECK(large.to_integer(Int128{1} << 118) == Int128{1} << 118);
}
