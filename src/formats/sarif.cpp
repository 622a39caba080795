// SARIF 2.1.0, the format of code scanning services. Rules stand at the head, results follow as
// they are found, and the invocation, which says how the run ended, comes last.
// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
#include "formats/details.hpp"
#include "formats/edits.hpp"
#include "formats/file_name.hpp"
#include "formats/place.hpp"
#include "formats/sarif_rules.hpp"
#include "formats/separator.hpp"
#include "formats/writers.hpp"
#include "report/json_writer.hpp"

namespace tariff::formats {
namespace {

using report::JsonWriter;

constexpr std::string_view schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view base_id = "%SRCROOT%";

// Notifications wait for the end of the run; more than these would say no more.
constexpr std::size_t most_notifications = 100;

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key).begin_object().member("text", text).end_object();
}

void write_positions(JsonWriter& json, const Extent& extent) {
  json.count_member("startLine", extent.begin.line)
      .count_member("startColumn", extent.begin.column)
      .count_member("endLine", extent.end.line)
      .count_member("endColumn", extent.end.column);
}

// By lines and, independently, by bytes. Without an end, a region goes to the end of its line.
void write_region(JsonWriter& json, const Location& place, const base::TextSource* source) {
  json.key("region").begin_object();
  const auto extent = extent_of(place, source);
  if (extent && place.length != 0) {
    write_positions(json, *extent);
  } else {
    json.count_member("startLine", place.line);
    if (place.column != 0) json.count_member("startColumn", place.column);
  }
  if (place.length != 0) {
    json.count_member("byteOffset", static_cast<std::int64_t>(place.offset))
        .count_member("byteLength", place.length);
  }
  json.end_object();
}

void write_fingerprints(JsonWriter& json, const std::string& fingerprint) {
  if (fingerprint.empty()) return;
  json.key("partialFingerprints").begin_object();
  json.member("tariffFinding/v1", fingerprint).end_object();
}

// The assets that are hit, by name.
void write_logical_locations(JsonWriter& json, const Finding& finding) {
  bool any = false;
  for (const auto& asset : finding.assets) {
    if (asset.id.empty()) continue;
    if (!any) json.key("logicalLocations").begin_array();
    any = true;
    json.begin_object().member("name", asset.id).member("kind", "object").end_object();
  }
  if (any) json.end_array();
}

void write_properties(JsonWriter& json, const Finding& finding) {
  json.key("properties").begin_object().optional_member("path", finding.diagnostic.path);
  json.count_member("assetCount", finding.asset_count);
  if (finding.change) json.flag_member("fixIsSafe", finding.change->safe);
  json.end_object();
}

void write_rule_reference(JsonWriter& json, const LintRun& run, const std::string& code) {
  if (code.empty()) return;
  json.member("ruleId", code);
  if (const auto index = rule_index(run.codes, code); index >= 0) {
    json.count_member("ruleIndex", index);
  }
}

class SarifWriter : public FindingWriter {
 public:
  explicit SarifWriter(const LintRun& run) : run_(run) {}

  auto begin() -> std::string override {
    std::string out;
    JsonWriter json{out};
    json.begin_object().member("$schema", schema).member("version", "2.1.0").key("runs");
    json.begin_array().begin_object();
    write_tool(json);
    json.member("columnKind", "unicodeCodePoints");
    write_base(json);
    json.key("properties").begin_object().member("catalog", run_.run.catalog);
    json.member("asOf", run_.run.as_of.to_string()).end_object();
    json.key("results").begin_array();
    return out;
  }

  auto finding(const Finding& finding, const base::TextSource* source) -> std::string override {
    if (finding.unreadable && finding.is_active()) notify(finding, source);
    std::string out{separator_.next()};
    JsonWriter json{out};
    json.begin_object();
    write_rule_reference(json, run_, finding.diagnostic.code);
    json.member("level", to_string(finding.diagnostic.severity));
    write_text(json, "message", full_message(finding));
    write_locations(json, finding, source);
    write_related(json, finding, source);
    write_fingerprints(json, finding.fingerprint);
    write_fix(json, finding, source);
    write_suppression(json, finding.suppression, source);
    write_properties(json, finding);
    json.end_object();
    return out;
  }

  auto end(const LintSummary& summary) -> std::string override {
    std::string out{separator_.last()};
    out += "],\"invocations\":[";
    JsonWriter json{out};
    // Findings are an answer; only what could not be read or used is a failure of the run.
    json.begin_object().flag_member("executionSuccessful", summary.exit_status < 2);
    json.count_member("exitCode", summary.exit_status);
    if (!notifications_.empty()) {
      json.key("toolExecutionNotifications").raw("[" + notifications_ + "\n]");
    }
    json.end_object();
    return out + "]}]}\n";
  }

