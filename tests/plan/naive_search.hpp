// Every combination of the options of some assets, and the best one that keeps all constraints.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plan/naive_options.hpp"

namespace tariff::tests {

struct NaivePlan {
  bool found = false;
  std::int64_t cost = 0;
  std::int64_t value = 0;
};

class NaiveSearch {
 public:
  // `options`: by asset. The budget has a total.
  NaiveSearch(const RandomMarket& market, const std::vector<RandomAsset>& assets,
              const std::vector<std::vector<NaiveOption>>& options, const PlanBudget& budget,
              const PlanSettings& settings)
      : market_(market), assets_(assets), budget_(budget), settings_(settings) {
    for (std::size_t i = 0; i < assets.size(); ++i) {
      auto& list = options_.emplace_back(options[i]);
      std::erase_if(list, [&](const NaiveOption& option) { return !may_take(i, option); });
      const auto is_priced = [](const NaiveOption& option) { return option.priced; };
      if (std::any_of(list.begin(), list.end(), is_priced)) {
        std::erase_if(list, [](const NaiveOption& option) { return !option.priced; });
      }
    }
    chosen_.resize(assets.size());
  }

  // How many combinations there are.
  auto combinations() const -> std::uint64_t {
    std::uint64_t product = 1;
    for (const auto& list : options_) product *= list.size() + 1;
    return product;
  }

  // Of two plans as good by the goal, the other number decides.
  auto best(bool with_total = true) -> NaivePlan {
    best_ = {};
    for_cost_ = settings_.goal == PlanGoal::cost || !with_total;
    total_ = with_total ? scaled(budget_.total->amount, cost_scale)
                        : std::numeric_limits<std::int64_t>::max();
    if (all_servable()) take(0, 0, 0);
    return best_;
  }

 private:
  auto for_cost() const -> bool { return settings_.goal == PlanGoal::cost; }

  // Nothing at all is no plan.
  auto all_servable() const -> bool {
    const auto is_empty = [](const auto& list) { return list.empty(); };
    if (std::all_of(options_.begin(), options_.end(), is_empty)) return false;
    if (settings_.leave_out_unservable.value_or(false)) return true;
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      if (options_[i].empty() && assets_[i].required) return false;
    }
    return true;
  }

  auto cost_of(const NaiveOption& option) const -> std::int64_t {
    const auto point = settings_.plan_on.value_or(CostPoint::expected);
    return point == CostPoint::low ? option.low
                                   : (point == CostPoint::high ? option.high : option.expected);
  }

  auto means(const std::string& name, std::size_t stall) const -> bool {
    const auto& offer = market_.stalls[stall].stall;
    return name == provider_of(offer) || name == offer.renders || name == offer.name ||
           name == offer.name + "/generate";
  }

