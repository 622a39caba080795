#!/usr/bin/env bash
# `tariff lint` from outside: what silences findings, baselines, selection, what decides the status,
# formats, policies, order, and the cache. Usage: lint_test.sh PATH/TO/tariff
set -u
. "$(dirname "$0")/support.sh"

# run STATUS NAME -- ARGUMENTS…: cheaper ways are left out, for prices change.
run() { run_program "$1" "$2" lint "${@:4}" --as-of 2026-11-21 --ignore COST-CHEAPER; }
# codes PLACE:CODE…: the findings of the concise format, in their order.
codes() {
  local got
  got=$(sed -nE 's/^([^ ]*): (error|warning|note).* \[?([A-Z]+(-[A-Z0-9]+)+)\]?.*$/\1:\3/p' \
    "$work/.out" | tr '\n' ' ')
  [ "${got% }" = "$*" ] || fail "$last: found '${got% }', expected '$*'"
}

cat >base.yaml <<'YAML'
version: 1
defaults: {provider: openai, model: gpt-image-2, quality: low, size: 1024x1024}
assets:
  - {id: odd, prompt: x, size: 1001x1001}
  - {id: auto, prompt: y, quality: auto}
YAML
run 1 "nothing silenced" -- base.yaml --format concise
codes base.yaml:4:32:OAI-SIZE-016 base.yaml:5:36:COST-AUTO-QUALITY

# --- comments -------------------------------------------------------------------------------------
# on LINE TEXT: the manifest with a comment at the end of a line. above LINE TEXT: on its own line.
on() { sed "$1s|\$|  # tariff: $2|" base.yaml >commented.yaml; }
above() { sed "$1i\\  # tariff: $2" base.yaml >commented.yaml; }
commented() {  # STATUS CODES…
  local status=$1
  shift
  run "$status" "comment: $(grep -m1 -o 'tariff: .*' commented.yaml)" -- commented.yaml --format concise
  codes "$@"
}
auto=commented.yaml:5:36:COST-AUTO-QUALITY
odd=commented.yaml:4:32:OAI-SIZE-016
on 4 'ignore[OAI-SIZE-016]'; commented 1 $auto
on 4 'ignore[OAI-SIZE]: the old page'; commented 1 $auto
on 4 'ignore[OAI, BUDGET] until 2027-01-31: agreed'
commented 1 commented.yaml:4:66:LINT-SUPPRESSION-UNUSED $auto
on 4 'ignore[ALL]'; commented 1 $auto
on 4 'ignore[OAI] until 2026-11-21'; commented 1 $auto
on 4 'ignore[OAI] until 2026-11-20: past'; commented 1 $odd commented.yaml:4:44:LINT-SUPPRESSION-EXPIRED $auto
on 4 'ignore[BUDGET]'; commented 1 $odd commented.yaml:4:61:LINT-SUPPRESSION-UNUSED $auto
on 5 'ignore[COST-AUTO-QUALITY]: as it is'; commented 1 $odd
for text in 'ignore' 'ignore[]' 'ignore[OAI' 'ignore[OAI] until soon' 'ignore[OAI] because' 'ingore[OAI]'; do
  on 4 "$text"; commented 1 $odd commented.yaml:4:44:LINT-SUPPRESSION-MALFORMED $auto
done
above 4 'ignore[OAI]'; commented 1 commented.yaml:6:36:COST-AUTO-QUALITY
above 5 'ignore[COST]'; commented 1 $odd
above 3 'ignore[OAI, COST]: all of the section'; commented 0
above 2 'ignore-file[OAI]: the whole file'; commented 1 commented.yaml:6:36:COST-AUTO-QUALITY
above 2 'ignore-file[OAI, COST]'; commented 0
cat >several.yaml <<'YAML'
version: 1
defaults: {provider: openai, model: gpt-image-2, quality: low}
assets:
  # tariff: ignore[OAI-SIZE]: one above the other
  # tariff: ignore[COST]
  - id: odd
    prompt: "not a comment # tariff: ignore[REQ]"
    size: 1001x1001
  - id: other
    prompt: x
    size: 1001x1001   # tariff: ignore[OAI-SIZE-016]: here
