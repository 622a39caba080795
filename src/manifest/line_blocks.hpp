// An input of one record a line, cut into blocks of whole lines, so that several workers can read
// them. What is kept does not grow with the input: a block, and what of the next has been read.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tariff::manifest {

struct LineBlock {
  std::string text;  // whole lines; only the last one of the input may lack its end
  std::uint32_t first_line = 1;
  std::uint64_t first_offset = 0;  // Unit: bytes from the start of the input
  bool too_long = false;           // one line that is longer than the limit; `text` is empty
};

class LineBlocks {
 public:
  // Reads at most `size` bytes to `to` and returns how many; 0: the end. It may return fewer: a
  // pipe gives what it has, so that a slow one is answered line by line.
  using ReadBytes = std::function<std::size_t(char* to, std::size_t size)>;

  LineBlocks(ReadBytes read, std::size_t max_line) : read_(std::move(read)), max_line_(max_line) {}

  // What has been read before, from the start of the input. A byte order mark is skipped.
  void begin_with(std::string_view text);

  // The next block, in the memory of `out`. False at the end.
  auto next(LineBlock& out) -> bool;

 private:
  auto fill(std::string& text) -> bool;
  void skip_long_line(std::string& text);

  ReadBytes read_;
  std::size_t max_line_;
  std::string rest_;  // what was read behind the last block
  std::uint32_t line_ = 1;
  std::uint64_t offset_ = 0;
};

// Calls each(line, number, offset) for every line of a block that is not blank, without its end
// ("\n" or "\r\n").
template <class Each>
void for_each_line(const LineBlock& block, Each&& each) {
  std::string_view rest = block.text;
  auto number = block.first_line;
  for (; !rest.empty(); ++number) {
    const auto end = rest.find('\n');
    auto line = rest.substr(0, end);
    const auto offset =
        block.first_offset + static_cast<std::uint64_t>(rest.data() - block.text.data());
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) each(line, number, offset);
  }
}

}  // namespace tariff::manifest
