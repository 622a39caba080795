#include "manifest/asset_record.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace tariff::manifest {

namespace {

constexpr std::array<std::string_view, 5> image_keys{"width", "height", "bytes", "format", "role"};

// Places inside nested parameters are kept for so many nodes; beyond, the parameter's own will do.
constexpr std::size_t most_places = 256;

class RecordMaker {
 public:
  RecordMaker(std::span<const Layer* const> layers, const InputOptions& options,
              std::vector<Diagnostic>& problems)
      : layers_(layers), options_(options), problems_(problems) {}

  auto make() -> Record {
    record_.request.location = located(layers_.back()->node.place);
    read_settings();
    read_parameters();
    if (const auto* needs = setting("needs"); needs != nullptr) read_needs(*needs);
    return std::move(record_);
  }

 private:
  [[nodiscard]] auto located(const Location& place) const -> Location {
    auto full = place;
    full.file = options_.name;
    return full;
  }

  void error(const char* code, const std::string& path, const Node& node, std::string message) {
    problems_.push_back(make_error(code, path, std::move(message), located(node.place)));
  }

  void keep_place(const std::string& path, const Node& node) {
    record_.places.insert_or_assign(path, located(node.place));
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

  void text(std::string_view name, std::string& out) {
    const auto* node = setting(name);
    if (node == nullptr) return;
    // A name may look like a number; true and false are no names.
    if (node->is_scalar() && (node->kind == Node::Kind::quoted || !to_value(*node).is_boolean())) {
      out = node->text;
    } else {
      error(code::type, std::string{name}, *node, std::string{name} + " must be text");
    }
  }

  void date(std::string_view name, std::optional<Date>& out) {
    const auto* node = setting(name);
    if (node == nullptr) return;
    Date day;
    if (node->is_scalar() && Date::parse(node->text, day)) {
      out = day;
    } else {
      error(code::type, std::string{name}, *node,
            std::string{name} + " must be a day, written 2026-01-31");
    }
  }

  // A whole number of at least `least`.
  auto whole(const std::string& path, const Node& node, std::int64_t least, std::int64_t& out)
      -> bool {
    const auto value = to_value(node);
    if (value.is_number() && value.number_fits() && value.as_number().is_integer() &&
        value.as_number() >= Rational{least}) {
      out = value.as_number().numerator();
      return true;
    }
    error(code::type, path, node,
          path + " must be a whole number, at least " + std::to_string(least));
    return false;
  }

  void whole_setting(const std::string& name, std::int64_t& out) {
    if (const auto* node = setting(name); node != nullptr) whole(name, *node, 1, out);
  }

  void weight() {
    const auto* node = setting("weight");
    if (node == nullptr) return;
    const auto value = to_value(*node);
    if (value.is_number() && value.number_fits() && !value.as_number().is_negative()) {
      record_.weight = value.as_number();
    } else {
      error(code::type, "weight", *node, "weight must be a number, 0 or more");
    }
  }

  void truth(std::string_view name, bool& out) {
    const auto* node = setting(name);
    if (node == nullptr) return;
    const auto value = to_value(*node);
    if (value.is_boolean()) {
      out = value.as_boolean();
    } else {
      error(code::type, std::string{name}, *node, std::string{name} + " must be true or false");
    }
  }

  void texts(std::string_view name, std::vector<std::string>& out) {
    const auto* node = setting(name);
    if (node == nullptr) return;
    const auto& items = node->items;
    if (node->kind != Node::Kind::list ||
        !std::all_of(items.begin(), items.end(), [](const Node& n) { return n.is_scalar(); })) {
      error(code::type, std::string{name}, *node, std::string{name} + " must be a list of texts");
      return;
    }
    for (const auto& item : items) out.push_back(item.text);
  }

  void read_settings() {
    auto& request = record_.request;
    text("id", request.id);
    if (request.id.empty()) {
      problems_.push_back(
          make_error(code::missing, "id", "an asset needs an id", request.location));
    }
    text("group", record_.group);
    text("provider", request.provider);
    text("model", request.model);
    text("operation", request.operation);
    text("endpoint", request.endpoint);
    text("tier", request.tier);
    date("as_of", request.as_of);
    date("deadline", record_.deadline);
    texts("any_of", record_.any_of);
    texts("tags", record_.tags);
    whole_setting("count", record_.count);
    whole_setting("attempts", record_.attempts);
    weight();
    text("min_quality", record_.min_quality);
    truth("required", record_.required);
    input_images();
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
      std::int64_t number = 0;
      if (key.text == "width") {
        if (whole(member_path, value, 1, number)) image.width = number;
      } else if (key.text == "height") {
        if (whole(member_path, value, 1, number)) image.height = number;
      } else if (key.text == "bytes") {
        if (whole(member_path, value, 1, number)) image.bytes = number;
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
    if (name == "size" && node.is_scalar() && split_size(node.text, width, height)) {
      record_.canonical.set("width", Value::integer(width));
      record_.canonical.set("height", Value::integer(height));
    } else {
      record_.canonical.set(name, to_value(node));
    }
  }

  static auto split_size(std::string_view text, std::int64_t& width, std::int64_t& height) -> bool {
    const auto x = text.find('x');
    if (x == std::string_view::npos) return false;
    const auto number = [](std::string_view digits, std::int64_t& out) {
      const auto* end = digits.data() + digits.size();
      const auto [stop, fault] = std::from_chars(digits.data(), end, out);
      return fault == std::errc{} && stop == end && out > 0;
    };
    return number(text.substr(0, x), width) && number(text.substr(x + 1), height);
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

  std::span<const Layer* const> layers_;
  const InputOptions& options_;
  std::vector<Diagnostic>& problems_;
  Record record_;
  std::vector<std::pair<std::string, const Node*>> chosen_;  // prompts that stand in files
};

}  // namespace

auto make_record(std::span<const Layer* const> layers, const InputOptions& options,
                 std::vector<Diagnostic>& problems) -> Record {
  return RecordMaker{layers, options, problems}.make();
}

}  // namespace tariff::manifest
