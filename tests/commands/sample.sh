#!/bin/sh
# The sample corpus through the whole program: what was counted by hand in each of its fourteen
# reviews, of three families, against what was stored.
. "${srcdir:-.}/tests/commands/lib.sh"

expect_status 0 conspectus run "$sample" -o x.db --quiet
expect_status 0 conspectus verify x.db

# same FILE SQL: the rows that SQL gives are those of FILE.
same() {
  one_line=$(printf '%s' "$2" | tr '\n' ' ')
  expect_status 0 conspectus sql x.db "$one_line" --format csv
  tail -n +2 "$out" | sort >stored
  tail -n +2 "$sample/$1" | sort >counted
  diff counted stored >differs || {
    cat differs
    fail "the rows stored are not those of $1"
  }
}

count_kind="(SELECT count(*) FROM passage p WHERE p.review_id = r.id AND p.kind ="
same structure.csv "
  SELECT source, key, area, family, review_start, review_end, published, region, children,
    $count_kind 'finding'), $count_kind 'recommendation'),
    (SELECT count(DISTINCT addressed_to) FROM recommendation x
     JOIN passage p ON p.id = x.passage_id WHERE p.review_id = r.id),
    (SELECT count(*) FROM citation c JOIN passage p ON p.id = c.passage_id
     WHERE p.review_id = r.id),
    $count_kind 'example'), $count_kind 'quote'),
    (SELECT count(*) FROM note n JOIN passage p ON p.id = n.passage_id WHERE p.review_id = r.id),
    (SELECT count(*) FROM judgement j WHERE j.review_id = r.id),
    (SELECT group_concat(name, '; ')
     FROM (SELECT name FROM review_person WHERE review_id = r.id ORDER BY seq))
  FROM review r"
same judgements.csv "
  SELECT r.key, aspect, grade FROM judgement JOIN review r ON r.id = review_id"
same recommendations.csv "
  SELECT r.key, label, name FROM recommendation x
  JOIN passage p ON p.id = x.passage_id
  JOIN addressee a ON a.passage_id = p.id
  JOIN organisation o ON o.id = a.organisation_id
  JOIN review r ON r.id = p.review_id WHERE family <> 'clas'"

# nothing WHAT SQL: SQL gives no row.
nothing() {
  expect_status 0 conspectus sql x.db "$2" --format csv
  [ "$(wc -l <"$out")" -le 1 ] || fail "$1"
}

nothing 'a problem is recorded' 'SELECT source, line, message FROM problem'
nothing 'a citation leads nowhere' \
  "SELECT * FROM citation WHERE recommendation_id IS NULL AND label <> ''"
ofsted="FROM passage p JOIN review r ON r.id = p.review_id
  WHERE family <> 'clas' AND p.kind IN ('finding', 'recommendation')"
nothing 'a passage holds a running head, a page number or a footnote' "
  SELECT p.key $ofsted AND (
    passage_text(p.id) LIKE '%Inspection of%' OR passage_text(p.id) LIKE '%Page %' OR
    passage_text(p.id) LIKE '%An advocate here%' OR passage_text(p.id) LIKE '%The figures in this%' OR
    passage_text(p.id) LIKE '%looked into this case%' OR passage_text(p.id) LIKE '%advocates3%' OR
    passage_text(p.id) LIKE '%unwell.3%')"
nothing 'a passage does not end as a sentence does' "
  SELECT p.key $ofsted AND rtrim(passage_text(p.id), ' ' || char(10)) NOT LIKE '%.'
  AND rtrim(passage_text(p.id), ' ' || char(10)) NOT LIKE '%)' AND passage_text(p.id) NOT LIKE '%?'"

# Words that a line end parts, in a numbered paragraph that a page end parts too.
words() {
  expect_status 0 conspectus sql x.db "SELECT passage_text(id) AS text FROM passage
    WHERE key = '$1'" --format csv
  tr '\n' ' ' <"$out" >folded
  grep -qF -e "$2" folded || fail "$1 does not hold '$2'"
}

words kelderby-2016:finding:20 'General practitioners attend'
words thornmouth-2014:finding:28 'ended in the meantime.'
words thornmouth-2014:finding:21 'plans that they make are shared with schools'
words wraysford-2018:finding:2 'afternoons. Domestic abuse'
