#!/usr/bin/env bash
# The program from outside: exit status and output, for good input, findings, and bad input of each
# kind. Usage: cli_test.sh PATH/TO/tariff
set -u
. "$(dirname "$0")/support.sh"

# run STATUS NAME -- ARGUMENTS…
run() { run_program "$1" "$2" "${@:4}"; }

lines() { [ "$(wc -l <.out)" = "$1" ] || fail "$last: $(wc -l <.out) lines, expected $1"; }
is_json() {
  command -v python3 >/dev/null || return 0
  python3 -c 'import json,sys; json.load(open(".out", encoding="utf-8"))' 2>/dev/null ||
    fail "$last: not JSON"
}
is_jsonl() {
  command -v python3 >/dev/null || return 0
  python3 -c 'import json,sys; [json.loads(l) for l in open(".out", encoding="utf-8")]' \
    2>/dev/null || fail "$last: not JSON lines"
}

day=(--as-of 2026-11-21)

# --- inputs ---------------------------------------------------------------------------------------
good='{"id":"r1","provider":"openai","model":"gpt-image-2","params":{"prompt":"a fox","size":"1024x1024","quality":"low"}}'
bad='{"id":"r2","provider":"openai","model":"gpt-image-2","params":{"prompt":"a fox","size":"1792x936","quality":"low"}}'
echo "$good" >good.jsonl
echo "$bad" >bad.jsonl
printf '%s\n%s\n' "$good" "$bad" >both.jsonl
cat >good.yaml <<'YAML'
version: 1
defaults: {provider: openai, model: gpt-image-2, quality: low}
budget: {total: 1 USD, per_asset: 0.50 USD}
groups:
  icons: {size: 1024x1024}
assets:
  - {id: fox, group: icons, prompt: a fox, count: 3}
  - {id: 山水, group: icons, prompt_file: prompts/menu.txt}
YAML
mkdir prompts && echo "a menu icon" >prompts/menu.txt
sed 's/total: 1 USD/total: 0.001 USD/' good.yaml >dear.yaml
sed 's/per_asset: 0.50 USD/per_asset: 0.001 USD/' good.yaml >dear-asset.yaml

# --- clean and findings -----------------------------------------------------------------------------
run 0 version -- --version; out_has "tariff 0."
run 0 help -- --help; out_has "Exit status"
run 0 command-help -- quote --help; out_has "--set"
for format in text json jsonl; do
  run 0 "lint good $format" -- lint good.jsonl "${day[@]}" --format $format; err_empty
  run 1 "lint bad $format" -- lint bad.jsonl "${day[@]}" --format $format
  run 0 "quote good $format" -- quote good.jsonl "${day[@]}" --format $format
  run 1 "quote bad $format" -- quote bad.jsonl "${day[@]}" --format $format
  run 0 "report good $format" -- report good.yaml "${day[@]}" --format $format
  run 1 "report bad $format" -- report bad.jsonl "${day[@]}" --format $format
  run 1 "report dear $format" -- report dear.yaml "${day[@]}" --format $format
  run 1 "report dear asset $format" -- report dear-asset.yaml "${day[@]}" --format $format
  run 0 "compare $format" -- compare good.jsonl "${day[@]}" --format $format
  run 2 "missing $format" -- lint missing.yaml "${day[@]}" --format $format
  run 2 "missing and bad $format" -- lint missing.yaml bad.jsonl "${day[@]}" --format $format
done

run 1 "lint points at the place" -- lint bad.jsonl "${day[@]}" --color never
out_has 'bad.jsonl:1:'; out_has '^~'; out_has 'Invalid size'; out_has '1 error'
run 1 "lint colours when told" -- lint bad.jsonl "${day[@]}" --color always
grep -q $'\x1b' .out || fail "no colour"
run 1 "no colour in files" -- lint bad.jsonl "${day[@]}"
! grep -q $'\x1b' .out || fail "colour in a file"

