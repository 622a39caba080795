// Paths of a command line as a flat list of inputs.
//
// A file that is named is always read. A folder becomes the manifests and records below it, in the
// order of their names: hidden entries, what git ignores, what the settings exclude and files that
// are neither manifests nor records are left out. Links to folders are not followed.
#pragma once

#include <string>
#include <vector>

#include "tariff/manifest.hpp"

namespace tariff::app {

struct InputPath {
  std::string path;     // "-": standard input
  std::string problem;  // why it cannot be read; empty: it may be tried
};

// A pattern of a settings file, as in .gitignore (base/glob.hpp).
struct ExcludeGlob {
  std::string folder;  // that the pattern is relative to
  std::string pattern;
};

struct Discovery {
  bool gitignore = true;
  std::vector<ExcludeGlob> excludes;
  InputKind kind = InputKind::automatic;  // of all files, where the user says so
};

struct Discovered {
  std::vector<InputPath> inputs;
  // Files of folders that have an extension of ours, and nothing in them that concerns us.
  std::vector<std::string> skipped;
};

[[nodiscard]] auto discover(const std::vector<std::string>& paths, const Discovery& how = {})
    -> Discovered;

}  // namespace tariff::app
