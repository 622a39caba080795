#include "lang/constants.hpp"

#include <limits>
#include <numeric>

namespace tariff::lang {

namespace {

auto outcome(bool fits) -> Outcome {
  return fits ? Outcome::ok : Outcome::overflow;
}

auto divide_down(Rational a, Rational b, Rational& out) -> bool {
  Rational quotient;
  if (!checked_div(a, b, quotient)) return false;
  out = Rational{floor(quotient)};
  return true;
}

// a - b * floor(a / b): has the sign of b.
auto remainder(Rational a, Rational b, Rational& out) -> bool {
  Rational multiple;
  return divide_down(a, b, multiple) && checked_mul(multiple, b, multiple) &&
         checked_sub(a, multiple, out);
}

auto magnitude(std::int64_t a) -> std::uint64_t {
  return a < 0 ? 0U - static_cast<std::uint64_t>(a) : static_cast<std::uint64_t>(a);
}

auto common_divisor(Rational a, Rational b, Rational& out) -> bool {
  const auto result = std::gcd(magnitude(a.numerator()), magnitude(b.numerator()));
  if (result > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return false;
  out = Rational{static_cast<std::int64_t>(result)};
  return true;
}

// floor(sqrt(a)), bit by bit.
auto integer_root(Rational a, Rational& out) -> Outcome {
  if (a.is_negative()) return Outcome::negative_root;
  const auto square = static_cast<std::uint64_t>(floor(a));
  std::uint64_t root = 0;
  for (auto bit = std::uint64_t{1} << 31U; bit != 0; bit >>= 1U) {
    const auto larger = root | bit;
    if (larger * larger <= square) root = larger;
  }
  out = Rational{static_cast<std::int64_t>(root)};
  return Outcome::ok;
}

}  // namespace

auto compute(Op op, Rational a, Rational& out) -> Outcome {
  const Rational one{1};
  switch (op) {
    case Op::negate: return outcome(checked_neg(a, out));
    case Op::absolute:
      if (a.is_negative()) return outcome(checked_neg(a, out));
      out = a;
      return Outcome::ok;
    case Op::floor: out = Rational{floor(a)}; return Outcome::ok;
    case Op::ceil: return outcome(round_to(a, one, Rounding::up, out));
    case Op::round_half_even: return outcome(round_to(a, one, Rounding::half_even, out));
    case Op::round_half_up: return outcome(round_to(a, one, Rounding::half_up, out));
    case Op::isqrt: return integer_root(a, out);
    default: return outcome(round_binary64(a, out));
  }
}

auto compute(Op op, Rational a, Rational b, Rational& out) -> Outcome {
  const bool divides = op == Op::divide || op == Op::integer_divide || op == Op::modulo;
  if (divides && b.is_zero()) return Outcome::division_by_zero;
  switch (op) {
    case Op::add: return outcome(checked_add(a, b, out));
    case Op::subtract: return outcome(checked_sub(a, b, out));
    case Op::multiply: return outcome(checked_mul(a, b, out));
    case Op::divide: return outcome(checked_div(a, b, out));
    case Op::integer_divide: return outcome(divide_down(a, b, out));
    case Op::modulo: return outcome(remainder(a, b, out));
    case Op::minimum: out = b < a ? b : a; return Outcome::ok;
    case Op::maximum: out = a < b ? b : a; return Outcome::ok;
    default: return outcome(common_divisor(a, b, out));
  }
}

auto holds(Op op, Rational a, Rational b) noexcept -> bool {
  switch (op) {
    case Op::equal: return a == b;
    case Op::not_equal: return a != b;
    case Op::less: return a < b;
    default: return a <= b;
  }
}

}  // namespace tariff::lang
