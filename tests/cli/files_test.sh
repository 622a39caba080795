#!/usr/bin/env bash
# Which files the program reads: folders, ignore files compared with git itself, changes since a
# revision, standard input with a name. Usage: files_test.sh PATH/TO/tariff
set -u
. "$(dirname "$0")/support.sh"

# run STATUS NAME -- ARGUMENTS…
run() { run_program "$1" "$2" "${@:4}"; }
out_is() {
  printf '%s\n' "$@" >"$work/.wanted"
  [ $# -gt 0 ] || : >"$work/.wanted"
  cmp -s "$work/.wanted" "$work/.out" || fail "$last: expected $*"
}

day=(--as-of 2026-11-21)
manifest='version: 1
defaults: {provider: openai, model: gpt-image-2, quality: low, size: 1024x1024}
assets:
  - {id: fox, prompt: a fox}'

# --- what is not ours -----------------------------------------------------------------------------
mkdir mixed && cd mixed || exit 2
echo "$manifest" >good.yaml
printf 'version: "3"\nservices: {web: {image: nginx}}\n' >docker-compose.yml
echo '{"name": "site", "version": "1.0.0"}' >package.json
printf 'year,name\n1984,a\n' >years.csv
printf '{"text": "a", "label": 1}\n' >train.jsonl
: >empty.json
mkfifo pipe.yaml
run 0 "mixed folder" -- lint . "${day[@]}"
run 0 "mixed folder shown" -- lint . --show-files
out_is ./good.yaml
run 0 "mixed folder as JSON" -- lint . --show-files --format json
out_has '"files":["./good.yaml"]'
out_has '{"path":"./package.json","reason":"neither a manifest nor records"}'
run 2 "a named file is read" -- lint package.json "${day[@]}"
cd .. && mkdir none && echo '{}' >none/a.json
run 2 "nothing in a folder" -- lint none "${day[@]}"
out_has "no manifest"

# --- ignore files ---------------------------------------------------------------------------------
# A tree in which every file is a manifest: what git does not ignore is what is read.
plant() {
  local folder
  for folder in . a a/b a/b/c drafts drafts/keep build build/deep x y "with space" tmp-1 tmp-2 deep/a/b; do
    mkdir -p "$1/$folder"
    for name in one two draft-1 final '#hash' '!bang' 'end ' x1 xa keep; do
      echo "$manifest" >"$1/$folder/$name.yaml"
    done
  done
}
command -v git >/dev/null || { echo "files_test: no git here"; exit 1; }
mkdir repo && cd repo || exit 2
git init -q .
plant .
cat >.gitignore <<'GIT'
# a comment
draft-*
!drafts/draft-1.yaml
/build/
\#hash.yaml
\!bang.yaml
a/**/two.yaml
**/keep.yaml
!a/b/keep.yaml
x[0-9].yaml
tmp-?/
deep/**/b
with\ space/one.yaml
trailing.yaml   
end\ .yaml
[
GIT
printf 'one.yaml\r\n!/c/one.yaml\r\n' >a/b/.gitignore
printf '*\n!keep*\n!keep*/\n' >drafts/.gitignore
printf '\xef\xbb\xbffinal.yaml\n' >y/.gitignore
printf 'xa.yaml\n!x/xa.yaml\n' >.git/info/exclude
mkdir -p nested && git init -q nested && plant nested && echo '/one.yaml' >nested/.gitignore
kept() {  # what git would take of the tree, as the program lists it; nested repositories on their own
  find "$1" -name '*.yaml' -not -path './nested/*' | LC_ALL=C sort >"$work/.all"
  git check-ignore --no-index --stdin <"$work/.all" | sort >"$work/.ignored"
  sort "$work/.all" | comm -23 - "$work/.ignored"
}
export LC_ALL=C
run 0 "as git ignores" -- lint . --show-files
kept . >"$work/.wanted"
grep -v '^./nested/' "$work/.out" | sort >"$work/.got"
cmp -s "$work/.wanted" "$work/.got" || { fail "as git ignores"; diff "$work/.wanted" "$work/.got"; }
[ "$(wc -l <"$work/.wanted")" -gt 15 ] || fail "the tree is too small"
grep -q '^./nested/two.yaml' "$work/.out" || fail "a nested repository has its own rules"
! grep -q '^./nested/one.yaml' "$work/.out" || fail "a nested repository's rules hold"
run 0 "from a folder below" -- lint a/b --show-files
(kept ./a/b | sed 's,^\./,,') >"$work/.wanted"
sort "$work/.out" >"$work/.got"
cmp -s "$work/.wanted" "$work/.got" || { fail "from a folder below"; diff "$work/.wanted" "$work/.got"; }
run 0 "without ignoring" -- lint . --show-files --no-gitignore
[ "$(wc -l <"$work/.out")" = "$(find . -name '*.yaml' | wc -l)" ] || fail "--no-gitignore reads all"
run 0 "an ignored file that is named" -- lint build/one.yaml "${day[@]}"
run 0 "an ignored folder that is named" -- lint build/deep --show-files
out_has build/deep/one.yaml
run 0 "the same order twice" -- lint . --show-files
cp "$work/.out" "$work/.first"
run 0 "the same order twice" -- lint . --show-files
cmp -s "$work/.out" "$work/.first" || fail "the order of files is not stable"

# Generated patterns, some of them nonsense, in two ignore files.
python3 - "$work/patterns" <<'PY' || fail "no patterns"
import random, sys
random.seed(11)
pieces = ["a", "b", "one", "two", "*", "**", "/", "?", "[a-x]", "[!a]", ".yaml", "*.yaml", "draft",
          "-1", "keep", "\\", "x", "[", "]", "deep", "drafts", " ", "[[:alpha:]]", "/**/", "**/"]
with open(sys.argv[1], "w") as out:
    for _ in range(60):
        lines = []
        for _ in range(random.randint(1, 5)):
            line = "".join(random.choice(pieces) for _ in range(random.randint(1, 5)))
            lines.append(("!" if random.random() < 0.25 else "") + line)
        out.write("\t".join(lines) + "\n")
PY
rm a/b/.gitignore drafts/.gitignore y/.gitignore .git/info/exclude
rm -rf nested
while IFS= read -r line; do
  printf '%s\n' "$line" | tr '\t' '\n' >.gitignore
  printf '%s\n' "$line" | tr '\t' '\n' | tail -1 >a/.gitignore
  timeout 30 "$tariff" lint . --show-files 2>"$work/.err" | sed '/has no manifest/d' | sort >"$work/.got"
  kept . >"$work/.wanted"
  count=$((count + 1))
  cmp -s "$work/.wanted" "$work/.got" || {
    fail "patterns '$line'"
    diff "$work/.wanted" "$work/.got" | head -5
  }
done <"$work/patterns"
cd ..

# --- changes since a revision ----------------------------------------------------------------------
mkdir since && cd since || exit 2
git init -q . && mkdir art other
for name in same changed staged moved gone; do echo "$manifest # $name" >"art/$name.yaml"; done
echo "$manifest" >other/far.yaml
echo 'ignored.yaml' >.gitignore
git add . && git commit -qm one && git tag base
echo "# more" >>art/changed.yaml && git commit -qam two
git mv art/moved.yaml art/renamed.yaml
echo "# more" >>art/staged.yaml && git add art/staged.yaml
git rm -q art/gone.yaml
echo "$manifest" >'art/new "ü.yaml'
echo "$manifest" >art/ignored.yaml
run 0 "changed since a tag" -- lint art --changed-since base --show-files
out_is art/changed.yaml 'art/new "ü.yaml' art/renamed.yaml art/staged.yaml
run 0 "changed since HEAD" -- lint art --changed-since HEAD --show-files
out_is 'art/new "ü.yaml' art/renamed.yaml art/staged.yaml
run 0 "named and unchanged" -- lint art/same.yaml --changed-since base "${day[@]}"
run 0 "named, changed and ignored" -- lint art/changed.yaml art/ignored.yaml --changed-since base --show-files
out_is art/changed.yaml
(cd art && GIT_DIR=/nowhere timeout 30 "$tariff" lint . --changed-since base --show-files) >"$work/.out"
last="from below, as a hook"
out_is ./changed.yaml './new "ü.yaml' ./renamed.yaml ./staged.yaml
run 2 "unknown revision" -- lint art --changed-since no-such-thing
err_has "--changed-since no-such-thing: git knows no revision"
run 2 "a revision like an option" -- lint art "--changed-since=--output=$work/written"
err_has "git knows no revision"
[ ! -e "$work/written" ] || fail "git took a revision for an option"
cd ..
mkdir plain && echo "$manifest" >plain/a.yaml
GIT_CEILING_DIRECTORIES=$work run 2 "no repository" -- lint plain --changed-since HEAD
err_has "is not in a git repository"
last="no git"
PATH=/nowhere "$tariff" lint since/art --changed-since HEAD >.out 2>.err </dev/null
[ $? = 2 ] || fail "$last: status"
err_has "there is no program git in the PATH"

# --- standard input with a name --------------------------------------------------------------------
echo "a fox" >since/art/fox.txt
printf 'version: 1\nassets:\n  - {id: fox, provider: openai, model: gpt-image-2, prompt_file: fox.txt, size: 7x7}\n' |
  timeout 30 "$tariff" lint - --stdin-filename since/art/typed.yaml "${day[@]}" >.out 2>.err
[ $? = 1 ] || fail "standard input with a name: status"
last="standard input with a name"
out_has "since/art/typed.yaml:3:"
out_has "size: 7x7"

# --- watching ----------------------------------------------------------------------------------------
run 2 "standard input is not watched" -- lint - --watch
mkdir watched && echo "$manifest" >watched/a.yaml
"$tariff" lint watched --watch --ignore COST-CHEAPER "${day[@]}" >.out 2>.err </dev/null &
watcher=$!
wait_for() {  # COUNT TEXT FILE: until the text is there so often
  local tries=0
  until [ "$(grep -cF -- "$2" "$3")" -ge "$1" ] || [ $((tries += 1)) -gt 100 ]; do sleep 0.1; done
  [ $tries -le 100 ] || fail "watching: no '$2' $1 times"
}
wait_for 1 "waiting for changes of watched; Ctrl-C ends" .err
sed 's/1024x1024/7x7/' watched/a.yaml >watched/.new && mv watched/.new watched/a.yaml
wait_for 2 "waiting for changes" .err
wait_for 1 "size: 7x7" .out
wait_for 1 "no findings" .out
kill -TERM $watcher
wait $watcher
[ $? = 143 ] || fail "watching: does not end as it is asked to"

# Files that are written have the last run alone.
last="watching, with files"
options=(--format json --output watched.json --format sarif=watched.sarif --ignore COST-CHEAPER)
"$tariff" lint watched --watch "${options[@]}" "${day[@]}" >.out 2>.err </dev/null &
watcher=$!
wait_for 1 "waiting for changes" .err
wait_for 1 "7x7" watched.json
echo "$manifest" >watched/.new && mv watched/.new watched/a.yaml
wait_for 2 "waiting for changes" .err
kill -TERM $watcher
wait $watcher
cp watched.json json.last && cp watched.sarif sarif.last
"$tariff" lint watched "${options[@]}" "${day[@]}"
cmp -s watched.json json.last || fail "$last: the output is not that of one run"
cmp -s watched.sarif sarif.last || fail "$last: the further format is not that of one run"

echo "files_test: $count runs, $failures failures"
[ "$failures" = 0 ]
