// The shape of texts, whole and broken.
#include "lsp/outline.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

using tariff::lsp::OutlineNode;
using tariff::lsp::read_outline;

// The outline in brackets: maps as {key: value}, a key without a colon as `key?`.
auto shown(const OutlineNode& node) -> std::string {
  std::string text;
  switch (node.kind) {
    case OutlineNode::Kind::nothing: return "~";
    case OutlineNode::Kind::scalar:
      return node.quoted ? "'" + std::string{node.text} + "'" : std::string{node.text};
    case OutlineNode::Kind::list:
      for (const auto& item : node.items) text += (text.empty() ? "" : " ") + shown(item);
      return "[" + text + "]";
    case OutlineNode::Kind::map:
      for (const auto& member : node.members) {
        text += (text.empty() ? "" : " ") + std::string{member.key.text};
        text += member.has_colon ? ":" + shown(member.value) : std::string{"?"};
      }
      return "{" + text + "}";
  }
  return text;
}

auto outline(std::string_view text) -> std::string {
  return shown(read_outline(text));
}

}  // namespace

TEST_CASE("blocks, brackets and scalars") {
  CHECK(outline("") == "~");
  CHECK(outline("a: 1\nb: 'x: y' # c\nc:\n  d: \"e\"\n") == "{a:1 b:'x: y' c:{d:'e'}}");
  CHECK(outline("a:\n- b\n- c: 1\n  d: 2\n") == "{a:[b {c:1 d:2}]}");
  CHECK(outline("a: {b: [1, 2], c: {d: e}}\nf: g") == "{a:{b:[1 2] c:{d:e}} f:g}");
  CHECK(outline("a: {b: 1,\n    c: 2}\nd: 3\n") == "{a:{b:1 c:2} d:3}");
  CHECK(outline("a: |\n  b: c\n\n  d\ne: f\n") == "{a:'' e:f}");
  CHECK(outline("a: long\n  text\nb: 1\n") == "{a:long b:1}");
  CHECK(outline("a: \"long\n  text: x\"\nb: 1\n") == "{a:'long\n  text: x' b:1}");
  CHECK(outline("--- # a comment\r\na: &x\r\n  b: 1\r\nc: *x\r\n") == "{a:{b:1} c:*x}");
  CHECK(outline("- - a\n  - b\n-\n  c: 1\n") == "[[a b] {c:1}]");
  CHECK(outline("https://x: 12:30\n") == "{https://x:12:30}");
}

TEST_CASE("JSON") {
  CHECK(outline("{\"a\": [1, {\"b\": \"c, d\"}],\n\"e\":null}") == "{a:[1 {b:'c, d'}] e:null}");
  CHECK(outline("[{\"a\":1}]") == "[{a:1}]");
}

TEST_CASE("texts that are not valid") {
  CHECK(outline("a: 1\nqu\nb: 2\n") == "{a:1 qu? b:2}");
  CHECK(outline("qu\nb: 2\n") == "{qu? b:2}");
  CHECK(outline("a: {b: 1, c\nd: 2\n") == "{a:{b:1 c?} d:2}");
  CHECK(outline("a:\n  b: [x, \n  c: 1\n") == "{a:{b:[x] c:1}}");
  CHECK(outline("a: \"open\nb: 1\n") == "{a:'open' b:1}");
  CHECK(outline("{\"a\": \"op\n\"b\": 1}") == "{a:'op' b:1}");
  CHECK(outline("a:\n    b: 1\n  c: 2\nd: 3\n") == "{a:{b:1 c:2} d:3}");
  CHECK(outline("a: }\nb: ]\n") == "{a:} b:]}");
  CHECK(outline("{]}{:,") == "{}");
}

TEST_CASE("deep and long texts end") {
  std::string deep;
  for (int i = 0; i < 3000; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK_FALSE(outline(deep).empty());
  CHECK_FALSE(outline(std::string(100'000, '[')).empty());
  CHECK_FALSE(outline(std::string(100'000, '{') + std::string(100'000, '}')).empty());
  std::string dashes;
  for (int i = 0; i < 50'000; ++i) dashes += "- ";
  CHECK_FALSE(outline(dashes).empty());
  std::string quotes;
  for (int i = 0; i < 50'000; ++i) quotes += "a: \"x\n  ";
  CHECK_FALSE(outline(quotes).empty());
}
