// Messages in a stream of bytes, whole and broken.
#include "lsp/framing.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using tariff::lsp::frame;
using tariff::lsp::FrameReader;

auto read_all(FrameReader& reader) -> std::vector<std::string> {
  std::vector<std::string> texts;
  while (const auto frame = reader.next()) texts.push_back((frame->good ? "" : "!") + frame->text);
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("messages come whole, however the bytes come") {
  const auto bytes = frame("{}") + frame("") + frame("[1]") +
                     "content-length:2\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n{}" +
                     "Content-Length: 1\n\n7";
  const Texts expected{"{}", "", "[1]", "{}", "7"};
  FrameReader at_once;
  at_once.add(bytes);
  CHECK(read_all(at_once) == expected);
  FrameReader piecemeal;
  Texts got;
  for (const char byte : bytes) {
    piecemeal.add({&byte, 1});
    for (auto& each : read_all(piecemeal)) got.push_back(std::move(each));
  }
  CHECK(got == expected);
}

TEST_CASE("headers without a length are said, and reading goes on") {
  for (const auto* headers : {"Content-Length: x", "Content-Length: -1",
                              "Content-Length:", "Content-Length: 99999999999999999999999",
                              "Length: 3", "nonsense", "Content-Length: 2\r\nContent-Length: 2"}) {
    CAPTURE(headers);
    FrameReader reader;
    reader.add(headers + std::string{"\r\n\r\n"} + frame("{}"));
    const auto texts = read_all(reader);
    REQUIRE(texts.size() == 2);
    CHECK(texts[0].starts_with("!"));
    CHECK(texts[1] == "{}");
    CHECK_FALSE(reader.is_lost());
  }
}

TEST_CASE("a message that is too long is skipped") {
  FrameReader reader;
  const auto length = tariff::lsp::largest_message + 1;
  reader.add("Content-Length: " + std::to_string(length) + "\r\n\r\n");
  CHECK(read_all(reader).size() == 1);
  const std::string block(std::size_t{1} << 20U, ' ');
  for (std::size_t sent = 0; sent < length; sent += block.size()) {
    reader.add(std::string_view{block}.substr(0, std::min(block.size(), length - sent)));
    CHECK(read_all(reader).empty());
  }
  reader.add(frame("{}"));
  CHECK(read_all(reader) == Texts{"{}"});
}

TEST_CASE("headers that do not end are given up") {
  FrameReader reader;
  reader.add(std::string(tariff::lsp::largest_header, 'a'));
  CHECK(read_all(reader).size() == 1);
  CHECK(reader.is_lost());
  reader.add(frame("{}"));
  CHECK(read_all(reader).empty());
}
