// Differences as git prints them.
#include <doctest/doctest.h>

#include <string>

#include "tariff/edit.hpp"

using tariff::apply_edits;
using tariff::TextEdit;
using tariff::unified_diff;

namespace {

auto numbered(int from, int to) -> std::string {
  std::string text;
  for (int i = from; i <= to; ++i) text += std::to_string(i) + "\n";
  return text;
}

}  // namespace

TEST_CASE("edits are applied in order or not at all") {
  CHECK(apply_edits("abc", std::vector<TextEdit>{{1, 1, "x"}, {3, 0, "y"}}) == "axcy");
  CHECK(apply_edits("abc", std::vector<TextEdit>{}) == "abc");
  CHECK(apply_edits("abc", std::vector<TextEdit>{{1, 0, "x"}, {1, 1, ""}}) == "axc");
  CHECK_FALSE(apply_edits("abc", std::vector<TextEdit>{{2, 1, "x"}, {1, 1, "y"}}));
  CHECK_FALSE(apply_edits("abc", std::vector<TextEdit>{{0, 2, "x"}, {1, 1, "y"}}));
  CHECK_FALSE(apply_edits("abc", std::vector<TextEdit>{{1, 0, "x"}, {1, 0, "y"}}));
  CHECK_FALSE(apply_edits("abc", std::vector<TextEdit>{{2, 2, "x"}}));
  CHECK_FALSE(apply_edits("abc", std::vector<TextEdit>{{4, 0, "x"}}));
  CHECK_FALSE(apply_edits("abc", std::vector<TextEdit>{{1, static_cast<std::uint64_t>(-1), ""}}));
}

TEST_CASE("equal texts have no difference") {
  CHECK(unified_diff("f", "a\n", "a\n").empty());
}

TEST_CASE("one line in the middle") {
  const auto before = "head:\n" + numbered(1, 9);
  auto after = before;
  after.replace(after.find("5"), 1, "five");
  CHECK(unified_diff("a b", before, after) ==
        "--- a/a b\t\n+++ b/a b\t\n@@ -3,7 +3,7 @@ head:\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("near changes share a hunk and far ones do not") {
  const auto before = numbered(1, 30);
  auto after = before;
  after.replace(after.find("10\n"), 3, "");
  after.replace(after.find("17\n"), 3, "17\nx\n");
  after.replace(after.find("30\n"), 3, "y\n");
  CHECK(unified_diff("f", before, after) ==
        "--- a/f\n+++ b/f\n"
        "@@ -7,7 +7,6 @@\n 7\n 8\n 9\n-10\n 11\n 12\n 13\n"
        "@@ -15,6 +14,7 @@\n 15\n 16\n 17\n+x\n 18\n 19\n 20\n"
        "@@ -27,4 +27,4 @@\n 27\n 28\n 29\n-30\n+y\n");
}

TEST_CASE("texts without a line end at their end") {
  CHECK(unified_diff("f", "a", "b") ==
        "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"
        "\\ No newline at end of file\n");
  CHECK(unified_diff("f", "a\nb", "a\nb\n") ==
        "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
}

TEST_CASE("something and nothing") {
  CHECK(unified_diff("f", "", "a\n") == "--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+a\n");
  CHECK(unified_diff("f", "a\n", "") == "--- a/f\n+++ b/f\n@@ -1 +0,0 @@\n-a\n");
}

TEST_CASE("names that would be misread are quoted, and absolute ones keep one slash") {
  CHECK(unified_diff("/x\n", "a\n", "").starts_with("--- \"a/x\\012\"\n+++ \"b/x\\012\"\n"));
  CHECK(unified_diff("/x", "a\n", "").starts_with("--- a/x\n"));
}
