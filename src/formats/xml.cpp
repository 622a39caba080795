#include "formats/xml.hpp"

#include "report/utf8.hpp"

namespace tariff::formats {
namespace {

// The entity of a character that markup uses; empty for others. ">" only matters in "]]>".
auto entity_of(char c) noexcept -> std::string_view {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return {};
  }
}

auto is_no_character(std::string_view code_point) noexcept -> bool {
  return code_point == "\xEF\xBF\xBE" || code_point == "\xEF\xBF\xBF";
}

}  // namespace

auto xml_text(std::string_view text) -> std::string {
  const auto shown = report::printable(text, report::LineEnds::keep);
  std::string out;
  for (std::string_view rest = shown; !rest.empty();) {
    const auto code_point = rest.substr(0, report::decode_utf8(rest).length);
    const auto entity = entity_of(code_point.front());
    if (!entity.empty()) {
      out += entity;
    } else {
      out += is_no_character(code_point) ? report::replacement_character : code_point;
    }
    rest.remove_prefix(code_point.size());
  }
  return out;
}

auto xml_attribute(std::string_view name, std::string_view value) -> std::string {
  auto text = " " + std::string{name} + "=\"";
  for (const char c : xml_text(value)) {
    if (c == '\n') {
      text += "&#10;";
    } else {
      text += c;
    }
  }
  return text + "\"";
}

}  // namespace tariff::formats
