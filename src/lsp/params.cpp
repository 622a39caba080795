#include "lsp/params.hpp"

#include <algorithm>
#include <limits>

namespace tariff::lsp {
namespace {

// Line and character numbers are unsigned in the protocol.
auto read_unsigned(const Value* value, std::uint32_t& out) -> bool {
  if (value == nullptr || !value->is_number() || !value->number_fits()) return false;
  const auto number = value->as_number();
  if (!number.is_integer() || number.is_negative()) return false;
  constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
  out = static_cast<std::uint32_t>(std::min(number.numerator(), most));
  return true;
}

}  // namespace

auto value_at(const Value& params, MemberPath path) -> const Value* {
  const auto* value = &params;
  for (const auto name : path) {
    value = value->find(name);
    if (value == nullptr) return nullptr;
  }
  return value;
}

auto text_at(const Value& params, MemberPath path) -> std::string {
  const auto* value = value_at(params, path);
  return value == nullptr || !value->is_text() ? std::string{} : value->as_text();
}

auto integer_at(const Value& params, MemberPath path) -> std::int64_t {
  const auto* value = value_at(params, path);
  return value == nullptr || !value->as_number().is_integer() ? 0 : value->as_number().numerator();
}

auto flag_at(const Value& params, MemberPath path) -> bool {
  const auto* value = value_at(params, path);
  return value != nullptr && value->is_boolean() && value->as_boolean();
}

auto texts_at(const Value& params, MemberPath path) -> std::vector<std::string> {
  std::vector<std::string> texts;
  const auto* value = value_at(params, path);
  if (value == nullptr) return texts;
  for (const auto& each : value->items()) {
    if (each.is_text()) texts.push_back(each.as_text());
  }
  return texts;
}

auto read_position(const Value& value, Position& out) -> bool {
  return read_unsigned(value.find("line"), out.line) &&
         read_unsigned(value.find("character"), out.character);
}

auto read_range(const Value& value, PositionRange& out) -> bool {
  const auto* begin = value.find("start");
  const auto* end = value.find("end");
  return begin != nullptr && end != nullptr && read_position(*begin, out.begin) &&
         read_position(*end, out.end);
}

}  // namespace tariff::lsp
