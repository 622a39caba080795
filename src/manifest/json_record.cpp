#include "manifest/json_record.hpp"

#include <algorithm>
#include <array>

#include "manifest/json_walk.hpp"

namespace tariff::manifest {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 14> record_members{
    "id",   "provider", "model", "operation", "endpoint", "params",   "input_images",
    "tier", "as_of",    "usage", "group",     "count",    "attempts", "any_of"};
constexpr std::array<std::string_view, 4> batch_members{"custom_id", "method", "url", "body"};
constexpr std::array<std::string_view, 5> image_members{"width", "height", "bytes", "format",
                                                        "role"};

// Reads members one by one; each reader leaves an error in the record when the type is wrong.
class Members {
 public:
  Members(const JsonText& text, Record& record) : text_(text), record_(record) {}

  // Each error costs a search for its place, so there is an end to them.
  [[nodiscard]] auto enough() const noexcept -> bool { return record_.more_errors.size() >= 20; }

  void error(const char* code, const std::string& path, std::string message) {
    if (enough()) return;
    add_error(record_, make_error(code, path, std::move(message), text_.find(path)));
  }

  void refuse_unknown(const Value& object, const std::string& path, Names known) {
    for (const auto& member : object.members()) {
      if (enough()) return;
      if (std::find(known.begin(), known.end(), member.name) != known.end()) continue;
      error(code::unknown, path + member.name, unknown_name("member", member.name, known));
    }
  }

  // An absent member, and one that is null, leaves `out` as it is.
  void text(const Value& object, const std::string& path, std::string_view name, std::string& out) {
    const auto* value = given(object, name);
    if (value == nullptr) return;
    if (value->is_text()) {
      out = value->as_text();
    } else {
      error(code::type, path + std::string{name}, std::string{name} + " must be a string");
    }
  }

  void date(const Value& object, std::string_view name, std::optional<Date>& out) {
    const auto* value = given(object, name);
    if (value == nullptr) return;
    Date day;
    if (value->is_text() && Date::parse(value->as_text(), day)) {
      out = day;
    } else {
      error(code::type, std::string{name},
            std::string{name} + " must be a day, written \"2026-01-31\"");
    }
  }

  void whole(const Value& object, std::string_view name, std::int64_t least, std::int64_t& out) {
    const auto* value = given(object, name);
    if (value == nullptr) return;
    if (is_whole(*value) && value->as_number().numerator() >= least) {
      out = value->as_number().numerator();
    } else {
      error(code::type, std::string{name},
            std::string{name} + " must be a whole number, at least " + std::to_string(least));
    }
  }

  void texts(const Value& object, std::string_view name, std::vector<std::string>& out) {
    const auto* value = given(object, name);
    if (value == nullptr) return;
    const auto& items = value->items();
    if (!value->is_array() ||
        !std::all_of(items.begin(), items.end(), [](const Value& v) { return v.is_text(); })) {
      error(code::type, std::string{name}, std::string{name} + " must be an array of strings");
      return;
    }
    for (const auto& item : items) out.push_back(item.as_text());
  }

  void images(const Value& object) {
    const auto* value = given(object, "input_images");
    if (value == nullptr) return;
    if (!value->is_array()) {
      error(code::type, "input_images", "input_images must be an array of objects");
      return;
    }
    for (std::size_t i = 0; i < value->items().size(); ++i) {
      if (enough()) return;
      image(value->items()[i], "input_images[" + std::to_string(i) + "]");
    }
  }

  [[nodiscard]] static auto given(const Value& object, std::string_view name) -> const Value* {
    const auto* value = object.find(name);
    return value == nullptr || value->is_null() ? nullptr : value;
  }

 private:
  [[nodiscard]] static auto is_whole(const Value& value) noexcept -> bool {
    return value.is_number() && value.number_fits() && value.as_number().is_integer();
  }

  void image(const Value& value, const std::string& path) {
    if (!value.is_object()) {
      error(code::type, path, "an input image must be an object such as {\"width\": 1024}");
      return;
    }
    refuse_unknown(value, path + ".", image_members);
    InputImage image;
    measure(value, path, "width", image.width);
    measure(value, path, "height", image.height);
    measure(value, path, "bytes", image.bytes);
    text(value, path + ".", "format", image.format);
    text(value, path + ".", "role", image.role);
    record_.request.input_images.push_back(std::move(image));
  }

