#!/usr/bin/env bash
# The manual page renders without a complaint and names every option of every command.
# Usage: man_test.sh PATH/TO/tariff
set -u
tariff=$(realpath "${1:?usage: man_test.sh PATH/TO/tariff}")
page=$(realpath "$(dirname "$0")/../../docs/man/tariff.1")
status=0
if command -v mandoc >/dev/null; then
  mandoc -T lint "$page" || status=1
  text=$(mandoc -T ascii "$page" | sed 's/.\x08//g')
else
  echo "left out: mandoc is not installed"
  text=$(sed 's/\\-/-/g; s/^\.It Fl -/--/; s/ Fl -/ --/g' "$page")
fi
for command in lint quote report compare diff plan approve explain catalog lsp completion; do
  grep -qE "^ *(\.Ss )?tariff $command$" <<<"$text" || { echo "no section of $command"; status=1; }
  while read -r option; do
    grep -qE -- "$option( |$)" <<<"$text" || { echo "$command: no $option"; status=1; }
  done < <("$tariff" "$command" --help | grep -oE '^  (-[A-Za-z],)?--[a-z-]+' | grep -oE -- '--.*')
done
exit $status
