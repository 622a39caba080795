#include "knapsack/relaxation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "knapsack/reach.hpp"
#include "knapsack/rounding.hpp"
#include "support/knapsack_instances.hpp"

using namespace tariff;
using base::Int128;
using knapsack::Multiplier;
using knapsack::Reach;
using test::Random48;

namespace {

auto classes_of(const test::Instance& instance) -> knapsack::Classes {
  knapsack::Classes classes;
  KnapsackError error;
  REQUIRE(knapsack::read_classes(instance.problem(), classes, error));
  return classes;
}

// The most that a multiplier's line allows at a slack: what the relaxation minimises.
auto bound_of(const knapsack::Classes& classes, Multiplier multiplier, std::int64_t slack)
    -> Int128 {
  Int128 bound = Int128{slack} * multiplier.utility;  // in units of 1 / multiplier.cost
  for (const auto& group : classes.groups) {
    const auto choices = classes.choices_of(group);
    Int128 best = 0;
    for (const auto& choice : choices) {
      best = std::max(best, -multiplier.loss(choice.cost - choices[0].cost,
                                             choice.utility - choices[0].utility));
    }
    bound += best * group.copies;
  }
  return bound;
}

}  // namespace

TEST_CASE("no other slope gives a better bound") {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    Random48 random{seed};
    const auto kind = test::all_instance_kinds[seed % 5];
    auto instance = test::random_instance(kind, 1 + seed % 60, 1 + seed % 7, 50, seed);
    for (auto& entry : instance.classes) entry.copies = random.between(1, 1 + random.next(5));
    const auto classes = classes_of(instance);
    const auto slack = random.between(0, 1 + static_cast<std::int64_t>(classes.least_cost));
    const auto found = knapsack::find_multiplier(classes, slack);
    CHECK(std::gcd(found.utility, found.cost) == 1);
    const auto bound = bound_of(classes, found, slack);
    for (const auto& group : classes.groups) {
      const auto choices = classes.choices_of(group);
      for (std::size_t i = 0; i + 1 < choices.size(); ++i) {
        for (std::size_t j = i + 1; j < choices.size(); ++j) {
          const Multiplier other{choices[j].utility - choices[i].utility,
                                 choices[j].cost - choices[i].cost};
          CHECK(bound * other.cost <= bound_of(classes, other, slack) * found.cost);
        }
      }
    }
  }
}

TEST_CASE("the rounded optimum stands on the line and within the budget") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const auto instance =
        test::random_instance(test::all_instance_kinds[seed % 5], 1 + seed % 30, 5, 20, seed);
    const auto classes = classes_of(instance);
    const auto slack = instance.budget - static_cast<std::int64_t>(classes.least_cost);
    const auto multiplier = knapsack::find_multiplier(classes, slack);
    const auto rounding = knapsack::round_relaxation(classes, multiplier, instance.budget);
    CHECK(rounding.slack >= 0);
    CHECK(rounding.cost == instance.budget - rounding.slack);
    for (const auto& site : knapsack::find_sites(classes, multiplier, rounding))
      CHECK(site.loss >= 0);
  }
}

TEST_CASE("reach is a bound, and a sharp one for one site") {
  const Multiplier multiplier{1, 1};
  const Reach up{multiplier, true, {{10, 8, 10}, {5, 5, 5}}, 100};
  CHECK(up.least_loss(0) == 0);
  CHECK(up.least_loss(5) == 0);   // the site that loses nothing
  CHECK(up.least_loss(15) == 2);  // the other one, too
  CHECK(up.least_loss(18) == 5);  // 3 stay unspent
  const Reach down{multiplier, false, {{10, 13, 10}}, 100};
  CHECK(down.least_loss(10) == 3);
  CHECK(down.least_loss(11) > 100);  // out of reach
  CHECK(Reach{multiplier, false, {}, 7}.least_loss(1) > 7);
}
