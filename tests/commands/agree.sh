#!/bin/sh
# agree and try --against: figures by hand on a toy theme, figures of the sample's own coding
# worked out again with sqlite3, disagreements, and codings that fit badly.
. "${srcdir:-.}/tests/commands/lib.sh"

coding=$sample/coding.csv

at_most_80_columns() {
  [ "$(LC_ALL=C.UTF-8 wc -L <"$out")" -le 80 ] || fail 'a line is longer than 80 columns'
}

# ---- A toy theme and a toy coding ----

mkdir -p mine/themes
cat >mine/themes/walk_in.lua <<'END'
local c = require "conspectus"

return c.theme {
  id = "walk_in",
  title = "Walk-in centres",
  about = "Whatever is said of a walk-in centre.",
  version = "1.0",
  rule = c.any { "walk-in centre*" },
  examples = { { "The walk-in centre has no nurse.", "weakness" } },
}
END
expect_status 0 conspectus run "$sample" -o toy.db --quiet --plugins mine
has=$(conspectus sql toy.db "SELECT group_concat(p.kind || ' ' || p.label, ',') FROM passage p
  JOIN coding c ON c.passage_id = p.id WHERE c.theme_id = 'walk_in'
  AND p.key IN ('calderwick-2015:finding:1.1', 'calderwick-2015:finding:3.1',
                'calderwick-2015:finding:3.2', 'calderwick-2015:recommendation:1.1')" \
  --format csv | tail -n 1)
[ "$has" = '"finding 1.1,finding 3.2,recommendation 1.1"' ] || fail "the toy theme codes $has"
cat >toy.csv <<'END'
area,kind,label,theme,polarity,repeat,contested
Calderwick,finding,1.1,walk_in,weakness,no,no
Calderwick,finding,3.1,walk_in,strength,no,no
Calderwick,finding,3.2,none,,no,no
Calderwick,recommendation,1.1,walk_in,weakness,no,yes
END
# 1.1 both, 3.1 missed, 3.2 extra, the recommendation contested: po 1/3, pe 5/9.
expect_status 0 conspectus agree toy.db toy.csv --format csv --threshold 0
awk -F, 'NR == 2 && ($3 != "walk_in" || $4 != 3 || $5 != 1 || $6 != 1 || $7 != 1 || $8 != 1 ||
                     $9 != 0 || $13 != 0.5 || $16 != 0.5 || $19 != 0.5 || $22 != -0.5 ||
                     $20 != "") { exit 1 }' "$out" || fail 'the toy figures are not those by hand'
expect_status 0 conspectus agree toy.db toy.csv
expect_out '42 findings and recommendations of these reviews have no row'
! grep -qiw nan "$out" || fail 'a missing figure is printed as nan'
at_most_80_columns
expect_status 0 conspectus agree toy.db toy.csv --disagreements --threshold 0
expect_out 'walk_in: missed'
expect_out 'human: strength (line 3)'
expect_out 'walk_in: extra'
expect_out '[walk-in centre]'
expect_out '2 disagreements: 1 missed, 1 extra'
at_most_80_columns
expect_status 0 conspectus agree toy.db toy.csv --disagreements --explain --plugins mine
expect_out 'The rule does not hold'

# ---- Several coders ----

{ sed -n '1s/^/coder,/p' toy.csv && sed -n '2,$s/^/Ann,/p' toy.csv &&
  echo 'Ben,Calderwick,finding,1.1,none,,no,no' &&
  echo 'Ben,Calderwick,finding,3.1,walk_in,weakness,no,no'; } >two.csv
expect_status 0 conspectus agree toy.db two.csv
expect_out 'program against Ben'
expect_out 'Ben against Ann'
expect_out 'All people together'
expect_status 0 conspectus agree toy.db two.csv --format csv
grep -q '^Ann,Ben,walk_in,2,0,1,1,0,0,' "$out" || fail 'Ann and Ben are compared wrongly'
grep -q '^people,,walk_in,2,' "$out" || fail 'all people are not compared'
expect_status 0 conspectus agree toy.db two.csv --format json

sed 's/^Ben,/Program,/' two.csv >three.csv
expect_status 3 conspectus agree toy.db three.csv
expect_err "three.csv: line $(($(wc -l <three.csv) - 1)): the coder 'Program' would be taken for this program"

# ---- try --against ----

sed 's/"walk-in centre\*"/"dock street"/; s/{ "The .*" }/{ "At Dock Street no nurse is there.", "weakness" }/' \
  mine/themes/walk_in.lua >walk_in.lua
expect_status 0 conspectus try walk_in.lua toy.db --against toy.csv --plugins mine --threshold 0
expect_out 'Right now and wrong before, human: 1'
expect_out 'Wrong before and now, human: 1'
expect_out 'human    before     1       1      1'
expect_out 'human    now        1       1      0'
at_most_80_columns
expect_status 0 conspectus try walk_in.lua toy.db --changes --limit 1
expect_out 'lost: was'
expect_status 0 conspectus try mine/themes/walk_in.lua toy.db --quiet
expect_out '0 gained, 0 lost'
expect_status 2 conspectus try walk_in.lua toy.db --against toy.csv --changes
expect_status 3 conspectus try walk_in.lua "$sample/calderwick-2015.txt" --against toy.csv
expect_err 'not a dataset'

