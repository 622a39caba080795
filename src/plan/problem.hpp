// The choices of all assets as a knapsack problem, and its solution as choices.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plan/choices.hpp"
#include "plan/units.hpp"
#include "tariff/constrained_knapsack.hpp"
#include "tariff/plan.hpp"

namespace tariff::planning {

// An asset as the planner works on it.
struct Asset {
  Record record;  // its provider is settled
  Choices choices;
  std::vector<Rational> values;         // by choice: weight x images x score. Unit: points
  std::optional<std::uint32_t> chosen;  // index into the choices
};

// A limit beside the budget.
struct SideLimit {
  enum class Of : std::uint8_t { group, provider, offer };
  Of of{};
  std::string name;   // of the group, provider or offer
  Rational most;      // Unit: the plan's currency; of an offer: images
  std::string words;  // "group hero: at most 5.00 USD"
};

class Problem {
 public:
  // `assets` outlive it.
  Problem(const Catalog& catalog, const std::vector<Asset>& assets, const PlanBudget& budget,
          const PlanPolicy& policy);

  // False: `why` says what does not fit.
  [[nodiscard]] auto build(Diagnostic& why) -> bool;

  [[nodiscard]] auto solver() const -> ConstrainedProblem;
  // Without the budget: what all other constraints cost at least.
  [[nodiscard]] auto least_cost() const -> ConstrainedProblem;
  // With no limit but the budget.
  [[nodiscard]] auto budget_alone() const -> KnapsackProblem;

  // Sets what is chosen of each asset; of one that is left out nothing is.
  void read(const std::vector<KnapsackPick>& picks, std::vector<Asset>& assets) const;

  // True when a budget is all that limits the plan.
  [[nodiscard]] auto is_plain() const noexcept -> bool {
    return limits_.empty() && !most_suppliers_ && !least_value_;
  }
  [[nodiscard]] auto costs() const noexcept -> const CommonUnit& { return costs_; }
  [[nodiscard]] auto values() const noexcept -> const CommonUnit& { return values_; }
  [[nodiscard]] auto limits() const noexcept -> const std::vector<SideLimit>& { return limits_; }

 private:
  struct Line;  // an option on its way into the problem

  void find_units();
  void find_limits();
  void add_limit(SideLimit::Of of, const PlanBudget::Part& part);
  [[nodiscard]] auto money_limit(Rational amount) const -> std::int64_t;
  [[nodiscard]] auto find_least_value(Diagnostic& why) -> bool;
  void index_offers();
  [[nodiscard]] auto add_asset(std::uint32_t index) -> bool;
  [[nodiscard]] auto lines_of(const Asset& asset, std::vector<Line>& out) const -> bool;
  void add_line(const Asset& asset, const Line& line);
  void drop_dominated(std::vector<Line>& lines) const;

  const Catalog& catalog_;
  const std::vector<Asset>& assets_;
  const PlanBudget& budget_;
  const PlanSettings& settings_;

  CommonUnit costs_;
  CommonUnit values_;
  std::vector<KnapsackOption> options_;
  std::vector<KnapsackSide> sides_;
  std::vector<KnapsackUse> uses_;
  std::vector<KnapsackClass> classes_;
  std::vector<std::uint32_t> class_assets_;    // by class
  std::vector<std::uint32_t> option_choices_;  // by option; `left_out` for none
  std::vector<SideLimit> limits_;
  std::vector<std::int64_t> amounts_;                     // by limit
  std::vector<std::uint32_t> suppliers_;                  // by offer of the catalog
  std::vector<std::vector<std::uint32_t>> offer_limits_;  // by offer of the catalog
  std::int64_t total_ = 0;
  std::optional<std::int64_t> least_value_;
  std::optional<std::uint32_t> most_suppliers_;
};

}  // namespace tariff::planning
