#include "tariff/rational.hpp"

#include <bit>
#include <limits>
#include <numeric>

#include "base/decimal.hpp"
#include "base/int128.hpp"

namespace tariff {
inline namespace v0 {

namespace {

using base::fits_int64;
using base::Int128;
using base::magnitude;
using base::UInt128;

auto gcd128(UInt128 a, UInt128 b) noexcept -> UInt128 {
  while (b != 0) {
    // Most operands are small; the 64-bit division is several times faster.
    if (a <= std::numeric_limits<std::uint64_t>::max() &&
        b <= std::numeric_limits<std::uint64_t>::max()) {
      return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    }
    const auto rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// numerator / denominator, both within ±2^127, into lowest terms. The denominator is not 0.
auto make_reduced(Int128 numerator, Int128 denominator, Rational& out) noexcept -> bool {
  // Nearly always both fit 64 bits, where dividing is several times faster.
  if (denominator > 0 && fits_int64(numerator) && fits_int64(denominator)) {
    return Rational::make(static_cast<std::int64_t>(numerator),
                          static_cast<std::int64_t>(denominator), out);
  }
  const bool negative = (numerator < 0) != (denominator < 0);
  auto over = static_cast<UInt128>(numerator < 0 ? -numerator : numerator);
  auto under = static_cast<UInt128>(denominator < 0 ? -denominator : denominator);
  const auto common = gcd128(over, under);
  over /= common;
  under /= common;
  constexpr auto part_limit = UInt128{1} << 63U;
  if (under >= part_limit || over > part_limit || (!negative && over == part_limit)) return false;
  const auto part = static_cast<Int128>(over);
  return Rational::make(static_cast<std::int64_t>(negative ? -part : part),
                        static_cast<std::int64_t>(under), out);
}

struct Quotient {
  Int128 whole;    // towards minus infinity
  Int128 rest;     // 0 <= rest < divisor
  Int128 divisor;  // > 0
};

auto divide_down(Int128 dividend, Int128 divisor) noexcept -> Quotient {
  Quotient result{0, 0, divisor};
  if (fits_int64(dividend) && fits_int64(divisor)) {
    result.whole = static_cast<std::int64_t>(dividend) / static_cast<std::int64_t>(divisor);
    result.rest = static_cast<std::int64_t>(dividend) % static_cast<std::int64_t>(divisor);
  } else {
    result.whole = dividend / divisor;
    result.rest = dividend % divisor;
  }
  if (result.rest < 0) {
    result.rest += divisor;
    --result.whole;
  }
  return result;
}

auto rounds_up(const Quotient& quotient, Rounding direction) noexcept -> bool {
  const auto twice = 2 * quotient.rest;
  switch (direction) {
    case Rounding::up: return quotient.rest != 0;
    case Rounding::down: return false;
    case Rounding::half_up: return twice >= quotient.divisor;
    case Rounding::half_even:
      return twice > quotient.divisor || (twice == quotient.divisor && quotient.whole % 2 != 0);
  }
  return false;
}

// The number of decimals of a fraction with this denominator, or -1 when they do not end.
auto exact_decimals(std::int64_t denominator) noexcept -> int {
  const int twos = std::countr_zero(static_cast<std::uint64_t>(denominator));
  denominator >>= twos;
  int fives = 0;
  for (; denominator % 5 == 0; denominator /= 5) ++fives;
  if (denominator != 1) return -1;
  return twos > fives ? twos : fives;
}

// Adds 1 at the last decimal of "12.99"; a carry may make the text longer.
void increment(std::string& digits) {
  for (auto at = digits.size(); at-- > 0;) {
    if (digits[at] == '.') continue;
    if (digits[at] != '9') {
      ++digits[at];
      return;
    }
    digits[at] = '0';
  }
  digits.insert(digits.begin(), '1');
}

auto is_digit(char c) noexcept -> bool {
  return c >= '0' && c <= '9';
}

// "1_000.5": digits with single underscores between them and at most one point.
auto parse_unsigned(std::string_view text, bool negative, Rational& out) noexcept -> bool {
  base::DecimalReader reader;
  bool point_seen = false;
  char previous = '\0';
  for (const char c : text) {
    if (is_digit(c)) {
      reader.add_digit(c - '0');
    } else if (!is_digit(previous)) {
      return false;
    } else if (c == '.' && !point_seen) {
      point_seen = true;
      reader.add_point();
    } else if (c != '_') {
      return false;
    }
    previous = c;
  }
  return is_digit(previous) && reader.finish(negative, 0, out);
}

}  // namespace

auto Rational::make(std::int64_t numerator, std::int64_t denominator, Rational& out) noexcept
    -> bool {
  if (denominator == 0) return false;
  if (denominator < 0) return make_reduced(numerator, denominator, out);
  if (denominator == 1) {
    out = Rational{numerator};
    return true;
  }
  const auto common = static_cast<std::int64_t>(
      std::gcd(magnitude(numerator), static_cast<std::uint64_t>(denominator)));
  out.numerator_ = numerator / common;
  out.denominator_ = denominator / common;
  return true;
}

auto Rational::parse(std::string_view text, Rational& out) noexcept -> bool {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return parse_unsigned(text, negative, out);

  Rational over;
  Rational under;
  if (!parse_unsigned(text.substr(0, slash), negative, over)) return false;
  if (!parse_unsigned(text.substr(slash + 1), false, under)) return false;
  // A decimal point belongs to decimals, not to fractions.
  if (text.find('.') != std::string_view::npos) return false;
  return checked_div(over, under, out);
}

auto Rational::is_terminating() const noexcept -> bool {
  return exact_decimals(denominator_) >= 0;
}

auto Rational::to_decimal(int digits) const -> std::string {
  const int exact = exact_decimals(denominator_);
  const int decimals = exact >= 0 ? exact : (digits < 0 ? 0 : digits);
  const auto under = static_cast<UInt128>(denominator_);
  const UInt128 over = magnitude(numerator_);

  std::string text = std::to_string(static_cast<std::uint64_t>(over / under));
  UInt128 rest = over % under;
  if (decimals > 0) text += '.';
  for (int i = 0; i < decimals; ++i) {
    rest *= 10;
    text += static_cast<char>('0' + static_cast<int>(rest / under));
    rest %= under;
  }
  // A tie is impossible here: its decimal would end.
  if (2 * rest > under) increment(text);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return is_negative() && !zero ? "-" + text : text;
}

auto Rational::to_fraction() const -> std::string {
  auto text = std::to_string(numerator_);
  if (!is_integer()) text += "/" + std::to_string(denominator_);
  return text;
}

auto operator<=>(const Rational& a, const Rational& b) noexcept -> std::strong_ordering {
  if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
  const auto left = Int128{a.numerator_} * b.denominator_;
  const auto right = Int128{b.numerator_} * a.denominator_;
  if (left < right) return std::strong_ordering::less;
  return left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
}

auto checked_add(Rational a, Rational b, Rational& out) noexcept -> bool {
  if (a.is_integer() && b.is_integer()) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.numerator(), b.numerator(), &sum)) return false;
    out = Rational{sum};
    return true;
  }
  // |numerator| <= 2^63 and denominator < 2^63, so each product is below 2^126.
  const auto over =
      Int128{a.numerator()} * b.denominator() + Int128{b.numerator()} * a.denominator();
  return make_reduced(over, Int128{a.denominator()} * b.denominator(), out);
}

auto checked_sub(Rational a, Rational b, Rational& out) noexcept -> bool {
  if (a.is_integer() && b.is_integer()) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.numerator(), b.numerator(), &difference)) return false;
    out = Rational{difference};
    return true;
  }
  const auto over =
      Int128{a.numerator()} * b.denominator() - Int128{b.numerator()} * a.denominator();
  return make_reduced(over, Int128{a.denominator()} * b.denominator(), out);
}

