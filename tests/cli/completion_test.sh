#!/usr/bin/env bash
# The completion scripts, in the shells that they are for: every option of every command is offered,
# and what stands for its value. A shell that is not installed is left out, and said so.
# Usage: completion_test.sh PATH/TO/tariff
set -u
tariff=$(realpath "${1:?usage: completion_test.sh PATH/TO/tariff}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/in"
ln -s "$tariff" "$work/bin/tariff"
export PATH="$work/bin:$PATH" HOME="$work" XDG_CONFIG_HOME="$work" XDG_DATA_HOME="$work"
touch "$work/in/images.yaml"
mkdir "$work/in/overlay"
cd "$work/in" || exit 2
for shell in bash zsh fish; do tariff completion "$shell" >"$work/$shell" || exit 1; done
failures=0
checks=0

# offers SHELL LINE WORD…: completing LINE offers each WORD.
offers() {
  local shell=$1 line=$2 word got
  shift 2
  got=$("complete_$shell" "$line")
  for word in "$@"; do
    checks=$((checks + 1))
    grep -qxF -- "$word" <<<"$got" && continue
    failures=$((failures + 1))
    printf 'FAILED: %s: "%s" does not offer %s, but:\n%s\n' "$shell" "$line" "$word" "$(head -5 <<<"$got")"
  done
}

complete_bash() {
  bash --norc -c '
    source "$1"
    line=$2
    read -ra COMP_WORDS <<<"$line"
    [[ $line == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _tariff tariff
    printf "%s\n" "${COMPREPLY[@]}"' - "$work/bash" "$1" 2>&1
}
complete_fish() { fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$work/fish" "$1" 2>&1 | cut -f1; }
# zsh completes only on a terminal: a pseudo-terminal in which a key prints what would be offered.
complete_zsh() { zsh -f "$work/zsh_driver" "$work/zsh" "$1" 2>&1; }
cat >"$work/zsh_driver" <<'ZSH'
zmodload zsh/zpty
zpty shell zsh -f -i
put() { zpty -w shell "$1"; }
put "PS1= PROMPT2="
put "autoload -Uz compinit && compinit -u -d $HOME/dump"
put "source $1"
# Every match goes to a file instead of the screen.
put 'compadd() {
  local -a words
  builtin compadd -O words "$@"
  (( $#words )) && print -rl -- "${words[@]}" >> $HOME/matches
  builtin compadd "$@"
}'
put "zstyle ':completion:*' list-prompt ''"
put "LISTMAX=10000"
put 'finish() { zle -I; print done > $HOME/finished; }; zle -N finish; bindkey "^X" finish'
rm -f $HOME/matches $HOME/finished
zpty -w -n shell "$2"$'\t'
zpty -w -n shell $'\x18'
for i in {1..100}; do
  [[ -e $HOME/finished ]] && break
  zpty -r -t shell chunk
  sleep 0.05
done
zpty -d shell
# "--format=" takes its value behind "="; the option is what is offered.
[[ -e $HOME/matches ]] && sed 's/=$//' $HOME/matches
ZSH

for shell in bash zsh fish; do
  if ! command -v "$shell" >/dev/null; then
    echo "left out: $shell is not installed"
    continue
  fi
  "$shell" -n "$work/$shell" || { echo "FAILED: $shell -n"; failures=$((failures + 1)); }
  offers "$shell" "tariff " lint quote report compare diff plan approve explain catalog lsp completion
  for command in lint quote report compare diff plan approve explain catalog lsp completion; do
    mapfile -t options < <(tariff "$command" --help | grep -oE '^  (-[A-Za-z],)?--[a-z-]+' | grep -oE -- '--.*')
    [ ${#options[@]} -gt 1 ] || { echo "FAILED: no options of $command"; failures=$((failures + 1)); }
    offers "$shell" "tariff $command --" "${options[@]}"
  done
  offers "$shell" "tariff lint --format " text sarif gitlab junit rdjson
  offers "$shell" "tariff explain --format " text json markdown
  offers "$shell" "tariff lint --fail-level " note warning error
  offers "$shell" "tariff catalog " check test list
  offers "$shell" "tariff quote --provider " openai
  offers "$shell" "tariff explain OAI-SIZE-0" OAI-SIZE-016
done
offers bash "tariff lint --select OAI-SIZE-0" OAI-SIZE-016
offers bash "tariff lint --select COST,OAI-SIZE-0" COST,OAI-SIZE-016
offers bash "tariff lint ima" images.yaml
offers bash "tariff lint --catalog o" overlay
if command -v fish >/dev/null; then
  offers fish "tariff lint --select COST,OAI-SIZE-0" COST,OAI-SIZE-016
  offers fish "tariff lint ima" images.yaml
fi
if command -v zsh >/dev/null; then
  offers zsh "tariff lint --select COST,OAI-SIZE-0" OAI-SIZE-016
fi
echo "$checks checks, $failures failures"
[ "$failures" = 0 ]
