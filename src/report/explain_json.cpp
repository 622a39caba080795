// A rule or an offer, for machines.
#include "catalog/findings.hpp"
#include "report/explain.hpp"
#include "report/json_writer.hpp"
#include "report/record_json.hpp"

namespace tariff::report {
namespace {

using catalog::CatalogData;
using catalog::Offer;

class Writer {
 public:
  Writer(const CatalogData& data, std::string& out) : data_(data), json_(out) {}

  void run(const Subject& subject) {
    json_.begin_object().member("version", TARIFF_VERSION).member("catalog", data_.hash);
    json_.member("subject", subject.name);
    meaning(subject);
    json_.key("offers").begin_array();
    for (const auto* offer : subject.offers) this->offer(*offer);
    json_.end_array().end_object();
  }

  void run_all(const std::vector<Subject>& subjects) {
    json_.begin_object().member("version", TARIFF_VERSION).member("catalog", data_.hash);
    json_.key("codes").begin_array();
    for (const auto& subject : subjects) code(subject);
    json_.end_array().end_object();
  }

  void code(const Subject& subject) {
    json_.begin_object().member("code", subject.name).member("family", family_of(subject.name));
    meaning(subject);
    json_.end_object();
  }

 private:
  void meaning(const Subject& subject) {
    if (subject.own != nullptr) own(*subject.own);
    json_.key("rules").begin_array();
    for (const auto& use : subject.rules) rule(use);
    json_.end_array().key("findings").begin_array();
    for (const auto& use : subject.findings) finding(use);
    json_.end_array().key("conflicts").begin_array();
    for (const auto* conflict : conflicts_of(subject)) this->conflict(*conflict);
    json_.end_array();
  }

  void own(const OwnCode& own) {
    json_.key("own")
        .begin_object()
        .member("title", own.title)
        .member("severity", to_string(own.severity))
        .optional_member("why", own.why);
    if (!own.bad.empty()) {
      json_.member("kind", to_string(own.kind)).member("bad", own.bad).member("good", own.good);
    }
    json_.end_object();
  }

  void example(const char* name, const std::optional<check::CodeExample>& example) {
    if (!example) return;
    json_.key(name).begin_object().optional_member("name", example->name);
    json_.key("record").raw(record_of(example->request, Reader::machine)).end_object();
  }

  void examples(const check::ExamplePair& pair) {
    example("bad", pair.bad);
    example("good", pair.good);
    if (pair.good_is_fixed) json_.flag_member("good_is_fixed", true);
  }

  void source(catalog::SourceId id) {
    if (id == 0 || id >= data_.sources.size()) return;
    const auto& source = data_.sources[id];
    json_.key("source")
        .begin_object()
        .member("url", source.url)
        .optional_member("about", source.about)
        .optional_member("dated", source.dated)
        .optional_member("read", source.read)
        .optional_member("confidence", source.confidence)
        .end_object();
  }

  void period(const Period& period) {
    if (period.from != Date::distant_past()) json_.member("from", period.from.to_string());
    if (period.until != Date::distant_future()) json_.member("until", period.until.to_string());
  }

  void names(const std::vector<const Offer*>& offers) {
    json_.key("offers").begin_array();
    for (const auto* offer : offers) json_.text(offer->name());
    json_.end_array();
  }

  void rule(const RuleUse& use) {
    const auto& rule = *use.rule;
    json_.begin_object()
        .member("code", rule.code)
        .member("severity", to_string(rule.severity))
        .optional_member("why", rule.why)
        .optional_member("when", rule.when_text)
        .member("require", rule.require_text)
        .member("message", to_text(rule.message))
        .optional_member("provider_message", to_text(rule.provider_message))
        .optional_member("provider_code", rule.provider_code);
    period(rule.period);
    source(rule.source);
    json_.optional_member("file", rule.file).count_member("line", rule.line);
    names(use.offers);
    examples(use.examples);
    json_.end_object();
  }

