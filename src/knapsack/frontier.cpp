// The corners of the frontier: all edges of all hulls, steepest first.
#include <algorithm>

#include "knapsack/classes.hpp"
#include "knapsack/relaxation.hpp"
#include "tariff/knapsack.hpp"

namespace tariff {

namespace knapsack {

namespace {

using base::Int128;

// The edges in the order in which a growing budget takes them.
auto sorted_edges(const Classes& classes) -> std::vector<Edge> {
  auto edges = find_edges(classes);
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    if (steeper(a, b) || steeper(b, a)) return steeper(a, b);
    return a.group < b.group;
  });
  return edges;
}

// False: a sum does not fit.
auto append_corners(const Classes& classes, std::vector<KnapsackPoint>& out) -> bool {
  const auto edges = sorted_edges(classes);
  Int128 cost = classes.least_cost;
  Int128 utility = 0;
  for (const auto& group : classes.groups) {
    utility += Int128{classes.choices_of(group).front().utility} * group.copies;
  }
  const auto append = [&] {
    if (!base::fits_int64(cost) || !base::fits_int64(utility)) return false;
    out.push_back({static_cast<std::int64_t>(cost), static_cast<std::int64_t>(utility)});
    return true;
  };
  if (!append()) return false;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const auto copies = classes.groups[edges[i].group].copies;
    cost += Int128{edges[i].cost} * copies;
    utility += Int128{edges[i].utility} * copies;
    // Edges of the same slope have no corner between them.
    const bool corner = i + 1 == edges.size() || steeper(edges[i], edges[i + 1]);
    if (corner && !append()) return false;
  }
  return true;
}

void thin_out(std::vector<KnapsackPoint>& points, std::size_t most) {
  most = std::max<std::size_t>(most, 2);
  if (points.size() <= most) return;
  const auto last = points.size() - 1;
  for (std::size_t i = 0; i < most; ++i) {
    const auto from = base::UInt128{i} * last / (most - 1);
    points[i] = points[static_cast<std::size_t>(from)];
  }
  points.resize(most);
}

}  // namespace

}  // namespace knapsack

inline namespace v0 {

auto trace_knapsack_frontier(const KnapsackProblem& problem, std::size_t most_points,
                             std::vector<KnapsackPoint>& out, KnapsackError& error) -> bool {
  out.clear();
  knapsack::Classes classes;
  const KnapsackProblem without_budget{problem.options, problem.classes, 0};
  if (!knapsack::read_classes(without_budget, classes, error)) return false;
  if (!knapsack::append_corners(classes, out)) {
    error = {KnapsackError::Code::overflow};
    return false;
  }
  knapsack::thin_out(out, most_points);
  return true;
}

}  // namespace v0
}  // namespace tariff
