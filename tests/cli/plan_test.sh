#!/usr/bin/env bash
# `tariff plan` and `tariff approve` from outside: inputs, settings, formats, limits, approvals, and
# bad input. Usage: plan_test.sh PATH/TO/tariff
set -u
. "$(dirname "$0")/support.sh"

# run STATUS NAME -- ARGUMENTS…
run() { run_program "$1" "$2" plan "${@:4}" --as-of 2026-11-21; }
approve() { run_program "$1" "$2" approve "${@:4}"; }
export USER=tester
has_python() { command -v python3 >/dev/null; }
# The output, or a file, is JSON of the form that the schema says where there is a validator.
is_valid() {
  has_python || return 0
  python3 - "$root/schema/$1.schema.json" "${2:-$work/.out}" 2>"$work/.err" <<'PY' || fail "$last: not as the schema says"
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
  has_python || return 0
  local got
  got=$(python3 -c 'import json,sys; from decimal import Decimal as D; d=json.load(open(sys.argv[1])); c=[a.get("chosen") for a in d["assets"]]; print(eval(sys.argv[2]))' \
    "$work/.out" "$1" 2>&1)
  [ "$got" = "$2" ] || fail "$last: $1 is $got, expected $2"
}

cat >images.yaml <<'YAML'
version: 1
defaults: {provider: openai, model: gpt-image-2, size: 1024x1024}
budget: {total: 2 USD}
groups:
  hero: {weight: 5, budget: {total: 1 USD}}
assets:
  - {id: front, group: hero, quality: medium, prompt: a bear}
  - {id: owl, quality: low, prompt: an owl, count: 3}
  - {id: elk, quality: low, prompt: an elk}
YAML
sed '/budget: {total: 2 USD}/d' images.yaml >open.yaml

# --- the plan ---------------------------------------------------------------------------------------
run 0 "the manifest's own budget" -- images.yaml
out_has ' of $2.00 for 5 images of 3 assets'; out_has "proven: no plan within"; err_empty
out_has "By group"; out_has "as the manifest is written"; out_has "CC-BY-4.0"; out_lacks $'\x1b'
run 0 "the option wins" -- images.yaml --budget 0.5USD --format json; is_valid plan
json 'd["budget"]["total"]' "{'amount': '0.5', 'currency': 'USD'}"
json 'D(d["total"]["cost"]["expected"]) <= D("0.5")' True
json 'D(d["total"]["cost"]["expected"]) + D(d["left"]) == D("0.5")' True
json 'sum(D(x["cost"]["expected"]) for x in c) == D(d["total"]["cost"]["expected"])' True
json 'sum(D(x["value"]) for x in c) == D(d["total"]["value"])' True
json '[a["id"] for a in d["assets"]]' "['front', 'owl', 'elk']"
json 'd["status"], d["gap"]' "('optimal', '0')"
cp .out half.json
run 0 "the same bytes" -- images.yaml --budget 0.5USD --format json
cmp -s .out half.json || fail "two runs differ"
run 0 "no budget at all" -- open.yaml --format json; json '"total" in d["budget"]' False
run 0 "as Markdown" -- images.yaml --format markdown; out_has "### Image plan: "; out_has "<details>"
run 0 "to a file" -- images.yaml --output plan.txt; out_empty
grep -q "proven" plan.txt || fail "nothing in the file"
run 0 "colour when told" -- images.yaml --color always
grep -q $'\x1b' .out || fail "no colour"
run 0 "a budget of the prices' currency" -- images.yaml --budget 1.5 --format json; is_valid plan
json 'd["budget"]["total"]' "{'amount': '1.5', 'currency': 'USD'}"
run 0 "a budget with a space" -- images.yaml --budget "1.50 USD"; out_has ' of $1.50'

# What is planned is what is priced: the requests of a plan cost what the plan says.
if has_python; then
  run 0 "to be quoted" -- images.yaml --budget 0.5USD --format json
  python3 - .out >requests.jsonl <<'PY'
import json, sys
for asset in json.load(open(sys.argv[1]))["assets"]:
    chosen = asset["chosen"]
    for i in range(chosen["requests"]):
        print(json.dumps({"id": f"{asset['id']}-{i}", **chosen["request"]}))
