// JSON's scalars, read exactly from the bytes that stand for them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tariff/value.hpp"

namespace tariff::base {

// The length of the number at the start of `text`, by JSON's grammar; 0: there is none.
[[nodiscard]] auto number_length(std::string_view text) noexcept -> std::size_t;

// The value of a spelling that number_length() takes as a whole. Exact, or a huge number.
[[nodiscard]] auto number_value(std::string_view spelling) -> Value;

// Where a run of plain bytes of a string ends that starts at `at`: at a quote, a backslash or a
// control character, or at the end of the text.
[[nodiscard]] auto plain_end(std::string_view text, std::size_t at) noexcept -> std::size_t;

// Reads the string that starts at text[begin] with its opening quote. `end` is the offset behind
// the closing quote. False: `error` has what and where (offset in `text`). UTF-8 is not checked
// here. `out` is appended to, and may be null: only check.
[[nodiscard]] auto read_string(std::string_view text, std::size_t begin, std::size_t& end,
                               std::string* out, JsonError& error) -> bool;

}  // namespace tariff::base
