// The assets of a plan as JSON: what is chosen, with the request as it is sent, and what is not.
#include <string>

#include "plan/json_parts.hpp"
#include "plan/request_json.hpp"
#include "report/record_json.hpp"

namespace tariff::planning {
namespace {

using report::JsonWriter;

class AssetWriter {
 public:
  AssetWriter(JsonWriter& json, const Plan& plan) : json_(json), plan_(plan) {}

  void write(const PlannedAsset& asset) {
    json_.begin_object().member("id", asset.id).optional_member("group", asset.group);
    write_decimal_member(json_, "weight", asset.weight);
    json_.count_member("images", asset.images)
        .flag_member("required", asset.required)
        .count_member("options", static_cast<std::int64_t>(asset.options));
    if (asset.chosen) chosen(*asset.chosen);
    step("next_better", asset.next_better);
    step("next_cheaper", asset.next_cheaper);
    refused(asset.refused);
    written(asset);
    problem(asset.problem);
    json_.end_object();
  }

 private:
  [[nodiscard]] auto offer_name(std::uint32_t offer) const -> std::string_view {
    return offer < plan_.offers.size() ? std::string_view{plan_.offers[offer].name} : "";
  }

  // What tells an option from the others of its asset.
  void setting(const PlanOption& option) {
    json_.member("offer", offer_name(option.offer));
    if (option.offer < plan_.offers.size()) {
      json_.optional_member("renders", plan_.offers[option.offer].renders);
    }
    json_.optional_member("quality", option.quality);
    if (option.width != 0) json_.count_member("width", option.width);
    if (option.height != 0) json_.count_member("height", option.height);
    if (option.larger) json_.flag_member("larger", true);
    json_.optional_member("tier", option.tier);
  }

  void chosen(const PlanOption& option) {
    json_.key("chosen").begin_object();
    setting(option);
    json_.count_member("requests", option.requests);
    json_.key("cost").begin_object().member("kind", to_string(option.cost_kind));
    if (option.cost_kind != CostKind::unknown) write_cost_members(json_, option.cost);
    json_.end_object();
    score(option);
    const auto request = request_value(option.request);
    json_.key("request").value(request).member("hash", hash_of(request)).end_object();
  }

  void score(const PlanOption& option) {
    if (option.score) {
      const auto& [points, uncertainty, basis, board] = *option.score;
      json_.key("score").begin_object();
      write_decimal_member(json_, "score", points);
      if (!uncertainty.is_zero()) write_decimal_member(json_, "uncertainty", uncertainty);
      json_.member("basis", to_string(basis));
      if (basis != ScoreBasis::own && board < plan_.boards.size()) {
        json_.member("board", plan_.boards[board].id);
      }
      json_.end_object();
    }
    write_decimal_member(json_, "value", option.value);
  }

  void step(const char* name, const std::optional<PlanStep>& step) {
    if (!step) return;
    json_.key(name).begin_object();
    setting(step->to);
    write_decimal_member(json_, "cost", step->cost);
    write_decimal_member(json_, "value", step->value);
    json_.end_object();
  }

  void refused(const std::vector<PlanRefusal>& refusals) {
    if (refusals.empty()) return;
    json_.key("refused").begin_array();
    for (const auto& [offer, code, message] : refusals) {
      json_.begin_object()
          .member("offer", offer_name(offer))
          .member("code", code)
          .member("message", message)
          .end_object();
    }
    json_.end_array();
  }

  void written(const PlannedAsset& asset) {
    if (!asset.written_cost && !asset.written_value) return;
    json_.key("written").begin_object();
    if (asset.written_cost) {
      json_.key("cost").begin_object();
      write_cost_members(json_, *asset.written_cost);
      json_.end_object();
    }
    if (asset.written_value) write_decimal_member(json_, "value", *asset.written_value);
    json_.end_object();
  }

  void problem(const std::optional<Diagnostic>& problem) {
    if (!problem) return;
    json_.key("problem").begin_object().member("code", problem->code);
    json_.member("message", problem->message);
    report::write_place(json_, problem->location);
    json_.end_object();
  }

  JsonWriter& json_;
  const Plan& plan_;
};

}  // namespace

void write_assets(JsonWriter& json, const Plan& plan) {
  AssetWriter writer{json, plan};
  json.key("assets").begin_array();
  for (const auto& asset : plan.assets) writer.write(asset);
  json.end_array();
}

}  // namespace tariff::planning
