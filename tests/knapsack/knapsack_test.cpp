#include "tariff/knapsack.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "base/int128.hpp"
#include "support/knapsack_instances.hpp"

using namespace tariff;
using test::Instance;
using test::Random48;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();

struct Value2 {
  std::int64_t utility = 0;
  std::int64_t cost = 0;

  friend auto operator==(const Value2&, const Value2&) -> bool = default;
};

// The plain recursion over costs: what the solver is held to.
auto best_by_table(const Instance& instance) -> std::optional<Value2> {
  const auto size = static_cast<std::size_t>(instance.budget) + 1;
  std::vector<std::optional<std::int64_t>> best(size);  // utility at exactly this cost
  best[0] = 0;
  for (const auto& entry : instance.classes) {
    for (std::int64_t copy = 0; copy < entry.copies; ++copy) {
      std::vector<std::optional<std::int64_t>> next(size);
      for (std::size_t cost = 0; cost < size; ++cost) {
        if (!best[cost]) continue;
        for (std::uint32_t i = 0; i < entry.size; ++i) {
          const auto& option = instance.options[entry.first + i];
          const auto sum = cost + static_cast<std::size_t>(option.cost);
          if (sum >= size) continue;
          const auto utility = *best[cost] + option.utility;
          if (!next[sum] || *next[sum] < utility) next[sum] = utility;
        }
      }
      best = std::move(next);
    }
  }
  std::optional<Value2> found;
  for (std::size_t cost = 0; cost < size; ++cost) {
    if (!best[cost] || (found && found->utility >= *best[cost])) continue;
    found = {*best[cost], static_cast<std::int64_t>(cost)};
  }
  return found;
}

auto solve(const Instance& instance, const KnapsackOptions& options = {}) -> KnapsackPlan {
  KnapsackPlan plan;
  KnapsackError error;
  REQUIRE(solve_knapsack(instance.problem(), options, plan, error));
  return plan;
}

// Whether the picks are a plan, in order, and what it comes to.
auto value_of(const Instance& instance, const KnapsackPlan& plan) -> std::optional<Value2> {
  Value2 value;
  std::vector<std::int64_t> copies(instance.classes.size());
  const KnapsackPick* before = nullptr;
  for (const auto& pick : plan.picks) {
    if (pick.in_class >= instance.classes.size()) return std::nullopt;
    const auto& entry = instance.classes[pick.in_class];
    if (pick.option >= entry.size || pick.copies < 1) return std::nullopt;
    if (before != nullptr &&
        (pick.in_class < before->in_class ||
         (pick.in_class == before->in_class && pick.option <= before->option))) {
      return std::nullopt;
    }
    before = &pick;
    copies[pick.in_class] += pick.copies;
    value.cost += instance.options[entry.first + pick.option].cost * pick.copies;
    value.utility += instance.options[entry.first + pick.option].utility * pick.copies;
  }
  for (std::size_t i = 0; i < copies.size(); ++i) {
    if (copies[i] != instance.classes[i].copies) return std::nullopt;
  }
  return value;
}

void check_optimal(const Instance& instance, const std::string& what) {
  INFO(what);
  const auto wanted = best_by_table(instance);
  const auto plan = solve(instance);
  if (!wanted) {
    REQUIRE(plan.status == KnapsackStatus::infeasible);
    REQUIRE(plan.least_budget > instance.budget);
    return;
  }
  REQUIRE(plan.status == KnapsackStatus::optimal);
  REQUIRE(plan.utility == wanted->utility);
  REQUIRE(plan.cost == wanted->cost);
  REQUIRE(plan.bound == plan.utility);
  REQUIRE(value_of(instance, plan) == wanted);
}

