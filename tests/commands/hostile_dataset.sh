#!/bin/sh
# Datasets from elsewhere are data: whatever was done to one, every command that reads it
# ends by itself, within bounds, with a documented status, and leaves the file as it was;
# and verify tells what is wrong.
. "${srcdir:-.}/tests/commands/lib.sh"
need sqlite3
need timeout

# A sanitizer's shadow memory does not fit into any bound.
memory=700000
(ulimit -v $memory && exec "$CONSPECTUS" --version) >/dev/null 2>&1 || memory=unlimited
seconds=60

bounded() {
  (ulimit -v $memory && exec timeout $seconds "$CONSPECTUS" "$@")
}

mkdir docs
cp "$sample/kelderby-2016.txt" "$sample/wraysford-2018.txt" "$sample/wexcombe-2017.txt" docs
# Words that do not pack, so that a text is longer than a page.
awk 'BEGIN {
  for (i = 0; i < 3000; i++) {
    word = ""
    for (j = 0; j < 8; j++) {
      x = (x * 1103515245 + 12345) % 2147483648
      word = word sprintf("%c", 97 + int(x / 65536) % 26)
    }
    printf "%s%s", word, i % 12 == 11 ? ".\n" : " "
  }
}' >>docs/wexcombe-2017.txt
expect_status 0 conspectus run docs -o good.db --quiet
expect_status 0 conspectus verify good.db
echo 'return' >nothing.lua
cat >reads.lua <<'END'
local c = require "conspectus"
for p in c.data:passages {} do assert(p.text) end
for x in c.data:codings {} do assert(x.theme) end
END

# try_command STATUSES COMMAND...     its status is among them, and 3 comes with a message
try_command() {
  statuses=$1
  shift
  last_command="$db: $what: $*"
  bounded "$@" >"$out" 2>"$err" </dev/null
  status=$?
  case " $statuses " in
  *" $status "*) ;;
  *) fail "exit status is $status, expected one of $statuses" ;;
  esac
  if [ $status -eq 3 ] || [ $status -eq 2 ]; then
    [ -s "$err" ] || fail "status $status without a message"
  fi
}

# Everything that reads $db, which may say anything but must not be changed by it.
read_all() {
  [ ! -f "$db" ] || cp "$db" before.db
  for command in summary recurring 'recurring --sensitivity' compare 'compare --change' \
    'compare --likeness' 'compare --grades' 'compare --by provider' 'show --limit 5 --explain' \
    recommendations; do
    # shellcheck disable=SC2086 # a command with its options
    try_command "${1-0 3}" $command "$db"
  done
  try_command "${1-0 3}" export "$db" -o exported
  try_command "${1-0 3}" sql "$db" 'SELECT sum(length(passage_text(id))) FROM passage'
  try_command "${1-0 3}" script reads.lua "$db"
  try_command '0 3' try mash_capacity "$db" # what is no database is a document to it
  try_command "${1-0 3}" agree "$db" "$sample/coding.csv"
  rm -rf merged.db exported
  try_command "${1-0 3}" merge "$db" -o merged.db
  if [ -f "$db" ]; then
    cmp -s "$db" before.db || fail "$what: a command that reads has changed the file"
  fi
}

