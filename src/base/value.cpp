#include "tariff/value.hpp"

#include <memory>

#include "base/text_source.hpp"

namespace tariff {
inline namespace v0 {

namespace {

// What stands for bytes that are no UTF-8: the output is valid JSON whatever a caller put in.
constexpr std::string_view replacement = "\xEF\xBF\xBD";

void append_escaped(char c, std::string& out) {
  constexpr std::string_view hex = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20) {
    out += c;
    return;
  }
  out += "\\u00";
  out += hex[byte >> 4U];
  out += hex[byte & 15U];
}

void append_text(std::string_view text, std::string& out) {
  out += '"';
  while (!text.empty()) {
    const auto bad = base::find_invalid_utf8(text);
    for (const char c : text.substr(0, bad)) append_escaped(c, out);
    if (bad == std::string_view::npos) break;
    out += replacement;
    text.remove_prefix(bad + 1);
  }
  out += '"';
}

void append_number(const Value& value, std::string& out) {
  if (!value.number_fits()) {
    out += value.as_text();
    return;
  }
  out += value.as_number().to_decimal();
  if (value.written_as_decimal() && value.as_number().is_integer()) out += ".0";
}

void append_json(const Value& value, std::string& out) {
  std::string_view separator;
  switch (value.kind()) {
    case Value::Kind::null: out += "null"; return;
    case Value::Kind::boolean: out += value.as_boolean() ? "true" : "false"; return;
    case Value::Kind::number: append_number(value, out); return;
    case Value::Kind::text: append_text(value.as_text(), out); return;
    case Value::Kind::array:
      out += '[';
      for (const auto& item : value.items()) {
        out += separator;
        append_json(item, out);
        separator = ",";
      }
      out += ']';
      return;
    case Value::Kind::object:
      out += '{';
      for (const auto& member : value.members()) {
        out += separator;
        append_text(member.name, out);
        out += ':';
        append_json(member.value, out);
        separator = ",";
      }
      out += '}';
      return;
  }
}

// Objects are equal whatever the order of their members; usually it is the same.
auto same_members(const Value& a, const Value& b) noexcept -> bool {
  const auto& left = a.members();
  const auto& right = b.members();
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i].name == right[i].name) {
      if (!(left[i].value == right[i].value)) return false;
      continue;
    }
    const auto* other = b.find(left[i].name);
    if (other == nullptr || !(left[i].value == *other)) return false;
  }
  return true;
}

}  // namespace

// A value that is released, copied into or moved into goes through null, so that it is whole when
// an allocation fails in between.

void Value::release_buffer() noexcept {
  switch (kind_) {
    case Kind::array: std::destroy_at(&items_); break;
    case Kind::object: std::destroy_at(&members_); break;
    default: std::destroy_at(&text_); break;
  }
  std::construct_at(&number_);
  kind_ = Kind::null;
  number_fits_ = true;
}

void Value::copy_from(const Value& other) {
  switch (other.kind_) {
    case Kind::array: std::construct_at(&items_, other.items_); break;
    case Kind::object: std::construct_at(&members_, other.members_); break;
    default:
      if (other.holds_text()) {
        std::construct_at(&text_, other.text_);
      } else {
        number_ = other.number_;
      }
  }
  copy_flags(other);
}

void Value::move_buffer(Value& other) noexcept {
  switch (kind_) {
    case Kind::array: std::construct_at(&items_, std::move(other.items_)); break;
    case Kind::object: std::construct_at(&members_, std::move(other.members_)); break;
    default: std::construct_at(&text_, std::move(other.text_)); break;
  }
}

auto Value::operator=(const Value& other) -> Value& {
  return *this = Value{other};
}

auto Value::huge_number(std::string spelling) -> Value {
  Value result;
  std::construct_at(&result.text_, std::move(spelling));
  result.kind_ = Kind::number;
  result.number_fits_ = false;
  return result;
}

auto Value::text(std::string value) -> Value {
  Value result;
  std::construct_at(&result.text_, std::move(value));
  result.kind_ = Kind::text;
  return result;
}

auto Value::array() -> Value {
  return array(std::vector<Value>{});
}

auto Value::array(std::vector<Value> items) -> Value {
  Value result;
  std::construct_at(&result.items_, std::move(items));
  result.kind_ = Kind::array;
  return result;
}

auto Value::object() -> Value {
  return object(std::vector<Member>{});
}

auto Value::object(std::vector<Member> members) -> Value {
  Value result;
  std::construct_at(&result.members_, std::move(members));
  result.kind_ = Kind::object;
  return result;
}

auto Value::no_text() noexcept -> const std::string& {
  static const std::string none;
  return none;
}

auto Value::no_items() noexcept -> const std::vector<Value>& {
  static const std::vector<Value> none;
  return none;
}

auto Value::no_members() noexcept -> const std::vector<Member>& {
  static const std::vector<Member> none;
  return none;
}

auto Value::edit_text() -> std::string& {
  if (!is_text()) *this = text({});
  return text_;
}

auto Value::items() -> std::vector<Value>& {
  if (!is_array()) *this = array();
  return items_;
}

auto Value::members() -> std::vector<Member>& {
  if (!is_object()) *this = object();
  return members_;
}

auto Value::find(std::string_view name) const noexcept -> const Value* {
  for (const auto& member : members()) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

auto Value::set(std::string_view name, Value value) -> Value& {
  for (auto& member : members()) {
    if (member.name != name) continue;
    member.value = std::move(value);
    return *this;
  }
  members_.push_back({std::string{name}, std::move(value)});
  return *this;
}

auto Value::erase(std::string_view name) -> bool {
  if (!is_object()) return false;
  return std::erase_if(members_, [&](const Member& member) { return member.name == name; }) != 0;
}

auto Value::to_json() const -> std::string {
  std::string out;
  append_json(*this, out);
  return out;
}

// How a number was written does not matter: 1 equals 1.0.
auto operator==(const Value& a, const Value& b) noexcept -> bool {
  if (a.kind_ != b.kind_) return false;
  switch (a.kind_) {
    case Value::Kind::null: return true;
    case Value::Kind::boolean: return a.boolean_ == b.boolean_;
    case Value::Kind::number:
      if (a.number_fits_ != b.number_fits_) return false;
      return a.number_fits_ ? a.number_ == b.number_ : a.text_ == b.text_;
    case Value::Kind::text: return a.text_ == b.text_;
    case Value::Kind::array: return a.items_ == b.items_;
    case Value::Kind::object: return same_members(a, b);
  }
  return false;
}

}  // namespace v0
}  // namespace tariff
