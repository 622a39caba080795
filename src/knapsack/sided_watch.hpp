// What a search of a sided problem shares: the best plan so far, what bounds all plans, and whether
// it is time to end.
#pragma once

#include <cstddef>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/sided_problem.hpp"

namespace tariff::knapsack {

class SidedWatch {
 public:
  SidedWatch(const SidedProblem& problem, const KnapsackOptions& options, bool any_plan_will_do);

  // What a plan has to be worth to be better than the best one known.
  [[nodiscard]] auto needed() const noexcept -> base::Int128 { return needed_; }
  [[nodiscard]] auto found() const noexcept -> bool { return found_; }
  [[nodiscard]] auto worth() const noexcept -> base::Int128 { return needed_ - 1; }
  [[nodiscard]] auto shares() const noexcept -> const std::vector<Share>& { return shares_; }
  // Of a plan that keeps all rows; unless it is no better, or has too many suppliers.
  void adopt(base::Int128 worth, std::vector<Share> shares);

  // No plan is worth more.
  [[nodiscard]] auto bound() const noexcept -> base::Int128 { return bound_; }
  void lower_bound_to(base::Int128 worth) noexcept;

  // Counts `steps` of work, asks the caller every so often. True: the search has to end.
  auto is_over(std::size_t steps) -> bool;
  // Steps so far, and as many as there may be: bounded as the states are.
  [[nodiscard]] auto steps() const noexcept -> std::size_t { return steps_; }
  [[nodiscard]] auto most_steps() const noexcept -> std::size_t { return most_steps_; }
  // Asks the caller now.
  auto ask() -> bool;
  [[nodiscard]] auto is_over() const noexcept -> bool { return over_; }
  [[nodiscard]] auto options() const noexcept -> const KnapsackOptions& { return options_; }

 private:
  [[nodiscard]] auto has_too_many_suppliers(const std::vector<Share>& shares) const -> bool;
  [[nodiscard]] auto number_of(base::Int128 worth) const noexcept -> std::int64_t;

  const SidedProblem& problem_;
  const KnapsackOptions& options_;
  bool any_plan_will_do_;
  base::Int128 needed_;
  base::Int128 bound_;
  bool found_ = false;
  bool over_ = false;
  std::vector<Share> shares_;
  std::size_t work_ = 0;  // since the caller was asked
  std::size_t steps_ = 0;
  std::size_t most_steps_;
};

}  // namespace tariff::knapsack
