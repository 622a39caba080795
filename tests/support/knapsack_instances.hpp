// Instances of the multiple-choice knapsack problem, of the kinds that the literature measures
// with: D. Pisinger, A minimal algorithm for the multiple-choice knapsack problem, EJOR 83 (1995).
//
// Random numbers are those of lrand48() (X' = 25214903917 X + 11 mod 2^48, the upper 31 bits), as
// in the generators of that paper; srand48(seed) seeds them. The budget is half of the sum of the
// cheapest and the dearest options of all classes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "tariff/knapsack.hpp"

namespace tariff::test {

class Random48 {
 public:
  explicit Random48(std::uint64_t seed) : state_((seed << 16U) + 0x330E) {}

  // 0 … below - 1.
  auto next(std::int64_t below) -> std::int64_t {
    state_ = (state_ * 25214903917U + 11) & ((std::uint64_t{1} << 48U) - 1);
    return static_cast<std::int64_t>(state_ >> 17U) % below;
  }
  auto between(std::int64_t low, std::int64_t high) -> std::int64_t {
    return low + next(high - low + 1);
  }

 private:
  std::uint64_t state_;
};

enum class InstanceKind : std::uint8_t {
  uncorrelated,
  weakly_correlated,
  strongly_correlated,
  subset_sum,
  zig_zag
};
constexpr InstanceKind all_instance_kinds[] = {
    InstanceKind::uncorrelated, InstanceKind::weakly_correlated, InstanceKind::strongly_correlated,
    InstanceKind::subset_sum, InstanceKind::zig_zag};

inline auto name_of(InstanceKind kind) -> const char* {
  constexpr const char* names[] = {"uncorrelated", "weakly_correlated", "strongly_correlated",
                                   "subset_sum", "zig_zag"};
  return names[static_cast<int>(kind)];
}

// A problem that owns what it is about.
struct Instance {
  std::vector<KnapsackOption> options;
  std::vector<KnapsackClass> classes;
  std::int64_t budget = 0;

  [[nodiscard]] auto problem() const -> KnapsackProblem { return {options, classes, budget}; }

  void add(const std::vector<KnapsackOption>& more, std::int64_t copies = 1) {
    classes.push_back({options.size(), static_cast<std::uint32_t>(more.size()), copies});
    options.insert(options.end(), more.begin(), more.end());
  }
};

// The options of one class, coefficients 1 … range (strongly correlated: sums of those).
inline auto random_class(InstanceKind kind, std::size_t size, std::int64_t range, Random48& random)
    -> std::vector<KnapsackOption> {
  std::vector<KnapsackOption> options(size);
  for (auto& option : options) {
    option.cost = random.between(1, range);
    switch (kind) {
      case InstanceKind::uncorrelated:
      case InstanceKind::zig_zag: option.utility = random.between(1, range); break;
      case InstanceKind::weakly_correlated:
        option.utility =
            std::max<std::int64_t>(1, random.between(option.cost - 10, option.cost + 10));
        break;
      case InstanceKind::strongly_correlated: option.utility = option.cost + 10; break;
      case InstanceKind::subset_sum: option.utility = option.cost; break;
    }
  }
  const auto cheaper = [](const auto& a, const auto& b) { return a.cost < b.cost; };
  if (kind == InstanceKind::strongly_correlated) {
    std::sort(options.begin(), options.end(), cheaper);
    for (std::size_t i = 1; i < size; ++i) {
      options[i].cost += options[i - 1].cost;
      options[i].utility += options[i - 1].utility;
    }
  }
  if (kind == InstanceKind::zig_zag) {  // costs and utilities rise together
    std::vector<std::int64_t> utilities;
    for (const auto& option : options) utilities.push_back(option.utility);
    std::sort(utilities.begin(), utilities.end());
    std::sort(options.begin(), options.end(), cheaper);
    for (std::size_t i = 0; i < size; ++i) options[i].utility = utilities[i];
  }
  return options;
}

inline auto half_budget(const Instance& instance) -> std::int64_t {
  std::int64_t sum = 0;
  for (const auto& entry : instance.classes) {
    const auto first = instance.options.begin() + static_cast<std::ptrdiff_t>(entry.first);
    const auto [least, most] = std::minmax_element(
        first, first + entry.size, [](const auto& a, const auto& b) { return a.cost < b.cost; });
    sum += (least->cost + most->cost) * entry.copies;
  }
  return sum / 2;
}

inline auto random_instance(InstanceKind kind, std::size_t classes, std::size_t size,
                            std::int64_t range, std::uint64_t seed) -> Instance {
  Random48 random{seed};
  Instance instance;
  instance.options.reserve(classes * size);
  instance.classes.reserve(classes);
  for (std::size_t i = 0; i < classes; ++i) instance.add(random_class(kind, size, range, random));
  instance.budget = half_budget(instance);
  return instance;
}

}  // namespace tariff::test
