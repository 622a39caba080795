#include "manifest/assets.hpp"

#include <algorithm>
#include <array>

#include "manifest/asset_record.hpp"

namespace tariff::manifest {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 6> sections{"version", "defaults", "budget",
                                                   "groups",  "plan",     "assets"};

// Settings of an asset; every other key is a parameter. A layer above it has no id, and only a
// group has a budget.
constexpr std::array<std::string_view, 24> asset_settings{
    "id",          "group",        "provider", "model",  "operation",  "endpoint",
    "tier",        "as_of",        "any_of",   "count",  "attempts",   "weight",
    "deadline",    "required",     "tags",     "only",   "forbid",     "pinned",
    "min_quality", "input_images", "aspect",   "larger", "min_pixels", "immediate"};

// Parameters are looked up by walking over them.
constexpr std::size_t most_parameters = 500;

auto contains(Names names, std::string_view name) -> bool {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Assets are read one by one and forgotten, so what they build on must be there before.
auto must_precede(std::string_view section) -> std::string {
  return std::string{section} + " must stand before assets";
}

}  // namespace

auto ManifestBuilder::located(const Location& place) const -> Location {
  auto full = place;
  full.file = options_.name;
  return full;
}

void ManifestBuilder::problem(const char* code, const Location& place, std::string message) {
  diagnostics_.push_back(make_error(code, "", std::move(message), located(place)));
}

auto ManifestBuilder::context() -> SectionContext {
  return {options_.name, diagnostics_, header_.places};
}

void ManifestBuilder::report(Problems problems) {
  for (auto& each : problems) diagnostics_.push_back(std::move(each));
}

auto ManifestBuilder::first_time(const Node& key) -> bool {
  if (!contains(sections, key.text)) {
    problem(code::unknown, key.place, unknown_name("key", key.text, sections));
    return false;
  }
  if (!seen_.insert(key.text).second) {
    problem(code::duplicate, key.place, key.text + " is given twice");
    return false;
  }
  return true;
}

void ManifestBuilder::begin_assets(const Node& key) {
  first_time(key);
  assets_seen_ = true;
}

void ManifestBuilder::section(const Node& key, Node value) {
  if (!first_time(key)) return;
  if (assets_seen_) problem(code::order, key.place, must_precede(key.text));
  if (key.text == "version") {
    read_version(value);
  } else if (key.text == "budget") {
    header_.budget = read_budget(value, BudgetOf::manifest, context());
  } else if (key.text == "plan") {
    header_.plan = read_plan(value, context());
  } else if (key.text == "groups") {
    read_groups(value);
  } else if (key.text == "defaults") {
    Problems problems;
    defaults_ = read_layer(std::move(value), Names{asset_settings}.subspan(1), problems);
    report(std::move(problems));
  } else if (value.kind == Node::Kind::list) {  // assets, as an alias
    assets_seen_ = true;
    for (auto& item : value.items) {
      if (!asset(std::move(item), {})) return;
    }
  } else {
    problem(code::type, value.place, "assets must be a list, not " + std::string{describe(value)});
  }
}

void ManifestBuilder::read_version(const Node& value) {
  const auto version = to_value(value);
  if (!version.is_number() || version.as_number() != Rational{1}) {
    problem(code::value, value.place, "version must be 1");
  }
}

void ManifestBuilder::read_groups(const Node& value) {
  if (value.kind == Node::Kind::null) return;
  if (value.kind != Node::Kind::map) {
    problem(code::type, value.place, "groups must be a mapping of names to settings");
    return;
  }
  for (const auto& [key, group] : value.members) read_group(key, group);
}

void ManifestBuilder::read_group(const Node& key, Node value) {
  ManifestGroup group;
  group.name = key.text;
  group.location = located(key.place);
  // The budget is the group's, not a setting of its assets.
  auto& members = value.members;
  const auto budget = std::find_if(members.begin(), members.end(),
                                   [](const NodeMember& m) { return m.key.text == "budget"; });
  if (budget != members.end()) {
    group.budget = read_budget(budget->value, BudgetOf::group, context());
    members.erase(budget);
  }
  Problems problems;
  groups_.insert_or_assign(
      key.text, read_layer(std::move(value), Names{asset_settings}.subspan(2), problems));
  report(std::move(problems));
  header_.groups.push_back(std::move(group));
}

auto ManifestBuilder::read_layer(Node node, Names known, Problems& problems) const -> Layer {
  Layer layer;
  layer.node = std::move(node);
  if (layer.node.kind == Node::Kind::null) return layer;
  if (layer.node.kind != Node::Kind::map) {
    problems.push_back(make_error(code::type, "",
                                  "expected a mapping, not " + std::string{describe(layer.node)},
                                  located(layer.node.place)));
    return layer;
  }
  for (const auto& [key, value] : layer.node.members) {
    if (key.text == "params" || key.text == "needs") {
      read_parameters(value, key.text == "params", layer, problems);
    } else if (contains(known, key.text)) {
      layer.settings.emplace(key.text, &value);
    } else if (contains(asset_settings, key.text)) {
      problems.push_back(make_error(code::unknown, key.text, key.text + " belongs to an asset",
                                    located(key.place)));
    } else {
      add_parameter(key, {&value, key.text == "prompt_file", false}, layer, problems);
    }
  }
  return layer;
}

void ManifestBuilder::read_parameters(const Node& params, bool native, Layer& layer,
                                      Problems& problems) const {
  if (!native) {
    layer.settings.emplace("needs", &params);
  }
  if (params.kind == Node::Kind::null) return;
  if (params.kind != Node::Kind::map) {
    problems.push_back(make_error(code::type, native ? "params" : "needs",
                                  "expected a mapping, not " + std::string{describe(params)},
                                  located(params.place)));
    return;
  }
  if (!native) return;
  for (const auto& [key, value] : params.members) {
    add_parameter(key, {&value, false, true}, layer, problems);
  }
}

void ManifestBuilder::add_parameter(const Node& key, Layer::Parameter parameter, Layer& layer,
                                    Problems& problems) const {
  const std::string name = parameter.from_file ? "prompt" : key.text;
  const auto same = [&](const auto& each) { return each.first == name; };
  if (layer.parameters.size() >= most_parameters) {
    if (layer.parameters.size() > most_parameters) return;
    problems.push_back(make_error(code::limit, "params",
                                  "more than " + std::to_string(most_parameters) + " parameters",
                                  located(key.place)));
    layer.parameters.emplace_back(name, parameter);
    return;
  }
  if (std::any_of(layer.parameters.begin(), layer.parameters.end(), same)) {
    problems.push_back(make_error(code::duplicate, "params." + name,
                                  shown_name(name) + " is given twice here", located(key.place)));
    return;
  }
  layer.parameters.emplace_back(name, parameter);
}

auto ManifestBuilder::asset(Node node, Problems problems) -> bool {
  const auto layer = read_layer(std::move(node), asset_settings, problems);
  auto record = build(layer, problems);
  for (auto& each : problems) add_error(record, std::move(each));
  return deliver_(std::move(record));
}

auto ManifestBuilder::build(const Layer& asset, Problems& problems) -> Record {
  std::vector<const Layer*> layers{&defaults_};
  // The group may itself be a default.
  const Node* named = nullptr;
  for (const Layer* layer : {std::as_const(layers).front(), &asset}) {
    if (const auto found = layer->settings.find("group"); found != layer->settings.end()) {
      named = found->second;
    }
  }
  if (named != nullptr && named->is_scalar()) {
    if (const auto group = groups_.find(named->text); group != groups_.end()) {
      layers.push_back(&group->second);
    } else {
      std::vector<std::string_view> names;
      for (const auto& each : groups_) names.push_back(each.first);
      problems.push_back(make_error(code::unknown, "group",
                                    unknown_name("group", named->text, names),
                                    located(named->place)));
    }
  }
  layers.push_back(&asset);
  return make_record(layers, options_, problems);
}

void ManifestBuilder::finish() {
  Location start;
  start.line = 1;
  start.column = 1;
  if (!seen_.contains("version")) {
    problem(code::missing, start, "a manifest says its version: 'version: 1'");
  }
  if (!seen_.contains("assets")) problem(code::missing, start, "a manifest has a list of assets");
}

}  // namespace tariff::manifest