auto checked_mul(Rational a, Rational b, Rational& out) noexcept -> bool {
  if (a.is_integer() && b.is_integer()) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a.numerator(), b.numerator(), &product)) return false;
    out = Rational{product};
    return true;
  }
  return make_reduced(Int128{a.numerator()} * b.numerator(),
                      Int128{a.denominator()} * b.denominator(), out);
}

auto checked_div(Rational a, Rational b, Rational& out) noexcept -> bool {
  if (b.is_zero()) return false;
  return make_reduced(Int128{a.numerator()} * b.denominator(),
                      Int128{a.denominator()} * b.numerator(), out);
}

auto checked_neg(Rational a, Rational& out) noexcept -> bool {
  return checked_sub(Rational{}, a, out);
}

auto floor(Rational a) noexcept -> std::int64_t {
  if (a.is_integer()) return a.numerator();
  return static_cast<std::int64_t>(divide_down(a.numerator(), a.denominator()).whole);
}

auto checked_ceil(Rational a, std::int64_t& out) noexcept -> bool {
  // A fraction is at most half as far out as its numerator, so adding 1 cannot overflow.
  out = floor(a) + (a.is_integer() ? 0 : 1);
  return true;
}

auto round_to(Rational a, Rational step, Rounding direction, Rational& out) noexcept -> bool {
  if (step.is_zero() || step.is_negative()) return false;
  auto quotient = divide_down(Int128{a.numerator()} * step.denominator(),
                              Int128{a.denominator()} * step.numerator());
  if (rounds_up(quotient, direction)) ++quotient.whole;
  if (step == Rational{1} && fits_int64(quotient.whole)) {
    out = Rational{static_cast<std::int64_t>(quotient.whole)};
    return true;
  }
  // The step is in lowest terms: only the count of steps can cancel against its denominator.
  const auto count = quotient.whole < 0 ? -quotient.whole : quotient.whole;
  const auto common = static_cast<Int128>(
      gcd128(static_cast<UInt128>(count), static_cast<UInt128>(step.denominator())));
  Int128 over = 0;
  if (__builtin_mul_overflow(quotient.whole / common, Int128{step.numerator()}, &over)) {
    return false;
  }
  if (!fits_int64(over)) return false;
  return Rational::make(static_cast<std::int64_t>(over),
                        static_cast<std::int64_t>(step.denominator() / common), out);
}

