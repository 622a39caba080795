#include "tariff/plan_settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

namespace tariff {
inline namespace v0 {

namespace {

struct NamedPoint {
  std::string_view name;
  CostPoint point;
};
constexpr std::array<NamedPoint, 3> named_points{
    {{"low", CostPoint::low}, {"expected", CostPoint::expected}, {"high", CostPoint::high}}};

template <class T>
void lay_over(std::optional<T>& under, const std::optional<T>& over) {
  if (over) under = over;
}

// What has the same name as one that is there takes its place.
template <class T, class NameOf>
void put_all(std::vector<T>& under, const std::vector<T>& over, NameOf name_of) {
  for (const auto& each : over) {
    const auto same = std::find_if(under.begin(), under.end(),
                                   [&](const T& old) { return name_of(old) == name_of(each); });
    if (same == under.end()) {
      under.push_back(each);
    } else {
      *same = each;
    }
  }
}

void add_names(std::vector<std::string>& under, const std::vector<std::string>& over) {
  put_all(under, over, [](const std::string& name) -> const std::string& { return name; });
}

void keep_both(KeptSettings& under, const KeptSettings& over) {
  under.provider = under.provider || over.provider;
  under.model = under.model || over.model;
  under.quality = under.quality || over.quality;
  under.tier = under.tier || over.tier;
}

}  // namespace

auto to_string(PlanGoal goal) noexcept -> const char* {
  switch (goal) {
    case PlanGoal::quality: return "quality";
    case PlanGoal::cost: return "cost";
  }
  return "";
}

auto to_string(CostPoint point) -> std::string {
  for (const auto& each : named_points) {
    if (each.point == point) return std::string{each.name};
  }
  return std::to_string(point.percent) + "%";
}

auto parse_cost_point(std::string_view name, CostPoint& out) noexcept -> bool {
  for (const auto& each : named_points) {
    if (each.name != name) continue;
    out = each.point;
    return true;
  }
  if (!name.ends_with('%')) return false;
  std::int8_t percent = 0;
  const auto* const end = name.data() + name.size() - 1;
  const auto [stop, fault] = std::from_chars(name.data(), end, percent);
  if (fault != std::errc{} || stop != end || percent < 0 || percent > 100) return false;
  out = {percent};
  return true;
}

auto merge(PlanSettings under, const PlanSettings& over) -> PlanSettings {
  lay_over(under.goal, over.goal);
  lay_over(under.plan_on, over.plan_on);
  lay_over(under.allow_unknown_costs, over.allow_unknown_costs);
  lay_over(under.allow_larger, over.allow_larger);
  lay_over(under.immediate, over.immediate);
  lay_over(under.leave_out_unservable, over.leave_out_unservable);
  if (!over.min_quality.empty()) under.min_quality = over.min_quality;
  lay_over(under.min_average, over.min_average);
  lay_over(under.most_providers, over.most_providers);
  add_names(under.only, over.only);
  add_names(under.forbid, over.forbid);
  keep_both(under.keep, over.keep);
  put_all(under.caps, over.caps, [](const OfferCap& cap) { return cap.offer; });
  put_all(under.quality.scores, over.quality.scores,
          [](const auto& score) { return std::tie(score.model, score.quality); });
  put_all(under.quality.steps, over.quality.steps, [](const auto& step) { return step.quality; });
  return under;
}

}  // namespace v0
}  // namespace tariff
