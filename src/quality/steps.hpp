// Rendering qualities in points: how far it is from one to another.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "catalog/ratings.hpp"

namespace tariff::quality {

using Steps = std::span<const catalog::QualityStep>;

// The points of a quality; where it stands twice, the last. Nothing: it has no place there.
[[nodiscard]] auto points_of(Steps steps, std::string_view quality) -> std::optional<Rational>;

// What to add to a score at `from` for one at `to`. Nothing: one of them has no place, or the
// difference does not fit. From a quality to itself needs no steps.
[[nodiscard]] auto distance(Steps steps, std::string_view from, std::string_view to)
    -> std::optional<Rational>;

}  // namespace tariff::quality