auto small_instance(std::uint64_t seed) -> Instance {
  Random48 random{seed};
  Instance instance;
  const auto classes = random.between(1, 5);
  const auto range = random.between(1, 25);
  const auto lowest = random.next(3) == 0 ? -range : 0;
  const auto step = random.next(4) == 0 ? random.between(2, 5) : 1;  // makes lattices
  const auto most_copies = random.next(2) == 0 ? 1 : random.between(2, 12);
  for (std::int64_t i = 0; i < classes; ++i) {
    std::vector<KnapsackOption> options(static_cast<std::size_t>(random.between(1, 5)));
    for (auto& option : options) {
      option.cost = random.between(0, range) * step;
      option.utility = random.next(3) == 0 ? option.cost + random.between(-1, 1) * step
                                           : random.between(lowest, range);
    }
    instance.add(options, random.between(1, most_copies));
    if (random.next(4) == 0) instance.add(options);  // the same again
  }
  instance.budget = random.next(8) == 0 ? random.between(0, 2 * range)
                                        : test::half_budget(instance) * random.between(1, 9) / 5;
  return instance;
}

}  // namespace

TEST_CASE("small instances agree with the plain recursion") {
  for (std::uint64_t seed = 0; seed < 100'000; ++seed) {
    check_optimal(small_instance(seed), "seed " + std::to_string(seed));
  }
}

TEST_CASE("instances with many states agree with the plain recursion") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto kind = seed % 2 == 0 ? test::InstanceKind::weakly_correlated
                                    : test::InstanceKind::strongly_correlated;
    check_optimal(test::random_instance(kind, 14, 10, 2000, seed), "seed " + std::to_string(seed));
  }
}

TEST_CASE("each kind of the literature agrees with the plain recursion") {
  for (const auto kind : test::all_instance_kinds) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const auto classes = 1 + seed % 20;
      check_optimal(test::random_instance(kind, classes, 2 + seed % 9, 100, seed),
                    std::string{test::name_of(kind)} + " " + std::to_string(seed));
    }
  }
}

namespace {

auto error_of(const Instance& instance) -> KnapsackError::Code {
  KnapsackPlan plan;
  KnapsackError error;
  if (solve_knapsack(instance.problem(), {}, plan, error)) return KnapsackError::Code::none;
  CHECK(std::string{to_string(error.code)} != "");
  return error.code;
}

auto instance_of(std::int64_t budget, const std::vector<std::vector<KnapsackOption>>& classes)
    -> Instance {
  Instance instance;
  for (const auto& options : classes) instance.add(options);
  instance.budget = budget;
  return instance;
}

// As hard as it gets: stopped long before it is solved, when asked at once.
auto hard_instance() -> Instance {
  return test::random_instance(test::InstanceKind::weakly_correlated, 100, 10, 1'000'000, 56);
}

// Stopped, but a plan, and the optimum is not above the bound.
void check_feasible(const Instance& instance, const KnapsackPlan& plan, std::int64_t optimum) {
  CHECK(plan.status == KnapsackStatus::feasible);
  CHECK(value_of(instance, plan) == Value2{plan.utility, plan.cost});
  CHECK(plan.cost <= instance.budget);
  CHECK(plan.utility <= optimum);
  CHECK(plan.bound >= optimum);
}

}  // namespace

TEST_CASE("a problem without classes has an empty plan") {
  const auto plan = solve(instance_of(0, {}));
  CHECK(plan.status == KnapsackStatus::optimal);
  CHECK(plan.picks.empty());
  CHECK(plan.utility == 0);
}

TEST_CASE("the sum of the cheapest options is the least budget") {
  auto instance = instance_of(30, {{{10, 1}, {20, 9}}, {{20, -5}, {25, 0}}});
  auto plan = solve(instance);
  CHECK(plan.status == KnapsackStatus::optimal);
  CHECK(plan.cost == 30);
  CHECK(plan.utility == -4);
  instance.budget = 29;
  plan = solve(instance);
  CHECK(plan.status == KnapsackStatus::infeasible);
  CHECK(plan.least_budget == 30);
  CHECK(plan.picks.empty());
}

TEST_CASE("a budget that does not bind is worth nothing") {
  const auto plan = solve(instance_of(1000, {{{0, 0}, {10, 5}, {20, 5}}, {{0, 0}}}));
  CHECK(plan.utility == 5);
  CHECK(plan.cost == 10);
  CHECK(plan.shadow_price.utility == 0);
}

