#!/bin/sh
# The worked analyses in scripts/ on the sample corpus, their figures against those that
# sqlite3 and awk make of the same dataset, and, where R is there, against R's.
. "${srcdir:-.}/tests/commands/lib.sh"
need sqlite3

db=$PWD/reviews.db
expect_status 0 conspectus run "$sample" -o "$db" --quiet

# analysis NAME ARG...: runs it, its tables as CSV in $out.
analysis() {
  name=$1
  shift
  expect_status 0 conspectus script "$srcdir/scripts/$name.lua" "$db" --format csv "$@"
}

sql() {
  sqlite3 -csv "$db" "$1" | tr -d '\r'
}

# same EXPECTED-FILE COLUMNS: the columns of $out, header left out, are those rows in any order,
# numbers alike to 1e-6.
same() {
  tail -n +2 "$out" | cut -d, -f "$2" | sort >found
  sort "$1" | awk -F, -v OFS=, 'NR == FNR { line[NR] = $0; n = NR; next }
    { if (split(line[FNR], cell, ",") != NF) bad = 1
      for (i = 1; i <= NF; i++)
        if ($i != cell[i] && !($i ~ /^-?[0-9.e+-]+$/ && cell[i] ~ /^-?[0-9.e+-]+$/ &&
            ($i - cell[i])^2 < 1e-12)) bad = 1
      m = FNR }
    END { exit bad || m != n }' found - ||
    { diff found "$1"; fail "$name: other figures than those of sqlite3"; }
}

weak="SELECT c.passage_id AS p, c.theme_id AS t, r.key AS review, r.area AS area FROM coding c
  JOIN passage p ON p.id = c.passage_id JOIN review r ON r.id = p.review_id
  WHERE p.kind = 'finding' AND c.polarity = 'weakness' AND c.confidence >= 0.5"
latest="SELECT key FROM review r WHERE NOT EXISTS (SELECT 1 FROM review l WHERE l.area = r.area
  AND coalesce(nullif(l.review_end, ''), l.published) >
      coalesce(nullif(r.review_end, ''), r.published))"

# Every worked analysis is short, has a head, and runs.
for file in "$srcdir"/scripts/*.lua; do
  name=$(basename "$file" .lua)
  [ "$name" != conspectus ] || continue
  [ "$(wc -l <"$file")" -lt 60 ] || fail "$name.lua has 60 lines or more"
  head -n 1 "$file" | grep -q '^-- .*?$' || fail "$name.lua does not begin with its question"
  grep -qF "\`$name.lua\`" "$srcdir/scripts/README.md" || fail "scripts/README.md has no $name.lua"
  expect_status 0 conspectus script "$file" "$db" -o made
  expect_no_err
  awk 'length($0) > 95 { exit 1 }' "$out" || fail "$name.lua prints lines that are too wide"
done

# ---- Themes weak together: counts and lift ----

analysis co_occurrence
sql "WITH weak AS ($weak), n AS (SELECT count(*) AS n FROM passage WHERE kind = 'finding'),
  each AS (SELECT t, count(*) AS k FROM weak GROUP BY t)
  SELECT a.t, b.t, count(*), 1.0 * count(*) * n.n / (x.k * y.k)
  FROM weak a JOIN weak b ON a.p = b.p AND a.t < b.t, n
  JOIN each x ON x.t = a.t JOIN each y ON y.t = b.t GROUP BY 1, 2" >expected
same expected 1-4
# phi of a pair is the correlation of two columns of 0 and 1: worked out by awk from the rows.
pair=$(tail -n +2 "$out" | head -n 1)
one=$(echo "$pair" | cut -d, -f1) other=$(echo "$pair" | cut -d, -f2)
sql "SELECT EXISTS (SELECT 1 FROM ($weak) w WHERE w.p = p.id AND w.t = '$one'),
  EXISTS (SELECT 1 FROM ($weak) w WHERE w.p = p.id AND w.t = '$other')
  FROM passage p WHERE p.kind = 'finding'" |
  awk -F, '{ n++; x += $1; y += $2; xy += $1 * $2 }
    END { print (n * xy - x * y) / sqrt(x * (n - x) * y * (n - y)) }' >phi
awk -v found="$(echo "$pair" | cut -d, -f5)" '{ exit ($1 - found)^2 > 1e-8 }' phi ||
  fail "phi of $one and $other is $(cat phi)"

# ---- What distinguishes areas: the counts, for the theme that recurs most ----

analysis distinguish --theme it_fragmentation
sql "WITH weak AS (SELECT DISTINCT area, t FROM ($weak) WHERE review IN ($latest))
  SELECT id, (SELECT count(*) FROM weak w WHERE w.t = id AND w.area IN
      (SELECT area FROM weak WHERE t = 'it_fragmentation')),
    (SELECT count(*) FROM weak w WHERE w.t = id AND w.area NOT IN
      (SELECT area FROM weak WHERE t = 'it_fragmentation'))
  FROM theme WHERE id <> 'it_fragmentation'" >expected
same expected 1-3
expect_status 3 conspectus script "$srcdir/scripts/distinguish.lua" "$db" --theme it_fragmentatoin
expect_err 'it_fragmentation'

# ---- Who is asked to act ----

analysis who_acts
sed 's/.*/&/' "$out" >who
sql "SELECT o.name, count(*), sum(n = 1), sum(n > 1) FROM addressee a
  JOIN (SELECT passage_id, count(*) AS n FROM addressee GROUP BY 1) s USING (passage_id)
  JOIN organisation o ON o.id = a.organisation_id GROUP BY o.id" | tr -d '"' >expected
