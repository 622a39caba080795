// Layers of settings, laid over each other.
#include <algorithm>

#include "lint/settings_file.hpp"

namespace tariff::lint {
namespace {

class Merger {
 public:
  void add(const SettingsLayer& layer) {
    if (!layer.file.empty()) out_.files.push_back(layer.file);
    add_values(layer);
    add_selection(layer);
    add_severities(layer);
    add_paths(layer);
    for (const auto& policy : layer.policies) {
      out_.policies.push_back(policy);
      from("policies", policy.place);
    }
  }

  auto take() -> Settings { return std::move(out_); }

 private:
  void from(const char* key, const Location& place) { out_.origins[key].push_back(place); }

  template <class T, class U>
  void set(const char* key, const std::optional<Given<T>>& given, U& out) {
    if (!given) return;
    out = static_cast<U>(given->value);
    out_.origins[key] = {given->place};
  }

  void add_values(const SettingsLayer& layer) {
    auto& lint = out_.lint;
    set("provider", layer.provider, out_.provider);
    set("baseline", layer.baseline, out_.baseline);
    set("cache-dir", layer.cache_dir, out_.cache_dir);
    set("lint.fail-level", layer.fail_level, out_.fail_level);
    set("lint.max-warnings", layer.max_warnings, out_.max_warnings);
    set("lint.budget-basis", layer.budget_basis, lint.budget_basis);
    set("lint.stale-price-days", layer.stale_price_days, lint.stale_price_days);
    set("lint.retirement-days", layer.retirement_days, lint.retirement_days);
    set("lint.auto-spread", layer.auto_spread, lint.auto_spread);
    set("lint.saving-percent", layer.saving_percent, lint.saving_percent);
  }

  // A layer wins over those below it; of what it says itself the longest selector decides.
  void add_selection(const SettingsLayer& layer) {
    Selection below;
    if (!layer.select) below = out_.lint.selection;
    below.ignore.clear();
    if (layer.select) start_anew(layer);
    for (const auto& selector : layer.extend_select) select_again(selector);
    for (const auto& selector : layer.ignore) {
      ignore_all(below, selector.value);
      keep(selector);
      from("lint.ignore", selector.place);
    }
    auto& ignored = out_.lint.selection.ignore;
    ignored.insert(ignored.end(), below.ignore.begin(), below.ignore.end());
  }

  void start_anew(const SettingsLayer& layer) {
    auto& [select, extend_select, ignore] = out_.lint.selection;
    select.clear();
    extend_select.clear();
    ignore.clear();
    for (const auto* key : {"lint.select", "lint.extend-select", "lint.ignore"}) {
      out_.origins.erase(key);
    }
    from("lint.select", layer.select_place);
    for (const auto& selector : *layer.select) {
      select.push_back(selector.value);
      keep(selector);
    }
  }

  // What a layer selects it selects, whatever the layers below ignore of it.
  void select_again(const GivenText& selector) {
    auto& selection = out_.lint.selection;
    std::erase_if(selection.ignore,
                  [&](const std::string& ignored) { return selects(selector.value, ignored); });
    selection.extend_select.push_back(selector.value);
    keep(selector);
    from("lint.extend-select", selector.place);
  }

  void add_severities(const SettingsLayer& layer) {
    for (const auto& [selector, severity] : layer.severity) {
      out_.lint.severity.insert_or_assign(selector.value, severity);
      keep(selector);
      from("lint.severity", selector.place);
    }
  }

  void add_paths(const SettingsLayer& layer) {
    for (const auto& folder : layer.catalogs) {
      out_.catalogs.push_back(folder.value);
      from("catalog", folder.place);
    }
    for (const auto& glob : layer.exclude) {
      out_.exclude.push_back({layer.folder, glob.value});
      from("exclude", glob.place);
    }
    for (const auto& [glob, selectors] : layer.per_path_ignores) {
      PathIgnores ignores{{layer.folder, glob.value}, {}};
      for (const auto& selector : selectors) {
        ignores.ignore.push_back(selector.value);
        keep(selector);
      }
      out_.per_path_ignores.push_back(std::move(ignores));
      from("lint.per-path-ignores", glob.place);
    }
  }

  void keep(const GivenText& selector) { out_.selectors.push_back(selector); }

  Settings out_;
};

}  // namespace

// Of equal selectors ignoring wins, so that parts that are selected by name are ignored by name.
void ignore_all(Selection& selection, const std::string& selector) {
  auto& [select, extend_select, ignore] = selection;
  for (const auto* list : {&select, &extend_select}) {
    for (const auto& selected : *list) {
      if (selected != selector && selects(selector, selected)) ignore.push_back(selected);
    }
  }
  ignore.push_back(selector);
}

auto merge_settings(std::span<const SettingsLayer> layers) -> Settings {
  Merger merger;
  for (const auto& layer : layers) merger.add(layer);
  return merger.take();
}

}  // namespace tariff::lint