TEST_CASE("the shadow price is the slope at the budget") {
  const std::vector<KnapsackOption> options{{0, 0}, {4, 12}, {8, 16}};
  const auto plan = solve(instance_of(10, {options, options}));
  CHECK(plan.shadow_price.utility == 1);
  CHECK(plan.shadow_price.cost == 1);
  CHECK(plan.utility == 24);
}

TEST_CASE("equal options and equal plans: the first one") {
  const auto plan = solve(instance_of(1, {{{1, 1}, {0, 0}, {1, 1}}, {{0, 0}, {1, 1}, {0, 0}}}));
  CHECK(plan.utility == 1);
  const auto again = solve(instance_of(1, {{{1, 1}, {0, 0}, {1, 1}}, {{0, 0}, {1, 1}, {0, 0}}}));
  CHECK(plan.picks == again.picks);
  const auto one = solve(instance_of(1, {{{1, 1}, {0, 0}, {1, 1}, {0, 0}}}));
  REQUIRE(one.picks.size() == 1);
  CHECK(one.picks[0] == KnapsackPick{0, 0, 1});
}

TEST_CASE("copies are as good as classes") {
  Random48 random{7};
  Instance copies;
  Instance classes;
  Instance shared;
  for (int i = 0; i < 20; ++i) {
    const auto options = test::random_class(test::InstanceKind::zig_zag, 6, 1000, random);
    const auto count = random.between(1, 30);
    copies.add(options, count);
    shared.options.insert(shared.options.end(), options.begin(), options.end());
    for (std::int64_t copy = 0; copy < count; ++copy) {
      classes.add(options);
      shared.classes.push_back({shared.options.size() - options.size(), 6, 1});
    }
  }
  copies.budget = classes.budget = shared.budget = test::half_budget(copies) + 17;
  const auto plan = solve(copies);
  CHECK(plan.status == KnapsackStatus::optimal);
  for (const auto* other : {&classes, &shared}) {
    const auto same = solve(*other);
    CHECK(same.utility == plan.utility);
    CHECK(same.cost == plan.cost);
    CHECK(value_of(*other, same) == Value2{plan.utility, plan.cost});
  }
}

TEST_CASE("a thousand million copies are solved as one class") {
  Instance instance;
  instance.add({{3, 2}, {7, 9}, {11, 12}}, 1'000'000'000);
  instance.add({{2, 1}, {5, 5}}, 999'999'999);
  instance.budget = 9'000'000'001;
  const auto plan = solve(instance);
  CHECK(plan.status == KnapsackStatus::optimal);
  CHECK(value_of(instance, plan) == Value2{plan.utility, plan.cost});
  // The first class goes to (7, 9) for 4 each, at 7 for 4; what is left buys 4 for 3 of the second.
  CHECK(plan.cost <= instance.budget);
  CHECK(plan.bound == plan.utility);
}

TEST_CASE("numbers near the ends of 64 bits") {
  constexpr auto large = std::int64_t{1} << 62;
  SUBCASE("sums that are not taken may overflow") {
    const auto instance = instance_of(large, {{{0, 0}, {large, large}}, {{0, 0}, {large, large}}});
    const auto plan = solve(instance);
    CHECK(plan.status == KnapsackStatus::optimal);
    CHECK(plan.utility == large);
    CHECK(plan.cost == large);
  }
  SUBCASE("a sum that is taken and fits") {
    const auto plan =
        solve(instance_of(most, {{{0, 0}, {large, large}}, {{0, 0}, {large - 1, large - 1}}}));
    CHECK(plan.utility == most);
    CHECK(plan.cost == most);
  }
  SUBCASE("close ratios are told apart") {
    const auto plan = solve(instance_of(
        large, {{{0, 0}, {large - 1, large - 2}, {large, large - 1}}, {{0, 0}, {1, 1}}}));
    CHECK(plan.status == KnapsackStatus::optimal);
    CHECK(plan.utility == large - 1);
    CHECK(plan.cost == large);
  }
}

namespace {

// Tries every combination, with sums that cannot overflow.
auto best_by_trying(const Instance& instance) -> std::optional<Value2> {
  std::optional<Value2> best;
  std::vector<std::uint32_t> chosen(instance.classes.size(), 0);
  for (;;) {
    base::Int128 cost = 0;
    base::Int128 utility = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const auto& option = instance.options[instance.classes[i].first + chosen[i]];
      cost += option.cost;
      utility += option.utility;
    }
    if (cost <= instance.budget &&
        (!best || utility > best->utility || (utility == best->utility && cost < best->cost))) {
      best = {static_cast<std::int64_t>(utility), static_cast<std::int64_t>(cost)};
    }
    std::size_t i = 0;
    while (i < chosen.size() && ++chosen[i] == instance.classes[i].size) chosen[i++] = 0;
    if (i == chosen.size()) return best;
  }
}

// Of `bits` bits, or a little off a power of two.
auto large_number(Random48& random, int bits) -> std::int64_t {
  const auto limit = std::int64_t{1} << bits;
  if (random.next(3) == 0) return limit - random.between(1, 5);
  const auto number =
      (random.next(std::int64_t{1} << 31) << 31U) + random.next(std::int64_t{1} << 31);
  return number % limit;
}

}  // namespace

