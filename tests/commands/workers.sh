#!/bin/sh
# The rows, and every exported byte, are the same whatever the number of workers, the
# locale, the order of the arguments, and whether the dataset was made at once or bit by bit.
. "${srcdir:-.}/tests/commands/lib.sh"

expect_status 0 conspectus run "$sample" -o one.db --jobs 1 --quiet
expect_status 0 conspectus export one.db -o one

expect_status 0 conspectus run "$sample" -o four.db --jobs 4 --quiet
expect_status 0 conspectus export four.db -o four
diff -r one four || fail 'four workers give another export than one'

if command -v sqlite3 >/dev/null 2>&1; then
  # Times and paths of runs apart, the very rows.
  for db in one four; do
    sqlite3 $db.db .dump | grep -v 'INSERT INTO run VALUES' >$db.sql
  done
  cmp -s one.sql four.sql || fail 'four workers give other rows than one'
fi

# In another locale, if there is one, the decimal point stays a point.
LC_ALL=$(locale -a 2>/dev/null | grep -m 1 '^de_' || echo C)
export LC_ALL
expect_status 0 conspectus export one.db -o german
LC_ALL=C
diff -r one german || fail 'the locale changes the export'

# Bit by bit, the last first.
for review in "$sample/wexcombe-2017.txt" "$sample/harrowmere-2018.md" "$sample"; do
  expect_status 0 conspectus run "$review" -o bits.db --quiet
done
expect_status 0 conspectus export bits.db -o bits
for file in codings passages recurring area_theme recommendations citations passage_theme; do
  cmp -s one/$file.csv bits/$file.csv || fail "made bit by bit, $file.csv differs"
done

# Nothing changed: nothing is read again. One file changed: that review only.
mkdir docs
cp "$sample"/*-20* docs/
expect_status 0 conspectus run docs -o again.db
expect_status 0 conspectus run docs -o again.db
expect_out 'unchanged'
conspectus sql again.db "SELECT coded, unchanged FROM run ORDER BY id" --format csv >"$out"
expect_out '14,0'
expect_out '0,14'
echo 'Thank you for reading.' >>docs/calderwick-2015.txt
rm docs/elverton-2018.txt
expect_status 0 conspectus run docs -o again.db
conspectus sql again.db "SELECT coded, unchanged, forgotten FROM run ORDER BY id DESC LIMIT 1" \
  --format csv >"$out"
expect_out '1,12,1'
expect_status 0 conspectus verify again.db
