#include "manifest/asset_record.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "manifest/node_values.hpp"

namespace tariff::manifest {

namespace {

constexpr std::array<std::string_view, 5> image_keys{"width", "height", "bytes", "format", "role"};

// Places inside nested parameters are kept for so many nodes; beyond, the parameter's own will do.
constexpr std::size_t most_places = 256;

// Of an aspect; beyond, ratios mean nothing to an image, and products grow out of hand.
constexpr std::int64_t longest_edge = 100'000;

class RecordMaker {
 public:
  RecordMaker(std::span<const Layer* const> layers, const InputOptions& options,
              std::vector<Diagnostic>& problems)
      : layers_(layers), options_(options), problems_(problems), values_(options.name, problems) {}

  auto make() -> Record {
    record_.request.location = values_.located(layers_.back()->node.place);
    read_settings();
    read_parameters();
    if (const auto* needs = setting("needs"); needs != nullptr) read_needs(*needs);
    refuse_two_sizes();
    return std::move(record_);
  }

 private:
  void error(const char* code, const std::string& path, const Node& node, std::string message) {
    values_.error(code, path, node.place, std::move(message));
  }

  void keep_place(const std::string& path, const Node& node) {
    record_.places.insert_or_assign(path, values_.located(node.place));
  }

  // The strongest layer's word; null when no layer says anything, or it says nothing (null).
  auto setting(std::string_view name) -> const Node* {
    for (auto at = layers_.size(); at-- > 0;) {
      const auto& settings = layers_[at]->settings;
      const auto found = settings.find(name);
      if (found == settings.end()) continue;
      if (found->second->kind == Node::Kind::null) return nullptr;
      keep_place(std::string{name}, *found->second);
      return found->second;
    }
    return nullptr;
  }

  // What a setting says, where it says something of the wanted type.
  template <class Read, class Out>
  void take(std::string_view name, Read read, Out& out) {
    const auto* node = setting(name);
    if (node == nullptr) return;
    if (auto value = (values_.*read)(name, *node)) out = std::move(*value);
  }

  void read_settings() {
    auto& request = record_.request;
    take("id", &NodeValues::text, request.id);
    if (request.id.empty()) {
      problems_.push_back(
          make_error(code::missing, "id", "an asset needs an id", request.location));
    }
    take("group", &NodeValues::text, record_.group);
    take("provider", &NodeValues::text, request.provider);
    take("model", &NodeValues::text, request.model);
    take("operation", &NodeValues::text, request.operation);
    take("endpoint", &NodeValues::text, request.endpoint);
    take("tier", &NodeValues::text, request.tier);
    take("as_of", &NodeValues::date, request.as_of);
    take("deadline", &NodeValues::date, record_.deadline);
    take("any_of", &NodeValues::texts, record_.any_of);
    take("tags", &NodeValues::texts, record_.tags);
    take("count", &NodeValues::count, record_.count);
    take("attempts", &NodeValues::count, record_.attempts);
    take("weight", &NodeValues::weight, record_.weight);
    take("min_quality", &NodeValues::text, record_.min_quality);
    take("required", &NodeValues::truth, record_.required);
    read_planning();
    input_images();
  }

  void read_planning() {
    aspect();
    take("min_pixels", &NodeValues::count, record_.min_pixels);
    take("larger", &NodeValues::truth, record_.larger);
    take("immediate", &NodeValues::truth, record_.immediate);
    take("pinned", &NodeValues::truth, record_.pinned);
    take("only", &NodeValues::texts, record_.only);
    take("forbid", &NodeValues::texts, record_.forbid);
    keep_item_places("only");
    keep_item_places("forbid");
  }

  void aspect() {
    const auto* node = setting("aspect");
    if (node == nullptr) return;
    std::int64_t width = 0;
    std::int64_t height = 0;
    if (node->is_scalar() && split_pair(node->text, ':', width, height) &&
        std::max(width, height) <= longest_edge) {
      record_.aspect = std::to_string(width) + ":" + std::to_string(height);
    } else {
      error(code::value, "aspect", *node,
            "aspect must be width:height in whole numbers, such as 16:9");
    }
  }

  void keep_item_places(const std::string& name) {
    const auto* node = setting(name);
    for (std::size_t i = 0; node != nullptr && i < node->items.size() && i < most_places; ++i) {
      keep_place(name + "[" + std::to_string(i) + "]", node->items[i]);
    }
  }

  void input_images() {
    const auto* node = setting("input_images");
    if (node == nullptr) return;
    if (node->kind != Node::Kind::list) {
      error(code::type, "input_images", *node, "input_images must be a list of mappings");
      return;
    }
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      const auto path = "input_images[" + std::to_string(i) + "]";
      if (i < most_places) keep_place(path, node->items[i]);
      input_image(path, node->items[i]);
    }
  }

  void input_image(const std::string& path, const Node& node) {
    if (node.kind != Node::Kind::map) {
      error(code::type, path, node, "an input image is a mapping such as {width: 1024}");
      return;
    }
    InputImage image;
    for (const auto& [key, value] : node.members) {
      const auto member_path = path + "." + key.text;
      if (key.text == "width") {
        image.width = values_.count(member_path, value);
      } else if (key.text == "height") {
        image.height = values_.count(member_path, value);
      } else if (key.text == "bytes") {
        image.bytes = values_.count(member_path, value);
      } else if (key.text != "format" && key.text != "role") {
        error(code::unknown, member_path, key, unknown_name("key", key.text, image_keys));
      } else if (!value.is_scalar()) {
        error(code::type, member_path, value, key.text + " must be text");
      } else {
        (key.text == "format" ? image.format : image.role) = value.text;
      }
    }
    record_.request.input_images.push_back(std::move(image));
  }

