#!/bin/sh
# The PDFs of datasets/pdf are made of reviews of the sample: text and PDF of a review give the same
# passages, recommendations, citations and judgements. And files that are not what they are called.
. "${srcdir:-.}/tests/commands/lib.sh"
need pdftotext

pdfs=$srcdir/datasets/pdf
mkdir texts
for pdf in "$pdfs"/*.pdf; do
  cp "$sample/$(basename "$pdf" .pdf)".* texts/
done
expect_status 0 conspectus run texts -o text.db --quiet
expect_status 0 conspectus run "$pdfs" -o pdf.db --quiet
for db in text pdf; do
  expect_status 0 conspectus verify $db.db
  expect_status 0 conspectus sql $db.db "SELECT source, line, message FROM problem" --format csv
  [ "$(wc -l <"$out")" -eq 1 ] || fail "$db.db has problems"
done

# same WHAT SQL: both datasets answer alike.
same() {
  question=$(printf '%s' "$2" | tr '\n' ' ')
  for db in text pdf; do
    expect_status 0 conspectus sql $db.db "$question" --format json
    tr -s ' \t' '  ' <"$out" | sed 's/\\[nt]/ /g; s/  */ /g' >$db.answer
    [ "$(wc -l <$db.answer)" -gt 5 ] || fail "there are no $1"
  done
  diff text.answer pdf.answer >differs || {
    head -n 60 differs
    fail "$1 of text (<) and PDF (>) differ"
  }
}

same reviews "SELECT key, area, family, review_start, review_end, published, region, children,
  (SELECT group_concat(name) FROM (SELECT name FROM review_person
   WHERE review_id = review.id ORDER BY seq)) AS people FROM review ORDER BY key"
same passages "SELECT p.key, kind, label, canonical, printed, passage_text(p.id) AS text
  FROM passage p JOIN review r ON r.id = p.review_id JOIN section s ON s.id = section_id
  WHERE kind IN ('finding', 'recommendation') ORDER BY r.key, p.seq"
same 'other passages' "SELECT p.key, canonical, passage_text(p.id) AS text
  FROM passage p JOIN review r ON r.id = p.review_id JOIN section s ON s.id = section_id
  WHERE kind NOT IN ('finding', 'recommendation') ORDER BY r.key, p.seq"
same recommendations "SELECT p.key, group_label, o.name FROM recommendation x
  JOIN passage p ON p.id = x.passage_id JOIN addressee a ON a.passage_id = p.id
  JOIN organisation o ON o.id = organisation_id ORDER BY p.key, o.name"
same citations "SELECT p.key, c.label, t.key AS recommendation FROM citation c
  JOIN passage p ON p.id = c.passage_id LEFT JOIN passage t ON t.id = recommendation_id
  ORDER BY p.key, c.seq"
same judgements "SELECT r.key, aspect, grade FROM judgement JOIN review r ON r.id = review_id
  ORDER BY r.key, aspect"
same codings "SELECT p.key, theme_id, polarity FROM coding JOIN passage p ON p.id = passage_id
  WHERE kind IN ('finding', 'recommendation') ORDER BY p.key, theme_id"

# ---- Files that are not what they are called ----

mkdir odd
cp "$pdfs/wraysford-2018.pdf" odd/named.txt
printf '<!DOCTYPE html>\n<html><body><h1>It has moved</h1><p>Look for it elsewhere.</p></body></html>\n' \
  >odd/page.pdf
{
  printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'
  printf '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
  printf '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R'
  printf '/Resources<</XObject<</I 4 0 R>>>>>>endobj\n'
  printf '4 0 obj<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray'
  printf '/BitsPerComponent 8/Length 4>>stream\nabcd\nendstream endobj\n'
  printf '5 0 obj<</Length 30>>stream\nq 500 0 0 700 40 40 cm /I Do Q\nendstream endobj\n'
  printf 'trailer<</Root 1 0 R/Size 6>>\n'
} >odd/scan.pdf
expect_status 0 conspectus run odd -o odd.db
expect_status 0 conspectus sql odd.db "SELECT source || ' ' || severity || ': ' || message AS problem
  FROM problem ORDER BY source" --format csv
expect_out 'named.txt note: this is a PDF, whatever its name says'
expect_out 'page.pdf warning: this is an HTML page, whatever its name says'
expect_out 'scan.pdf error: this PDF holds pictures of pages and no text'
expect_status 0 conspectus sql odd.db "SELECT key, format, source FROM review ORDER BY key" --format csv
expect_out 'wraysford-2018,pdf,named.txt'
