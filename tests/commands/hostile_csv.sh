#!/bin/sh
# Tables of areas and human codings come from anybody's spreadsheet: whatever is in one, it
# is read within bounds of memory and time, or refused with a message that names it.
. "${srcdir:-.}/tests/commands/lib.sh"
need timeout

# A sanitizer's shadow memory does not fit into any bound.
memory=700000
(ulimit -v $memory && exec "$CONSPECTUS" --version) >/dev/null 2>&1 || memory=unlimited

bounded() {
  (ulimit -v $memory && exec timeout 60 "$CONSPECTUS" "$@")
}

mkdir docs
cp "$sample/kelderby-2016.txt" "$sample/wraysford-2018.txt" docs
expect_status 0 conspectus run docs -o reviews.db --quiet

# What reads CSV.
as_areas() {
  expect_status "$1" bounded compare reviews.db --by region --attributes "$2"
}
as_coding() {
  expect_status "$1" bounded agree reviews.db "$2"
  expect_status "$1" bounded try mash_capacity reviews.db --against "$2" --quiet
}
both_refuse() {
  as_areas 3 "$1"
  expect_err "$1"
  as_coding 3 "$1"
  expect_err "$1"
}

header='area,region,kind,label,theme,polarity'

# ---- Quotes ----

printf '%s\nKelderby,"North,finding,1.1,none,\n' "$header" >unclosed.csv
both_refuse unclosed.csv
expect_err 'line 2'
printf '%s\n"Kelderby"x,North,finding,1.1,none,\n' "$header" >inside.csv
both_refuse inside.csv
{
  printf '%s\nKelderby,"' "$header"
  yes 'never closed' | head -n 500000
} >long_unclosed.csv
both_refuse long_unclosed.csv

# ---- Sizes ----

{
  printf '%s\n' "$header"
  head -c 100000000 /dev/zero | tr '\0' x
  printf ',North,finding,1.1,none,\n'
} >cell.csv
both_refuse cell.csv
rm cell.csv
{
  printf '%s\n' "$header"
  head -c 20000000 /dev/zero | tr '\0' x
  printf ',North,finding,1.1,none,\n'
} >cell.csv
both_refuse cell.csv
rm cell.csv
head -c 10000000 /dev/zero | tr '\0' , >columns.csv
printf 'area\nKelderby\n' >>columns.csv
both_refuse columns.csv
{
  printf 'area,region\nKelderby,North'
  head -c 10000000 /dev/zero | tr '\0' ,
} >row.csv
both_refuse row.csv
rm columns.csv row.csv
{
  printf '%s\n' "$header"
  yes 'Kelderby,North,finding,1.1,none,' | head -n 2000000
} >rows.csv
both_refuse rows.csv
rm rows.csv
{
  printf '%s\n' "$header"
  head -c 30000000 /dev/zero | tr '\0' '\n'
} >blank.csv
both_refuse blank.csv
rm blank.csv

# ---- Bytes ----

: >empty.csv
both_refuse empty.csv
printf '%s\nKelder\000by,North,finding,1.1,none,\n' "$header" >nul.csv
both_refuse nul.csv
head -c 100000 /dev/zero >zeros.csv
both_refuse zeros.csv
head -c 20000 "$CONSPECTUS" >binary.csv
both_refuse binary.csv
printf '\377\376a\000r\000' >cut.csv
both_refuse cut.csv

# Windows' letters in one line and UTF-8 in another: read, as one of the two.
printf 'area,region\nKelderby,C\303\244sar\nWraysford,\344hnlich\n' >mixed.csv
as_areas 0 mixed.csv
printf 'area,kind,label,theme,polarity\nKelderby,finding,11,mash_capacity,weakness\n\344\303\244,finding,1,none,\n' \
  >mixed_coding.csv
expect_status 0 bounded agree reviews.db mixed_coding.csv

# Control characters in a cell never reach the terminal.
escape=$(printf '\033')
printf 'area,region\nKelderby,%s[2Jx\nWraysford,y\n' "$escape" >escape.csv
expect_status 0 bounded compare reviews.db --by region --attributes escape.csv
expect_no_out "$escape"
expect_no_err "$escape"

# ---- What is no file ----

mkdir folder.csv
both_refuse folder.csv
both_refuse /dev/zero
both_refuse /dev/null
both_refuse missing.csv
