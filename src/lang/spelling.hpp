// How words and texts are spelt in an expression; shared by the grammar and the printer.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace tariff::lang {

inline constexpr std::array<std::string_view, 12> keywords = {
    "and", "or", "not", "in", "between", "if", "then", "else", "mod", "div", "true", "false"};

// ASCII only, whatever the locale says.
[[nodiscard]] constexpr auto is_digit(char c) noexcept -> bool {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr auto is_word_start(char c) noexcept -> bool {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
[[nodiscard]] constexpr auto is_word_part(char c) noexcept -> bool {
  return is_word_start(c) || is_digit(c);
}
[[nodiscard]] constexpr auto is_blank(char c) noexcept -> bool {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

[[nodiscard]] auto is_keyword(std::string_view word) noexcept -> bool;
// True for what may stand unquoted as a name.
[[nodiscard]] auto is_identifier(std::string_view word) noexcept -> bool;

// "low" in double quotes, or in single quotes when it holds a double quote.
[[nodiscard]] auto quoted(std::string_view text) -> std::string;

// The canonical spelling of a pick's text key: bare when it is an identifier.
[[nodiscard]] auto spell_key(std::string_view text) -> std::string;

}  // namespace tariff::lang