tr -d '"' <who >"$out"
grep -c ', .*NHS' expected >/dev/null # names may have commas of their own: compare the ends
awk -F, '{ print $1 }' expected | sort >names
tail -n +2 "$out" | awk -F, '{ print $1 }' | sort | cmp -s - names ||
  fail 'who_acts: other organisations than those of sqlite3'
[ "$(tail -n +2 who | wc -l)" = "$(wc -l <expected)" ] || fail 'who_acts: rows are missing'
first=$(sort -t, -k2,2nr expected | head -n 1 | cut -d, -f 2-4)
grep -qF ",$first," "$out" || fail "who_acts: the most that are asked of one are $first"

# ---- Trend: reviews and shares by year ----

analysis trend --theme think_family
awk 'NF' "$out" | awk '/^theme,/ { exit } { print }' >years && cp years "$out"
sql "SELECT year, count(*), sum(key IN (SELECT review FROM ($weak) WHERE t = 'think_family')),
  avg(key IN (SELECT review FROM ($weak) WHERE t = 'think_family'))
  FROM review WHERE year IS NOT NULL GROUP BY year" >expected
same expected 1-4

# ---- Balance and grades ----

analysis grades
awk '/^measure,/ { exit } NF' "$out" >balance && cp "$out" grades && cp balance "$out"
sql "WITH j AS (SELECT review_id, CASE lower(grade) WHEN 'outstanding' THEN 1 WHEN 'good' THEN 2
      WHEN 'adequate' THEN 3 WHEN 'requires improvement' THEN 3
      WHEN 'requires improvement to be good' THEN 3 WHEN 'inadequate' THEN 4 END AS g
    FROM judgement),
  g AS (SELECT review_id, avg(g) AS grade, count(g) AS n FROM j GROUP BY 1 HAVING n > 0),
  c AS (SELECT p.review_id AS review_id, sum(c.polarity = 'strength') AS s,
      sum(c.polarity = 'weakness') AS w
    FROM coding c JOIN passage p ON p.id = c.passage_id
    WHERE p.kind = 'finding' AND c.confidence >= 0.5 GROUP BY 1)
  SELECT r.key, grade, n, coalesce(s, 0), coalesce(w, 0),
    CASE WHEN s + w > 0 THEN 1.0 * (s - w) / (s + w) END
  FROM g JOIN review r ON r.id = g.review_id LEFT JOIN c ON c.review_id = g.review_id" >expected
same expected 1-6
if command -v Rscript >/dev/null && [ "$(wc -l <expected)" -ge 3 ]; then
  Rscript -e 'x <- read.csv("expected", header = FALSE)
    for (m in c("spearman", "kendall"))
      cat(format(cor(x$V6, x$V2, method = m, use = "complete.obs"), digits = 10), "\n")' |
    tr -d ' ' >wanted
  sed -n '/^measure,/,$p' grades | tail -n +2 | cut -d, -f2 | paste -d, - wanted |
    awk -F, '$2 != "NA" && ($1 - $2)^2 > 1e-12 { exit 1 }' || fail 'grades: R has other correlations'
fi

# ---- The table for a paper ----

expect_status 0 conspectus script "$srcdir/scripts/paper_table.lua" "$db" -o paper --themes 2
head -n 1 paper/comparison.csv | tr ',' '\n' | tail -n +2 >themes
[ "$(wc -l <themes)" = 2 ] || fail 'the table has another number of themes'
conspectus recurring "$db" --format csv 2>/dev/null | tail -n +2 | head -n 2 | cut -d, -f1 |
  cmp -s - themes || fail 'the table has other themes than those that recur most'
theme=$(head -n 1 themes)
cut -d, -f1,2 paper/comparison.csv >"$out"
sql "SELECT r.area, 100.0 * (SELECT count(*) FROM ($weak) w WHERE w.review = r.key
      AND w.t = '$theme') / (SELECT count(*) FROM passage p WHERE p.review_id = r.id
      AND p.kind = 'finding') FROM review r WHERE r.key IN ($latest)" | tr -d '"' >expected
