#include "base/text_source.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using tariff::Diagnostic;
using tariff::base::render;
using tariff::base::TextSource;

namespace {

auto finding(const TextSource& source, std::string_view part, std::string message) -> Diagnostic {
  const auto at = source.text().find(part);
  REQUIRE(at != std::string_view::npos);
  Diagnostic diagnostic;
  diagnostic.code = "X-1";
  diagnostic.message = std::move(message);
  diagnostic.location =
      source.locate({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(part.size())});
  return diagnostic;
}

auto shown(std::string text, std::string_view part) -> std::string {
  const TextSource source{"f.yaml", std::move(text)};
  return render(finding(source, part, "wrong"), &source);
}

}  // namespace

TEST_CASE("places are lines and code points") {
  const TextSource source{"f", "größe: 1\r\n\nz: 木x\n"};
  const auto x = source.locate({static_cast<std::uint32_t>(source.text().find('x')), 1});
  CHECK(x.line == 3);
  CHECK(x.column == 5);
  CHECK(x.file == "f");
  CHECK(x.length == 1);
  CHECK(source.line(1) == "größe: 1");
  CHECK(source.line(2).empty());
  CHECK(source.line(3) == "z: 木x");
  CHECK(source.line(4).empty());
  CHECK(source.line(5).empty());
  CHECK(source.line(0).empty());
  const auto beyond = source.locate({10'000, 5});
  CHECK(beyond.line == 4);
  CHECK(beyond.column == 1);
  CHECK(beyond.length == 0);
  const TextSource empty{"e", ""};
  CHECK(empty.locate({0, 0}).line == 1);
}

TEST_CASE("findings are shown with their line") {
  CHECK(shown("a: 1\nb: two # no\n", "two") ==
        "f.yaml:2:4: error: wrong [X-1]\n  b: two # no\n     ^~~\n");
  CHECK(shown("größe: 木木 == x\n", "==") ==
        "f.yaml:1:11: error: wrong [X-1]\n  größe: 木木 == x\n            ^~\n");
  CHECK(shown("\ta:\tb\r\n", "b") == "f.yaml:1:5: error: wrong [X-1]\n  \ta:\tb\n  \t  \t^\n");
  // A caret does not run past its line.
  CHECK(shown("ab\ncd\n", "b\ncd") == "f.yaml:1:2: error: wrong [X-1]\n  ab\n   ^\n");
}

TEST_CASE("nothing that a terminal would obey is shown") {
  CHECK(shown("a \x1b[31m b\n", "b") ==
        "f.yaml:1:9: error: wrong [X-1]\n  a \xEF\xBF\xBD[31m b\n          ^\n");
  Diagnostic diagnostic;
  diagnostic.message = "unknown name 'a\x1b\xff\xc2\x9b'";
  CHECK(render(diagnostic, nullptr) ==
        "error: unknown name 'a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD'\n");
}

TEST_CASE("without a place there is no snippet") {
  Diagnostic diagnostic;
  diagnostic.severity = tariff::Severity::warning;
  diagnostic.message = "odd";
  diagnostic.location.file = "f";
  const TextSource source{"f", "a"};
  CHECK(render(diagnostic, &source) == "f: warning: odd\n");
  diagnostic.location.line = 3;
  diagnostic.location.column = 2;
  CHECK(render(diagnostic, nullptr) == "f:3:2: warning: odd\n");
  CHECK(render(diagnostic, &source) == "f:3:2: warning: odd\n  \n  ^\n");
}

TEST_CASE("long lines are shortened around the caret") {
  for (const std::size_t before : {0U, 20U, 150U, 5000U, 9998U}) {
    const auto text = std::string(before, 'x') + "Y" + std::string(9999 - before, 'z') + "\n";
    const auto out = shown(text, "Y");
    const auto first = out.find('\n') + 1;
    const auto second = out.find('\n', first) + 1;
    const auto line = std::string_view{out}.substr(first, second - first - 1);
    const auto marks = std::string_view{out}.substr(second);
    CHECK(tariff::base::count_code_points(line) <= 162);
    // The caret stands under the Y.
    const auto caret = marks.find('^');
    const auto y = line.find('Y');
    CHECK(tariff::base::count_code_points(line.substr(0, y)) == caret);
    CHECK(line.starts_with("  …") == (before > 53));
  }
  const auto all = shown(std::string(10'000, 'x'), std::string(10'000, 'x'));
  CHECK(tariff::base::count_code_points(all) < 400);
}

TEST_CASE("invalid UTF-8 is found where it starts") {
  using tariff::base::find_invalid_utf8;
  constexpr auto none = std::string_view::npos;
  CHECK(find_invalid_utf8("") == none);
  CHECK(find_invalid_utf8("plain text that is longer than a word") == none);
  CHECK(find_invalid_utf8("größe 木 😀 \xf4\x8f\xbf\xbf") == none);
  CHECK(find_invalid_utf8("0123456789\x80") == 10);
  CHECK(find_invalid_utf8("a\xc3") == 1);
  CHECK(find_invalid_utf8("\xc0\x80") == 0);
  CHECK(find_invalid_utf8("\xe0\x9f\xbf") == 0);
  CHECK(find_invalid_utf8("\xed\xa0\x80") == 0);
  CHECK(find_invalid_utf8("\xf0\x8f\xbf\xbf") == 0);
  CHECK(find_invalid_utf8("\xf4\x90\x80\x80") == 0);
  CHECK(find_invalid_utf8("\xe6\x9c") == 0);
}

TEST_CASE("the snippet of a very long line is that of its surroundings") {
  const std::string filler(5000, '-');
  std::string line;
  for (int i = 0; i < 400; ++i) line += "\xE5\xB1\xB1";
  const auto text = filler + line + "here" + line + filler;
  const tariff::base::TextSource source{"a", text};
  const auto at = static_cast<std::uint32_t>(text.find("here"));
  tariff::Diagnostic found;
  found.message = "x";
  found.location = source.locate({at, 4});
  const auto by_offset = tariff::base::render(found, &source);
  CHECK(by_offset.find("here\xE5\xB1\xB1") != std::string::npos);
  CHECK(by_offset.find("^~~~") != std::string::npos);
  // A place of which only line and column are known looks the same, but for the length.
  found.location.offset = 0;
  found.location.length = 0;
  const auto by_column = tariff::base::render(found, &source);
  CHECK(by_column.substr(0, by_column.find('^')) == by_offset.substr(0, by_offset.find('^')));
}

TEST_CASE("lines are found by the byte") {
  const tariff::base::TextSource source{"a", "one\ntwo\n", 10, 100};
  CHECK(source.line_at(100)->number == 10);
  CHECK(source.line_at(103)->number == 10);
  CHECK(source.line_at(104)->number == 11);
  CHECK(source.line_at(104)->offset == 104);
  CHECK(source.line_at(108)->number == 12);
  CHECK_FALSE(source.line_at(109));
  CHECK_FALSE(source.line_at(99));
  CHECK(source.line(11) == "two");
  CHECK(source.line(12).empty());
}
