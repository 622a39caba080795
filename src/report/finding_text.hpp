// A finding as a person reads it: place, snippet with caret, and what would mend it.
#pragma once

#include <string>
#include <string_view>

#include "base/text_source.hpp"
#include "tariff/report.hpp"

namespace tariff::report {

// The place, the message and the line with its caret. `source` may be null: no line.
[[nodiscard]] auto snippet_to_text(const Diagnostic& diagnostic, const base::TextSource* source,
                                   TextOptions options) -> std::string;

// "  = because: …"; nothing for an empty text.
[[nodiscard]] auto label_to_text(std::string_view label, std::string_view text, TextOptions options)
    -> std::string;

// All of it. `source` may be null: no snippet. `currency` is of the fix's costs.
[[nodiscard]] auto finding_to_text(const Diagnostic& diagnostic, const base::TextSource* source,
                                   std::string_view currency, TextOptions options) -> std::string;

}  // namespace tariff::report
