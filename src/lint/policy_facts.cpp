#include "lint/policy_facts.hpp"

#include <array>

#include "engine/interval.hpp"

namespace tariff::lint {
namespace {

using engine::FieldValue;
using lang::Type;

constexpr std::array<Fact, 20> facts{{
    {"id", Type::text, "id"},
    {"group", Type::text, "group"},
    {"provider", Type::text, "provider"},
    {"model", Type::text, "model"},
    {"offer", Type::text, "model"},
    {"operation", Type::text, "operation"},
    {"tier", Type::text, "tier"},
    {"tags", Type::text, "tags"},
    {"currency", Type::text, ""},
    {"required", Type::boolean, "required"},
    {"count", Type::integer, "count"},
    {"attempts", Type::integer, "attempts"},
    {"cost", Type::number, ""},
    {"cost_low", Type::number, ""},
    {"cost_expected", Type::number, ""},
    {"cost_high", Type::number, ""},
    {"cost_per_image", Type::number, ""},
    {"cost_per_image_low", Type::number, ""},
    {"cost_per_image_expected", Type::number, ""},
    {"cost_per_image_high", Type::number, ""},
}};

auto text(std::string_view value) -> FieldValue {
  FieldValue field;
  if (value.empty()) return field;
  field.kind = FieldValue::Kind::text;
  field.text = value;
  return field;
}

auto number(bool known, const Range& value) -> FieldValue {
  FieldValue field;
  if (!known) return field;
  field.kind = FieldValue::Kind::number;
  field.number = value;
  return field;
}

auto number(std::int64_t value) -> FieldValue {
  return number(true, Range::exactly(Rational{value}));
}

auto number(bool known, Rational value) -> FieldValue {
  return number(known, Range::exactly(value));
}

auto truth(bool value) -> FieldValue {
  FieldValue field;
  field.kind = FieldValue::Kind::boolean;
  field.boolean = value;
  return field;
}

auto joined(const std::vector<std::string>& tags) -> std::string {
  std::string all;
  for (const auto& tag : tags) all += (all.empty() ? "" : " ") + tag;
  return all;
}

// "acme/lumen-2/generate" without its last part's head; a model's name may hold a slash.
auto operation_of(const RecordResult& result, const Request& chosen) -> std::string_view {
  const std::string_view offer = result.verdict.offer;
  if (result.problem || offer.empty()) return chosen.operation;
  return offer.substr(offer.rfind('/') + 1);
}

// The images that one request asks for.
auto images_of(const BoundRequest* bound) -> Range {
  const auto one = Range::exactly(Rational{1});
  if (bound == nullptr || bound->offer->n_slot >= bound->slots.size()) return one;
  const auto& n = bound->slots[bound->offer->n_slot];
  const bool counts = n.kind == FieldValue::Kind::number && n.number.low >= Rational{1};
  return counts ? n.number : one;
}

auto has_price(const RecordResult& result) -> bool {
  return !result.problem && result.verdict.quote.kind != CostKind::unknown;
}

}  // namespace

auto policy_facts() noexcept -> std::span<const Fact> {
  return facts;
}

FactValues::FactValues(const Record& record, const Request& chosen, const RecordResult& result,
                       const BoundRequest* bound)
    : record_(record), chosen_(chosen), result_(result), tags_(joined(record.tags)) {
  if (!has_price(result)) return;
  has_cost_ = record_cost(result, cost_);
  has_image_cost_ = engine::divide(result.verdict.quote.total, images_of(bound), image_cost_);
}

void FactValues::fill(std::span<engine::FieldValue> slots) const {
  const std::string_view tier = chosen_.tier.empty() ? "standard" : std::string_view{chosen_.tier};
  const std::string_view offer = result_.problem ? "" : std::string_view{result_.verdict.offer};
  const auto& quote = result_.verdict.quote;
  const std::array<FieldValue, facts.size()> values{{
      text(result_.id),
      text(result_.group),
      text(result_.provider.empty() ? chosen_.provider : result_.provider),
      text(result_.model.empty() ? chosen_.model : result_.model),
      text(offer),
      text(operation_of(result_, chosen_)),
      text(tier),
      text(tags_),
      text(has_price(result_) ? std::string_view{quote.currency} : std::string_view{}),
      truth(record_.required),
      number(record_.count),
      number(record_.attempts),
      number(has_cost_, cost_),
      number(has_cost_, cost_.low),
      number(has_cost_, cost_.expected),
      number(has_cost_, cost_.high),
      number(has_image_cost_, image_cost_),
      number(has_image_cost_, image_cost_.low),
      number(has_image_cost_, image_cost_.expected),
      number(has_image_cost_, image_cost_.high),
  }};
  std::copy_n(values.begin(), std::min(values.size(), slots.size()), slots.begin());
}

}  // namespace tariff::lint
