// The Lagrangian relaxation: rows may be exceeded, at a price for each unit. Then every block takes
// what is worth most after prices, and whatever the prices, no plan is worth more than that and the
// price of the caps together.
#pragma once

#include <cstdint>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/sided_model.hpp"
#include "knapsack/sided_watch.hpp"

namespace tariff::knapsack {

// Of the rows of a model; each >= 0. Unit: worth / 2^shift of SidedPricing.
using Prices = std::vector<base::Int128>;

// What blocks take at some prices.
struct PricedPlan {
  base::Int128 bound = 0;               // no plan is worth more. Unit: worth / 2^shift
  std::vector<base::Int128> left;       // of each cap; below 0 where it is exceeded
  std::vector<std::uint32_t> taken;     // by block: index into its items
  std::vector<base::Int128> net_worth;  // by block, of the item taken. Unit: worth / 2^shift
};

// So that sums of worth and of the greatest prices fit.
[[nodiscard]] auto shift_of(const SidedProblem& problem) noexcept -> int;

class SidedPricing {
 public:
  explicit SidedPricing(const SidedModel& model);

  [[nodiscard]] auto model() const noexcept -> const SidedModel& { return model_; }
  [[nodiscard]] auto scaled(base::Int128 worth) const noexcept -> base::Int128 {
    return worth * (base::Int128{1} << shift_);
  }
  // Rounded down. `scaled` may be below 0.
  [[nodiscard]] auto worth_of(base::Int128 scaled) const noexcept -> base::Int128 {
    return scaled >> shift_;
  }
  [[nodiscard]] auto greatest_price(std::uint32_t row) const noexcept -> base::Int128;

  [[nodiscard]] auto net_worth(const Item& item, const Prices& prices) const noexcept
      -> base::Int128 {
    auto net = scaled(item.worth);
    for (const auto& use : model_.uses_of(item)) net -= prices[use.row] * use.amount;
    return net;
  }
  void evaluate(const Prices& prices, PricedPlan& out) const;

 private:
  const SidedModel& model_;
  int shift_;
};

// How long to look for better prices: until there are hardly any, or for some rounds.
enum class PriceEffort : std::uint8_t { full, little };

// Improves the prices, so that the bound is low; ends, too, when it is below what a plan would have
// to be worth to be better than the best one known, or the watch says so.
void find_prices(const SidedPricing& pricing, PriceEffort effort, SidedWatch& watch, Prices& prices,
                 PricedPlan& best);

}  // namespace tariff::knapsack
