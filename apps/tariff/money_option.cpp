#include "money_option.hpp"

#include <algorithm>

namespace tariff::app {

auto read_money(std::string_view text, Money& out, std::string& why) -> bool {
  constexpr std::size_t letters = 3;
  why = "expected an amount and its currency, such as 25USD";
  if (text.size() <= letters) return false;
  const auto currency = text.substr(text.size() - letters);
  auto digits = text.substr(0, text.size() - letters);
  while (digits.ends_with(' ')) digits.remove_suffix(1);
  Money money;
  if (!std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) ||
      !Rational::parse(digits, money.amount) || money.amount.is_negative() ||
      !money.amount.is_terminating()) {
    return false;
  }
  money.currency = currency;
  out = std::move(money);
  why.clear();
  return true;
}

}  // namespace tariff::app
