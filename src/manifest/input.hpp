// Bytes from a stream in pieces, with a look ahead and the place of each.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>

namespace tariff::manifest {

class Input {
 public:
  explicit Input(std::istream& in) : in_(in) {}

  // What has been read and not yet taken; reads more when nothing is left. Empty: the end.
  auto window() -> std::string_view;
  // Reads until the window has `wanted` bytes or the input ends.
  auto peek(std::size_t wanted) -> std::string_view;
  void take(std::size_t bytes) noexcept;

  // Skips a byte order mark. Only at the start.
  void skip_mark();

  // Of the next byte. Unit: bytes from the start of the input; lines from 1.
  [[nodiscard]] auto offset() const noexcept -> std::uint64_t { return offset_; }
  [[nodiscard]] auto line() const noexcept -> std::uint32_t { return line_; }

 private:
  auto fill() -> bool;

  std::istream& in_;
  std::string buffer_;
  std::size_t taken_ = 0;
  std::uint64_t offset_ = 0;
  std::uint32_t line_ = 1;
};

// A line without its end ("\n" or "\r\n").
struct Line {
  std::string text;
  std::uint32_t number = 0;
  std::uint64_t offset = 0;
  bool too_long = false;  // `text` is only the start of it
};

// False at the end of the input.
auto next_line(Input& in, std::size_t max_length, Line& out) -> bool;

}  // namespace tariff::manifest
