// A constrained problem in the form that its solver wants: both goals as one number to be made
// great, every constraint as a row of uses that has a cap, equal classes together.
//
//     worth of an option  its value above the least of its class, times a factor, plus what breaks
//                         ties: utility before cheapness, or cheapness before utility
//     rows                the budget (most_utility) or what utility may fall short (least_cost),
//                         then the limits
//
// What the goal itself has to reach (least_utility with most_utility, the budget with least_cost)
// is no row: only plans worth at least `least_worth` count.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/int128.hpp"
#include "tariff/constrained_knapsack.hpp"

namespace tariff::knapsack {

// An option uses so much of a row.
struct RowUse {
  std::uint32_t row = 0;
  std::int64_t amount = 0;  // > 0
};

struct Item {
  base::Int128 worth = 0;  // >= 0
  std::uint64_t first_use = 0;
  std::uint32_t uses = 0;
  std::uint32_t option = 0;  // index into the options of the class
  std::uint32_t supplier = no_supplier;
};

// Classes of the same options.
struct Block {
  std::uint64_t first = 0;  // index into the items
  std::uint32_t size = 0;
  std::uint32_t founder = 0;  // the first of the classes
  std::int64_t copies = 0;
};

struct SidedProblem {
  const ConstrainedProblem* problem = nullptr;
  std::vector<Item> items;
  std::vector<RowUse> uses;  // by row, for each item
  std::vector<Block> blocks;
  std::vector<std::uint32_t> block_of;  // of each class
  std::vector<base::Int128> caps;       // of the rows
  std::uint32_t suppliers = 0;          // counted anew, without gaps
  base::Int128 factor = 1;              // of the value in the worth
  bool breaks_ties = true;              // false: the numbers are too large for one of both
  base::Int128 least_value = 0;         // of any plan; least_cost: what it costs at most, negative
  base::Int128 most_worth = 0;          // no plan is worth more
  base::Int128 least_worth = 0;         // a plan that is worth less does not count

  [[nodiscard]] auto items_of(const Block& block) const noexcept -> std::span<const Item> {
    return std::span{items}.subspan(block.first, block.size);
  }
  [[nodiscard]] auto uses_of(const Item& item) const noexcept -> std::span<const RowUse> {
    return std::span{uses}.subspan(item.first_use, item.uses);
  }
  [[nodiscard]] auto has_own_row() const noexcept -> bool {
    return problem->goal == KnapsackGoal::most_utility ? problem->budget.has_value()
                                                       : problem->least_utility.has_value();
  }
};

// So many copies of a block take an option.
struct Share {
  std::uint32_t block = 0;
  std::uint32_t option = 0;
  std::int64_t copies = 0;
};

// False: `error` says what is wrong with limits, uses or sides.
[[nodiscard]] auto check_sides(const ConstrainedProblem& problem, KnapsackError& error) -> bool;

// Of a problem that check_sides() and the plain solver have found sound. False: `error`.
[[nodiscard]] auto read_sided(const ConstrainedProblem& problem, SidedProblem& out,
                              KnapsackError& error) -> bool;

// Puts equal classes into blocks, which have no items yet.
void group_classes(SidedProblem& sided);

// By class, then by option. `shares`: all copies of all blocks, in any order.
[[nodiscard]] auto picks_of(const SidedProblem& sided, std::vector<Share> shares)
    -> std::vector<KnapsackPick>;

}  // namespace tariff::knapsack
