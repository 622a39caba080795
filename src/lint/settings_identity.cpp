#include "lint/settings_identity.hpp"

#include "lint/policy.hpp"

namespace tariff::lint {
namespace {

void append(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

void append(std::string& out, const std::vector<std::string>& texts) {
  append(out, std::to_string(texts.size()));
  for (const auto& text : texts) append(out, text);
}

}  // namespace

auto identity_of(const LintSettings& settings) -> std::string {
  std::string out;
  append(out, settings.selection.select);
  append(out, settings.selection.extend_select);
  append(out, settings.selection.ignore);
  append(out, std::to_string(settings.severity.size()));
  for (const auto& [selector, severity] : settings.severity) {
    append(out, selector);
    append(out, tariff::to_string(severity));
  }
  for (const std::int64_t number :
       {std::int64_t{static_cast<std::uint8_t>(settings.budget_basis)},
        std::int64_t{settings.stale_price_days}, std::int64_t{settings.retirement_days},
        std::int64_t{settings.saving_percent}, std::int64_t{settings.fixes},
        std::int64_t{settings.edits}}) {
    append(out, std::to_string(number));
  }
  append(out, settings.auto_spread.to_fraction());
  append(out, settings.policies == nullptr ? std::string{} : settings.policies->hash());
  return out;
}

}  // namespace tariff::lint
