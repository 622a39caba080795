#include "knapsack/sided_watch.hpp"

#include <algorithm>
#include <utility>

#include "knapsack/narrow.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;

// Steps of work before the caller is asked whether to stop.
constexpr std::size_t patience = std::size_t{1} << 15U;
// Work is bounded, too: so many steps for each state that may be kept.
constexpr std::size_t steps_for_state = 12;
constexpr std::size_t most_states = std::size_t{1} << 48U;

}  // namespace

SidedWatch::SidedWatch(const SidedProblem& problem, const KnapsackOptions& options,
                       bool any_plan_will_do)
    : problem_(problem),
      options_(options),
      any_plan_will_do_(any_plan_will_do),
      needed_(problem.least_worth),
      bound_(problem.most_worth),
      most_steps_(steps_for_state * std::min(options.max_states, most_states)) {}

void SidedWatch::adopt(Int128 worth, std::vector<Share> shares) {
  if (worth < needed_ || has_too_many_suppliers(shares)) return;
  found_ = true;
  needed_ = worth + 1;
  shares_ = std::move(shares);
  if (any_plan_will_do_) over_ = true;
}

auto SidedWatch::has_too_many_suppliers(const std::vector<Share>& shares) const -> bool {
  const auto& most = problem_.problem->most_suppliers;
  if (!most || *most >= problem_.suppliers) return false;
  std::vector<bool> used(problem_.suppliers, false);
  std::uint32_t count = 0;
  for (const auto& share : shares) {
    const auto& item = problem_.items_of(problem_.blocks[share.block])[share.option];
    if (share.copies == 0 || item.supplier == no_supplier || used[item.supplier]) continue;
    used[item.supplier] = true;
    ++count;
  }
  return count > *most;
}

void SidedWatch::lower_bound_to(Int128 worth) noexcept {
  bound_ = std::min(bound_, worth);
}

// Worth in the terms of the caller: utility, or cost.
auto SidedWatch::number_of(Int128 worth) const noexcept -> std::int64_t {
  const auto value = problem_.least_value + std::max<Int128>(worth, 0) / problem_.factor;
  return clamp(problem_.problem->goal == KnapsackGoal::most_utility ? value : -value);
}

auto SidedWatch::is_over(std::size_t steps) -> bool {
  work_ += steps;
  steps_ += steps;
  if (steps_ > most_steps_) over_ = true;
  if (over_ || work_ < patience) return over_;
  return ask();
}

auto SidedWatch::ask() -> bool {
  work_ = 0;
  if (!options_.should_stop || over_) return over_;
  const auto worth = found_ ? needed_ - 1 : 0;
  const KnapsackProgress progress{number_of(worth), number_of(std::max(bound_, worth)), 0, 0};
  over_ = options_.should_stop(progress);
  return over_;
}

}  // namespace tariff::knapsack
