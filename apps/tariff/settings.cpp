#include "settings.hpp"

#include <cstring>
#include <system_error>

#include "byte_source.hpp"
#include "context.hpp"  // complain()
#include "problems.hpp"

namespace tariff::app {
namespace {

namespace fs = std::filesystem;

// Unit: bytes. One more than the reader takes, so that it is the reader who says so.
constexpr std::size_t largest_file = (256U << 10U) + 1;

// As people call it: relative where it lies below the working directory.
auto shown(const fs::path& path) -> std::string {
  std::error_code error;
  const auto here = fs::current_path(error);
  const auto below = path.lexically_relative(here);
  const bool is_below = !error && !below.empty() && *below.begin() != "..";
  return (is_below ? below : path).lexically_normal().string();
}

auto absolute(const fs::path& path) -> fs::path {
  std::error_code error;
  auto full = fs::absolute(path, error);
  return (error ? path : full).lexically_normal();
}

auto is_there(const fs::path& path) -> bool {
  std::error_code error;
  return fs::exists(path, error);
}

// Walks up: the nearest settings file; empty where there is none.
auto nearest_file(fs::path folder) -> std::string {
  for (;;) {
    const auto file = folder / lint::settings_file_name;
    if (is_there(file)) return shown(file);
    if (is_there(folder / ".git") || !folder.has_relative_path()) return {};
    folder = folder.parent_path();
  }
}

auto read_settings_file(const std::string& path, std::string& text, std::string& why) -> bool {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    why = "it is a folder";
    return false;
  }
  ByteSource source;
  if (!source.open(path, why)) return false;
  source.read_ahead(largest_file, text);
  if (source.error() == 0) return true;
  why = std::strerror(source.error());
  return false;
}

auto of_option(const char* option) -> Location {
  Location place;
  place.file = option;
  return place;
}

auto given(const std::vector<std::string>& values, const char* option)
    -> std::vector<lint::GivenText> {
  std::vector<lint::GivenText> out;
  for (const auto& value : values) out.push_back({value, of_option(option)});
  return out;
}

auto given(const std::string& value, const char* option) -> std::optional<lint::GivenText> {
  if (value.empty()) return std::nullopt;
  return lint::GivenText{value, of_option(option)};
}

}  // namespace

auto settings_of(const Options& options) -> lint::SettingsLayer {
  const auto& lint = options.lint;
  lint::SettingsLayer layer;
  layer.catalogs = given(options.overlays, "--catalog");
  layer.provider = given(options.provider, "--provider");
  layer.baseline = given(lint.baseline, "--baseline");
  layer.cache_dir = given(lint.cache_dir, "--cache-dir");
  layer.select_place = of_option("--select");
  if (!lint.select.empty()) layer.select = given(lint.select, "--select");
  layer.extend_select = given(lint.extend_select, "--extend-select");
  layer.ignore = given(lint.ignore, "--ignore");
  for (const auto& text : lint.per_path_ignores) {
    const auto colon = text.rfind(':');  // options.cpp has seen to it that there is one
    const auto place = of_option("--per-path-ignores");
    layer.per_path_ignores.emplace_back(
        lint::GivenText{text.substr(0, colon), place},
        std::vector<lint::GivenText>{{text.substr(colon + 1), place}});
  }
  if (lint.fail_level) layer.fail_level = {*lint.fail_level, of_option("--fail-level")};
  if (lint.max_warnings) layer.max_warnings = {*lint.max_warnings, of_option("--max-warnings")};
  return layer;
}

// The settings of one settings file, or of none.
struct SettingsFinder::Project {
  std::shared_ptr<const lint::Settings> settings;  // null: said
  std::shared_ptr<const ProjectSettings> whole;    // null: not completed, or said
  bool is_completed = false;
};

SettingsFinder::SettingsFinder(const Options& options,
                               std::optional<std::vector<std::string>> overlays)
    : options_(options), overlays_(std::move(overlays)), command_line_(settings_of(options)) {}
SettingsFinder::~SettingsFinder() = default;

auto SettingsFinder::project_at(const std::string& file) -> Project& {
  auto& project = projects_[file];
  if (project != nullptr) return *project;
  project = std::make_unique<Project>();
  std::vector<lint::SettingsLayer> layers;
  std::vector<Diagnostic> errors;
  if (!file.empty()) layers = lint::load_settings(file, read_settings_file, errors);
  complain_of(errors);
  if (!errors.empty()) return *project;
  layers.push_back(command_line_);
  project->settings = std::make_shared<const lint::Settings>(lint::merge_settings(layers));
  return *project;
}

auto SettingsFinder::project_of(const fs::path& folder) -> Project& {
  if (options_.lint.isolated) return project_at({});
  if (!options_.lint.config.empty()) return project_at(options_.lint.config);
  const auto [at, is_new] = files_.try_emplace(folder.string());
  if (is_new) at->second = nearest_file(folder);
  return project_at(at->second);
}

auto SettingsFinder::open_catalog(const std::vector<std::string>& folders)
    -> std::shared_ptr<const Catalog> {
  // The embedded one lives as long as the program.
  if (folders.empty()) return {std::shared_ptr<const Catalog>{}, &default_catalog()};
  const auto [at, is_new] = catalogs_.try_emplace(folders);
  if (!is_new) return at->second;
  auto loaded = load_catalog(folders);
  complain_of(loaded.diagnostics);
  if (loaded.catalog == nullptr) complain("the catalog could not be read");
  at->second = std::move(loaded.catalog);
  return at->second;
}

// Opens the catalog, compiles the policies, and holds the selectors against all codes.
auto SettingsFinder::complete(Project& project) -> std::shared_ptr<const ProjectSettings> {
  if (project.settings == nullptr || std::exchange(project.is_completed, true)) {
    return project.whole;
  }
  auto whole = std::make_shared<ProjectSettings>();
  whole->settings = *project.settings;
  if (overlays_) whole->settings.catalogs = *overlays_;
  whole->catalog = open_catalog(whole->settings.catalogs);
  if (whole->catalog == nullptr) return nullptr;
  auto& lint = whole->settings.lint;
  lint.fixes = options_.fixes;
  std::vector<Diagnostic> errors;
  if (!whole->settings.policies.empty()) {
    lint.policies = lint::PolicySet::compile(whole->settings.policies, *whole->catalog, errors);
  }
  if (errors.empty() && !whole->settings.selectors.empty()) {
    const auto codes = lint_codes(*whole->catalog, lint.policies.get());
    errors = lint::check_selectors(whole->settings.selectors, codes);
  }
  complain_of(errors);
  if (errors.empty()) project.whole = std::move(whole);
  return project.whole;
}

auto SettingsFinder::of_folder(const std::string& folder) -> std::shared_ptr<const lint::Settings> {
  return project_of(absolute(folder.empty() ? "." : folder)).settings;
}

auto SettingsFinder::of_input(const std::string& path) -> std::shared_ptr<const ProjectSettings> {
  std::string file = path;
  if (path == "-") file = options_.lint.stdin_filename;
  const auto full = absolute(file.empty() ? "." : file);
  std::error_code error;
  const bool is_folder = fs::is_directory(full, error);
  return complete(project_of(is_folder ? full : full.parent_path()));
}

}  // namespace tariff::app
