#include <string_view>

#include "completion.hpp"

namespace tariff::app {
namespace {

using Kind = Hint::Kind;

struct Named {
  std::string_view name;
  Kind kind;
  std::vector<std::string> words;
};

// By the option's first name, where what it takes does not tell.
auto known() -> const std::vector<Named>& {
  static const std::vector<Named> hints{
      {"--color", Kind::words, {"auto", "always", "never"}},
      {"--input-format", Kind::words, {"yaml", "json", "jsonl", "csv"}},
      {"--fail-level", Kind::words, {"note", "warning", "error"}},
      {"--operation", Kind::words, {"generate", "edit"}},
      {"--tier", Kind::words, {"standard", "batch", "flex", "priority"}},
      {"--provider", Kind::names, {"providers"}},
      {"--model", Kind::names, {"models"}},
      {"--maximize", Kind::words, {"quality"}},
      {"--minimize", Kind::words, {"cost"}},
      {"--plan-on", Kind::words, {"low", "expected", "high"}},
      {"--keep", Kind::words, {"provider", "model", "quality", "tier"}},
      {"--only", Kind::names, {"providers", "models"}},
      {"--forbid", Kind::names, {"providers", "models"}},
      {"--per-path-ignores", Kind::nothing, {}},
      {"PATH", Kind::files, {}},
      {"PLAN", Kind::files, {}},
      {"CODE|OFFER", Kind::names, {"codes", "offers"}},
      {"ACTION", Kind::words, {"check", "test", "list"}},
      {"SHELL", Kind::words, {"bash", "zsh", "fish"}},
  };
  return hints;
}

}  // namespace

auto hint_of(Command command, const OptionHelp& option) -> Hint {
  const auto& name = option.names.front();
  if (name == "--format") return {Kind::words, format_words(command)};
  for (const auto& entry : known()) {
    if (entry.name == name) return {entry.kind, entry.words};
  }
  if (option.value == "CODES") return {Kind::list, {"codes"}};
  if (option.value == "FILE") return {Kind::files, {}};
  if (option.value == "DIR") return {Kind::folders, {}};
  return {};
}

auto spaced(const std::vector<std::string>& words) -> std::string {
  std::string text;
  for (const auto& word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

}  // namespace tariff::app
