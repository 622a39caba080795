// The shape of codes, and the families that are taken.
#pragma once

#include <string_view>

namespace tariff::lint {

// Words of capital letters and digits, joined by "-", at least two: "TEAM-FORMAT".
[[nodiscard]] auto is_code(std::string_view text) noexcept -> bool;

// "BUDGET" of "BUDGET-ASSET".
[[nodiscard]] auto family_of(std::string_view code) noexcept -> std::string_view;

// Whether codes of Tariff itself, whatever the catalog, begin so.
[[nodiscard]] auto is_own_family(std::string_view family) noexcept -> bool;

}  // namespace tariff::lint