run 1 "lines in order" -- lint both.jsonl "${day[@]}" --format jsonl
lines 2; is_jsonl; out_has '"id":"r1","offer":'; out_has '"accepted":false'
out_has '"provider_message":"Invalid size '; out_has '"fix":{"params":{"size":'
run 1 "no fixes" -- lint bad.jsonl "${day[@]}" --format jsonl --no-fix; out_lacks '"fix"'
run 1 "json is one object" -- quote both.jsonl "${day[@]}" --format json
is_json; out_has '"summary"'; out_has '"as_of":"2026-11-21"'
cp both.jsonl .in; run 1 "standard input" -- quote - "${day[@]}" --format jsonl; lines 2
run 0 "output file" -- quote good.jsonl "${day[@]}" --format jsonl --output out.jsonl
lines 0; [ "$(wc -l <out.jsonl)" = 1 ] || fail "output file"
run 0 "report as JSON" -- report good.yaml "${day[@]}" --format json; is_json
out_has '"sums":[{"currency":"USD"'
run 0 "report as text" -- report good.yaml "${day[@]}"; out_has "By group"; out_has "Budget"
run 0 "compare as JSON" -- compare good.jsonl "${day[@]}" --format json; is_json
out_has '"can_serve":true'; out_has '"why_not"'

printf '%s\n' '{"custom_id":"b1","method":"POST","url":"/v1/images/generations","body":{"model":"gpt-image-2","prompt":"x"}}' >batch.jsonl
run 0 "batch file" -- quote batch.jsonl "${day[@]}" --format jsonl; out_has '"id":"b1","offer":"openai/'

request=(--provider openai --model gpt-image-2 --set prompt=x --set size=1024x1024 --set quality=low)
run 0 "request on the command line" -- quote "${request[@]}" "${day[@]}" --format jsonl; lines 1
run 1 "set types numbers" -- quote "${request[@]}" --set n=99 "${day[@]}" --format jsonl
run 1 "set types booleans" -- quote "${request[@]}" --set prompt=true "${day[@]}" --format jsonl
run 1 "set types JSON" -- quote "${request[@]}" --set 'size={"a":1}' "${day[@]}" --format jsonl
run 0 "input images" -- quote --operation edit "${request[@]}" --set 'image=["u"]' --image 512x512 "${day[@]}" --format jsonl
out_has "image_input_tokens"
run 0 "batch tier" -- quote "${request[@]}" --tier batch "${day[@]}"

mkdir -p tree/.hidden tree/sub && cp good.jsonl tree/b.jsonl && cp bad.jsonl tree/sub/a.jsonl
cp bad.jsonl tree/.hidden/x.jsonl; echo text >tree/notes.txt
run 1 "folder, sorted, hidden skipped" -- lint tree "${day[@]}" --format jsonl; lines 2
mkdir empty-folder; run 2 "folder without manifests" -- lint empty-folder

run 0 "explain a rule" -- explain OAI-SIZE-016; out_has "requires:"; out_has "source:"; out_has "bad example"; out_has "with its fix"
run 0 "explain as JSON" -- explain OAI-SIZE-016 --format json; is_json
run 0 "explain an offer" -- explain openai/gpt-image-2/generate; out_has "Parameters"
run 0 "explain one of ours" -- explain INPUT-SYNTAX; out_has "bad example:"; out_has "good example:"
run 0 "explain one of catalog check" -- explain CATALOG-CARD-GAP; out_has "no card holds"
run 0 "explain as Markdown" -- explain OAI-SIZE-016 --format markdown; out_has "### OAI-SIZE-016"
run 0 "explain all" -- explain --all; out_has "BUDGET-TOTAL: error"; out_has "OAI-SIZE-016: error"
run 0 "explain all as JSON" -- explain --all --format json; is_json
run 0 "explain all as JSON lines" -- explain --all --format jsonl; is_jsonl
run 2 "explain all and a code" -- explain --all OAI-SIZE-016
run 2 "explain nothing" -- explain OAI-SIZE-01; err_has "did you mean"
run 0 "catalog list" -- catalog list --format json; is_json
run 0 "catalog test" -- catalog test
run 0 "completion" -- completion bash; bash -n .out || fail "bash completion"
run 0 "completion of offers" -- completion offers; out_has "openai/gpt-image-2/generate"

