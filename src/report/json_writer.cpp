#include "report/json_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "report/decimal_text.hpp"
#include "report/utf8.hpp"

namespace tariff::report {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

// The short escape of a character, or nothing when it has none.
auto short_escape(unsigned char byte) noexcept -> std::string_view {
  switch (byte) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    case '\b': return "\\b";
    case '\f': return "\\f";
    default: return {};
  }
}

auto is_plain(unsigned char byte) noexcept -> bool {
  return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

void append_control(std::string& out, unsigned char byte) {
  out += "\\u00";
  out += hex_digits[byte >> 4U];
  out += hex_digits[byte & 15U];
}

// Appends what stands at `rest` and is not plain; returns its length in bytes.
auto append_special(std::string& out, std::string_view rest) -> std::size_t {
  const auto byte = static_cast<unsigned char>(rest.front());
  if (const auto escape = short_escape(byte); !escape.empty()) {
    out += escape;
    return 1;
  }
  if (byte < 0x20 || byte == 0x7f) {
    append_control(out, byte);
    return 1;
  }
  const auto [code_point, length] = decode_utf8(rest);
  if (code_point == invalid_code_point) {
    out += replacement_character;
  } else {
    out += rest.substr(0, length);
  }
  return length;
}

}  // namespace

auto is_plain_json(std::string_view text) noexcept -> bool {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_plain(static_cast<unsigned char>(c)); });
}

void JsonWriter::separate() {
  if (needs_comma_) out_ += ',';
  needs_comma_ = true;
}

auto JsonWriter::begin_object() -> JsonWriter& {
  separate();
  out_ += '{';
  needs_comma_ = false;
  return *this;
}

auto JsonWriter::end_object() -> JsonWriter& {
  out_ += '}';
  needs_comma_ = true;
  return *this;
}

auto JsonWriter::begin_array() -> JsonWriter& {
  separate();
  out_ += '[';
  needs_comma_ = false;
  return *this;
}

auto JsonWriter::end_array() -> JsonWriter& {
  out_ += ']';
  needs_comma_ = true;
  return *this;
}

auto JsonWriter::key(std::string_view name) -> JsonWriter& {
  text(name);
  out_ += ':';
  needs_comma_ = false;
  return *this;
}

auto JsonWriter::text(std::string_view value) -> JsonWriter& {
  separate();
  out_ += '"';
  while (!value.empty()) {
    std::size_t plain = 0;
    while (plain < value.size() && is_plain(static_cast<unsigned char>(value[plain]))) ++plain;
    out_ += value.substr(0, plain);
    value.remove_prefix(plain);
    if (!value.empty()) value.remove_prefix(append_special(out_, value));
  }
  out_ += '"';
  return *this;
}

auto JsonWriter::integer(std::int64_t value) -> JsonWriter& {
  separate();
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), end);
  return *this;
}

auto JsonWriter::boolean(bool value) -> JsonWriter& {
  return raw(value ? "true" : "false");
}

auto JsonWriter::null() -> JsonWriter& {
  return raw("null");
}

auto JsonWriter::value(const Value& value) -> JsonWriter& {
  return raw(value.to_json());
}

auto JsonWriter::raw(std::string_view json) -> JsonWriter& {
  separate();
  out_ += json;
  return *this;
}

auto JsonWriter::decimal(Rational value) -> JsonWriter& {
  separate();
  std::array<char, decimal_room> text{};
  const auto end = write_decimal(text.data(), value).end;
  out_ += '"';
  out_.append(text.data(), end);
  out_ += '"';
  return *this;
}

auto JsonWriter::member(std::string_view name, std::string_view value) -> JsonWriter& {
  return key(name).text(value);
}

auto JsonWriter::optional_member(std::string_view name, std::string_view value) -> JsonWriter& {
  return value.empty() ? *this : member(name, value);
}

auto JsonWriter::count_member(std::string_view name, std::int64_t value) -> JsonWriter& {
  return key(name).integer(value);
}

auto JsonWriter::flag_member(std::string_view name, bool value) -> JsonWriter& {
  return key(name).boolean(value);
}

}  // namespace tariff::report
