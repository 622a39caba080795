// How many tokens a text has: the number, or as far as its length tells.
#pragma once

#include <string_view>

#include "catalog/model.hpp"
#include "tariff/rational.hpp"

namespace tariff::tokens {

// Exact where the library has the encoding's vocabulary (tokens/exact.hpp). Else sound bounds from
// the encoding's longest and shortest tokens, and its typical length as the expected value. An
// empty text has no tokens.
// Errors: false when a bound does not fit 64 bits.
[[nodiscard]] auto count(std::string_view text, const catalog::Encoding& encoding,
                         Range& out) noexcept -> bool;

}  // namespace tariff::tokens
