// How far some sites can move the cost of a state, and what that loses at least: of states that are
// far from the budget, most cannot come back to it.
#pragma once

#include <cstdint>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/relaxation.hpp"

namespace tariff::knapsack {

class Reach {
 public:
  // What one site can do in one direction.
  struct Span {
    std::int64_t cost = 0;     // of the move that loses least for each unit of cost; > 0
    std::int64_t utility = 0;  // gained by it (upwards), or given up (downwards)
    base::Int128 most = 0;     // the greatest cost of its moves, times copies
  };

  // Nothing can be reached.
  Reach() = default;
  // `up`: spans spend more, else less. Losses above `most_loss` are not told apart.
  Reach(Multiplier multiplier, bool up, std::vector<Span> spans, base::Int128 most_loss);

  // A bound from below on what moving the cost that far loses; > most_loss where it cannot be done.
  // Upwards, leaving budget unspent counts with what it would have been worth.
  [[nodiscard]] auto least_loss(base::Int128 distance) const noexcept -> base::Int128;

 private:
  struct Piece {
    base::Int128 from;  // distance at which the piece begins
    base::Int128 loss;  // up to there
    base::Int128 rate;  // loss of `cost` more, which is one move
    std::int64_t cost;
  };

  std::vector<Piece> pieces_;  // rates rise
};

}  // namespace tariff::knapsack
