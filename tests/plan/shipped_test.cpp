// Plans of the example manifests over the shipped catalog: what they say is what the engine says.
#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plan/market.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

// Every `each`th asset of an example.
auto example(const std::string& name, std::size_t each = 1) -> Wishes {
  Wishes wishes;
  std::ifstream in{std::string{TARIFF_SOURCE_DIR} + "/examples/" + name};
  REQUIRE(in.good());
  InputOptions options;
  options.name = name;
  options.read_text = [](const std::string&, std::string& text) {
    text = "a prompt of a file";
    return true;
  };
  std::size_t read = 0;
  std::vector<Diagnostic> diagnostics;
  read_manifest(
      in, InputKind::yaml, options, wishes.header,
      [&](Record&& record) {
        if (read++ % each == 0) wishes.records.push_back(std::move(record));
        return true;
      },
      diagnostics);
  REQUIRE(diagnostics.empty());
  REQUIRE(wishes.records.size() >= 10);
  wishes.header.plan.leave_out_unservable = true;
  return wishes;
}

auto storefront() -> const Wishes& {
  static const auto wishes = example("storefront.yaml", 9);
  return wishes;
}

auto planned(const Wishes& wishes, const char* total, const PlanSettings& settings = {}) -> Plan {
  PlanPolicy policy;
  policy.as_of = today;
  policy.settings = merge(wishes.header.plan, settings);
  auto budget = budget_of(wishes.header);
  budget.total = Money{decimal(total), "USD"};
  return plan(default_catalog(), wishes.records, budget, policy);
}

auto times(const Range& range, std::int64_t count) -> Range {
  Range out;
  REQUIRE(checked_mul(range.low, Rational{count}, out.low));
  REQUIRE(checked_mul(range.expected, Rational{count}, out.expected));
  REQUIRE(checked_mul(range.high, Rational{count}, out.high));
  return out;
}

void add(Range& sum, const Range& more) {
  REQUIRE(checked_add(sum.low, more.low, sum.low));
  REQUIRE(checked_add(sum.expected, more.expected, sum.expected));
  REQUIRE(checked_add(sum.high, more.high, sum.high));
}

// The request as it is sent is accepted, goes to the offer that is named, and costs what is said.
void check_option(const Plan& plan, const PlanOption& option, Date day) {
  const auto verdict = evaluate(default_catalog(), option.request, day, {.fixes = false});
  CAPTURE(option.request.params.to_json());
  CHECK(verdict.accepted);
  CHECK(verdict.offer == plan.offers.at(option.offer).name);
  CHECK(verdict.quote.kind == option.cost_kind);
  CHECK(times(verdict.quote.total, option.requests) == option.cost);
  CHECK((option.request.tier.empty() || option.request.tier == option.tier));
  CHECK(!option.request.endpoint.empty());
}

auto day_of(const Wishes& wishes, std::size_t asset) -> Date {
  return wishes.records.at(asset).request.as_of.value_or(today);
}

void check_plan(const Wishes& wishes, const Plan& plan) {
  REQUIRE(plan.found());
  REQUIRE(plan.assets.size() == wishes.records.size());
  Range cost;
  Rational value;
  std::int64_t images = 0;
  for (std::size_t i = 0; i < plan.assets.size(); ++i) {
    const auto& asset = plan.assets[i];
    CAPTURE(asset.id);
    CHECK(asset.id == wishes.records[i].request.id);
    if (!asset.chosen) continue;
    check_option(plan, *asset.chosen, day_of(wishes, i));
    if (asset.next_better) check_option(plan, asset.next_better->to, day_of(wishes, i));
    if (asset.next_cheaper) check_option(plan, asset.next_cheaper->to, day_of(wishes, i));
    add(cost, asset.chosen->cost);
    REQUIRE(checked_add(value, asset.chosen->value, value));
    images += asset.images;
  }
  CHECK(plan.total.cost == cost);
  CHECK(plan.total.value == value);
  CHECK(plan.images == images);
  CHECK(plan.total.cost.expected <= plan.budget.total->amount);
  if (plan.greedy) CHECK(plan.greedy->value <= plan.total.value);
}

