#include "plan/cost_point.hpp"

namespace tariff {
namespace planning {

auto at(const Range& range, CostPoint point) noexcept -> Rational {
  if (point == CostPoint::expected) return range.expected;
  if (point == CostPoint::low) return range.low;
  const auto share = Rational::of_lowest_terms(1, 100);
  Rational way;
  Rational out;
  const bool fits = checked_sub(range.high, range.low, way) && checked_mul(way, share, way) &&
                    checked_mul(way, Rational{point.percent}, way) &&
                    checked_add(range.low, way, out);
  return point == CostPoint::high || !fits ? range.high : out;
}

auto currency_of(const PlanBudget& budget) -> std::string {
  if (budget.total && !budget.total->currency.empty()) return budget.total->currency;
  for (const auto* parts : {&budget.groups, &budget.providers, &budget.groups_per_asset}) {
    if (!parts->empty()) return parts->front().limit.currency;
  }
  return budget.per_asset ? budget.per_asset->currency : std::string{};
}

}  // namespace planning
inline namespace v0 {

auto budget_of(const ManifestHeader& header) -> PlanBudget {
  PlanBudget budget;
  budget.total = header.budget.total;
  budget.per_asset = header.budget.per_asset;
  for (const auto& [name, limit] : header.budget.providers) {
    budget.providers.push_back({name, limit});
  }
  for (const auto& group : header.groups) {
    if (group.budget.total) budget.groups.push_back({group.name, *group.budget.total});
    if (group.budget.per_asset) {
      budget.groups_per_asset.push_back({group.name, *group.budget.per_asset});
    }
  }
  return budget;
}

}  // namespace v0
}  // namespace tariff
