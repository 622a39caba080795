// An open document: its text, its lines, and positions as clients count them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/diagnostic.hpp"
#include "tariff/manifest.hpp"

namespace tariff::lsp {

// What a position's `character` counts. Clients that say nothing mean utf16.
enum class PositionEncoding : std::uint8_t { utf8, utf16, utf32 };

[[nodiscard]] auto to_string(PositionEncoding encoding) noexcept -> const char*;
[[nodiscard]] auto parse_encoding(std::string_view name, PositionEncoding& out) noexcept -> bool;

// Both start at 0.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t character = 0;

  friend auto operator==(const Position&, const Position&) noexcept -> bool = default;
};

struct PositionRange {
  Position begin;
  Position end;  // not part of it

  friend auto operator==(const PositionRange&, const PositionRange&) noexcept -> bool = default;
};

// Unit: bytes, half-open.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] constexpr auto contains(std::size_t offset) const noexcept -> bool {
    return begin <= offset && offset <= end;
  }
  friend auto operator==(const ByteRange&, const ByteRange&) noexcept -> bool = default;
};

// The path of a `file:` URI; any other URI as it is.
[[nodiscard]] auto path_of_uri(std::string_view uri) -> std::string;

class TextDocument {
 public:
  TextDocument(std::string uri, std::string_view language, std::int64_t version, std::string text,
               PositionEncoding encoding);

  // Replaces a range, or all of the text. A range beyond the text is cut to it.
  void change(std::optional<PositionRange> range, std::string_view text);
  void set_version(std::int64_t version) noexcept { version_ = version; }

  [[nodiscard]] auto uri() const noexcept -> const std::string& { return uri_; }
  [[nodiscard]] auto path() const noexcept -> const std::string& { return path_; }
  [[nodiscard]] auto kind() const noexcept -> InputKind { return kind_; }
  [[nodiscard]] auto version() const noexcept -> std::int64_t { return version_; }
  [[nodiscard]] auto text() const noexcept -> std::string_view { return text_; }

  // Positions behind the end of a line mean its end; inside a character, its start.
  [[nodiscard]] auto offset_of(Position position) const noexcept -> std::size_t;
  [[nodiscard]] auto position_of(std::size_t offset) const noexcept -> Position;
  [[nodiscard]] auto range_of(ByteRange range) const noexcept -> PositionRange;
  // The bytes of a place that a reader found; nothing of the input as a whole.
  [[nodiscard]] auto bytes_of(const Location& place) const noexcept -> ByteRange;
  // The line that an offset stands in, without its line end.
  [[nodiscard]] auto line_at(std::size_t offset) const noexcept -> ByteRange;

 private:
  // A place in a long line whose units are counted already, so that places in it are found without
  // reading it from its start.
  struct Checkpoint {
    std::size_t offset = 0;
    std::size_t units = 0;  // from the start of the line
  };

  void find_lines();
  void count_long_line(ByteRange line);
  [[nodiscard]] auto units_at(std::size_t at, std::size_t end) const noexcept -> Checkpoint;
  // The last checkpoint of a line that `is_before` the place that is looked for.
  template <class IsBefore>
  [[nodiscard]] auto checkpoint(ByteRange line, IsBefore is_before) const noexcept -> Checkpoint;
  [[nodiscard]] auto line_of(std::size_t offset) const noexcept -> std::size_t;
  [[nodiscard]] auto line_range(std::size_t line) const noexcept -> ByteRange;

  std::string uri_;
  std::string path_;
  InputKind kind_;
  std::int64_t version_;
  std::string text_;
  PositionEncoding encoding_;
  std::vector<std::size_t> line_starts_;
  std::vector<Checkpoint> checkpoints_;  // by offset
};

}  // namespace tariff::lsp
