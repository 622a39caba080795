// A request said again in another provider's words: through the canonical fields that both know.
#include "engine/restate.hpp"

#include <algorithm>

#include "engine/resolve.hpp"
#include "tariff/evaluate.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using catalog::Offer;
using catalog::Parameter;
using catalog::ParameterType;
using catalog::Word;
using engine::FieldValue;

// A canonical field as the source request has it.
struct SourceField {
  const FieldValue* value = nullptr;
  const Parameter* parameter = nullptr;  // that set it
  bool explicitly_given = false;
  bool open = false;  // the provider chooses
};

class Restater {
 public:
  Restater(const BoundRequest& source, const Offer& target, std::vector<std::string>& lost)
      : source_(source), target_(target), lost_(lost) {}

  auto run() -> Request {
    Request request;
    request.id = source_.request->id;
    request.provider = target_.provider;
    request.model = target_.model;
    request.operation = target_.operation;
    request.tier = source_.request->tier;
    request.as_of = source_.request->as_of;
    request.location = source_.request->location;
    for (const Parameter& parameter : target_.parameters) {
      if (parameter.refused || parameter.ignored) continue;
      if (auto value = say(parameter)) request.params.set(parameter.name, std::move(*value));
    }
    if (source_.offer->images_slot < source_.slots.size()) {
      const auto list = source_.slots[source_.offer->images_slot].list;
      request.input_images.assign(list.begin(), list.end());
    }
    note_losses();
    return request;
  }

 private:
  [[nodiscard]] auto canonical(catalog::SlotId slot) const -> bool {
    return slot < target_.slots.size() && target_.slots[slot].canonical;
  }

  // Canonical slots have the same number in every offer.
  [[nodiscard]] auto field(catalog::SlotId slot) const -> SourceField {
    SourceField field;
    if (!canonical(slot) || slot >= source_.slots.size()) return field;
    field.value = &source_.slots[slot];
    for (std::size_t i = 0; i < source_.offer->parameters.size(); ++i) {
      const Parameter& parameter = source_.offer->parameters[i];
      const bool sets = parameter.slot == slot || parameter.width == slot;
      if (!sets || source_.given[i] == nullptr) continue;
      field.parameter = &parameter;
      field.explicitly_given = source_.defaulted[i] == 0;
    }
    field.open = std::any_of(source_.open.begin(), source_.open.end(),
                             [&](const OpenField& open) { return open.slot == slot; });
    return field;
  }

  void said(catalog::SlotId slot) { said_.push_back(slot); }

  [[nodiscard]] auto say(const Parameter& parameter) -> std::optional<Value> {
    if (parameter.type == ParameterType::size) return say_size(parameter);
    if (parameter.type == ParameterType::images) return say_images(parameter);
    const SourceField from = field(parameter.slot);
    if (from.value == nullptr || from.parameter == nullptr) return std::nullopt;
    // What the source only takes by default is said where the target's own default may differ.
    if (!from.explicitly_given && !parameter.preset) return std::nullopt;
    auto value = say_plain(parameter, from);
    if (value) said(parameter.slot);
    return value;
  }

  [[nodiscard]] auto say_plain(const Parameter& parameter, const SourceField& from) const
      -> std::optional<Value> {
    switch (from.value->kind) {
      case FieldValue::Kind::number:
        return from.value->number.is_exact() ? std::optional{Value::number(from.value->number.low)}
                                             : std::nullopt;
      case FieldValue::Kind::boolean:
        return parameter.type == ParameterType::boolean
                   ? std::optional{Value::boolean(from.value->boolean)}
                   : copied(from);
      case FieldValue::Kind::text: return say_text(parameter, from);
      default: return std::nullopt;
    }
  }

  // What is only known to be given (a mask) goes over as it was written.
  [[nodiscard]] auto copied(const SourceField& from) const -> std::optional<Value> {
    const auto index = static_cast<std::size_t>(from.parameter - source_.offer->parameters.data());
    return *source_.given[index];
  }

  [[nodiscard]] auto say_text(const Parameter& parameter, const SourceField& from) const
      -> std::optional<Value> {
    if (parameter.type != ParameterType::enumeration) {
      return Value::text(std::string{from.value->text});
    }
    for (const Word& word : parameter.words) {
      const bool same =
          from.open ? !word.among.empty() : word.among.empty() && word.text == from.value->text;
      if (same) return Value::text(word.text);
    }
    return std::nullopt;
  }

  [[nodiscard]] auto size_slots() const -> std::array<catalog::SlotId, 2> {
    for (const Parameter& parameter : source_.offer->parameters) {
      if (parameter.type == ParameterType::size) return {parameter.width, parameter.height};
    }
    return {catalog::no_slot, catalog::no_slot};
  }

  [[nodiscard]] auto known_edge(catalog::SlotId slot) const -> std::int64_t {
    if (slot >= source_.slots.size()) return 0;
    const FieldValue& value = source_.slots[slot];
    const bool known = value.kind == FieldValue::Kind::number && value.number.is_exact() &&
                       value.number.low.is_integer();
    return known ? value.number.low.numerator() : 0;
  }

