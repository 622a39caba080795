// A group of many copies with two choices on the multiplier's line. Whatever else a plan does, some
// of these copies change sides at no loss, so that what is left of the budget stays below the cost
// of one step. States that differ only in such steps are the same.
#pragma once

#include <cstdint>

#include "knapsack/classes.hpp"
#include "knapsack/rounding.hpp"
#include "knapsack/states.hpp"

namespace tariff::knapsack {

class Flexible {
 public:
  // Without steps.
  Flexible() = default;
  Flexible(const Classes& classes, const Rounding& rounding);

  [[nodiscard]] auto has_steps() const noexcept -> bool { return cost_ > 0; }
  [[nodiscard]] auto group() const noexcept -> std::uint32_t { return group_; }
  [[nodiscard]] auto cost() const noexcept -> std::int64_t { return cost_; }
  [[nodiscard]] auto utility() const noexcept -> std::int64_t { return utility_; }
  [[nodiscard]] auto allows(std::int64_t steps) const noexcept -> bool {
    return steps >= low_ && steps <= high_;
  }

  // One copy more may have left for a choice that is not on the line.
  void reserve_copy() noexcept { --high_; }

  // Takes the steps that bring the most utility within `slack`, or are needed to come down to it.
  // False: there are not enough copies for them, or it does not fit; the state is unchanged.
  [[nodiscard]] auto settle(std::int64_t slack, State& state) const noexcept -> bool;

 private:
  std::uint32_t group_ = Rounding::no_group;
  std::int64_t cost_ = 0;  // of one step; 0: there are none
  std::int64_t utility_ = 0;
  std::int64_t low_ = 0;  // steps that there are copies for
  std::int64_t high_ = 0;
};

}  // namespace tariff::knapsack
