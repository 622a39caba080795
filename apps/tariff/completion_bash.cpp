#include "completion.hpp"

namespace tariff::app {
namespace {

// Helpers: each sets COMPREPLY from $cur, which _tariff declares.
constexpr auto head = R"bash(# bash completion for tariff
_tariff_words() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_tariff_files() {
  local IFS=$'\n'
  compopt -o filenames 2> /dev/null
  COMPREPLY=($(compgen "$1" -- "$cur"))
}
_tariff_names() {
  local what names=""
  for what in "$@"; do names+=" $("$program" completion "$what" 2> /dev/null)"; done
  _tariff_words "$names"
}
# Names with commas between them: those before the last comma stay.
_tariff_list() {
  local before="" names
  [[ $cur == *,* ]] && before="${cur%,*},"
  names="$("$program" completion "$1" 2> /dev/null)"
  compopt -o nospace 2> /dev/null
  COMPREPLY=($(compgen -P "$before" -W "$names" -- "${cur##*,}"))
}

_tariff() {
  local program="$1" cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD - 1]}"
  local command="" options="" i
  # bash takes "--format=json" apart.
  if [[ $cur == "=" ]]; then
    cur=""
  elif [[ $prev == "=" ]]; then
    prev="${COMP_WORDS[COMP_CWORD - 2]}"
  fi
)bash";

constexpr auto tail = R"bash(}
complete -F _tariff tariff
)bash";

auto action_of(const Hint& hint) -> std::string {
  switch (hint.kind) {
    case Hint::Kind::words: return "_tariff_words '" + spaced(hint.words) + "'";
    case Hint::Kind::files: return "_tariff_files -f";
    case Hint::Kind::folders: return "_tariff_files -d";
    case Hint::Kind::names: return "_tariff_names " + spaced(hint.words);
    case Hint::Kind::list: return "_tariff_list " + spaced(hint.words);
    case Hint::Kind::nothing: break;
  }
  return ":";
}

auto joined(const std::vector<std::string>& texts, const char* between) -> std::string {
  std::string out;
  for (const auto& text : texts) {
    if (!out.empty()) out += between;
    out += text;
  }
  return out;
}

auto all_names(const CommandHelp& command) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& option : command.options) names.push_back(option.names.front());
  return names;
}

// What may follow an option that takes a value.
void add_values(std::string& out, const CommandHelp& command) {
  for (const auto& option : command.options) {
    if (option.value.empty()) continue;
    std::vector<std::string> patterns;
    for (const auto& name : option.names) patterns.push_back(command.name + ":" + name);
    out += "    " + joined(patterns, " | ") + ") " + action_of(hint_of(command.command, option)) +
           "; return ;;\n";
  }
}

void add_command(std::string& out, const CommandHelp& command) {
  out += "    " + command.name + ")\n      options='" + spaced(all_names(command)) + "'\n";
  if (!command.positionals.empty()) {
    out += "      [[ $cur == -* ]] || { " +
           action_of(hint_of(command.command, command.positionals.front())) + "; return; }\n";
  }
  out += "      ;;\n";
}

}  // namespace

auto bash_completion(const std::vector<CommandHelp>& commands) -> std::string {
  std::vector<std::string> names;
  for (const auto& command : commands) names.push_back(command.name);
  std::string out = head;
  out += "  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \"${COMP_WORDS[i]}\" in\n      " +
         joined(names, " | ") + ") command=\"${COMP_WORDS[i]}\"; break ;;\n    esac\n  done\n";
  out += "  case \"$command:$prev\" in\n";
  for (const auto& command : commands) add_values(out, command);
  out += "  esac\n  case \"$command\" in\n    '') options='" + spaced(names) +
         " --help --version' ;;\n";
  for (const auto& command : commands) add_command(out, command);
  return out + "  esac\n  _tariff_words \"$options\"\n" + tail;
}

}  // namespace tariff::app
