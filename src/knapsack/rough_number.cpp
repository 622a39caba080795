#include "knapsack/rough_number.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;
using base::UInt128;

constexpr int significant = 62;

auto bits_of(Int128 value) noexcept -> int {
  const auto size = value < 0 ? 0 - static_cast<UInt128>(value) : static_cast<UInt128>(value);
  const auto high = static_cast<std::uint64_t>(size >> 64U);
  const auto low = static_cast<std::uint64_t>(size);
  if (high != 0) return 128 - __builtin_clzll(high);
  return low == 0 ? 0 : 64 - __builtin_clzll(low);
}

}  // namespace

Rough::Rough(Int128 digits, std::int64_t exponent) noexcept {
  const auto shift = bits_of(digits) - significant;
  if (digits == 0) return;
  digits_ = static_cast<std::int64_t>(shift > 0 ? digits / (Int128{1} << shift)
                                                : digits * (Int128{1} << -shift));
  exponent_ = exponent + shift;
}

auto Rough::to_integer(Int128 limit) const noexcept -> Int128 {
  if (exponent_ <= -significant) return 0;
  if (exponent_ <= 0) {
    const auto value = Int128{digits_} / (Int128{1} << -exponent_);
    return value > limit ? limit : value < -limit ? -limit : value;
  }
  if (exponent_ > 126 - significant) return digits_ < 0 ? -limit : digits_ > 0 ? limit : 0;
  const auto value = Int128{digits_} * (Int128{1} << exponent_);
  return value > limit ? limit : value < -limit ? -limit : value;
}

auto Rough::root() const noexcept -> Rough {
  if (digits_ <= 0) return {};
  const bool odd = exponent_ % 2 != 0;
  const auto square = Int128{digits_} << (odd ? 61 : 60);
  auto guess = Int128{1} << ((bits_of(square) + 1) / 2);
  for (auto next = (guess + square / guess) / 2; next < guess;) {
    guess = next;
    next = (guess + square / guess) / 2;
  }
  return {guess, (exponent_ - (odd ? 61 : 60)) / 2};
}

auto operator+(Rough a, Rough b) noexcept -> Rough {
  if (a.digits_ == 0) return b;
  if (b.digits_ == 0) return a;
  if (a.exponent_ < b.exponent_) {
    const auto swapped = a;
    a = b;
    b = swapped;
  }
  const auto apart = a.exponent_ - b.exponent_;
  if (apart >= significant) return a;
  return {Int128{a.digits_} * (Int128{1} << apart) + b.digits_, b.exponent_};
}

auto operator/(Rough a, Rough b) noexcept -> Rough {
  if (b.digits_ == 0) return {};
  return {(Int128{a.digits_} * (Int128{1} << significant)) / b.digits_,
          a.exponent_ - b.exponent_ - significant};
}

}  // namespace tariff::knapsack
