// Exact numbers. Every quantity, rate and amount of money in Tariff is a Rational: there is no
// binary floating point, and an operation that would not fit is an error, never a wrong number.
//
//     Rational cents;
//     if (!Rational::parse("0.053", cents)) { ... }      // 53/1000
//     Rational total;
//     if (!checked_mul(cents, Rational{3}, total)) { ... }  // overflow
//     total.to_decimal();                                 // "0.159"
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "tariff/version.hpp"

namespace tariff {
inline namespace v0 {

// A fraction in lowest terms with a positive denominator; both parts fit 64 bits.
class TARIFF_API Rational {
 public:
  constexpr Rational() noexcept = default;
  constexpr explicit Rational(std::int64_t whole) noexcept : numerator_(whole) {}

  // numerator / denominator in lowest terms. False when denominator is 0 or the result does not
  // fit; `out` is then untouched.
  [[nodiscard]] static auto make(std::int64_t numerator, std::int64_t denominator,
                                 Rational& out) noexcept -> bool;

  // numerator / denominator, which the caller knows to be in lowest terms with denominator > 0.
  [[nodiscard]] static constexpr auto of_lowest_terms(std::int64_t numerator,
                                                      std::int64_t denominator) noexcept
      -> Rational {
    Rational out{numerator};
    out.denominator_ = denominator;
    return out;
  }

  // Reads "12", "-0.053", "1_000_000", "1/750", and nothing else (no exponent, no spaces).
  [[nodiscard]] static auto parse(std::string_view text, Rational& out) noexcept -> bool;

  [[nodiscard]] constexpr auto numerator() const noexcept -> std::int64_t { return numerator_; }
  [[nodiscard]] constexpr auto denominator() const noexcept -> std::int64_t { return denominator_; }
  [[nodiscard]] constexpr auto is_integer() const noexcept -> bool { return denominator_ == 1; }
  [[nodiscard]] constexpr auto is_zero() const noexcept -> bool { return numerator_ == 0; }
  [[nodiscard]] constexpr auto is_negative() const noexcept -> bool { return numerator_ < 0; }

  // True when the number has a finite decimal expansion.
  [[nodiscard]] auto is_terminating() const noexcept -> bool;

  // The exact decimal where there is one ("0.00441"); otherwise `digits` decimals, rounded half to
  // even. Callers that show the latter say that it is rounded (is_terminating()).
  [[nodiscard]] auto to_decimal(int digits = 12) const -> std::string;

  // "7/3", or "7" for an integer: exact for every value.
  [[nodiscard]] auto to_fraction() const -> std::string;

  friend constexpr auto operator==(const Rational&, const Rational&) noexcept -> bool = default;
  friend TARIFF_API auto operator<=>(const Rational& a, const Rational& b) noexcept
      -> std::strong_ordering;

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

// Each returns false, and leaves `out` untouched, when the exact result does not fit (or, for
// division, when b is zero).
[[nodiscard]] TARIFF_API auto checked_add(Rational a, Rational b, Rational& out) noexcept -> bool;
[[nodiscard]] TARIFF_API auto checked_sub(Rational a, Rational b, Rational& out) noexcept -> bool;
[[nodiscard]] TARIFF_API auto checked_mul(Rational a, Rational b, Rational& out) noexcept -> bool;
[[nodiscard]] TARIFF_API auto checked_div(Rational a, Rational b, Rational& out) noexcept -> bool;
[[nodiscard]] TARIFF_API auto checked_neg(Rational a, Rational& out) noexcept -> bool;

// Towards minus infinity and plus infinity.
[[nodiscard]] TARIFF_API auto floor(Rational a) noexcept -> std::int64_t;
// False when the result does not fit 64 bits.
[[nodiscard]] TARIFF_API auto checked_ceil(Rational a, std::int64_t& out) noexcept -> bool;

// How a number is brought to a multiple of a step.
enum class Rounding : std::uint8_t { up, down, half_up, half_even };

// The multiple of `step` (> 0) that `direction` picks for `a`. False on overflow.
[[nodiscard]] TARIFF_API auto round_to(Rational a, Rational step, Rounding direction,
                                       Rational& out) noexcept -> bool;

// `a` as the nearest IEEE 754 binary64 number, ties to even, still exact. For providers whose
// published calculators compute in doubles. False when the result does not fit.
[[nodiscard]] TARIFF_API auto round_binary64(Rational a, Rational& out) noexcept -> bool;

// What is known of a number: it lies in [low, high], and `expected` is the best single guess.
struct Range {
  Rational low;
  Rational expected;
  Rational high;

  [[nodiscard]] static constexpr auto exactly(Rational value) noexcept -> Range {
    return {value, value, value};
  }
  [[nodiscard]] constexpr auto is_exact() const noexcept -> bool { return low == high; }
  friend constexpr auto operator==(const Range&, const Range&) noexcept -> bool = default;
};

}  // namespace v0
}  // namespace tariff
