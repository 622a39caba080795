// The budget report for machines: one object, exact numbers.
#include "report/json_writer.hpp"
#include "report/record_json.hpp"
#include "report/totals_json.hpp"
#include "tariff/report.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using report::JsonWriter;

void write_breakdown(JsonWriter& json, std::string_view key,
                     const std::map<std::string, Totals>& lines) {
  json.key(key).begin_array();
  for (const auto& [name, totals] : lines) {
    json.begin_object().member("name", name);
    report::write_totals_members(json, totals);
    json.end_object();
  }
  json.end_array();
}

void write_costly_members(JsonWriter& json, const CostlyRecord& record) {
  json.member("id", record.id).member("offer", record.offer).member("currency", record.currency);
  report::write_range_members(json, record.cost);
}

void write_costly(JsonWriter& json, std::string_view key,
                  const std::vector<CostlyRecord>& records) {
  json.key(key).begin_array();
  for (const auto& record : records) {
    json.begin_object();
    write_costly_members(json, record);
    json.end_object();
  }
  json.end_array();
}

void write_reasons(JsonWriter& json, std::string_view key,
                   const std::map<std::string, ReasonCount>& reasons) {
  json.key(key).begin_array();
  for (const auto& [reason, entry] : reasons) {
    json.begin_object().member("reason", reason).count_member("requests", entry.records);
    json.key("examples");
    report::write_texts(json, entry.examples);
    json.end_object();
  }
  json.end_array();
}

void write_findings(JsonWriter& json, const Report& report) {
  json.key("findings").begin_array();
  for (const auto& [code, entry] : report.findings) {
    json.begin_object()
        .member("code", code)
        .member("severity", to_string(entry.severity))
        .count_member("requests", entry.records)
        .member("message", entry.message)
        .end_object();
  }
  json.end_array();
}

void write_budgets(JsonWriter& json, const Report& report) {
  if (report.budgets.empty() && report.over_per_asset.empty()) return;
  json.key("budget").begin_object().flag_member("exceeded", report.budget_exceeded());
  json.key("limits").begin_array();
  for (const auto& line : report.budgets) report::write_budget_line(json, line);
  json.end_array().key("over_per_asset").begin_array();
  for (const auto& [record, limit] : report.over_per_asset) {
    json.begin_object();
    write_costly_members(json, record);
    json.key("limit").decimal(limit.amount).end_object();
  }
  json.end_array().end_object();
}

}  // namespace

auto to_json(const Report& report) -> std::string {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("version", TARIFF_VERSION)
      .member("catalog", report.run.catalog)
      .member("as_of", report.run.as_of.to_string());
  json.key("totals").begin_object();
  report::write_totals_members(json, report.totals);
  json.end_object();
  write_breakdown(json, "groups", report.groups);
  write_breakdown(json, "providers", report.providers);
  write_breakdown(json, "models", report.models);
  write_costly(json, "dearest", report.dearest);
  write_reasons(json, "unknown", report.unknown);
  write_reasons(json, "unreadable", report.unreadable);
  write_findings(json, report);
  write_budgets(json, report);
  json.key("sources").begin_array();
  for (const auto& source : report.sources) json.text(source);
  json.end_array().end_object();
  out += '\n';
  return out;
}

}  // namespace v0
}  // namespace tariff
