// How many tokens a text has, as far as its length tells.
#pragma once

#include <string_view>

#include "catalog/model.hpp"
#include "tariff/rational.hpp"

namespace tariff::tokens {

// Sound bounds from the encoding's longest and shortest tokens, and its typical length as the
// expected value. An empty text has no tokens. This is the seam where an exact counter goes: it
// returns an exact Range and nothing else changes.
// Errors: false when a bound does not fit 64 bits.
[[nodiscard]] auto count(std::string_view text, const catalog::Encoding& encoding,
                         Range& out) noexcept -> bool;

}  // namespace tariff::tokens
