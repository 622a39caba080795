#include "knapsack/flexible.hpp"

#include "base/int128.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;

auto floor_div(Int128 a, Int128 b) noexcept -> Int128 {
  return a / b - static_cast<int>(a % b < 0);
}

}  // namespace

Flexible::Flexible(const Classes& classes, const Rounding& rounding) : group_(rounding.flexible) {
  const auto& group = classes.groups[group_];
  const auto& stand = rounding.stands[group_];
  const auto choices = classes.choices_of(group);
  cost_ = choices[stand.top].cost - choices[stand.base].cost;
  utility_ = choices[stand.top].utility - choices[stand.base].utility;
  low_ = -stand.at_top;
  high_ = group.copies - stand.at_top;
}

auto Flexible::settle(std::int64_t slack, State& state) const noexcept -> bool {
  const auto steps = floor_div(Int128{slack} - state.cost, cost_);
  if (steps == 0) return allows(state.steps);
  const auto all_steps = state.steps + steps;
  if (all_steps < low_ || all_steps > high_) return false;
  const auto utility = state.utility + steps * utility_;
  if (!base::fits_int64(utility)) return false;
  state.steps = static_cast<std::int64_t>(all_steps);
  state.cost = static_cast<std::int64_t>(state.cost + steps * cost_);
  state.utility = static_cast<std::int64_t>(utility);
  return true;
}

}  // namespace tariff::knapsack
