// restate() of a request that is bound already, for those who say it to many offers.
#pragma once

#include <string>
#include <vector>

#include "engine/bound.hpp"

namespace tariff::engine {

// `lost` gets what that offer cannot say.
[[nodiscard]] auto restate(const BoundRequest& source, const catalog::Offer& target,
                           std::vector<std::string>& lost) -> Request;

}  // namespace tariff::engine
