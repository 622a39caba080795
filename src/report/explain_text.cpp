// A rule or an offer, for people.
#include <algorithm>
#include <set>

#include "catalog/findings.hpp"
#include "report/explain.hpp"
#include "report/money_text.hpp"
#include "report/paint.hpp"
#include "report/table.hpp"
#include "report/utf8.hpp"
#include "report/words.hpp"

namespace tariff::report {
namespace {

using catalog::CatalogData;
using catalog::Offer;

class Explainer {
 public:
  Explainer(const CatalogData& data, Date as_of, TextOptions options)
      : data_(data), as_of_(as_of), paint_(options) {}

  auto run(const Subject& subject) -> std::string {
    code(subject);
    for (const auto* offer : subject.offers) this->offer(*offer);
    return std::move(out_);
  }

  auto run_all(const std::vector<Subject>& subjects) -> std::string {
    std::string_view family;
    for (const auto& subject : subjects) {
      if (family_of(subject.name) != family) {
        family = family_of(subject.name);
        const auto title = family_title(family);
        heading(std::string{family} + (title.empty() ? "" : ": " + std::string{title}));
      }
      code(subject);
    }
    return std::move(out_);
  }

 private:
  void code(const Subject& subject) {
    if (subject.own != nullptr) own(*subject.own);
    for (const auto& use : subject.rules) rule(use);
    for (const auto& use : subject.findings) finding(use);
    for (const auto* conflict : conflicts_of(subject)) this->conflict(*conflict);
  }

  void own(const OwnCode& own) {
    heading(std::string{own.code} + ": " + to_string(own.severity));
    line("means", own.title);
    line("why", own.why);
    block("bad example", own.bad);
    block("good example", own.good);
  }

