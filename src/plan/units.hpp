// Exact amounts as whole numbers of a common unit, for a solver that knows whole numbers.
#pragma once

#include <cstdint>

#include "base/int128.hpp"
#include "tariff/rational.hpp"

namespace tariff::planning {

// A unit that divides all amounts that were shown to it, as long as their sum then fits 62 bits;
// else the finest power of ten that fits, and amounts are rounded up to it.
class CommonUnit {
 public:
  void show(Rational amount) noexcept;
  // The largest amount of one thing among those that are added up.
  void show_most(Rational amount) noexcept;
  void settle() noexcept;

  // False: it does not fit.
  [[nodiscard]] auto to_units(Rational amount, std::int64_t& out) const noexcept -> bool;
  // False: it does not fit. `down`: not above, for limits.
  [[nodiscard]] auto to_units_down(Rational amount, std::int64_t& out) const noexcept -> bool;
  [[nodiscard]] auto to_amount(std::int64_t units, Rational& out) const noexcept -> bool;
  [[nodiscard]] auto is_exact() const noexcept -> bool { return exact_; }
  [[nodiscard]] auto units_in_one() const noexcept -> std::int64_t { return in_one_; }

 private:
  std::int64_t in_one_ = 1;  // how many units make 1
  base::Int128 most_ = 0;    // the sum, rounded up
  bool exact_ = true;
};

}  // namespace tariff::planning
