#include <string_view>

#include "completion.hpp"

namespace tariff::app {
namespace {

constexpr auto head = R"zsh(#compdef tariff
# zsh completion for tariff
_tariff_names() {
  local what
  local -a names
  for what in "$@"; do names+=(${(f)"$($program completion $what 2> /dev/null)"}); done
  compadd -a names
}
# Names with commas between them: those before the last comma stay.
_tariff_list() {
  compset -P '*,'
  _tariff_names "$@"
}
_tariff() {
  local program=$words[1] command
  local -a commands
)zsh";

constexpr auto tail = R"zsh(  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _tariff "$@"
else
  compdef _tariff tariff
fi
)zsh";

// A text inside single quotes and inside [brackets] or before a colon of _arguments.
auto quoted(std::string_view text) -> std::string {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':') out += '\\';
    out += c;
  }
  return out;
}

auto action_of(const Hint& hint) -> std::string {
  switch (hint.kind) {
    case Hint::Kind::words: return "(" + spaced(hint.words) + ")";
    case Hint::Kind::files: return "_files";
    case Hint::Kind::folders: return "_directories";
    case Hint::Kind::names: return "_tariff_names " + spaced(hint.words);
    case Hint::Kind::list: return "_tariff_list " + spaced(hint.words);
    case Hint::Kind::nothing: break;
  }
  return " ";
}

// One specification for each name of an option; the names exclude each other.
void add_option(std::string& out, const CommandHelp& command, const OptionHelp& option) {
  const bool is_long_value = !option.value.empty();
  for (const auto& name : option.names) {
    std::string spec;
    if (name == "--help" || name == "-h") {
      spec = "(- *)";
    } else if (option.repeats) {
      spec = "*";
    } else if (option.names.size() > 1) {
      spec = "(" + spaced(option.names) + ")";
    }
    spec += name;
    if (is_long_value && name.starts_with("--")) spec += "=";
    spec += "[" + quoted(option.about) + "]";
    if (!option.value.empty()) {
      spec += ":" + quoted(option.value) + ":" + action_of(hint_of(command.command, option));
    }
    out += " \\\n        '" + spec + "'";
  }
}

void add_command(std::string& out, const CommandHelp& command) {
  out += "    " + command.name + ")\n      _arguments";
  for (const auto& option : command.options) add_option(out, command, option);
  for (const auto& positional : command.positionals) {
    const auto spec = std::string{positional.repeats ? "*" : "1"} + ":" +
                      quoted(positional.names.front()) + ":" +
                      action_of(hint_of(command.command, positional));
    out += " \\\n        '" + spec + "'";
  }
  out += "\n      ;;\n";
}

}  // namespace

auto zsh_completion(const std::vector<CommandHelp>& commands) -> std::string {
  std::string out = head;
  out += "  commands=(\n";
  for (const auto& command : commands) {
    out += "    '" + command.name + ":" + quoted(command.about) + "'\n";
  }
  out += R"zsh(  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    _arguments '(- *)--version[show the version]' '(- *)--help[show the usage]'
    return
  fi
  command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
)zsh";
  for (const auto& command : commands) add_command(out, command);
  return out + tail;
}

}  // namespace tariff::app
