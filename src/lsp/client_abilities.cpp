#include "lsp/client_abilities.hpp"

#include <algorithm>

#include "lsp/params.hpp"

namespace tariff::lsp {
namespace {

// The first that the client names and we know: it names them in the order of its liking.
auto encoding_of(const Value& params) -> PositionEncoding {
  PositionEncoding encoding{};
  for (const auto& name : texts_at(params, {"capabilities", "general", "positionEncodings"})) {
    if (parse_encoding(name, encoding)) return encoding;
  }
  return PositionEncoding::utf16;
}

auto has_markdown(const std::vector<std::string>& formats) -> bool {
  return std::find(formats.begin(), formats.end(), "markdown") != formats.end();
}

}  // namespace

auto read_abilities(const Value& params) -> ClientAbilities {
  ClientAbilities client;
  client.encoding = encoding_of(params);
  const auto* document = value_at(params, {"capabilities", "textDocument"});
  if (document != nullptr) {
    client.snippets = flag_at(*document, {"completion", "completionItem", "snippetSupport"});
    client.completion_markdown =
        has_markdown(texts_at(*document, {"completion", "completionItem", "documentationFormat"}));
    client.hover_markdown = has_markdown(texts_at(*document, {"hover", "contentFormat"}));
    client.pulls_diagnostics = document->find("diagnostic") != nullptr;
    client.nested_symbols =
        flag_at(*document, {"documentSymbol", "hierarchicalDocumentSymbolSupport"});
    client.code_action_objects =
        value_at(*document, {"codeAction", "codeActionLiteralSupport"}) != nullptr;
  }
  client.versioned_edits =
      flag_at(params, {"capabilities", "workspace", "workspaceEdit", "documentChanges"});
  return client;
}

}  // namespace tariff::lsp
