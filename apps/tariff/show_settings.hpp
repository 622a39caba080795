// `lint --show-settings`: what is in force, and where each part of it comes from.
#pragma once

#include "context.hpp"

namespace tariff::app {

// The settings of each path's folder, each once. Gives the exit status.
[[nodiscard]] auto show_settings(Context& context) -> int;

}  // namespace tariff::app