# --- usage ------------------------------------------------------------------------------------------
run 2 "no command" --
run 2 "unknown command" -- lnit good.yaml; err_has "lint"
run 2 "unknown option" -- lint good.yaml --bogus
run 2 "no path" -- lint
run 0 "an option that repeats leaves the path alone" -- lint --ignore COST --ignore REQ good.yaml "${day[@]}"
run 2 "unknown format" -- lint good.yaml --format xml
run 2 "unknown colour" -- lint good.yaml --color blue
run 2 "nonsense day" -- lint good.yaml --as-of 2026-02-30; err_has "--as-of"
run 2 "set without =" -- quote --provider openai --model gpt-image-2 --set prompt; err_has "--set"
run 2 "set with broken JSON" -- quote --provider openai --model gpt-image-2 --set 'a={'
run 2 "nonsense image" -- quote "${request[@]}" --image 12
run 2 "path and request" -- quote good.yaml --set a=b
run 2 "output that cannot be written" -- lint good.yaml --output no/such/folder/x
run 2 "unknown input format" -- lint good.yaml --input-format toml
run 2 "overlay that is not there" -- lint good.yaml --catalog no/such/folder

# --- settings -----------------------------------------------------------------------------------------
# The nearest file counts, a folder with .git ends the search, the command line wins.
mkdir -p team/.git team/web/icons team/alone/.git prices
cp good.yaml team/web/icons/a.yaml
cp good.yaml team/alone/b.yaml
cat >team/base.yaml <<'YAML'
provider: openai
lint: {fail-level: error, ignore: [OAI-SIZE]}
YAML
cat >team/.tariff.yaml <<'YAML'
extends: base.yaml
exclude: ["vendor/**"]
lint:
  ignore: [COST]
  severity: {BUDGET: warning}
policies:
  - {code: TEAM-ID, require: "matches(id, '^[a-z-]+$')"}
YAML
echo 'lint: {max-warnings: 3}' >own.yaml
show=(lint --show-settings)
run 0 "settings of a file, by walking up" -- "${show[@]}" team/web/icons/a.yaml; err_empty
out_has "from team/base.yaml, team/.tariff.yaml"
out_has "team/vendor/**"; out_has "OAI-SIZE, COST"; out_has "team/base.yaml:2, team/.tariff.yaml:4"
out_has "BUDGET: warning"; out_has "TEAM-ID"
run 0 "settings as JSON" -- "${show[@]}" team/web/icons/a.yaml --format json; is_json
out_has '"lint.fail-level":{"value":"error","from":["team/base.yaml:2"]}'
out_has '"lint.saving-percent":{"value":10,"from":[]}'
run 0 "inputs that share settings" -- "${show[@]}" team/web team/web/icons/a.yaml team/alone
out_has "Settings of team/web, team/web/icons/a.yaml"; out_has "Settings of team/alone"
run 0 "a repository ends the search" -- "${show[@]}" team/alone/b.yaml; out_has "no settings file"
echo 'provider: fal' >team/web/.tariff.yaml
run 0 "the nearest file alone" -- "${show[@]}" team/web/icons/a.yaml
out_has "team/web/.tariff.yaml:1"; out_lacks "TEAM-ID"
rm team/web/.tariff.yaml
run 0 "no settings" -- "${show[@]}" team/web/icons/a.yaml --isolated; out_has "no settings file"
run 0 "settings by name" -- "${show[@]}" team/web/icons/a.yaml --config own.yaml
out_has "from own.yaml"; out_lacks "TEAM-ID"
run 0 "the command line wins" -- "${show[@]}" team/web/icons/a.yaml --fail-level note \
  --ignore BUDGET --provider fal --per-path-ignores 'x/**:COST'