  void measure(const Value& object, const std::string& path, std::string_view name,
               std::optional<std::int64_t>& out) {
    const auto* value = given(object, name);
    if (value == nullptr) return;
    if (is_whole(*value) && value->as_number().numerator() > 0) {
      out = value->as_number().numerator();
    } else {
      error(code::type, path + "." + std::string{name},
            std::string{name} + " must be a whole number, at least 1");
    }
  }

  const JsonText& text_;
  Record& record_;
};

void take_params(Value& object, std::string_view name, Members& members, Record& record) {
  for (auto& member : object.members()) {
    if (member.name != name || member.value.is_null()) continue;
    if (member.value.is_object()) {
      record.request.params = std::move(member.value);
    } else {
      members.error(code::type, "params", std::string{name} + " must be an object");
    }
  }
  if (!record.request.model.empty()) return;
  if (const auto* model = record.request.params.find("model"); model != nullptr) {
    record.request.model = model->as_text();
  }
}

void read_request(Value& object, Members& members, Record& record) {
  auto& request = record.request;
  members.refuse_unknown(object, "", record_members);
  members.text(object, "", "id", request.id);
  members.text(object, "", "provider", request.provider);
  members.text(object, "", "model", request.model);
  members.text(object, "", "operation", request.operation);
  members.text(object, "", "endpoint", request.endpoint);
  members.text(object, "", "tier", request.tier);
  members.date(object, "as_of", request.as_of);
  members.text(object, "", "group", record.group);
  members.whole(object, "count", 1, record.count);
  members.whole(object, "attempts", 1, record.attempts);
  members.texts(object, "any_of", record.any_of);
  members.images(object);
  if (const auto* usage = Members::given(object, "usage"); usage != nullptr) {
    if (usage->is_object()) {
      request.usage = *usage;
    } else {
      members.error(code::type, "usage", "usage must be an object");
    }
  }
  take_params(object, "params", members, record);
}

void read_batch_line(Value& object, Members& members, Record& record) {
  auto& request = record.request;
  members.refuse_unknown(object, "", batch_members);
  members.text(object, "", "custom_id", request.id);
  members.text(object, "", "url", request.endpoint);
  std::string method = "POST";
  members.text(object, "", "method", method);
  if (method != "POST") members.error(code::value, "method", "method must be \"POST\"");
  if (request.endpoint.empty()) members.error(code::missing, "", "a batch line needs a url");
  if (Members::given(object, "body") == nullptr) {
    members.error(code::missing, "", "a batch line needs a body");
  }
  request.tier = "batch";
  take_params(object, "body", members, record);
}

}  // namespace

auto read_json_record(const std::shared_ptr<JsonText>& text, const InputOptions& options)
    -> Record {
  Record record;
  record.request.location = text->place(skip_json_space(text->text, 0), 1);
  record.json = text;

  Value object;
  JsonError error;
  if (!parse_json(text->text, object, error, options.max_depth)) {
    add_error(record,
              make_error(code::syntax, "", std::move(error.message), text->place(error.offset, 1)));
    record.json.reset();  // places can only be looked up in valid JSON
    return record;
  }
  Members members{*text, record};
  if (!object.is_object()) {
    members.error(code::type, "", "a record must be a JSON object");
  } else if (object.find("custom_id") != nullptr || object.find("body") != nullptr) {
    text->batch = true;
    read_batch_line(object, members, record);
  } else {
    read_request(object, members, record);
  }
  give_default_provider(record, options);
  return record;
}

auto too_long_line(std::uint32_t line, std::uint64_t offset, const InputOptions& options)
    -> Record {
  Record record;
  auto& place = record.request.location;
  place.file = options.name;
  place.line = line;
  place.column = 1;
  place.offset = offset;
  add_error(
      record,
      make_error(code::limit, "",
                 "this line is longer than " + std::to_string(options.max_line) + " bytes", place));
  return record;
}

}  // namespace tariff::manifest
