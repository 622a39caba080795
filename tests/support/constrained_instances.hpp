// Instances of constrained knapsack problems, and the plain recursion over all plans.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "support/knapsack_instances.hpp"
#include "tariff/constrained_knapsack.hpp"

namespace tariff::test {

// A problem that owns what it is about.
struct ConstrainedInstance {
  std::vector<KnapsackOption> options;
  std::vector<KnapsackClass> classes;
  std::vector<KnapsackSide> sides;
  std::vector<KnapsackUse> uses;
  std::vector<std::int64_t> limits;
  KnapsackGoal goal{};
  std::optional<std::int64_t> budget;
  std::optional<std::int64_t> least_utility;
  std::optional<std::uint32_t> most_suppliers;

  [[nodiscard]] auto problem() const -> ConstrainedProblem {
    return {options, classes, sides, uses, limits, goal, budget, least_utility, most_suppliers};
  }

  void add_class(std::int64_t copies = 1) { classes.push_back({options.size(), 0, copies}); }
  // To the last class.
  void add_option(KnapsackOption option, std::uint32_t supplier,
                  const std::vector<KnapsackUse>& used) {
    options.push_back(option);
    sides.push_back({uses.size(), static_cast<std::uint32_t>(used.size()), supplier});
    uses.insert(uses.end(), used.begin(), used.end());
    ++classes.back().size;
  }
};

// What a plan comes to.
struct PlanSums {
  std::int64_t cost = 0;
  std::int64_t utility = 0;
  std::vector<std::int64_t> used;  // of each limit
  std::vector<std::uint32_t> suppliers;

  void add(const ConstrainedInstance& instance, std::uint64_t option, std::int64_t copies) {
    cost += instance.options[option].cost * copies;
    utility += instance.options[option].utility * copies;
    if (instance.sides.empty()) return;
    const auto& side = instance.sides[option];
    used.resize(instance.limits.size());
    for (auto i = side.first_use; i < side.first_use + side.uses; ++i) {
      used[instance.uses[i].limit] += instance.uses[i].amount * copies;
    }
    if (side.supplier == no_supplier || copies == 0) return;
    if (std::find(suppliers.begin(), suppliers.end(), side.supplier) == suppliers.end()) {
      suppliers.push_back(side.supplier);
    }
  }

  [[nodiscard]] auto keeps(const ConstrainedInstance& instance) const -> bool {
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (used[i] > instance.limits[i]) return false;
    }
    return (!instance.budget || cost <= *instance.budget) &&
           (!instance.least_utility || utility >= *instance.least_utility) &&
           (!instance.most_suppliers || suppliers.size() <= *instance.most_suppliers);
  }
};

struct PlanValue {
  std::int64_t utility = 0;
  std::int64_t cost = 0;

  friend auto operator==(const PlanValue&, const PlanValue&) -> bool = default;
};

// Every plan is looked at.
class AllPlans {
 public:
  explicit AllPlans(const ConstrainedInstance& instance) : instance_(instance) {}

  auto best() -> std::optional<PlanValue> {
    visit(0, 0, instance_.classes.empty() ? 0 : instance_.classes[0].copies, {});
    return best_;
  }

 private:
  void visit(std::size_t in_class, std::uint32_t option, std::int64_t copies,
             const PlanSums& sums) {
    if (in_class == instance_.classes.size()) return offer(sums);
    const auto& entry = instance_.classes[in_class];
    const bool last = option + 1 == entry.size;
    for (auto taken = last ? copies : 0; taken <= copies; ++taken) {
      auto next = sums;
      next.add(instance_, entry.first + option, taken);
      if (!last) {
        visit(in_class, option + 1, copies - taken, next);
      } else {
        const bool more = in_class + 1 < instance_.classes.size();
        visit(in_class + 1, 0, more ? instance_.classes[in_class + 1].copies : 0, next);
      }
    }
  }

  void offer(const PlanSums& sums) {
    if (!sums.keeps(instance_)) return;
    const PlanValue value{sums.utility, sums.cost};
    if (!best_ || is_better(value, *best_)) best_ = value;
  }

  [[nodiscard]] auto is_better(const PlanValue& a, const PlanValue& b) const -> bool {
    if (instance_.goal == KnapsackGoal::most_utility) {
      return a.utility != b.utility ? a.utility > b.utility : a.cost < b.cost;
    }
    return a.cost != b.cost ? a.cost < b.cost : a.utility > b.utility;
  }

  const ConstrainedInstance& instance_;
  std::optional<PlanValue> best_;
};