  [[nodiscard]] auto say_size(const Parameter& parameter) -> std::optional<Value> {
    const auto [width_slot, height_slot] = size_slots();
    const std::int64_t width = known_edge(parameter.width);
    const std::int64_t height = known_edge(parameter.height);
    if (width == 0 || height == 0) {
      if (field(width_slot).parameter == nullptr) return std::nullopt;
      for (const Word& word : parameter.words) {
        if (!leaves_size_open(word)) continue;
        said(width_slot);
        return Value::text(word.text);
      }
      return std::nullopt;
    }
    said(width_slot);
    if (!parameter.text_form && !parameter.object_form) return say_preset(parameter, width, height);
    if (parameter.text_form) {
      return Value::text(std::to_string(width) + parameter.separator + std::to_string(height));
    }
    return Value::object({{"width", Value::integer(width)}, {"height", Value::integer(height)}});
  }

  [[nodiscard]] static auto leaves_size_open(const Word& word) -> bool {
    return word.assigns.empty() ||
           std::any_of(word.assigns.begin(), word.assigns.end(), [](const auto& assignment) {
             return !assignment.is_text && !assignment.number.is_exact();
           });
  }

  [[nodiscard]] static auto say_preset(const Parameter& parameter, std::int64_t width,
                                       std::int64_t height) -> std::optional<Value> {
    const auto assigns = [](const Word& word, catalog::SlotId slot, std::int64_t value) {
      return std::any_of(word.assigns.begin(), word.assigns.end(), [&](const auto& assignment) {
        return assignment.slot == slot && assignment.number == Range::exactly(Rational{value});
      });
    };
    for (const Word& word : parameter.words) {
      if (assigns(word, parameter.width, width) && assigns(word, parameter.height, height)) {
        return Value::text(word.text);
      }
    }
    return std::nullopt;
  }

  // Images go over as references, in the form that the target's parameter has. Of several
  // parameters for them (forms of a body), one is used: that of the source's own name, or the
  // first.
  [[nodiscard]] auto say_images(const Parameter& parameter) -> std::optional<Value> {
    for (std::size_t i = 0; i < source_.offer->parameters.size(); ++i) {
      const Parameter& from = source_.offer->parameters[i];
      if (from.type != ParameterType::images || source_.given[i] == nullptr) continue;
      if (&parameter != images_parameter(from)) return std::nullopt;
      said(parameter.slot);
      const bool same = from.name == parameter.name && from.reference == parameter.reference;
      return same ? *source_.given[i] : references(*source_.given[i], parameter.reference);
    }
    return std::nullopt;
  }

  // The target's parameter for the images that the source has in `from`.
  [[nodiscard]] auto images_parameter(const Parameter& from) const -> const Parameter* {
    const Parameter* first = nullptr;
    for (const Parameter& parameter : target_.parameters) {
      if (parameter.type != ParameterType::images || parameter.slot != from.slot) continue;
      if (parameter.refused || parameter.ignored) continue;
      if (parameter.name == from.name) return &parameter;
      if (first == nullptr) first = &parameter;
    }
    return first;
  }

  [[nodiscard]] static auto references(const Value& images, const std::string& member) -> Value {
    const auto reference = [&member](const Value& image) {
      Value address = image;
      for (const Value::Member& each : image.members()) {
        if (!each.value.is_text()) continue;
        address = each.value;
        break;
      }
      if (member.empty() || !address.is_text()) return address;
      return Value::object({{member, std::move(address)}});
    };
    std::vector<Value> items;
    if (!images.is_array()) items.push_back(reference(images));
    for (const Value& image : images.items()) items.push_back(reference(image));
    return Value::array(std::move(items));
  }

  void note_losses() {
    for (std::size_t i = 0; i < source_.offer->parameters.size(); ++i) {
      const Parameter& parameter = source_.offer->parameters[i];
      if (source_.given[i] == nullptr || source_.defaulted[i] != 0) continue;
      const catalog::SlotId slot =
          parameter.type == ParameterType::size ? parameter.width : parameter.slot;
      const bool is_said = std::find(said_.begin(), said_.end(), slot) != said_.end();
      const bool speaks =
          slot < source_.offer->slots.size() &&
          (source_.offer->slots[slot].canonical || parameter.type == ParameterType::images);
      if (speaks && !is_said) {
        lost_.push_back(parameter.name + " = " + source_.given[i]->to_json());
      }
    }
  }

  const BoundRequest& source_;
  const Offer& target_;
  std::vector<std::string>& lost_;
  std::vector<catalog::SlotId> said_;
};

}  // namespace

auto restate(const Catalog& catalog, const Request& request, OfferId offer,
             std::vector<std::string>& lost) -> Request {
  BoundRequest bound;
  Diagnostic why;
  if (!engine::resolve(catalog, request, bound, why)) {
    lost.push_back(why.message);
    return request;
  }
  return engine::restate(bound, catalog.data().offers[static_cast<std::uint32_t>(offer)], lost);
}

}  // namespace v0

auto engine::restate(const BoundRequest& source, const catalog::Offer& target,
                     std::vector<std::string>& lost) -> Request {
  return Restater{source, target, lost}.run();
}

}  // namespace tariff
