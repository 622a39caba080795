#include "knapsack/lattice.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "support/knapsack_instances.hpp"

using tariff::base::Int128;
using tariff::knapsack::Lattice;
using tariff::knapsack::Multiplier;
using tariff::knapsack::Target;
using tariff::test::Random48;

namespace {

constexpr int size = 40;  // points are compared up to here
using Point = std::pair<std::int64_t, std::int64_t>;

// All sums of the steps with small factors, as far as they lie in the window.
auto sums_of(const std::vector<Point>& steps) -> std::set<Point> {
  std::set<Point> points{{0, 0}};
  for (const auto& [x, y] : steps) {
    std::set<Point> more;
    for (const auto& [a, b] : points) {
      for (int times = -60; times <= 60; ++times) more.emplace(a + times * x, b + times * y);
    }
    points = std::move(more);
  }
  std::erase_if(points, [](const Point& point) {
    return point.first < 0 || point.first > size || point.second < 0 || point.second > size;
  });
  return points;
}

}  // namespace

TEST_CASE("the target is that of the points themselves") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Random48 random{seed};
    const auto unit = random.between(1, 4);
    std::vector<Point> steps;
    Lattice lattice;
    for (int i = 0; i < 2; ++i) {
      const auto cost = random.between(1, 6) * unit * (random.next(2) == 0 ? 1 : -1);
      steps.emplace_back(cost, random.next(3) == 0 ? cost : random.between(-6, 6) * unit);
      lattice.add(steps[static_cast<std::size_t>(i)].first,
                  steps[static_cast<std::size_t>(i)].second);
    }
    const Multiplier multiplier{random.between(1, 5), random.between(1, 5)};
    const auto slack = random.between(0, size * multiplier.cost / 5);
    Target target{multiplier, std::min<std::int64_t>(slack, size)};
    target.set_lattice(lattice);

    const auto best_utility = random.between(0, 10);
    const auto best_cost = random.between(0, slack);
    Int128 most_loss = -1;
    std::int64_t most_utility = 0;
    for (const auto& [cost, utility] : sums_of(steps)) {
      const auto loss = multiplier.loss(cost, utility);
      if (cost > slack || loss < 0) continue;
      most_utility = std::max(most_utility, utility);
      if (utility > best_utility || (utility == best_utility && cost < best_cost)) {
        most_loss = std::max(most_loss, loss);
      }
    }
    CHECK(target.most_utility() == most_utility);
    CHECK(target.most_loss(best_cost, best_utility) == most_loss);
    if (most_loss >= 0) {
      CHECK(target.most_loss_off_lattice(best_cost, best_utility) >= most_loss);
    }
  }
}

TEST_CASE("numbers that Euclid's algorithm might not bear give no lattice") {
  Lattice lattice;
  lattice.add((std::int64_t{1} << 62) - 1, 10);
  CHECK(lattice.is_everything());
}
