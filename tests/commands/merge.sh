#!/bin/sh
# N shards merged are what one run gives: the same exports byte by byte and the same rows,
# whatever N, the order, and what overlaps. What does not belong together is refused, what is
# damaged too, and a merge that is stopped leaves nothing broken.
. "${srcdir:-.}/tests/commands/lib.sh"

# The sample, an exact copy of a review under another name (a duplicate, probably of another
# shard), two different reviews of one area and year, a file that is no review, an empty one.
mkdir -p docs/more
cp "$sample"/*-20*.* docs/
cp docs/calderwick-2015.txt docs/more/a-copy.txt
cp docs/elverton-2018.txt docs/zz-copy.txt
sed 's/health/care/' docs/wexcombe-2013.txt >docs/more/wexcombe-2013-b.txt
printf 'Dear diary,\n\nnothing was inspected today.\n' >docs/diary.txt
: >docs/empty.txt

# dump DATASET: its rows, but for those of the table of runs and codebooks.
dump() {
  sqlite3 "$1" .dump | grep -v 'INSERT INTO run VALUES'
}

# expect_whole DATASET WHAT: it is sound, and the same as whole.db to the byte.
expect_whole() {
  expect_status 0 conspectus verify "$1"
  rm -rf export
  expect_status 0 conspectus export "$1" -o export
  diff -r whole export >differs || fail "$2: the export differs: $(head -n 5 differs)"
}

expect_status 0 conspectus run docs -o whole.db --quiet
expect_status 0 conspectus export whole.db -o whole

for shards in 1 2 3 5; do
  parts=
  shard=1
  while [ $shard -le $shards ]; do
    expect_status 0 conspectus run docs --shard $shard/$shards -o part-$shards-$shard.db --quiet
    parts="part-$shards-$shard.db $parts"
    shard=$((shard + 1))
  done
  # In descending order, which must not matter.
  expect_status 0 conspectus merge $parts -o merged-$shards.db
  expect_out 'reviews'
  expect_whole merged-$shards.db "$shards shards"
  if command -v sqlite3 >/dev/null 2>&1; then
    dump whole.db >whole.sql
    dump merged-$shards.db >merged.sql
    cmp -s whole.sql merged.sql ||
      fail "$shards shards: other rows: $(diff whole.sql merged.sql | head -n 5 | cut -c 1-300)"
  fi
done

# Each document is in exactly one shard.
found=0
for part in part-5-?.db; do
  conspectus sql $part 'SELECT count(*) FROM source' --format csv >"$out"
  found=$((found + $(tail -n 1 "$out")))
done
conspectus sql whole.db 'SELECT count(*) FROM source' --format csv >"$out"
[ $found -eq "$(tail -n 1 "$out")" ] || fail "$found documents in five shards"

# ---- Again, overlapping, onto what is there ----

expect_status 0 conspectus merge part-3-1.db part-3-2.db part-3-3.db -o merged-3.db
expect_out 'unchanged'
expect_whole merged-3.db 'merged twice'
expect_status 0 conspectus merge whole.db part-3-2.db part-5-1.db part-5-1.db -o overlap.db
expect_whole overlap.db 'overlapping'
expect_status 0 conspectus merge part-2-2.db -o grown.db --quiet
expect_no_out
expect_status 0 conspectus merge grown.db part-2-1.db -o grown.db
expect_whole grown.db 'onto an input'
expect_status 0 conspectus merge part-5-2.db -o grown5.db
for part in 4 1 5 3; do
  expect_status 0 conspectus merge part-5-$part.db -o grown5.db
done
expect_whole grown5.db 'one after the other'

# What several runs could not read is more than one run records, and no reason to refuse what
# a merge made.
mkdir faulty
for part in 1 2 3 4 5 6; do
  mkdir faulty/$part
  link=0
  while [ $link -lt 199 ]; do
    ln -s /nowhere faulty/$part/$link.txt
    link=$((link + 1))
  done
  cp docs/more/wexcombe-2013-b.txt faulty/$part/
  expect_status 0 conspectus run faulty/$part -o faulty-$part.db --quiet
done
expect_status 0 conspectus merge faulty-?.db -o faulty.db
expect_status 0 conspectus merge faulty.db faulty-3.db -o again.db
for dataset in faulty again; do
  expect_status 0 conspectus sql $dataset.db --format csv \
    'SELECT count(*), count(DISTINCT source) FROM problem WHERE source_id IS NULL'
  expect_out '1194,1194'
done

# So is a review with more than a million pieces of evidence: it is no damage.
mkdir -p long many/themes
for theme in $(seq 40); do
  cat >"many/themes/zz_zebra_$theme.lua" <<LUA
local c = require "conspectus"
return c.theme {
  id = "zz_zebra_$theme", title = "Zebras", about = "Where zebras are.", version = "1",
  rule = c.any { "zebra" },
}
LUA
done
awk '/^1\.[12] / { printf "%s ", $1
    for (i = 0; i < 7500; i++) {
      printf "zebra "
    }
    print ""
    next
  }
  { print }' docs/elverton-2018.txt >long/elverton-2018.txt
expect_status 0 conspectus run long -o long.db --quiet --plugins many
expect_status 0 conspectus sql long.db 'SELECT count(*) > 1048576 AS many FROM evidence' --format csv
expect_out '1'
expect_status 0 conspectus verify long.db
expect_status 3 conspectus merge long.db faulty-1.db -o longer.db
expect_status 0 conspectus merge long.db long.db -o longer.db
expect_status 0 conspectus verify longer.db

# Shards may go into one dataset as well, one after the other.
expect_status 0 conspectus run docs --shard 2/2 -o same.db --quiet
expect_status 0 conspectus run docs --shard 1/2 -o same.db --quiet
expect_whole same.db 'shards into one dataset'

# What was merged is known: a run over all has nothing to read.
expect_status 0 conspectus run docs -o merged-5.db
conspectus sql merged-5.db 'SELECT coded, forgotten FROM run ORDER BY id DESC LIMIT 1' \
  --format csv >"$out"
expect_out '0,0'
expect_whole merged-5.db 'a run after a merge'

# What a run left unfinished is told, of an input and of the dataset that is there alike.
if command -v sqlite3 >/dev/null 2>&1; then
  for half in half-input half-there; do
    cp part-2-1.db $half.db
    sqlite3 $half.db 'UPDATE run SET finished = NULL'
    "${builddir:-.}/seal_dataset" $half.db || fail "cannot seal $half.db"
  done
  expect_status 0 conspectus merge half-input.db part-2-2.db -o half-there.db --quiet
  conspectus sql half-there.db --format csv \
    "SELECT source, severity FROM problem WHERE message LIKE '%stopped before its end%'" >"$out"
  expect_out 'half-input.db,warning'
  expect_out 'half-there.db,warning'
fi

# ---- What does not belong together ----

expect_status 2 conspectus merge part-2-1.db
expect_err '--output'
expect_status 2 conspectus run docs -o x.db --shard 3/2
expect_err '3/2'
for bad in 0/2 1 /2 1/ x/y 1/2/3 -1/2; do
  expect_status 2 conspectus run docs -o x.db --shard $bad
done
[ ! -e x.db ] || fail 'a dataset was made for a shard that there is not'
expect_status 3 conspectus merge part-2-1.db missing.db -o x.db
expect_err 'missing.db'
expect_status 3 conspectus merge part-2-1.db docs/diary.txt -o x.db
expect_err 'diary.txt'
expect_status 3 conspectus merge part-2-1.db -o no/such/x.db
expect_err 'no/such'

expect_status 0 conspectus run docs -o fewer.db --theme mash_capacity,it_fragmentation --quiet
expect_status 3 conspectus merge part-2-1.db fewer.db -o x.db
expect_err 'fewer.db without it'
mkdir -p other/themes
sed 's/version = "[^"]*"/version = "99.1"/' "$srcdir/plugins/themes/mash_capacity.lua" \
  >other/themes/mash_capacity.lua
expect_status 0 conspectus run docs -o other.db --plugins other --quiet
expect_status 3 conspectus merge other.db part-2-1.db -o x.db
expect_err "theme 'mash_capacity' is of version 99.1"
expect_status 3 conspectus merge other.db -o merged-2.db
expect_err "mash_capacity"
if command -v sqlite3 >/dev/null 2>&1; then
  cp part-2-2.db older.db
  sqlite3 older.db "UPDATE codebook SET version = '0.0.1'"
  "${builddir:-.}/seal_dataset" older.db || fail 'cannot seal older.db'
  expect_status 3 conspectus merge part-2-1.db older.db -o x.db
  expect_err 'was made by version'
  expect_err '0.0.1'
fi
expect_whole merged-2.db 'after a refused merge'
[ ! -e x.db ] && [ ! -e x.db.merge ] || fail 'a refused merge left a file'

# ---- Damaged datasets ----

if command -v sqlite3 >/dev/null 2>&1; then
  # damage WHAT SQL: merging a dataset that the SQL spoiled is refused, for what it is and not for
  # its checksums.
  damage() {
    cp whole.db bad.db
    sqlite3 bad.db "PRAGMA ignore_check_constraints = ON; $2" || fail "cannot spoil: $1"
    "${builddir:-.}/seal_dataset" bad.db || fail "cannot seal: $1"
    expect_status 3 conspectus merge bad.db part-2-1.db -o x.db
    expect_err 'bad.db'
    [ ! -e x.db ] && [ ! -e x.db.merge ] || fail "$1: a file was left"
    cp merged-2.db kept.db
    expect_status 3 conspectus merge part-2-1.db bad.db -o kept.db
    expect_whole kept.db "$1: what was there"
  }
  later='id = (SELECT max(id) FROM review)'
  # Other characters in a text of review_body, for the one that was coded last: N of them from
  # place AT on become char(CODE).
  body() {
    printf '%s' "$newer UPDATE review_body SET $1 = substr($1, 1, $2 - 1) || char($3) ||"
    printf '%s' " substr($1, $2 + 1) WHERE first_coding = (SELECT max(first_coding) FROM"
    printf '%s' " review_body)"
  }
  # The output has each document already, so that only what it has not is looked at: make the
  # spoilt documents newer.
  newer='UPDATE source SET modified = modified + 1000;'
  damage 'a passage beyond its text' "$(body passages 3 99999)"
  damage 'a length beyond all' "$(body passages 4 1100000)"
  damage 'a kind of no kind' "$(body passages 2 155)"
  damage 'a passage too few' "$newer UPDATE review_body SET passages = substr(passages, 9)"
  damage 'millions of no passage' "$newer UPDATE review_body SET millions = char(2, 2, 2, 2)"
  damage 'a label of no stem' "$(body passages 7 4712)"
  damage 'labels that are none' "$newer UPDATE review_body SET labels = '[[[[[[['"
  damage 'a polarity of none' "$(body codings 3 19)"
  damage 'a theme of none' "$(body codings 2 4712)"
  damage 'evidence elsewhere' "$(body hits 2 99999)"
  damage 'evidence that is none' "$newer UPDATE review_body SET hits = substr(hits, 2)"
  damage 'evidence of no form' "$(body hits 1 99999)"
  damage 'a form of no term' "$newer UPDATE form SET term_id = 4711 + id"
  damage 'a text of another size' "$newer UPDATE sqlar SET sz = sz + 1"
  damage 'a bomb' "$newer UPDATE sqlar SET sz = 1 << 40"
  damage 'a text that is gone' "$newer DELETE FROM sqlar"
  damage 'a text that is none' "$newer UPDATE sqlar SET data = zeroblob(100)"
  damage 'a digest that is none' "$newer UPDATE review SET sha256 = 'x' WHERE $later"
  damage 'a date that is none' "$newer UPDATE review SET published = 'soon' WHERE $later"
  damage 'an outcome of none' "UPDATE source SET outcome = 'lost'"
  damage 'a duplicate of none' "$newer UPDATE source SET duplicate_of = 4711 WHERE outcome = 'duplicate'"
  damage 'a stage of none' "$newer UPDATE problem_row SET stage = 'x'"
  damage 'bytes that are no text' "$newer UPDATE heading SET title = CAST(x'fffe' AS TEXT) || id"
  damage 'a number for a text' "$newer UPDATE heading SET title = CAST(title AS BLOB)"
  damage 'another codebook' "INSERT INTO codebook VALUES (77, 'x', 'y', 0); UPDATE source SET codebook_id = 77 WHERE id = 1"
  damage 'a plugin less' "DELETE FROM plugin_row WHERE kind = 'lexicon'"
  damage 'a theme less' "DELETE FROM plugin_row WHERE kind = 'theme' AND id = 'mash_capacity'"
  damage 'a trigger' "CREATE TRIGGER t AFTER INSERT ON review BEGIN DELETE FROM review; END"
  damage 'no run' "DELETE FROM run"
  head -c 40000 whole.db >bad.db
  expect_status 3 conspectus merge part-2-1.db bad.db -o x.db
  expect_err 'bad.db'
fi

# ---- Stopped, and two at once ----

# kill_merge SECONDS INPUT...: into stopped.db; `landed` is 1 where it was still there by then.
kill_merge() {
  wait=$1 landed=0
  shift
  "$CONSPECTUS" merge "$@" -o stopped.db --quiet >/dev/null 2>&1 </dev/null &
  merge=$!
  sleep "$wait"
  kill -KILL $merge 2>/dev/null
  wait $merge 2>/dev/null
  [ $? -ne 137 ] || landed=1
}

# At one instant after the other of about as long as a merge takes, until three were killed: into
# a dataset that is not there yet, and into one that is.
begun=$(date +%s%N)
"$CONSPECTUS" merge part-5-?.db -o timed.db --quiet
long=$((($(date +%s%N) - begun) / 1000))
expect_status 0 conspectus export part-5-1.db -o before
for there in new there; do
  hits=0 tries=0
  while [ $hits -lt 3 ]; do
    tries=$((tries + 1))
    [ $tries -le 60 ] || fail "of 60 merges only $hits were there to be killed ($there, $long us)"
    rm -f stopped.db*
    [ $there = new ] || cp part-5-1.db stopped.db
    kill_merge "$(awk -v long=$long -v nth=$((tries * 7 % 20)) \
      'BEGIN { printf "%.4f", long * nth / 20e6 }')" part-5-?.db
    hits=$((hits + landed))
    if [ -e stopped.db ]; then
      expect_status 0 conspectus verify stopped.db
      rm -rf export
      expect_status 0 conspectus export stopped.db -o export
      diff -r export whole >/dev/null || { [ $there = there ] && diff -r export before >differs; } ||
        fail "$there, killed after $wait s: it is neither what it was nor whole"
    fi
    "$CONSPECTUS" merge part-5-?.db -o stopped.db --quiet >"$out" 2>"$err"
    if [ $? -eq 3 ] && grep -q 'in the way' "$err"; then
      mv stopped.db.merge stopped.db # killed between its commit and its name
    fi
    expect_status 0 conspectus merge part-5-?.db -o stopped.db
    expect_whole stopped.db "$there, completed after $wait s"
    [ ! -e stopped.db.merge ] || fail 'what a killed merge left is still there'
  done
done

if command -v sqlite3 >/dev/null 2>&1; then
  # Somebody writes the dataset that is there.
  cp merged-2.db busy.db
  { echo 'BEGIN IMMEDIATE;'; sleep 3; } | sqlite3 busy.db &
  holder=$!
  sleep 0.5
  expect_status 3 conspectus merge part-2-1.db -o busy.db
  expect_err 'another run is writing it'
  wait $holder
  expect_whole busy.db 'after being busy'
fi

# A disk that is full: no file may grow past 64 KiB here.
(
  ulimit -f 64
  "$CONSPECTUS" merge part-2-1.db part-2-2.db -o full.db >full.out 2>full.err </dev/null
  echo $? >full.status
) 2>/dev/null
[ "$(cat full.status)" = 3 ] || fail "a full disk: exit status $(cat full.status)"
grep -q 'full.db' full.err || fail "a full disk: $(cat full.err)"
[ ! -e full.db ] || fail 'a full disk: a dataset was left'
