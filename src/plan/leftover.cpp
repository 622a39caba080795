#include "plan/leftover.hpp"

#include "plan/cost_point.hpp"
#include "report/money_text.hpp"

namespace tariff::planning {
namespace {

struct Improvement {
  const Asset* asset = nullptr;
  Rational cost;  // more than now
};

// Of a left-out asset, every choice is an improvement.
auto cheapest_improvement(const std::vector<Asset>& assets, CostPoint point) -> Improvement {
  Improvement best;
  for (const auto& asset : assets) {
    const auto& list = asset.choices.list;
    const auto cost_now = asset.chosen ? at(list[*asset.chosen].cost, point) : Rational{};
    const auto value_now = asset.chosen ? asset.values[*asset.chosen] : Rational{};
    for (std::size_t i = 0; i < list.size(); ++i) {
      Rational more;
      if (list[i].kind == CostKind::unknown || asset.values[i] <= value_now ||
          !checked_sub(at(list[i].cost, point), cost_now, more)) {
        continue;
      }
      if (best.asset == nullptr || more < best.cost) best = {&asset, more};
    }
  }
  return best;
}

}  // namespace

auto explain_leftover(const std::vector<Asset>& assets, Rational left, const std::string& currency,
                      CostPoint point, bool plain) -> std::string {
  const auto best = cheapest_improvement(assets, point);
  if (best.asset == nullptr) return "every asset has its best option";
  report::MoneyText money;
  const auto step = "the cheapest improvement (" + best.asset->record.request.id + ") ";
  if (!best.cost.is_negative()) {
    const auto costs = step + "costs " + money.amount(best.cost, currency) + " more";
    return best.cost > left || plain ? costs : costs + ", which the other limits do not allow";
  }
  return step + "would even cost less, but the other limits do not allow it";
}

}  // namespace tariff::planning
