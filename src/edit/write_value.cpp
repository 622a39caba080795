#include "edit/write_value.hpp"

#include <algorithm>
#include <array>

#include "manifest/reader.hpp"

namespace tariff::edit {
namespace {

using Style = Tree::Style;

constexpr auto nowhere = std::string_view::npos;

// Words that readers of YAML take for nothing, or for a truth value in an older version of it.
constexpr std::array<std::string_view, 7> taken_words{"null", "true", "false", "yes",
                                                      "no",   "on",   "off"};

auto lower(std::string_view text) -> std::string {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

auto is_control(char c) noexcept -> bool {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// Whether a text reads as itself without quotes.
auto can_be_plain(std::string_view text, bool in_flow) -> bool {
  constexpr std::string_view marks = "-?:,[]{}#&*!|>'\"%@`~<=";
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  if (marks.find(text.front()) != nowhere || text.back() == ':') return false;
  if (std::any_of(text.begin(), text.end(), is_control)) return false;
  if (text.find(": ") != nowhere || text.find(" #") != nowhere) return false;
  if (in_flow && text.find_first_of(",[]{}") != nowhere) return false;
  if (text.starts_with("...")) return false;
  if (!manifest::typed_scalar(text).is_text()) return false;
  return std::find(taken_words.begin(), taken_words.end(), lower(text)) == taken_words.end();
}

auto in_single_quotes(std::string_view text) -> std::string {
  std::string out{"'"};
  for (const char c : text) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + "'";
}

// A string of JSON is one of YAML too.
auto in_double_quotes(std::string_view text) -> std::string {
  return Value::text(std::string{text}).to_json();
}

auto write_text(std::string_view text, const Manner& manner) -> std::string {
  if (manner.syntax == Syntax::json) return in_double_quotes(text);
  if (manner.quoting == Style::single_quoted &&
      std::none_of(text.begin(), text.end(), is_control)) {
    return in_single_quotes(text);
  }
  const bool plain = manner.quoting != Style::double_quoted && can_be_plain(text, manner.in_flow);
  return plain ? std::string{text} : in_double_quotes(text);
}

// Between the brackets of an object or an array.
template <class Items, class Write>
auto joined(const Items& items, const Manner& manner, Write write) -> std::string {
  std::string out;
  for (const auto& item : items) {
    if (!out.empty()) out += manner.comma;
    out += write(item);
  }
  return out;
}

}  // namespace

auto write_value(const Value& value, const Manner& manner) -> std::string {
  if (value.is_text()) return write_text(value.as_text(), manner);
  if (!value.is_array() && !value.is_object()) return value.to_json();
  auto inner = manner;
  inner.in_flow = true;
  if (value.is_array()) {
    return "[" +
           joined(value.items(), inner, [&](const Value& v) { return write_value(v, inner); }) +
           "]";
  }
  return "{" +
         joined(value.members(), inner,
                [&](const Value::Member& member) {
                  return write_name(member.name, inner) + inner.colon +
                         write_value(member.value, inner);
                }) +
         "}";
}

auto write_name(std::string_view name, const Manner& manner) -> std::string {
  return write_text(name, manner);
}

auto write_cell(std::string_view text, bool quoted) -> std::string {
  if (!quoted && text.find_first_of(",\"\r\n") == nowhere) return std::string{text};
  std::string out{"\""};
  for (const char c : text) {
    out += c;
    if (c == '"') out += c;
  }
  return out + "\"";
}

}  // namespace tariff::edit