  auto is_named(const std::vector<std::string>& names, std::size_t stall) const -> bool {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return means(name, stall); });
  }

  auto is_allowed(const RandomAsset& asset, std::size_t stall) const -> bool {
    if (is_named(settings_.forbid, stall)) return false;
    if (!settings_.only.empty() && !is_named(settings_.only, stall)) return false;
    if (!asset.forbid.empty() && means(asset.forbid, stall)) return false;
    return asset.only.empty() || means(asset.only, stall);
  }

  static auto is_good(const std::string& least, const NaiveOption& option) -> bool {
    if (least.empty()) return true;
    if (least.front() >= '0' && least.front() <= '9') {
      return option.score && *option.score >= std::stoll(least);
    }
    return option.quality.empty() || step_of(option.quality) >= step_of(least);
  }

  auto asset_limit(const RandomAsset& asset) const -> std::optional<std::int64_t> {
    for (const auto& part : budget_.groups_per_asset) {
      if (part.name == asset.group) return scaled(part.limit.amount, cost_scale);
    }
    if (!budget_.per_asset) return std::nullopt;
    return scaled(budget_.per_asset->amount, cost_scale);
  }

  auto may_take(std::size_t index, const NaiveOption& option) const -> bool {
    const auto& asset = assets_[index];
    if (!is_allowed(asset, option.stall)) return false;
    const bool waits = !asset.immediate && !settings_.immediate.value_or(false) && asset.days != 0;
    if (option.late && !waits) return false;
    if (!option.priced && !settings_.allow_unknown_costs.value_or(false)) return false;
    if (option.priced && option.currency != budget_.total->currency) return false;
    if (!option.score && (!for_cost() || settings_.min_average)) return false;
    if (!is_good(asset.min_quality, option) || !is_good(settings_.min_quality, option))
      return false;
    const auto limit = asset_limit(asset);
    return !limit || !option.priced || cost_of(option) <= *limit;
  }

  auto images_of(const RandomAsset& asset) const -> std::int64_t {
    return asset.count == 1 ? asset.number : asset.count;
  }

  // Weight times images. Unit: 1/2
  auto share_of(const RandomAsset& asset) const -> std::int64_t {
    return scaled(decimal(asset.weight.c_str()), value_scale) * images_of(asset);
  }

  void take(std::size_t index, std::int64_t cost, std::int64_t value) {
    if (index == assets_.size()) {
      judge(cost, value);
      return;
    }
    const auto& list = options_[index];
    chosen_[index] = nullptr;
    if (list.empty() || (!assets_[index].required && !for_cost())) take(index + 1, cost, value);
    for (const auto& option : list) {
      chosen_[index] = &option;
      take(index + 1, cost + cost_of(option),
           value + share_of(assets_[index]) * option.score.value_or(0));
    }
  }

  void judge(std::int64_t cost, std::int64_t value) {
    if (cost > total_) return;
    const bool better = for_cost_ ? std::pair{-cost, value} > std::pair{-best_.cost, best_.value}
                                  : std::pair{value, -cost} > std::pair{best_.value, -best_.cost};
    if (best_.found && !better) return;
    if (!keeps_limits() || !keeps_average(value)) return;
    best_ = {true, cost, value};
  }

  auto keeps_average(std::int64_t value) const -> bool {
    if (!settings_.min_average) return true;
    std::int64_t shares = 0;
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      if (!options_[i].empty()) shares += share_of(assets_[i]);
    }
    const auto least = *settings_.min_average;
    return value * least.denominator() >= shares * least.numerator();
  }

  auto keeps_limits() const -> bool {
    std::map<std::string, std::int64_t> groups;
    std::map<std::string, std::int64_t> providers;
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      if (chosen_[i] == nullptr) continue;
      groups[assets_[i].group] += cost_of(*chosen_[i]);
      providers[provider_of(market_.stalls[chosen_[i]->stall].stall)] += cost_of(*chosen_[i]);
    }
    const auto within = [](auto& sums, const std::vector<PlanBudget::Part>& parts) {
      return std::all_of(parts.begin(), parts.end(), [&](const PlanBudget::Part& part) {
        return sums[part.name] <= scaled(part.limit.amount, cost_scale);
      });
    };
    const auto most = settings_.most_providers;
    if (most && static_cast<std::int64_t>(providers.size()) > *most) return false;
    return within(groups, budget_.groups) && within(providers, budget_.providers) && keeps_caps();
  }

  auto keeps_caps() const -> bool {
    for (const auto& cap : settings_.caps) {
      std::int64_t images = 0;
      for (std::size_t i = 0; i < assets_.size(); ++i) {
        if (chosen_[i] == nullptr || market_.stalls[chosen_[i]->stall].stall.name != cap.offer) {
          continue;
        }
        images += images_of(assets_[i]);
      }
      if (images > cap.images) return false;
    }
    return true;
  }

  const RandomMarket& market_;
  const std::vector<RandomAsset>& assets_;
  const PlanBudget& budget_;
  const PlanSettings& settings_;
  std::vector<std::vector<NaiveOption>> options_;
  std::vector<const NaiveOption*> chosen_;
  NaivePlan best_;
  std::int64_t total_ = 0;
  bool for_cost_ = false;
};

}  // namespace tariff::tests
