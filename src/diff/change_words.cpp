#include "diff/change_words.hpp"

#include <vector>

#include "report/utf8.hpp"

namespace tariff::diff {
namespace {

using report::MoneyText;

constexpr std::string_view arrow = " → ";

auto with_sign(const std::string& text, Rational value) -> std::string {
  return (value <=> Rational{}) > 0 ? "+" + text : text;
}

auto value_text(const std::optional<Value>& value, std::size_t most) -> std::string {
  return value ? report::shorten(value->to_json(), most) : "(not set)";
}

// "size" is "params.size" in the record, and everybody knows.
auto short_path(std::string_view path) -> std::string {
  constexpr std::string_view params = "params.";
  return std::string{path.starts_with(params) ? path.substr(params.size()) : path};
}

auto change_text(MoneyText& money, const CurrencyChange& change) -> std::string {
  if (!change.change) return "too large to say in " + change.currency;
  auto text = signed_amount(money, change.change->expected, change.currency);
  if (change.percent) text += " (" + signed_percent_text(*change.percent) + ")";
  return text;
}

auto tenths(Rational value) -> std::string {
  Rational step;
  Rational shown = value;
  if (Rational::make(1, 10, step) && !round_to(value, step, Rounding::half_even, shown)) {
    shown = value;
  }
  return shown.to_decimal(1);
}

}  // namespace

auto percent_text(Rational percent) -> std::string {
  return tenths(percent) + "%";
}

auto signed_percent_text(Rational percent) -> std::string {
  return with_sign(percent_text(percent), percent);
}

auto signed_amount(MoneyText& money, Rational amount, std::string_view currency) -> std::string {
  return with_sign(money.amount(amount, currency), amount);
}

auto headline_text(MoneyText& money, const TotalsChange& totals) -> std::string {
  std::vector<std::string> parts;
  for (const auto& change : totals.currencies) {
    if (change.change == Range{}) continue;
    parts.push_back(change_text(money, change));
  }
  if (parts.empty()) parts.emplace_back("no change");
  if (totals.head.unknown > 0) {
    parts.push_back(report::counted(totals.head.unknown, "request") + " of unknown cost");
  }
  return report::joined(parts);
}

auto range_text(MoneyText& money, const Range& range, std::string_view currency) -> std::string {
  auto text = money.amount(range.expected, currency);
  if (range.is_exact()) return text;
  return text + " (" + money.amount(range.low, currency) + " to " +
         money.amount(range.high, currency) + ")";
}

auto cost_text(MoneyText& money, const std::optional<AssetSide>& side) -> std::string {
  if (!side) return "-";
  const auto& cost = side->cost;
  if (cost.standing != CostStanding::priced) return to_string(cost.standing);
  return range_text(money, cost.total, cost.currency);
}

auto sum_text(MoneyText& money, const CurrencySum& sum, std::string_view currency) -> std::string {
  if (sum.records == 0) return "-";
  const std::string more = sum.too_large ? "> " : "";
  return more + range_text(money, sum.total, currency);
}

auto asset_change_text(MoneyText& money, const AssetChange& change) -> std::string {
  if (!change.change) return "unknown";
  if (change.currency.empty()) return "";
  return signed_amount(money, change.change->expected, change.currency);
}

auto settings_text(const AssetChange& change, std::size_t most) -> std::string {
  std::vector<std::string> parts;
  const bool both = change.base && change.head;
  if (!both) return change.side().offer;
  if (change.base->offer != change.head->offer) {
    const auto named = [](const std::string& offer) { return offer.empty() ? "(none)" : offer; };
    parts.push_back("offer " + named(change.base->offer) + std::string{arrow} +
                    named(change.head->offer));
  }
  for (const auto& [path, base, head] : change.settings) {
    parts.push_back(short_path(path) + " " + value_text(base, most) + std::string{arrow} +
                    value_text(head, most));
  }
  if (parts.empty()) return change.side().offer;
  return report::joined(parts, "; ");
}

auto count_change_text(std::int64_t base, std::int64_t head) -> std::string {
  const auto number = [](std::int64_t value) { return MoneyText{}.quantity(Rational{value}); };
  if (base == head) return base == 0 ? "" : number(base);
  return number(base) + std::string{arrow} + number(head);
}

auto counts_text(const ChangeCounts& counts) -> std::string {
  std::vector<std::string> parts;
  const auto add = [&parts](std::int64_t count, const char* what) {
    if (count != 0) parts.push_back(MoneyText{}.quantity(Rational{count}) + " " + what);
  };
  add(counts.added, "added");
  add(counts.removed, "removed");
  add(counts.changed, "changed");
  add(counts.repriced, "repriced");
  add(counts.unchanged, "unchanged");
  return parts.empty() ? "no assets" : report::joined(parts);
}

auto standing_text(const BudgetLine& line) -> std::string {
  if (line.exceeded) return "EXCEEDED";
  return line.at_risk ? "kept if it goes as expected" : "kept";
}

auto asset_name(const AssetChange& change) -> std::string {
  return change.id.empty() ? "(no id)" : change.id;
}

auto place_text(const Location& location) -> std::string {
  if (location.line == 0) return location.file;
  return location.file + ":" + std::to_string(location.line) + ":" +
         std::to_string(location.column);
}

}  // namespace tariff::diff
