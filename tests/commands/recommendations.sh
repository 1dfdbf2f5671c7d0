#!/bin/sh
# recommendations: load, unanswered, unsupported, citations, checked with SQL of its own.
. "${srcdir:-.}/tests/commands/lib.sh"

expect_status 0 conspectus run "$sample" -o x.db --quiet

expect_status 0 conspectus recommendations x.db
expect_out 'Load per addressee'
expect_out 'Weaknesses that no recommendation answers'
expect_out 'Recommendations that no finding supports'
expect_out 'Citations that do not resolve'
expect_narrow 80
expect_status 0 conspectus recommendations x.db --family clas
expect_out 'of the family clas'
expect_no_err
expect_status 0 env CONSPECTUS_WIDTH=40 "$CONSPECTUS" recommendations x.db
expect_narrow 40

# What is unanswered is what recurring calls so.
expect_status 0 conspectus recommendations x.db --section unanswered --format csv
sed 1d "$out" | cut -d, -f1,2 | sort >unanswered
expect_status 0 conspectus recurring x.db --areas --format csv
sed 1d "$out" | awk -F, '$4 == 0 { print $1 "," $2 }' | sort >expected
cmp unanswered expected || fail 'unanswered areas are not those of recurring --areas'

# Every addressee of a latest review is in the load, with as many recommendations.
expect_status 0 conspectus recommendations x.db --section load --format csv
expect_out 'addressee,recommendations,alone,shared,areas'
sed 1d "$out" | awk -F, '{ n += $2; if ($2 != $3 + $4) exit 1 } END { print n }' >load ||
  fail 'alone and shared do not add up'
expect_status 0 conspectus sql x.db "SELECT count(*) AS n FROM addressee JOIN passage ON
  passage.id = passage_id WHERE review_id IN (SELECT id FROM review AS r WHERE NOT EXISTS
  (SELECT 1 FROM review AS s WHERE s.area = r.area AND s.review_end > r.review_end))" --format csv
sed 1d "$out" >expected
cmp load expected || fail 'the load does not add up to the addressees'

for section in load unanswered unsupported citations; do
  expect_status 0 conspectus recommendations x.db --section $section --limit 2
  expect_narrow 80
  expect_status 0 conspectus recommendations x.db -s $section --format json
done
expect_out '['
expect_status 0 conspectus recommendations x.db -s unsupported --format csv
expect_out 'passage,area,review,label,why,themes,addressed_to,text'
expect_status 0 conspectus recommendations x.db --limit 1
expect_out '--limit 0 shows all'
expect_status 0 conspectus recommendations x.db --area Wexcombe --theme think_family --mixed

# Of one area all counts are of that area.
expect_status 0 conspectus sql x.db "SELECT count(*) FROM recommendation JOIN passage AS p ON
  p.id = passage_id JOIN review AS r ON r.id = p.review_id WHERE area = 'Kelderby'" --format csv
count=$(sed 1d "$out")
expect_status 0 conspectus recommendations x.db --area Kelderby
expect_out "Load per addressee: $count recommendations"
expect_out " of $count"
expect_out "Of $count, "

expect_status 2 conspectus recommendations x.db --format csv
expect_err '--section load'
expect_status 2 conspectus recommendations x.db --section unanswerd
expect_err "did you mean 'unanswered'"
expect_status 2 conspectus recommendations x.db --limit some
expect_err '--limit'
expect_status 3 conspectus recommendations x.db --area Wexcomb
expect_err "did you mean 'Wexcombe'"

mkdir none
expect_status 0 conspectus run none -o empty.db --quiet
expect_status 0 conspectus recommendations empty.db
expect_out 'no reviews'
expect_status 0 conspectus recommendations empty.db -s load -f csv
expect_status 0 conspectus recommendations --help
expect_narrow 80
