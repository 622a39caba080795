#include "check/requests.hpp"

#include <algorithm>

namespace tariff::check {
namespace {

using catalog::Offer;
using catalog::Parameter;
using catalog::ParameterType;
using catalog::SourceId;

// Every source that the offer names.
auto sources_of(const Offer& offer) -> std::vector<SourceId> {
  std::vector<SourceId> ids{offer.lifecycle.source};
  const auto add = [&ids](const auto& list) {
    for (const auto& item : list) ids.push_back(item.source);
  };
  add(offer.rules);
  add(offer.findings);
  add(offer.parameters);
  for (const auto& parameter : offer.parameters) add(parameter.words);
  add(offer.cards);
  for (const auto& card : offer.cards) {
    add(card.tiers);
    add(card.meters);
    add(card.rounding);
  }
  add(offer.published);
  return ids;
}

auto to_optional(const Value* value) -> std::optional<std::int64_t> {
  if (value == nullptr || !value->is_number() || !value->as_number().is_integer()) return {};
  return value->as_number().numerator();
}

auto to_text(const Value* value) -> std::string {
  return value == nullptr ? std::string{} : value->as_text();
}

auto to_images(const std::vector<Value>& values) -> std::vector<InputImage> {
  std::vector<InputImage> images;
  for (const auto& value : values) {
    InputImage image;
    image.width = to_optional(value.find("width"));
    image.height = to_optional(value.find("height"));
    image.bytes = to_optional(value.find("bytes"));
    image.format = to_text(value.find("format"));
    image.role = to_text(value.find("role"));
    images.push_back(std::move(image));
  }
  return images;
}

auto empty_request(const Offer& offer) -> Request {
  Request request;
  request.provider = offer.provider;
  request.model = offer.model;
  request.operation = offer.operation;
  return request;
}

// Examples and rows say the same under the same names.
template <class Case>
auto from_case(const Offer& offer, const Case& written) -> Request {
  auto request = empty_request(offer);
  request.params = written.params;
  request.input_images = to_images(written.input_images);
  request.tier = written.tier;
  request.as_of = written.as_of;
  return request;
}

auto some_size(const Parameter& parameter) -> Value {
  if (!parameter.sizes.empty()) {
    const auto [width, height] = parameter.sizes.front();
    return Value::text(std::to_string(width) + parameter.separator + std::to_string(height));
  }
  if (!parameter.words.empty()) return Value::text(parameter.words.front().text);
  if (parameter.text_form) return Value::text("1024" + parameter.separator + "1024");
  return Value::object({{"width", Value::integer(1024)}, {"height", Value::integer(1024)}});
}

// A plain value for a parameter that must be given.
auto some_value(const Parameter& parameter) -> Value {
  if (parameter.preset) return *parameter.preset;
  switch (parameter.type) {
    case ParameterType::integer:
    case ParameterType::number: return Value::number(parameter.minimum.value_or(Rational{1}));
    case ParameterType::boolean: return Value::boolean(false);
    case ParameterType::enumeration:
      return Value::text(parameter.words.empty() ? "" : parameter.words.front().text);
    case ParameterType::size: return some_size(parameter);
    case ParameterType::images: return Value::array({Value::text("https://example.com/a.png")});
    case ParameterType::image: return Value::text("https://example.com/a.png");
    case ParameterType::text:
    case ParameterType::any: break;
  }
  return Value::text("a");
}

auto least_request(const Offer& offer) -> Request {
  auto request = empty_request(offer);
  for (const auto& parameter : offer.parameters) {
    if (!parameter.required || parameter.refused) continue;
    request.params.set(parameter.name, some_value(parameter));
    if (parameter.type == ParameterType::images && request.input_images.empty()) {
      InputImage image;
      image.width = image.height = 1024;
      request.input_images.push_back(image);
    }
  }
  return request;
}

// Where the offer reads its parameters.
auto body_of(const Offer& offer, Request& request) -> Value& {
  for (auto& member : request.params.members()) {
    const bool is_envelope = !offer.envelope.empty() && member.name == offer.envelope;
    if (is_envelope && member.value.is_object()) return member.value;
  }
  return request.params;
}

}  // namespace

auto default_day(const catalog::CatalogData& data, const Offer& offer) -> Date {
  const auto used = sources_of(offer);
  Date newest = offer.lifecycle.available.value_or(Date{});
  for (std::size_t id = 1; id < data.sources.size(); ++id) {
    const auto& source = data.sources[id];
    const bool ours = source.file == offer.file ||
                      std::find(used.begin(), used.end(), SourceId(id)) != used.end();
    Date read;
    if (ours && Date::parse(source.read, read)) newest = std::max(newest, read);
  }
  return newest;
}

auto to_request(const Offer& offer, const catalog::Example& example) -> Request {
  return from_case(offer, example);
}

auto to_request(const Offer& offer, const catalog::PublishedRow& row) -> Request {
  return from_case(offer, row);
}

auto base_requests(const Offer& offer, std::size_t limit) -> std::vector<Request> {
  std::vector<Request> requests;
  for (const auto& example : offer.examples) {
    if (example.accepted && requests.size() < limit) {
      requests.push_back(to_request(offer, example));
    }
  }
  requests.push_back(least_request(offer));
  return requests;
}

void set_parameter(const Offer& offer, Request& request, std::string_view name, Value value) {
  body_of(offer, request).set(name, std::move(value));
}

void erase_parameter(const Offer& offer, Request& request, std::string_view name) {
  body_of(offer, request).erase(name);
}

auto find_parameter(const Offer& offer, std::string_view name) -> const Parameter* {
  for (const auto& parameter : offer.parameters) {
    if (parameter.name == name) return &parameter;
  }
  return nullptr;
}

}  // namespace tariff::check
