#include "report/totals_json.hpp"

#include "report/record_json.hpp"

namespace tariff::report {

void write_totals_members(JsonWriter& json, const Totals& totals) {
  json.count_member("requests", totals.records)
      .count_member("unknown", totals.unknown)
      .count_member("refused", totals.refused)
      .count_member("unreadable", totals.unreadable);
  json.key("sums").begin_array();
  for (const auto& [currency, sum] : totals.sums) {
    json.begin_object().member("currency", currency);
    write_range_members(json, sum.total);
    json.count_member("requests", sum.records);
    if (sum.too_large) json.flag_member("too_large", true);
    json.end_object();
  }
  json.end_array();
}

void write_budget_line(JsonWriter& json, const BudgetLine& line) {
  json.begin_object().member("scope", line.scope).key("limit").decimal(line.limit.amount);
  json.member("currency", line.limit.currency);
  write_range_members(json, line.spent);
  json.count_member("unknown", line.unknown)
      .flag_member("exceeded", line.exceeded)
      .flag_member("at_risk", line.at_risk)
      .end_object();
}

}  // namespace tariff::report
