#include "plan/units.hpp"

#include <numeric>

namespace tariff::planning {
namespace {

using base::Int128;

// A sum of amounts stays below. Unit: units
constexpr Int128 most_units = Int128{1} << 62;

auto size_of(Rational amount) -> Int128 {
  const auto magnitude = base::magnitude(amount.numerator());
  return Int128{magnitude} / amount.denominator() + 1;
}

}  // namespace

void CommonUnit::show(Rational amount) noexcept {
  if (!exact_) return;
  const auto common = std::gcd(in_one_, amount.denominator());
  const auto unit = Int128{in_one_ / common} * amount.denominator();
  exact_ = unit < most_units;
  if (exact_) in_one_ = static_cast<std::int64_t>(unit);
}

void CommonUnit::show_most(Rational amount) noexcept {
  most_ += size_of(amount);
}

void CommonUnit::settle() noexcept {
  exact_ = exact_ && most_ < most_units / in_one_;
  if (exact_) return;
  in_one_ = 1;
  while (most_ < most_units / (Int128{in_one_} * 10)) in_one_ *= 10;
}

auto CommonUnit::to_units(Rational amount, std::int64_t& out) const noexcept -> bool {
  const auto product = Int128{amount.numerator()} * in_one_;
  auto units = product / amount.denominator();
  if (product > 0 && product % amount.denominator() != 0) ++units;
  out = static_cast<std::int64_t>(units);
  return base::fits_int64(units);
}

auto CommonUnit::to_units_down(Rational amount, std::int64_t& out) const noexcept -> bool {
  const auto product = Int128{amount.numerator()} * in_one_;
  auto units = product / amount.denominator();
  if (product < 0 && product % amount.denominator() != 0) --units;
  out = static_cast<std::int64_t>(units);
  return base::fits_int64(units);
}

auto CommonUnit::to_amount(std::int64_t units, Rational& out) const noexcept -> bool {
  return Rational::make(units, in_one_, out);
}

}  // namespace tariff::planning
