// Combinations of classes: what a program tells apart, and going through all of it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "kernel/symbolic.hpp"

namespace tariff::kernel {

// The slots that some registers of a program depend on, and what they may be compared with.
struct Cone {
  std::set<std::uint32_t> slots;
  std::set<base::Symbol> symbols;
  std::set<std::int64_t> numbers;
};
[[nodiscard]] auto cone_of(const lang::Program& program, std::span<const lang::Register> roots)
    -> Cone;

// One slot of a space of combinations.
struct Axis {
  const catalog::SlotClasses* classes = nullptr;
  std::vector<Group> groups;
};

// The axes of a cone, by the kernel's classes. Those that are not expected are left out.
[[nodiscard]] auto axes_of(const catalog::Offer& offer, const catalog::Kernel& kernel,
                           const Cone& cone) -> std::vector<Axis>;

[[nodiscard]] auto combinations(const std::vector<Axis>& axes) -> std::size_t;

// The states of combination `index`, for each choice of the provider among open words. `expected`
// is the likeliest one. Empty: more choices than are taken apart.
struct Choices {
  std::vector<std::map<std::uint32_t, SlotState>> cases;
  std::size_t expected = 0;
};
[[nodiscard]] auto choices_of(const catalog::Offer& offer, const std::vector<Axis>& axes,
                              std::size_t index) -> Choices;

}  // namespace tariff::kernel
