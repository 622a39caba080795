#include "report/finding_text.hpp"

#include "report/money_text.hpp"
#include "report/paint.hpp"
#include "report/utf8.hpp"
#include "report/words.hpp"

namespace tariff::report {
namespace {

auto changes_of(const Fix& fix) -> std::string {
  std::vector<std::string> changes;
  for (const auto& member : fix.params.members()) {
    changes.push_back("set " + member.name + " to " + member.value.to_json());
  }
  for (const auto& name : fix.remove) changes.push_back("remove " + name);
  return joined(changes);
}

auto price_effect(const Fix& fix, std::string_view currency) -> std::string {
  MoneyText money;
  if (!fix.cost_after) return {};
  const std::string price = fix.cost_after->is_exact() ? "price" : "expected price";
  const auto after = money.amount(fix.cost_after->expected, currency);
  if (!fix.cost_before) return "; the " + price + " is then " + after;
  if (*fix.cost_before == *fix.cost_after) return "; the " + price + " stays " + after;
  return "; the " + price + " goes from " + money.amount(fix.cost_before->expected, currency) +
         " to " + after;
}

// The first line and the caret line in colour. base::render() gives "place: severity: …".
auto colored(const std::string& text, Severity severity, const Paint& paint) -> std::string {
  if (!paint.enabled()) return text;
  const std::string word = std::string{to_string(severity)} + ":";
  const auto found = text.find(word);
  if (found == std::string::npos || found > text.find('\n')) return text;
  auto out = paint.bold(text.substr(0, found)) + paint.severity(severity, word);
  auto rest = text.substr(found + word.size());
  const auto caret_line = rest.rfind('\n', rest.size() < 2 ? 0 : rest.size() - 2);
  if (caret_line == std::string::npos || rest.find('^', caret_line) == std::string::npos) {
    return out + rest;
  }
  const auto caret = rest.substr(caret_line + 1, rest.size() - caret_line - 2);
  return out + rest.substr(0, caret_line + 1) + paint.severity(severity, caret) + "\n";
}

}  // namespace

auto snippet_to_text(const Diagnostic& diagnostic, const base::TextSource* source,
                     TextOptions options) -> std::string {
  const auto rendered = printable(base::render(diagnostic, source), LineEnds::keep);
  return colored(rendered, diagnostic.severity, Paint{options});
}

auto label_to_text(std::string_view label, std::string_view text, TextOptions options)
    -> std::string {
  if (text.empty()) return {};
  const Paint paint{options};
  return "  " + paint.dim("=") + " " + paint.bold(label) + ": " + printable(text) + "\n";
}

auto finding_to_text(const Diagnostic& diagnostic, const base::TextSource* source,
                     std::string_view currency, TextOptions options) -> std::string {
  auto out = snippet_to_text(diagnostic, source, options) +
             label_to_text("because", diagnostic.because, options) +
             label_to_text("provider", diagnostic.provider_message, options);
  if (diagnostic.fix) {
    out += label_to_text(diagnostic.fix->safe ? "fix" : "fix (unsafe)",
                         fix_to_text(*diagnostic.fix, currency), options);
  }
  return out;
}

}  // namespace tariff::report

namespace tariff {
inline namespace v0 {

auto fix_to_text(const Fix& fix, std::string_view currency) -> std::string {
  return report::changes_of(fix) + report::price_effect(fix, currency);
}

}  // namespace v0
}  // namespace tariff
