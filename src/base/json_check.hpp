// Why a text is no JSON, exactly.
#pragma once

#include <string_view>

#include "tariff/value.hpp"

namespace tariff::base {

// Reads the whole text by the grammar and keeps nothing. False: `error` is the first mistake.
// The fast reader asks here only when it has refused a text, so this need not be quick. Duplicate
// member names are not looked for. Recursion is bounded by `max_depth`.
[[nodiscard]] auto check_json(std::string_view text, int max_depth, JsonError& error) -> bool;

}  // namespace tariff::base
