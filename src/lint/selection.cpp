#include "lint/selection.hpp"

#include <algorithm>
#include <span>
#include <string>

namespace tariff::lint {
namespace {

constexpr std::string_view everything = "ALL";

// How closely the nearest selector fits; 0: none does. "ALL" fits least.
auto closeness(std::span<const std::string> selectors, std::string_view code) -> std::size_t {
  std::size_t best = 0;
  for (const auto& selector : selectors) {
    if (!selects(selector, code)) continue;
    best = std::max(best, selector == everything ? std::size_t{1} : selector.size() + 1);
  }
  return best;
}

}  // namespace

auto is_selected(const Selection& selection, std::string_view code) -> bool {
  const auto chosen =
      std::max(closeness(selection.select, code), closeness(selection.extend_select, code));
  const auto ignored = closeness(selection.ignore, code);
  if (ignored > 0) return chosen > ignored;
  return chosen > 0 || selection.select.empty();
}

auto severity_of(const LintSettings& settings, std::string_view code, Severity own) -> Severity {
  std::size_t best = 0;
  for (const auto& [selector, severity] : settings.severity) {
    const auto fits = selector == everything ? 1 : selector.size() + 1;
    if (!selects(selector, code) || fits <= best) continue;
    best = fits;
    own = severity;
  }
  return own;
}

}  // namespace tariff::lint

namespace tariff {
inline namespace v0 {

auto selects(std::string_view selector, std::string_view code) noexcept -> bool {
  if (selector == lint::everything) return true;
  return !selector.empty() && code.starts_with(selector) &&
         (code.size() == selector.size() || code[selector.size()] == '-');
}

}  // namespace v0
}  // namespace tariff
