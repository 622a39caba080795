#include "knapsack/sided_core.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace tariff::knapsack {

namespace {

using base::Int128;

constexpr auto nothing = std::numeric_limits<Int128>::max();
constexpr std::uint32_t no_shift = ~std::uint32_t{0};
// Products of smaller ones fit.
constexpr Int128 small = Int128{1} << 62;

// Of so many units at a rate each, or `nothing` where it is beyond what a plan can lose.
auto loss_of(Int128 units, Int128 rate) noexcept -> Int128 {
  if (rate < small) return units * rate;
  return units == 0 || rate <= nothing / units ? units * rate : nothing;
}

}  // namespace

SidedCore::SidedCore(const SidedPricing& pricing, const Prices& prices, const PricedPlan& priced,
                     const SidedLayers& layers, SidedWatch& watch)
    : pricing_(pricing),
      prices_(prices),
      priced_(priced),
      layers_(layers),
      watch_(watch),
      gap_(priced.bound - pricing.scaled(watch.needed())),
      least_dropped_(nothing) {}

void SidedCore::run(std::size_t width) {
  width_ = width;
  history_.assign(1, {0, no_shift});
  states_.rows = next_.rows = layers_.left().size();
  states_.left = layers_.left();
  states_.copies.push_back(0);
  states_.loss.push_back(layers_.loss());
  states_.least.push_back(0);
  states_.node.push_back(0);
  std::swap(states_, next_);
  if (settle(0)) offer(0, no_shift);
  std::swap(states_, next_);
  for (std::size_t layer = 0; layer < layers_.layers().size() && states_.size() > 0; ++layer) {
    enter(layer);
    drop_dominated(states_, prices_);
    trim(states_);
    if (watch_.is_over() || history_.size() > 4 * watch_.options().max_states) {
      for (const auto least : states_.least) drop(least);
      break;
    }
  }
  if (!layers_.is_complete()) {
    for (const auto least : states_.least) drop(least);
  }
  keep_plan();
}

auto SidedCore::bound() const -> Int128 {
  if (least_dropped_ > gap_) return watch_.needed() - 1;
  return std::max(pricing_.worth_of(priced_.bound - least_dropped_), watch_.needed() - 1);
}

void SidedCore::enter(std::size_t layer) {
  const auto& entry = layers_.layers()[layer];
  next_.clear();
  const bool single = layers_.parts()[layers_.shift(entry.first).part].copies == 1;
  for (std::size_t state = 0; state < states_.size(); ++state) {
    if (single || entry.copies > 0) states_.copies[state] = entry.copies;
    for (std::uint32_t i = 0; i < entry.shifts; ++i) shift(state, layer + 1, entry.first + i);
    stay(state, layer + 1);
    if (next_.size() > 2 * width_ + 64) trim(next_);
  }
  watch_.is_over(states_.size() * (entry.shifts + 1));
  std::swap(states_, next_);
}

void SidedCore::stay(std::size_t state, std::size_t next_layer) {
  next_.append(states_, state);
  if (!settle(next_layer)) next_.drop_last();
}

void SidedCore::shift(std::size_t state, std::size_t next_layer, std::uint32_t index) {
  const auto& shift = layers_.shift(index);
  const auto copies = layers_.parts()[shift.part].copies;
  if (copies > 1 && states_.copies[state] < shift.copies) return;
  next_.append(states_, state);
  const auto at = next_.size() - 1;
  if (copies > 1) next_.copies[at] -= shift.copies;
  next_.loss[at] += shift.loss;
  for (const auto& row : layers_.rows_of(shift)) next_.left_of(at)[row.row] -= row.more;
  if (!settle(next_layer)) {
    next_.drop_last();
    return;
  }
  const auto parent = states_.node[state];
  history_.push_back({parent, index});
  next_.node[at] = static_cast<std::uint32_t>(history_.size() - 1);
  offer(parent, index);
}

// Of the last one of the next states: counts as lost what no later layer can use. False: no better
// plan comes of it.
auto SidedCore::settle(std::size_t next_layer) -> bool {
  const auto at = next_.size() - 1;
  const auto rows = layers_.rows_from(next_layer);
  auto* left = next_.left_of(at);
  auto& loss = next_.loss[at];
  Int128 more = 0;  // that is lost in the worst row
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (left[row] < 0) {
      if (-left[row] > rows[row].less) return false;
      more = std::max(more, loss_of(-Int128{left[row]}, rows[row].less_rate));
      continue;
    }
    if (left[row] > rows[row].more) {
      loss += prices_[row] * (left[row] - rows[row].more);
      left[row] = rows[row].more;
    }
    const auto rate = std::min(prices_[row], rows[row].more_rate);
    more = std::max(more, loss_of(left[row], rate));
  }
  const auto least = loss - layers_.loss_from(next_layer);
  if (more > gap_ || least > gap_ - more) return false;
  next_.least[at] = least + more;
  return true;
}

// A state that exceeds no cap is a plan, if nothing else happens.
void SidedCore::offer(std::uint32_t parent, std::uint32_t index) {
  const auto at = next_.size() - 1;
  const auto* left = next_.left_of(at);
  auto total = next_.loss[at];
  for (std::size_t row = 0; row < next_.rows; ++row) {
    if (left[row] < 0) return;
    total += prices_[row] * left[row];
  }
  if (total > gap_) return;
  plan_loss_ = total;
  gap_ = total - pricing_.scaled(1);
  plan_.clear();
  if (index != no_shift) plan_.push_back(index);
  for (auto node = parent; node != 0; node = history_[node].parent) {
    plan_.push_back(history_[node].shift);
  }
}

// Keeps those that lose least.
void SidedCore::trim(SidedStates& states) {
  if (states.size() <= width_) return;
  std::vector<std::uint32_t> order(states.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(width_);
  std::nth_element(order.begin(), end, order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return states.least[a] != states.least[b] ? states.least[a] < states.least[b] : a < b;
  });
  for (auto i = end; i != order.end(); ++i) drop(states.least[*i]);
  order.resize(width_);
  std::sort(order.begin(), order.end());
  SidedStates kept;
  kept.rows = states.rows;
  for (const auto state : order) kept.append(states, state);
  states = std::move(kept);
}

void SidedCore::drop(Int128 least) {
  least_dropped_ = std::min(least_dropped_, least);
}

void SidedCore::keep_plan() {
  if (plan_loss_ < 0) return;
  best_parts_ = layers_.parts();
  for (const auto index : plan_) {
    const auto& shift = layers_.shift(index);
    auto& part = best_parts_[shift.part];
    part.copies -= shift.copies;
    best_parts_.push_back({part.block, shift.to, shift.copies});
  }
  join(best_parts_);
  const auto worth = pricing_.worth_of(priced_.bound - plan_loss_);
  watch_.adopt(worth, shares_of(pricing_.model(), best_parts_));
}

}  // namespace tariff::knapsack
