#!/bin/sh
# Plugins change between two runs on one dataset: what is coded anew from the stored texts is
# what a run from scratch gives, byte by byte, and no more is read than has to be.
. "${srcdir:-.}/tests/commands/lib.sh"

mkdir docs
cp "$sample"/*-20*.* docs/
cp docs/calderwick-2015.txt docs/zz-copy.txt # a duplicate
: >docs/empty.txt                            # left out
count=$(ls docs/*-20* | wc -l)
# A plugin folder like the program's own, so that plugins can also go.
cp -r "$srcdir/plugins" plugins
CONSPECTUS_PATH=
own=$PWD/own
mkdir -p "$own"

run() {
  expect_status 0 conspectus run docs -o kept.db --plugins "$own" "$@"
}

# What came of the last run: coded, of these read from their sources in bytes.
expect_run() {
  conspectus sql kept.db 'SELECT coded, unchanged, bytes > 0 FROM run ORDER BY id DESC LIMIT 1' \
    --format csv >"$tmp/counts"
  [ "$(tail -n 1 "$tmp/counts")" = "$1" ] ||
    fail "$2: coded, unchanged, read: $(tail -n 1 "$tmp/counts"), expected $1"
}

# It is sound, and as if it had been made anew.
expect_as_new() {
  expect_status 0 conspectus verify kept.db
  rm -rf new.db new kept
  shift
  expect_status 0 conspectus run docs -o new.db --plugins "$own" --quiet "$@"
  expect_status 0 conspectus export new.db -o new
  expect_status 0 conspectus export kept.db -o kept
  diff -r new kept >differs || fail "the export differs: $(head -n 6 differs)"
}

# version DIR FILE N: a copy of the program's plugin with another version number and no other
# change, so that every coding has to come out as it was.
version() {
  mkdir -p "$own/$1"
  sed "s/version = \"[^\"]*\"/version = \"$3\"/" "$srcdir/plugins/$1/$2" >"$own/$1/$2"
}

run
expect_run "$count,0,1" 'from scratch'
run
known=$((count + 2))
expect_run "0,$known,0" 'nothing changed'

# ---- One theme changed: coded anew without reading ----

theme=mash_capacity.lua
version themes $theme 90.1
chmod 000 docs/* # nothing may be read (root can; the count of bytes says it too)
run
expect_out 'stored texts'
expect_run "$count,2,0" 'one theme of another version'
chmod 644 docs/*
conspectus sql kept.db 'SELECT codings = (SELECT count(*) FROM coding WHERE theme_id = '\
"'mash_capacity') AND codings > 0 FROM run ORDER BY id DESC LIMIT 1" --format csv >"$out"
[ "$(tail -n 1 "$out")" = 1 ] || fail 'other themes than the one that changed were coded again'
expect_as_new 'one theme of another version'
run
expect_run "0,$known,0" 'and again'

# One with other terms, too: what it had is gone, what it has now is there.
cat >"$own/themes/$theme" <<'LUA'
local c = require "conspectus"
return c.theme {
  id = "mash_capacity", title = "Something else", about = "Words that every review has.",
  version = "90.2",
  rule = c.any { "children", "staff" },
  examples = { { "The children are there.", "neutral" } },
}
LUA
run
expect_run "$count,2,0" 'a theme of other terms'
expect_as_new 'a theme of other terms'

# ---- A new theme, first by its id; then one that goes ----

sed 's/mash_capacity/aa_first/; s/90.2/1.0/' "$own/themes/$theme" >"$own/themes/aa_first.lua"
run
expect_run "$count,2,0" 'a new theme'
expect_as_new 'a new theme'
rm "$own/themes/aa_first.lua" "$own/themes/$theme"
run
expect_run "$count,2,0" 'a theme that is gone, another as it was'
expect_as_new 'a theme that is gone'
conspectus sql kept.db "SELECT count(*) FROM theme WHERE id = 'aa_first'" --format csv >"$out"
[ "$(tail -n 1 "$out")" = 0 ] || fail 'a theme that is gone is still listed'

# Fewer themes, and all again.
run --theme it_fragmentation
expect_run "$count,2,0" 'one theme only'
expect_as_new 'one theme only' --theme it_fragmentation
run
expect_run "$count,2,0" 'all themes again'
expect_as_new 'all themes again'

# ---- A theme that fails in every review: its problems come and go ----

cat >"$own/themes/zz_failing.lua" <<'LUA'
local c = require "conspectus"
return c.theme {
  id = "zz_failing", title = "Failing", about = "Its judge fails.", version = "1.0",
  rule = c.any { "children" },
  judge = function() error("no judgement today") end,
}
LUA
run
expect_run "$count,2,0" 'a theme that fails'
expect_as_new 'a theme that fails'
conspectus sql kept.db "SELECT count(*) > 5 FROM problem WHERE stage = 'host'" --format csv >"$out"
[ "$(tail -n 1 "$out")" = 1 ] || fail 'the failures of a theme were not recorded'
version themes $theme 90.3
run
expect_as_new 'another theme while one fails'
rm "$own/themes/zz_failing.lua"
run
expect_as_new 'the failing theme is gone'
conspectus sql kept.db "SELECT count(*) FROM problem WHERE stage = 'host'" --format csv >"$out"
[ "$(tail -n 1 "$out")" = 0 ] || fail 'the problems of a theme that is gone are still there'

# ---- Lexicons code all themes anew; families have everything read again ----

version lexicons appraisal.lua 91.1
run
expect_run "$count,2,0" 'another lexicon'
expect_as_new 'another lexicon'
version families clas.lua 92.1
run
expect_run "$count,0,1" 'another family'
expect_as_new 'another family'
version scores recurrence.lua 93.1
run
expect_run "0,$known,0" 'another score'

# ---- With documents that change at the same time ----

version themes $theme 90.4
echo 'Thank you for reading.' >>docs/calderwick-2015.txt # and so no duplicate any more
rm docs/elverton-2018.txt
run
expect_run "$count,1,1" 'a theme and documents' # the copy is a review now
expect_as_new 'a theme and documents'

# ---- Only some documents: the others keep their codebook, and it is said ----

version themes $theme 90.5
expect_status 0 conspectus run docs/wexcombe-2013.txt -o kept.db --plugins "$own" --quiet
expect_err 'cannot be compared'
expect_status 0 conspectus verify kept.db
expect_status 3 conspectus recurring kept.db
version themes it_fragmentation.lua 90.6
run
expect_status 0 conspectus recurring kept.db
expect_as_new 'two codebooks at once'

# ---- Stopped in the middle ----

for wait in 0.05 0.1 0.2; do
  version themes $theme "94.$wait"
  "$CONSPECTUS" run docs -o kept.db --plugins "$own" --quiet >/dev/null 2>&1 </dev/null &
  stopped=$!
  sleep $wait
  kill -KILL $stopped 2>/dev/null
  wait $stopped 2>/dev/null
  expect_status 0 conspectus verify kept.db
  run
  expect_as_new "killed after $wait s"
done

# ---- What is stored is damaged: it is read again, and nothing breaks ----

if command -v sqlite3 >/dev/null 2>&1; then
  for damage in 'UPDATE review_body SET passages = substr(passages, 1, 2) || char(99999) ||
    substr(passages, 4) WHERE review_id = 3' 'UPDATE review_body SET hits = substr(hits, 2)' \
    'UPDATE sqlar SET sz = sz + 1' "UPDATE sqlar SET data = zeroblob(9)" \
    "UPDATE review_body SET sections = '' WHERE review_id = 4" \
    "UPDATE sqlar SET data = CAST(substr(hex(zeroblob(sz)), 1, sz - 1) || x'ff' AS BLOB)" \
    "UPDATE review_body SET cited = '['" "UPDATE review_body SET marks = substr(marks, 2)" \
    'UPDATE review_body SET codings = substr(codings, 1, 1) || char(999) || substr(codings, 3)' \
    "UPDATE heading SET title = CAST(x'fffe' AS TEXT) || id" \
    'UPDATE review_body SET hits = hits || char(1)' \
    "UPDATE review_body SET hits = CAST(x'80' AS TEXT) || hits WHERE review_id = 3" \
    "UPDATE review_body SET hits = substr(hits, 1, 1) || CAST(x'eda080' AS TEXT) ||
    substr(hits, 3)" "UPDATE review_body SET marks = CAST(x'c1bf' AS TEXT) || substr(marks, 2)"; do
    sqlite3 kept.db "PRAGMA ignore_check_constraints = ON; $damage"
    "${builddir:-.}/seal_dataset" kept.db || fail "cannot seal: $damage"
    version themes $theme "95.$(echo "$damage" | cksum | cut -d ' ' -f 1)"
    run
    expect_as_new "$damage"
  done
  # What is as likely as what was there is told by its checksum alone.
  sqlite3 kept.db "UPDATE review_body SET citations = '', cited = '[]', labels =
    replace(labels, '.', '-') WHERE review_id > 2"
  version themes $theme 96
  run
  expect_as_new 'other labels'
  sqlite3 kept.db 'UPDATE review_body SET marks = replace(marks, char(2), char(3))'
  version themes $theme 97
  run
  expect_as_new 'other marks'
fi
