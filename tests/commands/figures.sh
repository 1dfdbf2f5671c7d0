#!/bin/sh
# recurring, compare, summary and sql: what they print, as tables, CSV and JSON.
. "${srcdir:-.}/tests/commands/lib.sh"

expect_status 0 conspectus run "$sample" -o x.db --quiet

# ---- recurring ----

expect_status 0 conspectus recurring x.db
expect_out 'MASH capacity'
expect_out 'Prevalence'
expect_out 'peated'
expect_out '11 areas with 14 reviews; each'
expect_out 'confidence of 0.5 or more'
expect_out 'fewer than 20 areas'
expect_err 'compare across families with care'
expect_narrow 80
expect_status 0 env CONSPECTUS_WIDTH=200 "$CONSPECTUS" recurring x.db
expect_out 'Fragmented information systems'
expect_status 0 env CONSPECTUS_WIDTH=40 "$CONSPECTUS" recurring x.db
expect_narrow 40

expect_status 0 conspectus recurring x.db --areas --theme think_family
expect_out 'affected'
expect_out 'unanswered'
expect_no_out 'MASH'
expect_status 0 conspectus recurring x.db --areas --format csv
expect_out 'theme,area,review,answered,repeated'

expect_status 0 conspectus recurring x.db --format csv
themes=$(ls "$srcdir/plugins/themes" | wc -l)
[ "$(wc -l <"$out")" -eq $((themes + 1)) ] || fail 'not a row a theme'
expect_out 'theme,areas,affected,prevalence,prevalence_low,prevalence_high,formality,repeated'
expect_status 0 conspectus recurring x.db --format json --theme mash_capacity
expect_out '"theme": "mash_capacity", "areas": 11'
expect_out '"score_low": null'

expect_status 0 conspectus recurring x.db --sensitivity
expect_out 'MASH capacity'
expect_out '0.5*'
expect_narrow 80
expect_status 0 conspectus recurring x.db --sensitivity --first 1 --threshold 0.65 --mixed
expect_out '0.65*'
expect_out 'among the first 1'
expect_status 0 conspectus recurring x.db --sensitivity --theme think_family --format csv
expect_out 'theme,varied,threshold,mixed,affected,score,rank,rank_low,rank_high,first,p_first'
[ "$(wc -l <"$out")" -eq 12 ] || fail 'not a row for ten settings and one for the weights'
expect_status 2 conspectus recurring x.db --first 0
expect_err '--first takes a number'
expect_status 2 conspectus recurring x.db --first 1.5
expect_err 'whole number'

expect_status 0 conspectus recurring x.db --until 2014-12-31
expect_out '4 areas with 4 reviews up to 2014-12-31'
expect_out 'no area has two reviews'
expect_status 0 conspectus recurring x.db --until 1999-12-31
expect_out 'no review up to 1999-12-31'
# A review that says no day is not left out in silence.
mkdir undated
grep -v -e '^Inspection date' -e '^Report published' "$sample/kelderby-2016.txt" >undated/kelderby.txt
cp "$sample/elverton-2018.txt" undated/
expect_status 0 conspectus run undated -o undated.db --quiet
expect_status 0 conspectus recurring undated.db --until 2020-12-31 --family sif --format csv
expect_err '1 review is left out'
expect_status 0 conspectus recurring undated.db --until 2020-12-31
expect_err '1 review is left out'
expect_out '1 area with 1 review up to 2020-12-31'
expect_status 0 conspectus recurring undated.db --family clas
expect_no_err
expect_status 0 conspectus recurring x.db --threshold 0.9 --mixed
expect_out 'confidence of 0.9 or more count, mixed ones as weakness'

expect_status 3 conspectus recurring x.db --theme mash_capacty
expect_err "did you mean 'mash_capacity'"
expect_status 0 conspectus recurring x.db --family clas
expect_out '8 areas with 10 reviews of the family clas; each'
expect_no_err
expect_status 0 conspectus recurring x.db --family SIF --areas
expect_out '2 areas with 2 reviews'
expect_no_out 'Wraysford'
expect_status 0 conspectus recurring x.db --family ilacs --format csv --theme mash_capacity
expect_out 'mash_capacity,1,0,0,'
expect_status 0 conspectus recurring x.db --family ilacs --until 2013-01-01
expect_out 'no review up to 2013-01-01'
expect_status 3 conspectus recurring x.db --family sfi
expect_err "did you mean 'sif'"
expect_status 2 conspectus recurring x.db --until yesterday
expect_err 'yesterday'
expect_status 2 conspectus recurring x.db --format xml
expect_err 'table, csv or json'
expect_status 3 conspectus recurring x.db --score nosuch
expect_err 'nosuch'