YAML
run 1 "comments one above the other" -- several.yaml --format concise
codes several.yaml:5:20:LINT-SUPPRESSION-UNUSED
run 0 "unused comments that nobody asks for" -- several.yaml --ignore LINT
run 0 "and what cannot be told to be unused" -- several.yaml --ignore COST --format concise
run 1 "suppressed findings are counted" -- several.yaml; out_has "2 findings suppressed"
run 1 "and are in the formats that know of it" -- several.yaml --format sarif
out_has '"suppressions":[{"kind":"inSource"'; out_has '"justification":"here"'
run 1 "a fix takes an unused comment out" -- several.yaml --diff; out_has '-  # tariff: ignore[COST]'
run 0 "and then there is nothing" -- several.yaml --fix; out_has "fixed 1 finding"
run 0 "nor is there again" -- several.yaml --fix; out_lacks "fixed"

# --- baselines --------------------------------------------------------------------------------------
baseline=(--baseline known.json)
cp base.yaml work.yaml
run 2 "a baseline that is not there" -- work.yaml "${baseline[@]}"; err_has "known.json"
run 0 "a baseline is made" -- work.yaml "${baseline[@]}" --create-baseline
out_has "2 findings suppressed"; err_has "known.json: 2 known findings"
cp known.json first.json
run 0 "and known" -- work.yaml "${baseline[@]}"; err_empty
cmp -s known.json first.json || fail "$last: the baseline has changed"
run 0 "known under another name of the file" -- "$work/work.yaml" "${baseline[@]}"
mkdir below
(cd below && "$tariff" lint ../work.yaml --baseline ../known.json --as-of 2026-11-21 --ignore COST-CHEAPER \
  >/dev/null) || fail "known from another folder"
sed -i '3a\  # lines move\n' work.yaml
run 0 "known when lines move" -- work.yaml "${baseline[@]}"
sed -i '$a\  - {id: new, prompt: z, size: 1001x1001}' work.yaml
run 1 "a new finding" -- work.yaml "${baseline[@]}" --format concise; codes work.yaml:8:32:OAI-SIZE-016
run 1 "pruning adds nothing" -- work.yaml "${baseline[@]}" --prune-baseline
cmp -s known.json first.json || fail "$last: the baseline has changed"
run 0 "an update adds it" -- work.yaml "${baseline[@]}" --update-baseline
[ "$(grep -c '"code"' known.json)" = 3 ] || fail "$last: not three entries"
sed -i '/id: odd/d' work.yaml
run 0 "a mended finding" -- work.yaml "${baseline[@]}"; out_has "LINT-BASELINE-STALE"; out_has "1 known finding is gone"
run 1 "that counts when it is to" -- work.yaml "${baseline[@]}" --fail-level note
run 0 "that nobody asks for" -- work.yaml "${baseline[@]}" --ignore LINT --fail-level note; out_lacks STALE
run 0 "of a file that was not looked at" -- several.yaml "${baseline[@]}" --ignore COST; out_lacks STALE
run 0 "pruned" -- work.yaml "${baseline[@]}" --prune-baseline; out_lacks STALE
[ "$(grep -c '"code"' known.json)" = 2 ] || fail "$last: not two entries"
cp known.json second.json
run 0 "and no longer said" -- work.yaml "${baseline[@]}" --fail-level note; out_lacks STALE
# What cannot be read has not been mended.
cp work.yaml whole.yaml; echo '  - {id: broken, prompt: "' >>work.yaml
for action in --prune-baseline --update-baseline; do
  run 2 "a file that cannot be read, $action" -- work.yaml "${baseline[@]}" $action
  cmp -s known.json second.json || fail "$last: the baseline has changed"
done
run 2 "nor is it stale" -- work.yaml "${baseline[@]}"; out_lacks STALE
mv whole.yaml work.yaml
run 0 "a difference leaves it alone" -- work.yaml "${baseline[@]}" --diff --unsafe-fixes --prune-baseline
out_empty
cmp -s known.json second.json || fail "$last: the baseline has changed"
cp work.yaml before-fix.yaml
run 0 "a fix leaves known findings alone" -- work.yaml "${baseline[@]}" --fix --unsafe-fixes; out_lacks "fixed"
cmp -s work.yaml before-fix.yaml || fail "$last: the file has changed"
run 0 "and does not offer to mend them" -- work.yaml "${baseline[@]}" --fix; out_lacks "unsafe-fixes"
run 1 "and mends others" -- work.yaml --baseline first.json --diff --unsafe-fixes
out_has '+  - {id: new, prompt: z, size: 1008x1008}'
run 0 "a baseline is made anew" -- work.yaml "${baseline[@]}" --create-baseline
cmp -s known.json second.json || fail "$last: the baseline has changed"
: >known.json; run 0 "over an empty file" -- work.yaml "${baseline[@]}" --create-baseline
cmp -s known.json second.json || fail "$last: not the same baseline"
run 0 "in SARIF" -- work.yaml "${baseline[@]}" --format sarif; out_has '"kind":"external"'
echo "baseline: known.json" >.tariff.yaml
run 0 "that the settings name" -- work.yaml; out_has "2 findings suppressed"
run 1 "unless there are none" -- work.yaml --isolated
rm .tariff.yaml

