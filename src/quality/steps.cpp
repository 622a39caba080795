#include "quality/steps.hpp"

#include <algorithm>

namespace tariff::quality {

auto points_of(Steps steps, std::string_view quality) -> std::optional<Rational> {
  const auto found =
      std::find_if(steps.rbegin(), steps.rend(),
                   [quality](const catalog::QualityStep& step) { return step.quality == quality; });
  if (found == steps.rend()) return std::nullopt;
  return found->points;
}

auto distance(Steps steps, std::string_view from, std::string_view to) -> std::optional<Rational> {
  if (from == to) return Rational{};
  const auto start = points_of(steps, from);
  const auto end = points_of(steps, to);
  Rational out;
  if (!start || !end || !checked_sub(*end, *start, out)) return std::nullopt;
  return out;
}

}  // namespace tariff::quality
