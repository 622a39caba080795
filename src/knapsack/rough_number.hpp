// A number of 62 significant bits and an exponent, for guesses: where good multipliers may lie. No
// bound depends on it, since any multiplier gives one; it only is the same on every machine.
#pragma once

#include <cstdint>

#include "base/int128.hpp"

namespace tariff::knapsack {

class Rough {
 public:
  Rough() = default;
  explicit Rough(base::Int128 value) : Rough(value, 0) {}

  // Rounded towards zero; the nearest of -limit and limit where it is beyond. limit >= 0.
  [[nodiscard]] auto to_integer(base::Int128 limit) const noexcept -> base::Int128;
  // Of a number that is not negative.
  [[nodiscard]] auto root() const noexcept -> Rough;

  friend auto operator+(Rough a, Rough b) noexcept -> Rough;
  friend auto operator-(Rough a, Rough b) noexcept -> Rough { return a + Rough{}.minus(b); }
  friend auto operator*(Rough a, Rough b) noexcept -> Rough {
    return {base::Int128{a.digits_} * b.digits_, a.exponent_ + b.exponent_};
  }
  // Of something by 0: 0.
  friend auto operator/(Rough a, Rough b) noexcept -> Rough;
  friend auto operator<(Rough a, Rough b) noexcept -> bool { return (a - b).digits_ < 0; }

  [[nodiscard]] auto is_zero() const noexcept -> bool { return digits_ == 0; }
  [[nodiscard]] auto is_negative() const noexcept -> bool { return digits_ < 0; }

 private:
  Rough(base::Int128 digits, std::int64_t exponent) noexcept;
  [[nodiscard]] auto minus(Rough other) const noexcept -> Rough {
    other.digits_ = -other.digits_;
    return other;
  }

  std::int64_t digits_ = 0;  // 0, or of a magnitude of 2^61 … 2^62 - 1
  std::int64_t exponent_ = 0;
};

}  // namespace tariff::knapsack
