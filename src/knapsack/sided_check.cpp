#include <limits>

#include "knapsack/sided_problem.hpp"

namespace tariff::knapsack {

namespace {

using Code = KnapsackError::Code;

// The first class that has the option says where it is.
auto fail_at(const ConstrainedProblem& problem, std::uint64_t option, Code code,
             KnapsackError& error) -> bool {
  error = {code};
  for (std::size_t i = 0; i < problem.classes.size(); ++i) {
    const auto& entry = problem.classes[i];
    if (option < entry.first || option - entry.first >= entry.size) continue;
    error = {code, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(option - entry.first)};
    break;
  }
  return false;
}

auto is_sound(const ConstrainedProblem& problem, const KnapsackSide& side) -> bool {
  const auto total = problem.uses.size();
  if (side.first_use > total || side.uses > total - side.first_use) return false;
  for (const auto& use : problem.uses.subspan(side.first_use, side.uses)) {
    if (use.amount < 0 || use.limit >= problem.limits.size()) return false;
  }
  return true;
}

}  // namespace

auto check_sides(const ConstrainedProblem& problem, KnapsackError& error) -> bool {
  bool sound = problem.limits.size() < std::numeric_limits<std::uint32_t>::max();
  for (const auto limit : problem.limits) sound = sound && limit >= 0;
  if (!sound) {
    error = {Code::bad_limit};
    return false;
  }
  if (problem.budget && *problem.budget < 0) {
    error = {Code::negative_budget};
    return false;
  }
  if (!problem.sides.empty() && problem.sides.size() != problem.options.size()) {
    error = {Code::bad_use};
    return false;
  }
  for (std::size_t i = 0; i < problem.sides.size(); ++i) {
    if (!is_sound(problem, problem.sides[i])) return fail_at(problem, i, Code::bad_use, error);
  }
  return true;
}

}  // namespace tariff::knapsack