PY
  "$tariff" report requests.jsonl --as-of 2026-11-21 --format json >report.json 2>.err || fail "$last: refused"
  json '[{k: s[k] for k in ("low", "expected", "high")} for s in json.load(open("report.json"))["totals"]["sums"]] == [d["total"]["cost"]]' True
fi

# --- the same from every kind of input --------------------------------------------------------------
mkdir -p folder/below
cp open.yaml folder/one.yaml; sed 's/front/other/; s/owl/crow/; s/id: elk/id: deer/' open.yaml >folder/below/two.yaml
run 0 "a folder" -- folder --budget 2USD --format json; json 'len(d["assets"])' 6
run 0 "two files" -- folder/one.yaml folder/below/two.yaml --budget 2USD --format json
json 'len(d["assets"])' 6
cp open.yaml .in; run 0 "standard input" -- - --budget 1USD; out_has ' of $1.00'
printf '%s\n' '{"id":"a","provider":"openai","model":"gpt-image-2","params":{"prompt":"x","size":"1024x1024"}}' \
  '{"id":"b","model":"gpt-image-2","params":{"prompt":"y","size":"1024x1024"}}' >records.jsonl
run 0 "request records" -- records.jsonl --provider openai --budget 1USD --format json
json '[a["id"] for a in d["assets"]]' "['a', 'b']"
printf 'id,provider,model,size,prompt\nc,openai,gpt-image-2,1024x1024,x\n' >rows.csv
run 0 "rows" -- rows.csv --budget 1USD; out_has "1 image of 1 asset"

# --- settings ---------------------------------------------------------------------------------------
run 0 "keep what is written" -- open.yaml --keep provider,model,quality,tier --format json
json '{(x["offer"], x["quality"]) for x in c} == {("openai/gpt-image-2/generate", "medium"), ("openai/gpt-image-2/generate", "low")}' True
run 0 "keep, twice" -- open.yaml --keep provider --keep model --format json
json '{x["offer"] for x in c}' "{'openai/gpt-image-2/generate'}"
json 'd["settings"]' "{'keep': ['provider', 'model']}"
run 0 "one provider alone" -- open.yaml --only fal --format json
json '{x["request"]["provider"] for x in c}' "{'fal'}"
run 0 "not that provider" -- open.yaml --only openai --only fal --forbid openai --format json
json '{x["request"]["provider"] for x in c}' "{'fal'}"
run 0 "at least a quality" -- open.yaml --minimize cost --min-quality high --keep model --format json
json '{x["quality"] for x in c}' "{'high'}"
run 0 "the cheapest" -- open.yaml --minimize cost --format json
json 'd["goal"], d["total"]["cost"]["expected"] == d["bound"]' "('cost', True)"
run 0 "an average" -- open.yaml --minimize cost --min-average 1300 --format json
json 'D(d["average"]) >= 1300' True
run 0 "the high end" -- images.yaml --plan-on high --format json; json 'd["plan_on"]' high
json 'D(d["total"]["cost"]["high"]) <= 2' True
run 0 "a provider's budget" -- open.yaml --provider-budget openai=0.05USD --format json
json 'sum(D(x["cost"]["expected"]) for x in c if x["request"]["provider"] == "openai") <= D("0.05")' True
run 0 "one provider of all" -- open.yaml --at-most-providers 1 --format json
json 'len({x["request"]["provider"] for x in c})' 1
run 0 "a cap" -- open.yaml --only openai/gpt-image-2 --only fal --cap openai/gpt-image-2=1 --format json
json 'sum(a["images"] for a in d["assets"] if a["chosen"]["offer"].startswith("openai/gpt-image-2/")) <= 1' True
run 0 "immediate" -- open.yaml --immediate --minimize cost --format json
json '"batch" in {x["tier"] for x in c}' False
run 0 "a score of one's own" -- open.yaml --score gpt-image-2=2000 --budget 5USD --format json
json '{x["score"]["basis"] for x in c}' "{'own'}"
json 'd["settings"]["scores"]' "[{'model': 'gpt-image-2', 'score': '2000'}]"
run 0 "a score at a quality" -- open.yaml --score gpt-image-2:low=2000 --step low=0 --format json
json 'd["settings"]["scores"][0]["quality"], d["settings"]["steps"]' "('low', [{'quality': 'low', 'points': '0'}])"
run 0 "what each budget buys" -- open.yaml --frontier; out_has "What each budget buys"; out_has "█"
run 0 "as JSON" -- open.yaml --frontier --format json; is_valid plan
json 'len(d["frontier"]) > 2 and all(D(a["cost"]) < D(b["cost"]) and D(a["value"]) < D(b["value"]) for a, b in zip(d["frontier"], d["frontier"][1:]))' True
run 0 "in time" -- images.yaml --time-limit 1m; out_has proven
# However early it is stopped, there is an answer: the best so far, or that there is none yet.
count=$((count + 1)); last="no time"
"$tariff" plan images.yaml --time-limit 0ms --format json --as-of 2026-11-21 >.out 2>.err
[ $? -le 1 ] || fail "$last"; is_valid plan
cat >settings.yaml <<'YAML'
version: 1
plan: {only: [openai], min_quality: medium, minimize: cost}
defaults: {provider: openai, model: gpt-image-2, size: 1024x1024}
assets:
  - {id: front, prompt: a bear}
