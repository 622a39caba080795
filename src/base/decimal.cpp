#include "base/decimal.hpp"

#include <limits>

namespace tariff::base {

namespace {

// A product that no longer fits a Rational's part stays outside for good.
constexpr auto part_limit = UInt128{1} << 63U;

// value × factor^times. False once the result passes `part_limit`.
auto scale_up(UInt128& value, unsigned factor, std::int64_t times) noexcept -> bool {
  for (; times > 0; --times) {
    value *= factor;
    if (value > part_limit) return false;
  }
  return true;
}

// numerator / factor^times, in lowest terms as far as `factor` goes.
auto divide_out(UInt128& numerator, UInt128& denominator, unsigned factor,
                std::int64_t times) noexcept -> bool {
  while (times > 0 && numerator % factor == 0) {
    numerator /= factor;
    --times;
  }
  return scale_up(denominator, factor, times);
}

}  // namespace

void DecimalReader::add_digit(int digit) noexcept {
  if (after_point_) ++decimals_;
  if (digit == 0) {
    if (mantissa_ != 0) ++pending_zeros_;
    return;
  }
  constexpr auto most = std::numeric_limits<UInt128>::max() / 10 - 1;
  for (++pending_zeros_; pending_zeros_ > 0 && !overflow_; --pending_zeros_) {
    overflow_ = mantissa_ > most;
    mantissa_ *= 10;
  }
  mantissa_ += static_cast<unsigned>(digit);
}

auto DecimalReader::finish(bool negative, std::int64_t exponent, Rational& out) const noexcept
    -> bool {
  if (overflow_) return false;
  if (mantissa_ == 0) {
    out = Rational{};
    return true;
  }
  std::int64_t scale = 0;
  if (__builtin_sub_overflow(exponent, decimals_ - pending_zeros_, &scale)) return false;

  UInt128 numerator = mantissa_;
  UInt128 denominator = 1;
  if (scale >= 0) {
    if (numerator > part_limit || !scale_up(numerator, 10, scale)) return false;
  } else {
    if (scale == std::numeric_limits<std::int64_t>::min()) return false;
    if (!divide_out(numerator, denominator, 2, -scale)) return false;
    if (!divide_out(numerator, denominator, 5, -scale)) return false;
  }
  if (numerator > part_limit || denominator >= part_limit) return false;
  const auto value = static_cast<Int128>(numerator);
  const auto sign_applied = negative ? -value : value;
  if (!fits_int64(sign_applied)) return false;
  return Rational::make(static_cast<std::int64_t>(sign_applied),
                        static_cast<std::int64_t>(denominator), out);
}

}  // namespace tariff::base
