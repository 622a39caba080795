// A plan in the words of its reader: what was chosen for each asset, what stands next to it, and
// why other offers have nothing.
#pragma once

#include <map>
#include <vector>

#include "plan/problem.hpp"

namespace tariff::planning {

class Explainer {
 public:
  Explainer(const Catalog& catalog, ChoiceMaker& maker, CostPoint point, Plan& plan)
      : catalog_(catalog), maker_(maker), point_(point), plan_(plan) {}

  // Appends the asset to the plan.
  void add(const Asset& asset);

 private:
  [[nodiscard]] auto describe(const Asset& asset, std::uint32_t choice) -> PlanOption;
  [[nodiscard]] auto score_of(const Choice& choice) -> std::optional<QualityScore>;
  [[nodiscard]] auto step_to(const Asset& asset, std::uint32_t choice) -> PlanStep;
  [[nodiscard]] auto next_better(const Asset& asset) const -> std::optional<std::uint32_t>;
  [[nodiscard]] auto next_cheaper(const Asset& asset) const -> std::optional<std::uint32_t>;
  [[nodiscard]] auto offer_index(std::uint32_t offer) -> std::uint32_t;

  const Catalog& catalog_;
  ChoiceMaker& maker_;
  CostPoint point_;
  Plan& plan_;
  std::map<std::uint32_t, std::uint32_t> offers_;  // of the catalog: index into the plan's
  std::map<std::uint32_t, std::uint32_t> boards_;  // of the table: index into the plan's
};

}  // namespace tariff::planning