YAML
run 0 "the manifest's settings" -- settings.yaml --format json
json 'd["goal"], d["settings"]["only"], d["settings"]["min_quality"]' "('cost', ['openai'], 'medium')"
run 0 "the command line's over them" -- settings.yaml --maximize quality --budget 1USD --min-quality low --only fal --format json
json 'd["goal"], d["settings"]["only"], d["settings"]["min_quality"]' "('quality', ['openai', 'fal'], 'low')"

# --- no plan ----------------------------------------------------------------------------------------
run 1 "too small a budget" -- images.yaml --budget 0.001USD --format json; is_valid plan
json 'd["status"], "total" in d, len(d["clashes"]) > 0' "('infeasible', False, True)"
cp .out none.json
run 1 "and as text" -- images.yaml --budget 0.001USD
out_has "There is no plan"; out_has "What cannot be kept together"; out_has "least budget"
run 1 "and as Markdown" -- images.yaml --budget 0.001USD --format markdown; out_has "There is no plan"
run 1 "another currency" -- images.yaml --budget 5EUR --format json; is_valid plan
cat >hard.yaml <<'YAML'
version: 1
defaults: {provider: openai, model: gpt-image-2, size: 1024x1024}
assets:
  - {id: good, prompt: a bear}
  - {id: bad, background: transparent, output_format: jpeg, prompt: a cart}
YAML
run 1 "an asset that nothing can make" -- hard.yaml --budget 1USD; out_has "bad"
run 0 "left out" -- hard.yaml --budget 1USD --leave-out-unservable --format json; is_valid plan
json '[x is not None for x in c]' "[True, False]"

# --- wrong input ------------------------------------------------------------------------------------
run 2 "no path" -- --budget 1USD; err_has "give a PATH"
run 2 "a budget that is no number" -- images.yaml --budget much; err_has "such as 25USD"
for budget in USD 25usd -1 -1USD 1/3 1/3USD 25USDX 1e3USD "25 US D"; do
  run 2 "the budget '$budget'" -- images.yaml "--budget=$budget"; err_has "--budget"