  void finding(const FindingUse& use) {
    const auto& words = catalog::finding_default(use.kind);
    const auto& finding = *use.finding;
    json_.begin_object()
        .member("code", finding.code)
        .member("severity", to_string(finding.severity))
        .member("finding", words.key)
        .member("message",
                finding.message.empty() ? std::string{words.message} : to_text(finding.message))
        .optional_member("provider_message", to_text(finding.provider_message))
        .optional_member("provider_code", finding.provider_code);
    source(finding.source);
    names(use.offers);
    examples(use.examples);
    json_.end_object();
  }

  void conflict(const catalog::Conflict& conflict) {
    json_.begin_object()
        .member("id", conflict.id)
        .member("claim", conflict.claim)
        .member("against", conflict.against)
        .member("resolution", conflict.resolution);
    json_.key("rules");
    write_texts(json_, conflict.rules);
    source(conflict.source);
    json_.end_object();
  }

  void offer(const Offer& offer) {
    json_.begin_object()
        .member("name", offer.name())
        .member("title", offer.title)
        .optional_member("endpoint", offer.endpoint)
        .optional_member("file", offer.file);
    lifecycle(offer.lifecycle);
    json_.key("parameters").begin_array();
    for (const auto& parameter : offer.parameters) this->parameter(parameter);
    json_.end_array().key("rules").begin_array();
    for (const auto& rule : offer.rules) json_.text(rule.code);
    json_.end_array().key("prices").begin_array();
    for (const auto& card : offer.cards) this->card(card);
    json_.end_array().key("conflicts").begin_array();
    for (const auto& conflict : offer.conflicts) this->conflict(conflict);
    json_.end_array().end_object();
  }

  void day(const char* name, const std::optional<Date>& day) {
    if (day) json_.member(name, day->to_string());
  }

  void lifecycle(const catalog::Lifecycle& lifecycle) {
    json_.key("lifecycle").begin_object();
    day("preview", lifecycle.preview);
    day("available", lifecycle.available);
    day("deprecated", lifecycle.deprecated);
    day("shut_down", lifecycle.shut_down);
    json_.key("replaced_by");
    write_texts(json_, lifecycle.replaced_by);
    source(lifecycle.source);
    json_.end_object();
  }

  void parameter(const catalog::Parameter& parameter) {
    json_.begin_object()
        .member("name", parameter.name)
        .member("type", to_text(parameter.type))
        .flag_member("required", parameter.required);
    if (parameter.preset) json_.key("default").value(*parameter.preset);
    if (parameter.nullable) json_.flag_member("nullable", true);
    if (parameter.ignored) json_.flag_member("ignored", true);
    if (parameter.refused) json_.flag_member("refused", true);
    json_.optional_member("takes", accepts(parameter));
    json_.optional_member("about", parameter.about);
    source(parameter.source);
    json_.end_object();
  }

  void card(const catalog::RateCard& card) {
    json_.begin_object().member("currency", card.currency);
    period(card.period);
    json_.optional_member("unit", card.unit).key("meters").begin_array();
    for (const auto& meter : card.meters) {
      json_.begin_object()
          .member("name", meter.name)
          .member("counted", meter.per_image ? "per image" : "per request")
          .member("rate", rate_of(card, meter, card.currency));
      source(meter.source);
      json_.end_object();
    }
    json_.end_array().key("tiers").begin_array();
    for (const auto& tier : card.tiers) json_.text(tier.name);
    json_.end_array();
    source(card.source);
    json_.end_object();
  }

  const CatalogData& data_;
  JsonWriter json_;
};

}  // namespace

auto explain_to_json(const CatalogData& data, const Subject& subject) -> std::string {
  std::string out;
  Writer{data, out}.run(subject);
  out += '\n';
  return out;
}

auto explain_all_to_json(const CatalogData& data, const std::vector<Subject>& subjects)
    -> std::string {
  std::string out;
  Writer{data, out}.run_all(subjects);
  out += '\n';
  return out;
}

auto explain_all_to_jsonl(const CatalogData& data, const std::vector<Subject>& subjects)
    -> std::string {
  std::string out;
  for (const auto& subject : subjects) {
    Writer{data, out}.code(subject);
    out += '\n';
  }
  return out;
}

}  // namespace tariff::report
