// A provider's own JSON body, read into a request.
#pragma once

#include <string_view>

#include "base/json_reader.hpp"
#include "tariff/request.hpp"

namespace tariff::base {

// Sets provider, model and parameters of `out`, whose buffers are used again; an empty `model` is
// the one that the body names. False: not JSON, or not an object; the parameters then mean nothing.
[[nodiscard]] auto read_body(JsonReader& reader, std::string_view provider, std::string_view model,
                             std::string_view body, Request& out, JsonError& error) -> bool;

}  // namespace tariff::base
