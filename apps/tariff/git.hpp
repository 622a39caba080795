// What git knows of files, asked of the `git` program. Nothing is ever changed.
//
//     GitRepository repository;
//     std::string why, commit, bytes;
//     if (!repository.open(".", why) || !repository.resolve("origin/main", commit, why)) …
//     repository.read_file(commit, "art/images.yaml", bytes, why);
//
// Paths are relative to the repository's root, with '/' between names. Each function returns false
// with the reason in `why`, as a sentence part without a full stop.
#pragma once

#include <string>
#include <vector>

namespace tariff::app {

// A regular file of a revision.
struct GitFile {
  std::string path;
  std::string blob;  // object id: equal for equal contents
};

class GitRepository {
 public:
  // The repository with a working tree that `folder` is in. Fails where there is none, or no git.
  [[nodiscard]] auto open(const std::string& folder, std::string& why) -> bool;

  // Absolute, symbolic links resolved.
  [[nodiscard]] auto root() const noexcept -> const std::string& { return root_; }
  // A path as a user names it (relative to the current folder), relative to the root. Only its
  // folder's links are resolved: git tracks links, not what they point to. False: outside. The root
  // itself is "".
  [[nodiscard]] auto path_in_root(const std::string& path, std::string& out, std::string& why) const
      -> bool;

  // The commit that a revision names (a branch, a tag, HEAD~3, …) as an object id. What the
  // functions below take.
  [[nodiscard]] auto resolve(const std::string& revision, std::string& commit,
                             std::string& why) const -> bool;

  // Files of the working tree that differ from the commit: changed since, staged, not staged, and
  // new ones that are not ignored. One that was renamed counts under its new name. Sorted.
  [[nodiscard]] auto changed_since(const std::string& commit, std::vector<std::string>& paths,
                                   std::string& why) const -> bool;

  // The regular files of a commit at `path` or below it ("": all of them), sorted. None is no
  // error.
  [[nodiscard]] auto list_files(const std::string& commit, const std::string& path,
                                std::vector<GitFile>& files, std::string& why) const -> bool;

  // The bytes of a file as that commit has it. Nothing is converted.
  [[nodiscard]] auto read_file(const std::string& commit, const std::string& path,
                               std::string& bytes, std::string& why) const -> bool;

 private:
  std::string root_;
};

}  // namespace tariff::app
