// `tariff completion bash|zsh|fish`: the scripts. They ask the program itself for the names of
// offers, so that overlays of the catalog complete too.
#include <set>
#include <string>
#include <string_view>

#include "commands.hpp"

namespace tariff::app {
namespace {

constexpr std::string_view bash_script = R"bash(# bash completion for tariff
_tariff() {
  local cur prev command words_of i
  cur="${COMP_WORDS[COMP_CWORD]}"
  prev="${COMP_WORDS[COMP_CWORD-1]}"
  command=""
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "${COMP_WORDS[i]}" in
      lint|quote|report|compare|explain|catalog|completion) command="${COMP_WORDS[i]}"; break ;;
    esac
  done
  case "$prev" in
    --format) COMPREPLY=($(compgen -W "text json jsonl" -- "$cur")); return ;;
    --color) COMPREPLY=($(compgen -W "auto always never" -- "$cur")); return ;;
    --input-format) COMPREPLY=($(compgen -W "yaml json jsonl csv" -- "$cur")); return ;;
    --provider) COMPREPLY=($(compgen -W "$(tariff completion providers 2>/dev/null)" -- "$cur")); return ;;
    --model) COMPREPLY=($(compgen -W "$(tariff completion models 2>/dev/null)" -- "$cur")); return ;;
    --operation) COMPREPLY=($(compgen -W "generate edit" -- "$cur")); return ;;
    --tier) COMPREPLY=($(compgen -W "standard batch flex priority" -- "$cur")); return ;;
    --catalog) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    --output) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --as-of|--set|--image) return ;;
  esac
  local common="--format --output --as-of --catalog --color --help"
  local input="--input-format --provider --jobs --no-fix"
  local request="--model --operation --tier --set --image"
  case "$command" in
    "") words_of="lint quote report compare explain catalog completion --help --version" ;;
    lint|report) words_of="$common $input" ;;
    quote|compare) words_of="$common $input $request" ;;
    explain) words_of="$common"
      [[ "$cur" == -* ]] || words_of="$(tariff completion offers 2>/dev/null)" ;;
    catalog) words_of="check test list $common" ;;
    completion) words_of="bash zsh fish" ;;
  esac
  COMPREPLY=($(compgen -W "$words_of" -- "$cur"))
  case "$command" in
    lint|quote|report|compare)
      [[ "$cur" == -* ]] || COMPREPLY=($(compgen -f -- "$cur")) ;;
  esac
}
complete -o filenames -F _tariff tariff
)bash";

constexpr std::string_view zsh_script = R"zsh(#compdef tariff
# zsh completion for tariff
_tariff() {
  local -a common input request commands
  common=(
    '--format[output format]:format:(text json jsonl)'
    '--output[write to this file]:file:_files'
    '--as-of[rules and prices of this day]:day (YYYY-MM-DD):'
    '*--catalog[lay this folder over the catalog]:folder:_directories'
    '--color[when to colour]:when:(auto always never)'
    '(- *)--help[show the usage]'
  )
  input=(
    '--input-format[kind of the input]:kind:(yaml json jsonl csv)'
    '--provider[provider of requests that name none]:provider:($(tariff completion providers 2>/dev/null))'
    '--jobs[threads for JSONL]:number:'
    '--no-fix[do not look for fixes]'
  )
  request=(
    '--model[model of the request]:model:($(tariff completion models 2>/dev/null))'
    '--operation[operation of the request]:operation:(generate edit)'
    '--tier[service tier]:tier:(standard batch flex priority)'
    '*--set[a parameter]:name=value:'
    '*--image[pixel size of an input image]:WxH:'
  )
  commands=(
    'lint:validate manifests and request records'
    'quote:price each request, with its breakdown'
    'report:the budget report of manifests'
    'compare:one request over every offer, cheapest first'
    'explain:a rule or an offer, with its sources and conflicts'
    'catalog:hold the catalog against itself, or list it'
    'completion:print a completion script for a shell'
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    _arguments '(- *)--version[show the version]' '(- *)--help[show the usage]'
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
    lint|report) _arguments $common $input '*:path:_files' ;;
    quote|compare) _arguments $common $input $request '*:path:_files' ;;
    explain) _arguments $common '1:code or offer:($(tariff completion offers 2>/dev/null))' ;;
    catalog) _arguments $common '1:action:(check test list)' ;;
    completion) _arguments '1:shell:(bash zsh fish)' ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _tariff "$@"
