#include "plan/dials.hpp"

#include <algorithm>

namespace tariff::planning {
namespace {

using catalog::Offer;
using catalog::Parameter;
using catalog::ParameterType;
using catalog::SlotId;
using catalog::Word;

auto slot_of(const Offer& offer, std::string_view field) -> SlotId {
  for (std::size_t i = 0; i < offer.slots.size(); ++i) {
    if (offer.slots[i].canonical && offer.slots[i].name == field) return static_cast<SlotId>(i);
  }
  return catalog::no_slot;
}

auto is_usable(const Parameter& parameter) -> bool {
  return !parameter.refused && !parameter.ignored;
}

auto find_parameter(const Offer& offer, SlotId slot, ParameterType type) -> const Parameter* {
  if (slot == catalog::no_slot) return nullptr;
  for (const auto& parameter : offer.parameters) {
    if (parameter.slot == slot && parameter.type == type && is_usable(parameter)) return &parameter;
  }
  return nullptr;
}

auto find_size(const Offer& offer) -> const Parameter* {
  for (const auto& parameter : offer.parameters) {
    if (parameter.type == ParameterType::size && is_usable(parameter)) return &parameter;
  }
  return nullptr;
}

// What a word assigns to a slot, where that is one whole number; 0 otherwise.
auto edge_of(const Word& word, SlotId slot) -> std::int64_t {
  for (const auto& assignment : word.assigns) {
    const auto& number = assignment.number;
    if (assignment.slot != slot || assignment.is_text || !number.is_exact()) continue;
    if (number.expected.is_integer()) return number.expected.numerator();
  }
  return 0;
}

auto edges_of(const Word& word, const Parameter& size) -> Edges {
  return {edge_of(word, size.width), edge_of(word, size.height)};
}

void keep_preset(std::vector<Edges>& presets, Edges edges) {
  if (!edges.known()) return;
  if (std::find(presets.begin(), presets.end(), edges) == presets.end()) presets.push_back(edges);
}

void find_presets(Dials& dials, Date day) {
  if (dials.size == nullptr) return;
  for (const auto& word : dials.size->words) {
    if (word.period.contains(day)) keep_preset(dials.presets, edges_of(word, *dials.size));
  }
  for (const auto& [width, height] : dials.size->sizes) keep_preset(dials.presets, {width, height});
}

void find_qualities(Dials& dials, Date day) {
  if (dials.quality == nullptr) return;
  for (const auto& word : dials.quality->words) {
    if (word.among.empty() && word.period.contains(day)) dials.qualities.push_back(word.text);
  }
}

void find_tiers(Dials& dials, Date day) {
  const auto& cards = dials.offer->cards;
  const auto card = std::find_if(cards.begin(), cards.end(),
                                 [&](const auto& each) { return each.period.contains(day); });
  if (card != cards.end()) {
    dials.card = &*card;
    for (const auto& tier : card->tiers) {
      if (tier.known) dials.tiers.push_back({tier.name, tier.delay});
    }
  }
  if (dials.tiers.empty()) dials.tiers.push_back({"standard", 0});
}

auto size_word(const Parameter& size, Edges edges) -> const Word* {
  for (const auto& word : size.words) {
    if (edges_of(word, size) == edges) return &word;
  }
  return nullptr;
}

auto size_value(const Parameter& size, Edges edges, Value& out) -> bool {
  if (!size.text_form && !size.object_form) {
    const auto* word = size_word(size, edges);
    if (word == nullptr) return false;
    out = Value::text(word->text);
  } else if (size.text_form) {
    out = Value::text(std::to_string(edges.width) + size.separator + std::to_string(edges.height));
  } else {
    out = Value::object(
        {{"width", Value::integer(edges.width)}, {"height", Value::integer(edges.height)}});
  }
  return true;
}

void erase(const Parameter* parameter, Value& body) {
  if (parameter != nullptr) body.erase(parameter->name);
}

}  // namespace

auto find_dials(const Offer& offer, Date day) -> Dials {
  Dials dials;
  dials.offer = &offer;
  dials.quality_slot = slot_of(offer, "quality");
  dials.width_slot = slot_of(offer, "width");
  dials.height_slot = slot_of(offer, "height");
  dials.quality = find_parameter(offer, dials.quality_slot, ParameterType::enumeration);
  dials.size = find_size(offer);
  dials.width = find_parameter(offer, dials.width_slot, ParameterType::integer);
  dials.height = find_parameter(offer, dials.height_slot, ParameterType::integer);
  find_qualities(dials, day);
  find_presets(dials, day);
  find_tiers(dials, day);
  return dials;
}

auto body_of(const Offer& offer, Request& request) -> Value& {
  if (offer.envelope.empty()) return request.params;
  for (auto& member : request.params.members()) {
    if (member.name == offer.envelope && member.value.is_object()) return member.value;
  }
  return request.params;
}

auto set_size(const Dials& dials, Edges edges, Request& request) -> bool {
  Value value;
  const bool has_word = dials.size != nullptr && size_value(*dials.size, edges, value);
  if (!has_word && (dials.width == nullptr || dials.height == nullptr)) return false;
  // What says another size in the other way would contradict.
  auto& body = body_of(*dials.offer, request);
  if (has_word) {
    erase(dials.width, body);
    erase(dials.height, body);
    body.set(dials.size->name, std::move(value));
  } else {
    erase(dials.size, body);
    body.set(dials.width->name, Value::integer(edges.width));
    body.set(dials.height->name, Value::integer(edges.height));
  }
  return true;
}

void clear_quality(const Dials& dials, Request& request) {
  erase(dials.quality, body_of(*dials.offer, request));
}

void clear_size(const Dials& dials, Request& request) {
  auto& body = body_of(*dials.offer, request);
  for (const auto* parameter : {dials.size, dials.width, dials.height}) erase(parameter, body);
}

auto complete(const Offer& offer, Request request) -> Request {
  if (request.endpoint.empty()) request.endpoint = offer.endpoint;
  auto& body = body_of(offer, request);
  for (const auto& parameter : offer.parameters) {
    const bool names_model = parameter.name == "model" && parameter.type == ParameterType::text;
    if (names_model && is_usable(parameter)) body.set(parameter.name, Value::text(offer.model));
  }
  if (!offer.envelope.empty() && request.params.find(offer.envelope) == nullptr) {
    request.params = Value::object({{offer.envelope, std::move(request.params)}});
  }
  return request;
}

}  // namespace tariff::planning
