#include "lsp/text_document.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "report/utf8.hpp"

namespace tariff::lsp {
namespace {

// Unit: bytes. Shorter lines are read from their start.
constexpr std::size_t checkpoint_distance = 1024;

constexpr std::array<const char*, 3> encoding_names{"utf-8", "utf-16", "utf-32"};

// Languages as clients call them; the extension decides where they say something else.
constexpr std::array<std::pair<std::string_view, InputKind>, 6> languages{
    {{"yaml", InputKind::yaml},
     {"json", InputKind::json},
     {"jsonc", InputKind::json},
     {"jsonl", InputKind::jsonl},
     {"jsonlines", InputKind::jsonl},
     {"csv", InputKind::csv}}};

auto kind_of(std::string_view path, std::string_view language) -> InputKind {
  const auto by_path = input_kind_of(path);
  if (by_path != InputKind::automatic) return by_path;
  const auto* found = std::find_if(languages.begin(), languages.end(),
                                   [&](const auto& each) { return each.first == language; });
  return found == languages.end() ? InputKind::automatic : found->second;
}

auto hex_digit(char c) noexcept -> int {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

auto units_of(const report::Decoded& decoded, PositionEncoding encoding) noexcept -> std::size_t {
  switch (encoding) {
    case PositionEncoding::utf8: return decoded.length;
    case PositionEncoding::utf32: return 1;
    case PositionEncoding::utf16: break;
  }
  const bool astral =
      decoded.code_point != report::invalid_code_point && decoded.code_point > 0xFFFF;
  return astral ? 2 : 1;
}

}  // namespace

auto to_string(PositionEncoding encoding) noexcept -> const char* {
  return encoding_names[static_cast<std::size_t>(encoding)];
}

auto parse_encoding(std::string_view name, PositionEncoding& out) noexcept -> bool {
  const auto* found = std::find(encoding_names.begin(), encoding_names.end(), name);
  if (found == encoding_names.end()) return false;
  out = static_cast<PositionEncoding>(found - encoding_names.begin());
  return true;
}

auto path_of_uri(std::string_view uri) -> std::string {
  constexpr std::string_view scheme = "file://";
  if (!uri.starts_with(scheme)) return std::string{uri};
  uri.remove_prefix(scheme.size());
  uri.remove_prefix(std::min(uri.find('/'), uri.size()));  // the host
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    const int high = uri[i] == '%' && i + 2 < uri.size() ? hex_digit(uri[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(uri[i + 2]) : -1;
    path += low >= 0 ? static_cast<char>(high * 16 + low) : uri[i];
    if (low >= 0) i += 2;
  }
  return path;
}

TextDocument::TextDocument(std::string uri, std::string_view language, std::int64_t version,
                           std::string text, PositionEncoding encoding)
    : uri_(std::move(uri)),
      path_(path_of_uri(uri_)),
      kind_(kind_of(path_, language)),
      version_(version),
      text_(std::move(text)),
      encoding_(encoding) {
  find_lines();
}

void TextDocument::change(std::optional<PositionRange> range, std::string_view text) {
  if (range) {
    const auto begin = offset_of(range->begin);
    const auto end = std::max(begin, offset_of(range->end));
    text_.replace(begin, end - begin, text);
  } else {
    text_ = text;
  }
  find_lines();
}

// Lines end with LF, CRLF or CR.
void TextDocument::find_lines() {
  line_starts_.assign(1, 0);
  for (auto at = text_.find_first_of("\r\n"); at != std::string::npos;
       at = text_.find_first_of("\r\n", at)) {
    at += text_.compare(at, 2, "\r\n") == 0 ? 2U : 1U;
    line_starts_.push_back(at);
  }
  checkpoints_.clear();
  for (std::size_t line = 0; line < line_starts_.size(); ++line) {
    const auto range = line_range(line);
    if (range.end - range.begin > checkpoint_distance) count_long_line(range);
  }
}

void TextDocument::count_long_line(ByteRange line) {
  Checkpoint last{line.begin, 0};
  for (auto at = last; at.offset < line.end;) {
    if (at.offset - last.offset >= checkpoint_distance) {
      checkpoints_.push_back(at);
      last = at;
    }
    const auto next = units_at(at.offset, line.end);
    at = {next.offset, at.units + next.units};
  }
}

// Where the character at `at` ends, and its units.
auto TextDocument::units_at(std::size_t at, std::size_t end) const noexcept -> Checkpoint {
  const auto decoded = report::decode_utf8(std::string_view{text_}.substr(at, end - at));
  return {at + decoded.length, units_of(decoded, encoding_)};
}

template <class IsBefore>
auto TextDocument::checkpoint(ByteRange line, IsBefore is_before) const noexcept -> Checkpoint {
  const auto by_offset = [](const Checkpoint& each, std::size_t offset) {
    return each.offset < offset;
  };
  const auto first =
      std::lower_bound(checkpoints_.begin(), checkpoints_.end(), line.begin, by_offset);
  const auto last = std::lower_bound(first, checkpoints_.end(), line.end, by_offset);
  const auto behind = std::partition_point(first, last, is_before);
  return behind == first ? Checkpoint{line.begin, 0} : *std::prev(behind);
}

auto TextDocument::line_of(std::size_t offset) const noexcept -> std::size_t {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::size_t>(next - line_starts_.begin()) - 1;
}

auto TextDocument::line_range(std::size_t line) const noexcept -> ByteRange {
  const auto begin = line_starts_[line];
  auto end = line + 1 < line_starts_.size() ? line_starts_[line + 1] : text_.size();
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return {begin, end};
}

auto TextDocument::offset_of(Position position) const noexcept -> std::size_t {
  if (position.line >= line_starts_.size()) return text_.size();
  const auto line = line_range(position.line);
  auto at =
      checkpoint(line, [&](const Checkpoint& each) { return each.units <= position.character; });
  while (at.offset < line.end) {
    const auto next = units_at(at.offset, line.end);
    if (at.units + next.units > position.character) break;
    at = {next.offset, at.units + next.units};
  }
  return at.offset;
}

auto TextDocument::position_of(std::size_t offset) const noexcept -> Position {
  const auto number = line_of(std::min(offset, text_.size()));
  const auto line = line_range(number);
  const auto stop = std::min(offset, line.end);
  auto at = checkpoint(line, [&](const Checkpoint& each) { return each.offset <= stop; });
  while (at.offset < stop) {
    const auto next = units_at(at.offset, line.end);
    if (next.offset > stop) break;
    at = {next.offset, at.units + next.units};
  }
  return {static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(at.units)};
}

auto TextDocument::range_of(ByteRange range) const noexcept -> PositionRange {
  return {position_of(range.begin), position_of(range.end)};
}

auto TextDocument::bytes_of(const Location& place) const noexcept -> ByteRange {
  if (place.line == 0) return {};
  const auto begin = std::min<std::size_t>(place.offset, text_.size());
  return {begin, std::min<std::size_t>(begin + place.length, text_.size())};
}

auto TextDocument::line_at(std::size_t offset) const noexcept -> ByteRange {
  return line_range(line_of(std::min(offset, text_.size())));
}

}  // namespace tariff::lsp