# altered WHAT [SQL]      makes $db, a copy of the good one, and runs SQL on it
altered() {
  what=$1
  db=hostile.db
  rm -rf hostile.db hostile.db-*
  cp good.db hostile.db
  if [ $# -gt 1 ]; then
    sqlite3 hostile.db "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
      PRAGMA writable_schema = ON; $2" >sql.out 2>&1 || fail "$what: $(cat sql.out)"
  fi
}

# Makes the checksums of its rows right.
seal() {
  "${builddir:-.}/seal_dataset" hostile.db || fail "$what: cannot be sealed"
}

# hostile WHAT [SQL]      the same, by somebody who makes the checksums right too, where they are
hostile() {
  altered "$@"
  [ $# -eq 1 ] || "${builddir:-.}/seal_dataset" hostile.db
}

# What right_or_nothing asks: commands with what follows the dataset.
cat >asked <<END
summary
recurring --format csv
recurring --sensitivity
compare --format csv
compare --change
compare --likeness
compare --grades
compare --by provider
show --limit 50 --explain
recommendations
agree $sample/coding.csv
END
cp good.db hostile.db
nth=0
while read -r command options; do
  nth=$((nth + 1))
  # shellcheck disable=SC2086 # options are several words
  bounded "$command" hostile.db $options >right.$nth 2>"$err" </dev/null ||
    fail "the good one: $command $options"
done <asked

# Each command says of $db what it says of the good one, or that it is damaged.
right_or_nothing() {
  nth=0
  while read -r command options; do
    nth=$((nth + 1))
    # shellcheck disable=SC2086
    try_command '0 3' "$command" hostile.db $options
    [ $status -eq 3 ] || cmp -s "$out" right.$nth || fail "$what: another figure is said"
  done <asked
}

# poke OFFSET TEXT        printf's TEXT is written at the place
poke() {
  # shellcheck disable=SC2059 # it is a format
  printf "$2" | dd of=hostile.db bs=1 seek="$1" conv=notrunc 2>/dev/null
}

# verify says what is wrong: by its status, and in words.
told() {
  try_command '1 3' verify "$db"
  [ -s "$err" ] || fail "$what: verify has no message"
}

# Nobody takes it for a dataset.
refused() {
  try_command 3 verify "$db"
  read_all 3
  rm -rf anew.db
  if [ -f "$db" ]; then
    try_command 3 run docs -o "$db" --quiet
  fi
}

# ---- No dataset at all ----

what='a folder' db=folder.db
mkdir folder.db
refused
what='a pipe that nobody writes to' db=pipe.db
mkfifo pipe.db
refused
for db in /dev/null /dev/zero; do
  what="a device"
  refused
done
hostile 'the number of another program' 'PRAGMA application_id = 1234'
refused
for version in 0 -1 4 5 7 99 2147483647; do
  hostile "format $version" "PRAGMA user_version = $version"
  refused
done

# ---- Cut off ----

size=$(wc -c <good.db)
for length in 1 15 16 99 100 101 512 4095 8192; do
  hostile "cut to $length bytes"
  head -c $length good.db >hostile.db
  refused
done
for length in $((size / 2)) $((size - 4096)) $((size - 1)); do
  hostile "cut to $length bytes"
  head -c $length good.db >hostile.db
  told
  read_all
done

# ---- Pages: each kind of them, in its head and in its middle ----

page_size=$(sqlite3 good.db 'PRAGMA page_size')
if sqlite3 good.db 'SELECT 1 FROM dbstat LIMIT 1' >/dev/null 2>&1; then
  cp good.db pages.db
  # The first and the last page of each kind, the schema's apart; a table without rowids is a tree
  # as an index is.
  sqlite3 pages.db "WITH p AS (SELECT d.pageno, d.pagetype, d.name, CASE WHEN s.type = 'table'
      AND s.sql LIKE '%WITHOUT ROWID' THEN 'keyed' ELSE coalesce(s.type, 'schema') END AS kind
      FROM dbstat AS d LEFT JOIN sqlite_schema AS s ON s.name = d.name)
    SELECT min(pageno), pagetype, kind, name FROM p GROUP BY pagetype, kind
    UNION SELECT max(pageno), pagetype, kind, name FROM p GROUP BY pagetype, kind" |
    tr '|' ' ' >pages
  for kind in 'leaf table' 'leaf index' 'leaf keyed' 'leaf schema' 'internal table' \
    'internal index' 'internal keyed' 'internal schema' 'overflow table' 'overflow schema'; do
    grep -q "$kind" pages || fail "no page of the kind '$kind' was found"
  done
  while read -r page kind; do
    at=$(((page - 1) * page_size))
    [ "$page" -ne 1 ] || at=100
    hostile "page $page ($kind): its head"
    poke $at '\377\377\377\377\377\377\377\377'
    told
    right_or_nothing
    hostile "page $page ($kind): its middle"
    poke $((at + page_size / 2)) '\377\000\377\000\252\125\377\377\377\377\377\377'
    try_command '0 1 3' verify "$db"
    right_or_nothing
    hostile "page $page ($kind): a cell less"
    cells=$(dd if=hostile.db bs=1 skip=$((at + 4)) count=1 2>/dev/null | od -An -tu1 | tr -d ' ')
    if [ "$cells" -gt 0 ]; then
      poke $((at + 4)) "$(printf '\\%03o' $((cells - 1)))"
      right_or_nothing
    fi
    hostile "page $page ($kind): points to itself"
    poke $((at + 8)) "$(printf '\\000\\000\\%03o\\%03o' $((page / 256)) $((page % 256)))"
    try_command '0 1 3' verify "$db"
    read_all
  done <pages
else
  echo 'note: pages were not told apart, this sqlite3 has no dbstat'
fi

hostile 'a list of free pages that runs in circles' \
  'CREATE TABLE own (x); INSERT INTO own SELECT zeroblob(3000) FROM sqlite_schema; DROP TABLE own'
free=$(sqlite3 hostile.db 'PRAGMA freelist_count')
[ "$free" -gt 0 ] || fail 'there is no free page'
trunk=$(dd if=hostile.db bs=1 skip=32 count=4 2>/dev/null | od -An -tu1 |
  awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }')
poke $(((trunk - 1) * page_size)) "$(printf '\\000\\000\\%03o\\%03o\\377\\377\\377\\377' \
  $((trunk / 256)) $((trunk % 256)))"
try_command '0 1 3' verify "$db" # nobody reads it
read_all

hostile 'a wrong number of pages in the header'
poke 28 '\377\377\377\377'
told
read_all
hostile 'a page size that is none'
poke 16 '\000\003'
refused
hostile 'another encoding'
poke 56 '\000\000\000\003'
try_command '0 1 3' verify "$db"
read_all

# ---- Texts ----

for sz in NULL -1 0 1 'sz - 1' 'sz + 1' 67108865 4294967296 9223372036854775807 "'many'"; do
  hostile "a text of the size $sz" "UPDATE sqlar SET sz = $sz"
  told
  read_all
done
hostile 'a text of nothing' 'UPDATE sqlar SET data = NULL'
told
read_all
hostile 'a text that is no zlib' "UPDATE sqlar SET data = x'00112233445566778899'"
told
read_all
if sqlite3 :memory: "SELECT sqlar_compress('')" >/dev/null 2>&1; then
  hostile 'a bomb that keeps its size to itself' \
    'UPDATE sqlar SET data = sqlar_compress(zeroblob(200000000)), sz = 1000'
  told
  read_all
  hostile 'a bomb as large as a text may be' \
    'UPDATE sqlar SET data = sqlar_compress(zeroblob(60000000)), sz = 60000000'
  told
  read_all
  hostile 'a bomb of more' \
    'UPDATE sqlar SET data = sqlar_compress(zeroblob(200000000)), sz = 200000000'
  told
  read_all
else
  echo 'note: no bombs were made, this sqlite3 has no sqlar_compress'
fi

# ---- Values that are as likely as what was there, by accident ----

for sql in "UPDATE review SET published = '2001-01-01'" "UPDATE review SET children = 7" \
  'UPDATE review SET codings = codings + 1' "UPDATE review SET key = key || '1'" \
  'UPDATE heading SET canonical = canonical || 1' "UPDATE theme SET title = title || 's'" \
  'UPDATE note SET start = start + 1' 'UPDATE review_person SET name = name || 1' \
  'UPDATE term SET pattern = pattern || 1' 'UPDATE form SET length = length + 1000' \
  "UPDATE organisation SET name = name || 's'" 'UPDATE abbreviation SET long = long || 1' \
  'UPDATE judgement SET rank = rank + 1' 'UPDATE run SET documents = 99' \
  "UPDATE plugin_row SET version = version || '.1'" "UPDATE codebook SET version = 'x'" \
  'UPDATE review_body SET codings = substr(codings, 1, 3) ||
    char(unicode(substr(codings, 4, 1)) - 1) || substr(codings, 5)'; do
  altered "$sql" "$sql"
  try_command 1 verify "$db"
  grep -q 'not as .* written' "$err" || fail "$what: verify does not say so"
  right_or_nothing
done

# What needs what was changed last, the codings, says nothing.
for command in summary recurring compare 'compare --change' 'show --limit 5' \
  'show --limit 1 --explain'; do
  # shellcheck disable=SC2086 # a command with its options
  try_command 3 $command "$db"
done
rm -rf exported
try_command 3 export "$db" -o exported
try_command 3 script reads.lua "$db"
try_command 3 sql "$db" 'SELECT avg(confidence) FROM coding'
altered 'another title' "UPDATE theme SET title = title || 's'"
expect_status 3 conspectus run docs -o "$db" --quiet
expect_err 'not as it was written'

# ---- Values that no run writes ----

# A value in every cell that no run writes is for the fuzz target `dataset`; here a few.
while read -r table; do
  hostile "no row in $table" "DELETE FROM \"$table\""
  try_command '0 1 3' verify "$db"
  read_all
done <<END
$(sqlite3 good.db "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
END

# One theme that is lost takes its codings along: no figure is made without it.
hostile 'no row of a theme that is coded' "DELETE FROM theme WHERE id = (
  SELECT theme_id FROM coding LIMIT 1)"
for command in recurring compare; do
  try_command 3 $command "$db"
done
rm -rf exported
try_command 3 export "$db" -o exported

# What is packed into blobs: rubbish, too little, too much. sqlar had its turn.
sqlite3 good.db "SELECT '\"' || m.name || '\" SET \"' || c.name || '\" = ', '\"' || c.name || '\"'
  FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
  WHERE m.type = 'table' AND m.name <> 'sqlar' AND c.type = 'BLOB'" | tr '|' ' ' >blobs
while read -r table set column equals name; do
  for value in NULL "x''" "x'FFFFFFFFFFFFFFFFFFFF'" "zeroblob(1000)" \
    "substr($name, 1, length($name) / 2)" "$name || x'FF'" "substr($name, 2)" "'text'"; do
    hostile "$table $column $value" "UPDATE OR IGNORE $table $set $column $equals $value"
    try_command '0 1 3' verify "$db"
    read_all
  done
done <blobs

# Rows that point elsewhere, of the tables that there are.
for sql in \
  'UPDATE review_body SET passages = replace(passages, char(1), char(1100000))' \
  'UPDATE review_body SET passages = substr(passages, 9)' \
  "UPDATE review_body SET passages = replace(passages, char(1), char(1100000)),
    millions = replace(hex(zeroblob(length(passages) / 8)), '00', char(1100000, 1100000, 9, 9))" \
  "UPDATE review_body SET millions = replace(hex(zeroblob(length(passages) / 2)), '00', char(2))" \
  'UPDATE review_body SET millions = char(1, 1, 1, 1)' \
  "UPDATE review_body SET labels = '[' || char(34) || hex(zeroblob(100)) || char(34) || ']'" \
  'UPDATE review_body SET codings = char(9000) || substr(codings, 2)' \
  'UPDATE review_body SET hits = replace(hits, char(2), char(1100000))' \
  'UPDATE review_body SET marks = marks || marks' \
  'UPDATE review_body SET sections = char(1100000) || substr(sections, 2)' \
  'UPDATE review_body SET recommendations = char(1100000) || substr(recommendations, 2)' \
  'UPDATE review_body SET addressees = char(1100000) || substr(addressees, 2)' \
  'UPDATE review_body SET citations = char(1100000) || substr(citations, 2)' \
  "UPDATE review_body SET cited = '[[[[[['" \
  "UPDATE review_body SET addressed = '[1, 2, 3, 4]'" \
  "UPDATE review_body SET labels = '[[[[[['" \
  'UPDATE review_body SET first_passage = 1, first_coding = 1' \
  'UPDATE source SET duplicate_of = id' \
  "UPDATE review SET area = CAST(x'FF00C3' AS TEXT), region = CAST(x'FF' AS TEXT)"; do
  sqlite3 good.db "EXPLAIN $sql" >/dev/null 2>&1 || continue
  hostile "$sql" "$sql"
  told
  read_all
done

# ---- SQL and other traps in names ----

trap_name="x''); DROP TABLE review; SELECT load_extension(''x''); --\"$(printf '\033')[2J"
hostile 'SQL in names' "UPDATE review SET area = '$trap_name' || id, title = '$trap_name';
  UPDATE theme SET title = '$trap_name'"
for table in organisation heading; do
  column=title
  [ $table = heading ] || column=name
  sql="UPDATE $table SET $column = '$trap_name' || rowid"
  ! sqlite3 good.db "EXPLAIN $sql" >/dev/null 2>&1 || sqlite3 hostile.db "$sql"
done
# The message that a row was changed shows nothing of what is in a name but letters.
try_command 3 summary "$db"
grep -q 'not as it was written' "$err" || fail "$what: the changed row is not told"
! grep -q "$(printf '\033')" "$err" || fail "$what: a control character is shown"
seal
told
read_all 0
expect_status 0 conspectus sql "$db" 'SELECT count(*) FROM review' --format csv
expect_out 3
for command in summary compare recommendations 'compare --by provider' 'show --limit 3'; do
  # shellcheck disable=SC2086 # a command with its options
  expect_status 0 conspectus $command "$db"
  expect_no_out "$(printf '\033')"
done

# ---- A schema that could act ----

for sql in \
  'CREATE TRIGGER spy AFTER INSERT ON review BEGIN DELETE FROM review; END' \
  "CREATE TRIGGER spy AFTER DELETE ON review BEGIN SELECT load_extension('x'); END" \
  "DROP VIEW passage; CREATE VIEW passage AS SELECT load_extension('x') AS id" \
  "DROP VIEW passage; CREATE VIEW passage AS SELECT writefile('stolen', 'x') AS id" \
  "DROP VIEW passage; CREATE TABLE passage (id)" \
  'CREATE VIRTUAL TABLE spy USING fts5 (text)' \
  "INSERT INTO sqlite_schema VALUES ('table', 'spy', 'spy', 3, 'CREATE TABLE spy (x)')" \
  "INSERT INTO sqlite_schema VALUES ('table', 'spy', 'spy', 99999, 'CREATE TABLE spy (x)')" \
  "UPDATE sqlite_schema SET rootpage = 2 WHERE type = 'table'" \
  "UPDATE sqlite_schema SET sql = 'CREATE TABLE review (x)' WHERE name = 'review'" \
  "UPDATE sqlite_schema SET sql = NULL WHERE name = 'review'" \
  "UPDATE sqlite_schema SET type = 'view' WHERE name = 'review'" \
  "DELETE FROM sqlite_schema WHERE type = 'index'" \
  "DELETE FROM sqlite_schema"; do
  hostile "$sql" "$sql"
  case $sql in
  *"'spy', 'spy'"* | *rootpage*)
    told
    read_all
    ;;
  *) refused ;;
  esac
