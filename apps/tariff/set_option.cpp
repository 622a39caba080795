#include "set_option.hpp"

#include <charconv>

#include "base/text_source.hpp"

namespace tariff::app {
namespace {

auto is_structure(std::string_view text) noexcept -> bool {
  return text.starts_with('{') || text.starts_with('[');
}

auto may_be_scalar(std::string_view text) noexcept -> bool {
  if (text == "true" || text == "false" || text == "null") return true;
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) {
    return false;
  }
  const char first = text.front();
  return first == '-' || (first >= '0' && first <= '9');
}

auto read_value(std::string_view text, Value& out, std::string& why) -> bool {
  JsonError error;
  if (is_structure(text)) {
    if (parse_json(text, out, error)) return true;
    why = "not JSON at byte " + std::to_string(error.offset) + ": " + error.message;
    return false;
  }
  if (may_be_scalar(text) && parse_json(text, out, error)) return true;
  out = Value::text(std::string{text});
  return true;
}

auto read_edge(std::string_view text, std::int64_t& out) -> bool {
  const auto result = std::from_chars(text.data(), text.data() + text.size(), out);
  return result.ec == std::errc{} && result.ptr == text.data() + text.size() && out > 0;
}

}  // namespace

auto read_set(std::string_view text, Value& params, std::string& why) -> bool {
  const auto equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos) {
    why = "expected name=value";
    return false;
  }
  if (base::find_invalid_utf8(text) != std::string_view::npos) {
    why = "not UTF-8";
    return false;
  }
  Value value;
  if (!read_value(text.substr(equals + 1), value, why)) return false;
  params.set(text.substr(0, equals), std::move(value));
  return true;
}

auto read_image(std::string_view text, InputImage& out, std::string& why) -> bool {
  const auto colon = text.find(':');
  const auto size = text.substr(0, colon);
  const auto by = size.find('x');
  std::int64_t width = 0;
  std::int64_t height = 0;
  if (by == std::string_view::npos || !read_edge(size.substr(0, by), width) ||
      !read_edge(size.substr(by + 1), height)) {
    why = "expected WIDTHxHEIGHT in pixels, such as 1024x1024";
    return false;
  }
  out.width = width;
  out.height = height;
  if (colon != std::string_view::npos) out.role = text.substr(colon + 1);
  return true;
}

}  // namespace tariff::app