out_has "note "; out_has "--fail-level"; out_has "team/.tariff.yaml:4, --ignore"; out_has "x/**: COST"
run 0 "select on the command line starts anew" -- "${show[@]}" team/web --select BUDGET
out_lacks "OAI-SIZE"
run 0 "settings for standard input" -- "${show[@]}" - --stdin-filename team/web/new.yaml
out_has "TEAM-ID"
cd team/web || exit 2
run 0 "settings of the working directory" -- "${show[@]}"; out_has "TEAM-ID"
cd "$work" || exit 2
run 2 "a settings file that is not there" -- "${show[@]}" good.yaml --config none.yaml
err_has "none.yaml: error: No such file"
run 2 "config and isolated" -- "${show[@]}" good.yaml --config own.yaml --isolated; err_has "not both"
run 2 "an unknown selector on the command line" -- "${show[@]}" good.yaml --ignore OAI-SIZES
err_has "OAI-SIZE'?"; err_has "--ignore"
run 2 "a glob without a code" -- "${show[@]}" good.yaml --per-path-ignores drafts; err_has "GLOB:CODE"
printf 'lint:\n  ignore: [OAI-SIZES]\n' >own.yaml
run 2 "an unknown selector in a file" -- "${show[@]}" good.yaml --config own.yaml
err_has "own.yaml:2:12: error: no code and no family"; err_has "^~~~~~~~~"
printf 'policies:\n  - {code: TEAM-X, require: widht > 5}\n' >own.yaml
run 2 "a policy that does not compile" -- "${show[@]}" good.yaml --config own.yaml
err_has "own.yaml:2:29: error: unknown name 'widht'"; err_has "^~~~~"
echo 'extends: own.yaml' >own.yaml
run 2 "a file that extends itself" -- "${show[@]}" good.yaml --config own.yaml; err_has "extends itself"
echo 'catalog: nowhere' >own.yaml
run 2 "a catalog that is not there" -- "${show[@]}" good.yaml --config own.yaml; err_has "nowhere"
run 2 "settings as SARIF" -- "${show[@]}" good.yaml --format sarif; err_has "text or json"
mkdir -p odd/.tariff.yaml; cp good.yaml odd/a.yaml
run 2 "a folder of the name" -- "${show[@]}" odd/a.yaml; err_has "it is a folder"

