#include "diff_sides.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

namespace tariff::app {
namespace {

constexpr std::string_view working_tree = "working tree";

void sort_by_name(std::vector<SourceFile>& files) {
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
  files.erase(
      std::unique(files.begin(), files.end(),
                  [](const SourceFile& a, const SourceFile& b) { return a.name == b.name; }),
      files.end());
}

auto is_folder(const std::string& path) -> bool {
  std::error_code error;
  return path != "-" && std::filesystem::is_directory(path, error);
}

// --- Paths
// ----------------------------------------------------------------------------------------

// BASE is judged by the settings of HEAD: a change of settings is no change of manifests.
void place_below(const std::filesystem::path& folder, std::vector<SourceFile>& files) {
  for (auto& file : files) file.place = (folder / file.name).string();
}

void place_at(const std::string& path, std::vector<SourceFile>& files) {
  for (auto& file : files) file.place = path;
}

auto find_paths(const std::string& base, const std::string& head, DiffInputs& out, std::string& why)
    -> bool {
  if (is_folder(base) != is_folder(head)) {
    why = "BASE and HEAD must both be files, or both folders";
    return false;
  }
  if (base == "-" && head == "-") {
    why = "only one side can come from standard input";
    return false;
  }
  // A file keeps its name, as if its text had been changed in place.
  out.base = {base, make_disk_source(is_folder(base) ? "" : head), {}};
  out.head = {head, make_disk_source({}), {}};
  if (!out.base.source->list(base, out.base.files, why) ||
      !out.head.source->list(head, out.head.files, why)) {
    return false;
  }
  for (auto* side : {&out.base, &out.head}) {
    if (is_folder(head)) {
      place_below(head, side->files);
    } else {
      place_at(head == "-" ? base : head, side->files);
    }
  }
  return true;
}

// The same manifests on both sides: only the catalog or the day differ.
auto find_same(const std::string& path, DiffInputs& out, std::string& why) -> bool {
  if (path == "-") {
    why = "standard input can be read only once; give a file";
    return false;
  }
  return find_paths(path, path, out, why);
}

// --- Revisions
// --------------------------------------------------------------------------------------

struct RevisionPair {
  std::string base;
  std::string head;  // empty: the working tree
};

auto read_revisions(std::string_view text, RevisionPair& out, std::string& why) -> bool {
  if (text.find("...") != std::string_view::npos) {
    why =
        "expected REV..REV; for what a branch changed since it left another, give their merge "
        "base: $(git merge-base main HEAD)..HEAD";
    return false;
  }
  const auto dots = text.find("..");
  out.base = text.substr(0, dots);
  if (dots != std::string_view::npos) out.head = text.substr(dots + 2);
  if (!out.base.empty()) return true;
  why = "expected REV..REV, REV.. or REV";
  return false;
}

auto revision_source(const GitRepository& repository, const std::string& revision, SideInputs& out,
                     std::string& why) -> bool {
  out.name = revision.empty() ? working_tree : revision;
  if (revision.empty()) {
    out.source = make_working_tree_source(repository);
    return true;
  }
  std::string commit;
  if (!repository.resolve(revision, commit, why)) return false;
  out.source = make_revision_source(repository, std::move(commit));
  return true;
}

// Each path must be there on one of the sides.
auto list_path(const std::string& path, DiffInputs& out, std::string& why) -> bool {
  const auto before = out.base.files.size() + out.head.files.size();
  if (!out.base.source->list(path, out.base.files, why) ||
      !out.head.source->list(path, out.head.files, why)) {
    return false;
  }
  if (out.base.files.size() + out.head.files.size() > before) return true;
  why = path + ": no manifest in " + out.base.name + ", and none in " + out.head.name;
  return false;
}

auto find_revisions(const Options& options, DiffInputs& out, std::string& why) -> bool {
  RevisionPair revisions;
  if (!read_revisions(options.diff.git, revisions, why)) {
    why = "--git " + options.diff.git + ": " + why;
    return false;
  }
  if (!out.repository.open(".", why) ||
      !revision_source(out.repository, revisions.base, out.base, why) ||
      !revision_source(out.repository, revisions.head, out.head, why)) {
    return false;
  }
  const auto paths = options.paths.empty() ? std::vector<std::string>{"."} : options.paths;
  if (!std::all_of(paths.begin(), paths.end(),
                   [&](const std::string& path) { return list_path(path, out, why); })) {
    return false;
  }
  for (auto* side : {&out.base, &out.head}) place_below(out.repository.root(), side->files);
  return true;
}

auto find(const Options& options, DiffInputs& out, std::string& why) -> bool {
  const auto& paths = options.paths;
  const bool other_base = !options.diff.base_overlays.empty() || options.diff.base_as_of;
  if (!options.diff.git.empty()) return find_revisions(options, out, why);
  if (paths.size() == 2) return find_paths(paths[0], paths[1], out, why);
  if (paths.size() == 1 && other_base) return find_same(paths[0], out, why);
  why = paths.size() == 1
            ? "one PATH is compared with itself only under another catalog or on another day: "
              "--base-catalog DIR, --base-as-of DATE"
            : "give BASE and HEAD, or --git REV..REV";
  return false;
}

}  // namespace

auto find_diff_inputs(const Options& options, DiffInputs& out, std::string& why) -> bool {
  if (!find(options, out, why)) return false;
  sort_by_name(out.base.files);
  sort_by_name(out.head.files);
  if (!out.base.files.empty() || !out.head.files.empty()) return true;
  why = "neither " + out.base.name + " nor " + out.head.name + " has a manifest";
  return false;
}

}  // namespace tariff::app
