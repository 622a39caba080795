#include "catalog/findings.hpp"

#include <algorithm>

namespace tariff::catalog {
namespace {

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;

constexpr std::array<FindingDefault, finding_kinds> defaults{{
    {"unknown_parameter", "REQ-PARAM-UNKNOWN", error, "unknown parameter '{parameter}'", ""},
    {"missing_parameter", "REQ-PARAM-MISSING", error, "parameter '{parameter}' is required", ""},
    {"wrong_type", "REQ-PARAM-TYPE", error, "parameter '{parameter}' takes {expected}, not {got}",
     "expected got"},
    {"value_not_listed", "REQ-PARAM-VALUE", error,
     "'{value}' is not a value of '{parameter}', which takes {values}", "values"},
    {"below_minimum", "REQ-PARAM-MIN", error,
     "parameter '{parameter}' is {value}, less than {minimum}", "minimum maximum"},
    {"above_maximum", "REQ-PARAM-MAX", error,
     "parameter '{parameter}' is {value}, more than {maximum}", "minimum maximum"},
    {"too_short", "REQ-PARAM-SHORT", error,
     "parameter '{parameter}' has {length} characters, fewer than {minimum}",
     "minimum maximum length"},
    {"too_long", "REQ-PARAM-LONG", error,
     "parameter '{parameter}' has {length} characters, more than {maximum}",
     "minimum maximum length"},
    {"too_few_items", "REQ-PARAM-FEW", error,
     "parameter '{parameter}' has {count} items, fewer than {minimum}", "minimum maximum count"},
    {"too_many_items", "REQ-PARAM-MANY", error,
     "parameter '{parameter}' has {count} items, more than {maximum}", "minimum maximum count"},
    {"malformed_size", "REQ-SIZE-SYNTAX", error, "'{value}' is not a size", ""},
    {"size_not_listed", "REQ-SIZE-VALUE", error,
     "size '{value}' is not offered; the sizes are {values}", "values"},
    {"ignored_parameter", "REQ-PARAM-IGNORED", warning, "parameter '{parameter}' has no effect",
     ""},
    {"not_yet_available", "REQ-MODEL-EARLY", error, "{model} is not available before {date}",
     "date replaced_by"},
    {"model_deprecated", "REQ-MODEL-DEPRECATED", warning, "{model} is deprecated since {date}",
     "date replaced_by"},
    {"model_shut_down", "REQ-MODEL-SHUTDOWN", error, "{model} was shut down on {date}",
     "date replaced_by"},
    {"name_deprecated", "REQ-MODEL-NAME", warning,
     "the name '{value}' of {model} is deprecated since {date}", "date replaced_by"},
}};

// Placeholders hold no expressions, so that the pieces are found by their braces alone.
auto pieces_of(std::string_view text) -> Template {
  using Kind = Template::Piece::Kind;
  Template out;
  while (!text.empty()) {
    const auto open = std::min(text.find('{'), text.size());
    if (open > 0) out.pieces.push_back({Kind::literal, std::string{text.substr(0, open)}, 0});
    text.remove_prefix(open);
    if (text.empty()) break;
    const auto close = text.find('}');
    out.pieces.push_back({Kind::parameter, std::string{text.substr(1, close - 1)}, 0});
    text.remove_prefix(close + 1);
  }
  return out;
}

auto has_word(std::string_view words, std::string_view word) noexcept -> bool {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

}  // namespace

auto finding_defaults() noexcept -> std::span<const FindingDefault, finding_kinds> {
  return defaults;
}

auto finding_default(FindingKind kind) noexcept -> const FindingDefault& {
  return defaults[static_cast<std::size_t>(kind)];
}

auto default_message(FindingKind kind) -> const Template& {
  static const auto templates = [] {
    std::array<Template, finding_kinds> all;
    std::transform(defaults.begin(), defaults.end(), all.begin(),
                   [](const FindingDefault& entry) { return pieces_of(entry.message); });
    return all;
  }();
  return templates[static_cast<std::size_t>(kind)];
}

auto is_placeholder(FindingKind kind, std::string_view name) noexcept -> bool {
  return has_word(std::string_view{"parameter value model"}, name) ||
         has_word(finding_default(kind).placeholders, name);
}

}  // namespace tariff::catalog