  void read_parameters() {
    // Without a model there is nobody whose names these could be.
    const bool canonical = record_.request.model.empty();
    for (const auto* layer : layers_) {
      for (const auto& [name, parameter] : layer->parameters) {
        set_parameter(name, parameter, canonical && !parameter.native);
      }
    }
    for (const auto& [name, parameter] : chosen_) read_prompt_file(name, parameter);
  }

  void set_parameter(const std::string& name, const Layer::Parameter& parameter, bool canonical) {
    const auto path = "params." + name;
    std::erase_if(record_.places, [&](const auto& place) {
      return place.first.starts_with(path) &&
             (place.first.size() == path.size() || place.first[path.size()] == '.' ||
              place.first[path.size()] == '[');
    });
    std::erase_if(chosen_, [&](const auto& each) { return each.first == name; });
    const auto& node = *parameter.value;
    // Nothing, said of an inherited parameter, takes it away; under `params`, null is a value.
    if (node.kind == Node::Kind::null && !parameter.native) {
      record_.request.params.erase(name);
      record_.canonical.erase(name);
      return;
    }
    keep_places(path, node);
    if (parameter.from_file) {
      chosen_.emplace_back(name, &node);
      return;
    }
    record_.request.params.set(name, to_value(node));
    if (canonical) set_canonical(name, node);
  }

  void keep_places(const std::string& path, const Node& node) {
    if (record_.places.size() >= most_places) return;
    keep_place(path, node);
    for (const auto& [key, value] : node.members) keep_places(path + "." + key.text, value);
    for (std::size_t i = 0; i < node.items.size() && i < most_places; ++i) {
      keep_places(path + "[" + std::to_string(i) + "]", node.items[i]);
    }
  }

  void read_prompt_file(const std::string& name, const Node* node) {
    std::string prompt;
    if (!node->is_scalar()) {
      error(code::type, "prompt_file", *node, "prompt_file must be the name of a file");
    } else if (!options_.read_text || !options_.read_text(node->text, prompt)) {
      error(code::file, "prompt_file", *node, "the prompt file cannot be read: " + node->text);
    } else {
      if (record_.request.model.empty()) record_.canonical.set(name, Value::text(prompt));
      record_.request.params.set(name, Value::text(std::move(prompt)));
    }
  }

  // "1024x768" said canonically is a width and a height.
  void set_canonical(const std::string& name, const Node& node) {
    std::int64_t width = 0;
    std::int64_t height = 0;
    if (name == "size" && node.is_scalar() && split_pair(node.text, 'x', width, height)) {
      record_.canonical.set("width", Value::integer(width));
      record_.canonical.set("height", Value::integer(height));
    } else {
      record_.canonical.set(name, to_value(node));
    }
  }

  // "1024x768", "16:9".
  static auto split_pair(std::string_view text, char between, std::int64_t& width,
                         std::int64_t& height) -> bool {
    const auto at = text.find(between);
    if (at == std::string_view::npos) return false;
    const auto number = [](std::string_view digits, std::int64_t& out) {
      const auto* end = digits.data() + digits.size();
      const auto [stop, fault] = std::from_chars(digits.data(), end, out);
      return fault == std::errc{} && stop == end && out > 0;
    };
    return number(text.substr(0, at), width) && number(text.substr(at + 1), height);
  }

  void read_needs(const Node& needs) {
    for (const auto* layer : layers_) {
      const auto found = layer->settings.find("needs");
      if (found == layer->settings.end()) continue;
      for (const auto& [key, value] : found->second->members) {
        keep_places("needs." + key.text, value);
        set_canonical(key.text, value);
      }
    }
    keep_place("needs", needs);
  }

  // The size that the asset has, as it says it; empty: none.
  [[nodiscard]] auto size_given() const -> std::string_view {
    const auto& needs = record_.canonical;
    for (const std::string_view name : {"size", "width", "height"}) {
      if (record_.request.params.find(name) != nullptr) return name;
    }
    const bool has_width = needs.find("width") != nullptr;
    const bool has_height = needs.find("height") != nullptr;
    if (needs.find("size") != nullptr || (has_width && has_height)) return "size";
    return has_width ? "width" : (has_height ? "height" : "");
  }

  void refuse_two_sizes() {
    const auto size = size_given();
    if (size.empty()) return;
    for (const std::string_view name : {"aspect", "min_pixels"}) {
      const auto* node = setting(name);
      if (node == nullptr) continue;
      error(code::value, std::string{name}, *node,
            std::string{name}
                .append(" contradicts ")
                .append(size)
                .append(": an asset has a size, or the planner chooses one"));
    }
  }

  std::span<const Layer* const> layers_;
  const InputOptions& options_;
  std::vector<Diagnostic>& problems_;
  NodeValues values_;
  Record record_;
  std::vector<std::pair<std::string, const Node*>> chosen_;  // prompts that stand in files
};

}  // namespace

auto make_record(std::span<const Layer* const> layers, const InputOptions& options,
                 std::vector<Diagnostic>& problems) -> Record {
  return RecordMaker{layers, options, problems}.make();
}

}  // namespace tariff::manifest
