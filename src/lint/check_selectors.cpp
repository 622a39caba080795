// Selectors that mean nothing.
#include <algorithm>
#include <set>

#include "base/near_name.hpp"
#include "lint/code_names.hpp"
#include "lint/settings_file.hpp"

namespace tariff::lint {
namespace {

// Each costs an edit distance, for every mistake.
constexpr std::size_t most_candidates = 2'000;

// Codes, and the families that they belong to.
auto all_names(std::span<const LintCode> codes) -> std::set<std::string, std::less<>> {
  std::set<std::string, std::less<>> names{"ALL"};
  for (const auto& each : codes) {
    const auto& code = each.code;
    for (auto dash = code.find('-'); dash != std::string::npos; dash = code.find('-', dash + 1)) {
      names.insert(code.substr(0, dash));
    }
    names.insert(code);
  }
  return names;
}

auto near(std::string_view wanted, const std::set<std::string, std::less<>>& names) -> std::string {
  const std::vector<std::string_view> candidates{names.begin(), names.end()};
  if (candidates.size() > most_candidates) return {};
  const auto nearest = base::nearest_name(wanted, candidates);
  return nearest.empty() ? std::string{} : "; did you mean '" + std::string{nearest} + "'?";
}

}  // namespace

auto check_selectors(std::span<const GivenText> selectors, std::span<const LintCode> codes)
    -> std::vector<Diagnostic> {
  std::vector<Diagnostic> found;
  if (selectors.empty()) return found;
  const auto names = all_names(codes);
  for (const auto& selector : selectors) {
    if (names.contains(selector.value) || is_own_family(selector.value)) continue;
    Diagnostic unknown;
    unknown.code = "SETTINGS-SELECTOR";
    unknown.message =
        "no code and no family is called '" + selector.value + "'" + near(selector.value, names);
    unknown.location = selector.place;
    found.push_back(std::move(unknown));
  }
  return found;
}

}  // namespace tariff::lint
