// What each feature of the server is given, and how it writes places.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/text_document.hpp"
#include "report/json_writer.hpp"
#include "tariff/catalog.hpp"
#include "tariff/date.hpp"
#include "tariff/lint.hpp"
#include "tariff/report.hpp"

namespace tariff::lsp {

// What the client says it can do, as far as answers differ by it.
struct ClientAbilities {
  PositionEncoding encoding = PositionEncoding::utf16;
  bool snippets = false;        // completions with places to fill in
  bool hover_markdown = false;  // otherwise plain text
  bool completion_markdown = false;
  bool pulls_diagnostics = false;  // it asks for them; they are not sent unasked
  bool versioned_edits = false;    // edits that say which version they are for
  bool nested_symbols = false;
  bool code_action_objects = false;  // otherwise it knows commands alone, of which there are none
};

// What kind of mark an editor gives to the text of a finding.
enum class Mark : std::uint8_t { unnecessary = 1, deprecated = 2 };

// What is known of a document as it stands.
struct Analysis {
  std::uint64_t serial = 0;  // another one for each analysis
  LintResult lint;
  std::vector<RecordResult> records;  // in the text's order
  Report report;
  std::map<std::string, Mark, std::less<>> marks;  // by code
  std::string refused;  // why the document is not looked at; empty: it is
};

struct Feature {
  const TextDocument& document;
  const Analysis& analysis;
  const Catalog& catalog;
  Date today;
  const ClientAbilities& client;
};

// Each writes the result of a request.
void write_diagnostics(report::JsonWriter& out, const Feature& of);
void write_hover(report::JsonWriter& out, const Feature& of, Position position);
void write_completion(report::JsonWriter& out, const Feature& of, Position position);
void write_symbols(report::JsonWriter& out, const Feature& of);
// `only`: the kinds of actions that are wanted; empty: all.
void write_code_actions(report::JsonWriter& out, const Feature& of, PositionRange range,
                        const std::vector<std::string>& only);

void write_position(report::JsonWriter& out, Position position);
void write_range(report::JsonWriter& out, const TextDocument& document, ByteRange range);

// The part of the text that a finding marks: never empty where there is a character to mark.
[[nodiscard]] auto marked_range(const TextDocument& document, const Location& place) -> ByteRange;
// One finding as a diagnostic.
void write_diagnostic(report::JsonWriter& out, const Feature& of, const Finding& finding);

}  // namespace tariff::lsp
