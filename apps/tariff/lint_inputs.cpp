#include "lint_inputs.hpp"

#include "changed_files.hpp"

namespace tariff::app {

auto find_lint_inputs(const Options& options, const std::vector<ExcludeGlob>& excludes,
                      Discovered& found, std::string& why) -> bool {
  found = discover(
      options.paths,
      {.gitignore = !options.lint.no_gitignore, .excludes = excludes, .kind = options.input_kind});
  const auto& revision = options.lint.changed_since;
  if (revision.empty() || keep_changed(revision, found.inputs, why)) return true;
  why = "--changed-since " + revision + ": " + why;
  return false;
}

}  // namespace tariff::app
