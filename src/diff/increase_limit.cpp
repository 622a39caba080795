#include <algorithm>

#include "diff/change_words.hpp"
#include "tariff/diff.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using report::MoneyText;

constexpr std::string_view blanks = " \t";

auto trimmed(std::string_view text) -> std::string_view {
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

auto is_currency(std::string_view text) -> bool {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

auto read_number(std::string_view text, Rational& out) -> bool {
  return Rational::parse(trimmed(text), out) && !out.is_negative();
}

auto sum_reason(const CurrencyChange& change, const IncreaseLimit& limit, MoneyText& money)
    -> std::string {
  return "the expected total rises by " + money.amount(change.change->expected, change.currency) +
         ", more than " + limit.text;
}

// Why a rise of one currency is too much; empty: it is not.
auto reason_of(const CurrencyChange& change, const TotalsChange& totals, const IncreaseLimit& limit,
               MoneyText& money) -> std::string {
  if (!change.change) {
    return "the change in " + change.currency + " is too large for exact arithmetic";
  }
  const auto rise = change.change->expected;
  if ((rise <=> Rational{}) <= 0) return {};
  const auto by = money.amount(rise, change.currency);
  if (limit.amount) {
    if (limit.amount->currency != change.currency) {
      return "the expected total rises by " + by + ", which " + limit.text +
             " cannot be compared with";
    }
    return (rise <=> limit.amount->amount) > 0 ? sum_reason(change, limit, money) : std::string{};
  }
  if (!change.percent) {
    const std::string what = totals.base.unknown > 0 ? "a total that is not known" : "0";
    return "the expected total rises by " + by + " from " + what + ", which is no percentage";
  }
  if ((*change.percent <=> limit.percent) <= 0) return {};
  return "the expected total rises by " + diff::percent_text(*change.percent) + " (" + by +
         "), more than " + limit.text;
}

}  // namespace

auto parse_increase_limit(std::string_view text, IncreaseLimit& out, std::string& why) -> bool {
  const auto given = trimmed(text);
  IncreaseLimit limit;
  limit.text = given;
  why = "expected an amount and its currency, or percent: 5USD, \"0.50 USD\", 10%";
  if (given.ends_with('%')) {
    if (!read_number(given.substr(0, given.size() - 1), limit.percent)) return false;
  } else {
    if (given.size() < 4 || !is_currency(given.substr(given.size() - 3))) return false;
    Money amount;
    amount.currency = given.substr(given.size() - 3);
    if (!read_number(given.substr(0, given.size() - 3), amount.amount)) return false;
    limit.amount = std::move(amount);
  }
  why.clear();
  out = std::move(limit);
  return true;
}

auto check_increase(const TotalsChange& totals, const IncreaseLimit& limit) -> IncreaseCheck {
  IncreaseCheck check;
  check.limit = limit.text;
  MoneyText money;
  for (const auto& change : totals.currencies) {
    auto reason = reason_of(change, totals, limit, money);
    if (reason.empty()) continue;
    check.exceeded = true;
    check.reasons.push_back(std::move(reason));
  }
  if (totals.head.unknown > totals.base.unknown) {
    const auto more = totals.head.unknown - totals.base.unknown;
    check.reasons.push_back("the cost of " + report::counted(more, "more request") +
                            " is unknown, and not in the increase");
  }
  return check;
}

}  // namespace v0
}  // namespace tariff