auto round_binary64(Rational a, Rational& out) noexcept -> bool {
  constexpr int mantissa_bits = 53;
  const auto under = static_cast<std::uint64_t>(a.denominator());
  std::uint64_t mantissa = magnitude(a.numerator()) / under;
  std::uint64_t rest = magnitude(a.numerator()) % under;
  if (rest == 0 && mantissa >> mantissa_bits == 0) {
    out = a;
    return true;
  }
  // |a| = (mantissa + rest / under) / 2^shift, with exactly 53 bits in the mantissa at the end.
  int shift = 0;
  for (; mantissa >> (mantissa_bits - 1) == 0; ++shift) {
    rest *= 2;
    mantissa = 2 * mantissa + (rest >= under ? 1 : 0);
    if (rest >= under) rest -= under;
  }
  bool above_half = 2 * rest > under;
  bool tie = 2 * rest == under;
  if (const int extra = static_cast<int>(std::bit_width(mantissa)) - mantissa_bits; extra > 0) {
    const auto half = std::uint64_t{1} << (extra - 1);
    const auto dropped = mantissa & (2 * half - 1);
    above_half = dropped > half || (dropped == half && rest != 0);
    tie = dropped == half && rest == 0;
    mantissa >>= extra;
    shift = -extra;
  }
  if (above_half || (tie && (mantissa & 1U) != 0)) ++mantissa;
  for (; shift > 0 && (mantissa & 1U) == 0; --shift) mantissa >>= 1U;
  if (shift > 62) return false;

  const auto whole =
      shift < 0 ? UInt128{mantissa} << static_cast<unsigned>(-shift) : UInt128{mantissa};
  const auto value = a.is_negative() ? -static_cast<Int128>(whole) : static_cast<Int128>(whole);
  if (!fits_int64(value)) return false;
  return Rational::make(static_cast<std::int64_t>(value),
                        std::int64_t{1} << (shift > 0 ? shift : 0), out);
}

}  // namespace v0
}  // namespace tariff
