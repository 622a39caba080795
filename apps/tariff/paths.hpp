// Paths of a command line as a flat list of inputs.
#pragma once

#include <string>
#include <vector>

namespace tariff::app {

struct InputPath {
  std::string path;     // "-": standard input
  std::string problem;  // why it cannot be read; empty: it may be tried
};

// Folders become the manifests below them, sorted; hidden entries are skipped.
[[nodiscard]] auto expand_paths(const std::vector<std::string>& paths) -> std::vector<InputPath>;

}  // namespace tariff::app
