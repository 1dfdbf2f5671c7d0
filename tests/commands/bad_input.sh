#!/bin/sh
# Each bad input gets one clear message that says what to do, the documented exit status,
# and harms nothing else.
. "${srcdir:-.}/tests/commands/lib.sh"

mkdir docs
cp "$sample/calderwick-2015.txt" docs/good.txt

# ---- Paths ----

expect_status 3 conspectus run nowhere -o a.db
expect_err 'nowhere'
[ ! -e a.db ] || fail 'a dataset was made although nothing was there to read'

expect_status 3 conspectus run docs -o no/such/folder/a.db
expect_err 'no/such/folder'

# ---- Documents: each costs itself only ----

: >docs/empty.txt
head -c 4096 /dev/zero >docs/binary.txt
printf 'Dear diary,\n\nnothing was inspected today.\n' >docs/diary.txt
printf '%%PDF-1.4\nthis is no PDF\n' >docs/broken.pdf
expect_status 0 conspectus run docs -o a.db --problems
for file in empty.txt binary.txt diary.txt broken.pdf; do
  expect_out "$file"
done
expect_status 0 conspectus sql a.db "SELECT key FROM review" --format csv
expect_out 'calderwick-2015'
expect_status 0 conspectus sql a.db \
  "SELECT DISTINCT source FROM problem WHERE severity = 'error' ORDER BY source" --format csv
for file in empty.txt binary.txt broken.pdf; do
  expect_out "$file"
done
expect_status 0 conspectus sql a.db "SELECT family, area FROM review ORDER BY key" --format csv
expect_out 'clas,Calderwick'
expect_out 'unknown,Diary'
expect_status 0 conspectus sql a.db \
  "SELECT message FROM problem WHERE source = 'diary.txt' AND severity = 'warning'" --format csv
expect_out 'not a review of a known family'
expect_status 0 conspectus verify a.db

# A document of no known family is kept, said, and counts nowhere.
rm docs/empty.txt docs/binary.txt docs/broken.pdf
printf 'Minutes\n\nnothing was decided.\n' >docs/minutes.txt
expect_status 0 conspectus run docs -o u.db
expect_out 'u.db holds 1 review of 1 area,'
expect_out 'Besides these, 2 documents of no known family, in no count.'
grep -q '^  coded  *1  reviews' "$out" || fail 'unknown documents are counted as coded'
grep -q '^  unknown  *2  kept as text' "$out" || fail 'unknown documents are not said'
expect_status 0 conspectus summary u.db
expect_out '2 documents of no known family'
expect_no_out 'diary-undated'
for command in recurring compare; do
  expect_status 0 conspectus $command u.db
  expect_out '1 area with 1 review'
  expect_no_out 'Diary'
done
expect_status 3 conspectus show u.db --area Diary
expect_status 0 conspectus export u.db -o u
cp u/reviews.csv "$out"
expect_out 'Diary,unknown'
cp u/passages.csv "$out"
expect_out 'Diary,'
cat u/area_theme.csv u/recurring.csv >"$out"
expect_no_out 'Diary'
rm -r u docs/minutes.txt
: >docs/empty.txt

# The same with --strict says it by its status.
expect_status 1 conspectus run docs -o a.db --strict

# ---- A folder and a file without permission (root reads everything: be somebody else) ----

mkdir docs/closed
cp docs/good.txt docs/closed/inside.txt
cp docs/good.txt docs/secret.txt
chmod 000 docs/closed docs/secret.txt
if [ "$(id -u)" -ne 0 ]; then
  expect_status 0 conspectus run docs -o b.db --problems
  expect_out 'closed'
  expect_out 'secret.txt'
elif command -v setpriv >/dev/null 2>&1 && chmod 755 "$tmp" && chmod 777 . &&
  setpriv --reuid 65534 --regid 65534 --clear-groups test -x "$CONSPECTUS"; then
  expect_status 0 setpriv --reuid 65534 --regid 65534 --clear-groups \
    "$CONSPECTUS" run docs -o b.db --problems
  expect_out 'closed'
  expect_out 'secret.txt'
else
  echo 'note: permissions were not tried, this is root and there is no setpriv'
fi
chmod 755 docs/closed
chmod 644 docs/secret.txt
rm -r docs/closed docs/secret.txt

