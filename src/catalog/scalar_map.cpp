#include "catalog/scalar_map.hpp"

#include <algorithm>

namespace tariff::catalog {
namespace {

constexpr auto is_space(char c) noexcept -> bool {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

auto skip_space(std::string_view text, std::size_t at) noexcept -> std::size_t {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

// Where the content of the scalar that starts at `begin` starts.
auto content_start(std::string_view file, std::size_t begin) noexcept -> std::size_t {
  if (begin >= file.size()) return file.size();
  const char first = file[begin];
  if (first == '\'' || first == '"') return begin + 1;
  if (first != '|' && first != '>') return begin;
  const auto line_end = file.find('\n', begin);
  return line_end == std::string_view::npos ? file.size() : skip_space(file, line_end);
}

// Bytes of the file that an escape of a double-quoted scalar takes, when its value is one byte.
auto simple_escape(std::string_view file, std::size_t at) noexcept -> std::size_t {
  constexpr std::string_view simple = "0abtnvfre \"/\\";
  const bool known = at + 1 < file.size() && simple.find(file[at + 1]) != std::string_view::npos;
  return known ? 2 : 0;
}

}  // namespace

ScalarMap::ScalarMap(std::string_view file, std::uint32_t begin, std::string_view value) {
  const char style = begin < file.size() ? file[begin] : ' ';
  std::size_t i = content_start(file, begin);
  std::size_t j = 0;
  // Leading spaces of a block's first line were skipped as indentation.
  if (style == '|' || style == '>') j = skip_space(value, 0);
  const auto start = static_cast<std::uint32_t>(std::min(i, file.size()));
  bool broken = true;  // the next byte does not follow the one before
  while (j < value.size() && i < file.size()) {
    std::size_t width = 1;
    if (style == '\'' && file[i] == '\'') width = 2;
    if (style == '"' && file[i] == '\\') width = simple_escape(file, i);
    if (width == 0) break;
    if (width == 1 && file[i] != value[j]) {
      if (!is_space(file[i])) break;
      // A line end with its indentation: folded to a space or to line ends.
      i = skip_space(file, i);
      if (is_space(value[j])) j = skip_space(value, j);
      broken = true;
      continue;
    }
    if (broken) {
      pieces_.push_back({static_cast<std::uint32_t>(j), static_cast<std::uint32_t>(i)});
    }
    broken = width != 1;
    i += width;
    ++j;
  }
  followed_ = static_cast<std::uint32_t>(j);
  span_ = {start, static_cast<std::uint32_t>(i > start ? i - start : 0)};
}

auto ScalarMap::at(std::uint32_t in_value) const noexcept -> std::uint32_t {
  const auto after = std::upper_bound(
      pieces_.begin(), pieces_.end(), in_value,
      [](std::uint32_t value, const Piece& piece) { return value < piece.in_value; });
  if (after == pieces_.begin() || in_value >= followed_ + 1) return span_.begin;
  const auto& piece = *std::prev(after);
  return piece.in_file + (in_value - piece.in_value);
}

auto ScalarMap::to_file(base::Span in_value) const noexcept -> base::Span {
  const auto begin = at(in_value.begin);
  if (in_value.length == 0) return {begin, 0};
  const auto last = at(in_value.end() - 1);
  return {begin, last < begin ? 0 : last + 1 - begin};
}

}  // namespace tariff::catalog