# damaged PLACE TEXT: a baseline that is said to be wrong at a place.
damaged() {
  printf "$2" >damaged.json
  for format in text json sarif; do
    run 2 "damaged baseline: $2" -- work.yaml --baseline damaged.json --format $format
    err_has "tariff: damaged.json:$1: "
    [ "$(wc -l <.err)" = 1 ] || fail "$last: not said once"
  done
  run 2 "damaged baseline, to be pruned: $2" -- work.yaml --baseline damaged.json --prune-baseline
  run 2 "damaged baseline, nothing is mended: $2" -- base.yaml --baseline damaged.json --fix --unsafe-fixes
  grep -q 1001x1001 base.yaml || fail "$last: it is"
  [ "$(cat damaged.json)" = "$(printf "$2")" ] || fail "$last: written"
}
damaged 1:1 '[]'
damaged 1:1 '{"version": 2, "findings": []}'
damaged 1:1 '{"version": 1}'
damaged 2:1 '{"version": 1,\noops}'
damaged 3:2 '{"version": 1, "findings": [\n {"file":"a","asset":"b","code":"C"},\n {"file":"a"}\n]}'
damaged 2:1 '{"version": 1, "findings": [\n{"file":"a","asset":"b","code":"C","count":0}]}'
: >damaged.json; run 2 "an empty baseline" -- work.yaml --baseline damaged.json; err_has "empty"
run 2 "a folder as baseline" -- work.yaml --baseline below; err_has "below"
run 2 "a baseline that cannot be written" -- work.yaml --baseline no/such/known.json --create-baseline
err_has "no/such/known.json"

# --- which findings count ---------------------------------------------------------------------------
both="base.yaml:4:32:OAI-SIZE-016 base.yaml:5:36:COST-AUTO-QUALITY"
selected() {  # STATUS CODES OPTIONS…
  local status=$1 wanted=$2
  shift 2
  run "$status" "selection $*" -- base.yaml --format concise "$@"
  codes $wanted
}
selected 1 base.yaml:4:32:OAI-SIZE-016 --select OAI
selected 1 base.yaml:5:36:COST-AUTO-QUALITY --select COST,BUDGET
selected 0 "" --select BUDGET
selected 1 base.yaml:4:32:OAI-SIZE-016 --select BUDGET --extend-select OAI-SIZE
selected 1 "$both" --select OAI --select COST
selected 1 base.yaml:5:36:COST-AUTO-QUALITY --ignore OAI
selected 0 "" --ignore OAI --ignore COST
selected 1 base.yaml:4:32:OAI-SIZE-016 --ignore ALL --extend-select OAI-SIZE-016
selected 1 base.yaml:5:36:COST-AUTO-QUALITY --per-path-ignores 'ba*.yaml:OAI'
selected 1 "$both" --per-path-ignores 'other/**:OAI'
selected 0 "" --per-path-ignores '*.yaml:OAI' --per-path-ignores 'base.yaml:COST'
run 2 "a code that nobody has" -- base.yaml --select OAI-SIZ; err_has "OAI-SIZ"
run 2 "a path without a code" -- base.yaml --per-path-ignores 'a/**'; err_has "GLOB:CODE"

