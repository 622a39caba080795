#include "report/decimal_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>

namespace tariff::report {
namespace {

// Powers of ten that fit 64 bits.
constexpr auto powers_of_ten = [] {
  std::array<std::uint64_t, 20> powers{};
  std::uint64_t power = 1;
  for (auto& each : powers) {
    each = power;
    power *= 10;
  }
  return powers;
}();

// Decimals of a fraction that has more than can be written here, or no end of them.
constexpr auto too_many = powers_of_ten.size();

// The number of decimals of a fraction with this denominator.
auto decimals_of(std::int64_t denominator) noexcept -> std::size_t {
  const auto twos =
      static_cast<std::size_t>(std::countr_zero(static_cast<std::uint64_t>(denominator)));
  auto rest = static_cast<std::uint64_t>(denominator) >> twos;
  std::size_t fives = 0;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  return rest == 1 ? std::max(twos, fives) : too_many;
}

// `value` with this many digits, zeros in front.
auto write_digits(char* to, std::uint64_t value, std::size_t count) noexcept -> char* {
  for (auto* at = to + count; at != to; value /= 10) {
    *--at = static_cast<char>('0' + static_cast<char>(value % 10));
  }
  return to + count;
}

auto write_slowly(char* to, Rational value) -> DecimalEnd {
  const auto text = value.to_decimal();
  return {std::copy(text.begin(), text.end(), to), value.is_terminating()};
}

}  // namespace

auto write_decimal(char* to, Rational value) -> DecimalEnd {
  const auto decimals = value.is_integer() ? 0 : decimals_of(value.denominator());
  if (decimals >= too_many) return write_slowly(to, value);
  const auto numerator = static_cast<std::uint64_t>(value.numerator());
  const auto over = value.is_negative() ? 0 - numerator : numerator;
  const auto under = static_cast<std::uint64_t>(value.denominator());
  const auto whole = under == 1 ? over : over / under;
  if (value.is_negative()) *to++ = '-';
  to = std::to_chars(to, to + decimal_room / 2, whole).ptr;
  if (decimals == 0) return {to};
  *to++ = '.';
  // The power is a multiple of the denominator and the product is below it: nothing overflows.
  const auto rest = over - whole * under;
  return {write_digits(to, rest * (powers_of_ten[decimals] / under), decimals)};
}

}  // namespace tariff::report
