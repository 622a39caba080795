// Which files git would not take: .gitignore files of a folder and of its parents up to the
// repository's root, and the repository's info/exclude. Settings of the user's own that hold for
// all repositories (core.excludesFile) are left out: a file is then linted everywhere or nowhere.
//
//     auto rules = IgnoreRules::of_folder("/home/ada/art");
//     if (!rules.ignores("/home/ada/art/drafts", base::Glob::Entry::folder)) {
//       auto below = rules.below("/home/ada/art/drafts");
//       …
//
// Paths are absolute, without links in them, and lie in the folder that the rules are of. What is
// below a folder that is ignored is not asked for: git cannot take that back either.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/glob.hpp"

namespace tariff::app {

class IgnoreRules {
 public:
  // Without any rule.
  IgnoreRules() = default;

  // What holds in a folder. Outside a repository only the folder's own file counts.
  [[nodiscard]] static auto of_folder(const std::string& folder) -> IgnoreRules;

  // What holds in a folder below: these rules and those of its own file. A repository of its own
  // starts anew.
  [[nodiscard]] auto below(const std::string& folder) const -> IgnoreRules;

  [[nodiscard]] auto ignores(const std::string& path, base::Glob::Entry entry) const -> bool;

 private:
  class File;

  void add_file(const std::string& folder, const std::string& file);

  std::vector<std::shared_ptr<const File>> files_;  // the last one that says something decides
};

}  // namespace tariff::app
