// One half of the core. The sites are dealt out to two halves, so that each list of states has
// about the square root of the length that one list of all would have; a plan is a state of either.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/flexible.hpp"
#include "knapsack/relaxation.hpp"
#include "knapsack/states.hpp"

namespace tariff::knapsack {

// More than any loss.
constexpr auto no_loss = std::numeric_limits<base::Int128>::max();

class Half {
 public:
  // `room`: states settle within it, where there are flexible steps.
  Half(Multiplier multiplier, const Flexible& flexible, std::int64_t room)
      : multiplier_(multiplier), flexible_(flexible), room_(room), states_{State{}} {}

  [[nodiscard]] auto states() noexcept -> std::vector<State>& { return states_; }
  [[nodiscard]] auto states() const noexcept -> const std::vector<State>& { return states_; }

  // Forgets the states of which this is not true.
  template <class Predicate>
  void keep(Predicate predicate) {
    std::erase_if(states_, [&](const State& state) { return !predicate(state); });
  }

  // Adds the states with one more of the moves, `moves[i]` having the index `first + i`; those that
  // lose more than `most_loss` are left out.
  void extend(std::span<const Move> moves, std::uint32_t first, base::Int128 most_loss);

  // The state of the greatest utility within a cost, and the cheapest of these; null: none.
  [[nodiscard]] auto best_within(std::int64_t cost) const noexcept -> const State*;

  // The least loss of a state that had to be left out because there are no copies for its steps, or
  // its numbers do not fit.
  [[nodiscard]] auto least_lost() const noexcept -> base::Int128 { return least_lost_; }

 private:
  auto shift(const Move& move, std::uint32_t index, base::Int128 most_loss) -> std::vector<State>;
  void lose(const State& from, const Move& move);
  [[nodiscard]] auto loss_of(const State& state) const noexcept -> base::Int128 {
    return multiplier_.loss(state.cost, state.utility);
  }

  Multiplier multiplier_;
  const Flexible& flexible_;
  std::int64_t room_;
  std::vector<State> states_;  // rise in cost and in utility
  base::Int128 least_lost_ = no_loss;
};

}  // namespace tariff::knapsack