# --- the status -------------------------------------------------------------------------------------
warning=(base.yaml --ignore OAI)
run 1 "a warning" -- "${warning[@]}"
run 0 "below the level" -- "${warning[@]}" --fail-level error
run 1 "an error of that level" -- base.yaml --fail-level error
run 0 "as many warnings as may be" -- "${warning[@]}" --max-warnings 1
run 1 "more warnings than may be" -- "${warning[@]}" --max-warnings 0
run 1 "more than may be, below the level" -- "${warning[@]}" --max-warnings 0 --fail-level error
run 1 "an error, however many warnings may be" -- base.yaml --max-warnings 9
run 0 "status 0 whatever is found" -- base.yaml --exit-zero; out_has "1 error and 1 warning"
run 2 "but not of what cannot be read" -- missing.yaml --exit-zero
run 2 "a level that there is not" -- base.yaml --fail-level fatal; err_has "note, warning or error"
run 2 "fewer than no warnings" -- base.yaml --max-warnings -1

run 1 "quiet" -- base.yaml --quiet --format concise; codes $both; out_lacks "1 error and"
[ "$(wc -l <.out)" = 2 ] || fail "$last: more than the findings"
run 0 "quiet and clean" -- base.yaml -q --ignore ALL; out_empty; err_empty
run 1 "statistics" -- base.yaml --statistics; out_has "COST-AUTO-QUALITY"; out_has "findings  assets"
out_lacks "base.yaml:"
run 1 "statistics as JSON" -- base.yaml --statistics --format json
out_has '"statistics":[{"code":"COST-AUTO-QUALITY"'
run 0 "statistics of nothing" -- base.yaml --statistics --quiet --ignore ALL; out_empty

# --- formats ----------------------------------------------------------------------------------------
echo '{"id":"r1","provider":"openai","model":"gpt-image-2","params":{"prompt":"a fox","size":"1001x1001","quality":"low"}}' >lines.jsonl
printf 'version: 1\nassets: [' >broken.yaml
sed '/odd/d; /auto/s/quality: auto/quality: low/' base.yaml >clean.yaml
formats=(text concise json jsonl sarif github gitlab junit rdjson markdown)
for format in "${formats[@]}"; do
  run 0 "clean as $format" -- clean.yaml --format $format
  run 1 "findings as $format" -- base.yaml --format $format
  run 1 "a line as $format" -- lines.jsonl --format $format
  run 0 "silenced as $format" -- several.yaml --format $format
  run 0 "below the level as $format" -- "${warning[@]}" --fail-level error --format $format
  run 0 "whatever is found as $format" -- base.yaml --exit-zero --format $format
  run 2 "unreadable as $format" -- broken.yaml base.yaml --format $format
  run 2 "missing as $format" -- missing.yaml base.yaml --format $format
done
several=()
for format in "${formats[@]:1}"; do several+=(--format "$format=all/$format"); done
mkdir all
run 2 "all formats at once, and one input unreadable" -- base.yaml lines.jsonl broken.yaml "${several[@]}"
run 1 "all formats at once" -- base.yaml lines.jsonl "${several[@]}"; out_has "2 errors and 1 warning"
for format in "${formats[@]:1}"; do
  run 1 "alone as $format" -- base.yaml lines.jsonl --format $format
  cmp -s .out all/$format || fail "$last: not as beside the others"
done
run 2 "two formats for the output" -- base.yaml --format json --format sarif; err_has "FORMAT=FILE"
run 2 "a format for no file" -- base.yaml --format json=; err_has "which file"
run 2 "a file that cannot be written" -- base.yaml --format json=no/such/file.json; err_has "no/such/file.json"

# --- standard input -----------------------------------------------------------------------------------
cp base.yaml .in; run 1 "a manifest from standard input" -- - --format concise
codes -:4:32:OAI-SIZE-016 -:5:36:COST-AUTO-QUALITY
cp base.yaml .in; run 1 "with a name" -- - --stdin-filename art/base.yaml --format concise
codes art/base.yaml:4:32:OAI-SIZE-016 art/base.yaml:5:36:COST-AUTO-QUALITY
cp lines.jsonl .in; run 1 "a record from standard input" -- - --format concise; out_has "-:1:"
cp base.yaml .in; run 0 "ignored by its name" -- - --stdin-filename art/base.yaml --per-path-ignores 'art/**:ALL'
cp work.yaml .in; run 0 "known by its name" -- - --stdin-filename work.yaml --baseline known.json
: >.in; run 2 "nothing" -- -; out_has "empty"

