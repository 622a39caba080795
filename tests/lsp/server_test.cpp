// The protocol: the order of things, errors, and what is sent when.
#include "lsp/server.hpp"

#include <doctest/doctest.h>

#include "lsp/support.hpp"

namespace {

using lsp_test::at;
using lsp_test::Client;

constexpr const char* bad_size =
    "version: 1\n"
    "defaults: {provider: openai, model: gpt-image-2, quality: low}\n"
    "assets:\n"
    "  - id: 水🎨\n"
    "    prompt: \"🎨\"\n"
    "    params: {prompt_note: \"🎨\", size: 1792x936}\n";

auto code_of(const tariff::Value& answer) -> std::string {
  return at(answer, {"error", "code"}).to_json();
}

// The diagnostics of the one notification that came.
auto published(const Client& client) -> std::vector<tariff::Value> {
  REQUIRE(client.received.size() == 1);
  CHECK(at(client.received[0], {"method"}).as_text() == "textDocument/publishDiagnostics");
  return at(client.received[0], {"params", "diagnostics"}).items();
}

auto find_code(const std::vector<tariff::Value>& all, std::string_view code) -> tariff::Value {
  for (const auto& each : all) {
    if (at(each, {"code"}).as_text() == code) return each;
  }
  return {};
}

auto change(int version, const std::string& changes) -> std::string {
  return R"({"textDocument":{"uri":"file:///home/images.yaml","version":)" +
         std::to_string(version) + R"(},"contentChanges":)" + changes + "}";
}

}  // namespace

TEST_CASE("nothing is answered before initialize, and nothing but exit after shutdown") {
  Client client{nullptr};
  CHECK(code_of(client.request("textDocument/hover", "{}")) == "-32002");
  client.open(bad_size);
  CHECK(client.received.empty());
  CHECK(at(client.request("initialize", "{}"), {"result", "serverInfo", "name"}).as_text() ==
        "tariff");
  CHECK(code_of(client.request("initialize", "{}")) == "-32600");
  CHECK(at(client.request("shutdown", "null"), {"result"}).is_null());
  CHECK(code_of(client.request("textDocument/hover", "{}")) == "-32600");
  CHECK_FALSE(client.server.is_over());
  client.notify("exit", "null");
  CHECK(client.server.is_over());
  CHECK(client.server.exit_status() == 0);
}

TEST_CASE("exit without shutdown is a failure") {
  Client client;
  CHECK(client.server.exit_status() == 1);
  client.notify("exit", "null");
  CHECK(client.server.is_over());
  CHECK(client.server.exit_status() == 1);
}

TEST_CASE("the encoding is the first that both know") {
  const auto encoding = [](const char* capabilities) {
    Client client{capabilities};
    return at(client.answer, {"result", "capabilities", "positionEncoding"}).as_text();
  };
  CHECK(encoding("{}") == "utf-16");
  CHECK(encoding(
            R"({"capabilities":{"general":{"positionEncodings":["utf-7","utf-32","utf-8"]}}})") ==
        "utf-32");
  CHECK(encoding(R"({"capabilities":{"general":{"positionEncodings":["utf-8","utf-16"]}}})") ==
        "utf-8");
  CHECK(encoding(R"({"capabilities":{"general":{"positionEncodings":[]}}})") == "utf-16");
}

