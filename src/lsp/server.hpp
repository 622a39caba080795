// A language server without its pipes: bytes in, messages out (LSP 3.17).
//
//     lsp::Server server{catalog, day, host};
//     while (!server.is_over() && read(bytes)) {
//       server.receive(bytes);
//       while (server.step()) continue;
//       write(server.take_output());
//     }
//     return server.exit_status();
//
// Messages are taken up at once and answered one by one, so that a request can be cancelled, and a
// document that changes again is not looked at in between. Bad input of any kind gets an error as
// JSON-RPC has it. One thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "lsp/feature.hpp"
#include "lsp/framing.hpp"
#include "lsp/text_document.hpp"
#include "tariff/catalog.hpp"
#include "tariff/lint.hpp"

namespace tariff::lsp {

// What a document is held against.
struct DocumentSettings {
  LintSettings lint;
  std::string provider;                    // of requests that name none
  std::shared_ptr<const Catalog> catalog;  // null: the server's own
};

// What the server asks of its surroundings. Paths are of documents.
struct Host {
  // Asked when a document is opened or saved. Not set: the defaults.
  std::function<DocumentSettings(const std::string& path)> settings_for;
  // Reads what `prompt_file` names in a document.
  std::function<bool(const std::string& document, const std::string& name, std::string& text)>
      read_text;
};

// Unit: bytes of a document that is looked at while it is edited; larger ones are left to `lint`.
inline constexpr std::size_t largest_document = std::size_t{2} << 20U;
// Documents that are open at once.
inline constexpr std::size_t most_documents = 1000;
// Messages that are taken up before they can be answered.
inline constexpr std::size_t most_waiting = 1000;

class Server {
 public:
  // `catalog` outlives the server.
  Server(const Catalog& catalog, Date today, Host host);

  // The next bytes from the client, in any pieces.
  void receive(std::string_view bytes);
  // Answers one message, or sends the findings of one document. False: nothing is left to do.
  auto step() -> bool;
  // So much waits that nothing more should be read before it is answered.
  [[nodiscard]] auto is_busy() const noexcept -> bool { return inbox_.size() >= most_waiting; }
  // What is to be sent, framed.
  [[nodiscard]] auto take_output() -> std::string;

  // `exit` came, or nothing that comes can be understood any more.
  [[nodiscard]] auto is_over() const noexcept -> bool { return over_; }
  // 0: shut down as the protocol says.
  [[nodiscard]] auto exit_status() const noexcept -> int { return shut_down_ && exited_ ? 0 : 1; }

 private:
  // JSON-RPC's and LSP's numbers.
  enum class Fault : std::int32_t {
    parse_error = -32700,
    invalid_request = -32600,
    method_not_found = -32601,
    invalid_params = -32602,
    not_initialized = -32002,
    cancelled = -32800
  };
  struct Message {
    std::string id;  // as JSON; empty: a notification
    std::string method;
    Value params;
  };
  struct OpenDocument {
    TextDocument text;
    DocumentSettings settings;
    Analysis analysis;
    bool is_stale = true;   // the analysis is of an older text
    bool is_unsent = true;  // the client has not got the findings yet
  };
  using Documents = std::map<std::string, OpenDocument, std::less<>>;  // by URI
  using WriteResult = std::function<void(report::JsonWriter&)>;

  void take_message(const Frame& frame);
  void handle(const Message& message);
  void handle_request(const Message& message);
  void handle_notification(const Message& message);

  void initialize(const Message& message);
  void open(const Value& params);
  void change(const Value& params);
  void save(const Value& params);
  void close(const Value& params);
  void settings_changed();
  auto feature_request(const Message& message) -> bool;

  [[nodiscard]] auto catalog_of(const OpenDocument& document) const -> const Catalog&;
  void analyse(OpenDocument& document);
  [[nodiscard]] auto feature(OpenDocument& document, bool analysed) -> Feature;
  [[nodiscard]] auto find(const Value& params) -> OpenDocument*;
  void write_report(report::JsonWriter& out, OpenDocument& document, std::string_view known);
  void publish(OpenDocument& document);
  void publish_nothing(const std::string& uri);
  auto publish_next() -> bool;

  void reply(const Message& to, const WriteResult& write);
  void fail(std::string_view id, Fault fault, std::string_view message);
  void notify(std::string_view method, const WriteResult& write_params);

  const Catalog& catalog_;
  Date today_;
  Host host_;
  FrameReader frames_;
  std::deque<Message> inbox_;
  std::set<std::string> cancelled_;  // ids of requests in the inbox
  std::string output_;
  Documents documents_;
  ClientAbilities client_;
  std::uint64_t analyses_ = 0;
  bool initialized_ = false;
  bool shut_down_ = false;
  bool exited_ = false;
  bool over_ = false;
};

}  // namespace tariff::lsp
