#include "paths.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "tariff/manifest.hpp"

namespace tariff::app {
namespace {

namespace fs = std::filesystem;

constexpr int deepest_folder = 64;  // a bound on recursion; links to folders are not followed

auto is_hidden(const fs::path& path) -> bool {
  return path.filename().native().starts_with('.');
}

void expand_folder(const fs::path& folder, int depth, std::vector<InputPath>& out);

void expand_entry(const fs::path& path, int depth, std::vector<InputPath>& out) {
  std::error_code error;
  const auto status = fs::symlink_status(path, error);
  if (fs::is_directory(status)) {
    expand_folder(path, depth + 1, out);
    return;
  }
  const bool known = input_kind_of(path.native()) != InputKind::automatic;
  if (known && !fs::is_directory(path, error)) out.push_back({path.string(), {}});
}

void expand_folder(const fs::path& folder, int depth, std::vector<InputPath>& out) {
  if (depth > deepest_folder) {
    out.push_back({folder.string(), "folders are nested too deep"});
    return;
  }
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
    if (!is_hidden(at->path())) entries.push_back(at->path());
  }
  if (error) {
    out.push_back({folder.string(), error.message()});
    return;
  }
  std::sort(entries.begin(), entries.end());
  for (const auto& entry : entries) expand_entry(entry, depth, out);
}

}  // namespace

auto expand_paths(const std::vector<std::string>& paths) -> std::vector<InputPath> {
  std::vector<InputPath> out;
  for (const auto& path : paths) {
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) {
      out.push_back({path, {}});
      continue;
    }
    const auto before = out.size();
    expand_folder(path, 0, out);
    if (out.size() == before) {
      out.push_back({path, "the folder has no manifest (*.yaml, *.yml, *.json, *.jsonl, *.csv)"});
    }
  }
  return out;
}

}  // namespace tariff::app
