#include "manifest/line_blocks.hpp"

#include <algorithm>

namespace tariff::manifest {

namespace {

// Large enough that handing a block over costs nothing, small enough that several fit the cache of
// the last level.
constexpr std::size_t block_size = std::size_t{512} << 10U;
// Memory beyond this, of a very long line, is given back.
constexpr std::size_t keep_at_most = 4 * block_size;

auto count_line_ends(std::string_view text) noexcept -> std::uint32_t {
  std::uint32_t count = 0;
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

void LineBlocks::begin_with(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) {
    text.remove_prefix(mark.size());
    offset_ = mark.size();
  }
  rest_ = text;
}

// Reads once behind `text`; false at the end of the input.
auto LineBlocks::fill(std::string& text) -> bool {
  const auto before = text.size();
  const auto wanted = before < block_size ? block_size - before : std::max(before, block_size);
  text.resize(before + wanted);
  const auto got = read_(text.data() + before, wanted);
  text.resize(before + got);
  return got != 0;
}

// Everything up to the end of a line that will not be read.
void LineBlocks::skip_long_line(std::string& text) {
  std::size_t end = std::string::npos;
  for (bool more = true; more && end == std::string::npos;) {
    offset_ += text.size();
    text.clear();
    more = fill(text);
    end = text.find('\n');
  }
  const auto skipped = end == std::string::npos ? text.size() : end + 1;
  offset_ += skipped;
  if (end != std::string::npos) ++line_;
  rest_.assign(text, skipped);
  text.clear();
}

auto LineBlocks::next(LineBlock& out) -> bool {
  auto& text = out.text;
  if (text.capacity() > keep_at_most) text = {};
  text.assign(rest_);
  rest_.clear();
  if (rest_.capacity() > keep_at_most) rest_ = {};
  out.first_line = line_;
  out.first_offset = offset_;
  out.too_long = false;

  // A whole line may have been left by what was read to tell the kind of input.
  auto end = text.rfind('\n');
  bool more = true;
  while (more && end == std::string::npos) {
    const auto before = text.size();
    if (before > max_line_) {
      out.too_long = true;
      skip_long_line(text);
      return true;
    }
    more = fill(text);
    end = text.find('\n', before);
  }
  if (end != std::string::npos) {
    end = text.rfind('\n');
    rest_.assign(text, end + 1);
    text.resize(end + 1);
  }
  // One line of the block may be too long although the limit was not passed while reading it.
  line_ += count_line_ends(text);
  offset_ += text.size();
  return !text.empty();
}

}  // namespace tariff::manifest
