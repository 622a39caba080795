// A request as a plan states it: what is sent, and to whom, and nothing else.
#pragma once

#include <string>

#include "tariff/request.hpp"
#include "tariff/value.hpp"

namespace tariff::planning {

// {"provider":…,"model":…,"operation":…,"endpoint":…,"tier":…,"params":{…},"input_images":[…]};
// what is not said has no member. `params` is the provider's own body as it is.
[[nodiscard]] auto request_value(const Request& request) -> Value;

// "sha256:" and the hash of a value's compact JSON.
[[nodiscard]] auto hash_of(const Value& value) -> std::string;

}  // namespace tariff::planning