done
[ ! -e stolen ] || fail 'a view has written a file'

# What cannot act stays: a researcher's own tables.
hostile 'other tables' "CREATE TABLE own (x); INSERT INTO own VALUES (1);
  CREATE VIEW endless AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
  SELECT i FROM n"
try_command 0 verify "$db"
read_all 0
expect_status 3 bounded sql "$db" --seconds 1 'SELECT count(*) FROM endless'
expect_err 'stopped after 1 second'
expect_status 3 bounded sql "$db" --seconds 1 --format csv 'SELECT i FROM endless'
expect_err 'stopped after 1 second'
expect_status 3 bounded sql "$db" "SELECT printf('%1000000d', i) FROM endless"
expect_err '--format csv'
expect_status 3 bounded sql "$db" --format csv \
  "SELECT i FROM (SELECT i, printf('%10000000d', i) AS x FROM endless) ORDER BY x"
expect_err 'no memory'

# ---- What other programs leave beside it ----

hostile 'a write-ahead log' 'PRAGMA journal_mode = WAL'
try_command '0 1 3' verify "$db"
hostile 'a write-ahead log of rubbish' 'PRAGMA journal_mode = WAL'
head -c 5000 /dev/zero | tr '\0' '\377' >hostile.db-wal
try_command '0 1 3' verify "$db"
try_command '0 3' recurring "$db"
hostile 'a journal of rubbish'
head -c 5000 /dev/zero | tr '\0' '\377' >hostile.db-journal
try_command '0 1 3' verify "$db"
read_all
