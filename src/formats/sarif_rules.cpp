#include "formats/sarif_rules.hpp"

#include <algorithm>

namespace tariff::formats {
namespace {

using report::JsonWriter;

auto upper(char c) noexcept -> char {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

auto lower(char c) noexcept -> char {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// "ACME-SIZE-016" as SARIF wants names: "AcmeSize016".
auto pascal_case(std::string_view code) -> std::string {
  std::string name;
  bool starts_word = true;
  for (const char c : code) {
    if (c == '-' || c == '_' || c == '.') {
      starts_word = true;
      continue;
    }
    name += starts_word ? upper(c) : lower(c);
    starts_word = false;
  }
  return name;
}

auto is_link(std::string_view url) noexcept -> bool {
  return (url.starts_with("https://") || url.starts_with("http://")) &&
         url.find_first_of(" <>\"\\\n\t") == std::string_view::npos;
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key).begin_object().member("text", text).end_object();
}

auto title_of(const LintCode& code) -> std::string_view {
  return code.title.empty() ? std::string_view{code.code} : std::string_view{code.title};
}

// "dated 2026-05-13, official"
auto standing(const LintCode& code) -> std::string {
  std::string text;
  if (!code.dated.empty()) text = "dated " + code.dated;
  if (code.confidence.empty()) return text;
  return text.empty() ? code.confidence : text + ", " + code.confidence;
}

auto help_of(const LintCode& code, bool markdown) -> std::string {
  std::string text{title_of(code)};
  if (markdown) text = "**" + code.code + "**: " + text;
  if (!code.why.empty()) text += "\n\n" + code.why;
  if (code.source.empty()) return text;
  text += "\n\nSource: ";
  text += markdown && is_link(code.source) ? "<" + code.source + ">" : code.source;
  if (const auto more = standing(code); !more.empty()) text += " (" + more + ")";
  return text;
}

void write_configuration(JsonWriter& json, const LintCode& code) {
  json.key("defaultConfiguration").begin_object();
  json.flag_member("enabled", true).member("level", to_string(code.severity));
  json.end_object();
}

void write_properties(JsonWriter& json, const LintCode& code) {
  if (code.dated.empty() && code.confidence.empty()) return;
  json.key("properties").begin_object();
  json.optional_member("dated", code.dated).optional_member("confidence", code.confidence);
  json.end_object();
}

void write_rule(JsonWriter& json, const LintCode& code) {
  json.begin_object().member("id", code.code).member("name", pascal_case(code.code));
  write_text(json, "shortDescription", title_of(code));
  write_text(json, "fullDescription", code.why.empty() ? title_of(code) : code.why);
  json.key("help").begin_object();
  json.member("text", help_of(code, false)).member("markdown", help_of(code, true)).end_object();
  if (is_link(code.source)) json.member("helpUri", code.source);
  write_configuration(json, code);
  write_properties(json, code);
  json.end_object();
}

}  // namespace

void write_rules(JsonWriter& json, const std::vector<LintCode>& codes) {
  json.begin_array();
  for (const auto& code : codes) write_rule(json, code);
  json.end_array();
}

auto rule_index(const std::vector<LintCode>& codes, std::string_view code) noexcept
    -> std::int64_t {
  const auto found = std::lower_bound(
      codes.begin(), codes.end(), code,
      [](const LintCode& entry, std::string_view wanted) { return entry.code < wanted; });
  return found != codes.end() && found->code == code ? found - codes.begin() : -1;
}

}  // namespace tariff::formats
