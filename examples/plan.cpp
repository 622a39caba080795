// Five pictures, one of which matters more, and 40 cents: which offer and quality for each?
#include <tariff/plan.hpp>

#include <cstdio>

int main() {
  std::vector<tariff::Record> pictures(5);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    auto& picture = pictures[i];
    picture.request.id = "picture-" + std::to_string(i + 1);
    picture.canonical.set("prompt", tariff::Value::text("a red balloon over the sea"));
    picture.canonical.set("width", tariff::Value::integer(1536));
    picture.canonical.set("height", tariff::Value::integer(1024));
    if (i == 0) picture.weight = tariff::Rational{5};  // the one on the front page
  }
  tariff::PlanBudget budget;
  tariff::Rational amount;
  if (!tariff::Rational::parse("0.40", amount)) return 1;
  budget.total = tariff::Money{amount, "USD"};
  tariff::PlanPolicy policy;
  policy.as_of = tariff::Date::of(2026, 11, 21);

  const auto plan = tariff::plan(tariff::default_catalog(), pictures, budget, policy);
  for (const auto& asset : plan.assets) {
    if (!asset.chosen) continue;
    std::printf("%s: %s %s, %s USD\n", asset.id.c_str(),
                plan.offers[asset.chosen->offer].name.c_str(), asset.chosen->quality.c_str(),
                asset.chosen->cost.expected.to_decimal().c_str());
  }
  std::printf("%s: %s USD, %s points\n", tariff::to_string(plan.status),
              plan.total.cost.expected.to_decimal().c_str(), plan.total.value.to_decimal().c_str());
  return plan.status == tariff::PlanStatus::optimal ? 0 : 1;
}
