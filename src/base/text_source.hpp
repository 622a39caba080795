// Places in text inputs, and how a person is shown them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/diagnostic.hpp"

namespace tariff::base {

// A piece of a text. Unit: bytes, half-open [begin, begin + length).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t length = 0;

  [[nodiscard]] constexpr auto end() const noexcept -> std::uint32_t { return begin + length; }
  friend constexpr auto operator==(const Span&, const Span&) noexcept -> bool = default;
};

// Where a line begins.
struct LineStart {
  std::uint32_t number = 0;  // 1-based
  std::uint64_t offset = 0;  // Unit: bytes of the input
};

// A whole input, or whole lines of one, kept for its line starts and for showing snippets.
class TextSource {
 public:
  // `first_line`, `first_offset`: where `text` starts in the input.
  TextSource(std::string name, std::string text, std::uint32_t first_line = 1,
             std::uint64_t first_offset = 0);

  [[nodiscard]] auto name() const noexcept -> const std::string& { return name_; }
  [[nodiscard]] auto text() const noexcept -> std::string_view { return text_; }

  // Line and column (1-based; columns count code points) of a byte range of `text`.
  [[nodiscard]] auto locate(Span span) const -> Location;
  // The text of a 1-based line of the input, without its line end; empty where it is not held.
  [[nodiscard]] auto line(std::uint32_t number) const noexcept -> std::string_view;
  // The line that a byte of the input is on, its line end included; the end of the text is on the
  // last one. Nothing where it is not held.
  [[nodiscard]] auto line_at(std::uint64_t offset) const noexcept -> std::optional<LineStart>;
  // Whether the place is held and its offset is on its line, no nearer to the line's start and no
  // further from it than its column can be. (Some readers know line and column alone.)
  [[nodiscard]] auto knows(const Location& place) const noexcept -> bool;
  // What is held of a place.
  [[nodiscard]] auto text_at(const Location& place) const noexcept -> std::string_view;

 private:
  std::string name_;
  std::string text_;
  std::uint32_t first_line_;
  std::uint64_t first_offset_;
  std::vector<std::uint32_t> line_starts_;
};

// "file:12:24: error: expected comparison [CODE]\n  the line\n      ^~~~\n". The line is shortened
// around the caret when it is longer than 160 code points. `source` may be null: no snippet.
[[nodiscard]] auto render(const Diagnostic& diagnostic, const TextSource* source) -> std::string;

// Byte offset of the first byte that is not valid UTF-8, or npos.
[[nodiscard]] auto find_invalid_utf8(std::string_view text) noexcept -> std::size_t;

// Number of code points of valid UTF-8.
[[nodiscard]] auto count_code_points(std::string_view text) noexcept -> std::size_t;

}  // namespace tariff::base
