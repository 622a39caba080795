// Names that a user allows or forbids, held against offers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"

namespace tariff::planning {

// True when `name` means the offer: its provider, "provider/model", "provider/model/operation", or
// the model that it renders.
[[nodiscard]] auto means_offer(std::string_view name, const catalog::Offer& offer) -> bool;

// False: `only` leaves the offer out, or `forbid` names it; `why` says which.
[[nodiscard]] auto may_serve(const catalog::Offer& offer, const std::vector<std::string>& only,
                             const std::vector<std::string>& forbid, std::string& why) -> bool;

}  // namespace tariff::planning
