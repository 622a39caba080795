// Which reader reads an input, and what all of them share.
#include <istream>

#include "manifest/input.hpp"
#include "manifest/reader.hpp"

namespace tariff {

namespace manifest {

namespace {

constexpr std::string_view white_space = " \t\r\n";

// `text` starts with an object: a record a line, or a document?
auto kind_of_object(std::string_view text) -> InputKind {
  const auto line_end = text.find('\n');
  const auto line = text.substr(0, line_end);
  const auto last = line.find_last_not_of(white_space);
  if (last == std::string_view::npos || line[last] != '}') {
    // An object over several lines, or a line that is longer than what was looked at.
    return line_end == std::string_view::npos ? InputKind::jsonl : InputKind::json;
  }
  // A document of one line and one record are read alike, except for a manifest.
  const auto rest = line_end == std::string_view::npos ? std::string_view{} : text.substr(line_end);
  const bool more = rest.find_first_not_of(white_space) != std::string_view::npos;
  return !more && line.find("\"assets\"") != std::string_view::npos ? InputKind::json
                                                                    : InputKind::jsonl;
}

}  // namespace

void give_default_provider(Record& record, const InputOptions& options) {
  auto& request = record.request;
  if (!request.provider.empty() || request.model.empty() || !record.any_of.empty()) return;
  request.provider = options.default_provider;
}

auto kind_of_content(std::string_view text) -> InputKind {
  const auto first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) return InputKind::jsonl;
  text.remove_prefix(first);
  if (text.front() == '{') return kind_of_object(text);
  if (text.front() == '[') return InputKind::json;
  const auto line = text.substr(0, text.find('\n'));
  // A header names columns; a mapping's first line has a colon.
  if (line.find(',') != std::string_view::npos && line.find(':') == std::string_view::npos) {
    return InputKind::csv;
  }
  return InputKind::yaml;
}

}  // namespace manifest

inline namespace v0 {

auto read_manifest(std::istream& in, InputKind kind, const InputOptions& options,
                   ManifestHeader& header, const RecordSink& sink,
                   std::vector<Diagnostic>& diagnostics) -> ReadSummary {
  ReadSummary summary;
  manifest::Delivery deliver{options, sink, summary};
  manifest::Input input{in};
  input.skip_mark();
  if (kind == InputKind::automatic) {
    kind = manifest::kind_of_content(input.peek(manifest::looked_at));
  }
  summary.kind = kind;
  switch (kind) {
    case InputKind::automatic:
    case InputKind::jsonl: manifest::read_jsonl(input, options, deliver); break;
    case InputKind::json: manifest::read_json(input, options, header, deliver, diagnostics); break;
    case InputKind::csv: manifest::read_csv(input, options, deliver, diagnostics); break;
    case InputKind::yaml: manifest::read_yaml(input, options, header, deliver, diagnostics); break;
  }
  return summary;
}

}  // namespace v0
}  // namespace tariff
