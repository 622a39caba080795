// The search among the layers: states of what the layers so far did, without those that another one
// dominates or that no later layer can make a better plan of. Where there are too many, those of
// the lowest bounds go, and the bound of what went is remembered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/sided_layers.hpp"
#include "knapsack/sided_prices.hpp"
#include "knapsack/sided_watch.hpp"

namespace tariff::knapsack {

// States of as many rows each, side by side.
struct SidedStates {
  std::size_t rows = 0;
  std::vector<std::int64_t> left;    // of each cap, as far as later layers can use it; by state
  std::vector<std::int64_t> copies;  // left of the part whose layers are under way
  std::vector<base::Int128> loss;    // so far, with what is left over for sure
  std::vector<base::Int128> least;   // that a plan from here loses in all
  std::vector<std::uint32_t> node;   // of the history

  [[nodiscard]] auto size() const noexcept -> std::size_t { return loss.size(); }
  [[nodiscard]] auto left_of(std::size_t state) noexcept -> std::int64_t* {
    return left.data() + state * rows;
  }
  [[nodiscard]] auto left_of(std::size_t state) const noexcept -> const std::int64_t* {
    return left.data() + state * rows;
  }
  void append(const SidedStates& other, std::size_t state);
  void drop_last();
  void clear();
};

// Leaves out states that another one dominates: it has no less left of anything, and is worth no
// less. All of them where they differ in up to one row, else most.
void drop_dominated(SidedStates& states, const Prices& prices);

class SidedCore {
 public:
  // `needed`: what a plan has to be worth.
  SidedCore(const SidedPricing& pricing, const Prices& prices, const PricedPlan& priced,
            const SidedLayers& layers, SidedWatch& watch);

  // With at most so many states at a time. Plans that are found are told to the watch.
  void run(std::size_t width);

  // The best plan of this search; empty: it found none.
  [[nodiscard]] auto plan() const noexcept -> const std::vector<Part>& { return best_parts_; }

  // No plan that is worth more than the best one known is worth more than this.
  [[nodiscard]] auto bound() const -> base::Int128;

 private:
  struct Node {
    std::uint32_t parent;
    std::uint32_t shift;
  };

  void enter(std::size_t layer);
  void stay(std::size_t state, std::size_t next_layer);
  void shift(std::size_t state, std::size_t next_layer, std::uint32_t index);
  [[nodiscard]] auto settle(std::size_t next_layer) -> bool;
  void offer(std::uint32_t parent, std::uint32_t index);
  void trim(SidedStates& states);
  void drop(base::Int128 least);
  void keep_plan();

  const SidedPricing& pricing_;
  const Prices& prices_;
  const PricedPlan& priced_;
  const SidedLayers& layers_;
  SidedWatch& watch_;
  std::size_t width_ = 0;       // so many states at a time
  base::Int128 gap_;            // that a better plan loses at most
  base::Int128 least_dropped_;  // loss of what went without being looked at
  SidedStates states_;
  SidedStates next_;
  std::vector<Node> history_;
  std::vector<std::uint32_t> plan_;  // shifts of the best plan of this search
  base::Int128 plan_loss_ = -1;
  std::vector<Part> best_parts_;
};

}  // namespace tariff::knapsack
