// What each input of a lint run is linted by: its settings, their catalog, and a linter.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/record_linter.hpp"
#include "paths.hpp"
#include "settings.hpp"
#include "tariff/lint.hpp"

namespace tariff::app {

// Inputs with the same settings share one.
struct LintProject {
  LintProject(std::shared_ptr<const ProjectSettings> found, LintSettings settings, Date today);

  std::shared_ptr<const ProjectSettings> project;
  Linter linter;
  lint::RecordLinter records;
  std::string identity;  // of the settings, for results that are kept
};

// What holds whatever the settings say.
struct FixedSettings {
  std::optional<std::vector<std::string>> overlays;  // all that is laid over the catalog
  std::vector<std::string> ignore;                   // selectors
  bool without_fixes = false;
};

class LintProjects {
 public:
  LintProjects(const Options& options, Date today, FixedSettings fixed = {})
      : finder_(options, fixed.overlays), fixed_(std::move(fixed)), today_(today) {}

  // Null: the settings are wrong; said on standard error.
  [[nodiscard]] auto of_input(const std::string& path, const std::string& name)
      -> const LintProject*;

  // What the settings of these paths leave out. False: said on standard error.
  [[nodiscard]] auto excludes_of(const std::vector<std::string>& paths,
                                 std::vector<ExcludeGlob>& out) -> bool;
  // What decides the status of a run: the strictest of its projects.
  [[nodiscard]] auto fail_level() const -> Severity;
  [[nodiscard]] auto max_warnings() const -> std::optional<std::int64_t>;

  // The hash of the catalog of all inputs; empty: there are several.
  [[nodiscard]] auto catalog() const -> std::string;
  // All codes that the linters of the inputs can give.
  [[nodiscard]] auto codes() const -> std::vector<LintCode>;

  // Every settings file that was read.
  [[nodiscard]] auto files() const -> std::vector<std::string>;

 private:
  // Paths of one project that ignore other codes are linted apart.
  using Key = std::pair<const ProjectSettings*, std::string>;

  SettingsFinder finder_;
  FixedSettings fixed_;
  Date today_;
  std::map<Key, std::unique_ptr<const LintProject>> projects_;
};

}  // namespace tariff::app
