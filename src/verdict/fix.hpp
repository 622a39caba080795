// Proposals that would make a finding go away. None is offered before the changed request has been
// judged and priced again.
#pragma once

#include <optional>

#include "base/int128.hpp"
#include "engine/bound.hpp"
#include "engine/judge.hpp"
#include "tariff/diagnostic.hpp"
#include "tariff/verdict.hpp"

namespace tariff::verdict {

// The first proposal for `judgement` that removes it and adds no other error; the diagnostic's
// price fields compare with `before`. `bound` is the request as it stands.
[[nodiscard]] auto find_fix(const BoundRequest& bound, const engine::Judgement& judgement,
                            Date as_of, const Quote& before) -> std::optional<Fix>;

// How far a size is from the one that was wanted: first by the edge that changes most, as a factor
// of at least 1; then by the shape (long over short edge); then the smaller area, then the smaller
// width. Exact: factors are compared as fractions.
struct SizeDistance {
  struct Factor {
    base::UInt128 more = 1;  // at least `less`
    base::UInt128 less = 1;
  };
  Factor edge;
  Factor shape;
  std::int64_t area = 0;
  std::int64_t width = 0;
};

// Unit: pixels, each from 1 to 10^9.
[[nodiscard]] auto size_distance(std::int64_t width, std::int64_t height, std::int64_t other_width,
                                 std::int64_t other_height) noexcept -> SizeDistance;

[[nodiscard]] auto nearer(const SizeDistance& a, const SizeDistance& b) noexcept -> bool;

}  // namespace tariff::verdict
