// Reviewdog's diagnostic format, one document. Columns count bytes of UTF-8; ends are exclusive.
// Source: reviewdog, proto/rdf/reviewdog.proto.
#include "formats/details.hpp"
#include "formats/edits.hpp"
#include "formats/file_name.hpp"
#include "formats/place.hpp"
#include "formats/separator.hpp"
#include "formats/writers.hpp"
#include "report/json_writer.hpp"

namespace tariff::formats {
namespace {

using report::JsonWriter;

auto severity_of(Severity severity) noexcept -> std::string_view {
  switch (severity) {
    case Severity::error: return "ERROR";
    case Severity::warning: return "WARNING";
    case Severity::note: break;
  }
  return "INFO";
}

void write_position(JsonWriter& json, const Position& position) {
  json.begin_object().count_member("line", position.line);
  if (position.byte_column != 0) json.count_member("column", position.byte_column);
  json.end_object();
}

void write_range(JsonWriter& json, const Extent& extent) {
  json.key("range").begin_object().key("start");
  write_position(json, extent.begin);
  json.key("end");
  write_position(json, extent.end);
  json.end_object();
}

// Without the text only the line is known.
void write_start(JsonWriter& json, std::uint32_t line) {
  json.key("range").begin_object().key("start");
  write_position(json, {.line = line});
  json.end_object();
}

void write_code(JsonWriter& json, const Diagnostic& diagnostic) {
  if (diagnostic.code.empty()) return;
  json.key("code").begin_object().member("value", diagnostic.code);
  json.optional_member("url", diagnostic.source).end_object();
}

void write_suggestions(JsonWriter& json, const Finding& finding, const base::TextSource* source) {
  // Several suggestions would be alternatives, so a change is always one.
  const auto edit = merged_edit(finding, source);
  if (!edit) return;
  json.key("suggestions").begin_array().begin_object();
  write_range(json, edit->extent);
  json.member("text", edit->text).end_object().end_array();
}

class RdjsonWriter : public FindingWriter {
 public:
  explicit RdjsonWriter(const LintRun& run) : run_(run) {}

  auto begin() -> std::string override {
    std::string out;
    JsonWriter json{out};
    json.begin_object().key("source").begin_object().member("name", "tariff").end_object();
    json.key("diagnostics").begin_array();
    return out;
  }

  auto finding(const Finding& finding, const base::TextSource* source) -> std::string override {
    if (!finding.is_active()) return {};
    std::string out{separator_.next()};
    JsonWriter json{out};
    json.begin_object().member("message", full_message(finding));
    write_location(json, finding.diagnostic.location, source);
    json.member("severity", severity_of(finding.diagnostic.severity));
    write_code(json, finding.diagnostic);
    write_suggestions(json, finding, source);
    write_related(json, finding.related, source);
    json.end_object();
    return out;
  }

  auto end(const LintSummary& /*summary*/) -> std::string override {
    return std::string{separator_.last()} + "]}\n";
  }

 private:
  void write_location(JsonWriter& json, const Location& place, const base::TextSource* source) {
    json.key("location").begin_object().member("path", path_or_root(place.file, run_));
    if (const auto extent = extent_of(place, source)) {
      write_range(json, *extent);
    } else if (place.line != 0) {
      write_start(json, place.line);
    }
    json.end_object();
  }

  void write_related(JsonWriter& json, const std::vector<RelatedPlace>& related,
                     const base::TextSource* source) {
    if (related.empty()) return;
    json.key("related_locations").begin_array();
    for (const auto& each : related) {
      json.begin_object().member("message", each.message);
      write_location(json, each.location, source);
      json.end_object();
    }
    json.end_array();
  }

  const LintRun& run_;
  Separator separator_;
};

}  // namespace

auto make_rdjson_writer(const LintRun& run) -> WriterPtr {
  return std::make_unique<RdjsonWriter>(run);
}

}  // namespace tariff::formats
