#include "plan/request_json.hpp"

#include <cstdint>
#include <optional>

#include "base/sha256.hpp"

namespace tariff::planning {
namespace {

void set_text(Value& object, const char* name, const std::string& text) {
  if (!text.empty()) object.set(name, Value::text(text));
}

void set_number(Value& object, const char* name, const std::optional<std::int64_t>& number) {
  if (number) object.set(name, Value::integer(*number));
}

auto image_value(const InputImage& image) -> Value {
  auto object = Value::object();
  set_number(object, "width", image.width);
  set_number(object, "height", image.height);
  set_number(object, "bytes", image.bytes);
  set_text(object, "format", image.format);
  set_text(object, "role", image.role);
  return object;
}

}  // namespace

auto request_value(const Request& request) -> Value {
  auto object = Value::object();
  set_text(object, "provider", request.provider);
  set_text(object, "model", request.model);
  set_text(object, "operation", request.operation);
  set_text(object, "endpoint", request.endpoint);
  set_text(object, "tier", request.tier);
  object.set("params", request.params);
  if (request.input_images.empty()) return object;
  auto images = Value::array();
  for (const auto& image : request.input_images) images.items().push_back(image_value(image));
  object.set("input_images", std::move(images));
  return object;
}

auto hash_of(const Value& value) -> std::string {
  return "sha256:" + base::sha256(value.to_json());
}

}  // namespace tariff::planning