# ---- compare ----

expect_status 0 conspectus compare x.db
expect_out 'Ostley and Varne'
expect_out 'w weakness, s strength, m mixed'
expect_out 'Exploratory'
expect_narrow 80
expect_status 0 conspectus compare x.db --area wexcombe --theme it_fragmentation
expect_out 'Wexcombe'
expect_no_out 'Tidewell'
expect_no_out 'Think'
expect_status 0 conspectus compare x.db --area Wexcombe --format csv
[ "$(wc -l <"$out")" -eq $((themes + 1)) ] || fail 'not a row a theme'
expect_out 'Wexcombe,wexcombe-2017,mash_capacity,'
expect_status 0 conspectus compare x.db
expect_err 'compare across families with care'
expect_status 0 conspectus compare x.db --family ilacs
expect_out 'Wraysford'
expect_no_out 'Kelderby'
expect_no_err
expect_status 3 conspectus compare x.db --family ilacs --area kelderby
expect_err 'Kelderby has no review of the family ilacs'
expect_status 3 conspectus compare x.db --area Wexcomb
expect_err "did you mean 'Wexcombe'"

# ---- compare --by ----

expect_status 0 conspectus compare x.db --by region --attributes "$sample/areas.csv"
expect_out 'Prevalence'
expect_out 'Groups of one area'
expect_narrow 80
cp "$out" by_region
printf 'area,Region,size\nCalderwik,East,1\n%s\n' 'Elverton,East,2
Harrowmere,West,3
Tidewell,West,4' >areas.csv
expect_status 0 conspectus compare x.db --by region -A areas.csv
expect_out 'is it Calderwik?'
expect_out 'Left out, not in the table'
expect_out 'about areas that are not in the dataset: 1.'
expect_status 0 conspectus compare x.db --by region -A areas.csv --format csv
expect_out 'grouping,group,theme,areas,affected,prevalence,prevalence_low,prevalence_high,findings'
expect_err 'of 11 areas are left out'
expect_status 0 conspectus compare x.db --by year --format json --theme think_family
expect_out '"grouping": "year", "group": "2014", "theme": "think_family"'
expect_status 0 conspectus compare x.db --by provider
expect_out 'An area with several counts in each'
expect_status 0 conspectus compare x.db --by family
expect_status 3 conspectus compare x.db --by familie
expect_err "did you mean 'family'"
expect_status 3 conspectus compare x.db --by colour -A areas.csv
expect_err 'size'
expect_status 3 conspectus compare x.db --by region -A nowhere.csv
expect_err 'nowhere.csv'
expect_status 2 conspectus compare x.db --attributes areas.csv
expect_err '--by COLUMN'
expect_status 2 conspectus compare x.db --by year --area Tidewell
expect_err 'leave --area out'

# ---- compare --change ----

expect_status 0 conspectus compare x.db --change
expect_out 'Weak again'
expect_out 'of 11 areas have two reviews of one kind'
expect_narrow 80
expect_status 0 conspectus compare x.db --change --areas
expect_out 'Wexcombe, 2013'
expect_narrow 80
expect_status 0 conspectus compare x.db --change --areas --across --area Harrowmere --format csv
expect_out 'area,earlier,later,theme,change,per_100_before,per_100_after'
expect_out 'Harrowmere,harrowmere-2014,harrowmere-2018,it_fragmentation,'
expect_status 0 conspectus compare x.db --change --format json --until 2014-12-31
expect_out '"pairs": 0'
expect_out '"stayed": null'
expect_status 0 conspectus compare x.db --change --until 2014-12-31
expect_out 'No area has two reviews of one kind. --across'
expect_status 2 conspectus compare x.db --change --by year
expect_err 'two questions'
expect_status 2 conspectus compare x.db --areas
expect_err 'belongs to --change'

# ---- compare --likeness ----