 private:
  void write_tool(JsonWriter& json) {
    json.key("tool").begin_object().key("driver").begin_object();
    json.member("name", "Tariff").member("version", TARIFF_VERSION);
    json.member("semanticVersion", TARIFF_VERSION).key("rules");
    write_rules(json, run_.codes);
    json.end_object().end_object();
  }

  void write_base(JsonWriter& json) {
    if (run_.base_folder.empty()) return;
    auto uri = uri_of(run_.base_folder);
    if (!uri.ends_with('/')) uri += '/';
    json.key("originalUriBaseIds").begin_object().key(base_id).begin_object();
    json.member("uri", uri).end_object().end_object();
  }

  void write_artifact(JsonWriter& json, const std::string& file) {
    const auto path = report_path(file, run_);
    json.key("artifactLocation").begin_object().member("uri", uri_of(path));
    if (path == standard_input) {
      write_text(json, "description", "standard input");
    } else if (!path.starts_with('/')) {
      json.member("uriBaseId", base_id);
    }
    json.end_object();
  }

  void write_physical(JsonWriter& json, const Location& place, const base::TextSource* source) {
    if (place.file.empty()) return;
    json.key("physicalLocation").begin_object();
    write_artifact(json, place.file);
    if (place.line != 0) write_region(json, place, source);
    json.end_object();
  }

  void write_locations(JsonWriter& json, const Finding& finding, const base::TextSource* source) {
    json.key("locations").begin_array();
    if (!finding.diagnostic.location.file.empty() || !finding.assets.empty()) {
      json.begin_object();
      write_physical(json, finding.diagnostic.location, source);
      write_logical_locations(json, finding);
      json.end_object();
    }
    json.end_array();
  }

  void write_related(JsonWriter& json, const Finding& finding, const base::TextSource* source) {
    if (finding.related.empty()) return;
    json.key("relatedLocations").begin_array();
    for (const auto& related : finding.related) {
      json.begin_object();
      write_physical(json, related.location, source);
      write_text(json, "message", related.message);
      json.end_object();
    }
    json.end_array();
  }

  void write_fix(JsonWriter& json, const Finding& finding, const base::TextSource* source) {
    const auto edits = placed_edits(finding, source);
    if (edits.empty()) return;
    json.key("fixes").begin_array().begin_object();
    write_text(json, "description", finding.change->title);
    json.key("artifactChanges").begin_array().begin_object();
    write_artifact(json, finding.diagnostic.location.file);
    json.key("replacements").begin_array();
    for (const auto& edit : edits) {
      json.begin_object().key("deletedRegion").begin_object();
      write_positions(json, edit.extent);
      json.end_object();
      write_text(json, "insertedContent", edit.text);
      json.end_object();
    }
    json.end_array().end_object().end_array().end_object().end_array();
  }

  void write_suppression(JsonWriter& json, const Suppression& suppression,
                         const base::TextSource* source) {
    json.key("suppressions").begin_array();
    if (suppression.by != Suppression::By::nothing) {
      const bool in_source = suppression.by == Suppression::By::comment;
      json.begin_object().member("kind", in_source ? "inSource" : "external");
      json.member("status", "accepted").optional_member("justification", suppression.reason);
      if (!suppression.location.file.empty()) {
        json.key("location").begin_object();
        write_physical(json, suppression.location, source);
        json.end_object();
      }
      json.end_object();
    }
    json.end_array();
  }

  void notify(const Finding& finding, const base::TextSource* source) {
    if (notified_ == most_notifications) return;
    notifications_ += notified_ == 0 ? "\n" : ",\n";
    ++notified_;
    JsonWriter json{notifications_};
    json.begin_object().member("level", to_string(finding.diagnostic.severity));
    write_text(json, "message", full_message(finding));
    write_locations(json, finding, source);
    if (const auto index = rule_index(run_.codes, finding.diagnostic.code); index >= 0) {
      json.key("associatedRule").begin_object();
      json.member("id", finding.diagnostic.code).count_member("index", index).end_object();
    }
    json.end_object();
  }

  const LintRun& run_;
  Separator separator_;
  std::string notifications_;
  std::size_t notified_ = 0;
};

}  // namespace

auto make_sarif_writer(const LintRun& run) -> WriterPtr {
  return std::make_unique<SarifWriter>(run);
}

}  // namespace tariff::formats