# --- unreadable -------------------------------------------------------------------------------------
expect_unreadable() {  # NAME FILE [TEXT]: in every format, and what follows is still read
  run 2 "$1" -- lint "$2" "${day[@]}"
  run 2 "$1, jsonl" -- lint "$2" good.jsonl "${day[@]}" --format jsonl
  is_jsonl; out_has '"error":{"code":"'; out_has '"id":"r1","offer":'
  if [ -n "${3-}" ]; then out_has "$3"; fi
}
: >empty.yaml; expect_unreadable "empty YAML" empty.yaml
: >empty.jsonl; expect_unreadable "empty JSONL" empty.jsonl
mkdir folder.yaml; run 2 "folder for a file" -- lint folder.yaml
printf '%s\n' "$bad" | head -c 60 >cut.jsonl; expect_unreadable "cut JSON" cut.jsonl
printf '{"id":"x\xff"}\n' >utf8.jsonl; expect_unreadable "broken UTF-8 in JSONL" utf8.jsonl
printf 'version: 1\nassets:\n  - id: "x\xff"\n' >utf8.yaml; expect_unreadable "broken UTF-8 in YAML" utf8.yaml
printf '{"id":"a","id":"b"}\n' >twice.jsonl; expect_unreadable "duplicate keys" twice.jsonl
printf 'version: 1\nversion: 1\nassets: []\n' >twice.yaml; expect_unreadable "duplicate YAML keys" twice.yaml
printf '{"id":"a","params":7}\n' >types.jsonl; expect_unreadable "wrong types" types.jsonl
printf 'version: one\nassets: 7\n' >types.yaml; expect_unreadable "wrong YAML types" types.yaml
printf 'version: 1\nasets: []\n' >unknown.yaml; expect_unreadable "unknown YAML key" unknown.yaml "assets"
printf '%s\n' '{"id":"a","provider":"openai","modle":"x"}' >unknown.jsonl; expect_unreadable "unknown key" unknown.jsonl
printf 'a: &x [*x]\n' >cycle.yaml; expect_unreadable "alias cycle" cycle.yaml
{
  echo 'version: 1'; echo 'assets:'
  echo '  - &l0 {id: a, prompt: "lol", provider: openai, model: gpt-image-2}'
  echo '  - id: bomb'; echo '    params:'
  echo '      b0: &b0 [x,x,x,x,x,x,x,x,x,x]'
  for i in 1 2 3 4 5 6 7 8 9; do
    p=$((i - 1)); echo "      b$i: &b$i [*b$p,*b$p,*b$p,*b$p,*b$p,*b$p,*b$p,*b$p,*b$p,*b$p]"
  done
} >bomb.yaml; expect_unreadable "alias bomb" bomb.yaml
{ printf '{"id":"deep","params":{"a":'; head -c 10000 /dev/zero | tr '\0' '['; echo; } >deep.jsonl
expect_unreadable "10,000 levels of JSON" deep.jsonl
{ printf 'version: 1\nassets: '; head -c 10000 /dev/zero | tr '\0' '['; echo; } >deep.yaml
expect_unreadable "10,000 levels of YAML" deep.yaml
{ printf '{"id":"a\0b"}\n'; } >nul.jsonl; expect_unreadable "NUL" nul.jsonl
head -c 100000 /dev/urandom >noise.yaml; expect_unreadable "noise as YAML" noise.yaml
head -c 100000 /dev/urandom >noise.jsonl; expect_unreadable "noise as JSONL" noise.jsonl
printf 'id,provider\n"a,openai\n' >quotes.csv; expect_unreadable "open quote in CSV" quotes.csv
sed 's/menu.txt/none.txt/' good.yaml >noprompt.yaml; expect_unreadable "prompt file that is not there" noprompt.yaml
if [ "$(id -u)" != 0 ]; then
  cp good.jsonl locked.jsonl; chmod 0 locked.jsonl; expect_unreadable "unreadable file" locked.jsonl
fi

# --- odd, but readable ------------------------------------------------------------------------------
printf '\xef\xbb\xbf%s\r\n' "$good" >bom.jsonl
run 0 "byte order mark and CRLF" -- lint bom.jsonl "${day[@]}" --format jsonl; lines 1
sed 's/$/\r/' good.yaml >crlf.yaml; run 0 "CRLF in YAML" -- lint crlf.yaml "${day[@]}"
printf '\n%s\n\n' "$good" >blank.jsonl
run 0 "blank lines" -- lint blank.jsonl "${day[@]}" --format jsonl; lines 1
{ printf '{"id":"long","provider":"openai","model":"gpt-image-2","params":{"prompt":"'
  head -c 3000000 /dev/zero | tr '\0' 'a'; echo '"}}'; } >long.jsonl
run 1 "a line of 3 MB" -- lint long.jsonl "${day[@]}"
[ "$(wc -c <.out)" -lt 10000 ] || fail "a long line is shown whole"
printf '%s\n' '{"id":"a\u001b[31m","provider":"openai","model":"gpt-image-\u001b[2J","params":{}}' >escape.jsonl
run 2 "control characters stay out of the terminal" -- lint escape.jsonl "${day[@]}"
! grep -q $'\x1b' .out || fail "an escape sequence came through"
printf '%s\n' '{"id":"a","provider":"opnai","model":"gpt-image-2","params":{}}' >provider.jsonl
run 2 "unknown provider" -- lint provider.jsonl "${day[@]}" --format jsonl; out_has "did you mean"
printf '%s\n' '{"id":"a","provider":"openai","model":"gpt-image-22","params":{}}' >model.jsonl
run 2 "unknown model" -- lint model.jsonl "${day[@]}" --format jsonl; out_has "gpt-image-2'"

