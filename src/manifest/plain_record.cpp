#include "manifest/plain_record.hpp"

#include <algorithm>
#include <utility>

namespace tariff::manifest {

namespace {

auto read_text(const Value& value, std::string& out) -> bool {
  if (value.is_null()) return true;
  if (value.is_text()) out = value.as_text();
  return value.is_text();
}

auto read_date(const Value& value, std::optional<Date>& out) -> bool {
  Date day;
  if (value.is_null()) return true;
  if (!value.is_text() || !Date::parse(value.as_text(), day)) return false;
  out = day;
  return true;
}

// The value goes over with its memory; the memory of what was there stays with `value`.
auto take_object(Value& value, Value& out) -> bool {
  if (value.is_null()) return true;
  if (!value.is_object()) return false;
  std::swap(value, out);
  return true;
}

auto read_usage(Value& value, std::optional<Value>& out) -> bool {
  if (value.is_null()) return true;
  if (!value.is_object()) return false;
  out = std::move(value);
  return true;
}

auto read_measure(const Value& value, std::optional<std::int64_t>& out) -> bool {
  if (value.is_null()) return true;
  if (!value.is_number() || !value.number_fits()) return false;
  const auto number = value.as_number();
  if (!number.is_integer() || number.numerator() <= 0) return false;
  out = number.numerator();
  return true;
}

auto read_image(const Value& value, InputImage& out) -> bool {
  if (!value.is_object()) return false;
  return std::all_of(value.members().begin(), value.members().end(), [&](const auto& member) {
    const std::string_view name = member.name;
    if (name == "width") return read_measure(member.value, out.width);
    if (name == "height") return read_measure(member.value, out.height);
    if (name == "bytes") return read_measure(member.value, out.bytes);
    if (name == "format") return read_text(member.value, out.format);
    return name == "role" && read_text(member.value, out.role);
  });
}

auto read_images(const Value& value, std::vector<InputImage>& out) -> bool {
  if (value.is_null()) return true;
  return value.is_array() &&
         std::all_of(value.items().begin(), value.items().end(),
                     [&](const Value& item) { return read_image(item, out.emplace_back()); });
}

// Only what says no more than its absence would.
auto says_once(const Value& value) -> bool {
  return value.is_null() ||
         (value.is_number() && value.number_fits() && value.as_number() == Rational{1});
}

auto read_member(std::string_view name, Value& value, PlainRecord& out) -> bool {
  auto& request = out.request;
  switch (name.size()) {
    case 2: return name == "id" && read_text(value, request.id);
    case 4: return name == "tier" && read_text(value, request.tier);
    case 5:
      if (name == "model") return read_text(value, request.model);
      if (name == "as_of") return read_date(value, request.as_of);
      if (name == "usage") return read_usage(value, request.usage);
      if (name == "group") return read_text(value, out.group);
      return name == "count" && says_once(value);
    case 6:
      if (name == "params") return take_object(value, request.params);
      return name == "any_of" && (value.is_null() || (value.is_array() && value.items().empty()));
    case 8:
      if (name == "provider") return read_text(value, request.provider);
      if (name == "endpoint") return read_text(value, request.endpoint);
      return name == "attempts" && says_once(value);
    case 9: return name == "operation" && read_text(value, request.operation);
    case 12: return name == "input_images" && read_images(value, request.input_images);
    default: return false;
  }
}

auto read_batch_member(std::string_view name, Value& value, PlainRecord& out) -> bool {
  auto& request = out.request;
  if (name == "custom_id") return read_text(value, request.id);
  if (name == "url") return read_text(value, request.endpoint);
  if (name == "method") return value.is_null() || (value.is_text() && value.as_text() == "POST");
  return name == "body" && !value.is_null() && take_object(value, request.params);
}

void clear(PlainRecord& record) {
  auto& request = record.request;
  request.id.clear();
  request.provider.clear();
  request.model.clear();
  request.operation.clear();
  request.endpoint.clear();
  request.input_images.clear();
  request.tier.clear();
  request.as_of.reset();
  request.usage.reset();
  record.group.clear();
}

// The model may stand among the parameters, as the provider's own body has it.
void find_model(Request& request) {
  if (!request.model.empty()) return;
  const auto* model = request.params.find("model");
  if (model != nullptr && model->is_text()) request.model = model->as_text();
}

}  // namespace

auto read_plain_record(std::string_view text, const InputOptions& options, PlainRecord& out)
    -> bool {
  JsonError ignored;
  if (!out.reader.read(text, out.line, ignored, options.max_depth) || !out.line.is_object()) {
    return false;
  }
  clear(out);
  auto& members = out.line.members();
  const bool batch = std::any_of(members.begin(), members.end(), [](const auto& member) {
    return member.name == "custom_id" || member.name == "body";
  });
  bool params_given = false;
  for (auto& member : members) {
    const bool params = member.name == (batch ? "body" : "params") && !member.value.is_null();
    params_given = params_given || params;
    const bool read = batch ? read_batch_member(member.name, member.value, out)
                            : read_member(member.name, member.value, out);
    if (!read) return false;
  }
  if (!params_given) out.request.params = Value::object();
  if (batch) {
    if (!params_given || out.request.endpoint.empty()) return false;
    out.request.tier = "batch";
  }
  find_model(out.request);
  if (out.request.provider.empty()) out.request.provider = options.default_provider;
  return !out.request.model.empty();
}

}  // namespace tariff::manifest
