// What a plan that was found comes to: totals, bound, what is left, what was assumed, and what
// other ways of choosing come to.
#pragma once

#include <string>
#include <vector>

#include "plan/problem.hpp"

namespace tariff::planning {

class Outcome {
 public:
  // `assets` have what was chosen.
  Outcome(const std::vector<Asset>& assets, const Problem& problem, const PlanPolicy& policy,
          ChoiceMaker& maker, Plan& plan)
      : assets_(assets), problem_(problem), policy_(policy), maker_(maker), plan_(plan) {}

  void tell(const ConstrainedPlan& solution);

 private:
  [[nodiscard]] auto add_totals() -> bool;
  [[nodiscard]] auto add_asset(const Asset& asset, Rational& shares) -> bool;
  void tell_bound(const ConstrainedPlan& solution);
  void tell_price(const KnapsackPrice& price);
  void tell_left();
  void note_roundings();
  void note_choices();
  void note(std::int64_t count, const std::string& what);
  void compare_with_written();
  void compare_with_greedy();

  const std::vector<Asset>& assets_;
  const Problem& problem_;
  const PlanPolicy& policy_;
  ChoiceMaker& maker_;
  Plan& plan_;
  std::int64_t unscored_ = 0;  // assets
};

}  // namespace tariff::planning