# --- fixes -----------------------------------------------------------------------------------------
# Safe: a preset that is too small for its model. Unsafe: a size that costs a little more.
fixable() {
  mkdir -p fix/real
  cat >fix/real/a.yaml <<'YAML'
version: 1
defaults: {provider: fal, model: openai/gpt-image-2, quality: low}  # cheap
assets:
  - id: banner
    # wide
    params: {image_size: landscape_16_9}   # a preset
    prompt: "größe"
  - id: tall
    provider: openai
    model: gpt-image-2
    size: 1920x1080
    prompt: x
YAML
}
fixable
run 1 "a difference" -- lint --diff fix/real/a.yaml "${day[@]}"
out_has "--- a/fix/real/a.yaml"; out_has "-    params: {image_size: landscape_16_9}   # a preset"
err_has "would fix 1 finding; 1 more with --unsafe-fixes"
cp .out fix/patch; cp fix/real/a.yaml fix/before.yaml
grep -q landscape_16_9 fix/real/a.yaml || fail "$last: the file has changed"
ln -s real/a.yaml fix/link.yaml; chmod 640 fix/real/a.yaml
run 1 "findings that are left" -- lint --fix fix/link.yaml "${day[@]}"
out_has "fixed 1 finding; 1 more with --unsafe-fixes"; out_has "1920x1080"
[ -L fix/link.yaml ] || fail "$last: the link is gone"
[ "$(stat -c %a fix/real/a.yaml)" = 640 ] || fail "$last: the mode has changed"
[ "$(ls -A fix/real)" = a.yaml ] || fail "$last: something was left behind"
[ "$(diff fix/before.yaml fix/real/a.yaml | grep -c '^[<>]')" = 2 ] || fail "$last: more than a line has changed"
if command -v patch >/dev/null; then
  patch -s fix/before.yaml fix/patch && cmp -s fix/before.yaml fix/real/a.yaml ||
    fail "$last: the difference is not what was made of it"
fi
run 0 "nothing left that is safe" -- lint --diff fix/real/a.yaml "${day[@]}"; lines 0
err_has "1 finding to be mended with --unsafe-fixes"
run 0 "unsafe ones too" -- lint --fix --unsafe-fixes fix/real/a.yaml "${day[@]}"; out_has "fixed 1 finding"
cp fix/real/a.yaml fix/after.yaml; touch -d 2020-01-01 fix/real/a.yaml
run 0 "a second time" -- lint --fix --unsafe-fixes fix/real/a.yaml "${day[@]}"; out_lacks "fixed"
cmp -s fix/after.yaml fix/real/a.yaml || fail "$last: the file has changed"
[ "$(stat -c %Y fix/real/a.yaml)" = "$(date -d 2020-01-01 +%s)" ] || fail "$last: the file was written"
fixable; chmod 440 fix/real/a.yaml
if [ ! -w fix/real/a.yaml ]; then
  run 2 "a file that is write-protected" -- lint --fix fix/real/a.yaml "${day[@]}"; err_has "cannot be mended"
fi
chmod 640 fix/real/a.yaml
cp fix/real/a.yaml .in
run 1 "standard input" -- lint --fix - "${day[@]}"
out_has "# a preset"; out_lacks "landscape_16_9"; err_has "fixed 1 finding"; out_lacks "fixed"
printf '%s' "$bad" >.in
run 0 "standard input, JSON lines, no line end" -- lint --fix --unsafe-fixes - "${day[@]}"
out_has '"size":"1792x944"'; lines 0
printf 'assets: [' >.in
run 2 "standard input that cannot be read" -- lint --fix - "${day[@]}"
[ "$(cat .out)" = 'assets: [' ] || fail "$last: what cannot be read is not passed on as it is"
run 2 "a file that is not there" -- lint --fix nowhere.yaml "${day[@]}"