TEST_CASE("large coefficients agree with trying everything") {
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    CAPTURE(seed);
    Random48 random{seed};
    Instance instance;
    base::Int128 cheapest = 0;
    for (auto classes = random.between(1, 4); classes > 0; --classes) {
      std::vector<KnapsackOption> options(static_cast<std::size_t>(random.between(1, 4)));
      for (auto& option : options) {
        option.cost = large_number(random, 61);
        option.utility = random.next(2) == 0 ? option.cost / 2 - random.between(-3, 3)
                                             : large_number(random, 60) * random.between(-1, 1);
      }
      instance.add(options);
      const auto least = std::min_element(options.begin(), options.end(),
                                          [](auto& a, auto& b) { return a.cost < b.cost; });
      cheapest += least->cost;
    }
    const auto room = base::Int128{most} - cheapest;
    instance.budget = static_cast<std::int64_t>(cheapest + room * random.next(1000) / 3000);
    const auto wanted = best_by_trying(instance);
    const auto plan = solve(instance);
    REQUIRE(plan.status == KnapsackStatus::optimal);
    REQUIRE(Value2{plan.utility, plan.cost} == wanted);
    REQUIRE(value_of(instance, plan) == wanted);
  }
}

TEST_CASE("what does not fit is an error") {
  using Code = KnapsackError::Code;
  CHECK(error_of(instance_of(0, {{{-1, 0}}})) == Code::negative_cost);
  CHECK(error_of(instance_of(-1, {{{0, 0}}})) == Code::negative_budget);
  CHECK(error_of(instance_of(0, {{}})) == Code::empty_class);
  CHECK(error_of(instance_of(most, {{{most, 0}}, {{1, 0}}})) == Code::overflow);
  CHECK(error_of(instance_of(most, {{{0, most}}, {{0, 1}}})) == Code::overflow);
  CHECK(error_of(instance_of(most, {{{0, -most}, {1, most}}})) == Code::overflow);
  auto instance = instance_of(5, {{{0, 0}}, {{0, 0}}});
  instance.classes[1].copies = 0;
  CHECK(error_of(instance) == Code::bad_copies);
  instance.classes[1].copies = most;
  CHECK(error_of(instance) == Code::overflow);
  instance.classes[1] = {2, 1, 1};
  CHECK(error_of(instance) == Code::empty_class);
  instance.classes[1] = {~std::uint64_t{0}, 2, 1};
  CHECK(error_of(instance) == Code::empty_class);
}

TEST_CASE("a search that is stopped has a plan and a bound") {
  const auto instance = hard_instance();
  const auto optimal = solve(instance);
  REQUIRE(optimal.status == KnapsackStatus::optimal);
  int asked = 0;
  std::int64_t utility = 0;
  KnapsackOptions options;
  options.should_stop = [&](const KnapsackProgress& progress) {
    CHECK(progress.utility >= utility);
    CHECK(progress.bound >= optimal.utility);
    utility = progress.utility;
    return ++asked == 2;
  };
  check_feasible(instance, solve(instance, options), optimal.utility);
  CHECK(asked == 2);

  KnapsackOptions small;
  small.max_states = 1000;
  check_feasible(instance, solve(instance, small), optimal.utility);
}
