#include "lint_project.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace tariff::app {

LintProject::LintProject(std::shared_ptr<const ProjectSettings> found, LintSettings settings,
                         Date today)
    : project(std::move(found)),
      linter(*project->catalog, today, std::move(settings)),
      records(*project->catalog, today, linter.settings()),
      identity(lint::key_of(linter.settings())) {}

auto LintProjects::of_input(const std::string& path, const std::string& name)
    -> const LintProject* {
  auto project = finder_.of_input(path);
  if (project == nullptr) return nullptr;
  std::error_code error;
  auto settings = lint::lint_settings_of(project->settings, name,
                                         std::filesystem::current_path(error).string());
  for (const auto& selector : fixed_.ignore) lint::ignore_all(settings.selection, selector);
  if (fixed_.without_fixes) settings.fixes = false;
  auto& known = projects_[{project.get(), lint::key_of(settings)}];
  if (known == nullptr) {
    known = std::make_unique<const LintProject>(std::move(project), std::move(settings), today_);
  }
  return known.get();
}

auto LintProjects::excludes_of(const std::vector<std::string>& paths, std::vector<ExcludeGlob>& out)
    -> bool {
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& path : paths) {
    std::error_code error;
    if (path == "-") continue;
    const bool is_folder = std::filesystem::is_directory(path, error);
    const auto settings =
        finder_.of_folder(is_folder ? path : std::filesystem::path{path}.parent_path().string());
    if (settings == nullptr) return false;
    for (const auto& [folder, glob] : settings->exclude) {
      if (seen.emplace(folder, glob).second) out.push_back({folder, glob});
    }
  }
  return true;
}

auto LintProjects::fail_level() const -> Severity {
  auto level = Severity::error;
  for (const auto& [key, known] : projects_) {
    level = std::min(level, known->project->settings.fail_level);
  }
  return level;
}

auto LintProjects::max_warnings() const -> std::optional<std::int64_t> {
  std::optional<std::int64_t> most;
  for (const auto& [key, known] : projects_) {
    const auto& own = known->project->settings.max_warnings;
    if (own) most = std::min(*own, most.value_or(*own));
  }
  return most;
}

auto LintProjects::catalog() const -> std::string {
  std::set<std::string> hashes;
  for (const auto& [key, known] : projects_) hashes.emplace(known->project->catalog->hash());
  return hashes.size() == 1 ? *hashes.begin() : std::string{};
}

auto LintProjects::codes() const -> std::vector<LintCode> {
  std::map<std::string, LintCode> by_code;
  std::set<const ProjectSettings*> asked;
  for (const auto& [key, known] : projects_) {
    const auto& project = *known->project;
    if (!asked.insert(&project).second) continue;
    for (auto& code : lint_codes(*project.catalog, project.settings.lint.policies.get())) {
      by_code.try_emplace(code.code, std::move(code));
    }
  }
  std::vector<LintCode> out;
  for (auto& [code, entry] : by_code) out.push_back(std::move(entry));
  return out;
}

auto LintProjects::files() const -> std::vector<std::string> {
  std::set<std::string> names;
  for (const auto& [key, known] : projects_) {
    const auto& read = known->project->settings.files;
    names.insert(read.begin(), read.end());
  }
  return {names.begin(), names.end()};
}

}  // namespace tariff::app
