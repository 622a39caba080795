// Lists of what some of the sites can do together: points (cost, utility) relative to the rounded
// relaxation, none of which another one dominates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace tariff::knapsack {

// One copy goes from a choice of its group to another.
struct Move {
  std::uint32_t group = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int64_t cost = 0;  // of the step
  std::int64_t utility = 0;
};

struct State {
  std::int64_t cost = 0;
  std::int64_t utility = 0;
  std::int64_t steps = 0;        // of copies of the flexible group, from its base to its top
  std::uint32_t node = 0;        // in the history: what led here, without `move`
  std::uint32_t move = no_move;  // the last one, where it is not in the history yet

  static constexpr std::uint32_t no_move = ~std::uint32_t{0};
};

// The moves that led to states, as a tree. Node 0 is the start.
class History {
 public:
  History() { nodes_.push_back({0, State::no_move}); }

  auto add(std::uint32_t parent, std::uint32_t move) -> std::uint32_t {
    nodes_.push_back({parent, move});
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }

  // The indexes of the moves from the start to a node, last one first.
  [[nodiscard]] auto moves_to(std::uint32_t node) const -> std::vector<std::uint32_t>;

  // Forgets what leads to none of the states of these lists.
  void keep_only(std::initializer_list<std::vector<State>*> lists);

  [[nodiscard]] auto size() const noexcept -> std::size_t { return nodes_.size(); }

 private:
  struct Node {
    std::uint32_t parent;
    std::uint32_t move;
  };
  std::vector<Node> nodes_;  // parents come before their children
};

// Merges lists, each by cost, and leaves out what is dominated: the result rises in cost and in
// utility. Of equal states the one of the earlier list stays. The lists are used up.
[[nodiscard]] auto merge_states(std::vector<std::vector<State>>& lists) -> std::vector<State>;

}  // namespace tariff::knapsack
