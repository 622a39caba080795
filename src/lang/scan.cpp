#include "lang/scan.hpp"

#include <algorithm>

#include "base/text_source.hpp"
#include "lang/spelling.hpp"

namespace tariff::lang {

namespace {

auto span_of(std::size_t begin, std::size_t length) -> base::Span {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(length)};
}

// The end of the text that opens at `at`, or npos when its line ends first.
auto text_end(std::string_view text, std::size_t at) noexcept -> std::size_t {
  for (auto next = at + 1; next < text.size(); ++next) {
    if (text[next] == text[at]) return next + 1;
    if (text[next] == '\n' || text[next] == '\r') break;
  }
  return std::string_view::npos;
}

auto character_length(std::string_view text, std::size_t at) noexcept -> std::size_t {
  auto end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

// Counts what makes the parser call itself. `if` reaches to the end of its bracket or list item,
// so that each one in a row nests; `not` and `-` nest while they follow each other directly.
class Depth {
 public:
  // The depth after this token.
  auto after(std::string_view token) -> std::size_t {
    if (token == "not" || token == "-") {
      ++levels_.back().prefixes;
    } else if (token == "if") {
      ++levels_.back().conditions;
      levels_.back().prefixes = 0;
    } else if (token == "(" || token == "[" || token == "{") {
      levels_.push_back({current() + 1, 0, 0});
    } else if (token == ")" || token == "]" || token == "}") {
      if (levels_.size() > 1) levels_.pop_back();
      levels_.back().prefixes = 0;
    } else {
      levels_.back().prefixes = 0;
      if (token == ",") levels_.back().conditions = 0;
    }
    return current();
  }

 private:
  struct Level {
    std::size_t outer = 0;
    std::size_t conditions = 0;
    std::size_t prefixes = 0;
  };

  [[nodiscard]] auto current() const -> std::size_t {
    const auto& level = levels_.back();
    return level.outer + level.conditions + level.prefixes;
  }

  std::vector<Level> levels_{1};
};

}  // namespace

auto token_length(std::string_view text, std::size_t at) noexcept -> std::size_t {
  if (at >= text.size()) return 0;
  const char first = text[at];
  if (first == '"' || first == '\'') {
    const auto end = text_end(text, at);
    return end == std::string_view::npos ? 1 : end - at;
  }
  if (!is_word_part(first)) return character_length(text, at);
  auto end = at;
  while (end < text.size() && is_word_part(text[end])) ++end;
  return end - at;
}

auto scan(std::string_view text, const ParseLimits& limits, SyntaxError& error) -> bool {
  if (text.size() > limits.length) {
    error = {span_of(limits.length, 1),
             "the expression is longer than " + std::to_string(limits.length) + " bytes", ""};
    return false;
  }
  if (const auto bad = base::find_invalid_utf8(text); bad != std::string_view::npos) {
    error = {span_of(bad, 1), "expected UTF-8", ""};
    return false;
  }
  Depth depth;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    const auto length = token_length(text, at);
    if ((text[at] == '"' || text[at] == '\'') && length == 1) {
      const auto line_end = std::min(text.find_first_of("\r\n", at), text.size());
      error = {span_of(at, line_end - at), "the text has no closing quote", ""};
      return false;
    }
    if (depth.after(text.substr(at, length)) > limits.depth) {
      error = {span_of(at, length),
               "the expression nests more than " + std::to_string(limits.depth) + " deep", ""};
      return false;
    }
    at += length;
  }
  return true;
}

}  // namespace tariff::lang
