// The settings in force for each input: the nearest `.tariff.yaml`, what it extends, and the
// command line over both.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lint/settings_file.hpp"
#include "options.hpp"
#include "tariff/catalog.hpp"

namespace tariff::app {

// What `lint` runs with: `settings.lint` has its policies, and paths are relative to the working
// directory, or absolute.
struct ProjectSettings {
  lint::Settings settings;
  std::shared_ptr<const Catalog> catalog;
};

// Finds settings by folder, each file and each catalog read once. Not for several threads.
class SettingsFinder {
 public:
  // `options` outlives the finder. `overlays`: all that is laid over the catalog, whatever the
  // settings say.
  explicit SettingsFinder(const Options& options,
                          std::optional<std::vector<std::string>> overlays = {});
  ~SettingsFinder();

  // Those of an input ("-": of --stdin-filename, else of the working directory). Null: what is
  // wrong is said on standard error, once.
  [[nodiscard]] auto of_input(const std::string& path) -> std::shared_ptr<const ProjectSettings>;
  // Those of what lies in a folder, as they are before any catalog is opened: what to exclude.
  [[nodiscard]] auto of_folder(const std::string& folder) -> std::shared_ptr<const lint::Settings>;

 private:
  struct Project;

  auto project_of(const std::filesystem::path& folder) -> Project&;
  auto project_at(const std::string& file) -> Project&;
  auto complete(Project& project) -> std::shared_ptr<const ProjectSettings>;
  auto open_catalog(const std::vector<std::string>& folders) -> std::shared_ptr<const Catalog>;

  const Options& options_;
  std::optional<std::vector<std::string>> overlays_;
  lint::SettingsLayer command_line_;
  std::map<std::string, std::string> files_;  // settings file by folder; empty: there is none
  std::map<std::string, std::unique_ptr<Project>> projects_;                     // by settings file
  std::map<std::vector<std::string>, std::shared_ptr<const Catalog>> catalogs_;  // null: refused
};

// What the command line sets, as a layer of its own.
[[nodiscard]] auto settings_of(const Options& options) -> lint::SettingsLayer;

}  // namespace tariff::app
