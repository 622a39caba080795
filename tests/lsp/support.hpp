// A client of the server within the test: sends messages, keeps what comes back.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/framing.hpp"
#include "lsp/server.hpp"
#include "tariff/catalog.hpp"
#include "tariff/value.hpp"

namespace lsp_test {

inline constexpr const char* uri = "file:///home/images.yaml";

inline auto parse(const std::string& json) -> tariff::Value {
  tariff::Value value;
  tariff::JsonError error;
  if (!tariff::parse_json(json, value, error)) return tariff::Value::text(error.message);
  return value;
}

inline auto quoted(const std::string& text) -> std::string {
  return tariff::Value::text(text).to_json();
}

// A member of a member …; null where there is none.
inline auto at(const tariff::Value& value, std::initializer_list<std::string_view> path)
    -> tariff::Value {
  const auto* found = &value;
  for (const auto name : path) {
    if (found != nullptr) found = found->find(name);
  }
  return found == nullptr ? tariff::Value{} : *found;
}

struct Caret {
  std::string text;  // without the mark
  std::size_t offset = 0;
};

// "size: 10|24" is a text and a place in it.
inline auto caret(std::string text) -> Caret {
  const auto offset = text.find('|');
  text.erase(offset, 1);
  return {std::move(text), offset};
}

// In ASCII texts.
inline auto position(std::string_view text, std::size_t offset) -> std::string {
  const auto before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n');
  const auto column = offset - (line == 0 ? 0 : before.rfind('\n') + 1);
  return R"({"line":)" + std::to_string(line) + R"(,"character":)" + std::to_string(column) + "}";
}

inline constexpr const char* all_abilities = R"({"capabilities": {
  "textDocument": {
    "completion": {"completionItem": {"snippetSupport": true,
                                      "documentationFormat": ["markdown"]}},
    "hover": {"contentFormat": ["markdown", "plaintext"]},
    "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
    "codeAction": {"codeActionLiteralSupport": {}}},
  "workspace": {"workspaceEdit": {"documentChanges": true}}}})";

class Client {
 public:
  explicit Client(const char* abilities = all_abilities) {
    if (abilities == nullptr) return;
    answer = request("initialize", abilities);
    notify("initialized", "{}");
  }

  // The answer to a request; notifications that come before it are kept.
  auto request(const std::string& method, const std::string& params) -> tariff::Value {
    const auto id = std::to_string(++last_id_);
    send(R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":")" + method + R"(","params":)" + params +
         "}");
    for (const auto& each : received) {
      if (at(each, {"id"}).to_json() == id) return each;
    }
    return {};
  }
  void notify(const std::string& method, const std::string& params) {
    send(R"({"jsonrpc":"2.0","method":")" + method + R"(","params":)" + params + "}");
  }
  void send(const std::string& message) { send_bytes(tariff::lsp::frame(message)); }
  void send_bytes(std::string_view bytes) {
    received.clear();
    server.receive(bytes);
    take_answers();
  }
  void take_answers() {
    while (server.step()) continue;
    tariff::lsp::FrameReader frames;
    frames.add(server.take_output());
    while (const auto frame = frames.next()) received.push_back(parse(frame->text));
  }

  void open(const std::string& text, const std::string& where = uri,
            const std::string& language = "yaml") {
    notify("textDocument/didOpen", R"({"textDocument":{"uri":)" + quoted(where) +
                                       R"(,"languageId":")" + language +
                                       R"(","version":1,"text":)" + quoted(text) + "}}");
  }
  // A request about a place in a document that is opened for it.
  auto ask(const std::string& method, const std::string& marked, const std::string& where = uri)
      -> tariff::Value {
    const auto [text, offset] = caret(marked);
    open(text, where);
    return at(request(method, R"({"textDocument":{"uri":)" + quoted(where) + R"(},"position":)" +
                                  position(text, offset) + "}"),
              {"result"});
  }
  // The labels that are offered at the mark.
  auto labels(const std::string& marked, const std::string& where = uri)
      -> std::vector<std::string> {
    std::vector<std::string> labels;
    for (const auto& item : items(marked, where)) labels.push_back(at(item, {"label"}).as_text());
    return labels;
  }
  auto items(const std::string& marked, const std::string& where = uri)
      -> std::vector<tariff::Value> {
    return at(ask("textDocument/completion", marked, where), {"items"}).items();
  }
  auto hover(const std::string& marked, const std::string& where = uri) -> std::string {
    return at(ask("textDocument/hover", marked, where), {"contents", "value"}).as_text();
  }

  tariff::lsp::Server server{tariff::default_catalog(), tariff::Date::of(2026, 11, 21), {}};
  std::vector<tariff::Value> received;  // since the last sending
  tariff::Value answer;                 // to initialize

 private:
  int last_id_ = 0;
};

inline auto contains(const std::vector<std::string>& all, std::string_view one) -> bool {
  return std::find(all.begin(), all.end(), one) != all.end();
}
inline auto contains(const std::string& text, std::string_view part) -> bool {
  return text.find(part) != std::string::npos;
}

}  // namespace lsp_test
