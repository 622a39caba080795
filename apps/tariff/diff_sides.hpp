// From the command line of `tariff diff` to its two sides.
#pragma once

#include <string>
#include <vector>

#include "diff_source.hpp"
#include "git.hpp"
#include "options.hpp"

namespace tariff::app {

struct SideInputs {
  std::string name;  // what people call the side
  DiffSourcePtr source;
  std::vector<SourceFile> files;  // sorted by name, each once
};

struct DiffInputs {
  GitRepository repository;  // of the sources
  SideInputs base;
  SideInputs head;
};

// False: `why` says what is wrong with the options, the paths or the revisions.
[[nodiscard]] auto find_diff_inputs(const Options& options, DiffInputs& out, std::string& why)
    -> bool;

}  // namespace tariff::app
