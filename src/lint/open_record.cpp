#include "lint/open_record.hpp"

#include <algorithm>
#include <optional>

#include "catalog/model.hpp"
#include "tariff/evaluate.hpp"

namespace tariff::lint {
namespace {

using catalog::Offer;
using catalog::Parameter;
using catalog::ParameterType;

// "provider/model" or "provider/model/operation", by any name of the model.
auto means(const catalog::CatalogData& data, const catalog::OfferName& name,
           std::string_view wanted, std::string_view operation) -> bool {
  const auto key = data.key(name.offer);
  const auto model = name.provider + "/" + name.model;
  if (!wanted.starts_with(model)) return false;
  if (wanted.size() == model.size()) {
    return key.operation == (operation.empty() ? "generate" : operation);
  }
  return wanted[model.size()] == '/' && wanted.substr(model.size() + 1) == key.operation;
}

auto find_offer(const catalog::CatalogData& data, std::string_view wanted,
                std::string_view operation) -> std::optional<std::uint32_t> {
  for (const auto& name : data.names) {
    if (means(data, name, wanted, operation)) return name.offer;
  }
  return std::nullopt;
}

auto say_size(const Parameter& parameter, const Value& needs) -> std::optional<Value> {
  const auto* width = needs.find("width");
  const auto* height = needs.find("height");
  if (width == nullptr || height == nullptr) return std::nullopt;
  if (!parameter.text_form) return Value::object({{"width", *width}, {"height", *height}});
  return Value::text(width->to_json() + parameter.separator + height->to_json());
}

auto say(const Offer& offer, const Parameter& parameter, const Value& needs)
    -> std::optional<Value> {
  if (parameter.refused || parameter.ignored) return std::nullopt;
  if (parameter.type == ParameterType::size) return say_size(parameter, needs);
  if (parameter.slot >= offer.slots.size()) return std::nullopt;
  const auto* need = needs.find(offer.slots[parameter.slot].name);
  return need == nullptr ? std::nullopt : std::optional{*need};
}

// Canonical needs under the names of one provider; native parameters that it knows go over as
// they are.
auto say_all(const Offer& offer, const Record& record) -> Request {
  auto request = record.request;
  request.provider = offer.provider;
  request.model = offer.model;
  request.operation = offer.operation;
  request.endpoint.clear();
  request.params = Value::object();
  for (const auto& parameter : offer.parameters) {
    if (const auto* given = record.request.params.find(parameter.name)) {
      request.params.set(parameter.name, *given);
    } else if (auto value = say(offer, parameter, record.canonical)) {
      request.params.set(parameter.name, std::move(*value));
    }
  }
  return request;
}

auto can_say(const Offer& offer, std::string_view need) -> bool {
  const bool is_edge = need == "width" || need == "height";
  return std::any_of(offer.parameters.begin(), offer.parameters.end(), [&](const auto& parameter) {
    if (parameter.refused || parameter.ignored) return false;
    if (parameter.name == need) return true;
    if (parameter.type == ParameterType::size) return is_edge;
    return parameter.slot < offer.slots.size() && offer.slots[parameter.slot].name == need;
  });
}

// The needs that the offer has no parameter for.
auto losses_of(const Offer& offer, const Record& record) -> std::vector<std::string> {
  std::vector<std::string> lost;
  for (const auto& need : record.canonical.members()) {
    if (!can_say(offer, need.name)) lost.push_back(need.name + " = " + need.value.to_json());
  }
  return lost;
}

auto candidate(const Catalog& catalog, const Record& record, std::uint32_t offer) -> Candidate {
  Candidate result;
  if (record.request.model.empty()) {
    result.request = say_all(catalog.data().offers[offer], record);
    result.lost = losses_of(catalog.data().offers[offer], record);
  } else {
    result.request = restate(catalog, record.request, OfferId{offer}, result.lost);
  }
  return result;
}

}  // namespace

auto is_open(const Record& record) -> bool {
  return !record.any_of.empty() || record.request.model.empty();
}

auto candidates_of(const Catalog& catalog, const Record& record, std::vector<std::string>& unknown)
    -> std::vector<Candidate> {
  const auto& data = catalog.data();
  std::vector<Candidate> candidates;
  for (const auto& name : record.any_of) {
    if (const auto offer = find_offer(data, name, record.request.operation)) {
      candidates.push_back(candidate(catalog, record, *offer));
    } else {
      unknown.push_back(name);
    }
  }
  if (!record.any_of.empty()) return candidates;
  const auto operation =
      record.request.operation.empty() ? std::string{"generate"} : record.request.operation;
  for (std::uint32_t i = 0; i < data.offers.size(); ++i) {
    const auto key = data.key(i);
    const bool wanted = record.request.provider.empty() || record.request.provider == key.provider;
    if (wanted && key.operation == operation) candidates.push_back(candidate(catalog, record, i));
  }
  return candidates;
}

}  // namespace tariff::lint
