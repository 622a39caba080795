// Positions in texts, in each encoding, and changes of ranges against changes of the whole.
#include "lsp/text_document.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

namespace {

using tariff::lsp::Position;
using tariff::lsp::PositionEncoding;
using tariff::lsp::PositionRange;
using tariff::lsp::TextDocument;

constexpr auto utf8 = PositionEncoding::utf8;
constexpr auto utf16 = PositionEncoding::utf16;
constexpr auto utf32 = PositionEncoding::utf32;

auto document(std::string text, PositionEncoding encoding) -> TextDocument {
  return {"file:///w/a.yaml", "yaml", 1, std::move(text), encoding};
}

// The offset of a position by the protocol's words, counted slowly: lines one by one, units of each
// character.
auto slow_offset(const std::string& text, Position position, PositionEncoding encoding)
    -> std::size_t {
  std::size_t at = 0;
  for (std::uint32_t line = 0; line < position.line; ++line) {
    while (at < text.size() && text[at] != '\n' && text[at] != '\r') ++at;
    if (at == text.size()) return at;
    at += text.compare(at, 2, "\r\n") == 0 ? 2U : 1U;
  }
  std::uint32_t units = 0;
  while (at < text.size() && text[at] != '\n' && text[at] != '\r') {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    const auto count = encoding == utf8    ? length
                       : encoding == utf16 ? (length == 4 ? 2U : 1U)
                                           : std::size_t{1};
    units += static_cast<std::uint32_t>(count);
    if (units > position.character) break;
    at += length;
  }
  return at;
}

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  auto below(std::size_t limit) -> std::size_t { return random_() % limit; }
  auto text(std::size_t most) -> std::string {
    static const std::vector<std::string> pieces{"a",  "b: ", "\n", "\r\n", "\r", "é",
                                                 "水", "🎨",   "  ", "\"",   "x"};
    std::string text;
    for (auto i = below(most + 1); i > 0; --i) text += pieces[below(pieces.size())];
    return text;
  }
  auto position() -> Position {
    return {static_cast<std::uint32_t>(below(8)), static_cast<std::uint32_t>(below(12))};
  }

 private:
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("an astral character counts 4, 2 or 1") {
  const std::string text = "a: 🎨é水b\n🎨\n";
  const auto b = text.find('b');
  CHECK(document(text, utf8).position_of(b) == Position{0, 12});
  CHECK(document(text, utf16).position_of(b) == Position{0, 7});
  CHECK(document(text, utf32).position_of(b) == Position{0, 6});
  CHECK(document(text, utf16).offset_of({0, 7}) == b);
  // In the middle of a surrogate pair: the start of the character.
  CHECK(document(text, utf16).offset_of({0, 4}) == 3);
  CHECK(document(text, utf8).offset_of({1, 2}) == b + 2);
}

TEST_CASE("positions behind the end of a line or of the text mean that end") {
  const auto text = document("ab\r\nc\rd\n", utf16);
  CHECK(text.offset_of({0, 99}) == 2);
  CHECK(text.offset_of({1, 99}) == 5);
  CHECK(text.offset_of({2, 99}) == 7);
  CHECK(text.offset_of({3, 0}) == 8);
  CHECK(text.offset_of({4'000'000'000, 4'000'000'000}) == 8);
  CHECK(text.position_of(3) == Position{0, 2});  // between CR and LF
  CHECK(text.position_of(99) == Position{3, 0});
  CHECK(document("", utf16).position_of(0) == Position{0, 0});
}

TEST_CASE("positions of generated texts come back as they were") {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    Generator random{seed};
    const auto text = random.text(60);
    for (const auto encoding : {utf8, utf16, utf32}) {
      const auto doc = document(text, encoding);
      for (int i = 0; i < 10; ++i) {
        const auto position = random.position();
        const auto offset = doc.offset_of(position);
        REQUIRE(offset == slow_offset(text, position, encoding));
        REQUIRE(doc.offset_of(doc.position_of(offset)) == offset);
      }
    }
  }
}

TEST_CASE("positions in lines of any length") {
  std::string text = "a\n";
  for (int i = 0; i < 3000; ++i) text += i % 3 == 0 ? "🎨é" : "abc水";
  text += "\nb\n" + text;
  for (const auto encoding : {utf8, utf16, utf32}) {
    const auto doc = document(text, encoding);
    for (std::uint32_t character = 0; character < 22'000; character += 97) {
      for (const std::uint32_t line : {1U, 4U}) {
        const Position position{line, character};
        const auto offset = doc.offset_of(position);
        REQUIRE(offset == slow_offset(text, position, encoding));
        REQUIRE(doc.offset_of(doc.position_of(offset)) == offset);
      }
    }
  }
}

TEST_CASE("a change of a range is the change of the whole text that it says") {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    Generator random{seed + 1000};
    const auto encoding = static_cast<PositionEncoding>(random.below(3));
    auto text = random.text(40);
    auto edited = document(text, encoding);
    for (int i = 0; i < 20; ++i) {
      auto begin = random.position();
      auto end = random.position();
      if (end.line < begin.line || (end.line == begin.line && end.character < begin.character)) {
        std::swap(begin, end);
      }
      const auto inserted = random.text(6);
      const auto from = slow_offset(text, begin, encoding);
      const auto to = slow_offset(text, end, encoding);
      text.replace(from, to - from, inserted);
      edited.change(PositionRange{begin, end}, inserted);
      REQUIRE(edited.text() == text);
      REQUIRE(edited.position_of(text.size()) == document(text, encoding).position_of(text.size()));
    }
    edited.change(std::nullopt, "whole");
    CHECK(edited.text() == "whole");
  }
}

TEST_CASE("a range that ends before it begins is an insertion") {
  auto text = document("abc", utf16);
  text.change(PositionRange{{0, 2}, {0, 1}}, "-");
  CHECK(text.text() == "ab-c");
}

TEST_CASE("the kind follows the extension, then the language") {
  const auto kind = [](const char* uri, const char* language) {
    return TextDocument{uri, language, 1, "", utf16}.kind();
  };
  CHECK(kind("file:///a.yml", "plaintext") == tariff::InputKind::yaml);
  CHECK(kind("file:///a.jsonl", "json") == tariff::InputKind::jsonl);
  CHECK(kind("untitled:a", "json") == tariff::InputKind::json);
  CHECK(kind("untitled:a", "rust") == tariff::InputKind::automatic);
}

TEST_CASE("paths of URIs") {
  CHECK(tariff::lsp::path_of_uri("file:///w/a%20b%C3%A9.yaml") == "/w/a bé.yaml");
  CHECK(tariff::lsp::path_of_uri("file://host/w/a.yaml") == "/w/a.yaml");
  CHECK(tariff::lsp::path_of_uri("file:///100%") == "/100%");
  CHECK(tariff::lsp::path_of_uri("untitled:a") == "untitled:a");
}
