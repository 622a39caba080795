// The breakdown of one quote, for people.
#include "report/money_text.hpp"
#include "report/paint.hpp"
#include "report/table.hpp"
#include "report/utf8.hpp"
#include "report/words.hpp"
#include "tariff/report.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using report::MoneyText;
using report::Paint;
using report::printable;
using report::Table;

auto amount_of(const Range& range, std::string_view currency, MoneyText& money) -> std::string {
  if (range.is_exact()) return money.amount(range.expected, currency);
  return money.amount(range.low, currency) + " to " + money.amount(range.high, currency);
}

// What one unit of the quantity costs, where that is one number.
auto rate_of(const Meter& meter, std::string_view currency, MoneyText& money) -> std::string {
  if (meter.quantity.expected.is_zero()) return {};
  Rational rate;
  if (!checked_div(meter.amount.expected, meter.quantity.expected, rate)) return {};
  if ((rate <=> Rational{0}) <= 0) return {};
  const Rational million{1'000'000};
  Rational per_million;
  if (meter.name.ends_with("tokens") && checked_mul(rate, million, per_million)) {
    return money.amount(per_million, currency) + " per million";
  }
  return money.amount(rate, currency) + " each";
}

auto meters_to_text(const Quote& quote, MoneyText& money, const Paint& paint) -> std::string {
  using Align = Table::Align;
  Table table{
      {{"meter"}, {"quantity", Align::right}, {"rate", Align::right}, {"amount", Align::right}}};
  for (const auto& meter : quote.meters) {
    table.add({meter.name, money.quantity(meter.quantity), rate_of(meter, quote.currency, money),
               amount_of(meter.amount, quote.currency, money)});
  }
  return table.empty() ? std::string{} : table.to_text(paint);
}

auto headline(const RecordResult& result) -> std::string {
  std::string text = printable(result.id);
  if (!result.verdict.offer.empty()) {
    if (!text.empty()) text += "  ";
    text += printable(result.verdict.offer);
  }
  return text;
}

void add_line(std::string& out, std::string_view label, std::string_view text) {
  if (text.empty()) return;
  out += "  ";
  out += label;
  out += ": ";
  out += printable(text);
  out += '\n';
}

auto total_line(const RecordResult& result, MoneyText& money, const Paint& paint) -> std::string {
  const auto& quote = result.verdict.quote;
  if (quote.kind == CostKind::unknown) {
    const auto reason = quote.reason.empty() ? "no price is known" : quote.reason;
    return "  cost " + paint.caution("unknown") + ": " + printable(reason) + "\n";
  }
  std::string text = paint.bold(money.range(quote.total, quote.currency));
  if (quote.settled) text += " (settled from the reported usage)";
  if (!quote.unit.empty()) {
    text += " = " + money.quantity(quote.unit_total) + " " + printable(quote.unit);
  }
  return "  " + text + " a request\n";
}

// The cost of all that the record asks for, where that is more than one request.
auto multiple_line(const RecordResult& result, MoneyText& money) -> std::string {
  const auto& quote = result.verdict.quote;
  Range cost;
  if (result.requests == Range::exactly(Rational{1}) || !record_cost(result, cost)) return {};
  return "  " + money.range(cost, quote.currency) + " for " + money.quantity(result.requests) +
         " requests\n";
}

}  // namespace

auto QuoteText::add(const RecordResult& result) -> std::string {
  const Paint paint{options_};
  const auto& quote = result.verdict.quote;
  MoneyText money;
  std::string out = paint.bold(headline(result)) + "\n";
  if (!result.verdict.accepted) {
    out += "  " + paint.bad("refused") + ": the provider would not accept this request\n";
  }
  out += total_line(result, money, paint);
  if (quote.kind != CostKind::unknown) out += meters_to_text(quote, money, paint);
  out += multiple_line(result, money);
  add_line(out, "depends on", report::joined(quote.depends_on));
  for (const auto& text : quote.excluded) add_line(out, "not included", text);
  for (const auto& text : quote.notes) add_line(out, "note", text);
  for (const auto& text : result.notes) add_line(out, "note", text);
  sources_.insert(quote.sources.begin(), quote.sources.end());
  rounded_ = rounded_ || money.has_rounded();
  return out;
}

auto QuoteText::footer() const -> std::string {
  const Paint paint{options_};
  std::string out;
  if (!sources_.empty()) out += "\n" + paint.bold("Prices from") + "\n";
  for (const auto& source : sources_) out += "  " + printable(source) + "\n";
  if (rounded_) out += "\n" + paint.dim(MoneyText::footnote()) + "\n";
  return out;
}

}  // namespace v0
}  // namespace tariff
