#include "knapsack/states.hpp"

#include <algorithm>
#include <iterator>

namespace tariff::knapsack {

namespace {

// The cheaper one first; of the same cost the better one, so that it dominates what follows.
auto before(const State& a, const State& b) noexcept -> bool {
  return a.cost != b.cost ? a.cost < b.cost : a.utility > b.utility;
}

// Where both have a state, the one of `a` comes first.
auto merge_two(const std::vector<State>& a, const std::vector<State>& b) -> std::vector<State> {
  std::vector<State> out;
  out.reserve(a.size() + b.size());
  const auto add = [&out](const State& state) {
    if (out.empty() || state.utility > out.back().utility) out.push_back(state);
  };
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() && j != b.end()) add(before(*j, *i) ? *j++ : *i++);
  std::for_each(i, a.end(), add);
  std::for_each(j, b.end(), add);
  return out;
}

}  // namespace

auto History::moves_to(std::uint32_t node) const -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> moves;
  for (; node != 0; node = nodes_[node].parent) moves.push_back(nodes_[node].move);
  return moves;
}

void History::keep_only(std::initializer_list<std::vector<State>*> lists) {
  std::vector<std::uint32_t> place(nodes_.size(), 0);  // 1: kept; then the new index
  for (const auto* states : lists) {
    for (const auto& state : *states) place[state.node] = 1;
  }
  for (auto i = nodes_.size() - 1; i > 0; --i) {
    if (place[i] != 0) place[nodes_[i].parent] = 1;
  }
  place[0] = 0;
  std::uint32_t kept = 1;
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    if (place[i] == 0) continue;
    nodes_[kept] = {place[nodes_[i].parent], nodes_[i].move};
    place[i] = kept++;
  }
  nodes_.resize(kept);
  for (auto* states : lists) {
    for (auto& state : *states) state.node = place[state.node];
  }
}

auto merge_states(std::vector<std::vector<State>>& lists) -> std::vector<State> {
  while (lists.size() > 1) {
    std::vector<std::vector<State>> merged;
    for (std::size_t i = 0; i < lists.size(); i += 2) {
      merged.push_back(i + 1 < lists.size() ? merge_two(lists[i], lists[i + 1])
                                            : std::move(lists[i]));
    }
    lists = std::move(merged);
  }
  return lists.empty() ? std::vector<State>{} : std::move(lists.front());
}

}  // namespace tariff::knapsack
