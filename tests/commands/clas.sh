#!/bin/sh
# The real reviews, where they are at hand: exact figures of their structure.
. "${srcdir:-.}/tests/commands/lib.sh"

shared=${CONSPECTUS_SHARED:-$srcdir/../shared}
[ -d "$shared/corpus/clas" ] || skip "the real reviews are not here ($shared/corpus/clas)"

expect_status 0 conspectus run "$shared/corpus/clas" -o x.db
expect_status 0 conspectus verify x.db

# figure WHAT EXPECTED SQL
figure() {
  found=$(conspectus sql x.db "$3" --format csv | tail -n +2 | tr '\n' ' ')
  [ "$found" = "$2 " ] || fail "$1: found $found, expected $2"
}

count_by_review="FROM review r JOIN passage p ON p.review_id = r.id"
figure reviews 'blackpool-2017 bury-2018' "SELECT key FROM review ORDER BY key"
figure findings '124 143' \
  "SELECT count(*) $count_by_review WHERE p.kind = 'finding' GROUP BY r.key ORDER BY r.key"
figure recommendations '35 46' \
  "SELECT count(*) $count_by_review WHERE p.kind = 'recommendation' GROUP BY r.key ORDER BY r.key"
figure groups '4 14' "SELECT count(DISTINCT x.group_label) $count_by_review
  JOIN recommendation x ON x.passage_id = p.id GROUP BY r.key ORDER BY r.key"
figure citations '41 77' "SELECT count(*) $count_by_review
  JOIN citation c ON c.passage_id = p.id GROUP BY r.key ORDER BY r.key"
figure unresolved '0' "SELECT count(*) FROM citation WHERE recommendation_id IS NULL"
figure dates '2017-05-08,2017-05-12,2017-10-19 2018-09-03,2018-09-07,2018-10-12' \
  "SELECT review_start, review_end, published FROM review ORDER BY key"
figure children '90 108' "SELECT children FROM review ORDER BY key"
figure providers '3 5' "SELECT count(*) FROM review r JOIN review_organisation o
  ON o.review_id = r.id WHERE o.role = 'provider' GROUP BY r.key ORDER BY r.key"
figure commissioners '1 1' "SELECT count(*) FROM review r JOIN review_organisation o
  ON o.review_id = r.id WHERE o.role = 'commissioner' GROUP BY r.key ORDER BY r.key"
figure notes '8 16' "SELECT count(*) $count_by_review JOIN note n ON n.passage_id = p.id
  GROUP BY r.key ORDER BY r.key"
figure problems '0' "SELECT count(*) FROM problem WHERE severity <> 'note'"

expect_status 0 conspectus show x.db --theme it_fragmentation --polarity weakness --kind finding \
  --format csv
expect_out 'bury-2018:finding:2.19'
