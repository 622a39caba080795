#include "knapsack/sided_search.hpp"

#include <algorithm>

#include "knapsack/rough_number.hpp"
#include "knapsack/sided_prices.hpp"
#include "knapsack/sided_suppliers.hpp"
#include "knapsack/sided_watch.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;

// No plan has a greater value: the most that one can be worth.
auto worth_of_value(const SidedProblem& sided, std::int64_t bound) -> Int128 {
  const bool utility = sided.problem->goal == KnapsackGoal::most_utility;
  const auto value = (utility ? Int128{bound} : -Int128{bound}) - sided.least_value;
  return std::min(sided.most_worth, value * sided.factor + (sided.factor - 1));
}

// Of the own row, where the problem without sides has it.
auto first_price(const SidedProblem& sided, KnapsackPrice price) -> Int128 {
  const bool utility = sided.problem->goal == KnapsackGoal::most_utility;
  const auto above = utility ? price.utility : price.cost;
  const auto below = utility ? price.cost : price.utility;
  const auto unit = (Int128{1} << shift_of(sided)) * sided.factor;
  constexpr auto most = Int128{1} << 118;
  return (Rough{above} * Rough{unit} / Rough{below}).to_integer(most);
}

}  // namespace

auto search_sided(const SidedProblem& sided, const KnapsackOptions& options, Wanted wanted,
                  const KnapsackPlan& plain) -> SidedResult {
  SidedWatch watch{sided, options, wanted == Wanted::any_plan};
  watch.lower_bound_to(worth_of_value(sided, plain.bound));
  SidedResult out;
  out.bound = watch.bound();
  out.price_unit = (Int128{1} << shift_of(sided)) * sided.factor;
  Prices prices(sided.caps.size(), 0);
  if (sided.has_own_row()) prices[0] = first_price(sided, plain.shadow_price);
  search_suppliers(sided, watch, prices, out.bound);
  // What a unit of the row costs or adds is in the worth already, as what decides ties.
  if (sided.has_own_row() && prices[0] > 0) {
    out.price = prices[0] + (sided.breaks_ties ? Int128{1} << shift_of(sided) : 0);
  }
  out.found = watch.found();
  out.worth = watch.worth();
  out.shares = watch.shares();
  return out;
}

}  // namespace tariff::knapsack
