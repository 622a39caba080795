// From what blocks take at some prices to a plan: copies change to other items, those first that
// lose least for what they save, until no cap is exceeded; then, while something fits, to better
// ones.
#pragma once

#include <cstdint>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/sided_prices.hpp"

namespace tariff::knapsack {

// Copies of a block that all have one item.
struct Part {
  std::uint32_t block = 0;
  std::uint32_t item = 0;  // index into those of the block
  std::int64_t copies = 0;
};

// Puts them in order and adds up those of the same item.
void join(std::vector<Part>& parts);

struct SidedParts {
  std::vector<Part> parts;         // by block; of the same item at most one
  std::vector<base::Int128> left;  // of each cap
  bool fits = false;               // no cap is exceeded
};

[[nodiscard]] auto repair(const SidedPricing& pricing, const Prices& prices,
                          const PricedPlan& priced) -> SidedParts;

[[nodiscard]] auto worth_of(const SidedModel& model, const std::vector<Part>& parts)
    -> base::Int128;
[[nodiscard]] auto shares_of(const SidedModel& model, const std::vector<Part>& parts)
    -> std::vector<Share>;

}  // namespace tariff::knapsack
