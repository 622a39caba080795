// The bytes of one input: a file, a pipe or standard input. Gives up when the user interrupts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tariff::app {

class ByteSource {
 public:
  ByteSource() = default;
  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  auto operator=(const ByteSource&) -> ByteSource& = delete;

  // "-": standard input. False: `why` says what is wrong.
  [[nodiscard]] auto open(const std::string& path, std::string& why) -> bool;

  // At most `size` bytes to `to`: what is there, at least one; 0: the end, an error, or
  // interrupted.
  auto read(char* to, std::size_t size) -> std::size_t;
  // Whether read() would return at once.
  [[nodiscard]] auto has_more() const -> bool;
  // Reads until `text` has `wanted` bytes or the input ends.
  void read_ahead(std::size_t wanted, std::string& text);

  // What stands at an offset of the input, at most `size` bytes; nothing of a pipe, which cannot be
  // read again.
  [[nodiscard]] auto read_again(std::uint64_t offset, std::size_t size) const -> std::string;
  [[nodiscard]] auto can_read_again() const noexcept -> bool { return regular_; }

  [[nodiscard]] auto bytes_read() const noexcept -> std::uint64_t { return bytes_read_; }
  // Unit: bytes of a regular file from where reading starts; 0: not known.
  [[nodiscard]] auto size() const noexcept -> std::uint64_t { return size_; }
  // errno of a read that failed, or 0.
  [[nodiscard]] auto error() const noexcept -> int { return error_; }

 private:
  int file_ = -1;
  bool owned_ = false;
  bool regular_ = false;
  std::uint64_t start_ = 0;  // where the input starts in its file
  std::uint64_t size_ = 0;
  std::uint64_t bytes_read_ = 0;
  int error_ = 0;
};

}  // namespace tariff::app
