#include "plan/cost_point.hpp"

#include <vector>

#include "plan/codes.hpp"

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

namespace {

struct NamedLimit {
  std::string name;
  const Money* limit = nullptr;
};

auto limits_of(const PlanBudget& budget) -> std::vector<NamedLimit> {
  std::vector<NamedLimit> limits;
  if (budget.total) limits.push_back({"the budget", &*budget.total});
  const auto add = [&](const char* what, const std::vector<PlanBudget::Part>& parts) {
    for (const auto& part : parts) limits.push_back({what + part.name, &part.limit});
  };
  add("the budget of group ", budget.groups);
  add("the budget of provider ", budget.providers);
  add("the limit of an asset of group ", budget.groups_per_asset);
  if (budget.per_asset) limits.push_back({"the limit of an asset", &*budget.per_asset});
  return limits;
}

}  // namespace

auto currency_of(const PlanBudget& budget) -> std::string {
  for (const auto& [name, limit] : limits_of(budget)) {
    if (!limit->currency.empty()) return limit->currency;
  }
  return {};
}

auto has_one_currency(const PlanBudget& budget, Diagnostic& why) -> bool {
  const auto currency = currency_of(budget);
  for (const auto& [name, limit] : limits_of(budget)) {
    if (limit->currency.empty() || limit->currency == currency) continue;
    why = {};
    why.code = code::limit;
    why.message = name + " is in " + limit->currency + ", others are in " + currency;
    return false;
  }
  return true;
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
