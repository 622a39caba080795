#include "lsp/describe.hpp"

#include <algorithm>
#include <string>

#include "report/explain.hpp"
#include "report/money_text.hpp"
#include "report/utf8.hpp"
#include "report/words.hpp"

namespace tariff::lsp {
namespace {

using catalog::CatalogData;
using catalog::Offer;
using report::MoneyText;

constexpr auto rounded_note = "numbers are rounded for display, half to even";

// Longer lists of values are cut. Unit: terminal cells.
constexpr std::size_t longest_list = 400;

void add_source(Markup& out, const CatalogData& data, catalog::SourceId id) {
  if (id == 0 || id >= data.sources.size()) return;
  const auto& source = data.sources[id];
  if (source.url.empty()) return;
  out.paragraph().text("source: ").link(source.url, source.url);
  if (!source.dated.empty()) out.text(", dated " + source.dated);
  if (!source.confidence.empty()) out.text(" (" + source.confidence + ")");
}

void add_rule(Markup& out, const catalog::Rule& rule) {
  out.bullet().code(rule.code).text(" ");
  if (!rule.when_text.empty()) out.text("when ").code(rule.when_text).text(": ");
  out.code(rule.require_text);
  if (!rule.why.empty()) out.text(", because ").text(rule.why);
}

auto rule_of(const Offer& offer, std::string_view code) -> const catalog::Rule* {
  const auto found = std::find_if(offer.rules.begin(), offer.rules.end(),
                                  [&](const catalog::Rule& rule) { return rule.code == code; });
  return found == offer.rules.end() ? nullptr : &*found;
}

void add_finding(Markup& out, const Offer* offer, const Diagnostic& found) {
  out.bullet().strong(to_string(found.severity)).text(" ");
  if (found.source.empty()) {
    out.code(found.code);
  } else {
    out.link(found.code, found.source);
  }
  out.text(" ").text(found.message);
  if (!found.because.empty()) out.text(" (").text(found.because).text(")");
  const auto* rule = offer == nullptr ? nullptr : rule_of(*offer, found.code);
  if (rule == nullptr) return;
  out.text("; the rule is ").code(rule->require_text);
  if (!rule->why.empty()) out.text(", because ").text(rule->why);
}

void add_line(Markup& out, std::string_view label, std::string_view words) {
  if (!words.empty()) out.bullet().text(label).text(": ").text(words);
}

void add_meters(Markup& out, const Quote& quote, MoneyText& money) {
  for (const auto& meter : quote.meters) {
    out.bullet().text(meter.name + ": " + money.quantity(meter.quantity) + " = " +
                      money.range(meter.amount, quote.currency));
  }
}

void add_price(Markup& out, const RecordResult& result, MoneyText& money) {
  const auto& quote = result.verdict.quote;
  out.paragraph();
  if (!result.verdict.accepted) out.strong("refused").text(" by the provider; ");
  if (quote.kind == CostKind::unknown) {
    out.text("cost unknown: ").text(quote.reason.empty() ? "no price is known" : quote.reason);
    return;
  }
  out.strong(money.range(quote.total, quote.currency)).text(" a request");
  if (!quote.unit.empty()) out.text(" = " + money.quantity(quote.unit_total) + " " + quote.unit);
  Range cost;
  if (result.requests != Range::exactly(Rational{1}) && record_cost(result, cost)) {
    out.text("; ").strong(money.range(cost, quote.currency));
    out.text(" for " + money.quantity(result.requests) + " requests");
  }
  add_meters(out, quote, money);
  add_line(out, "depends on", report::joined(quote.depends_on));
  for (const auto& each : quote.excluded) add_line(out, "not included", each);
  for (const auto& each : quote.notes) add_line(out, "note", each);
}

}  // namespace

void describe_parameter(Markup& out, const CatalogData& data, const Offer& offer,
                        const catalog::Parameter& parameter) {
  out.paragraph().strong(parameter.name).text(": ").text(report::to_text(parameter.type));
  if (parameter.required) out.text(", required");
  if (parameter.preset) out.text(", default ").code(parameter.preset->to_json());
  out.text(" (").code(offer.name()).text(")");
  if (parameter.refused) out.paragraph().text("The provider refuses it.");
  if (parameter.ignored) out.paragraph().text("The provider ignores it.");
  if (const auto takes = report::accepts(parameter); !takes.empty()) {
    out.paragraph().text("takes ").text(report::shorten(takes, longest_list));
  }
  if (!parameter.about.empty()) out.paragraph().text(parameter.about);
  for (const auto& rule : offer.rules) {
    if (rule.parameter == parameter.name) add_rule(out, rule);
  }
  add_source(out, data, parameter.source);
}

void describe_offer(Markup& out, const CatalogData& data, const Offer& offer, Date day) {
  out.paragraph().code(offer.name());
  if (!offer.title.empty()) out.text(" ").text(offer.title);
  if (const auto status = report::joined(report::status_of(offer.lifecycle)); !status.empty()) {
    out.paragraph().text(status);
  }
  const auto card = std::find_if(offer.cards.begin(), offer.cards.end(),
                                 [&](const auto& each) { return each.period.contains(day); });
  if (card == offer.cards.end()) {
    out.paragraph().text("no price is known");
    return;
  }
  for (const auto& meter : card->meters) {
    out.bullet().text(meter.name + (meter.per_image ? ", per image: " : ": ") +
                      report::rate_of(*card, meter, card->currency));
  }
  add_source(out, data, card->source);
}

void describe_asset(Markup& out, const CatalogData& data, const RecordResult& result) {
  out.paragraph().strong(result.id.empty() ? "asset" : result.id);
  if (!result.verdict.offer.empty()) out.text(" ").code(result.verdict.offer);
  const auto* offer = find_offer(data, result.verdict.offer);
  if (offer != nullptr && !offer->title.empty()) out.text(" ").text(offer->title);
  MoneyText money;
  if (!result.problem) add_price(out, result, money);
  for (const auto& each : result.notes) add_line(out, "note", each);
  const auto& found = result.problem ? result.problem->diagnostics : result.verdict.diagnostics;
  for (const auto& each : found) add_finding(out, offer, each);
  if (result.problem) return;
  for (const auto& url : result.verdict.quote.sources) {
    out.paragraph().text("price from ").link(url, url);
  }
  if (money.has_rounded()) out.paragraph().text(rounded_note);
}

void describe_totals(Markup& out, std::string_view what, const Totals& totals) {
  MoneyText money;
  out.paragraph().strong(what).text(": ").text(report::counted(totals.records, "asset"));
  for (const auto& [currency, sum] : totals.sums) {
    out.bullet().text(money.range(sum.total, currency));
    if (sum.too_large) out.text(" and more than can be added up");
  }
  if (totals.unknown > 0) out.bullet().text(report::counted(totals.unknown, "unknown cost"));
  if (totals.refused > 0) out.bullet().text(report::counted(totals.refused, "refused request"));
  if (totals.unreadable > 0) {
    out.bullet().text(report::counted(totals.unreadable, "unreadable asset"));
  }
  if (money.has_rounded()) out.paragraph().text(rounded_note);
}

auto find_offer(const CatalogData& data, std::string_view name) -> const Offer* {
  for (std::size_t i = 0; i < data.offers.size(); ++i) {
    const auto key = data.key(i);
    const bool may = name.size() > key.provider.size() && name.starts_with(key.provider) &&
                     name.ends_with(key.operation);
    if (may && data.offers[i].name() == name) return &data.offers[i];
  }
  return nullptr;
}

}  // namespace tariff::lsp
