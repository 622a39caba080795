#include "report/money_text.hpp"

#include <cstdint>

namespace tariff::report {
namespace {

constexpr int most_decimals = 12;

auto magnitude(Rational value) noexcept -> Rational {
  Rational positive = value;
  if (value.is_negative() && !checked_neg(value, positive)) return value;
  return positive;
}

auto power_of_ten(int exponent) noexcept -> std::int64_t {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// How many decimals show four significant digits of a number below 1, and four decimals above.
auto decimals_for(Rational positive) noexcept -> int {
  int decimals = 4;
  Rational scaled = positive;
  while (decimals < most_decimals && !scaled.is_zero() && (scaled <=> Rational{1}) < 0) {
    if (!checked_mul(scaled, Rational{10}, scaled)) break;
    if ((scaled <=> Rational{1}) < 0) ++decimals;
  }
  return decimals;
}

// "1234.5" becomes "1,234.5".
auto group_thousands(std::string text) -> std::string {
  const auto start = text.starts_with('-') ? std::size_t{1} : std::size_t{0};
  auto end = text.find('.');
  if (end == std::string::npos) end = text.size();
  while (end > start + 3) {
    end -= 3;
    text.insert(end, ",");
  }
  return text;
}

// At least `least` decimals: "3" becomes "3.00".
auto pad_decimals(std::string text, int least) -> std::string {
  if (least == 0) return text;
  auto point = text.find('.');
  if (point == std::string::npos) {
    point = text.size();
    text += '.';
  }
  const auto wanted = point + 1 + static_cast<std::size_t>(least);
  if (text.size() < wanted) text.append(wanted - text.size(), '0');
  return text;
}

auto symbol_of(std::string_view currency) noexcept -> std::string_view {
  if (currency == "USD") return "$";
  if (currency == "EUR") return "€";
  if (currency == "GBP") return "£";
  return {};
}

}  // namespace

auto MoneyText::digits(Rational value, int least_decimals) -> std::string {
  const auto positive = magnitude(value);
  Rational step;
  Rational shown = value;
  const auto decimals = decimals_for(positive);
  if (Rational::make(1, power_of_ten(decimals), step) &&
      round_to(value, step, Rounding::half_even, shown)) {
    rounded_ = rounded_ || shown != value;
  } else {
    rounded_ = rounded_ || !value.is_terminating();
  }
  return pad_decimals(group_thousands(shown.to_decimal(decimals)), least_decimals);
}

auto MoneyText::amount(Rational value, std::string_view currency) -> std::string {
  const auto symbol = symbol_of(currency);
  auto text = digits(value, 2);
  if (symbol.empty()) return text + " " + std::string{currency};
  const bool negative = text.starts_with('-');
  text.insert(negative ? 1 : 0, symbol);
  return text;
}

auto MoneyText::range(const Range& range, std::string_view currency) -> std::string {
  if (range.is_exact()) return amount(range.expected, currency);
  return amount(range.low, currency) + " to " + amount(range.high, currency) + ", expected " +
         amount(range.expected, currency);
}

auto MoneyText::quantity(Rational value) -> std::string {
  return digits(value, 0);
}

auto MoneyText::quantity(const Range& range) -> std::string {
  if (range.is_exact()) return quantity(range.expected);
  return quantity(range.low) + " to " + quantity(range.high);
}

auto MoneyText::footnote() -> std::string_view {
  return "numbers are rounded for display, half to even; --format json has them exact";
}

}  // namespace tariff::report
