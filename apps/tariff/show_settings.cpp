#include "show_settings.hpp"

#include <algorithm>
#include <array>

#include "report/json_writer.hpp"
#include "report/table.hpp"
#include "report/utf8.hpp"
#include "report/words.hpp"
#include "settings.hpp"

namespace tariff::app {
namespace {

using lint::PathPattern;
using lint::Settings;

// Unit: cells. Lists of selectors are long, and cutting them would hide what is asked for.
constexpr std::size_t widest_value = 2'000;

auto listed(const std::vector<std::string>& texts) -> Value {
  std::vector<Value> items;
  for (const auto& text : texts) items.push_back(Value::text(text));
  return Value::array(std::move(items));
}

auto named(const std::string& text) -> Value {
  return text.empty() ? Value{} : Value::text(text);
}

auto full(const PathPattern& pattern) -> std::string {
  return pattern.folder.empty() ? pattern.glob : pattern.folder + "/" + pattern.glob;
}

auto excluded(const Settings& settings) -> Value {
  std::vector<std::string> globs;
  for (const auto& pattern : settings.exclude) globs.push_back(full(pattern));
  return listed(globs);
}

auto path_ignores(const Settings& settings) -> Value {
  auto out = Value::object();
  for (const auto& [paths, ignore] : settings.per_path_ignores) {
    const auto glob = full(paths);
    auto all = listed(ignore);
    if (const auto* before = out.find(glob)) {
      auto items = before->items();
      for (const auto& item : all.items()) items.push_back(item);
      all = Value::array(std::move(items));
    }
    out.set(glob, std::move(all));
  }
  return out;
}

auto severities(const Settings& settings) -> Value {
  auto out = Value::object();
  for (const auto& [selector, severity] : settings.lint.severity) {
    out.set(selector, Value::text(to_string(severity)));
  }
  return out;
}

auto basis(const Settings& settings) -> Value {
  constexpr std::array<const char*, 3> words{"low", "expected", "high"};
  return Value::text(words[static_cast<std::size_t>(settings.lint.budget_basis)]);
}

// A code that stands twice counts once, as its last policy says.
auto policy_codes(const Settings& settings) -> Value {
  std::vector<std::string> codes;
  for (const auto& policy : settings.policies) {
    std::erase(codes, policy.rule.code);
    codes.push_back(policy.rule.code);
  }
  return listed(codes);
}

struct Row {
  const char* key;
  Value value;
};

auto rows_of(const Settings& settings) -> std::vector<Row> {
  const auto& lint = settings.lint;
  const auto& limit = settings.max_warnings;
  return {{"provider", named(settings.provider)},
          {"catalog", listed(settings.catalogs)},
          {"exclude", excluded(settings)},
          {"baseline", named(settings.baseline)},
          {"cache-dir", named(settings.cache_dir)},
          {"lint.select", listed(lint.selection.select)},
          {"lint.extend-select", listed(lint.selection.extend_select)},
          {"lint.ignore", listed(lint.selection.ignore)},
          {"lint.severity", severities(settings)},
          {"lint.per-path-ignores", path_ignores(settings)},
          {"lint.fail-level", Value::text(to_string(settings.fail_level))},
          {"lint.max-warnings", limit ? Value::integer(*limit) : Value{}},
          {"lint.budget-basis", basis(settings)},
          {"lint.stale-price-days", Value::integer(lint.stale_price_days)},
          {"lint.retirement-days", Value::integer(lint.retirement_days)},
          {"lint.auto-spread", Value::number(lint.auto_spread)},
          {"lint.saving-percent", Value::integer(lint.saving_percent)},
          {"policies", policy_codes(settings)}};
}

// "team/.tariff.yaml:3", or "--ignore".
auto to_text(const Location& place) -> std::string {
  return place.line == 0 ? place.file : place.file + ":" + std::to_string(place.line);
}

auto origins_of(const Settings& settings, const char* key) -> std::vector<std::string> {
  std::vector<std::string> places;
  const auto found = settings.origins.find(key);
  if (found == settings.origins.end()) return places;
  for (const auto& place : found->second) {
    const auto text = to_text(place);
    if (std::find(places.begin(), places.end(), text) == places.end()) places.push_back(text);
  }
  return places;
}

auto to_text(const Value& value) -> std::string {
  if (value.is_text()) return value.as_text();
  if (value.is_array()) {
    std::vector<std::string> items;
    for (const auto& item : value.items()) items.push_back(to_text(item));
    return items.empty() ? "none" : report::joined(items);
  }
  if (value.is_object()) {
    std::vector<std::string> members;
    for (const auto& [name, member] : value.members()) {
      members.push_back(name + ": " + to_text(member));
    }
    return members.empty() ? "none" : report::joined(members, "; ");
  }
  return value.is_null() ? "none" : value.to_json();
}

// The inputs that share settings.
struct Shared {
  std::shared_ptr<const ProjectSettings> project;
  std::vector<std::string> inputs;
};

auto write_text(const Shared& shared, const report::Paint& paint) -> std::string {
  const auto& settings = shared.project->settings;
  auto out = paint.bold("Settings of " + report::printable(report::joined(shared.inputs))) + "\n";
  out += settings.files.empty()
             ? "no settings file\n"
             : "from " + report::printable(report::joined(settings.files)) + "\n";
  report::Table table{{{"key"}, {"value", {}, widest_value}, {"from", {}, widest_value}}};
  for (const auto& [key, value] : rows_of(settings)) {
    const auto origins = origins_of(settings, key);
    table.add({key, to_text(value), origins.empty() ? "default" : report::joined(origins)});
  }
  return out + table.to_text(paint);
}

void write_json(report::JsonWriter& json, const Shared& shared) {
  const auto& settings = shared.project->settings;
  json.begin_object().key("inputs").value(listed(shared.inputs));
  json.key("files").value(listed(settings.files));
  json.key("settings").begin_object();
  for (const auto& [key, value] : rows_of(settings)) {
    json.key(key).begin_object().key("value").value(value);
    json.key("from").value(listed(origins_of(settings, key))).end_object();
  }
  json.end_object().end_object();
}

auto write(Context& context, const std::vector<Shared>& all) -> bool {
  if (context.options().format == Format::text) {
    const report::Paint paint{context.text_options()};
    std::string text;
    for (const auto& shared : all) {
      if (!text.empty()) text += "\n";
      text += write_text(shared, paint);
    }
    return context.write(text);
  }
  std::string text;
  report::JsonWriter json{text};
  json.begin_array();
  for (const auto& shared : all) write_json(json, shared);
  json.end_array();
  return context.write(text + "\n");
}

}  // namespace

auto show_settings(Context& context) -> int {
  const auto& options = context.options();
  if (options.format != Format::text && options.format != Format::json) {
    complain("--show-settings is written as text or json");
    return unreadable;
  }
  SettingsFinder finder{options};
  const auto here = std::vector<std::string>{"."};
  std::vector<Shared> all;
  for (const auto& path : options.paths.empty() ? here : options.paths) {
    auto project = finder.of_input(path);
    if (project == nullptr) return unreadable;
    const auto known = std::find_if(
        all.begin(), all.end(), [&](const Shared& shared) { return shared.project == project; });
    auto& shared = known == all.end() ? all.emplace_back(Shared{std::move(project), {}}) : *known;
    shared.inputs.push_back(path);
  }
  return write(context, all) ? clean : unreadable;
}

}  // namespace tariff::app
