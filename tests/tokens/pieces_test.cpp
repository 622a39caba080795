// How a text is cut into pieces before it is encoded. The expected pieces are those of the regular
// expression in pieces.hpp.
#include "tokens/pieces.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tokens/characters.hpp"

namespace {

using Pieces = std::vector<std::string>;
namespace tokens = tariff::tokens;

auto cut(std::string_view text) -> Pieces {
  Pieces out;
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  const auto* end = at + text.size();
  while (at != end) {
    const auto piece = tokens::next_piece(at, end);
    REQUIRE(piece.end > at);
    REQUIRE(piece.end <= end);
    out.emplace_back(reinterpret_cast<const char*>(at), static_cast<std::size_t>(piece.end - at));
    at = piece.end;
  }
  return out;
}

struct Cut {
  std::string_view text;
  Pieces pieces;
};

}  // namespace

TEST_CASE("words take one character before them") {
  for (const auto& [text, pieces] : std::vector<Cut>{
           {"", {}},
           {"hello", {"hello"}},
           {"hello world", {"hello", " world"}},
           {"a  b", {"a", " ", " b"}},
           {"a\tb", {"a", "\tb"}},
           {"(x)", {"(x", ")"}},
           {"a\nb", {"a", "\n", "b"}},
           {".5", {".", "5"}},
           {"¿qué?", {"¿qué", "?"}},
           {"東京 都", {"東京", " 都"}},
       }) {
    CHECK_MESSAGE(cut(text) == pieces, text);
  }
}

TEST_CASE("case begins a new word") {
  for (const auto& [text, pieces] : std::vector<Cut>{
           {"HelloWorld", {"Hello", "World"}},
           {"HTTPServer", {"HTTPServer"}},
           {"HTTP", {"HTTP"}},
           {"camelCase", {"camel", "Case"}},
           {"中ABC", {"中", "ABC"}},
           {"ABC中", {"ABC中"}},
           {"ABC中d", {"ABC中d"}},
           {"aʰB", {"aʰ", "B"}},
           {"ǅabc", {"ǅabc"}},  // Lt
       }) {
    CHECK_MESSAGE(cut(text) == pieces, text);
  }
}

TEST_CASE("contractions belong to the word before") {
  for (const auto& [text, pieces] : std::vector<Cut>{
           {"it's", {"it's"}},
           {"IT'S", {"IT'S"}},
           {"we'll've", {"we'll", "'ve"}},
           {"don't've", {"don't", "'ve"}},
           {"it'ſ", {"it'ſ"}},
           {"it'x", {"it", "'x"}},
           {"it'", {"it", "'"}},
           {"it'l", {"it", "'l"}},
           {"x'rest", {"x're", "st"}},
           {"1's", {"1", "'s"}},
       }) {
    CHECK_MESSAGE(cut(text) == pieces, text);
  }
}

TEST_CASE("marks are letters and punctuation") {
  for (const auto& [text, pieces] : std::vector<Cut>{
           {"e\u0301a", {"e\u0301a"}},
           {"\u0301", {"\u0301"}},
           {"\u0301\u0301", {"\u0301\u0301"}},
           {"\u0301a", {"\u0301a"}},
           {"\u0301AB", {"\u0301", "AB"}},
           {"\u0301Ab", {"\u0301Ab"}},
           {".\u0301", {".\u0301"}},
           {"..\u0301", {"..\u0301"}},
           {"1\u0301", {"1", "\u0301"}},
       }) {
    CHECK_MESSAGE(cut(text) == pieces, text);
  }
}

TEST_CASE("digits come in threes, punctuation with its line ends") {
  for (const auto& [text, pieces] : std::vector<Cut>{
           {"1234567", {"123", "456", "7"}},
           {"²½Ⅷ㉑", {"²½Ⅷ", "㉑"}},
           {"a...\n\n/b", {"a", "...\n\n/", "b"}},
           {" !!!", {" !!!"}},
           {"  !", {" ", " !"}},
           {"\t!", {"\t", "!"}},
           {"//\r\n/", {"//\r\n/"}},
           {"😀😀 😀", {"😀😀", " 😀"}},
       }) {
    CHECK_MESSAGE(cut(text) == pieces, text);
  }
}

TEST_CASE("white space goes up to its last line end, or leaves one blank") {
  for (const auto& [text, pieces] : std::vector<Cut>{
           {"   ", {"   "}},
           {"   a", {"  ", " a"}},
           {" \n  \n  a", {" \n  \n", " ", " a"}},
           {"\r\n\r\n", {"\r\n\r\n"}},
           {"a \n", {"a", " \n"}},
           {"\u0085\u0085a", {"\u0085", "\u0085a"}},  // white space too
           {"\u3000\u3000a", {"\u3000", "\u3000a"}},
           {"\ufeffa", {"\ufeffa"}},  // not white space
           {"  1", {" ", " ", "1"}},
       }) {
    CHECK_MESSAGE(cut(text) == pieces, text);
  }
}

TEST_CASE("what is not UTF-8 is divided into maximal subparts") {
  struct Subpart {
    std::string_view bytes;
    std::uint32_t size;
    bool valid;
  };
  for (const auto& [bytes, size, valid] : std::vector<Subpart>{
           {"\xC3\xA4", 2, true},
           {"\xE2\x82\xAC", 3, true},
           {"\xF0\x9F\x98\x80", 4, true},
           {"\x80", 1, false},
           {"\xC0\x80", 1, false},          // overlong
           {"\xE0\x9F\xBF", 1, false},      // overlong
           {"\xED\xA0\x80", 1, false},      // surrogate
           {"\xF4\x90\x80\x80", 1, false},  // above U+10FFFF
           {"\xF8\x80", 1, false},
           {"\xE2\x82", 2, false},
           {"\xE2\x82x", 2, false},
           {"\xF0\x9F\x98", 3, false},
           {"\xF0\x9Fx", 2, false},
           {"\xC3", 1, false},
       }) {
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto found = tokens::next_character(at, at + bytes.size());
    CHECK(found.size == size);
    CHECK(found.valid == valid);
    if (!valid) CHECK(found.set == tokens::other);
  }
}
