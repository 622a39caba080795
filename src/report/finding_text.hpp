// A finding as a person reads it: place, snippet with caret, and what would mend it.
#pragma once

#include <string>
#include <string_view>

#include "base/text_source.hpp"
#include "tariff/report.hpp"

namespace tariff::report {

// `source` may be null: no snippet. `currency` is of the fix's costs.
[[nodiscard]] auto finding_to_text(const Diagnostic& diagnostic, const base::TextSource* source,
                                   std::string_view currency, TextOptions options) -> std::string;

}  // namespace tariff::report
