// Blocks hold whole lines and know where they stand, however the bytes come.
#include "manifest/line_blocks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

namespace {

using tariff::manifest::for_each_line;
using tariff::manifest::LineBlock;
using tariff::manifest::LineBlocks;

struct SeenLine {
  std::string text;
  std::uint32_t number;
  std::uint64_t offset;

  friend auto operator==(const SeenLine&, const SeenLine&) -> bool = default;
};

// Gives `text` in pieces of at most `piece` bytes.
auto reader_of(std::string_view text, std::size_t piece) -> LineBlocks::ReadBytes {
  return [text, piece](char* to, std::size_t size) mutable {
    const auto given = text.substr(0, std::min(size, piece));
    std::copy(given.begin(), given.end(), to);
    text.remove_prefix(given.size());
    return given.size();
  };
}

auto lines_of(std::string_view text, std::size_t piece, std::size_t head, std::size_t max_line)
    -> std::vector<SeenLine> {
  LineBlocks blocks{reader_of(text.substr(std::min(head, text.size())), piece), max_line};
  blocks.begin_with(text.substr(0, head));
  std::vector<SeenLine> seen;
  LineBlock block;
  while (blocks.next(block)) {
    if (block.too_long) seen.push_back({"too long", block.first_line, block.first_offset});
    for_each_line(block, [&](std::string_view line, std::uint32_t number, std::uint64_t offset) {
      seen.push_back({std::string{line}, number, offset});
    });
  }
  return seen;
}

}  // namespace

TEST_CASE("lines, numbers and offsets are the same however the input is cut") {
  const std::string text =
      "\xEF\xBB\xBF"
      "one\r\n\n  \ntwo\nthree three\nlast";
  const std::vector<SeenLine> expected = {
      {"one", 1, 3}, {"two", 4, 12}, {"three three", 5, 16}, {"last", 6, 28}};
  for (std::size_t piece = 1; piece < 40; ++piece) {
    for (const std::size_t head : {3U, 4U, 9U, 40U}) {
      CAPTURE(piece);
      CAPTURE(head);
      CHECK(lines_of(text, piece, head, 1'000) == expected);
    }
  }
}

TEST_CASE("a line that is too long is skipped, and said so") {
  const auto text = "a\n" + std::string(2'000'000, 'x') + "\nb\n" + std::string(2'000'000, 'y');
  for (const std::size_t piece : {70'000U, 10'000'000U}) {
    const auto seen = lines_of(text, piece, 10, 1'000'000);
    REQUIRE(seen.size() == 4);
    CHECK(seen[0] == SeenLine{"a", 1, 0});
    CHECK(seen[1] == SeenLine{"too long", 2, 2});
    CHECK(seen[2] == SeenLine{"b", 3, 2'000'003});
    CHECK(seen[3] == SeenLine{"too long", 4, 2'000'005});
  }
}

TEST_CASE("an empty input has no block") {
  CHECK(lines_of("", 1, 0, 10).empty());
  CHECK(lines_of("\n\n \n", 1, 0, 10).empty());
}