void check_order_does_not_matter(Wishes wishes, const char* total, const PlanSettings& settings) {
  const auto before = planned(wishes, total, settings);
  std::mt19937_64 random{7};
  std::shuffle(wishes.records.begin(), wishes.records.end(), random);
  const auto after = planned(wishes, total, settings);
  CHECK(after.status == before.status);
  CHECK(after.total.value == before.total.value);
  CHECK(after.total.cost.expected == before.total.cost.expected);
  CHECK(after.images == before.images);
  CHECK(after.average == before.average);
}

auto with_caps() -> PlanSettings {
  PlanSettings settings;
  settings.most_providers = 2;
  settings.caps = {{"openai/gpt-image-2", 12}};
  settings.min_average = Rational{1300};
  return settings;
}

// Offers of another shape, an envelope among them, would be passed over at these prices.
auto only(const std::string& provider) -> PlanSettings {
  PlanSettings settings;
  settings.only = {provider};
  settings.allow_unknown_costs = true;
  settings.allow_larger = true;
  return settings;
}

}  // namespace

TEST_CASE("plans of the examples are what the engine says of their requests") {
  const auto assets = example("assets.yaml");
  for (const char* total : {"1.2", "2", "4", "50"}) {
    CAPTURE(total);
    check_plan(assets, planned(assets, total));
  }
  for (const char* total : {"4", "6", "9", "500"}) {
    CAPTURE(total);
    check_plan(storefront(), planned(storefront(), total));
  }
}

TEST_CASE("so they are with further limits, and for cost") {
  check_plan(storefront(), planned(storefront(), "20", with_caps()));
  auto for_cost = with_caps();
  for_cost.goal = PlanGoal::cost;
  check_plan(storefront(), planned(storefront(), "20", for_cost));
}

TEST_CASE("at every provider requests are said in its own way") {
  std::set<std::string> providers;
  for (const auto& offer : default_catalog().summaries(today)) providers.insert(offer.provider);
  std::size_t served = 0;
  for (const auto& provider : providers) {
    CAPTURE(provider);
    auto plan = planned(storefront(), "5000", only(provider));
    if (!plan.found()) continue;
    check_plan(storefront(), plan);
    served += plan.images > 0 ? 1 : 0;
    for (const auto& asset : plan.assets) {
      if (asset.chosen) CHECK(asset.chosen->request.provider == provider);
    }
  }
  CHECK(served == providers.size());
}

TEST_CASE("sizes are found for shapes, and larger ones to be cut, at every offer") {
  auto wishes = read_wishes(R"(version: 1
plan: {unservable: leave_out, larger: true}
assets:
  - {id: wide, aspect: 16:9, prompt: a fox}
  - {id: poster, aspect: 2:3, min_pixels: 1_500_000, prompt: a fox}
  - {id: odd, size: 1000x700, prompt: a fox}
  - {id: banner, size: 1792x597, prompt: a fox}
  - {id: any, prompt: a fox}
  - {id: big, min_pixels: 4_000_000, prompt: a fox}
)");
  std::size_t served = 0;
  for (const auto& offer : default_catalog().summaries(today)) {
    if (offer.operation != "generate") continue;
    PlanSettings settings;
    settings.only = {offer.name};
    settings.goal = PlanGoal::cost;
    CAPTURE(offer.name);
    const auto plan = planned(wishes, "100", settings);
    if (!plan.found()) continue;
    check_plan(wishes, plan);
    ++served;
  }
  CHECK(served >= 10);
}

TEST_CASE("the same input has the same plan, byte for byte") {
  const auto once = to_json(planned(storefront(), "6"));
  CHECK(once == to_json(planned(storefront(), "6")));
  CHECK(once.size() > 10'000);
}

TEST_CASE("the order of assets changes no total") {
  check_order_does_not_matter(example("assets.yaml"), "2", {});
  check_order_does_not_matter(storefront(), "6", {});
  check_order_does_not_matter(storefront(), "20", with_caps());
}
