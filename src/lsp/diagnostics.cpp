// Findings as an editor shows them.
#include <algorithm>
#include <string>

#include "lsp/feature.hpp"
#include "report/words.hpp"

namespace tariff::lsp {
namespace {

using report::JsonWriter;

// More are of no use in an editor, and slow it down.
constexpr std::size_t most_diagnostics = 1000;

auto severity_number(Severity severity) -> std::int64_t {
  switch (severity) {
    case Severity::error: return 1;
    case Severity::warning: return 2;
    case Severity::note: break;
  }
  return 3;  // information
}

auto message_of(const Finding& finding) -> std::string {
  const auto& found = finding.diagnostic;
  auto text = found.message;
  if (!found.because.empty()) text += " (" + found.because + ")";
  if (!found.provider_message.empty()) text += "\nthe provider says: " + found.provider_message;
  if (finding.asset_count > 1) text += "\nit hits " + report::counted(finding.asset_count, "asset");
  return text;
}

void write_related(JsonWriter& out, const Feature& of, const Location& place,
                   std::string_view message) {
  out.begin_object().key("location").begin_object();
  out.member("uri", of.document.uri()).key("range");
  write_range(out, of.document, marked_range(of.document, place));
  out.end_object().member("message", message).end_object();
}

void write_all_related(JsonWriter& out, const Feature& of, const Finding& finding) {
  const bool shared = finding.asset_count > 1;
  if (finding.related.empty() && !shared) return;
  out.key("relatedInformation").begin_array();
  for (const auto& each : finding.related) {
    write_related(out, of, each.location, each.message);
  }
  for (const auto& asset : finding.assets) {
    if (shared) write_related(out, of, asset.location, "asset '" + asset.id + "' is hit");
  }
  out.end_array();
}

void write_note(JsonWriter& out, std::string_view message) {
  out.begin_object().key("range").begin_object().key("start");
  write_position(out, {});
  out.key("end");
  write_position(out, {});
  out.end_object().key("severity").integer(severity_number(Severity::note));
  out.member("source", "tariff").member("message", message).end_object();
}

}  // namespace

void write_position(JsonWriter& out, Position position) {
  out.begin_object().key("line").integer(position.line);
  out.key("character").integer(position.character).end_object();
}

void write_range(JsonWriter& out, const TextDocument& document, ByteRange range) {
  const auto [begin, end] = document.range_of(range);
  out.begin_object().key("start");
  write_position(out, begin);
  out.key("end");
  write_position(out, end);
  out.end_object();
}

auto marked_range(const TextDocument& document, const Location& place) -> ByteRange {
  auto range = document.bytes_of(place);
  if (place.line == 0 || range.end > range.begin) return range;
  range.end = std::min(range.begin + 1, document.line_at(range.begin).end);
  return {range.begin, std::max(range.begin, range.end)};
}

void write_diagnostic(JsonWriter& out, const Feature& of, const Finding& finding) {
  const auto& found = finding.diagnostic;
  out.begin_object().key("range");
  write_range(out, of.document, marked_range(of.document, found.location));
  out.key("severity").integer(severity_number(found.severity)).member("code", found.code);
  if (!found.source.empty()) {
    out.key("codeDescription").begin_object().member("href", found.source).end_object();
  }
  out.member("source", "tariff").member("message", message_of(finding));
  if (const auto mark = of.analysis.marks.find(found.code); mark != of.analysis.marks.end()) {
    out.key("tags").begin_array().integer(static_cast<std::int64_t>(mark->second)).end_array();
  }
  write_all_related(out, of, finding);
  out.key("data").begin_object().member("fingerprint", finding.fingerprint).end_object();
  out.end_object();
}

void write_diagnostics(JsonWriter& out, const Feature& of) {
  out.begin_array();
  if (!of.analysis.refused.empty()) write_note(out, of.analysis.refused);
  std::size_t written = 0;
  std::int64_t left_out = 0;
  for (const auto& finding : of.analysis.lint.findings) {
    if (!finding.is_active()) continue;
    if (written == most_diagnostics) {
      ++left_out;
      continue;
    }
    write_diagnostic(out, of, finding);
    ++written;
  }
  if (left_out > 0) {
    write_note(out, "and " + report::counted(left_out, "finding") + " more: run tariff lint");
  }
  out.end_array();
}

}  // namespace tariff::lsp
