#include "paths.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/glob.hpp"
#include "gitignore.hpp"
#include "manifest/likely.hpp"
#include "small_file.hpp"

namespace tariff::app {
namespace {

namespace fs = std::filesystem;
using base::Glob;

constexpr int deepest_folder = 64;  // a bound on recursion

auto is_hidden(const fs::path& path) -> bool {
  return path.filename().native().starts_with('.');
}

// The path without links, for comparing; as it is where that cannot be said.
auto real_path(const fs::path& path) -> fs::path {
  std::error_code error;
  auto real = fs::canonical(path, error);
  return error ? path : real;
}

// What settings exclude.
class Excludes {
 public:
  explicit Excludes(const std::vector<ExcludeGlob>& globs) {
    for (const auto& [folder, pattern] : globs) {
      auto prefix = real_path(folder.empty() ? "." : folder).string();
      if (!prefix.ends_with('/')) prefix += '/';
      entries_.push_back({std::move(prefix), Glob{pattern}});
    }
  }

  [[nodiscard]] auto cover(std::string_view path, Glob::Entry entry) const -> bool {
    return std::any_of(entries_.begin(), entries_.end(), [path, entry](const Entry& each) {
      return path.starts_with(each.prefix) &&
             each.glob.matches(path.substr(each.prefix.size()), entry);
    });
  }

 private:
  struct Entry {
    std::string prefix;
    Glob glob;
  };
  std::vector<Entry> entries_;
};

// A folder on the way: as the user named it, and without links.
struct Folder {
  fs::path shown;
  fs::path real;
  IgnoreRules ignores;
  int depth = 0;
};

class Walk {
 public:
  Walk(const Discovery& how, const Excludes& excludes, Discovered& out)
      : how_(how), excludes_(excludes), out_(out) {}

  void run(const fs::path& folder) {
    const auto real = real_path(folder);
    const auto before = out_.inputs.size();
    found_any_ = false;
    expand({folder, real, how_.gitignore ? IgnoreRules::of_folder(real.string()) : IgnoreRules{}});
    if (found_any_ || out_.inputs.size() != before) return;
    out_.inputs.push_back(
        {folder.string(), "the folder has no manifest (*.yaml, *.yml, *.json, *.jsonl, *.csv)"});
  }

 private:
  void expand(const Folder& folder) {
    std::vector<fs::path> entries;
    std::error_code error;
    if (folder.depth > deepest_folder) {
      fail(folder, "folders are nested too deep");
      return;
    }
    for (fs::directory_iterator at{folder.shown, error}, end; !error && at != end;
         at.increment(error)) {
      if (!is_hidden(at->path())) entries.push_back(at->path());
    }
    if (error) {
      fail(folder, error.message());
      return;
    }
    std::sort(entries.begin(), entries.end());
    for (const auto& entry : entries) expand_entry(folder, entry);
  }

  void expand_entry(const Folder& folder, const fs::path& path) {
    std::error_code error;
    const bool is_folder = fs::is_directory(fs::symlink_status(path, error));
    const auto real = folder.real / path.filename();
    const auto kind = input_kind_of(path.native());
    if (!is_folder && kind == InputKind::automatic) return;
    const auto entry = is_folder ? Glob::Entry::folder : Glob::Entry::file;
    if (excludes_.cover(real.native(), entry) || folder.ignores.ignores(real.native(), entry)) {
      found_any_ = found_any_ || !is_folder;
      return;
    }
    if (is_folder) {
      expand({path, real, how_.gitignore ? folder.ignores.below(real.string()) : IgnoreRules{},
              folder.depth + 1});
    } else {
      expand_file(path, kind);
    }
  }

  void expand_file(const fs::path& path, InputKind kind) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (fs::exists(status) && !fs::is_regular_file(status)) return;  // a pipe could make us wait
    if (how_.kind != InputKind::automatic) kind = how_.kind;
    std::string head;
    // What cannot be read is said when it is its turn.
    if (!read_file_head(path, manifest::head_size, head) || manifest::is_likely_input(kind, head)) {
      out_.inputs.push_back({path.string(), {}});
    } else {
      out_.skipped.push_back(path.string());
    }
  }

  void fail(const Folder& folder, std::string problem) {
    out_.inputs.push_back({folder.shown.string(), std::move(problem)});
  }

  const Discovery& how_;
  const Excludes& excludes_;
  Discovered& out_;
  bool found_any_ = false;  // a file that is left out on purpose
};

}  // namespace

auto discover(const std::vector<std::string>& paths, const Discovery& how) -> Discovered {
  Discovered out;
  const Excludes excludes{how.excludes};
  Walk walk{how, excludes, out};
  for (const auto& path : paths) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) {
      walk.run(path);
    } else {
      out.inputs.push_back({path, {}});
    }
  }
  return out;
}

}  // namespace tariff::app
