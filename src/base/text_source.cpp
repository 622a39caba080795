#include "base/text_source.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tariff::base {

namespace {

// Unit: code points. Longer lines are shortened around the caret.
constexpr std::size_t widest_line = 160;
constexpr std::string_view ellipsis = "…";

auto is_continuation(char c) noexcept -> bool {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Length of the well-formed sequence at the start of `text` (not empty), or 0.
auto sequence_length(std::string_view text) noexcept -> std::size_t {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  // Overlong forms, surrogates, and what lies beyond U+10FFFF.
  if (lead == 0xE0 && byte(1) < 0xA0) return 0;
  if (lead == 0xED && byte(1) > 0x9F) return 0;
  if (lead == 0xF0 && byte(1) < 0x90) return 0;
  if (lead == 0xF4 && byte(1) > 0x8F) return 0;
  return length;
}

// A code point that a terminal would act on instead of showing it; a tab is harmless.
auto is_control(std::string_view code_point) noexcept -> bool {
  const auto first = static_cast<unsigned char>(code_point[0]);
  if (code_point.size() == 1) return (first < 0x20 && first != '\t') || first == 0x7F;
  return first == 0xC2 && static_cast<unsigned char>(code_point[1]) < 0xA0;
}

// The text cut into what is shown, one piece a code point; what must not be shown is replaced.
auto printable_pieces(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> pieces;
  pieces.reserve(text.size());
  while (!text.empty()) {
    const auto length = sequence_length(text);
    const auto piece = text.substr(0, std::max<std::size_t>(length, 1));
    pieces.push_back(length == 0 || is_control(piece) ? std::string_view{"\xEF\xBF\xBD"} : piece);
    text.remove_prefix(piece.size());
  }
  return pieces;
}

auto printable(std::string_view text) -> std::string {
  std::string out;
  for (const auto piece : printable_pieces(text)) out += piece;
  return out;
}

// The part of a line that is shown. Unit: code points, half-open.
struct Window {
  std::size_t begin;
  std::size_t end;
};

auto window_around(std::size_t caret, std::size_t size) -> Window {
  if (size <= widest_line) return {0, size};
  constexpr std::size_t before = widest_line / 3;
  constexpr std::size_t room = widest_line - 2;  // an ellipsis at either end
  const auto wished = caret > before ? caret - before : 0;
  const auto begin = std::min(wished, size - room);
  return {begin, begin + room};
}

// As much of a line as a snippet can show, and then some, so that a document that is one long line
// costs no more than any other.
struct Excerpt {
  std::string_view text;
  std::size_t caret = 0;  // Unit: code points of `text`
};

// `caret`: bytes into the line.
auto excerpt(std::string_view line, std::size_t caret) -> Excerpt {
  constexpr std::size_t reach = 2 * widest_line;
  auto begin = std::min(caret, line.size());
  std::size_t before = 0;
  while (begin > 0 && before < reach) {
    if (!is_continuation(line[--begin])) ++before;
  }
  const auto end = std::min(line.size(), caret + 4 * reach);
  return {line.substr(begin, end - begin), before};
}

// Unit: bytes into the line of the place.
auto caret_of(const Location& place, const TextSource& source, std::string_view line)
    -> std::size_t {
  if (source.knows(place)) return place.offset - source.line_at(place.offset)->offset;
  std::size_t at = 0;
  for (std::uint32_t column = 1; column < place.column && at < line.size(); ++column) {
    at += std::max<std::size_t>(sequence_length(line.substr(at)), 1);
  }
  return at;
}

auto snippet(std::string_view line, std::size_t caret, std::size_t length) -> std::string {
  const auto pieces = printable_pieces(line);
  caret = std::min(caret, pieces.size());
  const auto [begin, end] = window_around(caret, pieces.size());

  std::string text = "  ";
  std::string marks = "  ";
  if (begin > 0) {
    text += ellipsis;
    marks += ' ';
  }
  for (auto i = begin; i < end; ++i) {
    text += pieces[i];
    // A tab under a tab keeps the caret in place, however wide the terminal draws it.
    if (i < caret) marks += pieces[i] == "\t" ? '\t' : ' ';
  }
  if (end < pieces.size()) text += ellipsis;

  const auto room = end > caret ? end - caret : 1;
  marks += '^';
  marks.append(std::clamp<std::size_t>(length, 1, room) - 1, '~');
  return text + "\n" + marks + "\n";
}

auto heading(const Diagnostic& diagnostic) -> std::string {
  const auto& place = diagnostic.location;
  std::string text = printable(place.file);
  if (place.line != 0) {
    text += ":" + std::to_string(place.line);
    if (place.column != 0) text += ":" + std::to_string(place.column);
  }
  if (!text.empty()) text += ": ";
  text += to_string(diagnostic.severity);
  text += ": " + printable(diagnostic.message);
  if (!diagnostic.code.empty()) text += " [" + printable(diagnostic.code) + "]";
  return text + "\n";
}

}  // namespace

TextSource::TextSource(std::string name, std::string text, std::uint32_t first_line,
                       std::uint64_t first_offset)
    : name_(std::move(name)),
      text_(std::move(text)),
      first_line_(first_line),
      first_offset_(first_offset),
      line_starts_{0} {
  for (auto at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

auto TextSource::locate(Span span) const -> Location {
  const auto size = static_cast<std::uint32_t>(text_.size());
  const auto begin = std::min(span.begin, size);
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), begin);
  const auto line_start = *(next - 1);
  const auto before = std::string_view{text_}.substr(line_start, begin - line_start);

  Location place;
  place.file = name_;
  place.line = first_line_ + static_cast<std::uint32_t>(next - line_starts_.begin()) - 1;
  place.column = static_cast<std::uint32_t>(count_code_points(before) + 1);
  place.offset = first_offset_ + begin;
  place.length = std::min(span.length, size - begin);
  return place;
}

auto TextSource::line(std::uint32_t number) const noexcept -> std::string_view {
  if (number < first_line_ || number - first_line_ >= line_starts_.size()) return {};
  const auto index = number - first_line_;
  const auto begin = line_starts_[index];
  const bool last = index + 1 == line_starts_.size();
  const auto end = last ? text_.size() : line_starts_[index + 1] - std::size_t{1};
  auto text = std::string_view{text_}.substr(begin, end - begin);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

auto TextSource::line_at(std::uint64_t offset) const noexcept -> std::optional<LineStart> {
  if (offset < first_offset_ || offset - first_offset_ > text_.size()) return std::nullopt;
  const auto at = static_cast<std::uint32_t>(offset - first_offset_);
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
  const auto number = first_line_ + static_cast<std::uint32_t>(next - line_starts_.begin()) - 1;
  return LineStart{number, first_offset_ + *(next - 1)};
}

auto TextSource::knows(const Location& place) const noexcept -> bool {
  const auto line = line_at(place.offset);
  if (!line || line->number != place.line || place.column == 0) return false;
  const std::uint64_t before = place.column - std::uint64_t{1};  // Unit: code points
  const auto bytes = place.offset - line->offset;
  return before <= bytes && bytes <= 4 * before;
}

auto TextSource::text_at(const Location& place) const noexcept -> std::string_view {
  if (place.offset < first_offset_ || place.offset - first_offset_ > text_.size()) return {};
  return std::string_view{text_}.substr(place.offset - first_offset_, place.length);
}

auto render(const Diagnostic& diagnostic, const TextSource* source) -> std::string {
  auto text = heading(diagnostic);
  const auto& place = diagnostic.location;
  if (source == nullptr || place.line == 0 || place.column == 0) return text;
  const auto line = source->line(place.line);
  const auto [shown, caret] = excerpt(line, caret_of(place, *source, line));
  return text + snippet(shown, caret, count_code_points(source->text_at(place)));
}

auto find_invalid_utf8(std::string_view text) noexcept -> std::size_t {
  for (std::size_t at = 0; at < text.size();) {
    // Eight ASCII bytes at a time.
    if (std::uint64_t word = 0; text.size() - at >= sizeof word) {
      std::memcpy(&word, text.data() + at, sizeof word);
      if ((word & 0x8080808080808080U) == 0) {
        at += sizeof word;
        continue;
      }
    }
    const auto length = sequence_length(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

auto count_code_points(std::string_view text) noexcept -> std::size_t {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

}  // namespace tariff::base
