#include "report/markdown_text.hpp"

#include "report/utf8.hpp"

namespace tariff::report {
namespace {

// Mentions and links are found in what is shown, whatever was escaped; this takes them apart.
constexpr std::string_view seam = "<!-- -->";

void append_escaped(std::string& out, char c) {
  constexpr std::string_view by_backslash = "\\`*_[]~$";
  switch (c) {
    case '<': out += "&lt;"; return;
    case '>': out += "&gt;"; return;
    case '&': out += "&amp;"; return;
    case '|': out += "&#124;"; return;
    default: break;
  }
  if (by_backslash.find(c) != std::string_view::npos) out += '\\';
  out += c;
}

// Whether a mention, a reference or a link could begin with the byte before `rest`.
auto begins_link(char c, std::string_view rest) -> bool {
  return c == '@' || c == '#' || (c == ':' && rest.starts_with("//")) ||
         (c == 'w' && rest.starts_with('.'));
}

}  // namespace

auto markdown_text(std::string_view text, std::size_t cells) -> std::string {
  const auto shown = shorten(printable(text), cells);
  std::string out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    append_escaped(out, shown[i]);
    if (begins_link(shown[i], std::string_view{shown}.substr(i + 1))) out += seam;
  }
  return out;
}

auto markdown_code(std::string_view text, std::size_t cells) -> std::string {
  const auto shown = shorten(printable(text), cells);
  const bool is_blank = shown.find_first_not_of(' ') == std::string::npos;
  // A table takes a bar for the end of its cell even in code.
  if (is_blank || shown.find_first_of("`|") != std::string::npos) return markdown_text(text, cells);
  return "`" + shown + "`";
}

}  // namespace tariff::report
