// The linear relaxation: copies may be shared between options. Its optimum goes up the hulls of the
// classes, steepest edge first, until the budget is spent; the slope of the edge where that happens
// is the multiplier, which says what a unit of budget is worth.
#pragma once

#include <cstdint>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/classes.hpp"

namespace tariff::knapsack {

// A fraction in lowest terms, utility / cost.
struct Multiplier {
  std::int64_t utility = 0;  // 0: the budget does not bind
  std::int64_t cost = 1;     // > 0

  // What an option or a step falls short of the multiplier's line, in units of utility / cost.
  // Never negative for a step away from a choice on the line.
  [[nodiscard]] auto loss(std::int64_t step_cost, std::int64_t step_utility) const noexcept
      -> base::Int128 {
    return base::Int128{step_cost} * utility - base::Int128{step_utility} * cost;
  }
};

// An edge of the upper hull of a group; both are > 0.
struct Edge {
  std::int64_t cost;
  std::int64_t utility;
  std::uint32_t group;
};

[[nodiscard]] inline auto steeper(const Edge& a, const Edge& b) noexcept -> bool {
  return base::Int128{a.utility} * b.cost > base::Int128{b.utility} * a.cost;
}

// The edges of all hulls, by group, and each group's steepest first.
[[nodiscard]] auto find_edges(const Classes& classes) -> std::vector<Edge>;

// `slack`: what the budget leaves above the cheapest options; >= 0.
// Cost: expected linear in the choices. Edges are partitioned by their slopes, not sorted.
[[nodiscard]] auto find_multiplier(const Classes& classes, std::int64_t slack) -> Multiplier;

}  // namespace tariff::knapsack