# --- several threads ----------------------------------------------------------------------------------
# The same bytes and status whatever the number of threads: with findings, records that cannot be
# read or name no offer, blank lines, a last line without its end.
for i in $(seq 3000); do
  printf '%s\n' "${good/r1/g$i}"
  case $((i % 40)) in
    0) printf '%s\n' "${bad/r2/b$i}" ;;
    7) echo '{"id":"cut","provider":' ;;
    13) echo '{"id":"u","provider":"openai","model":"gpt-image-22","params":{}}' ;;
    19) echo ;;
    31) echo '{"id":"open","any_of":["openai/gpt-image-2"],"params":{"prompt":"x"}}' ;;
  esac
done >mixed.jsonl
printf '%s' "$good" >>mixed.jsonl
for command in lint quote report; do
  for format in text json jsonl; do
    run 2 "$command $format, one thread" -- $command mixed.jsonl "${day[@]}" --format $format --jobs 1
    cp .out one.out; cp .err one.err
    for jobs in 2 8; do
      run 2 "$command $format, $jobs threads" -- $command mixed.jsonl "${day[@]}" --format $format --jobs $jobs
      cmp -s .out one.out || fail "$last: not what one thread writes"
      cmp -s .err one.err || fail "$last: not what one thread complains of"
    done
  done
done
count=$((count + 1)); last="a pipe in small pieces"
while IFS= read -r line || [ -n "$line" ]; do printf '%s\n' "$line"; done <mixed.jsonl |
  timeout 60 "$tariff" quote - "${day[@]}" --format jsonl >.out 2>.err
"$tariff" quote - "${day[@]}" --format jsonl <mixed.jsonl >one.out 2>.err
cmp -s .out one.out || fail "a pipe reads differently from a file"
run 2 "no threads" -- lint good.jsonl --jobs 0; err_has "--jobs"

# Interrupted, what has been written is whole lines.
count=$((count + 1)); last=interrupted
mkfifo endless
{ while cat mixed.jsonl; do :; done >endless; } 2>/dev/null &
feeder=$!
timeout --signal=INT 1 "$tariff" quote endless --input-format jsonl "${day[@]}" --format jsonl >.out 2>.err
kill "$feeder" 2>/dev/null; wait "$feeder" 2>/dev/null
[ -s .out ] || fail "nothing was written before the interrupt"
[ -z "$(tail -c1 .out)" ] || fail "half a line was written"

# --- the language server ----------------------------------------------------------------------------
message() { printf 'Content-Length: %d\r\n\r\n%s' "${#1}" "$1"; }
start='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
{ message "$start"; message '{"jsonrpc":"2.0","id":2,"method":"shutdown"}'
  message '{"jsonrpc":"2.0","method":"exit"}'; } >.in
