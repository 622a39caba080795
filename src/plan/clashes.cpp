#include "plan/clashes.hpp"

#include "report/words.hpp"

namespace tariff::planning {
namespace {

void name_clash(const Problem& problem, const KnapsackClash& clash, Plan& plan) {
  const auto add = [&](std::string constraint) {
    plan.clashes.push_back({std::move(constraint), {}});
  };
  if (clash.budget) {
    const auto& [amount, currency] = *plan.budget.total;
    add("budget of " + amount.to_decimal() + " " + currency);
  }
  if (clash.least_utility) {
    add("mean score of at least " + plan.settings.min_average->to_decimal());
  }
  if (clash.most_suppliers) {
    add("at most " + report::counted(*plan.settings.most_providers, "provider"));
  }
  for (const auto limit : clash.limits) add(problem.limits()[limit].words);
}

}  // namespace

void explain_clash(const Problem& problem, const PlanPolicy& policy, Plan& plan) {
  KnapsackOptions options;
  options.should_stop = policy.should_stop;
  KnapsackClash clash;
  KnapsackError error;
  if (find_knapsack_clash(problem.solver(), options, clash, error)) {
    name_clash(problem, clash, plan);
  }
  if (!plan.budget.total) return;
  ConstrainedPlan least;
  Rational cost;
  if (solve_constrained_knapsack(problem.least_cost(), options, least, error) &&
      least.status == ConstrainedStatus::optimal && problem.costs().to_amount(least.cost, cost)) {
    plan.least_budget = cost;
  }
}

}  // namespace tariff::planning
