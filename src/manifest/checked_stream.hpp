// The text on its way to the YAML reader: only what is valid UTF-8 and no control character gets
// through, and the columns that the reader counts in bytes are turned into code points.
#pragma once

#include <cstdint>
#include <deque>
#include <streambuf>
#include <string>
#include <vector>

#include "manifest/input.hpp"
#include "tariff/diagnostic.hpp"

namespace tariff::manifest {

class CheckedStream : public std::streambuf {
 public:
  // `max_value`: the reader may ask for so many bytes without a word from its user.
  CheckedStream(Input& in, std::size_t max_value);

  // Set when the stream ended before its time: what was wrong, and where.
  [[nodiscard]] auto failed() const noexcept -> bool { return !message_.empty(); }
  [[nodiscard]] auto too_large() const noexcept -> bool { return too_large_; }
  [[nodiscard]] auto message() const noexcept -> const std::string& { return message_; }
  [[nodiscard]] auto failure() const -> Location;

  // The user has got on: everything before this line is done with.
  void progress(std::uint32_t line);
  // A place that the reader gives, counted from 0 in bytes. The file's name is left empty.
  [[nodiscard]] auto place(int offset, int line, int column) const -> Location;
  // Where the text ends.
  [[nodiscard]] auto end() const -> Location;

 protected:
  auto underflow() -> int_type override;

 private:
  // The bytes of a line that do not start a code point. Only for lines that have any.
  struct Line {
    std::uint32_t number;
    std::vector<std::uint32_t> continuations;  // Unit: bytes from the start of the line
  };

  [[nodiscard]] auto acceptable(std::string_view text, bool at_end) -> std::size_t;
  void fail(std::string message);
  void note(std::string_view text);
  [[nodiscard]] auto give_end() -> int_type;

  Input& in_;
  std::size_t max_value_;
  std::string buffer_;
  std::string message_;
  bool too_large_ = false;
  bool end_given_ = false;
  std::size_t start_;            // Unit: bytes of the input before the text (a byte order mark)
  std::size_t given_ = 0;        // Unit: bytes
  std::size_t progress_at_ = 0;  // `given_` at the last progress
  std::uint32_t line_ = 0;       // of the next byte to be given
  std::uint32_t column_ = 0;     // Unit: bytes
  std::uint32_t extra_ = 0;      // continuation bytes on this line so far
  bool blank_ = true;            // nothing but spaces on this line so far
  std::deque<Line> lines_;
};

}  // namespace tariff::manifest
