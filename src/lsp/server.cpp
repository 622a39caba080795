#include "lsp/server.hpp"

#include <algorithm>
#include <utility>

#include "lsp/analyse.hpp"
#include "lsp/client_abilities.hpp"
#include "lsp/params.hpp"
#include "tariff/version.hpp"

namespace tariff::lsp {
namespace {

using report::JsonWriter;

// Deeper than any message of the protocol.
constexpr int most_levels = 64;

void write_capabilities(JsonWriter& out, const ClientAbilities& client) {
  out.begin_object().member("positionEncoding", to_string(client.encoding));
  out.key("textDocumentSync").begin_object();
  out.flag_member("openClose", true).count_member("change", 2).flag_member("save", true);
  out.end_object();
  out.flag_member("hoverProvider", true).flag_member("documentSymbolProvider", true);
  out.key("completionProvider").begin_object().key("triggerCharacters").begin_array();
  for (const auto* each : {":", " ", "\"", "/", "["}) out.text(each);
  out.end_array().end_object();
  out.key("codeActionProvider").begin_object().key("codeActionKinds").begin_array();
  out.text("quickfix").text("source.fixAll.tariff").end_array().end_object();
  out.key("diagnosticProvider").begin_object().member("identifier", "tariff");
  out.flag_member("interFileDependencies", false).flag_member("workspaceDiagnostics", false);
  out.end_object().end_object();
}

}  // namespace

Server::Server(const Catalog& catalog, Date today, Host host)
    : catalog_(catalog), today_(today), host_(std::move(host)) {}

// --- Messages ---------------------------------------------------------------------------------

void Server::receive(std::string_view bytes) {
  frames_.add(bytes);
  while (const auto frame = frames_.next()) take_message(*frame);
  over_ = over_ || frames_.is_lost();
}

void Server::take_message(const Frame& frame) {
  if (!frame.good) return fail("null", Fault::parse_error, frame.text);
  Value value;
  JsonError error;
  if (!parse_json(frame.text, value, error, most_levels)) {
    return fail("null", Fault::parse_error,
                error.message + " at byte " + std::to_string(error.offset));
  }
  const auto* id = value.find("id");
  const bool has_id = id != nullptr && (id->is_text() || id->is_number());
  const auto* method = value.find("method");
  if (method == nullptr || !method->is_text()) {
    // The client's answer to a request of ours: we make none.
    if (has_id && (value.find("result") != nullptr || value.find("error") != nullptr)) return;
    return fail(has_id ? id->to_json() : "null", Fault::invalid_request,
                "a message has a method, which is text");
  }
  if (id != nullptr && !has_id) {
    return fail("null", Fault::invalid_request, "an id is a number or text");
  }
  Message message{has_id ? id->to_json() : std::string{}, method->as_text(), {}};
  if (const auto* params = value.find("params")) message.params = *params;
  if (message.method == "$/cancelRequest") {
    const auto* cancelled = message.params.find("id");
    const auto name = cancelled == nullptr ? std::string{} : cancelled->to_json();
    const bool waits = std::any_of(inbox_.begin(), inbox_.end(),
                                   [&](const Message& each) { return each.id == name; });
    if (waits && !name.empty()) cancelled_.insert(name);
    return;
  }
  inbox_.push_back(std::move(message));
}

auto Server::step() -> bool {
  if (over_) return false;
  if (inbox_.empty()) return publish_next();
  const auto message = std::move(inbox_.front());
  inbox_.pop_front();
  handle(message);
  return true;
}

auto Server::take_output() -> std::string {
  return std::exchange(output_, {});
}

void Server::handle(const Message& message) {
  if (message.id.empty()) return handle_notification(message);
  if (cancelled_.erase(message.id) != 0) {
    return fail(message.id, Fault::cancelled, "the client has cancelled it");
  }
  handle_request(message);
}

void Server::handle_request(const Message& message) {
  if (shut_down_) {
    fail(message.id, Fault::invalid_request, "the server has been shut down");
  } else if (message.method == "initialize") {
    initialize(message);
  } else if (!initialized_) {
    fail(message.id, Fault::not_initialized, "the server has not been initialized");
  } else if (message.method == "shutdown") {
    shut_down_ = true;
    reply(message, [](JsonWriter& out) { out.null(); });
  } else if (!feature_request(message)) {
    fail(message.id, Fault::method_not_found, "there is no method " + message.method);
  }
}

void Server::handle_notification(const Message& message) {
  const auto& method = message.method;
  if (method == "exit") {
    exited_ = over_ = true;
  } else if (!initialized_ || shut_down_) {
    return;
  } else if (method == "textDocument/didOpen") {
    open(message.params);
  } else if (method == "textDocument/didChange") {
    change(message.params);
  } else if (method == "textDocument/didSave") {
    save(message.params);
  } else if (method == "textDocument/didClose") {
    close(message.params);
  } else if (method == "workspace/didChangeConfiguration" ||
             method == "workspace/didChangeWatchedFiles") {
    settings_changed();
  }
}

void Server::initialize(const Message& message) {
  if (initialized_) {
    return fail(message.id, Fault::invalid_request, "the server has been initialized already");
  }
  initialized_ = true;
  client_ = read_abilities(message.params);
  reply(message, [&](JsonWriter& out) {
    out.begin_object().key("capabilities");
    write_capabilities(out, client_);
    out.key("serverInfo").begin_object();
    out.member("name", "tariff").member("version", TARIFF_VERSION).end_object().end_object();
  });
}

// --- Documents --------------------------------------------------------------------------------

auto Server::find(const Value& params) -> OpenDocument* {
  const auto found = documents_.find(text_at(params, {"textDocument", "uri"}));
  return found == documents_.end() ? nullptr : &found->second;
}

void Server::open(const Value& params) {
  const auto uri = text_at(params, {"textDocument", "uri"});
  const auto* text = value_at(params, {"textDocument", "text"});
  const bool full = documents_.size() >= most_documents && !documents_.contains(uri);
  if (uri.empty() || text == nullptr || !text->is_text() || full) return;
  TextDocument document{uri, text_at(params, {"textDocument", "languageId"}),
                        integer_at(params, {"textDocument", "version"}), text->as_text(),
                        client_.encoding};
  auto settings = host_.settings_for ? host_.settings_for(document.path()) : DocumentSettings{};
  documents_.insert_or_assign(uri, OpenDocument{std::move(document), std::move(settings), {}});
}

void Server::change(const Value& params) {
  auto* document = find(params);
  const auto* changes = params.find("contentChanges");
  if (document == nullptr || changes == nullptr) return;
  for (const auto& each : changes->items()) {
    const auto* text = each.find("text");
    if (text == nullptr || !text->is_text()) continue;
    PositionRange range;
    const auto* given = each.find("range");
    if (given == nullptr) {
      document->text.change(std::nullopt, text->as_text());
    } else if (read_range(*given, range)) {
      document->text.change(range, text->as_text());
    }
  }
  document->text.set_version(integer_at(params, {"textDocument", "version"}));
  document->is_stale = document->is_unsent = true;
}

void Server::save(const Value& params) {
  auto* document = find(params);
  if (document == nullptr) return;
  if (host_.settings_for) document->settings = host_.settings_for(document->text.path());
  document->is_stale = document->is_unsent = true;
}

void Server::close(const Value& params) {
  const auto uri = text_at(params, {"textDocument", "uri"});
  if (documents_.erase(uri) != 0 && !client_.pulls_diagnostics) publish_nothing(uri);
}

void Server::settings_changed() {
  for (auto& [uri, document] : documents_) {
    if (host_.settings_for) document.settings = host_.settings_for(document.text.path());
    document.is_stale = document.is_unsent = true;
  }
}

auto Server::catalog_of(const OpenDocument& document) const -> const Catalog& {
  return document.settings.catalog == nullptr ? catalog_ : *document.settings.catalog;
}

void Server::analyse(OpenDocument& document) {
  document.is_stale = false;
  document.analysis = {};
  const auto interest = interest_in(document.text);
  if (interest.is_manifest) {
    LintInput input{.name = document.text.path(),
                    .kind = document.text.kind(),
                    .text = document.text.text(),
                    .default_provider = document.settings.provider,
                    .read_text = {}};
    if (host_.read_text) {
      input.read_text = [&](const std::string& name, std::string& text) {
        return host_.read_text(document.text.path(), name, text);
      };
    }
    document.analysis = lsp::analyse(catalog_of(document), today_, document.settings.lint, input);
  }
  document.analysis.refused = interest.refused;
  document.analysis.serial = ++analyses_;
}

auto Server::feature(OpenDocument& document, bool analysed) -> Feature {
  if (analysed && document.is_stale) analyse(document);
  return {document.text, document.analysis, catalog_of(document), today_, client_};
}

// --- Findings ---------------------------------------------------------------------------------

auto Server::publish_next() -> bool {
  if (client_.pulls_diagnostics) return false;
  const auto next = std::find_if(documents_.begin(), documents_.end(),
                                 [](const auto& each) { return each.second.is_unsent; });
  if (next == documents_.end()) return false;
  publish(next->second);
  return true;
}

void Server::publish(OpenDocument& document) {
  document.is_unsent = false;
  const auto of = feature(document, true);
  notify("textDocument/publishDiagnostics", [&](JsonWriter& out) {
    out.begin_object().member("uri", document.text.uri());
    out.count_member("version", document.text.version()).key("diagnostics");
    write_diagnostics(out, of);
    out.end_object();
  });
}

void Server::publish_nothing(const std::string& uri) {
  notify("textDocument/publishDiagnostics", [&](JsonWriter& out) {
    out.begin_object().member("uri", uri).key("diagnostics").begin_array().end_array().end_object();
  });
}

// `known`: what the client has got already.
void Server::write_report(JsonWriter& out, OpenDocument& document, std::string_view known) {
  const auto of = feature(document, true);
  const auto id = std::to_string(of.analysis.serial);
  const bool unchanged = known == id;
  out.begin_object().member("kind", unchanged ? "unchanged" : "full").member("resultId", id);
  if (!unchanged) {
    out.key("items");
    write_diagnostics(out, of);
  }
  out.end_object();
}

// --- Requests about a document ----------------------------------------------------------------

// False: there is no such request.
auto Server::feature_request(const Message& message) -> bool {
  enum class Asked { diagnostics, hover, completion, symbols, actions };
  static const std::map<std::string_view, Asked> methods{
      {"textDocument/diagnostic", Asked::diagnostics},
      {"textDocument/hover", Asked::hover},
      {"textDocument/completion", Asked::completion},
      {"textDocument/documentSymbol", Asked::symbols},
      {"textDocument/codeAction", Asked::actions}};
  const auto found = methods.find(message.method);
  if (found == methods.end()) return false;
  const auto asked = found->second;
  const auto& params = message.params;
  auto* document = find(params);
  Position position;
  PositionRange range;
  const auto* at = params.find("position");
  const auto* within = params.find("range");
  const bool needs_position = asked == Asked::hover || asked == Asked::completion;
  if (document == nullptr || (needs_position && (at == nullptr || !read_position(*at, position))) ||
      (asked == Asked::actions && (within == nullptr || !read_range(*within, range)))) {
    fail(message.id, Fault::invalid_params,
         document == nullptr ? "the document is not open" : "a position is missing");
    return true;
  }
  const bool large = document->text.text().size() > largest_document;
  reply(message, [&](JsonWriter& out) {
    if (asked == Asked::diagnostics) {
      return write_report(out, *document, text_at(params, {"previousResultId"}));
    }
    if (large) return static_cast<void>(out.null());
    switch (asked) {
      case Asked::hover: return write_hover(out, feature(*document, true), position);
      case Asked::completion: return write_completion(out, feature(*document, false), position);
      case Asked::symbols: return write_symbols(out, feature(*document, false));
      case Asked::actions:
        return write_code_actions(out, feature(*document, true), range,
                                  texts_at(params, {"context", "only"}));
      case Asked::diagnostics: return;
    }
  });
  return true;
}

// --- What is sent -----------------------------------------------------------------------------

void Server::reply(const Message& to, const WriteResult& write) {
  std::string text;
  JsonWriter out{text};
  out.begin_object().member("jsonrpc", "2.0").key("id").raw(to.id).key("result");
  write(out);
  out.end_object();
  output_ += frame(text);
}

void Server::fail(std::string_view id, Fault fault, std::string_view message) {
  std::string text;
  JsonWriter out{text};
  out.begin_object().member("jsonrpc", "2.0").key("id").raw(id).key("error").begin_object();
  out.count_member("code", static_cast<std::int64_t>(fault)).member("message", message);
  out.end_object().end_object();
  output_ += frame(text);
}

void Server::notify(std::string_view method, const WriteResult& write_params) {
  std::string text;
  JsonWriter out{text};
  out.begin_object().member("jsonrpc", "2.0").member("method", method).key("params");
  write_params(out);
  out.end_object();
  output_ += frame(text);
}

}  // namespace tariff::lsp
