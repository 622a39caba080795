#include "engine/interval.hpp"

#include <algorithm>
#include <numeric>

#include "base/int128.hpp"

namespace tariff::engine {
namespace {

using Operation = bool (*)(Rational, Rational, Rational&) noexcept;

// For operations that are monotone in each operand: the extremes lie at the corners.
auto over_corners(const Range& a, const Range& b, Operation operation, Range& out) noexcept
    -> bool {
  if (!operation(a.expected, b.expected, out.expected)) return false;
  if (a.is_exact() && b.is_exact()) {
    out.low = out.high = out.expected;
    return true;
  }
  Rational corner[4];
  if (!operation(a.low, b.low, corner[0]) || !operation(a.low, b.high, corner[1]) ||
      !operation(a.high, b.low, corner[2]) || !operation(a.high, b.high, corner[3])) {
    return false;
  }
  const auto [least, most] = std::minmax_element(corner, corner + 4);
  out.low = *least;
  out.high = *most;
  return true;
}

using UnaryOperation = bool (*)(Rational, Rational&) noexcept;

// For operations that never fall as their operand rises.
auto over_ends(const Range& a, UnaryOperation operation, Range& out) noexcept -> bool {
  if (!operation(a.expected, out.expected)) return false;
  if (a.is_exact()) {
    out.low = out.high = out.expected;
    return true;
  }
  return operation(a.low, out.low) && operation(a.high, out.high);
}

auto may_be_zero(const Range& a) noexcept -> bool {
  return a.low <= Rational{0} && Rational{0} <= a.high;
}

// Pixels and counts, the most that is divided: one machine instruction will do.
auto are_natural(Rational a, Rational b) noexcept -> bool {
  return a.is_integer() && b.is_integer() && a.numerator() >= 0 && b.numerator() > 0;
}

auto floor_quotient(Rational a, Rational b, Rational& out) noexcept -> bool {
  if (are_natural(a, b)) {
    out = Rational{a.numerator() / b.numerator()};
    return true;
  }
  if (!checked_div(a, b, out)) return false;
  out = Rational{floor(out)};
  return true;
}

auto remainder(Rational a, Rational b, Rational& out) noexcept -> bool {
  if (are_natural(a, b)) {
    out = Rational{a.numerator() % b.numerator()};
    return true;
  }
  Rational quotient;
  return floor_quotient(a, b, quotient) && checked_mul(quotient, b, quotient) &&
         checked_sub(a, quotient, out);
}

auto integer_root(Rational a, Rational& out) noexcept -> bool {
  if (a.is_negative()) return false;
  const auto target = static_cast<std::uint64_t>(floor(a));
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 31U; bit != 0; bit >>= 1U) {
    const std::uint64_t candidate = root | bit;
    if (candidate * candidate <= target) root = candidate;
  }
  out = Rational{static_cast<std::int64_t>(root)};
  return true;
}

auto common_divisor(Rational a, Rational b, Rational& out) noexcept -> bool {
  if (!a.is_integer() || !b.is_integer()) return false;
  const std::uint64_t divisor =
      std::gcd(base::magnitude(a.numerator()), base::magnitude(b.numerator()));
  if (divisor > static_cast<std::uint64_t>(INT64_MAX)) return false;
  out = Rational{static_cast<std::int64_t>(divisor)};
  return true;
}

}  // namespace

auto add(const Range& a, const Range& b, Range& out) noexcept -> bool {
  return over_corners(a, b, checked_add, out);
}

auto subtract(const Range& a, const Range& b, Range& out) noexcept -> bool {
  return over_corners(a, b, checked_sub, out);
}

auto multiply(const Range& a, const Range& b, Range& out) noexcept -> bool {
  return over_corners(a, b, checked_mul, out);
}

auto divide(const Range& a, const Range& b, Range& out) noexcept -> bool {
  return !may_be_zero(b) && over_corners(a, b, checked_div, out);
}

auto integer_divide(const Range& a, const Range& b, Range& out) noexcept -> bool {
  return !may_be_zero(b) && over_corners(a, b, floor_quotient, out);
}

auto modulo(const Range& a, const Range& b, Range& out) noexcept -> bool {
  if (may_be_zero(b) || !remainder(a.expected, b.expected, out.expected)) return false;
  if (a.is_exact() && b.is_exact()) {
    out.low = out.high = out.expected;
    return true;
  }
  // Not monotone: within one period of an exact divisor the ends decide, else anything between 0
  // and the divisor is possible.
  Rational first;
  Rational last;
  if (b.is_exact() && floor_quotient(a.low, b.low, first) && floor_quotient(a.high, b.low, last) &&
      first == last) {
    return remainder(a.low, b.low, out.low) && remainder(a.high, b.low, out.high);
  }
  out.low = std::min(Rational{0}, b.low);
  out.high = std::max(Rational{0}, b.high);
  return true;
}

auto gcd(const Range& a, const Range& b, Range& out) noexcept -> bool {
  if (!common_divisor(a.expected, b.expected, out.expected)) return false;
  if (a.is_exact() && b.is_exact()) {
    out.low = out.high = out.expected;
    return true;
  }
  Range largest_a;
  Range largest_b;
  if (!absolute(a, largest_a) || !absolute(b, largest_b)) return false;
  out.low = Rational{0};
  out.high = std::max(largest_a.high, largest_b.high);
  return true;
}

auto isqrt(const Range& a, Range& out) noexcept -> bool {
  return over_ends(a, integer_root, out);
}

auto negate(const Range& a, Range& out) noexcept -> bool {
  return checked_neg(a.expected, out.expected) && checked_neg(a.high, out.low) &&
         checked_neg(a.low, out.high);
}

auto absolute(const Range& a, Range& out) noexcept -> bool {
  if (!a.low.is_negative()) {
    out = a;
    return true;
  }
  Range mirrored;
  if (!negate(a, mirrored)) return false;
  if (!a.high.is_negative() && !a.high.is_zero()) {
    out.low = Rational{0};
    out.high = std::max(a.high, mirrored.high);
    out.expected = std::max(a.expected, mirrored.expected);
  } else {
    out = mirrored;
  }
  return true;
}

auto round_binary64(const Range& a, Range& out) noexcept -> bool {
  return over_ends(a, tariff::round_binary64, out);
}

auto round_to(const Range& a, Rational step, Rounding direction, Range& out) noexcept -> bool {
  if (!tariff::round_to(a.expected, step, direction, out.expected)) return false;
  if (a.is_exact()) {
    out.low = out.high = out.expected;
    return true;
  }
  return tariff::round_to(a.low, step, direction, out.low) &&
         tariff::round_to(a.high, step, direction, out.high);
}

auto minimum(const Range& a, const Range& b) noexcept -> Range {
  return {std::min(a.low, b.low), std::min(a.expected, b.expected), std::min(a.high, b.high)};
}

auto maximum(const Range& a, const Range& b) noexcept -> Range {
  return {std::max(a.low, b.low), std::max(a.expected, b.expected), std::max(a.high, b.high)};
}

auto hull(const Range& a, const Range& b) noexcept -> Range {
  return {std::min(a.low, b.low), a.expected, std::max(a.high, b.high)};
}

}  // namespace tariff::engine
