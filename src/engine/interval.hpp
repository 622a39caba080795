// Arithmetic on ranges: the least and greatest results over all values inside, and the result for
// the expected values. Every function returns false when a bound does not fit 64 bits or the
// operation is not defined there; `out` is then unspecified.
#pragma once

#include "tariff/rational.hpp"

namespace tariff::engine {

[[nodiscard]] auto add(const Range& a, const Range& b, Range& out) noexcept -> bool;
[[nodiscard]] auto subtract(const Range& a, const Range& b, Range& out) noexcept -> bool;
[[nodiscard]] auto multiply(const Range& a, const Range& b, Range& out) noexcept -> bool;
// Undefined when b may be zero.
[[nodiscard]] auto divide(const Range& a, const Range& b, Range& out) noexcept -> bool;
// Floor division and its remainder, which has the sign of b.
[[nodiscard]] auto integer_divide(const Range& a, const Range& b, Range& out) noexcept -> bool;
[[nodiscard]] auto modulo(const Range& a, const Range& b, Range& out) noexcept -> bool;
[[nodiscard]] auto gcd(const Range& a, const Range& b, Range& out) noexcept -> bool;
[[nodiscard]] auto isqrt(const Range& a, Range& out) noexcept -> bool;
[[nodiscard]] auto negate(const Range& a, Range& out) noexcept -> bool;
[[nodiscard]] auto absolute(const Range& a, Range& out) noexcept -> bool;
[[nodiscard]] auto round_binary64(const Range& a, Range& out) noexcept -> bool;
// To a multiple of `step`, in one direction.
[[nodiscard]] auto round_to(const Range& a, Rational step, Rounding direction, Range& out) noexcept
    -> bool;

[[nodiscard]] auto minimum(const Range& a, const Range& b) noexcept -> Range;
[[nodiscard]] auto maximum(const Range& a, const Range& b) noexcept -> Range;
// The smallest range that holds both; `expected` is a's.
[[nodiscard]] auto hull(const Range& a, const Range& b) noexcept -> Range;

}  // namespace tariff::engine
