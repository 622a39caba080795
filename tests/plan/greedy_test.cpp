#include "plan/greedy.hpp"

#include "plan/market.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;
using planning::Asset;

struct Option {
  const char* cost;
  const char* value;
};

auto asset(const std::vector<Option>& options, bool required = true) -> Asset {
  Asset out;
  out.record.required = required;
  for (const auto& [cost, value] : options) {
    planning::Choice choice;
    choice.kind = CostKind::exact;
    choice.cost = Range::exactly(decimal(cost));
    out.choices.list.push_back(choice);
    out.values.push_back(decimal(value));
  }
  return out;
}

// "cost value assets", or "none".
auto greedy(const std::vector<Asset>& assets, const char* budget,
            CostPoint point = CostPoint::expected) -> std::string {
  const auto totals = planning::choose_greedily(assets, decimal(budget), point);
  if (!totals) return "none";
  return totals->cost.expected.to_decimal() + " " + totals->value.to_decimal() + " " +
         std::to_string(totals->assets);
}

}  // namespace

TEST_CASE("every asset begins at its cheapest, and steps are taken by value for cost") {
  const std::vector<Asset> assets{asset({{"3", "30"}, {"1", "10"}}),
                                  asset({{"1", "10"}, {"2", "25"}})};
  CHECK(greedy(assets, "1.9") == "none");
  CHECK(greedy(assets, "2") == "2 20 2");
  CHECK(greedy(assets, "3") == "3 35 2");
  CHECK(greedy(assets, "4") == "3 35 2");
  CHECK(greedy(assets, "5") == "5 55 2");
}

TEST_CASE("the first step may leave the better plan out of reach") {
  const std::vector<Asset> assets{asset({{"0", "0"}, {"1", "3"}}),
                                  asset({{"0", "0"}, {"10", "20"}})};
  CHECK(greedy(assets, "10") == "1 3 2");
}

TEST_CASE("of two options at the same cost the better one is the cheapest") {
  CHECK(greedy({asset({{"1", "10"}, {"1", "12"}, {"1", "11"}})}, "1") == "1 12 1");
}

TEST_CASE("a step that costs nothing is taken") {
  CHECK(greedy({asset({{"0", "1"}, {"0", "5"}, {"1", "4"}})}, "1") == "0 5 1");
}

TEST_CASE("what is not required begins with nothing, and is taken when it fits") {
  const std::vector<Asset> assets{asset({{"2", "10"}}), asset({{"3", "40"}, {"1", "4"}}, false)};
  CHECK(greedy(assets, "2") == "2 10 1");
  CHECK(greedy(assets, "4") == "3 14 2");
  CHECK(greedy(assets, "5") == "5 50 2");
}

TEST_CASE("what has no price is no step") {
  auto unpriced = asset({{"0", "100"}, {"2", "10"}});
  unpriced.choices.list[0].kind = CostKind::unknown;
  CHECK(greedy({unpriced}, "2") == "2 10 1");
  CHECK(greedy({unpriced}, "1") == "none");
}

TEST_CASE("costs count at the end that is asked for") {
  auto vague = asset({{"1", "10"}});
  vague.choices.list[0].cost = {Rational{0}, Rational{1}, Rational{2}};
  CHECK(greedy({vague}, "1", CostPoint::low) == "1 10 1");
  CHECK(greedy({vague}, "1", CostPoint::high) == "none");
}

TEST_CASE("nothing to choose costs nothing") {
  CHECK(greedy({}, "0") == "0 0 0");
  CHECK(greedy({}, "-1") == "none");
  CHECK(greedy({asset({})}, "0") == "0 0 0");
}
