#include "formats/finding_json.hpp"

#include "report/record_json.hpp"

namespace tariff::formats {
namespace {

using report::JsonWriter;

auto name_of(Suppression::By by) -> std::string_view {
  return by == Suppression::By::comment ? "comment" : "baseline";
}

void write_location(JsonWriter& json, const Location& location) {
  if (location.file.empty() && location.line == 0) return;
  json.key("location").begin_object();
  report::write_place(json, location);
  if (location.column != 0) {
    json.count_member("offset", static_cast<std::int64_t>(location.offset))
        .count_member("length", location.length);
  }
  json.end_object();
}

void write_assets(JsonWriter& json, const Finding& finding) {
  json.count_member("asset_count", finding.asset_count).key("assets").begin_array();
  for (const auto& asset : finding.assets) {
    json.begin_object().member("id", asset.id);
    write_location(json, asset.location);
    json.end_object();
  }
  json.end_array();
}

void write_related(JsonWriter& json, const std::vector<RelatedPlace>& related) {
  if (related.empty()) return;
  json.key("related").begin_array();
  for (const auto& each : related) {
    json.begin_object().member("message", each.message);
    write_location(json, each.location);
    json.end_object();
  }
  json.end_array();
}

void write_change(JsonWriter& json, const Change& change) {
  json.key("change").begin_object();
  json.member("title", change.title).flag_member("safe", change.safe).key("edits").begin_array();
  for (const auto& edit : change.edits) {
    json.begin_object()
        .count_member("offset", static_cast<std::int64_t>(edit.offset))
        .count_member("length", static_cast<std::int64_t>(edit.length))
        .member("text", edit.text)
        .end_object();
  }
  json.end_array().end_object();
}

void write_suppression(JsonWriter& json, const Suppression& suppression) {
  json.key("suppression").begin_object().member("by", name_of(suppression.by));
  json.optional_member("reason", suppression.reason);
  write_location(json, suppression.location);
  json.end_object();
}

void write_diagnostic_members(JsonWriter& json, const Diagnostic& diagnostic) {
  json.member("code", diagnostic.code)
      .member("severity", to_string(diagnostic.severity))
      .member("message", diagnostic.message)
      .optional_member("path", diagnostic.path)
      .optional_member("provider_message", diagnostic.provider_message)
      .optional_member("because", diagnostic.because)
      .optional_member("source", diagnostic.source);
  if (diagnostic.fix) {
    json.key("fix");
    report::write_fix(json, *diagnostic.fix);
  }
  write_location(json, diagnostic.location);
}

}  // namespace

void write_finding(JsonWriter& json, const Finding& finding) {
  json.begin_object();
  write_diagnostic_members(json, finding.diagnostic);
  json.optional_member("currency", finding.currency);
  write_assets(json, finding);
  write_related(json, finding.related);
  if (finding.change) write_change(json, *finding.change);
  if (!finding.is_active()) write_suppression(json, finding.suppression);
  json.member("fingerprint", finding.fingerprint);
  if (finding.unreadable) json.flag_member("unreadable", true);
  json.end_object();
}

void write_summary(JsonWriter& json, const LintSummary& summary) {
  json.begin_object()
      .count_member("inputs", summary.inputs)
      .count_member("records", summary.records)
      .count_member("accepted", summary.accepted)
      .count_member("refused", summary.refused)
      .count_member("unknown_offers", summary.unknown_offers)
      .count_member("unknown_costs", summary.unknown_costs)
      .count_member("unreadable", summary.unreadable)
      .count_member("errors", summary.errors)
      .count_member("warnings", summary.warnings)
      .count_member("notes", summary.notes)
      .count_member("fixable", summary.fixable)
      .count_member("fixable_safely", summary.fixable_safely)
      .count_member("fixable_unsafely", summary.fixable_unsafely)
      .count_member("suppressed_by_comment", summary.suppressed_by_comment)
      .count_member("suppressed_by_baseline", summary.suppressed_by_baseline)
      .count_member("exit_status", summary.exit_status)
      .end_object();
}

void write_run(JsonWriter& json, const RunInfo& run) {
  json.member("version", TARIFF_VERSION)
      .member("catalog", run.catalog)
      .member("as_of", run.as_of.to_string());
}

}  // namespace tariff::formats
