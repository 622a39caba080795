// The relaxation's optimum in whole copies: where each group stands, and how far its other choices
// are from being as good.
#pragma once

#include <cstdint>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/classes.hpp"
#include "knapsack/relaxation.hpp"

namespace tariff::knapsack {

// Choices are indexes into those of the group.
struct Stand {
  std::uint32_t base = 0;   // the cheapest choice on the multiplier's line
  std::uint32_t top = 0;    // the dearest on it; mostly the same
  std::int64_t at_top = 0;  // copies that are there; the others are at the base
};

// Copies of a group that all stand at one choice.
struct Site {
  base::Int128 loss = 0;  // of the best other choice; see Multiplier::loss()
  std::uint32_t group = 0;
  std::uint32_t from = 0;
  std::int64_t copies = 0;
};

struct Rounding {
  std::vector<Stand> stands;  // of each group
  base::Int128 cost = 0;
  base::Int128 utility = 0;
  std::int64_t slack = 0;  // what is left of the budget
  // The group of most copies among those with several choices on the line; it is filled last.
  // Without a multiplier there is none.
  std::uint32_t flexible = no_group;

  static constexpr std::uint32_t no_group = ~std::uint32_t{0};
};

// least_cost <= budget. Without a multiplier (0) every group stands at its best choice.
[[nodiscard]] auto round_relaxation(const Classes& classes, Multiplier multiplier,
                                    std::int64_t budget) -> Rounding;

// Where copies may move from. Groups of one choice have none.
[[nodiscard]] auto find_sites(const Classes& classes, Multiplier multiplier,
                              const Rounding& rounding) -> std::vector<Site>;

}  // namespace tariff::knapsack
