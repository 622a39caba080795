#include "git.hpp"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "child_process.hpp"

namespace tariff::app {
namespace {

namespace fs = std::filesystem;

// Unit: bytes. No manifest that a repository holds is near it.
constexpr std::size_t largest_blob = std::size_t{1} << 28U;

// What a hook or an alias sets for its own repository would hide the one that is asked for.
auto variables_of_hooks() -> const std::vector<std::string>& {
  static const std::vector<std::string> names{"GIT_DIR",
                                              "GIT_WORK_TREE",
                                              "GIT_INDEX_FILE",
                                              "GIT_PREFIX",
                                              "GIT_NAMESPACE",
                                              "GIT_COMMON_DIR",
                                              "GIT_OBJECT_DIRECTORY",
                                              "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                              "GIT_CONFIG",
                                              "GIT_LITERAL_PATHSPECS",
                                              "GIT_GLOB_PATHSPECS",
                                              "GIT_NOGLOB_PATHSPECS",
                                              "GIT_ICASE_PATHSPECS"};
  return names;
}

// The first line that git says, without its "fatal: ".
auto complaint_of(const ChildResult& result) -> std::string {
  std::string_view text = result.errors;
  text = text.substr(0, text.find('\n'));
  for (const std::string_view word : {"fatal: ", "error: "}) {
    if (text.starts_with(word)) text.remove_prefix(word.size());
  }
  return text.empty() ? "git failed with status " + std::to_string(result.status)
                      : "git: " + std::string{text};
}

// False when git could not be run; what it answers, a refusal included, is in `result`.
auto ask(const std::string& folder, std::initializer_list<std::string> arguments,
         ChildResult& result, std::string& why) -> bool {
  ChildProcess git;
  // No program that the repository's settings name is run for a look at it.
  git.arguments = {
      "git", "-C", folder, "-c", "core.fsmonitor=false", "--no-pager", "--literal-pathspecs"};
  git.arguments.insert(git.arguments.end(), arguments);
  git.environment = {"LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"};
  git.unset = variables_of_hooks();
  git.max_output = largest_blob;
  if (run_child(git, result, why)) return true;
  why = "git could not be run: " + why;
  return false;
}

// False unless git answers with status 0.
auto obtain(const std::string& folder, std::initializer_list<std::string> arguments,
            std::string& output, std::string& why) -> bool {
  ChildResult result;
  if (!ask(folder, arguments, result, why)) return false;
  if (result.status != 0) why = complaint_of(result);
  output = std::move(result.output);
  return result.status == 0;
}

// Calls take() with each piece of a text in which every piece ends with NUL.
template <class Take>
void for_each_piece(std::string_view text, Take take) {
  while (!text.empty()) {
    const auto end = text.find('\0');
    take(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

auto is_object_id(std::string_view text) -> bool {
  return text.size() >= 40 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// "100644 blob 257cc5642cb1a054f08cc83f2d943e56fd3ebe99\tart/images.yaml"; links and submodules
// are no regular files.
void add_entry(std::string_view entry, std::vector<GitFile>& files) {
  const auto tab = entry.find('\t');
  if (tab == std::string_view::npos || !entry.starts_with("100")) return;
  const auto id = entry.substr(0, tab).substr(entry.substr(0, tab).rfind(' ') + 1);
  files.push_back({std::string{entry.substr(tab + 1)}, std::string{id}});
}

void sort_without_repeats(std::vector<std::string>& paths) {
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
}

}  // namespace

auto GitRepository::open(const std::string& folder, std::string& why) -> bool {
  ChildResult result;
  if (!ask(folder, {"rev-parse", "--show-toplevel"}, result, why)) return false;
  if (result.status != 0) {
    const bool none = result.errors.find("not a git repository") != std::string::npos;
    why = none ? folder + " is not in a git repository" : complaint_of(result);
    return false;
  }
  if (result.output.ends_with('\n')) result.output.pop_back();
  std::error_code error;
  root_ = fs::canonical(result.output, error).string();
  if (error) why = result.output + ": " + error.message();
  return !error;
}

auto GitRepository::path_in_root(const std::string& path, std::string& out, std::string& why) const
    -> bool {
  std::error_code error;
  auto absolute = fs::absolute(path, error).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();
  const auto folder = fs::weakly_canonical(absolute.parent_path(), error);
  const auto whole = (folder / absolute.filename()).string();
  const auto inside = root_ == "/" ? root_ : root_ + "/";
  if (!error && (whole == root_ || whole.starts_with(inside))) {
    out = whole == root_ ? "" : whole.substr(inside.size());
    return true;
  }
  why = error ? path + ": " + error.message() : path + " is outside the repository " + root_;
  return false;
}

auto GitRepository::resolve(const std::string& revision, std::string& commit,
                            std::string& why) const -> bool {
  const auto unknown = "git knows no revision '" + revision + "'";
  if (revision.empty() || revision.starts_with('-')) {  // which git would take for an option
    why = unknown;
    return false;
  }
  ChildResult result;
  if (!ask(root_, {"rev-parse", "--verify", "--quiet", revision + "^{commit}"}, result, why)) {
    return false;
  }
  commit = result.output.substr(0, result.output.find('\n'));
  if (result.status == 0 && is_object_id(commit)) return true;
  why = result.errors.empty() ? unknown : complaint_of(result);
  return false;
}

auto GitRepository::changed_since(const std::string& commit, std::vector<std::string>& paths,
                                  std::string& why) const -> bool {
  std::string tracked;
  std::string untracked;
  if (!obtain(root_,
              {"diff", "--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff",
               "--ignore-submodules", "--diff-filter=d", commit, "--"},
              tracked, why) ||
      !obtain(root_, {"ls-files", "-z", "--others", "--exclude-standard"}, untracked, why)) {
    return false;
  }
  paths.clear();
  for (const std::string_view text : {tracked, untracked}) {
    for_each_piece(text, [&paths](std::string_view path) { paths.emplace_back(path); });
  }
  sort_without_repeats(paths);
  return true;
}

auto GitRepository::list_files(const std::string& commit, const std::string& path,
                               std::vector<GitFile>& files, std::string& why) const -> bool {
  std::string listed;
  const bool answered =
      path.empty()
          ? obtain(root_, {"ls-tree", "-r", "-z", "--full-tree", commit}, listed, why)
          : obtain(root_, {"ls-tree", "-r", "-z", "--full-tree", commit, "--", path}, listed, why);
  if (!answered) return false;
  files.clear();
  for_each_piece(listed, [&files](std::string_view entry) { add_entry(entry, files); });
  std::sort(files.begin(), files.end(),
            [](const GitFile& a, const GitFile& b) { return a.path < b.path; });
  return true;
}

auto GitRepository::read_file(const std::string& commit, const std::string& path,
                              std::string& bytes, std::string& why) const -> bool {
  return obtain(root_, {"cat-file", "blob", commit + ":" + path}, bytes, why);
}

}  // namespace tariff::app
