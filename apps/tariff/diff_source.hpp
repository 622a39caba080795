// Where a side of a comparison has its manifests from: the disk, or a revision of a repository.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "git.hpp"

namespace tariff::app {

struct SourceFile {
  std::string name;  // what it is called in the comparison: the same on both sides
  std::string path;  // what read() takes
  // Where it lies, or would, on the disk of HEAD, whose settings hold for both sides.
  std::string place = {};
};

class DiffSource {
 public:
  virtual ~DiffSource() = default;

  // The manifests and records that a path of the command line means. None is no error, for the
  // other side may have some. False: `why` says what is wrong.
  [[nodiscard]] virtual auto list(const std::string& path, std::vector<SourceFile>& files,
                                  std::string& why) -> bool = 0;
  // All bytes of a file.
  [[nodiscard]] virtual auto read(const std::string& path, std::string& bytes, std::string& why)
      -> bool = 0;
  // The text that a manifest names ("prompts/hero.txt"), from beside it. False: there is none.
  [[nodiscard]] virtual auto read_text(const std::string& manifest, const std::string& name,
                                       std::string& text) -> bool = 0;
};

using DiffSourcePtr = std::unique_ptr<DiffSource>;

// Files of the disk. `file_name`: what a path that is a file is called; empty: as its path. Files
// of a folder are called by their path below it.
[[nodiscard]] auto make_disk_source(std::string file_name) -> DiffSourcePtr;

// Files of the disk, called by their path in the repository. One that is not there is no error.
[[nodiscard]] auto make_working_tree_source(const GitRepository& repository) -> DiffSourcePtr;

// Files of a commit, called by their path in the repository.
[[nodiscard]] auto make_revision_source(const GitRepository& repository, std::string commit)
    -> DiffSourcePtr;

}  // namespace tariff::app