name=paper_table
same expected 1-2
[ "$(grep -c '\\\\$' paper/comparison.tex)" = "$(($(wc -l <expected) + 2))" ] ||
  fail 'the LaTeX table has another number of rows'
grep -q '^\\end{tabular}$' paper/comparison.tex || fail 'the LaTeX table does not end'
grep -E '(^|[^\\])[_%&]' paper/comparison.tex | grep -v '^% ' | grep -qE '[a-z](_|%)[a-z]' &&
  grep -q '[a-z]_[a-z]' paper/comparison.tex && fail 'the LaTeX table has a bare _'

# ---- Likeness: Jaccard's coefficient of every pair that is shown ----

analysis likeness --count 100
sql "WITH weak AS (SELECT DISTINCT area, t FROM ($weak) WHERE review IN ($latest)),
  a AS (SELECT DISTINCT area FROM review)
  SELECT x.area, y.area, coalesce(1.0 *
    (SELECT count(*) FROM weak v WHERE v.area = x.area AND v.t IN
      (SELECT t FROM weak WHERE area = y.area)) /
    nullif((SELECT count(DISTINCT t) FROM weak WHERE area IN (x.area, y.area)), 0), 0)
  FROM a x JOIN a y ON x.area <> y.area" | tr -d '"' >expected
same expected 1-3

# ---- Sentences stand in the passage that is named ----

expect_status 0 conspectus script "$srcdir/scripts/sentences.lua" "$db" --count 1
sql "SELECT count(DISTINCT t) FROM ($weak) WHERE review IN ($latest)" >themes
grep -c ' of [0-9]* areas$' "$out" | cmp -s - themes || fail 'sentences: themes are missing'
cat >check.lua <<'END'
local c = require "conspectus"
for coding in c.data:codings { polarity = "weakness", kind = "finding", min_confidence = 0.5 } do
  print(coding.passage, (c.data:text(coding.passage):gsub("%s+", " ")))
end
END
cp "$out" shown
expect_status 0 conspectus script check.lua "$db"
awk '/^[^ ]/ { next } { sub(/^ +/, ""); text = text (text == "" ? "" : " ") $0 }
  /[01]\.[0-9][0-9]\)$/ { print text; text = "" }' shown >sentences
while IFS= read -r line; do
  key=$(echo "$line" | sed 's/.*(\([^ ]*\), [0-9.]*)$/\1/')
  text=$(echo "$line" | sed 's/ ([^ ]*, [0-9.]*)$//')
  grep -F "$key	" "$out" | grep -qF -e "$text" || fail "sentences: not in $key: $text"
done <sentences
[ -s sentences ] || fail 'sentences: there are none'

# ---- Keyness: counts of a word, and its log-likelihood ----

analysis keyness --count 5
cat >words.lua <<'END'
local c = require "conspectus"
for _, polarity in ipairs { "weakness", "strength" } do
  for passage in c.data:passages { kind = "finding", polarity = polarity, min_confidence = 0.5 } do
    for _, word in ipairs(c.words(passage.text)) do
      print(polarity, word)
    end
  end
end
END
cp "$out" keyness
expect_status 0 conspectus script words.lua "$db"
grep -v '	.*[0-9]' "$out" | awk -F '\t' -v OFS=, '
  { n[$1]++; k[$1, $2]++ } END {
    w = n["weakness"]; s = n["strength"]
    for (key in k) { split(key, part, SUBSEP); if (part[1] == "weakness") {
      a = k["weakness", part[2]]; b = k["strength", part[2]] + 0; q = (a + b) / (w + s)
      g = 2 * (a * log(a / (w * q)) + (b > 0 ? b * log(b / (s * q)) : 0))
      if (a + b >= 3 && ((a + .5) / (w + .5)) / ((b + .5) / (s + .5)) > 1)
        printf "%s,%d,%d,%.9f\n", part[2], a, b, g } } }' | sort -t, -k4,4nr -k1,1 >all
tail -n +2 keyness | cut -d, -f1-3,5 | while IFS=, read -r word a b g; do
  awk -F, -v word="$word" -v a="$a" -v b="$b" -v g="$g" '
    $1 == word && $2 == a && $3 == b && ($4 - g)^2 < 1e-12 { found = 1 } END { exit !found }' all ||
    { echo "$word $a $b $g"; exit 1; }
done || fail 'keyness: other figures than those of awk'
most=$(head -n 1 all | cut -d, -f4)
awk -F, -v g="$most" 'NR == 2 { exit ($5 - g)^2 > 1e-12 }' keyness || fail 'keyness: another first'