else
  compdef _tariff tariff
fi
)zsh";

constexpr std::string_view fish_script = R"fish(# fish completion for tariff
set -l commands lint quote report compare explain catalog completion
set -l inputs lint quote report compare
set -l requests quote compare
complete -c tariff -f
complete -c tariff -n "not __fish_seen_subcommand_from $commands" -a lint -d 'Validate manifests and request records'
complete -c tariff -n "not __fish_seen_subcommand_from $commands" -a quote -d 'Price each request, with its breakdown'
complete -c tariff -n "not __fish_seen_subcommand_from $commands" -a report -d 'The budget report of manifests'
complete -c tariff -n "not __fish_seen_subcommand_from $commands" -a compare -d 'One request over every offer'
complete -c tariff -n "not __fish_seen_subcommand_from $commands" -a explain -d 'A rule or an offer, with its sources'
complete -c tariff -n "not __fish_seen_subcommand_from $commands" -a catalog -d 'The catalog against itself'
complete -c tariff -n "not __fish_seen_subcommand_from $commands" -a completion -d 'A completion script'
complete -c tariff -n "not __fish_seen_subcommand_from $commands" -l version -s V -d 'Show the version'
complete -c tariff -l help -s h -d 'Show the usage'
complete -c tariff -n "__fish_seen_subcommand_from $commands" -l format -x -a 'text json jsonl' -d 'Output format'
complete -c tariff -n "__fish_seen_subcommand_from $commands" -l output -r -F -d 'Write to this file'
complete -c tariff -n "__fish_seen_subcommand_from $commands" -l as-of -x -d 'Rules and prices of this day'
complete -c tariff -n "__fish_seen_subcommand_from $commands" -l catalog -x -a '(__fish_complete_directories)' -d 'Lay this folder over the catalog'
complete -c tariff -n "__fish_seen_subcommand_from $commands" -l color -x -a 'auto always never' -d 'When to colour'
complete -c tariff -n "__fish_seen_subcommand_from $inputs" -F
complete -c tariff -n "__fish_seen_subcommand_from $inputs" -l input-format -x -a 'yaml json jsonl csv' -d 'Kind of the input'
complete -c tariff -n "__fish_seen_subcommand_from $inputs" -l provider -x -a '(tariff completion providers 2>/dev/null)' -d 'Provider of requests that name none'
complete -c tariff -n "__fish_seen_subcommand_from $inputs" -l jobs -x -d 'Threads for JSONL'
complete -c tariff -n "__fish_seen_subcommand_from $inputs" -l no-fix -d 'Do not look for fixes'
complete -c tariff -n "__fish_seen_subcommand_from $requests" -l model -x -a '(tariff completion models 2>/dev/null)' -d 'Model of the request'
complete -c tariff -n "__fish_seen_subcommand_from $requests" -l operation -x -a 'generate edit' -d 'Operation of the request'
complete -c tariff -n "__fish_seen_subcommand_from $requests" -l tier -x -a 'standard batch flex priority' -d 'Service tier'
complete -c tariff -n "__fish_seen_subcommand_from $requests" -l set -x -d 'A parameter: name=value'
complete -c tariff -n "__fish_seen_subcommand_from $requests" -l image -x -d 'Pixel size of an input image'
complete -c tariff -n '__fish_seen_subcommand_from explain' -a '(tariff completion offers 2>/dev/null)'
complete -c tariff -n '__fish_seen_subcommand_from catalog' -a 'check test list'
complete -c tariff -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'
)fish";

auto write_names(Context& context, std::string_view what) -> int {
  if (!context.open_catalog()) return unreadable;
  std::set<std::string> names;
  for (const auto& offer : context.catalog().summaries(context.today())) {
    names.insert(what == "offers" ? offer.name : what == "models" ? offer.model : offer.provider);
  }
  std::string out;
  for (const auto& name : names) out += name + "\n";
  context.write(out);
  return clean;
}

}  // namespace

auto run_completion(Context& context) -> int {
  const auto& what = context.options().subject;
  if (what == "bash") {
    context.write(bash_script);
  } else if (what == "zsh") {
    context.write(zsh_script);
  } else if (what == "fish") {
    context.write(fish_script);
  } else {
    return write_names(context, what);
  }
  return clean;
}

}  // namespace tariff::app
