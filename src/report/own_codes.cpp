#include "report/own_codes.hpp"

#include <array>

namespace tariff::report {
namespace {

constexpr std::array<OwnCode, 15> codes{{
    {"INPUT-SYNTAX", "the text is not what its kind (YAML, JSON, CSV) allows"},
    {"INPUT-TYPE", "a member of a record has the wrong type"},
    {"INPUT-VALUE", "a member of a record has the right type and a value that cannot be"},
    {"INPUT-UNKNOWN", "a name that means nothing at this place of an input"},
    {"INPUT-DUPLICATE", "something is said twice"},
    {"INPUT-MISSING", "something is required and not said"},
    {"INPUT-ORDER", "something is said after what depends on it"},
    {"INPUT-LIMIT", "the input is larger or nested deeper than is read"},
    {"INPUT-FILE", "a file could not be read"},
    {"REQ-PROVIDER", "the catalog has no provider of this name"},
    {"REQ-PROVIDER-OPEN", "the request names no provider, and its model does not tell which"},
    {"REQ-MODEL", "the provider has no model of this name"},
    {"REQ-OPERATION", "the model does not have this operation or endpoint"},
    {"REQ-OFFER-UNKNOWN", "a name under any_of means no offer"},
    {"REQ-TIER", "the offer is not sold at this service tier"},
}};

}  // namespace

auto own_codes() noexcept -> std::span<const OwnCode> {
  return codes;
}

auto own_code(std::string_view code) noexcept -> std::string_view {
  for (const auto& entry : codes) {
    if (entry.code == code) return entry.about;
  }
  return {};
}

}  // namespace tariff::report
