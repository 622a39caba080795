// A sided problem with the options of some suppliers, all of whom may be chosen from together: its
// relaxation, and its solution.
#pragma once

#include <cstddef>

#include "base/int128.hpp"
#include "knapsack/sided_model.hpp"
#include "knapsack/sided_prices.hpp"
#include "knapsack/sided_repair.hpp"
#include "knapsack/sided_watch.hpp"

namespace tariff::knapsack {

class SidedLeaf {
 public:
  // Reads the options of the allowed suppliers. Plans that are found are told to the watch.
  SidedLeaf(const SidedProblem& problem, const SupplierSet& allowed, SidedWatch& watch);

  // `prices` of the problem's rows: where to begin; then, the best ones found.
  void relax(PriceEffort effort, Prices& prices);
  // After relax(): searches for better plans than the best one known until there are none, or more
  // than `most_steps` have been taken.
  void solve(std::size_t most_steps);

  // No plan is worth more, or more than the best one known; below 0: there is none.
  [[nodiscard]] auto bound() const noexcept -> base::Int128 { return bound_; }

 private:
  [[nodiscard]] auto solve_plain() -> bool;
  void search(std::size_t width);

  SidedWatch& watch_;
  SidedModel model_;
  base::Int128 bound_ = -1;
  Prices prices_;  // of the model's rows
  PricedPlan priced_;
  std::vector<Part> parts_;  // where a search begins: the best plan, or what is near to one
};

}  // namespace tariff::knapsack
