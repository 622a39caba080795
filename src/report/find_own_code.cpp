// Codes of our own, by name.
#include <algorithm>
#include <array>
#include <utility>

#include "report/own_codes.hpp"

namespace tariff::report {
namespace {

using Title = std::pair<std::string_view, std::string_view>;

constexpr std::array<Title, 9> titles{{
    {"INPUT", "what cannot be read"},
    {"REQ", "what a request names, and what its parameters hold"},
    {"MANIFEST", "what a manifest says twice"},
    {"BUDGET", "what costs more than was allowed"},
    {"COST", "what a request costs, or could cost"},
    {"CATALOG", "what the catalog knows of a model and its price"},
    {"LINT", "suppressions and baselines"},
    {"SETTINGS", "settings files, which end the run with status 2"},
    {"PLAN", "why `tariff plan` does not choose an offer"},
}};

auto find_in(std::span<const OwnCode> codes, std::string_view code) noexcept -> const OwnCode* {
  const auto at = std::find_if(codes.begin(), codes.end(),
                               [code](const OwnCode& entry) { return entry.code == code; });
  return at == codes.end() ? nullptr : &*at;
}

}  // namespace

auto find_own_code(std::string_view code) noexcept -> const OwnCode* {
  for (const auto list : {own_codes(), check_codes(), plan_codes()}) {
    if (const auto* found = find_in(list, code)) return found;
  }
  return nullptr;
}

auto family_of(std::string_view code) noexcept -> std::string_view {
  return code.substr(0, code.find('-'));
}

auto family_title(std::string_view family) noexcept -> std::string_view {
  for (const auto& [name, title] : titles) {
    if (name == family) return title;
  }
  return {};
}

}  // namespace tariff::report
