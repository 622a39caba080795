// Decimal digits read one by one into an exact number.
#pragma once

#include <cstdint>

#include "base/int128.hpp"
#include "tariff/rational.hpp"

namespace tariff::base {

// Collects the digits of "12.50", then makes a Rational of them. Zeros that do not matter never
// cause an overflow: "0.5000000000000000000000000" is 1/2.
class DecimalReader {
 public:
  // `digit` is 0 to 9.
  void add_digit(int digit) noexcept;
  // From here on the digits are decimals.
  void add_point() noexcept { after_point_ = true; }

  // ±digits × 10^exponent. False when it does not fit; `out` is then untouched.
  [[nodiscard]] auto finish(bool negative, std::int64_t exponent, Rational& out) const noexcept
      -> bool;

 private:
  UInt128 mantissa_ = 0;            // without the zeros at its end
  std::int64_t pending_zeros_ = 0;  // zeros read since the last other digit
  std::int64_t decimals_ = 0;
  bool after_point_ = false;
  bool overflow_ = false;
};

}  // namespace tariff::base
