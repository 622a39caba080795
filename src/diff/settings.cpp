#include <algorithm>
#include <utility>

#include "tariff/diff.hpp"

namespace tariff {
inline namespace v0 {
namespace {

class Collector {
 public:
  void add(std::string path, Value value) {
    settings_.push_back({std::move(path), std::move(value)});
  }

  void text(const char* path, const std::string& value) {
    if (!value.empty()) add(path, Value::text(value));
  }

  void members(const std::string& prefix, const Value& object) {
    for (const auto& member : object.members()) add(prefix + member.name, member.value);
  }

  auto take() -> std::vector<Setting> {
    std::sort(settings_.begin(), settings_.end(),
              [](const Setting& a, const Setting& b) { return a.path < b.path; });
    return std::move(settings_);
  }

 private:
  std::vector<Setting> settings_;
};

auto texts(const std::vector<std::string>& from) -> Value {
  auto list = Value::array();
  for (const auto& text : from) list.items().push_back(Value::text(text));
  return list;
}

void set_measure(Value& object, const char* name, const std::optional<std::int64_t>& measure) {
  if (measure) object.set(name, Value::integer(*measure));
}

auto image(const InputImage& from) -> Value {
  auto object = Value::object();
  set_measure(object, "width", from.width);
  set_measure(object, "height", from.height);
  set_measure(object, "bytes", from.bytes);
  if (!from.format.empty()) object.set("format", Value::text(from.format));
  if (!from.role.empty()) object.set("role", Value::text(from.role));
  return object;
}

auto images(const std::vector<InputImage>& from) -> Value {
  auto list = Value::array();
  for (const auto& each : from) list.items().push_back(image(each));
  return list;
}

void add_request(Collector& out, const Request& request) {
  out.text("provider", request.provider);
  out.text("model", request.model);
  out.text("operation", request.operation);
  out.text("endpoint", request.endpoint);
  out.text("tier", request.tier);
  if (request.as_of) out.add("as_of", Value::text(request.as_of->to_string()));
  if (request.usage) out.add("usage", *request.usage);
  if (!request.input_images.empty()) out.add("input_images", images(request.input_images));
  out.members("params.", request.params);
}

// What a parameter says already (also a size, of a width and a height) does not stand twice.
void add_needs(Collector& out, const Record& record) {
  const auto& params = record.request.params;
  const bool has_size = params.find("size") != nullptr;
  for (const auto& need : record.canonical.members()) {
    const bool of_size = has_size && (need.name == "width" || need.name == "height");
    if (!of_size && params.find(need.name) == nullptr) out.add("needs." + need.name, need.value);
  }
}

}  // namespace

auto settings_of(const Record& record) -> std::vector<Setting> {
  Collector out;
  add_request(out, record.request);
  add_needs(out, record);
  out.text("group", record.group);
  out.text("min_quality", record.min_quality);
  out.add("count", Value::integer(record.count));
  out.add("attempts", Value::integer(record.attempts));
  if (!record.any_of.empty()) out.add("any_of", texts(record.any_of));
  return out.take();
}

}  // namespace v0
}  // namespace tariff
