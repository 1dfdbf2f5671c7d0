#!/bin/sh
# export: the sample corpus as CSV files with a descriptor, into folders good and bad.
. "${srcdir:-.}/tests/commands/lib.sh"

expect_status 0 conspectus run "$sample" -o x.db --quiet

# ---- What is written ----

expect_status 0 conspectus export x.db -o tables/deep
expect_out 'tables/deep'
expect_no_err
for file in reviews judgements passages recommendations citations codings passage_theme \
  area_theme recurring codebook problems; do
  [ -s "tables/deep/$file.csv" ] || fail "$file.csv is missing"
  head -n 1 "tables/deep/$file.csv" | tr , '\n' | grep -vxE '[a-z][a-z0-9_]{0,31}' &&
    fail "$file.csv has a column name that statistics programs refuse"
  grep -q "\"path\": \"$file.csv\"" tables/deep/datapackage.json ||
    fail "datapackage.json does not list $file.csv"
done
[ "$(ls -A tables/deep | wc -l)" -eq 16 ] || fail 'there is more in the folder than 16 files'

grep -qF '2.0/datapackage.json' tables/deep/datapackage.json || fail 'no profile is named'
grep -qF 'at least 0.5' tables/deep/datapackage.json || fail 'the threshold is not told'
head -n 1 tables/deep/codings.csv |
  grep -qx 'passage,area,review,kind,section,label,theme,polarity,confidence,repeat' ||
  fail 'the key columns of codings.csv are not as promised'
[ "$(wc -l <tables/deep/reviews.csv)" -eq 15 ] || fail 'reviews.csv has not a row a review'
grep -q '^ostley-and-varne-2016,Ostley and Varne,clas,2016-06-' tables/deep/reviews.csv ||
  fail 'reviews.csv has no row for Ostley and Varne'
[ "$(tr -d '\r' <tables/deep/reviews.csv | wc -c)" -eq "$(wc -c <tables/deep/reviews.csv)" ] ||
  fail 'lines end with a carriage return'

[ "$(wc -l <tables/deep/passages_spss.csv)" -eq \
  "$(($(conspectus sql x.db 'SELECT count(*) AS n FROM passage' -f csv | sed 1d) + 1))" ] ||
  fail 'passages_spss.csv has not a line a passage'

# What the commands print is what is exported.
conspectus recurring x.db --format csv >recurring.csv || fail 'recurring failed'
cmp recurring.csv tables/deep/recurring.csv || fail 'recurring --format csv is not recurring.csv'
conspectus compare x.db --format csv >area_theme.csv || fail 'compare failed'
cmp area_theme.csv tables/deep/area_theme.csv || fail 'compare --format csv is not area_theme.csv'

# ---- The same bytes again, whatever the order in which documents came ----

expect_status 0 conspectus export x.db -o again
diff -r tables/deep again || fail 'a second export differs'
expect_status 0 conspectus export x.db -o again
diff -r tables/deep again || fail 'an export over an export differs'

# ---- Options ----

expect_status 0 conspectus export x.db -o low --threshold 0.1 --mixed --until 2016-12-31
grep -qF 'at least 0.1' low/datapackage.json || fail 'the threshold is not told'
grep -qF '2016-12-31' low/datapackage.json || fail 'the day is not told'
expect_status 2 conspectus export x.db -o low --threshold 2
expect_err 'threshold'
expect_status 2 conspectus export x.db
expect_err '-o DIR'
expect_status 0 conspectus export --help
expect_out 'conspectus export reviews.db -o tables'

# ---- Folders, good and bad ----

mkdir mine
echo 'my own codings' >mine/codings.csv
echo 'my notes' >mine/notes.txt
expect_status 2 conspectus export x.db -o mine
expect_err 'mine/codings.csv'
expect_no_out
[ "$(cat mine/codings.csv)" = 'my own codings' ] || fail 'a file of the user was written over'
[ "$(ls -A mine | wc -l)" -eq 2 ] || fail 'something was left behind'
rm mine/codings.csv
expect_status 0 conspectus export x.db -o mine
[ "$(cat mine/notes.txt)" = 'my notes' ] || fail 'a file of the user was touched'

expect_status 3 conspectus export x.db -o x.db
expect_err 'choose another folder'
expect_status 3 conspectus export no.db -o nowhere
expect_err 'no.db'
[ ! -e nowhere ] || fail 'a folder was made for nothing'

if [ "$(id -u)" -ne 0 ]; then
  mkdir closed
  chmod 555 closed
  expect_status 3 conspectus export x.db -o closed
  expect_err 'closed'
fi

# A file that cannot grow further stands for a disk that is full.
mkdir full
cp again/reviews.csv full
before=$(cat full/reviews.csv)
expect_status 3 sh -c 'trap "" XFSZ; ulimit -f 8; "$CONSPECTUS" export x.db -o full'
expect_err 'cannot write full/'
[ "$(ls -A full)" = reviews.csv ] || fail 'half an export was left behind'
[ "$(cat full/reviews.csv)" = "$before" ] || fail 'the earlier file was harmed'

# ---- A dataset without reviews ----

mkdir none
expect_status 0 conspectus run none -o empty.db --quiet
expect_status 0 conspectus export empty.db -o nothing
[ "$(wc -l <nothing/passages.csv)" -eq 1 ] || fail 'an empty export has rows'
