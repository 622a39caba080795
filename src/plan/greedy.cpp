#include "plan/greedy.hpp"

#include <queue>

#include "plan/cost_point.hpp"
#include "plan/totals.hpp"

namespace tariff::planning {
namespace {

struct Step {
  Rational worth;  // value for cost
  std::uint32_t asset = 0;
  std::uint32_t choice = 0;
  Rational cost;
};

struct IsWorse {
  auto operator()(const Step& a, const Step& b) const -> bool {
    if (a.worth != b.worth) return a.worth < b.worth;
    return a.asset > b.asset;
  }
};

class Greedy {
 public:
  Greedy(const std::vector<Asset>& assets, Rational budget, CostPoint point)
      : assets_(assets), left_(budget), point_(point), chosen_(assets.size()) {}

  auto run() -> bool {
    for (std::uint32_t i = 0; i < assets_.size(); ++i) {
      if (!begin_with_cheapest(i)) return false;
    }
    if (left_.is_negative()) return false;
    for (std::uint32_t i = 0; i < assets_.size(); ++i) push_best_step(i);
    while (!steps_.empty()) {
      const auto step = steps_.top();
      steps_.pop();
      if (step.cost <= left_) {
        if (!checked_sub(left_, step.cost, left_)) return false;
        chosen_[step.asset] = step.choice;
      }
      push_best_step(step.asset);
    }
    return true;
  }

  [[nodiscard]] auto totals() const -> std::optional<PlanTotals> {
    PlanTotals totals;
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      if (!chosen_[i]) continue;
      if (!add(totals, assets_[i].choices.list[*chosen_[i]].cost, assets_[i].values[*chosen_[i]])) {
        return std::nullopt;
      }
    }
    return totals;
  }

 private:
  auto cost(std::uint32_t asset, std::uint32_t choice) const -> Rational {
    return at(assets_[asset].choices.list[choice].cost, point_);
  }

  // What has no price is no step.
  [[nodiscard]] auto is_step(std::uint32_t asset, std::uint32_t choice) const -> bool {
    return assets_[asset].choices.list[choice].kind != CostKind::unknown;
  }

  auto begin_with_cheapest(std::uint32_t asset) -> bool {
    const auto& [record, choices, values, planned] = assets_[asset];
    if (!record.required) return true;
    for (std::uint32_t i = 0; i < choices.list.size(); ++i) {
      const auto& now = chosen_[asset];
      if (!is_step(asset, i)) continue;
      const bool better = !now || cost(asset, i) < cost(asset, *now) ||
                          (cost(asset, i) == cost(asset, *now) && values[i] > values[*now]);
      if (better) chosen_[asset] = i;
    }
    return !chosen_[asset] || checked_sub(left_, cost(asset, *chosen_[asset]), left_);
  }

  // The best step of an asset among those that fit.
  void push_best_step(std::uint32_t asset) {
    const auto& values = assets_[asset].values;
    const auto& now = chosen_[asset];
    const auto has_cost = now ? cost(asset, *now) : Rational{};
    const auto has_value = now ? values[*now] : Rational{};
    std::optional<Step> best;
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      Step step{{}, asset, i, {}};
      Rational value;
      if (!is_step(asset, i) || !checked_sub(cost(asset, i), has_cost, step.cost) ||
          step.cost > left_ || !checked_sub(values[i], has_value, value) || value <= Rational{}) {
        continue;
      }
      // A step that costs nothing comes first.
      const auto divisor = step.cost <= Rational{} ? smallest : step.cost;
      if (!checked_div(value, divisor, step.worth)) continue;
      if (!best || step.worth > best->worth) best = step;
    }
    if (best) steps_.push(*best);
  }

  static constexpr Rational smallest = Rational::of_lowest_terms(1, 1'000'000'000);

  const std::vector<Asset>& assets_;
  Rational left_;
  CostPoint point_;
  std::vector<std::optional<std::uint32_t>> chosen_;
  std::priority_queue<Step, std::vector<Step>, IsWorse> steps_;
};

}  // namespace

auto choose_greedily(const std::vector<Asset>& assets, Rational budget, CostPoint point)
    -> std::optional<PlanTotals> {
  Greedy greedy{assets, budget, point};
  return greedy.run() ? greedy.totals() : std::nullopt;
}

}  // namespace tariff::planning
