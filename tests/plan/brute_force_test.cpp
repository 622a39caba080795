// Plans against every combination that an independent enumeration finds.
#include <array>

#include "plan/naive_search.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

struct Instance {
  RandomMarket market;
  std::vector<RandomAsset> assets;
  std::string manifest;
  std::vector<Record> records;
  std::vector<std::vector<NaiveOption>> options;
};

auto make_instance(RandomWishes& random) -> Instance {
  Instance out{random.make_market(), {}, {}, {}, {}};
  out.manifest = "version: 1\ngroups: {x: {}, y: {}}\nassets:\n";
  const auto count = 3 + random.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    out.assets.push_back(random.make_asset(out.market));
    out.manifest += to_yaml(out.assets.back(), out.market, i);
    out.options.push_back(NaiveOptions{out.market, out.assets.back()}.find());
  }
  out.records = read_wishes(out.manifest).records;
  return out;
}

auto money(std::int64_t units, const std::string& currency) -> Money {
  Money out{{}, currency};
  REQUIRE(Rational::make(units, cost_scale, out.amount));
  return out;
}

// Between nothing and a little more than all assets could cost.
auto some_money(RandomWishes& random, const Instance& instance, std::uint64_t share)
    -> std::int64_t {
  std::int64_t most = 1;
  for (const auto& list : instance.options) {
    std::int64_t dearest = 0;
    for (const auto& option : list) dearest = std::max(dearest, option.high);
    most += dearest;
  }
  return static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most) / share + 1));
}

auto make_budget(RandomWishes& random, const Instance& instance) -> PlanBudget {
  const std::string currency = random.chance(12) ? "EUR" : "USD";
  const auto amount = [&](std::uint64_t share) {
    return money(some_money(random, instance, share), currency);
  };
  PlanBudget budget;
  budget.total = amount(1 + random.below(2));
  if (random.chance(6)) budget.per_asset = amount(2);
  if (random.chance(8)) budget.groups_per_asset.push_back({"y", amount(2)});
  if (random.chance(4)) budget.groups.push_back({"x", amount(2)});
  const auto provider = [&](std::size_t stall) {
    return provider_of(instance.market.stalls[stall].stall);
  };
  if (random.chance(3)) budget.providers.push_back({provider(0), amount(2)});
  if (provider(1) != provider(0) && random.chance(6)) {
    budget.providers.push_back({provider(1), amount(2)});
  }
  return budget;
}

auto make_settings(RandomWishes& random, const RandomMarket& market) -> PlanSettings {
  const auto names = names_in(market);
  PlanSettings settings;
  if (random.chance(4)) settings.goal = PlanGoal::cost;
  if (random.chance(3)) settings.plan_on = random.chance(2) ? CostPoint::low : CostPoint::high;
  settings.allow_unknown_costs = random.chance(4);
  settings.immediate = random.chance(6);
  settings.leave_out_unservable = !random.chance(8);
  settings.min_quality = random.pick({"", "", "", "", "", "medium", "1150"});
  if (random.chance(4)) {
    settings.min_average = Rational{1000 + static_cast<std::int64_t>(random.below(25)) * 10};
  }
  if (random.chance(8)) settings.only = {random.pick(names), random.pick(names)};
  if (random.chance(8)) settings.forbid = {random.pick(names)};
  if (random.chance(4)) settings.most_providers = 1 + static_cast<std::int64_t>(random.below(2));
  if (random.chance(4)) {
    const auto& stall = market.stalls[random.below(market.stalls.size())].stall;
    settings.caps.push_back({stall.name, static_cast<std::int64_t>(random.below(5))});
  }
  return settings;
}

auto at(const Range& range, const PlanSettings& settings) -> Rational {
  const auto point = settings.plan_on.value_or(CostPoint::expected);
  return point == CostPoint::low ? range.low
                                 : (point == CostPoint::high ? range.high : range.expected);
}

// Every request as it would be sent is accepted, and costs what the plan says.
void check_requests(const Instance& instance, const Plan& plan) {
  for (const auto& asset : plan.assets) {
    if (!asset.chosen) continue;
    const auto verdict =
        evaluate(instance.market.catalog, asset.chosen->request, today, {.fixes = false});
    CHECK(verdict.accepted);
    CHECK(verdict.quote.kind == asset.chosen->cost_kind);
    if (verdict.quote.kind == CostKind::unknown) continue;
    Rational cost;
    REQUIRE(checked_mul(at(verdict.quote.total, plan.settings), Rational{asset.chosen->requests},
                        cost));
    CHECK(cost == at(asset.chosen->cost, plan.settings));
  }
}

void check_against(NaiveSearch& naive, const Instance& instance, const Plan& plan) {
  CHECK(plan.diagnostics.empty());
  const auto best = naive.best();
  if (!best.found) {
    CHECK(plan.status == PlanStatus::infeasible);
    CHECK(!plan.clashes.empty());
    const auto least = naive.best(false);
    REQUIRE(plan.least_budget.has_value() == least.found);
    if (least.found) CHECK(scaled(*plan.least_budget, cost_scale) == least.cost);
    return;
  }
  REQUIRE(plan.status == PlanStatus::optimal);
  CHECK(scaled(plan.total.value, value_scale) == best.value);
  CHECK(scaled(at(plan.total.cost, plan.settings), cost_scale) == best.cost);
  CHECK(plan.gap == Rational{});
  if (plan.greedy) CHECK(plan.greedy->value <= plan.total.value);
  check_requests(instance, plan);
}

}  // namespace

TEST_CASE("no combination is better than the plan, and none as good costs less") {
  constexpr int instances = 700;
  constexpr int policies = 8;
  constexpr std::uint64_t most_combinations = 100'000;
  RandomWishes random{20'261'121};
  int solved = 0;
  int infeasible = 0;
  for (int i = 0; i < instances; ++i) {
    const auto instance = make_instance(random);
    for (int j = 0; j < policies; ++j) {
      const auto budget = make_budget(random, instance);
      PlanPolicy policy;
      policy.as_of = today;
      policy.settings = make_settings(random, instance.market);
      NaiveSearch naive{instance.market, instance.assets, instance.options, budget,
                        policy.settings};
      if (naive.combinations() > most_combinations) continue;
      const auto plan = tariff::plan(instance.market.catalog, instance.records, budget, policy);
      CAPTURE(i);
      CAPTURE(j);
      check_against(naive, instance, plan);
      ++(plan.found() ? solved : infeasible);
    }
  }
  CHECK(solved > 2000);
  CHECK(infeasible > 1000);
}
