// A finding as the text format shows it; other formats quote it.
#pragma once

#include <string>

#include "base/text_source.hpp"
#include "tariff/lint.hpp"

namespace tariff::formats {

// Place, snippet, details and related places, each on lines of its own.
[[nodiscard]] auto finding_block(const Finding& finding, const base::TextSource* source,
                                 TextOptions options) -> std::string;

}  // namespace tariff::formats
