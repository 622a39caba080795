#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>

#include "knapsack/sided_core.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;

// So many of the states that are kept are looked at: the best ones, and the last ones.
constexpr std::size_t window = 24;

class Dominance {
 public:
  Dominance(const SidedStates& states, const Prices& prices) : states_(states) {
    total_.reserve(states.size());
    for (std::size_t i = 0; i < states.size(); ++i) {
      auto total = states.loss[i];
      const auto* left = states.left_of(i);
      for (std::size_t row = 0; row < states.rows; ++row) total += prices[row] * left[row];
      total_.push_back(total);
    }
    find_rows();
  }

  // The states that stay, best first.
  auto keep() -> std::vector<std::uint32_t> {
    std::vector<std::uint32_t> order(states_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
      if (total_[a] != total_[b]) return total_[a] < total_[b];
      for (const auto row : rows_) {
        const auto x = states_.left_of(a)[row];
        const auto y = states_.left_of(b)[row];
        if (x != y) return x > y;
      }
      if (states_.copies[a] != states_.copies[b]) return states_.copies[a] > states_.copies[b];
      return a < b;
    });
    std::vector<std::uint32_t> kept;
    const bool few_numbers = rows_.size() + (copies_differ_ ? 1U : 0U) <= 2;
    for (const auto state : order) {
      if (few_numbers ? !climbs(state) : is_dominated(state, kept)) continue;
      kept.push_back(state);
    }
    return kept;
  }

 private:
  // In which they differ at all.
  void find_rows() {
    for (std::uint32_t row = 0; row < states_.rows; ++row) {
      for (std::size_t i = 1; i < states_.size(); ++i) {
        if (states_.left_of(i)[row] == states_.left_of(0)[row]) continue;
        rows_.push_back(row);
        break;
      }
    }
    for (const auto copies : states_.copies) {
      copies_differ_ = copies_differ_ || copies != states_.copies[0];
    }
  }

  // `a` is worth no less.
  [[nodiscard]] auto dominates(std::uint32_t a, std::uint32_t b) const -> bool {
    const auto* x = states_.left_of(a);
    const auto* y = states_.left_of(b);
    return states_.copies[a] >= states_.copies[b] &&
           std::all_of(rows_.begin(), rows_.end(),
                       [&](std::uint32_t row) { return x[row] >= y[row]; });
  }

  // Where states differ in two numbers at most: false if one that was kept has no less of both.
  auto climbs(std::uint32_t state) -> bool {
    const auto* left = states_.left_of(state);
    const auto x = rows_.empty() ? 0 : left[rows_[0]];
    const auto y = rows_.size() > 1 ? left[rows_[1]] : states_.copies[state];
    const auto next = stairs_.lower_bound(x);
    if (next != stairs_.end() && next->second >= y) return false;
    auto last = next != stairs_.end() && next->first == x ? std::next(next) : next;
    auto first = last;
    while (first != stairs_.begin() && std::prev(first)->second <= y) --first;
    stairs_.erase(first, last);
    stairs_.emplace(x, y);
    return true;
  }

  [[nodiscard]] auto is_dominated(std::uint32_t state, const std::vector<std::uint32_t>& kept) const
      -> bool {
    const auto first = std::min(window, kept.size());
    const auto last = kept.size() - std::min(window, kept.size() - first);
    for (std::size_t i = 0; i < first; ++i) {
      if (dominates(kept[i], state)) return true;
    }
    for (auto i = kept.size(); i-- > last;) {
      if (dominates(kept[i], state)) return true;
    }
    return false;
  }

  const SidedStates& states_;
  std::vector<Int128> total_;  // loss if nothing else happens
  std::vector<std::uint32_t> rows_;
  bool copies_differ_ = false;
  std::map<std::int64_t, std::int64_t> stairs_;  // the more of the one, the less of the other
};

}  // namespace

void SidedStates::append(const SidedStates& other, std::size_t state) {
  left.insert(left.end(), other.left_of(state), other.left_of(state) + rows);
  copies.push_back(other.copies[state]);
  loss.push_back(other.loss[state]);
  least.push_back(other.least[state]);
  node.push_back(other.node[state]);
}

void SidedStates::drop_last() {
  left.resize(left.size() - rows);
  copies.pop_back();
  loss.pop_back();
  least.pop_back();
  node.pop_back();
}

void SidedStates::clear() {
  left.clear();
  copies.clear();
  loss.clear();
  least.clear();
  node.clear();
}

void drop_dominated(SidedStates& states, const Prices& prices) {
  if (states.size() < 2) return;
  const auto kept = Dominance{states, prices}.keep();
  if (kept.size() == states.size()) return;
  SidedStates out;
  out.rows = states.rows;
  for (const auto state : kept) out.append(states, state);
  states = std::move(out);
}

}  // namespace tariff::knapsack
