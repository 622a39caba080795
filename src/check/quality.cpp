// Prices that fall as the quality rises: seldom meant, mostly a slip of the card, or of the page.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "check/findings.hpp"
#include "check/requests.hpp"
#include "tariff/evaluate.hpp"

namespace tariff::check {
namespace {

using catalog::Offer;
using catalog::Parameter;
using catalog::ParameterType;

// The parameter whose words are listed from the least to the best.
auto quality_of(const Offer& offer) -> const Parameter* {
  for (const auto& parameter : offer.parameters) {
    if (parameter.type == ParameterType::enumeration && parameter.slot < offer.slots.size() &&
        offer.slots[parameter.slot].name == "quality") {
      return &parameter;
    }
  }
  return nullptr;
}

auto size_of(const Offer& offer) -> const Parameter* {
  for (const auto& parameter : offer.parameters) {
    if (parameter.type == ParameterType::size) return &parameter;
  }
  return nullptr;
}

auto spell(const Parameter& size, std::int64_t width, std::int64_t height) -> Value {
  if (size.text_form) {
    return Value::text(std::to_string(width) + size.separator + std::to_string(height));
  }
  return Value::object({{"width", Value::integer(width)}, {"height", Value::integer(height)}});
}

// Sizes that people ask for; those that the offer refuses are passed over.
auto sample_sizes(const Parameter& size, std::size_t limit) -> std::vector<Value> {
  std::vector<Value> values;
  for (const auto& [width, height] : size.sizes) values.push_back(spell(size, width, height));
  if (values.empty()) {
    for (const auto& word : size.words) values.push_back(Value::text(word.text));
    values.push_back(spell(size, 1024, 1024));
    values.push_back(spell(size, 1536, 1024));
    values.push_back(spell(size, 2048, 2048));
  }
  if (values.size() > limit) values.resize(limit);
  return values;
}

class QualityCheck {
 public:
  QualityCheck(const Context& context, const Offer& offer, const Parameter& quality, Findings& out)
      : context_(context), offer_(offer), quality_(quality), out_(out) {}

  void run() {
    const auto* size = size_of(offer_);
    for (auto& base : base_requests(offer_, 1)) {
      base.as_of = context_.today;
      if (size == nullptr) {
        if (compare_words(base, "")) return;
        continue;
      }
      for (auto& value : sample_sizes(*size, context_.options.sample_limit)) {
        const auto where = " at " + value.to_json();
        set_parameter(offer_, base, size->name, std::move(value));
        if (compare_words(base, where)) return;
      }
    }
  }

 private:
  auto price(Request request, const catalog::Word& word) const -> std::optional<Rational> {
    set_parameter(offer_, request, quality_.name, Value::text(word.text));
    const auto verdict = evaluate(context_.catalog, request, context_.today, {false});
    if (!verdict.accepted || verdict.quote.kind != CostKind::exact) return std::nullopt;
    return verdict.quote.total.expected;
  }

  // True when something was reported: one case says it for the offer.
  auto compare_words(const Request& base, const std::string& where) -> bool {
    std::optional<Rational> last;
    const catalog::Word* lesser = nullptr;
    for (const auto& word : quality_.words) {
      if (!word.among.empty()) continue;
      const auto now = price(base, word);
      if (!now) continue;
      if (last && *now < *last) {
        out_.add(Severity::note, "CATALOG-QUALITY-PRICE", offer_.name(),
                 fmt::format("{} '{}' costs less than '{}'{}: {} after {}", quality_.name,
                             word.text, lesser->text, where, now->to_decimal(), last->to_decimal()),
                 offer_.file);
        return true;
      }
      last = now;
      lesser = &word;
    }
    return false;
  }

  const Context& context_;
  const Offer& offer_;
  const Parameter& quality_;
  Findings& out_;
};

}  // namespace

void check_quality(const Context& context, const Offer& offer, Findings& out) {
  if (const auto* quality = quality_of(offer)) QualityCheck(context, offer, *quality, out).run();
}

}  // namespace tariff::check
