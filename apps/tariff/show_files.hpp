// `--show-files`: what would be read.
#pragma once

#include <string>

#include "options.hpp"
#include "paths.hpp"

namespace tariff::app {

// One file a line; as JSON: {"files":[…],"skipped":[{"path":…,"reason":…}]}.
[[nodiscard]] auto files_to_text(const Discovered& found, Format format) -> std::string;

}  // namespace tariff::app
