#!/usr/bin/env bash
# `tariff diff` from outside: paths, revisions of a repository, catalogs and days, limits, formats,
# bad input. Usage: diff_test.sh PATH/TO/tariff
set -u
. "$(dirname "$0")/support.sh"

# run STATUS NAME -- ARGUMENTS…
run() { run_program "$1" "$2" diff "${@:4}" --as-of 2026-11-21; }
# The output is JSON, of the form that the schema says where there is a validator.
is_valid() {
  command -v python3 >/dev/null || return 0
  python3 - "$root/schema/diff.schema.json" "$work/.out" 2>"$work/.err" <<'PY' || fail "$last: not as the schema says"
import json, sys
schema, output = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
try:
    import jsonschema
except ImportError:
    sys.exit(0)
jsonschema.Draft202012Validator(schema).validate(output)
PY
}
# json EXPRESSION WANTED: what Python says of the output `d`.
json() {
  command -v python3 >/dev/null || return 0
  local got
  got=$(python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' \
    "$work/.out" "$1" 2>&1)
  [ "$got" = "$2" ] || fail "$last: $1 is $got, expected $2"
}

cp "$root/tests/data/diff/before.yaml" before.yaml
cp "$root/tests/data/diff/after.yaml" after.yaml
sed '/elk/d' after.yaml >good.yaml

# --- two paths ------------------------------------------------------------------------------------
run 0 "nothing changed" -- before.yaml before.yaml; out_has "no change"; out_has "3 unchanged"
err_empty
run 1 "a new error" -- before.yaml after.yaml; out_has "error[OAI-SIZE-016]"; out_has "refused"
run 0 "dearer, and no limit" -- before.yaml good.yaml; out_has 'quality "medium" → "high"'
run 0 "an error that is gone" -- after.yaml good.yaml; out_has "Gone findings"
run 0 "an error that stays" -- after.yaml after.yaml; out_lacks "New findings"
run 1 "as JSON" -- before.yaml after.yaml --format json; is_valid
json 'd["counts"]' "{'added': 2, 'removed': 1, 'changed': 1, 'repriced': 0, 'unchanged': 1}"
json '[a["id"] for a in d["assets"]]' "['front', 'bear', 'owl', 'elk']"
json 'd["assets"][0]["settings"]' "[{'path': 'params.quality', 'base': 'medium', 'head': 'high'}]"
json 'd["findings"]["new"][0]["code"]' "OAI-SIZE-016"
json 'd["assets"][3]["head"]["cost"]' "{'standing': 'refused'}"
json 'd["groups"][0]["name"]' "hero"
run 1 "as Markdown" -- before.yaml after.yaml --format markdown
[ "$(head -1 .out)" = "<!-- tariff:diff -->" ] || fail "the marker is not the first line"
out_has '`OAI-SIZE-016`'
run 1 "to a file" -- before.yaml after.yaml --output comment.md --format markdown
grep -q "Image costs" comment.md || fail "nothing in the file"
run 1 "colour when told" -- before.yaml after.yaml --color always
grep -q $'\x1b' .out || fail "no colour"
run 1 "no colour in files" -- before.yaml after.yaml; out_lacks $'\x1b'

# The same sums as the budget report makes.
"$tariff" report after.yaml --as-of 2026-11-21 --format json >report.json 2>/dev/null
run 1 "as the report" -- before.yaml after.yaml --format json
json 'd["totals"]["head"] == {k: v for k, v in json.load(open("report.json"))["totals"].items()}' True

# --- folders --------------------------------------------------------------------------------------
mkdir -p old/a new/a new/b old/.hidden
cp before.yaml old/a/images.yaml; cp before.yaml old/same.yaml; cp before.yaml old/.hidden/x.yaml
cp good.yaml new/a/images.yaml; cp before.yaml new/b/moved.yaml
run 0 "folders" -- old new --format json; is_valid
json 'd["renames"]' "[{'from': 'same.yaml', 'to': 'b/moved.yaml'}]"
json 'd["counts"]["unchanged"]' 4
mkdir none; run 0 "a folder that was empty" -- none new --format json
json 'd["counts"]["added"]' 6
run 2 "two empty folders" -- none none; err_has "neither"
run 2 "a file and a folder" -- before.yaml new; err_has "both"

# --- the increase -----------------------------------------------------------------------------------
run 1 "beyond a percentage" -- before.yaml good.yaml --fail-increase 10%; out_has "exceeded"
run 0 "within a percentage" -- before.yaml good.yaml --fail-increase 1000%; out_has "kept"
run 1 "beyond an amount" -- before.yaml good.yaml --fail-increase 0.10USD
run 0 "within an amount" -- before.yaml good.yaml --fail-increase "5 USD"
run 1 "in another currency" -- before.yaml good.yaml --fail-increase 5EUR; out_has "cannot be compared"
run 0 "cheaper" -- good.yaml before.yaml --fail-increase 0%
run 1 "from nothing" -- none new --fail-increase 10%; out_has "from 0"
for format in text json markdown; do
  run 1 "limit in $format" -- before.yaml good.yaml --fail-increase 10% --format $format
  out_has "exceeded"
done
for limit in ten 5 "-1%" "5usd" "%"; do
  run 2 "limit '$limit'" -- before.yaml good.yaml --fail-increase="$limit"; err_has "10%"
done

# --- catalogs and days ------------------------------------------------------------------------------
discount=$root/tests/data/discount
run 0 "a contract ends" -- before.yaml --base-catalog "$discount" --format json; is_valid
json 'd["counts"]["repriced"]' 3
json 'd["totals"]["changes"][0]["percent"][:5]' 11.11
json 'd["base"]["catalog"] != d["head"]["catalog"]' True
run 0 "a contract begins" -- before.yaml --catalog "$discount" --base-catalog shipped --format json
json 'd["totals"]["changes"][0]["percent"]' -10
run 1 "a rise of prices beyond the limit" -- before.yaml --base-catalog "$discount" --fail-increase 10%
run 0 "both with the contract" -- before.yaml before.yaml --catalog "$discount"; out_has "3 unchanged"
run 0 "another day" -- before.yaml --base-as-of 2026-10-01 --format json
json 'd["base"]["as_of"], d["head"]["as_of"]' "('2026-10-01', '2026-11-21')"
run 2 "one path without another catalog" -- before.yaml; err_has "--base-catalog"
run 2 "an overlay that is not there" -- before.yaml --base-catalog no/such/folder
run 2 "a nonsense day" -- before.yaml --base-as-of 2026-02-30; err_has "--base-as-of"

# --- settings ---------------------------------------------------------------------------------------
# Those of HEAD hold for both sides, so that a change of settings is no change of manifests.
mkdir -p team/old/drafts team/new/drafts && cd team || exit 2
for side in old new; do
  { sed 's/, provider: openai//; s/provider: openai, //' ../before.yaml; } >$side/images.yaml
  cp ../before.yaml $side/drafts/images.yaml
done
for file in new/images.yaml new/drafts/images.yaml; do
  echo '  - {id: Elk, group: hero, prompt: an elk, size: 1001x1001}' >>$file
done
cat >.tariff.yaml <<'YAML'
provider: openai
lint:
  per-path-ignores: {"new/drafts/**": [OAI]}
policies:
  - code: TEAM-ID
    require: matches(id, '^[a-z0-9-]+$')
    message: "'{id}' is not in small letters"
    severity: warning
YAML
new_codes='sorted((f["file"], f["code"]) for f in d["findings"]["new"] if f["code"] != "COST-UNKNOWN")'
run 1 "with settings" -- old new --format json; is_valid; err_empty
json "$new_codes" "[('drafts/images.yaml', 'TEAM-ID'), ('images.yaml', 'OAI-SIZE-016'), ('images.yaml', 'TEAM-ID')]"
run 1 "the same in one file" -- old/images.yaml new/images.yaml --format json
json "$new_codes" "[('new/images.yaml', 'OAI-SIZE-016'), ('new/images.yaml', 'TEAM-ID')]"
run 0 "paths of the settings" -- old/drafts/images.yaml new/drafts/images.yaml --format json
json "$new_codes" "[('new/drafts/images.yaml', 'TEAM-ID')]"
run 2 "without the settings" -- old new --isolated --format json
json 'd["totals"]["head"]["unreadable"] > 0' True
cat >soft.yaml <<'YAML'
extends: .tariff.yaml
lint: {severity: {OAI: warning}, ignore: [TEAM]}
YAML
run 0 "with a settings file that is named" -- old new --config soft.yaml --format json
json "$new_codes" "[('images.yaml', 'OAI-SIZE-016')]"
json '[f["severity"] for f in d["findings"]["new"] if f["code"] == "OAI-SIZE-016"]' "['warning']"
echo 'lint: {extend-select: [COST-CHEAPER-OFFER, COST-CHEAPER-SETTING]}' >cheaper.yaml
run 1 "cheaper ways stay out" -- old new --config cheaper.yaml --provider openai --format json
json '[f for f in d["findings"]["new"] if "CHEAPER" in f["code"]]' '[]'
echo 'version: 1
budget: {total: 0.30 USD}
defaults: {provider: openai, model: gpt-image-2, size: 1024x1024, quality: auto}
assets: [{id: a, prompt: x}, {id: b, prompt: y}]' >auto.yaml
sed 's/0.30/1.00/' auto.yaml >rich.yaml
echo 'lint: {budget-basis: high, ignore: [COST]}' >high.yaml
run 0 "a budget by its expected cost" -- rich.yaml auto.yaml --format json
json '[f["code"] for f in d["findings"]["new"] if f["code"] == "BUDGET-TOTAL"]' '[]'
run 1 "a budget by its high cost" -- rich.yaml auto.yaml --config high.yaml --format json
json '[f["code"] for f in d["findings"]["new"]]' "['BUDGET-TOTAL']"
run 2 "settings that are wrong" -- old new --config missing.yaml; err_has "missing.yaml"
echo 'lint: {ignroe: [OAI]}' >wrong.yaml
run 2 "settings with a key that nobody knows" -- old new --config wrong.yaml; err_has "wrong.yaml:1:8"
[ "$(grep -c SETTINGS-KEY ../.err)" = 1 ] || fail "$last: not said once"
run 2 "config and isolated" -- old new --config soft.yaml --isolated; err_has "not both"

# Overlays of the settings, and of the command line.
echo "catalog: $discount" >contract.yaml
config=(--config contract.yaml)
run 0 "a contract of the settings" -- ../before.yaml ../before.yaml "${config[@]}" --format json
json 'd["counts"]["unchanged"], d["base"]["catalog"] == d["head"]["catalog"]' "(3, True)"
contract=$(grep -o '"catalog":"[0-9a-f]*"' ../.out | head -1)
run 0 "as given on the command line" -- ../before.yaml ../before.yaml --catalog "$discount" --format json
out_has "$contract"
run 0 "the settings' contract begins" -- ../before.yaml "${config[@]}" --base-catalog shipped --format json
json 'd["totals"]["changes"][0]["percent"]' -10
run 0 "another day of it" -- ../before.yaml "${config[@]}" --base-as-of 2026-11-20 --format json
json 'd["base"]["catalog"] == d["head"]["catalog"], d["counts"]["unchanged"]' "(True, 3)"
cp contract.yaml new/drafts/.tariff.yaml
run 1 "two catalogs" -- old new --format json; is_valid
json 'd["head"]["catalog"]' ''
rm new/drafts/.tariff.yaml

# Of a repository, those of the working tree, whatever the revisions have.
git init -q . && git add -A && git commit -qm one
sed -i 's/TEAM-ID/TEAM-NAME/' .tariff.yaml && cp new/images.yaml old/images.yaml
run 1 "settings of the working tree" -- --git HEAD old --format json
json '[f["code"] for f in d["findings"]["new"]].count("TEAM-NAME"), d["findings"]["gone"]' "(1, [])"
git commit -qam two && cd old
run 1 "from a folder below" -- --git HEAD~1..HEAD --format json
json '[f["code"] for f in d["findings"]["new"]].count("TEAM-NAME")' 1
cd ../..

# --- revisions --------------------------------------------------------------------------------------
git init -q repository && cd repository || exit 2
mkdir -p art/prompts .github
sed 's/prompt: an owl/prompt_file: prompts\/owl.txt/' ../before.yaml >art/images.yaml
echo "an owl" >art/prompts/owl.txt
echo '{"name": "x"}' >package.json
cp ../before.yaml .github/hidden.yaml
git add -A && git commit -qm one
git mv art/images.yaml art/pictures.yaml
sed -i 's/count: 3/count: 6/' art/pictures.yaml
git commit -qam two
run 0 "two revisions" -- --git HEAD~1..HEAD --format json; is_valid
json 'd["renames"]' "[{'from': 'art/images.yaml', 'to': 'art/pictures.yaml'}]"
json 'd["counts"]' "{'added': 0, 'removed': 0, 'changed': 1, 'repriced': 0, 'unchanged': 2}"
json 'd["assets"][0]["settings"]' "[{'path': 'count', 'base': 3, 'head': 6}]"
sed -i 's/count: 6/count: 7/' art/pictures.yaml
cp ../good.yaml untracked.yaml
for revisions in HEAD HEAD..; do
  run 0 "a revision and the files, $revisions" -- --git $revisions --format json
  json 'd["head"]["name"]' "working tree"
  json 'sorted(a["head"]["file"] for a in d["assets"])[0]' art/pictures.yaml
  json 'd["counts"]["added"]' 3
done
run 0 "one file of it" -- --git HEAD art/pictures.yaml --format json; json 'd["counts"]["added"]' 0
run 0 "a file that only one side has" -- --git HEAD~1 art/pictures.yaml --format json
json 'd["counts"]["added"]' 3
rm art/pictures.yaml
run 0 "a file that is deleted" -- --git HEAD art --format json; json 'd["counts"]["removed"]' 3
git checkout -q art/pictures.yaml
cd art && run 0 "from a folder below" -- --git HEAD~1..HEAD --format json
json 'd["counts"]["changed"]' 1
run 0 "its parent" -- --git HEAD~1..HEAD .. --format json; json 'd["counts"]["changed"]' 1
cd ..
run 0 "another day of a revision" -- --git HEAD..HEAD --base-as-of 2026-10-01
for revisions in nope..HEAD HEAD..nope .. ..HEAD HEAD...HEAD --upload-pack=x; do
  run 2 "revisions '$revisions'" -- "--git=$revisions"; err_has "tariff: "
done
run 2 "a path that neither has" -- --git HEAD~1..HEAD nothing.yaml; err_has "nothing.yaml"
run 2 "a path outside" -- --git HEAD~1..HEAD ../before.yaml; err_has "outside"
cd ..
run 2 "no repository" -- --git HEAD

# --- unreadable -------------------------------------------------------------------------------------
run 2 "no path"
run 2 "three paths" -- before.yaml after.yaml good.yaml
run 2 "a file that is not there" -- before.yaml missing.yaml; err_has "missing.yaml"
run 2 "a base that is not there" -- missing.yaml before.yaml; err_has "base: missing.yaml"
printf 'version: 1\nassets: [' >broken.yaml
run 2 "a broken head" -- before.yaml broken.yaml; err_has "head: broken.yaml:"
run 0 "a broken base that is mended" -- broken.yaml before.yaml; err_has "base: "
head -c 100000 /dev/urandom >noise.yaml; run 2 "noise" -- before.yaml noise.yaml
: >empty.yaml; run 2 "an empty head" -- before.yaml empty.yaml
sed 's/gpt-image-2/gpt-image-22/' before.yaml >unknown.yaml
run 2 "an unknown model" -- before.yaml unknown.yaml --format json; is_valid
json 'd["totals"]["head"]["unreadable"]' 3
mkfifo pipe; sed 's/prompt: an owl/prompt_file: pipe/' before.yaml >waits.yaml
run 2 "a prompt file that is a pipe" -- before.yaml waits.yaml; err_has "prompt file"
run 2 "an endless file" -- before.yaml /dev/zero; err_has "256 MiB"
run 2 "both from standard input" -- - -
run 2 "a format of lint" -- before.yaml after.yaml --format sarif; err_has "markdown"
run 2 "lines of JSON" -- before.yaml after.yaml --format jsonl
count=$((count + 1)); last="head from standard input"
"$tariff" diff before.yaml - --as-of 2026-11-21 <good.yaml >.out 2>.err || fail "$last"
out_has "1 removed"

# --- odd, but readable ------------------------------------------------------------------------------
cat >evil.yaml <<'YAML'
version: 1
defaults: {provider: openai, model: gpt-image-2, quality: low, size: 1024x1024}
assets:
  - {id: "a|b`c` <img src=x> @team \e[31m", prompt: x}
YAML
run 0 "names that would be markup" -- before.yaml evil.yaml --format markdown
out_lacks "<img"; out_lacks "@team"; out_lacks $'\x1b'
run 0 "names that would drive a terminal" -- before.yaml evil.yaml; out_lacks $'\x1b'

# A change of ten thousand assets stays within a comment.
asset() { printf '  - {id: "asset %s |||| with a long and awkward name", prompt: x, quality: %s}\n' "$1" "$2"; }
many() {
  echo 'version: 1'
  echo 'defaults: {provider: openai, model: gpt-image-2, size: 1024x1024}'
  echo 'assets:'
  for i in $(seq 2000); do asset "$i" "$1"; done
}
many low >many-low.yaml; many high >many-high.yaml
run 0 "a large change" -- many-low.yaml many-high.yaml --format markdown
[ "$(wc -c <.out)" -lt 65536 ] || fail "too large for a comment"
out_has "and 1,950 more"

# --- the documentation ------------------------------------------------------------------------------
# What docs/diff.md shows is what the program says, but for the catalog's hash.
mask() { sed -E 's/catalog [0-9a-f]{12}/catalog 0123456789ab/g' "$1"; }
shown() { awk -v want="$1" '$0 == want {found = 1} found && /^```$/ && inside {exit} found && inside {print} found && /^```/ {inside = 1}' "$root/docs/diff.md"; }
documented() {
  mask .out >wanted.txt
  shown "<!-- output: $1 -->" >shown.txt
  cmp -s wanted.txt shown.txt || { fail "docs/diff.md does not show what tariff diff says ($1)"; diff shown.txt wanted.txt; }
}
run 1 "the documented text" -- before.yaml after.yaml --fail-increase 10%; documented text
run 1 "the documented comment" -- before.yaml after.yaml --fail-increase 10% --format markdown
documented markdown

echo "$count runs, $failures failures"
[ "$failures" = 0 ]
