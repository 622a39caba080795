// What is checked of an expression before it is parsed, so that the parser's recursion is bounded
// whatever the input.
#pragma once

#include <string_view>

#include "lang/ast.hpp"

namespace tariff::lang {

// False: too long, not UTF-8, a text that is not closed, or nested too deep; `error` says which.
[[nodiscard]] auto scan(std::string_view text, const ParseLimits& limits, SyntaxError& error)
    -> bool;

// The length in bytes of the token that starts at `at`: a word, a number, a text, or one character.
[[nodiscard]] auto token_length(std::string_view text, std::size_t at) noexcept -> std::size_t;

}  // namespace tariff::lang
