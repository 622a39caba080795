// A comparison for machines: one object, exact numbers, all that changed.
#include "report/json_writer.hpp"
#include "report/record_json.hpp"
#include "report/totals_json.hpp"
#include "tariff/diff.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using report::JsonWriter;

void write_side(JsonWriter& json, const char* key, const DiffSide& side) {
  json.key(key)
      .begin_object()
      .member("name", side.name)
      .member("catalog", side.run.catalog)
      .member("as_of", side.run.as_of.to_string())
      .end_object();
}

void write_range_object(JsonWriter& json, const Range& range) {
  json.begin_object();
  report::write_range_members(json, range);
  json.end_object();
}

void write_change(JsonWriter& json, const std::optional<Range>& change) {
  json.key("change");
  if (change) {
    write_range_object(json, *change);
  } else {
    json.null();
  }
}

// --- Totals -------------------------------------------------------------------------------------

void write_sum(JsonWriter& json, const char* key, const CurrencySum& sum) {
  json.key(key);
  if (sum.records == 0) {
    json.null();
  } else {
    write_range_object(json, sum.total);
  }
}

void write_currency(JsonWriter& json, const CurrencyChange& change) {
  json.begin_object().member("currency", change.currency);
  write_sum(json, "base", change.base);
  write_sum(json, "head", change.head);
  write_change(json, change.change);
  json.key("percent");
  if (change.percent) {
    json.decimal(*change.percent);
  } else {
    json.null();
  }
  json.end_object();
}

void write_totals(JsonWriter& json, const char* key, const Totals& totals) {
  json.key(key).begin_object();
  report::write_totals_members(json, totals);
  json.end_object();
}

void write_totals_change_members(JsonWriter& json, const TotalsChange& totals) {
  json.key("changes").begin_array();
  for (const auto& change : totals.currencies) write_currency(json, change);
  json.end_array();
  write_totals(json, "base", totals.base);
  write_totals(json, "head", totals.head);
}

void write_groups(JsonWriter& json, const std::vector<GroupChange>& groups) {
  json.key("groups").begin_array();
  for (const auto& group : groups) {
    json.begin_object().member("name", group.name);
    write_totals_change_members(json, group.totals);
    json.end_object();
  }
  json.end_array();
}

// --- Assets -------------------------------------------------------------------------------------

void write_cost(JsonWriter& json, const AssetCost& cost) {
  json.key("cost").begin_object().member("standing", to_string(cost.standing));
  if (cost.standing == CostStanding::priced) {
    json.member("currency", cost.currency);
    report::write_range_members(json, cost.total);
  }
  json.optional_member("reason", cost.reason).end_object();
}

void write_asset_side(JsonWriter& json, const char* key, const std::optional<AssetSide>& side) {
  json.key(key);
  if (!side) {
    json.null();
    return;
  }
  json.begin_object()
      .member("file", side->file)
      .member("group", side->group)
      .member("offer", side->offer);
  write_cost(json, side->cost);
  json.end_object();
}

// What is not said has no member.
void write_settings(JsonWriter& json, const std::vector<SettingChange>& settings) {
  json.key("settings").begin_array();
  for (const auto& [path, base, head] : settings) {
    json.begin_object().member("path", path);
    if (base) json.key("base").value(*base);
    if (head) json.key("head").value(*head);
    json.end_object();
  }
  json.end_array();
}

void write_asset(JsonWriter& json, const AssetChange& change) {
  json.begin_object().member("id", change.id).member("kind", to_string(change.kind));
  write_asset_side(json, "base", change.base);
  write_asset_side(json, "head", change.head);
  json.optional_member("currency", change.currency);
  write_change(json, change.change);
  write_settings(json, change.settings);
  json.end_object();
}

void write_counts(JsonWriter& json, const ChangeCounts& counts) {
  json.key("counts")
      .begin_object()
      .count_member("added", counts.added)
      .count_member("removed", counts.removed)
      .count_member("changed", counts.changed)
      .count_member("repriced", counts.repriced)
      .count_member("unchanged", counts.unchanged)
      .end_object();
}

void write_renames(JsonWriter& json, const std::vector<FileRename>& renames) {
  json.key("renames").begin_array();
  for (const auto& [from, to] : renames) {
    json.begin_object().member("from", from).member("to", to).end_object();
  }
  json.end_array();
}

// --- Findings, budgets, limit
// ---------------------------------------------------------------------

void write_finding(JsonWriter& json, const Finding& finding) {
  const auto& found = finding.diagnostic;
  json.begin_object()
      .member("fingerprint", finding.fingerprint)
      .member("code", found.code)
      .member("severity", to_string(found.severity))
      .member("message", found.message)
      .optional_member("path", found.path);
  report::write_place(json, found.location);
  json.key("assets").begin_array();
  for (const auto& asset : finding.assets) json.text(asset.id);
  json.end_array().count_member("asset_count", finding.asset_count).end_object();
}

void write_findings(JsonWriter& json, const char* key, const std::vector<Finding>& findings) {
  json.key(key).begin_array();
  for (const auto& finding : findings) write_finding(json, finding);
  json.end_array();
}

void write_budget_side(JsonWriter& json, const char* key, const std::optional<BudgetLine>& line) {
  json.key(key);
  if (line) {
    report::write_budget_line(json, *line);
  } else {
    json.null();
  }
}

void write_budgets(JsonWriter& json, const ManifestDiff& diff) {
  json.key("budgets").begin_array();
  for (const auto& budget : diff.budgets) {
    json.begin_object().member("file", budget.file).member("scope", budget.scope);
    write_budget_side(json, "base", budget.base);
    write_budget_side(json, "head", budget.head);
    json.end_object();
  }
  json.end_array();
  json.key("over_per_asset")
      .begin_object()
      .count_member("base", diff.base_over_per_asset)
      .count_member("head", diff.head_over_per_asset)
      .end_object();
}

void write_limit(JsonWriter& json, const IncreaseCheck& check) {
  json.key("limit")
      .begin_object()
      .member("increase", check.limit)
      .flag_member("exceeded", check.exceeded)
      .key("reasons");
  report::write_texts(json, check.reasons);
  json.end_object();
}

}  // namespace

auto to_json(const ManifestDiff& diff, const std::optional<IncreaseCheck>& check) -> std::string {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("version", TARIFF_VERSION);
  write_side(json, "base", diff.base);
  write_side(json, "head", diff.head);
  json.key("totals").begin_object();
  write_totals_change_members(json, diff.totals);
  json.end_object();
  write_groups(json, diff.groups);
  write_counts(json, diff.counts);
  json.key("assets").begin_array();
  for (const auto& change : diff.assets) write_asset(json, change);
  json.end_array();
  write_renames(json, diff.renames);
  json.key("findings").begin_object();
  write_findings(json, "new", diff.new_findings);
  write_findings(json, "gone", diff.gone_findings);
  json.count_member("kept", diff.kept_findings).end_object();
  write_budgets(json, diff);
  if (check) write_limit(json, *check);
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace v0
}  // namespace tariff
