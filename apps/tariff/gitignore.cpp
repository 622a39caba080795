#include "gitignore.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

#include "small_file.hpp"

namespace tariff::app {
namespace {

namespace fs = std::filesystem;
using base::Glob;

// Unit: bytes. Real ones have some thousands.
constexpr std::size_t largest_file = std::size_t{4} << 20U;

// Spaces at the end mean nothing unless a backslash stands before them.
auto without_end_spaces(std::string_view line) -> std::string_view {
  while (line.ends_with(' ')) {
    const auto rest = line.substr(0, line.size() - 1);
    const auto backslashes = rest.size() - (rest.find_last_not_of('\\') + 1);
    if (backslashes % 2 == 1) break;
    line = rest;
  }
  return line;
}

auto is_repository(const fs::path& folder) -> bool {
  std::error_code error;
  return fs::exists(fs::symlink_status(folder / ".git", error));
}

// What a one-line file says, such as "gitdir: ../.git/worktrees/art"; empty: there is none.
auto line_of(const fs::path& path) -> std::string {
  std::string text;
  if (!read_small_file(path, largest_file, text)) return {};
  return text.substr(0, text.find_first_of("\r\n"));
}

// The folder that holds the repository's own files; that of another place for a working tree that
// was added, or a submodule.
auto git_folder(const fs::path& root) -> fs::path {
  auto own = root / ".git";
  std::error_code error;
  if (fs::is_directory(own, error)) return own;
  constexpr std::string_view prefix = "gitdir: ";
  const auto line = line_of(own);
  if (!line.starts_with(prefix)) return own;
  const auto folder = root / line.substr(prefix.size());
  const auto common = line_of(folder / "commondir");
  return common.empty() ? folder : folder / common;
}

// The folders from `top` down to `folder`, both included.
auto folders_between(const fs::path& top, const fs::path& folder) -> std::vector<fs::path> {
  std::vector<fs::path> folders{folder};
  while (folders.back() != top) folders.push_back(folders.back().parent_path());
  std::reverse(folders.begin(), folders.end());
  return folders;
}

auto root_of(const fs::path& folder) -> std::optional<fs::path> {
  for (auto at = folder;; at = at.parent_path()) {
    if (is_repository(at)) return at;
    if (at == at.parent_path()) return std::nullopt;
  }
}

}  // namespace

// One file of patterns.
class IgnoreRules::File {
 public:
  File(const std::string& folder, std::string_view text)
      : prefix_(folder.ends_with('/') ? folder : folder + '/') {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      add_line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  // Nothing: no pattern fits.
  [[nodiscard]] auto says(std::string_view path, Glob::Entry entry) const -> std::optional<bool> {
    if (!path.starts_with(prefix_)) return std::nullopt;
    path.remove_prefix(prefix_.size());
    const auto found = std::find_if(
        patterns_.rbegin(), patterns_.rend(),
        [path, entry](const Pattern& pattern) { return pattern.glob.matches(path, entry); });
    if (found == patterns_.rend()) return std::nullopt;
    return found->ignores;
  }

 private:
  struct Pattern {
    Glob glob;
    bool ignores = true;
  };

  void add_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    line = without_end_spaces(line);
    if (line.empty() || line.starts_with('#')) return;
    const bool ignores = !line.starts_with('!');
    if (!ignores) line.remove_prefix(1);
    patterns_.push_back({Glob{line}, ignores});
  }

  std::string prefix_;
  std::vector<Pattern> patterns_;
};

auto IgnoreRules::of_folder(const std::string& folder) -> IgnoreRules {
  IgnoreRules rules;
  const auto root = root_of(folder);
  if (root) rules.add_file(root->string(), git_folder(*root) / "info" / "exclude");
  for (const auto& each : folders_between(root.value_or(folder), folder)) {
    rules.add_file(each.string(), each / ".gitignore");
  }
  return rules;
}

auto IgnoreRules::below(const std::string& folder) const -> IgnoreRules {
  if (is_repository(folder)) return of_folder(folder);
  IgnoreRules rules = *this;
  rules.add_file(folder, fs::path{folder} / ".gitignore");
  return rules;
}

auto IgnoreRules::ignores(const std::string& path, Glob::Entry entry) const -> bool {
  for (auto file = files_.rbegin(); file != files_.rend(); ++file) {
    if (const auto said = (*file)->says(path, entry)) return *said;
  }
  return false;
}

void IgnoreRules::add_file(const std::string& folder, const std::string& file) {
  std::string text;
  // Git does not follow a link here, lest a repository reads files outside.
  std::error_code error;
  if (fs::is_symlink(file, error) || !read_small_file(file, largest_file, text)) return;
  files_.push_back(std::make_shared<const File>(folder, text));
}

}  // namespace tariff::app
