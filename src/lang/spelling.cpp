#include "lang/spelling.hpp"

#include <algorithm>

namespace tariff::lang {

auto is_keyword(std::string_view word) noexcept -> bool {
  return std::find(keywords.begin(), keywords.end(), word) != keywords.end();
}

auto is_identifier(std::string_view word) noexcept -> bool {
  return !word.empty() && is_word_start(word.front()) &&
         std::all_of(word.begin(), word.end(), is_word_part) && !is_keyword(word);
}

auto quoted(std::string_view text) -> std::string {
  const char quote = text.find('"') == std::string_view::npos ? '"' : '\'';
  std::string result;
  result.reserve(text.size() + 2);
  result += quote;
  result += text;
  result += quote;
  return result;
}

auto spell_key(std::string_view text) -> std::string {
  return is_identifier(text) ? std::string{text} : quoted(text);
}

}  // namespace tariff::lang
