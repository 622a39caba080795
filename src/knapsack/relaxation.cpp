#include "knapsack/relaxation.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace tariff::knapsack {

namespace {

using base::Int128;

// Appends the edges of a group's hull, steepest first.
void append_hull(std::span<const Choice> choices, std::uint32_t group, std::vector<Edge>& out) {
  const auto first = out.size();
  for (std::size_t i = 1; i < choices.size(); ++i) {
    Edge edge{choices[i].cost - choices[i - 1].cost, choices[i].utility - choices[i - 1].utility,
              group};
    // An edge that is no steeper than the next one is not on the hull: both become one.
    while (out.size() > first && !steeper(out.back(), edge)) {
      edge.cost += out.back().cost;
      edge.utility += out.back().utility;
      out.pop_back();
    }
    out.push_back(edge);
  }
}

// The edge at which a running sum of costs, steepest edge first, passes the slack.
class EdgeSelection {
 public:
  // `whole`: the sum of the costs of all edges; > slack.
  EdgeSelection(const Classes& classes, std::span<Edge> edges, Int128 slack, Int128 whole)
      : classes_(classes), edges_(edges), slack_(slack), whole_(whole) {}

  auto find() -> Edge {
    for (;;) {
      const auto pivot = guess();
      const auto steep_end = std::partition(edges_.begin(), edges_.end(),
                                            [&](const Edge& edge) { return steeper(edge, pivot); });
      const auto steep_cost = cost_of({edges_.begin(), steep_end});
      if (steep_cost > slack_) {
        edges_ = {edges_.begin(), steep_end};
        whole_ = steep_cost;
        continue;
      }
      const auto equal_end = std::partition(
          steep_end, edges_.end(), [&](const Edge& edge) { return !steeper(pivot, edge); });
      const auto passed = steep_cost + cost_of({steep_end, equal_end});
      if (passed > slack_) return pivot;
      slack_ -= passed;
      whole_ -= passed;
      edges_ = {equal_end, edges_.end()};
    }
  }

 private:
  static constexpr std::size_t sample_size = 65;

  [[nodiscard]] auto cost_of(const Edge& edge) const -> Int128 {
    return Int128{edge.cost} * classes_.groups[edge.group].copies;
  }

  [[nodiscard]] auto cost_of(std::span<const Edge> edges) const -> Int128 {
    Int128 sum = 0;
    for (const auto& edge : edges) sum += cost_of(edge);
    return sum;
  }

  // Any edge would do. Of a sample, the one a little beyond where the sum is likely to pass the
  // slack, on the side where more edges are: so the smaller part is likely to be left.
  auto guess() -> Edge {
    std::array<Edge, sample_size> sample;
    const auto count = std::min(sample_size, edges_.size());
    const bool all = count == edges_.size();
    for (std::size_t i = 0; i < count; ++i) {
      sample[i] = edges_[all ? i : random() % edges_.size()];
    }
    const auto sample_end = sample.begin() + static_cast<std::ptrdiff_t>(count);
    std::sort(sample.begin(), sample_end, steeper);
    int shift = 0;  // brings all sums to 40 bits, so that products fit
    while ((whole_ >> shift) >> 40 != 0) ++shift;
    Int128 sampled = 0;
    for (std::size_t i = 0; i < count; ++i) sampled += cost_of(sample[i]) >> shift;
    const auto wanted = sampled * (slack_ >> shift);
    std::size_t at = 0;
    Int128 sum = cost_of(sample[0]) >> shift;
    while (at + 1 < count && sum * (whole_ >> shift) <= wanted) {
      sum += cost_of(sample[++at]) >> shift;
    }
    if (all) return sample[at];
    constexpr std::size_t margin = 4;
    return sample[at < count / 2 ? at + margin : at - margin];
  }

  auto random() noexcept -> std::uint64_t {
    random_ ^= random_ << 13U;
    random_ ^= random_ >> 7U;
    random_ ^= random_ << 17U;
    return random_;
  }

  const Classes& classes_;
  std::span<Edge> edges_;  // among which the edge is
  Int128 slack_;           // left for them
  Int128 whole_;           // what all of them would take
  std::uint64_t random_ = 0x2545F4914F6CDD1DU;
};

// The sum of the steps from each group's cheapest to its dearest choice.
auto cost_of_all(const Classes& classes) -> Int128 {
  Int128 sum = 0;
  for (const auto& group : classes.groups) {
    const auto choices = classes.choices_of(group);
    sum += Int128{choices.back().cost - choices.front().cost} * group.copies;
  }
  return sum;
}

}  // namespace

auto find_edges(const Classes& classes) -> std::vector<Edge> {
  std::vector<Edge> edges;
  edges.reserve(classes.choices.size() - classes.groups.size());
  for (std::uint32_t group = 0; group < classes.groups.size(); ++group) {
    append_hull(classes.choices_of(classes.groups[group]), group, edges);
  }
  return edges;
}

auto find_multiplier(const Classes& classes, std::int64_t slack) -> Multiplier {
  const auto whole = cost_of_all(classes);
  if (whole <= slack) return {};
  auto edges = find_edges(classes);
  const auto edge = EdgeSelection{classes, edges, slack, whole}.find();
  const auto divisor = std::gcd(edge.utility, edge.cost);
  return {edge.utility / divisor, edge.cost / divisor};
}

}  // namespace tariff::knapsack
