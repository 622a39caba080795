// Requests as records, for examples.
#include <algorithm>

#include "report/explain.hpp"
#include "report/json_writer.hpp"

namespace tariff::report {
namespace {

// Unit: bytes of a text that a person is shown whole.
constexpr std::size_t longest_shown = 300;
constexpr std::size_t shown_of_longer = 20;
// Items of a list that a person is shown.
constexpr std::size_t most_items = 20;

auto is_cut(const Value& value) -> bool {
  if (value.is_text()) return value.as_text().size() > longest_shown;
  if (value.is_array()) {
    return value.items().size() > most_items ||
           std::any_of(value.items().begin(), value.items().end(),
                       [](const Value& item) { return is_cut(item); });
  }
  return std::any_of(value.members().begin(), value.members().end(),
                     [](const Value::Member& member) { return is_cut(member.value); });
}

auto cut(const Value& value) -> Value {
  if (!is_cut(value)) return value;
  if (value.is_text()) return Value::text(value.as_text().substr(0, shown_of_longer) + "…");
  if (value.is_array()) {
    std::vector<Value> items;
    for (const auto& item : value.items()) {
      if (items.size() < most_items) items.push_back(cut(item));
    }
    if (items.size() < value.items().size()) items.push_back(Value::text("…"));
    return Value::array(std::move(items));
  }
  auto out = Value::object();
  for (const auto& member : value.members()) out.set(member.name, cut(member.value));
  return out;
}

void write_image(JsonWriter& json, const InputImage& image) {
  json.begin_object();
  if (image.width) json.count_member("width", *image.width);
  if (image.height) json.count_member("height", *image.height);
  if (image.bytes) json.count_member("bytes", *image.bytes);
  json.optional_member("format", image.format).optional_member("role", image.role).end_object();
}

}  // namespace

auto is_cut(const Request& request) -> bool {
  return is_cut(request.params);
}

auto record_of(const Request& request, Reader reader) -> std::string {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("provider", request.provider).member("model", request.model);
  if (request.operation != "generate") json.optional_member("operation", request.operation);
  json.optional_member("tier", request.tier);
  if (request.as_of) json.member("as_of", request.as_of->to_string());
  json.key("params").value(reader == Reader::person ? cut(request.params) : request.params);
  if (!request.input_images.empty()) {
    json.key("input_images").begin_array();
    for (const auto& image : request.input_images) write_image(json, image);
    json.end_array();
  }
  json.end_object();
  return out;
}

}  // namespace tariff::report
