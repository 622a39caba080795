// From where the copies of groups ended up back to the classes of the problem.
#pragma once

#include <vector>

#include "knapsack/classes.hpp"
#include "knapsack/rounding.hpp"
#include "knapsack/search.hpp"

namespace tariff::knapsack {

// By class, then by option: earlier classes of a group get its earlier options.
[[nodiscard]] auto make_picks(const KnapsackProblem& problem, const Classes& classes,
                              const Rounding& rounding, const Deviation& deviation)
    -> std::vector<KnapsackPick>;

}  // namespace tariff::knapsack