# ---- Datasets ----

expect_status 3 conspectus summary missing.db
expect_err 'missing.db'
expect_status 3 conspectus summary docs
expect_err 'docs'
expect_status 3 conspectus recurring docs/good.txt
expect_err 'not a dataset'
expect_status 3 conspectus run docs -o docs/good.txt
expect_err 'docs/good.txt'
cmp -s docs/good.txt "$sample/calderwick-2015.txt" || fail 'the file was overwritten'

if command -v sqlite3 >/dev/null 2>&1; then
  sqlite3 other.db 'CREATE TABLE mine (x); INSERT INTO mine VALUES (1)'
  expect_status 3 conspectus summary other.db
  expect_err 'other.db'
  expect_status 3 conspectus run docs -o other.db
  [ "$(sqlite3 other.db 'SELECT x FROM mine')" = 1 ] || fail 'a foreign database was changed'
  cp a.db newer.db
  sqlite3 newer.db 'PRAGMA user_version = 99'
  expect_status 3 conspectus summary newer.db
  expect_err 'newer'
fi

# A truncated dataset.
head -c 20000 a.db >short.db
expect_status 3 conspectus recurring short.db

# ---- A full disk: no file may grow past 64 KiB here ----

(
  ulimit -f 64
  "$CONSPECTUS" run "$sample" -o full.db >full.out 2>full.err </dev/null
  echo $? >full.status
) 2>/dev/null
[ "$(cat full.status)" = 3 ] || fail "a full disk: exit status $(cat full.status)"
grep -q 'full.db' full.err || fail "a full disk: $(cat full.err)"
if [ -e full.db ]; then
  expect_status 0 conspectus verify full.db
  expect_status 0 conspectus run "$sample" -o full.db
  expect_status 0 conspectus verify full.db
fi

# ---- Plugins ----

# A theme beside the folder that it belongs into.
mkdir loose
cp "${srcdir:-.}/plugins/themes/training.lua" loose/
expect_status 3 conspectus themes --check --plugins loose
expect_err 'loose/training.lua: a plugin belongs into a folder themes'
mkdir loose/themes
mv loose/training.lua loose/themes/
expect_status 0 conspectus themes --check --plugins loose

# Each error once; blanks behind commas do no harm.
printf 'local c = require "conspectus"\nreturn c.theme { id = "e1", rul = 1 }\n' >e1.lua
expect_status 3 conspectus try e1.lua a.db
[ "$(grep -c 'field "rul"' "$err")" -eq 1 ] || fail 'an error is told more than once'
expect_status 0 conspectus run docs -o two.db --theme 'mash_capacity, training' -q

mkdir -p plugins/themes
printf 'return {\n  id = \n}\n' >plugins/themes/broken.lua
expect_status 0 conspectus run docs -o c.db --plugins plugins
expect_err 'broken.lua'
expect_status 0 conspectus sql c.db "SELECT count(*) FROM coding WHERE theme_id = 'mash_capacity'" \
  --format csv
[ "$(tail -n 1 "$out")" -gt 0 ] || fail "the other themes were lost too"
expect_status 1 conspectus themes --check --plugins plugins
expect_err 'broken.lua'

expect_status 3 conspectus run docs -o d.db --theme mash_capasity
expect_err "mash_capacity"
[ ! -e d.db ] || fail 'a dataset was made for an unknown theme'
expect_status 3 conspectus show a.db --theme it_fragmentatoin
expect_err "it_fragmentation"

# ---- Words ----

expect_status 2 conspectus
expect_status 2 conspectus recuring a.db
expect_err "recurring"
expect_status 2 conspectus run docs
expect_err '--output'
expect_status 2 conspectus recurring
expect_status 2 conspectus recurring a.db b.db
expect_status 2 conspectus recurring a.db --threshold 2
expect_err '--threshold'
expect_status 2 conspectus recurring a.db --format xml
expect_err 'table, csv or json'
expect_status 2 conspectus recurring a.db --until 2018-13-01
expect_status 2 conspectus recurring a.db --frobnicate
expect_err '--frobnicate'
expect_status 2 conspectus recurring a.db --famliy clas
expect_err "did you mean '--family'?"
expect_status 2 conspectus sql a.db 'DELETE FROM review'
expect_status 0 conspectus verify a.db
