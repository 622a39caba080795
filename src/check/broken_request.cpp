#include "check/broken_request.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "check/requests.hpp"

namespace tariff::check {
namespace {

using catalog::FindingKind;
using catalog::Offer;
using catalog::Parameter;
using catalog::ParameterType;

// Longer ones show nothing more, and would be made for nothing.
constexpr std::int64_t longest_text = 1'000'000;
constexpr std::int64_t longest_list = 1'000;

auto whole(const std::optional<Rational>& number, std::int64_t most)
    -> std::optional<std::int64_t> {
  if (!number || !number->is_integer() || number->numerator() > most) return std::nullopt;
  return number->numerator();
}

auto other_type(const Parameter& parameter) -> std::optional<Value> {
  switch (parameter.type) {
    case ParameterType::text:
    case ParameterType::enumeration:
    case ParameterType::size:
    case ParameterType::images: return Value::integer(7);
    case ParameterType::image: return Value::boolean(true);
    case ParameterType::integer:
    case ParameterType::number: return Value::text("many");
    case ParameterType::boolean: return Value::text("sure");
    case ParameterType::any: break;
  }
  return std::nullopt;
}

auto shifted(const std::optional<Rational>& number, std::int64_t by) -> std::optional<Value> {
  Rational out;
  if (!number || !checked_add(*number, Rational{by}, out)) return std::nullopt;
  return Value::number(out);
}

// A text of so many characters, or a list of so many images.
auto of_length(const Parameter& parameter, const std::optional<Rational>& limit, std::int64_t by)
    -> std::optional<Value> {
  const bool list = parameter.type == ParameterType::images;
  const auto length = whole(limit, list ? longest_list : longest_text);
  if (!length || *length + by < 0) return std::nullopt;
  const auto count = static_cast<std::size_t>(*length + by);
  if (!list) return Value::text(std::string(count, 'a'));
  return Value::array(std::vector<Value>(count, Value::text("https://example.com/a.png")));
}

auto broken_value(const Parameter& parameter, FindingKind kind) -> std::optional<Value> {
  // Nobody looks at what is ignored.
  if (parameter.ignored != (kind == FindingKind::ignored_parameter)) return std::nullopt;
  const bool is_text = parameter.type == ParameterType::text;
  const bool is_list = parameter.type == ParameterType::images;
  const bool is_size = parameter.type == ParameterType::size;
  const bool is_number =
      parameter.type == ParameterType::integer || parameter.type == ParameterType::number;
  switch (kind) {
    case FindingKind::wrong_type: return other_type(parameter);
    case FindingKind::value_not_listed:
      if (parameter.type != ParameterType::enumeration) return std::nullopt;
      return Value::text("no-such-value");
    case FindingKind::below_minimum:
      return is_number ? shifted(parameter.minimum, -1) : std::nullopt;
    case FindingKind::above_maximum:
      return is_number ? shifted(parameter.maximum, 1) : std::nullopt;
    case FindingKind::too_short:
      return is_text ? of_length(parameter, parameter.minimum, -1) : std::nullopt;
    case FindingKind::too_long:
      return is_text ? of_length(parameter, parameter.maximum, 1) : std::nullopt;
    case FindingKind::too_few_items:
      return is_list ? of_length(parameter, parameter.minimum, -1) : std::nullopt;
    case FindingKind::too_many_items:
      return is_list ? of_length(parameter, parameter.maximum, 1) : std::nullopt;
    case FindingKind::malformed_size:
      if (!is_size || !parameter.text_form) return std::nullopt;
      return Value::text("wide");
    case FindingKind::size_not_listed:
      if (!is_size || parameter.sizes.empty()) return std::nullopt;
      return Value::text("1001" + parameter.separator + "1001");
    case FindingKind::ignored_parameter: return Value::text("a");
    default: return std::nullopt;
  }
}

auto on(const Request& taken, std::optional<Date> day, std::int32_t later)
    -> std::optional<Request> {
  if (!day) return std::nullopt;
  auto request = taken;
  request.as_of = Date{day->days + later};
  return request;
}

auto old_name(const catalog::CatalogData& data, const Offer& offer, const Request& taken)
    -> std::optional<Request> {
  for (const auto& name : data.names) {
    if (!name.deprecated || &data.offers[name.offer] != &offer) continue;
    auto request = taken;
    request.model = name.model;
    if (!request.as_of || *request.as_of < *name.deprecated) request.as_of = name.deprecated;
    return request;
  }
  return std::nullopt;
}

}  // namespace

auto broken_request(const Offer& offer, const Parameter& parameter, FindingKind kind,
                    const Request& taken) -> std::optional<Request> {
  auto request = taken;
  if (kind == FindingKind::missing_parameter) {
    if (!parameter.required) return std::nullopt;
    erase_parameter(offer, request, parameter.name);
    // What is known of the images would stand in for them.
    if (parameter.type == ParameterType::images || parameter.type == ParameterType::image) {
      request.input_images.clear();
    }
    return request;
  }
  auto value = broken_value(parameter, kind);
  if (!value) return std::nullopt;
  set_parameter(offer, request, parameter.name, std::move(*value));
  return request;
}

auto broken_request(const catalog::CatalogData& data, const Offer& offer, FindingKind kind,
                    const Request& taken) -> std::optional<Request> {
  const auto& life = offer.lifecycle;
  switch (kind) {
    case FindingKind::unknown_parameter: {
      auto request = taken;
      set_parameter(offer, request, "no_such_parameter", Value::text("a"));
      return request;
    }
    case FindingKind::not_yet_available:
      return on(taken, life.preview ? life.preview : life.available, -1);
    case FindingKind::model_deprecated: return on(taken, life.deprecated, 0);
    case FindingKind::model_shut_down: return on(taken, life.shut_down, 0);
    case FindingKind::name_deprecated: return old_name(data, offer, taken);
    default: return std::nullopt;
  }
}

}  // namespace tariff::check
