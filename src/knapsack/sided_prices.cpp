#include "knapsack/sided_prices.hpp"

#include <algorithm>

namespace tariff::knapsack {

namespace {

using base::Int128;

// Sums of scaled worth stay below 2^101, those of prices below 2^118.
constexpr int worth_room = 100;
constexpr int price_room = 118;
// More would not make bounds any sharper.
constexpr int most_shift = 40;

auto bits_of(Int128 value) noexcept -> int {
  int bits = 0;
  for (; value != 0; value /= 2) ++bits;
  return bits;
}

}  // namespace

auto shift_of(const SidedProblem& problem) noexcept -> int {
  return std::clamp(worth_room - bits_of(problem.most_worth), 0, most_shift);
}

SidedPricing::SidedPricing(const SidedModel& model)
    : model_(model), shift_(shift_of(*model.problem)) {}

auto SidedPricing::greatest_price(std::uint32_t row) const noexcept -> Int128 {
  const auto share = (Int128{1} << price_room) / static_cast<int>(model_.rows.size() + 1);
  return share / model_.rows[row].most_use;
}

void SidedPricing::evaluate(const Prices& prices, PricedPlan& out) const {
  const auto rows = model_.rows.size();
  out.bound = 0;
  out.left.resize(rows);
  out.taken.resize(model_.blocks.size());
  out.net_worth.resize(model_.blocks.size());
  for (std::size_t row = 0; row < rows; ++row) {
    out.left[row] = model_.rows[row].cap;
    out.bound += prices[row] * model_.rows[row].cap;
  }
  for (std::size_t i = 0; i < model_.blocks.size(); ++i) {
    const auto& block = model_.blocks[i];
    const auto items = model_.items_of(block);
    std::uint32_t best = 0;
    auto most = net_worth(items[0], prices);
    for (std::uint32_t k = 1; k < items.size(); ++k) {
      const auto net = net_worth(items[k], prices);
      if (net <= most) continue;
      most = net;
      best = k;
    }
    out.taken[i] = best;
    out.net_worth[i] = most;
    out.bound += most * block.copies;
    for (const auto& use : model_.uses_of(items[best])) {
      out.left[use.row] -= Int128{use.amount} * block.copies;
    }
  }
}

}  // namespace tariff::knapsack