done
run 2 "two goals" -- images.yaml --maximize quality --minimize cost; err_has "one goal"
run 2 "another goal" -- images.yaml --maximize cost; err_has "expected quality"
run 2 "an unknown end" -- images.yaml --plan-on middle; err_has "low, expected, high, or a share"
run 2 "an unknown thing to keep" -- images.yaml --keep size; err_has "provider, model, quality or tier"
run 2 "no points" -- images.yaml --min-average many; err_has "points"
run 2 "no number of providers" -- images.yaml --at-most-providers 0; err_has "from 1 on"
run 2 "a cap of nothing" -- images.yaml --cap openai/gpt-image-2; err_has "OFFER=N"
run 2 "a cap below 0" -- images.yaml --cap openai/gpt-image-2=-1; err_has "OFFER=N"
run 2 "a provider's budget of nothing" -- images.yaml --provider-budget openai=; err_has "NAME=AMOUNT"
run 2 "a provider's budget without currency" -- images.yaml --provider-budget openai=5; err_has "25USD"
run 2 "a score of nothing" -- images.yaml --score =5; err_has "MODEL=POINTS"
run 2 "a step that is no number" -- images.yaml --step high=much; err_has "QUALITY=POINTS"
run 2 "a time without a unit" -- images.yaml --time-limit 5; err_has "such as 500ms"
run 2 "a format of lint" -- images.yaml --format sarif; err_has "markdown"
run 2 "an unknown option" -- images.yaml --quick; err_has "--quick"
run 2 "a file that is not there" -- missing.yaml --budget 1USD; err_has "missing.yaml"; out_empty
mkdir empty; run 2 "an empty folder" -- empty --budget 1USD; out_empty
: >nothing.yaml; run 2 "an empty file" -- nothing.yaml; err_has "nothing.yaml"
printf 'version: 1\nassets: [' >broken.yaml
run 2 "a broken manifest" -- broken.yaml --budget 1USD; err_has "broken.yaml:"; out_empty
run 2 "a broken one among others" -- open.yaml broken.yaml --budget 1USD; out_empty
sed 's/quality: medium/count: none/' open.yaml >mistake.yaml
run 2 "an asset that cannot be read" -- mistake.yaml --budget 1USD; err_has "mistake.yaml:6:37:"; out_empty
head -c 100000 /dev/urandom >noise.yaml; run 2 "noise" -- noise.yaml --budget 1USD
run 2 "two totals" -- images.yaml images.yaml; err_has "give --budget for all"
run 0 "two totals, and one for all" -- images.yaml --budget 1USD
sed 's/total: 1 USD/total: 3 USD/; s/front/other/' open.yaml >contrary.yaml
run 2 "budgets that contradict each other" -- open.yaml contrary.yaml --budget 2USD
err_has "of group hero is 1 USD in open.yaml and 3 USD in contrary.yaml"
run 2 "paths and option lines" -- images.yaml --options x.jsonl --budget 5; err_has "not both"
run 2 "settings of option lines" -- --options x.jsonl --budget 5 --frontier; err_has "--budget and --time-limit alone"
run 2 "Markdown of option lines" -- --options x.jsonl --budget 5 --format markdown; err_has "text or json"

# --- approval ---------------------------------------------------------------------------------------
mkdir plans; cp half.json plans/half.json
approve 0 "a plan" -- plans/half.json --up-to 0.5USD --by "Ana <ana@example.com>"
out_has "approved"; out_has '$0.50'; out_has "Ana <ana@example.com>"; err_empty
is_valid approval plans/half.approval.json
approve 0 "it holds" -- --check plans/half.json; out_has "Ana <ana@example.com>"; err_empty
has_python && { python3 -m json.tool plans/half.json >plans/pretty.json
  approve 0 "spaced differently" -- --check plans/pretty.json --approval plans/half.approval.json; }
sed 's/a bear/a bull/' plans/half.json >plans/changed.json
approve 1 "a prompt that was changed" -- --check plans/changed.json --approval plans/half.approval.json
err_has "was changed"; err_has "APPROVAL-CHANGED"; out_empty
approve 1 "no approval of a changed plan" -- plans/changed.json --up-to 5USD; err_has "APPROVAL-CHANGED"
[ ! -e plans/changed.approval.json ] || fail "an approval was written"
sed 's/"0.5"/"50"/' plans/half.approval.json >plans/forged.json
approve 1 "a forged approval" -- --check plans/half.json --approval plans/forged.json; err_has "forged.json"
run 0 "another plan" -- open.yaml --budget 1USD --format json --output plans/other.json
approve 1 "an approval of another plan" -- --check plans/other.json --approval plans/half.approval.json
err_has "another plan"
approve 1 "less than it costs" -- plans/half.json --up-to 0.01USD; err_has "APPROVAL-LIMIT"
approve 1 "another currency" -- plans/half.json --up-to 5EUR; err_has "EUR"
cmp -s none.json plans/none.json || cp none.json plans/none.json
approve 1 "nothing to approve" -- plans/none.json --up-to 5USD; err_has "infeasible"
approve 0 "into another file" -- plans/half.json --up-to 5USD --by ana --output plans/mine.json
is_valid approval plans/mine.json
cp plans/half.json .in; approve 0 "from standard input to standard output" -- - --up-to 5USD --by ana --output -
out_has '"tariff/approval@1"'; err_has "approved"
[ "$(wc -l <.out)" = 1 ] || fail "more than the approval on standard output"
cp plans/half.json .in; approve 0 "checked from standard input" -- --check - --approval plans/half.approval.json
count=$((count + 1)); last="who git says"
git init -q plans && (cd plans && git config user.name Bob && git config user.email bob@example.com &&
  "$tariff" approve half.json --up-to 5USD >../.out 2>../.err) || fail "$last"
