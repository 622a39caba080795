// Fixes of rows of comma separated values.
#pragma once

#include <string_view>
#include <vector>

#include "tariff/lint.hpp"
#include "tariff/manifest.hpp"

namespace tariff::edit {

// The edits of one row of `text`, tried on the row alone. Empty where a parameter has no column.
[[nodiscard]] auto row_edits(std::string_view text, const Fix& fix, const Record& record,
                             const InputOptions& options) -> std::vector<TextEdit>;

}  // namespace tariff::edit
