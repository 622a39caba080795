// Short ways to lint a text in tests.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/lint.hpp"

namespace tariff::test {

inline const auto lint_day = Date::of(2026, 11, 21);

inline auto lint(std::string_view text, LintSettings settings = {},
                 InputKind kind = InputKind::yaml, Date day = lint_day) -> std::vector<Finding> {
  const Linter linter{default_catalog(), day, std::move(settings)};
  return linter.lint({.name = "images", .kind = kind, .text = text}).findings;
}

// "CODE:line" of the active findings, in order.
inline auto codes_and_lines(const std::vector<Finding>& findings) -> std::vector<std::string> {
  std::vector<std::string> out;
  for (const auto& finding : findings) {
    if (!finding.is_active()) continue;
    out.push_back(finding.diagnostic.code + ":" + std::to_string(finding.diagnostic.location.line));
  }
  return out;
}

inline auto only(const std::vector<Finding>& findings, std::string_view code)
    -> std::vector<Finding> {
  std::vector<Finding> out;
  for (const auto& finding : findings) {
    if (finding.diagnostic.code == code) out.push_back(finding);
  }
  return out;
}

// Without advice: it comes and goes with the prices of hosts.
inline auto without_advice() -> LintSettings {
  LintSettings settings;
  settings.selection.ignore = {"COST-CHEAPER"};
  return settings;
}

}  // namespace tariff::test