expect_status 0 conspectus compare x.db --likeness
expect_out 'Most like it'
expect_out 'average linkage'
expect_narrow 80
expect_status 0 env CONSPECTUS_WIDTH=40 "$CONSPECTUS" compare x.db --likeness
expect_narrow 40
expect_status 0 conspectus compare x.db --likeness --area Wexcombe --nearest 1 --format csv
expect_out 'area,place,neighbour,likeness'
expect_out 'Wexcombe,1,'
[ "$(wc -l <"$out")" -eq 2 ] || fail 'not one neighbour'
expect_status 2 conspectus compare x.db --nearest 2
expect_err '--likeness'
expect_status 0 conspectus compare x.db --likeness --threshold 1
expect_out 'nothing is like anything'

# ---- compare --grades ----

expect_status 0 conspectus compare x.db --grades
expect_out 'whole review'
expect_out 'mean balance by grade'
expect_narrow 80
# Three areas: no correlation, neither for people nor for programs.
expect_status 0 conspectus compare x.db --grades --format csv
expect_out 'overall,,3,0,,,,'
expect_status 0 conspectus compare x.db --grades --areas
expect_out 'requires'
expect_narrow 80
[ "$(grep -c '^Area ' "$out")" -eq 1 ] || fail 'the areas behind grades do not fit 80 columns'
expect_status 0 conspectus compare x.db --grades --areas --format csv
expect_out 'aspect,section,area,review,grade,rank,strength,weakness,balance'
expect_out 'overall,,Wraysford,wraysford-2022,'
expect_status 0 conspectus compare x.db --grades --format json
expect_out '"aspect": "overall", "section": ""'
expect_status 0 conspectus compare x.db --grades --family clas
expect_out 'No review gives grades'

# ---- summary ----

expect_status 0 conspectus summary x.db
expect_out 'calderwick-2015'
expect_out '2016-06-10'
expect_out 'think_family'
expect_out 'Last run'
expect_out 'conspectus recurring x.db'
expect_narrow 80
expect_status 0 conspectus summary x.db --format csv
expect_out 'review,area,family,review_end,findings,recommendations,citations,codings'
expect_status 0 conspectus summary x.db --problems --format json
expect_status 0 conspectus summary x.db --problems

# ---- sql ----

expect_status 0 conspectus sql x.db 'SELECT kind, count(*) AS passages FROM passage GROUP BY kind'
expect_out 'passages'
expect_out 'finding'
expect_status 0 conspectus sql x.db "SELECT 'a,b' AS x, 0.1 AS y, NULL AS z" --format csv
[ "$(cat "$out")" = 'x,y,z
"a,b",0.1,' ] || fail 'the CSV is not as it should be'
expect_status 0 conspectus sql x.db "SELECT 'é' AS x, 1/3.0 AS y, NULL AS z" --format json
expect_out '{"x": "é", "y": 0.3333333333333333, "z": null}'
expect_status 0 conspectus sql x.db 'SELECT 1 AS one WHERE 0'
expect_out '(no rows)'
expect_status 0 conspectus sql x.db 'SELECT 1 AS one WHERE 0' --format json
expect_out '[]'
expect_status 0 conspectus sql x.db "SELECT char(27) || '[31m' AS x"
expect_no_out "$(printf '\033')"
expect_status 0 conspectus sql x.db 'SELECT substr(passage_text(id), 1, 20) AS t FROM passage LIMIT 1'
expect_status 2 conspectus sql x.db 'DELETE FROM review'
expect_no_out
expect_status 2 conspectus sql x.db 'SELECT nonsense FROM nowhere'
expect_err 'nowhere'
expect_status 2 conspectus sql x.db
expect_err 'missing'
[ ! -e /dev/full ] || {
  expect_status 3 sh -c '"$CONSPECTUS" sql x.db "SELECT * FROM passage" --format csv >/dev/full'
  expect_err 'could not write'
}

# ---- A dataset without reviews ----

mkdir none
expect_status 0 conspectus run none -o empty.db --quiet
for command in recurring compare summary; do
  expect_status 0 conspectus $command empty.db
  expect_out 'conspectus run'
  expect_narrow 80
  expect_status 0 conspectus $command empty.db --format csv
  expect_status 0 conspectus $command empty.db --format json
done
for command in recurring compare summary sql export; do
  expect_status 0 conspectus $command --help
  expect_out "Usage: conspectus $command"
  expect_narrow 80
done