  // Text as it stands, indented.
  void block(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    out_ += "  " + paint_.dim(label) + ":\n";
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      out_ += "    " + printable(text.substr(0, end)) + "\n";
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void example(std::string_view label, const std::optional<check::CodeExample>& example) {
    if (!example) return;
    const auto name = example->name.empty() ? std::string{} : " (" + example->name + ")";
    line(std::string{label} + name, record_of(example->request, Reader::person));
  }

  void examples(const check::ExamplePair& pair) {
    example("bad example", pair.bad);
    example(pair.good_is_fixed ? "with its fix" : "good example", pair.good);
  }

  void heading(std::string_view text) {
    if (!out_.empty()) out_ += "\n";
    out_ += paint_.bold(printable(text)) + "\n";
  }

  void line(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    out_ += "  " + paint_.dim(label) + ": " + printable(text) + "\n";
  }

  void source(catalog::SourceId id, std::string_view label = "source") {
    if (id == 0 || id >= data_.sources.size()) return;
    const auto& source = data_.sources[id];
    std::string text = source.url;
    if (!source.dated.empty()) text += ", dated " + source.dated;
    if (!source.read.empty()) text += ", read " + source.read;
    if (!source.confidence.empty()) text += " (" + source.confidence + ")";
    line(label, text);
    line("  which says", source.about);
  }

  void offers(const std::vector<const Offer*>& offers) {
    line("offers", joined(short_names(data_, offers)));
  }

  void rule(const RuleUse& use) {
    const auto& rule = *use.rule;
    heading(rule.code + ": " + to_string(rule.severity));
    line("why", rule.why);
    line("applies when", rule.when_text);
    line("requires", rule.require_text);
    line("message", to_text(rule.message));
    line("provider says", to_text(rule.provider_message));
    line("provider's code", rule.provider_code);
    line("in force", to_text(rule.period));
    source(rule.source);
    if (!rule.file.empty()) line("written in", rule.file + ":" + std::to_string(rule.line));
    offers(use.offers);
    examples(use.examples);
  }

  void finding(const FindingUse& use) {
    const auto& words = catalog::finding_default(use.kind);
    const auto& finding = *use.finding;
    heading(finding.code + ": " + to_string(finding.severity) + ", from reading a request");
    line("finds", words.key);
    line("message",
         finding.message.empty() ? std::string{words.message} : to_text(finding.message));
    line("provider says", to_text(finding.provider_message));
    line("provider's code", finding.provider_code);
    source(finding.source);
    offers(use.offers);
    examples(use.examples);
  }

  void conflict(const catalog::Conflict& conflict) {
    heading("Conflict " + conflict.id);
    line("one says", conflict.claim);
    line("another says", conflict.against);
    line("we take", conflict.resolution);
    line("resolved in", joined(conflict.rules));
    source(conflict.source, "the losing claim");
  }

  void offer(const Offer& offer) {
    heading(offer.name() + (offer.title.empty() ? "" : ": " + offer.title));
    line("endpoint", offer.endpoint);
    line("lifecycle", joined(status_of(offer.lifecycle)));
    source(offer.lifecycle.source);
    line("other names", other_names(offer));
    line("written in", offer.file);
    parameters(offer);
    rules(offer);
    cards(offer);
    for (const auto& conflict : offer.conflicts) this->conflict(conflict);
    sources(offer);
  }

  auto other_names(const Offer& offer) const -> std::string {
    std::vector<std::string> names;
    for (const auto& name : data_.names) {
      if (!name.canonical && &data_.offers[name.offer] == &offer) names.push_back(name.model);
    }
    return joined(names);
  }

  void section(std::string_view title) { out_ += "\n  " + paint_.bold(title) + "\n"; }

  void parameters(const Offer& offer) {
    if (offer.parameters.empty()) return;
    section("Parameters");
    Table table{{{"name"}, {"type"}, {"default"}, {"takes", Table::Align::left, 100}}};
    for (const auto& parameter : offer.parameters) {
      auto takes = accepts(parameter);
      if (parameter.refused) takes = "refused";
      if (parameter.ignored) takes = "anything, and ignores it";
      const auto preset = parameter.required ? std::string{"(required)"}
                          : parameter.preset ? parameter.preset->to_json()
                                             : std::string{};
      table.add({parameter.name, to_text(parameter.type), preset, takes});
    }
    out_ += table.to_text(paint_);
  }

  void rules(const Offer& offer) {
    if (offer.rules.empty()) return;
    section("Rules");
    Table table{{{"code"}, {"severity"}, {"requires", Table::Align::left, 100}}};
    for (const auto& rule : offer.rules) {
      table.add({rule.code, to_string(rule.severity), rule.require_text});
    }
    out_ += table.to_text(paint_);
  }

  void cards(const Offer& offer) {
    if (offer.cards.empty()) {
      section("Prices: none are known");
      return;
    }
    for (const auto& card : offer.cards) this->card(card);
  }

  void card(const catalog::RateCard& card) {
    auto title = "Prices in " + card.currency;
    if (const auto period = to_text(card.period); !period.empty()) title += " " + period;
    if (card.period.contains(as_of_)) title += " (in force)";
    section(title);
    if (!card.unit.empty()) line("unit", card.unit + ", worth " + money(card.worth, card.currency));
    if (card.factor != Rational{1}) line("factor on all", card.factor.to_fraction());
    meters(card);
    for (const auto& tier : card.tiers) line("tier " + tier.name, tier_text(tier));
    for (const auto& step : card.rounding) line("rounded", rounding_text(card, step));
    for (const auto& text : card.excluded) line("not included", text);
    source(card.source);
  }

  static auto money(Rational amount, std::string_view currency) -> std::string {
    return MoneyText{}.amount(amount, currency);
  }

  void meters(const catalog::RateCard& card) {
    Table table{{{"meter"}, {"counted"}, {"rate"}, {"source", Table::Align::left, 100}}};
    for (const auto& meter : card.meters) {
      const auto id = meter.source < data_.sources.size() ? meter.source : 0;
      table.add({meter.name, meter.per_image ? "per image" : "per request",
                 rate_of(card, meter, card.currency), data_.sources[id].url});
    }
    out_ += table.to_text(paint_);
  }

  static auto tier_text(const catalog::Tier& tier) -> std::string {
    if (!tier.known) return "price not known: " + tier.reason;
    return "times " +
           (tier.factor.is_terminating() ? tier.factor.to_decimal() : tier.factor.to_fraction());
  }

  static auto rounding_text(const catalog::RateCard& card, const catalog::RoundingStep& step)
      -> std::string {
    using Of = catalog::RoundingStep::Of;
    const std::string what = step.of == Of::request ? "the request"
                             : step.of == Of::image ? "each image"
                                                    : step.meter;
    return what + " " + to_text(step.direction) + " to a multiple of " +
           (card.unit.empty() ? money(step.step, card.currency)
                              : step.step.to_decimal() + " " + card.unit);
  }

  void sources(const Offer& offer) {
    std::set<catalog::SourceId> ids;
    for (const auto& rule : offer.rules) ids.insert(rule.source);
    for (const auto& parameter : offer.parameters) ids.insert(parameter.source);
    for (const auto& card : offer.cards) ids.insert(card.source);
    ids.erase(0);
    if (ids.empty()) return;
    section("Sources");
    for (const auto id : ids) source(id, id < data_.sources.size() ? data_.sources[id].id : "");
  }

  const CatalogData& data_;
  Date as_of_;
  Paint paint_;
  std::string out_;
};

}  // namespace

auto explain_to_text(const CatalogData& data, const Subject& subject, Date as_of,
                     TextOptions options) -> std::string {
  return Explainer{data, as_of, options}.run(subject);
}

auto explain_all_to_text(const CatalogData& data, const std::vector<Subject>& subjects,
                         TextOptions options) -> std::string {
  return Explainer{data, Date{}, options}.run_all(subjects);
}

}  // namespace tariff::report
