// Which codes count, and how much.
#pragma once

#include <string_view>

#include "tariff/lint.hpp"

namespace tariff::lint {

[[nodiscard]] auto is_selected(const Selection& selection, std::string_view code) -> bool;

// The severity that the settings give a code; its own where they give none.
[[nodiscard]] auto severity_of(const LintSettings& settings, std::string_view code, Severity own)
    -> Severity;

}  // namespace tariff::lint
