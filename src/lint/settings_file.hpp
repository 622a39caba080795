// `.tariff.yaml`: what a project sets for the linter. docs/settings.md is its reference.
//
//     auto layers = load_settings("images/.tariff.yaml", read_file, errors);  // `extends` first
//     layers.push_back(command_line);
//     const Settings settings = merge_settings(layers);
//
// A file is a layer that says only what it says; merging gives what is in force, and where each
// part of it comes from. Pure: files are read by the caller's function.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/policy.hpp"
#include "tariff/lint.hpp"

namespace tariff::lint {

inline constexpr std::string_view settings_file_name = ".tariff.yaml";

// Something that is set, and where. Of the command line: a location without a line, whose file is
// the option ("--ignore").
template <class T>
struct Given {
  T value{};
  Location place;
};
using GivenText = Given<std::string>;

// A glob, and the folder that it is relative to (empty: the working directory).
struct PathPattern {
  std::string folder;
  std::string glob;

  friend auto operator==(const PathPattern&, const PathPattern&) -> bool = default;
};

// Codes that do not count in some paths.
struct PathIgnores {
  PathPattern paths;
  std::vector<std::string> ignore;

  friend auto operator==(const PathIgnores&, const PathIgnores&) -> bool = default;
};

// What one file, or the command line, says. Paths are as they are meant: relative ones begin at the
// file's folder and are joined to it.
struct SettingsLayer {
  std::string file;    // empty: the command line
  std::string folder;  // of the file

  std::vector<GivenText> extends;   // paths
  std::vector<GivenText> catalogs;  // folders
  std::optional<GivenText> provider;
  std::vector<GivenText> exclude;  // globs, relative to `folder`
  std::optional<GivenText> baseline;
  std::optional<GivenText> cache_dir;

  std::optional<std::vector<GivenText>> select;
  Location select_place;  // an empty `select` has no other
  std::vector<GivenText> extend_select;
  std::vector<GivenText> ignore;
  std::vector<std::pair<GivenText, Severity>> severity;
  std::vector<std::pair<GivenText, std::vector<GivenText>>> per_path_ignores;  // glob, selectors
  std::optional<Given<Severity>> fail_level;
  std::optional<Given<std::int64_t>> max_warnings;
  std::optional<Given<CostBasis>> budget_basis;
  std::optional<Given<std::int64_t>> stale_price_days;
  std::optional<Given<std::int64_t>> retirement_days;
  std::optional<Given<Rational>> auto_spread;
  std::optional<Given<std::int64_t>> saving_percent;

  std::vector<PolicySource> policies;
};

// Where a setting comes from: each place that had a part in it, the decisive one last. None: it is
// the default.
using Origins = std::map<std::string, std::vector<Location>, std::less<>>;

// What is in force.
struct Settings {
  LintSettings lint;  // without policies: they are compiled against a catalog
  std::vector<PathIgnores> per_path_ignores;
  Severity fail_level = Severity::warning;
  std::optional<std::int64_t> max_warnings;
  std::vector<PathPattern> exclude;
  std::string baseline;               // file; empty: none
  std::vector<std::string> catalogs;  // folders, each laid over those before it
  std::string provider;               // of requests that name none
  std::string cache_dir;              // empty: the program's own choice
  std::vector<PolicySource> policies;

  Origins origins;                   // by key as in the file: "provider", "lint.ignore"
  std::vector<GivenText> selectors;  // of all layers, to be held against the codes
  std::vector<std::string> files;    // that were read for it, the nearest last
};

// Limits, so that no chain of files exhausts anything.
inline constexpr std::size_t deepest_extends = 16;  // files that extend each other in a row
inline constexpr std::size_t most_files = 64;       // of one project

// Reads one file's text. Errors are added to `errors`, with code SETTINGS-…; what is in order is in
// the layer.
[[nodiscard]] auto read_settings(const std::string& path, std::string text,
                                 std::vector<Diagnostic>& errors) -> SettingsLayer;

// Reads a file; false: `why` says what is wrong.
using ReadFile = std::function<bool(const std::string& path, std::string& text, std::string& why)>;

// A file after all that it extends. What is extended twice counts where it is met first.
[[nodiscard]] auto load_settings(const std::string& path, const ReadFile& read,
                                 std::vector<Diagnostic>& errors) -> std::vector<SettingsLayer>;

// Lays the layers over each other, the last on top:
//   single values       the last layer that gives one
//   select              starts anew: what layers below select or ignore is forgotten
//   extend-select,      add to what the layers below say, and win over it
//   ignore
//   severity            by selector, the last
//   policies            by code, the last
//   other lists         add up
[[nodiscard]] auto merge_settings(std::span<const SettingsLayer> layers) -> Settings;

// What counts in one input: the settings, without what per-path-ignores take away there. Globs and
// paths that are not absolute begin at `here`, an absolute folder.
[[nodiscard]] auto lint_settings_of(const Settings& settings, std::string_view path,
                                    std::string_view here) -> LintSettings;

// Ignores what a selector names, whatever has been selected before.
void ignore_all(Selection& selection, const std::string& selector);

// What results depend on, as bytes: the same bytes mean the same settings. With the policies' hash,
// where there are any; without what only decides the exit status or which files are read.
[[nodiscard]] auto key_of(const LintSettings& settings) -> std::string;

// Selectors that name no code and no family, each with a near name. Code: SETTINGS-SELECTOR.
[[nodiscard]] auto check_selectors(std::span<const GivenText> selectors,
                                   std::span<const LintCode> codes) -> std::vector<Diagnostic>;

}  // namespace tariff::lint