# Lines of records, cached and not.
mkdir records && cp lines.jsonl records
for cache in --no-cache "--cache-dir=$work/records-cache" "--cache-dir=$work/records-cache"; do
  run 0 "a baseline of records, $cache" -- records --baseline records.json --create-baseline $cache
  run 0 "known records, $cache" -- records --baseline records.json $cache; out_has "1 finding suppressed"
done
sed -i 's/1001x1001/1024x1024/' records/lines.jsonl
for time in first second; do
  run 0 "a mended record, $time" -- records --baseline records.json; out_has "LINT-BASELINE-STALE"
done

# --- policies -----------------------------------------------------------------------------------------
mkdir team && cp base.yaml team
cat >team/.tariff.yaml <<'YAML'
policies:
  - code: TEAM-ID
    require: matches(id, '^team-')
    message: "'{id}' does not begin with team-"
    severity: note
    why: so that they can be told apart
YAML
run 1 "a policy" -- team --format concise
codes team/base.yaml:4:10:TEAM-ID team/base.yaml:4:32:OAI-SIZE-016 team/base.yaml:5:10:TEAM-ID team/base.yaml:5:36:COST-AUTO-QUALITY
out_has "'odd' does not begin with team-"
run 1 "of its own project alone" -- team/base.yaml base.yaml --format concise --ignore OAI,COST --fail-level note
codes team/base.yaml:4:10:TEAM-ID team/base.yaml:5:10:TEAM-ID
run 1 "selected" -- team --format concise --select TEAM --fail-level note
codes team/base.yaml:4:10:TEAM-ID team/base.yaml:5:10:TEAM-ID
run 1 "among the rules of SARIF" -- team --format sarif; out_has '"ruleId":"TEAM-ID"'; out_has '{"id":"TEAM-ID"'
sed '4s/$/  # tariff: ignore[TEAM]: older/' base.yaml >team/base.yaml
run 0 "silenced like any other" -- team --select TEAM --format concise; codes team/base.yaml:5:10:TEAM-ID
run 1 "in records, too" -- --config team/.tariff.yaml lines.jsonl --format concise; out_has "TEAM-ID"

# --- order and cache ------------------------------------------------------------------------------------
mkdir -p many/a many/b
for i in $(seq 30); do
  folder=many/$([ $((i % 2)) = 0 ] && echo a || echo b)
  for n in $(seq $((i % 7 + 1))); do
    echo "  - {id: asset-$i-$n, prompt: x$n, size: $((1000 + n))x1001}"
  done | cat <(head -3 base.yaml) - >"$folder/$i.yaml"
done
{ cat lines.jsonl; sed 's/^/  /; s/$/\r/' lines.jsonl; echo "{"; } >many/b/lines.jsonl
fixed=(many --cache-dir "$work/cache")
for format in "${formats[@]}"; do
  run 2 "one at a time as $format" -- many --no-cache --jobs 1 --format $format; cp .out wanted
  run 2 "eight at a time as $format" -- many --no-cache --jobs 8 --format $format
  cmp -s .out wanted || fail "$last: not as one at a time"
  [ $format != text ] || [ ! -e cache ] || fail "$last: there is a cache"
  for time in first second; do
    run 2 "$time with a cache as $format" -- "${fixed[@]}" --format $format
    cmp -s .out wanted || fail "$last: not as without"
  done
done
[ ! -e .cache ] || [ -z "$(find .cache -newer wanted -type f)" ] || fail "the usual cache was used, too"
[ "$(find cache -type f | wc -l)" -ge 30 ] || fail "nothing in the cache"
find cache -type f | while read -r entry; do head -c 20 "$entry" >entry && mv entry "$entry"; done
run 2 "a damaged cache" -- "${fixed[@]}" --format $format; cmp -s .out wanted || fail "$last: not as without"
mv many/a/2.yaml many/a/2-moved.yaml
run 2 "a file that moved" -- "${fixed[@]}" --format concise; out_has many/a/2-moved.yaml; out_lacks many/a/2.yaml
echo "cache-dir: project-cache" >.tariff.yaml
run 2 "a cache that the settings name" -- many
[ "$(find project-cache -type f | wc -l)" -ge 30 ] || fail "$last: nothing in it"
rm -r project-cache; run 2 "a cache that is not wanted" -- many --no-cache
[ ! -e project-cache ] || fail "$last: it is there"
rm .tariff.yaml

echo "$count runs, $failures failures"
[ "$failures" = 0 ]
