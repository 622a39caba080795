// Any bytes as what a language client sends: in pieces, as messages in order, or as a document with
// a place in it. The server answers whatever it understands, in frames that hold JSON, and ends.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "lsp/framing.hpp"
#include "lsp/server.hpp"
#include "tariff/catalog.hpp"
#include "tariff/value.hpp"

namespace {

using tariff::lsp::frame;
using tariff::lsp::FrameReader;
using tariff::lsp::Server;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_output(const std::string& output) {
  FrameReader frames;
  frames.add(output);
  std::size_t read = 0;
  while (const auto message = frames.next()) {
    require(message->good);
    tariff::Value value;
    tariff::JsonError error;
    require(tariff::parse_json(message->text, value, error));
    read += frame(message->text).size();
  }
  require(read == output.size());
}

void work(Server& server) {
  while (server.step()) continue;
  check_output(server.take_output());
}

// Raw bytes, in pieces of a size that the input chooses: the same messages come of it as at once.
void read_pieces(std::string_view bytes, std::size_t piece) {
  FrameReader at_once;
  at_once.add(bytes);
  FrameReader in_pieces;
  const auto same = [&](const tariff::lsp::Frame& got) {
    const auto expected = at_once.next();
    require(expected && expected->good == got.good && expected->text == got.text);
  };
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    in_pieces.add(bytes.substr(0, piece));
    while (const auto got = in_pieces.next()) same(*got);
  }
}

auto begin(std::string_view language, const std::string& text) -> std::string {
  const auto quoted = tariff::Value::text(text).to_json();
  return frame(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{)"
               R"("textDocument":{"codeAction":{"codeActionLiteralSupport":{}},"completion":{)"
               R"("completionItem":{"snippetSupport":true}}}}}})") +
         frame(R"({"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{)"
               R"("uri":"file:///f","version":1,"languageId":")" +
               std::string{language} + R"(","text":)" + quoted + "}}}");
}

auto ask(const std::string& method, std::size_t line, std::size_t character) -> std::string {
  const auto at =
      R"({"line":)" + std::to_string(line) + R"(,"character":)" + std::to_string(character) + "}";
  return frame(R"({"jsonrpc":"2.0","id":2,"method":"textDocument/)" + method +
               R"(","params":{"textDocument":{"uri":"file:///f"},"position":)" + at +
               R"(,"range":{"start":)" + at + R"(,"end":)" + at + "}}}");
}

void edit_document(std::string_view language, std::string_view text, std::size_t place) {
  // Broken UTF-8 cannot come in JSON.
  std::string ascii{text};
  for (char& c : ascii) c = static_cast<char>(c & 0x7F);
  Server server{tariff::default_catalog(), tariff::Date::of(2026, 11, 21), {}};
  server.receive(begin(language, ascii));
  work(server);
  for (const auto* method : {"hover", "completion", "codeAction", "documentSymbol"}) {
    server.receive(ask(method, place / 16, place % 16));
    work(server);
  }
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  if (size < 2) return 0;
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 2, size - 2};
  switch (data[0] % 4) {
    case 0: read_pieces(bytes, data[1] + std::size_t{1}); break;
    case 1: {
      Server server{tariff::default_catalog(), tariff::Date::of(2026, 11, 21), {}};
      server.receive(begin("yaml", "version: 1\n"));
      server.receive(bytes);
      work(server);
      server.receive(frame(bytes));
      work(server);
      break;
    }
    case 2: edit_document("yaml", bytes, data[1]); break;
    default: edit_document("json", bytes, data[1]); break;
  }
  return 0;
}
