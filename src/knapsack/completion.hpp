// The best single move for what is left of the budget, out of the sites that a search has not come
// to: it makes good plans of states long before the search gets there.
#pragma once

#include <cstdint>
#include <vector>

#include "knapsack/states.hpp"

namespace tariff::knapsack {

class Completions {
 public:
  struct Entry {
    Move move;
    std::int64_t cost = 0;  // of the move and the steps
    std::int64_t utility = 0;
    std::int64_t steps = 0;  // of the flexible group that go with it
  };

  // Keeps of the entries those that none dominates.
  void assign(std::vector<Entry>& entries);

  // The one of the greatest utility within the cost, and the cheapest of these; null: there is
  // none.
  [[nodiscard]] auto find(std::int64_t cost) const noexcept -> const Entry*;

 private:
  std::vector<Entry> entries_;       // rise in cost and in utility
  std::vector<std::int64_t> costs_;  // of the entries, for looking them up
};

}  // namespace tariff::knapsack
