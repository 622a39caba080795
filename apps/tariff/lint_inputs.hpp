// Which files `tariff lint` reads.
#pragma once

#include <string>
#include <vector>

#include "options.hpp"
#include "paths.hpp"

namespace tariff::app {

// From the options' paths, without what the settings exclude, git ignores, or --changed-since
// leaves out. False: `why` says what git could not tell.
[[nodiscard]] auto find_lint_inputs(const Options& options,
                                    const std::vector<ExcludeGlob>& excludes, Discovered& found,
                                    std::string& why) -> bool;

}  // namespace tariff::app
