// A plan for machines: one object, exact numbers, everything that is needed to send it, and the
// hash by which it is approved (see approval.hpp).
#include <optional>
#include <utility>
#include <vector>

#include "plan/json_parts.hpp"
#include "plan/sealed_object.hpp"
#include "plan/summary.hpp"
#include "report/record_json.hpp"

namespace tariff {

namespace planning {

using report::JsonWriter;

void write_decimal_member(JsonWriter& json, std::string_view name, Rational value) {
  json.key(name).decimal(value);
}

void write_cost_members(JsonWriter& json, const Range& cost) {
  report::write_range_members(json, cost);
  const bool ends =
      cost.low.is_terminating() && cost.expected.is_terminating() && cost.high.is_terminating();
  if (!ends) json.flag_member("rounded", true);
}

namespace {

void write_optional(JsonWriter& json, std::string_view name, const std::optional<Rational>& value) {
  if (value) write_decimal_member(json, name, *value);
}

void write_totals(JsonWriter& json, const char* name, const PlanTotals& totals) {
  json.key(name).begin_object().key("cost").begin_object();
  write_cost_members(json, totals.cost);
  json.end_object();
  write_decimal_member(json, "value", totals.value);
  json.count_member("assets", totals.assets);
}

void write_result(JsonWriter& json, const Plan& plan) {
  if (plan.found()) {
    const auto counts = count_requests(plan);
    write_totals(json, "total", plan.total);
    json.count_member("images", plan.images)
        .count_member("requests", counts.requests)
        .count_member("unknown", counts.unknown)
        .end_object();
    write_optional(json, "average", plan.average);
    write_decimal_member(json, "bound", plan.bound);
    write_decimal_member(json, "gap", plan.gap);
  }
  write_optional(json, "points_per_unit", plan.points_for_one);
  write_optional(json, "left", plan.left);
  json.optional_member("why_left", plan.why_left);
  write_optional(json, "least_budget", plan.least_budget);
}

void write_clashes(JsonWriter& json, const std::vector<PlanClash>& clashes) {
  if (clashes.empty()) return;
  json.key("clashes").begin_array();
  for (const auto& [constraint, message] : clashes) {
    json.begin_object().member("constraint", constraint).member("message", message).end_object();
  }
  json.end_array();
}

void write_frontier(JsonWriter& json, const std::vector<FrontierPoint>& frontier) {
  if (frontier.empty()) return;
  json.key("frontier").begin_array();
  for (const auto& [cost, value] : frontier) {
    json.begin_object();
    write_decimal_member(json, "cost", cost);
    write_decimal_member(json, "value", value);
    json.end_object();
  }
  json.end_array();
}

void write_others(JsonWriter& json, const Plan& plan) {
  for (const auto& [name, totals] :
       {std::pair{"greedy", &plan.greedy}, std::pair{"written", &plan.written}}) {
    if (!*totals) continue;
    write_totals(json, name, **totals);
    json.end_object();
  }
}

void write_boards(JsonWriter& json, const std::vector<QualityBoard>& boards) {
  if (boards.empty()) return;
  json.key("boards").begin_array();
  for (const auto& board : boards) {
    json.begin_object()
        .member("id", board.id)
        .member("title", board.title)
        .member("operation", board.operation)
        .member("dated", board.dated)
        .member("license", board.license)
        .member("attribution", board.attribution)
        .member("url", board.url)
        .key("assumptions");
    report::write_texts(json, board.assumptions);
    json.end_object();
  }
  json.end_array();
}

void write_remarks(JsonWriter& json, const Plan& plan) {
  if (!plan.notes.empty()) {
    json.key("notes");
    report::write_texts(json, plan.notes);
  }
  if (plan.diagnostics.empty()) return;
  json.key("diagnostics");
  report::write_diagnostics(json, plan.diagnostics);
}

}  // namespace

}  // namespace planning

inline namespace v0 {

auto to_json(const Plan& plan) -> std::string {
  using namespace planning;
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("format", "tariff/plan@1");
  const auto behind_format = out.size();
  json.member("status", to_string(plan.status))
      .member("goal", to_string(plan.goal))
      .member("plan_on", to_string(plan.plan_on))
      .member("as_of", plan.as_of.to_string())
      .member("catalog", plan.catalog)
      .member("currency", plan.currency);
  write_budget(json, plan.budget);
  write_settings(json, plan.settings);
  write_result(json, plan);
  write_assets(json, plan);
  write_clashes(json, plan.clashes);
  write_frontier(json, plan.frontier);
  write_others(json, plan);
  write_boards(json, plan.boards);
  write_remarks(json, plan);
  json.end_object();
  seal_object(out, behind_format);
  out += '\n';
  return out;
}

}  // namespace v0
}  // namespace tariff
