// Size routes: the sizes in which an offer can make what is wanted.
#pragma once

#include <vector>

#include "plan/dials.hpp"
#include "plan/wanted.hpp"

namespace tariff::planning {

// In order of preference, of which the cheapest is enough; {0, 0}: the size is left as the request
// has it. Candidates only: whether the offer takes a size is the engine's to say.
[[nodiscard]] auto find_routes(const Wanted& wanted, const Dials& dials) -> std::vector<Edges>;

}  // namespace tariff::planning
