// Money and quantities for people: a few digits that matter, and a mark of whether any were lost.
#pragma once

#include <string>
#include <string_view>

#include "tariff/rational.hpp"

namespace tariff::report {

// Writes amounts and remembers whether one of them had to be rounded, for the footnote.
class MoneyText {
 public:
  // "$0.2107", "€3.00", "12.50 CHF". Four significant digits below 1, two to four decimals above;
  // half to even.
  [[nodiscard]] auto amount(Rational value, std::string_view currency) -> std::string;

  // "$0.04", or "$0.04 to $0.17, expected $0.09".
  [[nodiscard]] auto range(const Range& range, std::string_view currency) -> std::string;

  // A count of something: "1,234.5".
  [[nodiscard]] auto quantity(Rational value) -> std::string;
  [[nodiscard]] auto quantity(const Range& range) -> std::string;

  [[nodiscard]] auto has_rounded() const noexcept -> bool { return rounded_; }
  // What to say below the numbers when one of them was.
  [[nodiscard]] static auto footnote() -> std::string_view;

 private:
  [[nodiscard]] auto digits(Rational value, int least_decimals) -> std::string;

  bool rounded_ = false;
};

}  // namespace tariff::report
