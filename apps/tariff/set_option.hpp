// The values of `--set name=value` and `--image 1024x1024`.
#pragma once

#include <string>
#include <string_view>

#include "tariff/request.hpp"
#include "tariff/value.hpp"

namespace tariff::app {

// Whole numbers, decimals, true, false, null, and JSON that starts with { or [ are typed; anything
// else is text. False: `why` says what is wrong.
[[nodiscard]] auto read_set(std::string_view text, Value& params, std::string& why) -> bool;

// "1024x1024", optionally with a role: "1024x1024:mask".
[[nodiscard]] auto read_image(std::string_view text, InputImage& out, std::string& why) -> bool;

}  // namespace tariff::app
