#include "plan/summary.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace tariff::planning {
namespace {

auto add_range(Range& to, const Range& more) -> bool {
  Range sum;
  if (!checked_add(to.low, more.low, sum.low) ||
      !checked_add(to.expected, more.expected, sum.expected) ||
      !checked_add(to.high, more.high, sum.high)) {
    return false;
  }
  to = sum;
  return true;
}

auto offer_of(const Plan& plan, std::uint32_t offer) -> PlanOffer {
  return offer < plan.offers.size() ? plan.offers[offer] : PlanOffer{};
}

template <class NameOf>
auto by_name(const Plan& plan, NameOf name_of) -> std::map<std::string, Share> {
  std::map<std::string, Share> shares;
  for (const auto& asset : plan.assets) {
    if (asset.chosen) shares[name_of(asset)].add(asset);
  }
  return shares;
}

}  // namespace

auto count_requests(const Plan& plan) -> RequestCounts {
  RequestCounts counts;
  for (const auto& asset : plan.assets) {
    if (!asset.chosen) continue;
    counts.requests += asset.chosen->requests;
    if (asset.chosen->cost_kind == CostKind::unknown) counts.unknown += asset.chosen->requests;
  }
  return counts;
}

void Share::add(const PlannedAsset& asset) {
  const auto& option = *asset.chosen;
  ++assets;
  images += asset.images;
  if (option.cost_kind == CostKind::unknown) {
    ++unknown;
  } else if (!add_range(cost, option.cost)) {
    too_large = true;
  }
  Rational weight;
  if (!checked_mul(asset.weight, Rational{asset.images}, weight) ||
      !checked_add(weighted, weight, weighted) || !checked_add(value, option.value, value)) {
    too_large = true;
  }
}

auto Share::average() const -> std::optional<Rational> {
  Rational mean;
  if (too_large || !checked_div(value, weighted, mean)) return std::nullopt;
  return mean;
}

auto used_settings(const Plan& plan) -> std::vector<UsedSetting> {
  std::map<std::tuple<std::string, std::string, std::string>, Share> shares;
  for (const auto& asset : plan.assets) {
    if (!asset.chosen) continue;
    const auto& option = *asset.chosen;
    shares[{offer_of(plan, option.offer).name, option.quality, option.tier}].add(asset);
  }
  std::vector<UsedSetting> used;
  for (auto& [setting, share] : shares) {
    used.push_back({std::get<0>(setting), std::get<1>(setting), std::get<2>(setting), share});
  }
  std::stable_sort(used.begin(), used.end(), [](const UsedSetting& a, const UsedSetting& b) {
    return (b.share.cost.expected <=> a.share.cost.expected) < 0;
  });
  return used;
}

auto by_group(const Plan& plan) -> std::map<std::string, Share> {
  return by_name(plan, [](const PlannedAsset& asset) { return asset.group; });
}

auto by_provider(const Plan& plan) -> std::map<std::string, Share> {
  return by_name(plan, [&plan](const PlannedAsset& asset) {
    return offer_of(plan, asset.chosen->offer).provider;
  });
}

auto count_refusals(const Plan& plan) -> std::vector<RefusalCount> {
  std::map<std::pair<std::uint32_t, std::string>, RefusalCount> counts;
  for (const auto& asset : plan.assets) {
    for (const auto& [offer, code, message] : asset.refused) {
      auto& count = counts[{offer, code}];
      if (count.assets++ == 0) count = {offer_of(plan, offer).name, code, message, 1};
    }
  }
  std::vector<RefusalCount> list;
  for (auto& [key, count] : counts) list.push_back(std::move(count));
  std::stable_sort(list.begin(), list.end(), [](const RefusalCount& a, const RefusalCount& b) {
    return std::tie(b.assets, a.offer, a.code) < std::tie(a.assets, b.offer, b.code);
  });
  return list;
}

auto all_problems(const Plan& plan) -> std::vector<Diagnostic> {
  using Key = std::tuple<std::string, std::string, std::string, std::uint32_t, std::uint32_t>;
  const auto key = [](const Diagnostic& found) {
    const auto& place = found.location;
    return Key{found.code, found.message, place.file, place.line, place.column};
  };
  std::set<Key> known;
  std::vector<Diagnostic> problems;
  const auto add = [&](const Diagnostic& found) {
    if (known.insert(key(found)).second) problems.push_back(found);
  };
  for (const auto& found : plan.diagnostics) add(found);
  for (const auto& asset : plan.assets) {
    if (asset.problem) add(*asset.problem);
  }
  return problems;
}

}  // namespace tariff::planning