TEST_CASE("messages that are none get the error that JSON-RPC has for them") {
  Client client;
  const auto fault_of = [&](const std::string& message) {
    client.send(message);
    REQUIRE(client.received.size() == 1);
    CHECK(at(client.received[0], {"jsonrpc"}).as_text() == "2.0");
    return code_of(client.received[0]) + " " + at(client.received[0], {"id"}).to_json();
  };
  CHECK(fault_of("{") == "-32700 null");
  CHECK(fault_of("\xFF") == "-32700 null");
  CHECK(fault_of("") == "-32700 null");
  CHECK(fault_of("[]") == "-32600 null");
  CHECK(fault_of("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"}]") == "-32600 null");
  CHECK(fault_of("{\"id\": 7}") == "-32600 7");
  CHECK(fault_of("{\"id\": 7, \"method\": 8}") == "-32600 7");
  CHECK(fault_of("{\"id\": {}, \"method\": \"shutdown\"}") == "-32600 null");
  CHECK(fault_of("{\"id\": \"x\", \"method\": \"tariff/none\"}") == "-32601 \"x\"");
  CHECK(fault_of("{\"id\": 1, \"method\": \"textDocument/hover\"}") == "-32602 1");
  CHECK(fault_of("{\"id\": 1, \"method\": \"textDocument/hover\", \"params\": [1]}") == "-32602 1");
  client.send_bytes("Content-Length: many\r\n\r\n");
  REQUIRE(client.received.size() == 1);
  CHECK(code_of(client.received[0]) == "-32700");
  CHECK_FALSE(client.server.is_over());
  client.send_bytes(std::string(10'000, 'x'));
  CHECK(client.server.is_over());
}

TEST_CASE("unknown notifications and answers are passed over") {
  Client client;
  client.notify("$/setTrace", R"({"value":"off"})");
  CHECK(client.received.empty());
  client.notify("tariff/unknown", "[]");
  CHECK(client.received.empty());
  client.send(R"({"jsonrpc":"2.0","id":1,"result":null})");
  CHECK(client.received.empty());
  client.notify("textDocument/didChange", change(2, R"([{"text":""}])"));  // it is not open
  CHECK(client.received.empty());
  client.notify("textDocument/didOpen", R"({"textDocument":{}})");
  CHECK(client.received.empty());
}

TEST_CASE("a request that waits can be cancelled") {
  Client client;
  const auto request = [](int id) {
    return tariff::lsp::frame(R"({"jsonrpc":"2.0","id":)" + std::to_string(id) +
                              R"(,"method":"tariff/none"})");
  };
  const auto cancel =
      tariff::lsp::frame(R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":8}})");
  client.send_bytes(request(7) + request(8) + request(9) + cancel);
  REQUIRE(client.received.size() == 3);
  CHECK(code_of(client.received[0]) == "-32601");
  CHECK(code_of(client.received[1]) == "-32800");
  CHECK(code_of(client.received[2]) == "-32601");
  // Of one that is answered already, or never was.
  client.send_bytes(cancel + request(8));
  REQUIRE(client.received.size() == 1);
  CHECK(code_of(client.received[0]) == "-32601");
}

TEST_CASE("findings come with a document and each of its changes") {
  Client client;
  client.open(bad_size);
  const auto first = published(client);
  CHECK(at(client.received[0], {"params", "version"}).to_json() == "1");
  const auto size = find_code(first, "OAI-SIZE-016");
  CHECK(at(size, {"severity"}).to_json() == "1");
  CHECK(at(size, {"source"}).as_text() == "tariff");
  CHECK(at(size, {"codeDescription", "href"}).as_text().starts_with("https://"));
  CHECK(at(size, {"data", "fingerprint"}).as_text().size() == 16);
  // 🎨 is two units of UTF-16.
  CHECK(at(size, {"range"}).to_json() ==
        R"({"start":{"line":5,"character":38},"end":{"line":5,"character":46}})");

  client.notify("textDocument/didChange",
                change(2, R"([{"range":{"start":{"line":5,"character":38},)"
                          R"("end":{"line":5,"character":46}},"text":"1024x1024"}])"));
  CHECK(find_code(published(client), "OAI-SIZE-016").is_null());
  CHECK(at(client.received[0], {"params", "version"}).to_json() == "2");

  client.notify("textDocument/didChange",
                change(3, R"([{"text":)" + lsp_test::quoted(bad_size) + "}]"));
  CHECK_FALSE(find_code(published(client), "OAI-SIZE-016").is_null());
  client.notify("textDocument/didSave", R"({"textDocument":{"uri":"file:///home/images.yaml"}})");
  CHECK(published(client).size() == first.size());
  client.notify("textDocument/didClose", R"({"textDocument":{"uri":"file:///home/images.yaml"}})");
  CHECK(published(client).empty());
  CHECK(code_of(client.request("textDocument/documentSymbol",
                               R"({"textDocument":{"uri":"file:///home/images.yaml"}})")) ==
        "-32602");
}

TEST_CASE("columns follow the encoding that was agreed on") {
  Client client{R"({"capabilities":{"general":{"positionEncodings":["utf-8"]}}})"};
  client.open(bad_size);
  CHECK(at(find_code(published(client), "OAI-SIZE-016"), {"range", "start"}).to_json() ==
        R"({"line":5,"character":40})");
}

TEST_CASE("changes that come together are looked at together") {
  Client client;
  client.open(bad_size);
  const auto message = [](int version) {
    return tariff::lsp::frame(R"({"jsonrpc":"2.0","method":"textDocument/didChange","params":)" +
                              change(version, R"([{"text":"version: 2\n"}])") + "}");
  };
  client.send_bytes(message(2) + message(3) + message(4));
  CHECK_FALSE(published(client).empty());
  CHECK(at(client.received[0], {"params", "version"}).to_json() == "4");
}

TEST_CASE("a client that pulls is sent nothing unasked") {
  Client client{R"({"capabilities":{"textDocument":{"diagnostic":{}}}})"};
  client.open(bad_size);
  CHECK(client.received.empty());
  const std::string document = R"({"textDocument":{"uri":"file:///home/images.yaml"})";
  const auto full = at(client.request("textDocument/diagnostic", document + "}"), {"result"});
  CHECK(at(full, {"kind"}).as_text() == "full");
  CHECK_FALSE(find_code(at(full, {"items"}).items(), "OAI-SIZE-016").is_null());
  const auto known = document + R"(,"previousResultId":)" + at(full, {"resultId"}).to_json() + "}";
  const auto same = at(client.request("textDocument/diagnostic", known), {"result"});
  CHECK(at(same, {"kind"}).as_text() == "unchanged");
  client.notify("textDocument/didChange", change(2, R"([{"text":"version: 1\nassets: []\n"}])"));
  const auto changed = at(client.request("textDocument/diagnostic", known), {"result"});
  CHECK(at(changed, {"kind"}).as_text() == "full");
  CHECK(at(changed, {"items"}).items().empty());
}

TEST_CASE("files that are no manifests are left alone") {
  Client client;
  for (const auto* text : {"services:\n  web: {image: x}\n", "just a text\n", "", "- a\n- b\n",
                           "version: '3'\nservices: {}\n"}) {
    CAPTURE(text);
    client.open(text);
    CHECK(published(client).empty());
  }
  client.open("version: 1\n");
  CHECK_FALSE(published(client).empty());
}

TEST_CASE("a file that is too large says so") {
  Client client;
  client.open(std::string{bad_size} + "# " + std::string(tariff::lsp::largest_document, 'x'));
  const auto found = published(client);
  REQUIRE(found.size() == 1);
  CHECK(at(found[0], {"severity"}).to_json() == "3");
  CHECK(client.labels("version: 1\n|").size() == 5);  // a smaller one is looked at again
}

TEST_CASE("a finding of a default names the assets that it hits") {
  Client client;
  client.open(
      "version: 1\n"
      "defaults: {provider: openai, model: gpt-image-2, size: 1792x936}\n"
      "assets:\n"
      "  - {id: a, prompt: x}\n"
      "  - {id: b, prompt: y}\n");
  const auto size = find_code(published(client), "OAI-SIZE-016");
  CHECK(at(size, {"range", "start", "line"}).to_json() == "1");
  const auto related = at(size, {"relatedInformation"}).items();
  REQUIRE(related.size() == 2);
  CHECK(at(related[1], {"location", "range", "start", "line"}).to_json() == "4");
  CHECK(lsp_test::contains(at(related[1], {"message"}).as_text(), "'b'"));
}
