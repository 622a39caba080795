#include <string_view>

#include "completion.hpp"

namespace tariff::app {
namespace {

constexpr auto head = R"fish(# fish completion for tariff
function __tariff_names
    set -l words (commandline -opc)
    for what in $argv
        $words[1] completion $what 2>/dev/null
    end
end
complete -c tariff -f
)fish";

auto quoted(std::string_view text) -> std::string {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

// What may stand for a value: arguments of `complete`.
auto action_of(const Hint& hint) -> std::string {
  switch (hint.kind) {
    case Hint::Kind::words: return " -x -a " + quoted(spaced(hint.words));
    case Hint::Kind::files: return " -r -F";
    case Hint::Kind::folders: return " -x -a '(__fish_complete_directories)'";
    case Hint::Kind::names: return " -x -a '(__tariff_names " + spaced(hint.words) + ")'";
    case Hint::Kind::list:
      return " -x -a '(__fish_complete_list , \"__tariff_names " + spaced(hint.words) + "\")'";
    case Hint::Kind::nothing: break;
  }
  return " -x";
}

auto in_command(const CommandHelp& command) -> std::string {
  return "complete -c tariff -n '__fish_seen_subcommand_from " + command.name + "'";
}

void add_option(std::string& out, const CommandHelp& command, const OptionHelp& option) {
  out += in_command(command);
  for (const auto& name : option.names) {
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.value.empty()) out += action_of(hint_of(command.command, option));
  out += " -d " + quoted(option.about) + "\n";
}

void add_positional(std::string& out, const CommandHelp& command, const OptionHelp& positional) {
  const auto hint = hint_of(command.command, positional);
  if (hint.kind == Hint::Kind::files) {
    out += in_command(command) + " -F\n";
  } else if (hint.kind == Hint::Kind::words) {
    out += in_command(command) + " -a " + quoted(spaced(hint.words)) + "\n";
  } else if (hint.kind == Hint::Kind::names) {
    out += in_command(command) + " -a '(__tariff_names " + spaced(hint.words) + ")'\n";
  }
}

}  // namespace

auto fish_completion(const std::vector<CommandHelp>& commands) -> std::string {
  std::vector<std::string> names;
  for (const auto& command : commands) names.push_back(command.name);
  const auto no_command =
      "complete -c tariff -n 'not __fish_seen_subcommand_from " + spaced(names) + "'";
  std::string out = head;
  for (const auto& command : commands) {
    out += no_command + " -a " + command.name + " -d " + quoted(command.about) + "\n";
  }
  out += no_command + " -l version -s V -d 'Show the version'\n";
  out += no_command + " -l help -s h -d 'Show the usage'\n";
  for (const auto& command : commands) {
    for (const auto& option : command.options) add_option(out, command, option);
    for (const auto& positional : command.positionals) add_positional(out, command, positional);
  }
  return out;
}

}  // namespace tariff::app
