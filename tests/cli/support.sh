# What the tests of the program from outside share; sourced by each, with the program as the first
# argument. Leaves the caller in an empty folder, $work, that goes away at the end.
tariff=$(realpath "${1:?usage: $(basename "$0") PATH/TO/tariff}")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 2
# Neither the user's git settings nor results of other builds.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
export XDG_CACHE_HOME=$work/.cache
failures=0
count=0

fail() {
  failures=$((failures + 1))
  echo "FAILED: $1"
  cut -c1-400 "$work/.out" "$work/.err" | sed 's/^/    /' | head -20
}

# run_program STATUS NAME ARGUMENTS…: standard input comes from $work/.in where it is there.
run_program() {
  local wanted=$1 input=/dev/null
  last=$2
  shift 2
  count=$((count + 1))
  [ -e "$work/.in" ] && input=$work/.in
  timeout 60 "$tariff" "$@" <"$input" >"$work/.out" 2>"$work/.err"
  local status=$?
  rm -f "$work/.in"
  [ "$status" = "$wanted" ] || fail "$last: status $status, expected $wanted: tariff $*"
}

# The last run's standard output, standard error, or neither, holds a text.
out_has() { grep -qF -- "$1" "$work/.out" || fail "$last: no '$1' on standard output"; }
out_lacks() { ! grep -qF -- "$1" "$work/.out" || fail "$last: '$1' on standard output"; }
out_empty() { [ ! -s "$work/.out" ] || fail "$last: something on standard output"; }
err_has() { grep -qF -- "$1" "$work/.err" || fail "$last: no '$1' on standard error"; }
err_empty() { [ ! -s "$work/.err" ] || fail "$last: something on standard error"; }
