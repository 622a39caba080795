// What results of one run may be used again for.
#pragma once

#include <string>

#include "tariff/lint.hpp"

namespace tariff::lint {

// The settings as bytes: the same bytes give the same findings of the same input.
[[nodiscard]] auto identity_of(const LintSettings& settings) -> std::string;

}  // namespace tariff::lint