# A judge is told the same by try as by run.
sed -e 's/walk_in/by_section/' \
  -e 's/^}/  judge = function(passage) if passage.section ~= "early_help" then return false end end,\n}/' \
  mine/themes/walk_in.lua >mine/themes/by_section.lua
expect_status 0 conspectus run "$sample" -o section.db --quiet --plugins mine
expect_status 0 conspectus try by_section section.db --quiet --plugins mine
expect_out '0 gained, 0 lost, 0 of another'
expect_no_out 'by_section: 0 of'
rm mine/themes/by_section.lua

# ---- The sample's coding, worked out again ----

expect_status 0 conspectus run "$sample" -o x.db --quiet
expect_status 0 conspectus agree x.db "$coding"
at_most_80_columns
expect_no_err warning
if command -v sqlite3 >/dev/null 2>&1; then
  expect_status 0 conspectus agree x.db "$coding" --format csv
  cut -d, -f3,4,6-8,28 "$out" | sed 1d | grep -v '^all,' | sort >by_program
  cat >again.sql <<'END'
.mode csv
.import CODING human
CREATE TEMP TABLE unit AS
  SELECT DISTINCT p.id, p.key FROM passage p
  JOIN human h ON p.key = h.review || ':' || h.kind || ':' || h.label;
CREATE TEMP TABLE decision AS
  SELECT u.id, t.id AS theme,
    (SELECT polarity FROM human h
     WHERE h.review || ':' || h.kind || ':' || h.label = u.key AND h.theme = t.id) AS person,
    (SELECT polarity FROM coding c
     WHERE c.passage_id = u.id AND c.theme_id = t.id AND c.confidence >= 0.5) AS program
  FROM unit u CROSS JOIN theme t WHERE t.id IN (SELECT theme FROM human);
SELECT theme, count(*), sum(person IS NOT NULL AND program IS NOT NULL),
  sum(person IS NOT NULL AND program IS NULL), sum(person IS NULL AND program IS NOT NULL),
  sum(person IS NOT NULL AND program IS NOT NULL) FROM decision GROUP BY theme ORDER BY theme;
END
  sed "s|CODING|'$coding'|" again.sql | sqlite3 x.db | tr -d '\r' | sort >by_sql
  [ -s by_sql ] || fail 'sqlite3 worked nothing out'
  cmp -s by_program by_sql || fail "sqlite3 finds other figures: $(diff by_program by_sql)"
  cp x.db untouched.db
fi
expect_status 0 conspectus agree x.db "$coding" --disagreements --format csv
listed=$(($(conspectus agree x.db "$coding" --disagreements --format csv | grep -c '^[a-z-]*-20[0-9]*:')))
counted=$(conspectus agree x.db "$coding" --disagreements |
  sed -n 's/^program against human: \([0-9]*\) dis.*/\1/p')
[ "$listed" = "$counted" ] || fail "$listed disagreements are listed, $counted counted"
expect_status 0 conspectus agree x.db "$coding" --calibration --format csv
expect_out 'reference,low,high,codings,confidence,right,share'
[ "$(awk -F, '{ sum += $4 } END { print sum }' "$out")" -gt 0 ] || fail 'nothing is calibrated'

# An export agrees with itself in everything.
expect_status 0 conspectus export x.db -o csv
expect_status 0 conspectus agree x.db csv/codings.csv --format csv --complete --threshold 0
awk -F, 'NR > 1 && ($7 != 0 || $8 != 0 || ($6 > 0 && ($19 != 1 || $29 != 1))) { exit 1 }' "$out" ||
  fail 'an export does not agree with itself'

# ---- What fits badly ----

sed 's/,mash_capacity,/,mash_capasity,/; s/^Tidewell,\(.*\),tidewell-2017$/Tidewel,\1,/' \
  "$coding" >slips.csv
expect_status 0 conspectus agree x.db slips.csv
expect_err "did you mean 'mash_capacity'"
expect_err "did you mean 'Tidewell'"
sed 's/,[^,]*$//' "$coding" | grep -E '^(area|Harrowmere)' >no_review.csv
expect_status 3 conspectus agree x.db no_review.csv --theme none_such
expect_err 'harrowmere-2014, harrowmere-2018'
printf 'area,kind,label,theme\nNowhere,finding,1.1,think_family\n' >nowhere.csv
expect_status 3 conspectus agree x.db nowhere.csv
expect_err 'Nowhere'
printf 'area,kind,label,theme\nTidewell,finding,"1.1,think_family\n' >open.csv
expect_status 3 conspectus agree x.db open.csv
expect_err 'never closed'
printf 'area,kind\0\0\0\0\0\0,label,theme\n' >nul.csv
expect_status 3 conspectus agree x.db nul.csv
expect_status 3 conspectus agree x.db missing.csv
expect_err 'missing.csv'
expect_status 3 conspectus agree x.db .
expect_status 2 conspectus agree x.db
expect_status 2 conspectus agree x.db "$coding" --explain
expect_status 2 conspectus agree x.db "$coding" --threshold 2

# ---- themes --check ----

expect_status 0 conspectus themes --check
expect_out 'Shipped'
expect_status 0 conspectus themes --check --plugins mine --format csv
expect_out 'walk_in,1,1,no'