out_has "Bob <bob@example.com>"
count=$((count + 1)); last="who the system says"
(cd plans && git config --unset user.name && git config --unset user.email &&
  USER=carol "$tariff" approve half.json --up-to 5USD >../.out 2>../.err) || fail "$last"
out_has "carol"
count=$((count + 1)); last="nobody"
(cd plans && env -u USER -u LOGNAME "$tariff" approve half.json --up-to 5USD >../.out 2>../.err)
[ $? = 2 ] || fail "$last"; err_has "who approves"

approve 2 "no plan named" --; err_has "PLAN"
approve 2 "no amount" -- plans/half.json; err_has "--up-to is required"
approve 2 "an amount without currency" -- plans/half.json --up-to 5; err_has "25USD"
approve 2 "check and approve" -- --check plans/half.json --up-to 5USD; err_has "--check goes with"
approve 2 "an approval to check without --check" -- plans/half.json --up-to 5USD --approval x; err_has "--check"
approve 2 "standard input without a file for it" -- - --up-to 5USD; err_has "--output"
approve 2 "onto the plan" -- plans/half.json --up-to 5USD --by ana --output plans/half.json; err_has "file of its own"
cmp -s plans/half.json half.json || fail "the plan was overwritten"
approve 2 "a plan that is not there" -- missing.json --up-to 5USD; err_has "missing.json"
approve 2 "an approval that is not there" -- --check plans/pretty2.json; err_has "pretty2.json"
approve 2 "into a folder that is not there" -- plans/half.json --up-to 5USD --by ana --output no/where.json
err_has "cannot be written"
for text in '' '{' '[]' '{"format":"tariff/plan@1"}' '{"format":"tariff/plan@9","hash":"x"}' 'version: 1'; do
  printf '%s' "$text" >bad.json
  approve 2 "no plan: '$text'" -- bad.json --up-to 5USD --by ana; err_has "bad.json"
done
approve 2 "an approval as a plan" -- plans/half.approval.json --up-to 5USD --by ana; err_has "plan@1"
approve 2 "a plan as an approval" -- --check plans/half.json --approval plans/half.json; err_has "approval@1"
printf '[%.0s' $(seq 100000) >deep.json; approve 2 "nested deeply" -- deep.json --up-to 5USD --by ana
head -c 100000 /dev/urandom >noise.json; approve 2 "noise" -- noise.json --up-to 5USD --by ana
approve 2 "a folder" -- plans --up-to 5USD --by ana

# --- odd, but readable ------------------------------------------------------------------------------
cat >evil.yaml <<'YAML'
version: 1
defaults: {provider: openai, model: gpt-image-2, quality: low, size: 1024x1024}
assets:
  - {id: "a|b`c` <img src=x> @team \e[31m", prompt: x}
YAML
run 0 "names that would be markup" -- evil.yaml --format markdown; out_lacks "<img"; out_lacks "@team"
run 0 "names that would drive a terminal" -- evil.yaml; out_lacks $'\x1b'

# Many assets: planned, approved and checked.
{
  echo 'version: 1'
  echo 'defaults: {provider: openai, model: gpt-image-2, size: 1024x1024}'
  echo 'assets:'
  for i in $(seq 3000); do echo "  - {id: a$i, prompt: x, weight: $((i % 7 + 1))}"; done
} >many.yaml
run 0 "many assets" -- many.yaml --budget 200USD --only openai --only fal --output many.json --format json
approve 0 "many approved" -- many.json --up-to 300USD --by ana
approve 0 "many checked" -- --check many.json
run 0 "many as text" -- many.yaml --budget 200USD --only openai --only fal
out_has "… and 2,960 more (--format json has all)"

echo "$count runs, $failures failures"
[ "$failures" = 0 ]
