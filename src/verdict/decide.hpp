// decide() on a request that is bound already, for those who bind by themselves.
#pragma once

#include "engine/bound.hpp"
#include "tariff/evaluate.hpp"

namespace tariff::verdict {

[[nodiscard]] auto decide_bound(const BoundRequest& bound, Date as_of) noexcept -> Decision;

}  // namespace tariff::verdict