// Up to some classes, limits and suppliers of each kind; some of them cannot be satisfied.
inline auto small_constrained(std::uint64_t seed) -> ConstrainedInstance {
  Random48 random{seed};
  ConstrainedInstance instance;
  const auto range = random.next(6) == 0 ? random.between(1, 1'000'000'000) : random.between(1, 20);
  const auto lowest = random.next(3) == 0 ? -range : 0;
  const auto limits = random.between(0, 4);
  const auto suppliers = random.between(0, 4);
  auto copies_left = random.between(1, 6);
  PlanSums dearest;
  for (std::int64_t i = 0; i < limits; ++i) instance.limits.push_back(0);
  while (copies_left > 0) {
    const auto copies = random.next(2) == 0 ? 1 : random.between(1, copies_left);
    copies_left -= copies;
    instance.add_class(copies);
    const auto size = random.between(1, 4);
    for (std::int64_t k = 0; k < size; ++k) {
      KnapsackOption option{random.between(0, range), random.between(lowest, range)};
      if (random.next(3) == 0) option.utility = option.cost;
      std::vector<KnapsackUse> used;
      for (std::int64_t use = random.between(0, limits); use > 0; --use) {
        const auto amount = random.next(2) == 0 ? option.cost : random.between(0, 5);
        used.push_back({static_cast<std::uint32_t>(random.next(limits)), amount});
      }
      const auto supplier = suppliers == 0 || random.next(5) == 0
                                ? no_supplier
                                : static_cast<std::uint32_t>(7 * random.next(suppliers));
      instance.add_option(option, supplier, used);
    }
    dearest.add(instance, instance.classes.back().first, copies);
    if (random.next(5) == 0) {  // the same again
      instance.classes.push_back(instance.classes.back());
      instance.classes.back().copies = 1;
      --copies_left;
    }
  }
  if (random.next(8) == 0) instance.sides.clear();
  dearest.used.resize(instance.limits.size());
  for (std::size_t i = 0; i < instance.limits.size(); ++i) {
    instance.limits[i] = random.next(8) == 0 ? 0 : dearest.used[i] * random.between(0, 6) / 5;
  }
  instance.goal = random.next(2) == 0 ? KnapsackGoal::most_utility : KnapsackGoal::least_cost;
  if (random.next(3) != 0) instance.budget = dearest.cost * random.between(1, 6) / 4;
  if (random.next(2) == 0) instance.least_utility = dearest.utility * random.between(0, 5) / 4;
  if (random.next(2) == 0) {
    instance.most_suppliers = static_cast<std::uint32_t>(random.between(0, 3));
  }
  return instance;
}

// What a planner has: assets of eight groups, each served by six suppliers in some qualities and
// tiers at prices that are the supplier's, times the asset's size. Every group has a budget, and so
// have all together. `distinct`: no two assets have the same size and weight.
inline auto planner_like(std::size_t assets, bool distinct, std::uint64_t seed)
    -> ConstrainedInstance {
  constexpr std::uint32_t suppliers = 6;
  constexpr std::uint32_t groups = 8;
  Random48 random{seed};
  ConstrainedInstance instance;
  std::int64_t prices[suppliers][4];
  std::int64_t scores[suppliers][4];
  for (std::uint32_t s = 0; s < suppliers; ++s) {
    for (int quality = 0; quality < 4; ++quality) {
      prices[s][quality] = random.between(50, 100) << (2 * quality);
      scores[s][quality] = 900 + 80 * quality + random.between(0, 100);
    }
  }
  std::vector<std::int64_t> cheapest(groups, 0);
  std::vector<std::int64_t> dearest(groups, 0);
  for (std::size_t i = 0; i < assets; ++i) {
    const auto group = static_cast<std::uint32_t>(random.next(groups));
    const auto size = distinct ? random.between(1'000, 9'999) : 1'000 * random.between(1, 9);
    const auto weight = distinct ? random.between(100, 999) : 100 * random.between(1, 5);
    instance.add_class();
    auto least = INT64_MAX;
    std::int64_t most = 0;
    for (std::uint32_t s = 0; s < suppliers; ++s) {
      for (int quality = 0; quality < 4; ++quality) {
        for (int tier = 0; tier < 2; ++tier) {
          const auto cost = prices[s][quality] * size / 100 * (tier == 0 ? 2 : 1);
          instance.add_option({cost, weight * (scores[s][quality] + (tier == 0 ? 3 : 0))}, s,
                              {{group, cost}});
          least = std::min(least, cost);
          most = std::max(most, cost);
        }
      }
    }
    cheapest[group] += least;
    dearest[group] += most;
  }
  std::int64_t all = 0;
  for (std::uint32_t g = 0; g < groups; ++g) {
    instance.limits.push_back(cheapest[g] +
                              (dearest[g] - cheapest[g]) * random.between(5, 40) / 100);
    all += instance.limits.back();
  }
  instance.budget = all * 3 / 4;
  return instance;
}

}  // namespace tariff::test
