// Which classes a request's slots have, by the parameters that write them. What binding can give
// beside this (numbers far out of range) is left to the programs.
#pragma once

#include "kernel/shapes.hpp"

namespace tariff::kernel {

class Feasible {
 public:
  explicit Feasible(const catalog::Offer& offer);

  [[nodiscard]] auto is_expected(const catalog::SlotClasses& classes, std::size_t at) const -> bool;
  // Whether the groups of one combination go together.
  [[nodiscard]] auto go_together(const std::vector<Axis>& axes, std::size_t index) const -> bool;

 private:
  using Chosen = std::map<std::uint32_t, std::pair<const catalog::SlotClasses*, const Group*>>;

  [[nodiscard]] auto owns(const catalog::Parameter& parameter, std::uint32_t slot) const -> bool;
  [[nodiscard]] auto agrees(const catalog::Parameter& parameter, const catalog::Word* word,
                            const Chosen& chosen) const -> bool;
  [[nodiscard]] auto is_listed(const catalog::Parameter& parameter, const Chosen& chosen) const
      -> bool;
  [[nodiscard]] auto may_hold(const catalog::Parameter& parameter,
                              const catalog::SlotClasses& classes, const Group& group) const
      -> bool;

  const catalog::Offer& offer_;
  std::vector<std::vector<const catalog::Parameter*>> writers_;  // by slot
};

}  // namespace tariff::kernel
