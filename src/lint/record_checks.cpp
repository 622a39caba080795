#include "lint/record_checks.hpp"

#include <algorithm>

#include "lint/policy.hpp"
#include "report/money_text.hpp"
#include "report/words.hpp"

namespace tariff::lint {
namespace {

constexpr std::string_view quality_field = "quality";

auto make(const char* code, Severity severity, std::string path, std::string message)
    -> Diagnostic {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = severity;
  diagnostic.path = std::move(path);
  diagnostic.message = std::move(message);
  return diagnostic;
}

// The parameter that sets the quality and leaves it to the provider; null: the cost does not hang
// on it.
auto open_quality(const catalog::Offer& offer, const Quote& quote) -> const catalog::Parameter* {
  for (const auto& parameter : offer.parameters) {
    if (parameter.slot >= offer.slots.size()) continue;
    if (offer.slots[parameter.slot].name != quality_field) continue;
    const auto& open = quote.depends_on;
    if (std::find(open.begin(), open.end(), parameter.name) != open.end()) return &parameter;
  }
  return nullptr;
}

// high >= spread * low; a product that does not fit is one that is far above.
auto is_wide(const Range& range, const Rational& spread) -> bool {
  Rational limit;
  return checked_mul(range.low, spread, limit) && (range.high <=> limit) >= 0 &&
         (range.high <=> range.low) > 0;
}

void check_cost(const catalog::Offer& offer, const LintSettings& settings, RecordResult& result) {
  const auto& quote = result.verdict.quote;
  auto& found = result.verdict.diagnostics;
  if (quote.kind == CostKind::unknown) {
    found.push_back(make(
        code::cost_unknown, Severity::warning, "",
        "the cost is unknown: " + (quote.reason.empty() ? "no price is known" : quote.reason)));
    return;
  }
  if (!is_wide(quote.total, settings.auto_spread)) return;
  const auto* parameter = open_quality(offer, quote);
  if (parameter == nullptr) return;
  report::MoneyText money;
  found.push_back(make(code::cost_auto_quality, Severity::warning, "params." + parameter->name,
                       "the provider chooses the " + parameter->name + ", and the cost runs from " +
                           money.amount(quote.total.low, quote.currency) + " to " +
                           money.amount(quote.total.high, quote.currency)));
}

auto days_since_read(const catalog::Source& source, Date day) -> std::optional<std::int32_t> {
  Date read;
  if (!Date::parse(source.read, read)) return std::nullopt;
  return day.days - read.days;
}

void check_age(const catalog::CatalogData& data, const catalog::Offer& offer, Date day,
               const LintSettings& settings, std::vector<Diagnostic>& out) {
  const auto card = std::find_if(offer.cards.begin(), offer.cards.end(),
                                 [&](const auto& each) { return each.period.contains(day); });
  if (card == offer.cards.end()) return;
  const auto& source = data.sources[card->source];
  const auto age = days_since_read(source, day);
  if (!age || *age <= settings.stale_price_days) return;
  auto stale = make(code::price_stale, Severity::warning, "",
                    "the prices of " + offer.name() + " were last read on " + source.read + ", " +
                        report::counted(*age, "day") + " ago");
  stale.source = source.url;
  out.push_back(std::move(stale));
}

void check_retirement(const catalog::CatalogData& data, const catalog::Offer& offer, Date day,
                      const LintSettings& settings, std::vector<Diagnostic>& out) {
  const auto& life = offer.lifecycle;
  if (!life.shut_down || *life.shut_down <= day) return;  // from then on the rules refuse it
  const auto left = life.shut_down->days - day.days;
  if (left > settings.retirement_days) return;
  auto text = offer.provider + "/" + offer.model + " is shut down on " +
              life.shut_down->to_string() + ", in " + report::counted(left, "day");
  if (!life.replaced_by.empty()) text += "; replaced by " + report::joined(life.replaced_by);
  auto retiring = make(code::model_retiring, Severity::warning, "", std::move(text));
  retiring.source = data.sources[life.source].url;
  out.push_back(std::move(retiring));
}

}  // namespace

void check_record(const catalog::Offer& offer, const Record& record, const LintSettings& settings,
                  RecordResult& result) {
  const auto before = result.verdict.diagnostics.size();
  if (result.verdict.accepted) check_cost(offer, settings, result);
  auto& found = result.verdict.diagnostics;
  for (auto i = before; i < found.size(); ++i) found[i].location = record.locate(found[i].path);
}

auto check_offer(const catalog::CatalogData& data, const catalog::Offer& offer, Date day,
                 const LintSettings& settings) -> std::vector<Diagnostic> {
  std::vector<Diagnostic> out;
  check_age(data, offer, day, settings, out);
  check_retirement(data, offer, day, settings, out);
  return out;
}

auto is_quiet(CostKind kind, const Range& total, const LintSettings& settings) noexcept -> bool {
  const bool may_break_policy = settings.policies != nullptr && !settings.policies->empty();
  return kind != CostKind::unknown && !is_wide(total, settings.auto_spread) && !may_break_policy;
}

auto figure_of(const Range& cost, CostBasis basis) noexcept -> Rational {
  switch (basis) {
    case CostBasis::low: return cost.low;
    case CostBasis::expected: return cost.expected;
    case CostBasis::high: return cost.high;
  }
  return cost.expected;
}

auto to_string(CostBasis basis) noexcept -> const char* {
  switch (basis) {
    case CostBasis::low: return "low";
    case CostBasis::expected: return "expected";
    case CostBasis::high: return "high";
  }
  return "";
}

}  // namespace tariff::lint