run 0 "lsp, shut down" -- lsp "${day[@]}"
out_has '"name":"tariff"'; out_has '"id":2,"result":null'; err_empty
message "$start" >.in; run 1 "lsp, left by its client" -- lsp
echo nonsense >.in; run 1 "lsp, no message" -- lsp
run 2 "lsp has the protocol's format alone" -- lsp --format json
# --- the plan under a budget -----------------------------------------------------------------------
cat >options.jsonl <<'JSONL'
{"asset": "a1", "count": 3, "options": [{"id": "o1", "cost": 120, "utility": 35}, {"id": "o4", "cost": 200, "utility": 60}]}
{"asset": "a2", "options": [{"id": "o1", "cost": 50, "utility": 10}, {"id": "o2", "cost": 90, "utility": -3}]}
JSONL
run 0 plan-text -- plan --options options.jsonl --budget 500
out_has "optimal: utility 140, cost 490 of 500"; out_has "a1: 2 x o1, 1 x o4"; out_has "a2: o1"; err_empty
run 0 plan-json -- plan --options options.jsonl --budget 500 --format json; is_json
out_has '{"status":"optimal","utility":140,"cost":490,"bound":140,"choice":{"a1":{"o1":2,"o4":1},"a2":{"o1":1}}}'
cp options.jsonl .in
run 0 plan-stdin -- plan --options - --budget 410 --format json; out_has '"cost":410'
run 1 plan-infeasible -- plan --options options.jsonl --budget 409 --format json; is_json
out_has '"status":"infeasible"'; out_has '"least_budget":410'
run 1 plan-infeasible-text -- plan --options options.jsonl --budget 0; out_has "the cheapest options cost 410"
run 0 plan-output -- plan --options options.jsonl --budget 500 --output plan.txt
grep -q "^optimal" plan.txt || fail "plan-output: no plan in the file"
run 2 plan-no-budget -- plan --options options.jsonl; err_has "--budget is required"
run 2 plan-negative -- plan --options options.jsonl --budget -1; err_has "expected a whole number"
run 2 plan-large -- plan --options options.jsonl --budget 99999999999999999999; err_has "expected a whole number"
run 2 plan-jsonl -- plan --options options.jsonl --budget 5 --format jsonl; err_has "expected text (default), json"
run 2 plan-time -- plan --options options.jsonl --budget 5 --time-limit 5x; err_has "such as 500ms"
run 0 plan-in-time -- plan --options options.jsonl --budget 500 --time-limit 2m; out_has optimal
run 2 plan-no-file -- plan --options nowhere.jsonl --budget 5; err_has "nowhere.jsonl"
run 2 plan-empty -- plan --options /dev/null --budget 5; err_has "there are no assets"
sed 's/"a2"/"a1"/; s/120/-120/' options.jsonl >bad-options.jsonl
run 2 plan-bad -- plan --options bad-options.jsonl --budget 500
err_has 'bad-options.jsonl:1:62: error: "cost" must not be negative'
sed 's/"a2"/"a1"/' options.jsonl >.in
run 2 plan-twice -- plan --options - --budget 500; err_has "2:11: error: this asset stands in line 1 already"
seq 50 | sed 's/.*/{}/' >.in
run 2 plan-many-mistakes -- plan --options - --budget 500
[ "$(grep -c 'error:' .err)" = 20 ] || fail "plan-many-mistakes: not 20 complaints"
# Sums of two numbers that can hardly be brought to the budget: the search is stopped.
awk 'BEGIN { srand(1); for (i = 0; i < 2000; i++) { printf "{\"asset\": \"a%d\", \"options\": [", i
  for (j = 0; j < 8; j++) { w = (rand() < 0.5 ? 150013 : 187031) * (1 + int(rand() * 10))
    printf "%s{\"id\": \"o%d\", \"cost\": %d, \"utility\": %d}", j ? ", " : "", j, w, w }
  print "]}" } }' >hard.jsonl
run 0 plan-stopped -- plan --options hard.jsonl --budget 1800000000 --time-limit 1s
out_has "feasible: utility 1"; out_has "(proven: at most 1800000000)"
count=$((count + 1)); last=plan-interrupted
# In the foreground: otherwise the signal comes twice, and the second one ends the program at once.
timeout --foreground --signal=INT 3 "$tariff" plan --options hard.jsonl --budget 1800000000 --format json >.out 2>.err
out_has '"status":"feasible"'; out_has '"bound":1800000000'; is_json
printf '%s\n' '{"asset": "a", "count": 1000000000, "options": [{"id": "o", "cost": 9223372036854775807, "utility": 1}]}' >.in
run 2 plan-overflow -- plan --options - --budget 500; err_has "does not fit 64 bits"

# --- a reader that goes away ------------------------------------------------------------------------
for _ in $(seq 20000); do echo "$good"; done >many.jsonl
timeout 60 "$tariff" lint many.jsonl "${day[@]}" --format jsonl 2>.err | head -1 >.out
[ "${PIPESTATUS[0]}" -lt 2 ] || { last=pipe; fail "a closed pipe is not an error"; }
last=pipe; err_empty; lines 1

echo "$count runs, $failures failures"
[ "$failures" = 0 ]
