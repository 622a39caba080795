// The classes of a problem as the solver wants them: equal ones together, and of their options only
// those that some plan may need.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/int128.hpp"
#include "tariff/knapsack.hpp"

namespace tariff::knapsack {

// An option that no other option of its class dominates, by being no dearer and no worse.
struct Choice {
  std::int64_t cost;
  std::int64_t utility;
  std::uint32_t option;  // index into the options of the class
};

// Classes of the same options. Its choices rise in cost and in utility.
struct Group {
  std::uint64_t first = 0;  // index into Classes::choices
  std::uint32_t size = 0;
  std::int64_t copies = 0;
};

struct Classes {
  std::vector<Choice> choices;
  std::vector<Group> groups;            // in the order of their first class
  std::vector<std::uint32_t> group_of;  // of each class of the problem
  base::Int128 least_cost = 0;          // the sum of the cheapest options

  [[nodiscard]] auto choices_of(const Group& group) const noexcept -> std::span<const Choice> {
    return std::span{choices}.subspan(group.first, group.size);
  }
};

// False: `error` says what is wrong with the problem.
[[nodiscard]] auto read_classes(const KnapsackProblem& problem, Classes& out, KnapsackError& error)
    -> bool;

// Leaves out what costs so much that no plan within the budget has it. least_cost <= budget.
void drop_unaffordable(Classes& classes, std::int64_t budget);

}  // namespace tariff::knapsack
