// What a plan was asked for, as JSON: budgets, and the settings that were given.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plan/json_parts.hpp"
#include "report/record_json.hpp"

namespace tariff::planning {
namespace {

using report::JsonWriter;

void write_money_members(JsonWriter& json, const Money& money) {
  write_decimal_member(json, "amount", money.amount);
  json.member("currency", money.currency);
}

void write_limit(JsonWriter& json, std::string_view name, const std::optional<Money>& limit) {
  if (!limit) return;
  json.key(name).begin_object();
  write_money_members(json, *limit);
  json.end_object();
}

void write_limits(JsonWriter& json, std::string_view name,
                  const std::vector<PlanBudget::Part>& parts) {
  if (parts.empty()) return;
  json.key(name).begin_array();
  for (const auto& part : parts) {
    json.begin_object().member("name", part.name);
    write_money_members(json, part.limit);
    json.end_object();
  }
  json.end_array();
}

void write_flag(JsonWriter& json, std::string_view name, const std::optional<bool>& flag) {
  if (flag) json.flag_member(name, *flag);
}

void write_names(JsonWriter& json, std::string_view name, const std::vector<std::string>& names) {
  if (names.empty()) return;
  json.key(name);
  report::write_texts(json, names);
}

void write_keep(JsonWriter& json, const KeptSettings& keep) {
  std::vector<std::string> names;
  for (const auto& [kept, name] :
       {std::pair{keep.provider, "provider"}, std::pair{keep.model, "model"},
        std::pair{keep.quality, "quality"}, std::pair{keep.tier, "tier"}}) {
    if (kept) names.emplace_back(name);
  }
  write_names(json, "keep", names);
}

void write_caps(JsonWriter& json, const std::vector<OfferCap>& caps) {
  if (caps.empty()) return;
  json.key("caps").begin_array();
  for (const auto& cap : caps) {
    json.begin_object().member("offer", cap.offer).count_member("images", cap.images).end_object();
  }
  json.end_array();
}

void write_overrides(JsonWriter& json, const QualityOverrides& quality) {
  if (!quality.scores.empty()) {
    json.key("scores").begin_array();
    for (const auto& [model, word, score] : quality.scores) {
      json.begin_object().member("model", model).optional_member("quality", word);
      write_decimal_member(json, "score", score);
      json.end_object();
    }
    json.end_array();
  }
  if (quality.steps.empty()) return;
  json.key("steps").begin_array();
  for (const auto& [word, points] : quality.steps) {
    json.begin_object().member("quality", word);
    write_decimal_member(json, "points", points);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_budget(JsonWriter& json, const PlanBudget& budget) {
  json.key("budget").begin_object();
  write_limit(json, "total", budget.total);
  write_limit(json, "per_asset", budget.per_asset);
  write_limits(json, "groups", budget.groups);
  write_limits(json, "groups_per_asset", budget.groups_per_asset);
  write_limits(json, "providers", budget.providers);
  json.end_object();
}

void write_settings(JsonWriter& json, const PlanSettings& settings) {
  json.key("settings").begin_object();
  if (settings.goal) json.member("goal", to_string(*settings.goal));
  if (settings.plan_on) json.member("plan_on", to_string(*settings.plan_on));
  write_flag(json, "allow_unknown_costs", settings.allow_unknown_costs);
  write_flag(json, "allow_larger", settings.allow_larger);
  write_flag(json, "immediate", settings.immediate);
  write_flag(json, "leave_out_unservable", settings.leave_out_unservable);
  json.optional_member("min_quality", settings.min_quality);
  if (settings.min_average) write_decimal_member(json, "min_average", *settings.min_average);
  write_names(json, "only", settings.only);
  write_names(json, "forbid", settings.forbid);
  write_keep(json, settings.keep);
  if (settings.most_providers) json.count_member("most_providers", *settings.most_providers);
  write_caps(json, settings.caps);
  write_overrides(json, settings.quality);
  json.end_object();
}

}  // namespace tariff::planning
