// The lattice that steps between options generate: where all costs are multiples of something, or
// cost and utility go together, few points of the plane can be reached at all, and a bound that
// knows them is much sharper than the multiplier's line.
#pragma once

#include <cstdint>

#include "base/int128.hpp"
#include "knapsack/relaxation.hpp"

namespace tariff::knapsack {

// The points i * (column, offset) + j * (0, spacing) for whole i, j. Starts with the origin alone.
class Lattice {
 public:
  // Makes it the least lattice that has the point, too.
  void add(std::int64_t cost, std::int64_t utility);

  [[nodiscard]] auto is_everything() const noexcept -> bool {
    return column_ == 1 && spacing_ == 1;
  }

  [[nodiscard]] auto column() const noexcept -> base::Int128 { return column_; }
  // How far `utility` is above the next point of the i-th column that is not above it. False where
  // the column has no such point.
  [[nodiscard]] auto above(base::Int128 i, base::Int128 utility,
                           base::Int128& distance) const noexcept -> bool;

 private:
  void make_everything() noexcept;

  base::Int128 column_ = 0;   // 0: all points have cost 0
  base::Int128 offset_ = 0;   // 0 <= offset < spacing where spacing > 0
  base::Int128 spacing_ = 0;  // 0: one point in each column
};

// What plans better than the best one known may still be: points (cost, utility) relative to the
// relaxation's rounded optimum, under the multiplier's line and within the slack.
class Target {
 public:
  Target(Multiplier multiplier, std::int64_t slack);

  // No better plan has steps outside of the lattice.
  void set_lattice(const Lattice& lattice) { lattice_ = lattice; }

  // The most that a plan can lose against the line and have more than this utility, or the same at
  // less cost. -1: there is no such plan.
  [[nodiscard]] auto most_loss(std::int64_t cost, std::int64_t utility) const noexcept
      -> base::Int128;
  // The same, of points that are on the lattice or not, and with the loss of what is left of the
  // budget counted.
  [[nodiscard]] auto most_loss_off_lattice(std::int64_t cost, std::int64_t utility) const noexcept
      -> base::Int128;
  // What is left of the budget counts from here: a plan of more utility, or of less cost, at which
  // none would be lost has at least this cost.
  [[nodiscard]] auto least_cost_of_better(std::int64_t cost, std::int64_t utility) const noexcept
      -> std::int64_t;
  // No point has a greater utility.
  [[nodiscard]] auto most_utility() const noexcept -> std::int64_t;

 private:
  [[nodiscard]] auto loss_of_better(std::int64_t utility) const noexcept -> base::Int128;
  [[nodiscard]] auto loss_of_cheaper(std::int64_t cost, std::int64_t utility,
                                     base::Int128 best) const noexcept -> base::Int128;

  Multiplier multiplier_;
  std::int64_t slack_;
  Lattice lattice_;
};

}  // namespace tariff::knapsack
