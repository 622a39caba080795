#include "knapsack/sided_leaf.hpp"

#include <algorithm>

#include "knapsack/sided_core.hpp"
#include "knapsack/sided_layers.hpp"
#include "knapsack/sided_plain.hpp"
#include "knapsack/sided_repair.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;

// States of a first search, and how many times as many the next one has.
constexpr std::size_t first_width = 64;
constexpr std::size_t widening = 8;
// Unit of KnapsackOptions::max_states, and what a state has beside what is left of each row. There
// are three times as many while a layer is entered.
constexpr std::size_t state_size = 100;
constexpr std::size_t state_rest = 64;
constexpr std::size_t state_copies = 3;

// Sums of what copies use fit 64 bits.
auto has_small_rows(const SidedModel& model) -> bool {
  return std::all_of(model.rows.begin(), model.rows.end(),
                     [](const SidedModel::Row& row) { return row.most_use <= Int128{1} << 61; });
}

}  // namespace

SidedLeaf::SidedLeaf(const SidedProblem& problem, const SupplierSet& allowed, SidedWatch& watch)
    : watch_(watch) {
  if (reduce_sided(problem, allowed, Domination::by_any, model_)) bound_ = problem.most_worth;
}

void SidedLeaf::relax(PriceEffort effort, Prices& prices) {
  if (bound_ < watch_.needed()) return;
  const SidedPricing pricing{model_};
  prices_.clear();
  for (std::uint32_t row = 0; row < model_.rows.size(); ++row) {
    prices_.push_back(std::min(prices[model_.rows[row].in_problem], pricing.greatest_price(row)));
  }
  find_prices(pricing, effort, watch_, prices_, priced_);
  bound_ = std::min(bound_, pricing.worth_of(priced_.bound));
  for (std::uint32_t row = 0; row < model_.rows.size(); ++row) {
    prices[model_.rows[row].in_problem] = prices_[row];
  }
  if (bound_ < watch_.needed() || !has_small_rows(model_)) return;
  auto repaired = repair(pricing, prices_, priced_);
  parts_ = std::move(repaired.parts);
  if (repaired.fits) watch_.adopt(worth_of(model_, parts_), shares_of(model_, parts_));
}

void SidedLeaf::solve(std::size_t most_steps) {
  if (bound_ < watch_.needed() || watch_.is_over() || solve_plain()) return;
  if (!has_small_rows(model_)) return;
  const auto begin = watch_.steps();
  const auto row_bytes = model_.rows.size() * sizeof(std::int64_t);
  const auto bytes = state_copies * (state_rest + row_bytes);
  const auto most = watch_.options().max_states / (bytes / state_size + 1);
  for (auto width = first_width;; width *= widening) {
    search(std::clamp<std::size_t>(width, 1, std::max<std::size_t>(most, 1)));
    const bool longer = width < most && watch_.steps() - begin < most_steps;
    if (bound_ < watch_.needed() || watch_.is_over() || !longer) return;
  }
}

// A single row is what the plain solver is for.
auto SidedLeaf::solve_plain() -> bool {
  return model_.rows.size() == 1 && solve_one_row(model_, watch_, bound_);
}

void SidedLeaf::search(std::size_t width) {
  const SidedPricing pricing{model_};
  const auto gap = priced_.bound - pricing.scaled(watch_.needed());
  if (gap < 0) {
    bound_ = std::min(bound_, watch_.needed() - 1);
    return;
  }
  const SidedLayers layers{pricing, prices_, priced_, parts_, gap};
  SidedCore core{pricing, prices_, priced_, layers, watch_};
  core.run(width);
  if (!core.plan().empty()) parts_ = core.plan();
  bound_ = std::min(bound_, core.bound());
}

}  // namespace tariff::knapsack
