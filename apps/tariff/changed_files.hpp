// `--changed-since REV`: only what differs from a revision of git.
#pragma once

#include <string>
#include <vector>

#include "paths.hpp"

namespace tariff::app {

// Leaves those inputs that differ from the revision in the repository that each is in, renamed ones
// included. Standard input, and what cannot be read, stays. False: `why` says what git could not
// tell.
[[nodiscard]] auto keep_changed(const std::string& revision, std::vector<InputPath>& inputs,
                                std::string& why) -> bool;

}  // namespace tariff::app
