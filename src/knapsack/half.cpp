#include "knapsack/half.hpp"

#include <algorithm>

namespace tariff::knapsack {

namespace {

using base::Int128;

// States that wait to be merged.
constexpr std::size_t most_unmerged = std::size_t{1} << 20U;

// By cost, without the dominated.
void put_in_order(std::vector<State>& states) {
  std::stable_sort(states.begin(), states.end(), [](const State& a, const State& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.utility > b.utility;
  });
  std::size_t kept = 0;
  for (const auto& state : states) {
    if (kept == 0 || state.utility > states[kept - 1].utility) states[kept++] = state;
  }
  states.resize(kept);
}

}  // namespace

void Half::extend(std::span<const Move> moves, std::uint32_t first, Int128 most_loss) {
  std::vector<std::vector<State>> lists;
  std::size_t unmerged = 0;
  for (std::uint32_t i = 0; i < moves.size(); ++i) {
    lists.push_back(shift(moves[i], first + i, most_loss));
    unmerged += lists.back().size();
    if (unmerged <= most_unmerged) continue;
    unmerged = 0;
    auto merged = merge_states(lists);
    lists.clear();
    lists.push_back(std::move(merged));
  }
  lists.insert(lists.begin(), std::move(states_));
  states_ = merge_states(lists);
}

auto Half::shift(const Move& move, std::uint32_t index, Int128 most_loss) -> std::vector<State> {
  std::vector<State> out;
  for (const auto& from : states_) {
    State state{0, 0, from.steps, from.node, index};
    if (__builtin_add_overflow(from.cost, move.cost, &state.cost) ||
        __builtin_add_overflow(from.utility, move.utility, &state.utility)) {
      lose(from, move);
      continue;
    }
    if (loss_of(state) > most_loss) continue;
    if (flexible_.has_steps() && !flexible_.settle(room_, state)) {
      lose(from, move);
      continue;
    }
    out.push_back(state);
  }
  if (flexible_.has_steps()) put_in_order(out);
  return out;
}

void Half::lose(const State& from, const Move& move) {
  const auto loss = loss_of(from) + multiplier_.loss(move.cost, move.utility);
  least_lost_ = std::min(least_lost_, loss);
}

auto Half::best_within(std::int64_t cost) const noexcept -> const State* {
  const auto after =
      std::upper_bound(states_.begin(), states_.end(), cost,
                       [](std::int64_t most, const State& state) { return most < state.cost; });
  return after == states_.begin() ? nullptr : &*(after - 1);
}

}  // namespace tariff::knapsack
