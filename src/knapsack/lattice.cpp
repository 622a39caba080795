#include "knapsack/lattice.hpp"

#include <algorithm>
#include <utility>

namespace tariff::knapsack {

namespace {

using base::Int128;

// Columns that are looked at, from the slack down, before a weaker bound will do. Few are needed:
// each one further left loses against the line.
constexpr int most_columns = 1 << 14;
// Intermediates of Euclid's algorithm on larger numbers may not fit.
constexpr std::int64_t largest = std::int64_t{1} << 61;

auto floor_mod(Int128 a, Int128 modulus) noexcept -> Int128 {
  const auto rest = a % modulus;
  return rest < 0 ? rest + modulus : rest;
}

auto gcd(Int128 a, Int128 b) noexcept -> Int128 {
  while (b != 0) a = std::exchange(b, a % b);
  return a < 0 ? -a : a;
}

auto is_large(std::int64_t value) noexcept -> bool {
  return value > largest || value < -largest;
}

}  // namespace

void Lattice::add(std::int64_t cost, std::int64_t utility) {
  if (is_everything()) return;
  if (is_large(cost) || is_large(utility)) return make_everything();
  Int128 x = cost;
  Int128 y = utility;
  while (x != 0) {
    const auto times = column_ / x;
    column_ -= times * x;
    Int128 step = 0;
    if (__builtin_mul_overflow(times, y, &step) ||
        __builtin_sub_overflow(offset_, step, &offset_)) {
      return make_everything();
    }
    std::swap(column_, x);
    std::swap(offset_, y);
  }
  if (column_ < 0) {
    column_ = -column_;
    offset_ = -offset_;
  }
  spacing_ = gcd(spacing_, y);
  if (spacing_ != 0) offset_ = floor_mod(offset_, spacing_);
}

// A finer lattice has all points of a coarser one, so bounds stay true, only weaker.
void Lattice::make_everything() noexcept {
  column_ = spacing_ = 1;
  offset_ = 0;
}

auto Lattice::above(Int128 i, Int128 utility, Int128& distance) const noexcept -> bool {
  Int128 start = 0;
  Int128 height = 0;
  if (__builtin_mul_overflow(i, offset_, &start) ||
      __builtin_sub_overflow(utility, start, &height)) {
    distance = 0;  // what cannot be computed may be a point
    return true;
  }
  distance = spacing_ != 0 ? floor_mod(height, spacing_) : height;
  return distance >= 0;
}

Target::Target(Multiplier multiplier, std::int64_t slack) : multiplier_(multiplier), slack_(slack) {
  lattice_.add(1, 0);
  lattice_.add(0, 1);
}

auto Target::loss_of_better(std::int64_t utility) const noexcept -> Int128 {
  Int128 best = -1;
  const auto column = lattice_.column();
  if (column == 0) return best;
  auto i = slack_ / column;
  for (int seen = 0; i >= 0; --i, ++seen) {
    // Of the least utility that is more; points of the lattice may lie higher only.
    const auto most = i * column * multiplier_.utility - (Int128{utility} + 1) * multiplier_.cost;
    if (most <= best) break;
    if (seen == most_columns) return most;
    Int128 distance = 0;
    // The lowest point from there on is above -utility - 1, mirrored.
    if (!lattice_.above(-i, -(Int128{utility} + 1), distance)) continue;
    Int128 more = 0;
    if (__builtin_mul_overflow(distance, Int128{multiplier_.cost}, &more)) continue;  // far above
    best = std::max(best, most - more);
  }
  return best;
}

auto Target::loss_of_cheaper(std::int64_t cost, std::int64_t utility, Int128 best) const noexcept
    -> Int128 {
  const auto column = lattice_.column();
  if (column == 0 || cost <= 0) return best;
  auto i = (Int128{cost} - 1) / column;
  for (int seen = 0; i >= 0; --i, ++seen) {
    const auto most = i * column * multiplier_.utility - Int128{utility} * multiplier_.cost;
    if (most <= best) break;
    Int128 distance = 0;
    if (seen == most_columns || (lattice_.above(i, utility, distance) && distance == 0)) {
      return most;
    }
  }
  return best;
}

auto Target::most_loss(std::int64_t cost, std::int64_t utility) const noexcept -> Int128 {
  return loss_of_cheaper(cost, utility, loss_of_better(utility));
}

auto Target::most_loss_off_lattice(std::int64_t cost, std::int64_t utility) const noexcept
    -> Int128 {
  const auto better = multiplier_.loss(slack_, utility) - multiplier_.cost;
  return std::max(better, cost > 0 ? multiplier_.loss(cost - 1, utility) : Int128{-1});
}

auto Target::least_cost_of_better(std::int64_t cost, std::int64_t utility) const noexcept
    -> std::int64_t {
  const bool cheaper = cost > 0 && multiplier_.loss(cost - 1, utility) >= 0;
  return cheaper ? cost - 1 : slack_;
}

auto Target::most_utility() const noexcept -> std::int64_t {
  Int128 best = 0;  // the rounded optimum itself
  const auto column = lattice_.column();
  if (column == 0) return 0;
  auto i = slack_ / column;
  for (int seen = 0; i >= 0; --i, ++seen) {
    const auto most = i * column * multiplier_.utility / multiplier_.cost;
    if (most <= best) break;
    Int128 distance = 0;
    if (seen == most_columns) {
      best = most;
      break;
    }
    if (lattice_.above(i, most, distance) && most - distance > best) best = most - distance;
  }
  return static_cast<std::int64_t>(best);
}

}  // namespace tariff::knapsack
