// What of the settings holds in one input.
#include <filesystem>

#include "base/glob.hpp"
#include "lint/settings_file.hpp"

namespace tariff::lint {
namespace {

namespace fs = std::filesystem;

auto covers(const PathPattern& pattern, const fs::path& file, const fs::path& here) -> bool {
  const auto folder = (here / pattern.folder / "").lexically_normal();
  const auto below = file.lexically_relative(folder);
  if (below.empty() || *below.begin() == "..") return false;
  return base::Glob{pattern.glob}.covers(below.generic_string());
}

void add(std::string& key, std::string_view text) {
  key += std::to_string(text.size()) + ":";
  key += text;
}

void add(std::string& key, const std::vector<std::string>& texts) {
  key += std::to_string(texts.size()) + "[";
  for (const auto& text : texts) add(key, text);
}

}  // namespace

auto lint_settings_of(const Settings& settings, std::string_view path, std::string_view here)
    -> LintSettings {
  auto out = settings.lint;
  const auto file = (fs::path{here} / path).lexically_normal();
  for (const auto& [paths, ignore] : settings.per_path_ignores) {
    if (!covers(paths, file, here)) continue;
    for (const auto& selector : ignore) ignore_all(out.selection, selector);
  }
  return out;
}

auto key_of(const LintSettings& settings) -> std::string {
  std::string key;
  add(key, settings.selection.select);
  add(key, settings.selection.extend_select);
  add(key, settings.selection.ignore);
  for (const auto& [selector, severity] : settings.severity) {
    add(key, selector);
    add(key, to_string(severity));
  }
  add(key, std::to_string(static_cast<int>(settings.budget_basis)));
  add(key, std::to_string(settings.stale_price_days));
  add(key, std::to_string(settings.retirement_days));
  add(key, settings.auto_spread.to_fraction());
  add(key, std::to_string(settings.saving_percent));
  add(key, settings.fixes ? "fixes" : "");
  add(key, settings.edits ? "edits" : "");
  add(key, settings.policies == nullptr ? std::string_view{} : settings.policies->hash());
  return key;
}

}  // namespace tariff::lint
