#!/bin/sh
# A folder of real reports, read whole: every file accounted for, what each report prints found
# in it, nothing of a page in a finding, dates and grades as they are recorded elsewhere.
#
# pdftotext takes nearly all of the time, so its output is kept in the build folder under the
# digest of the PDF, for the next time and for the unit tests that are run here; another version
# of pdftotext makes its own.
. "${srcdir:-.}/tests/commands/lib.sh"

need pdftotext
need sha256sum
shared=${CONSPECTUS_SHARED:-$srcdir/../shared}
reports=$shared/corpus/ofsted
gold=$shared/gold/ofsted-judgements.csv
[ -d "$reports" ] || skip "the real reports are not here ($reports)"

# ---- The text of each PDF, made once ----

options='-layout -enc UTF-8 -eol unix'
texts=$builddir/tests-ofsted/$(pdftotext -v 2>&1 | head -n 1 | tr -c 'A-Za-z0-9.\n' '-')
mkdir -p "$texts" "$builddir/tests-ofsted/bin" raw || exit 99
for file in "$reports"/*; do
  [ "$(head -c 5 "$file")" = '%PDF-' ] || continue
  sum=$(sha256sum <"$file")
  text=$texts/${sum%% *}
  if [ ! -s "$text" ]; then
    # shellcheck disable=SC2086 # one word an option
    pdftotext $options "$file" "$text.part" 2>/dev/null ||
      fail "pdftotext cannot read $file"
    mv "$text.part" "$text"
  fi
  ln -s "$text" "raw/$(basename "$file")"
done

# In the place of pdftotext: the text that was kept for the PDF on its stdin, if it is asked for
# with the same options. It is beside the texts because workers may read what is beside pdftotext,
# and no folder that has nothing to do with a run.
cat >"$builddir/tests-ofsted/bin/pdftotext" <<'SCRIPT'
#!/bin/sh
[ "$*" = "$CONSPECTUS_OPTIONS - -" ] || exit 99
sum=$(sha256sum)
exec cat "$CONSPECTUS_TEXTS/${sum%% *}"
SCRIPT
chmod +x "$builddir/tests-ofsted/bin/pdftotext"
CONSPECTUS_TEXTS=$texts
CONSPECTUS_OPTIONS=$options
CONSPECTUS_REPORTS=$reports
PATH=$builddir/tests-ofsted/bin:$PATH
export CONSPECTUS_TEXTS CONSPECTUS_OPTIONS CONSPECTUS_REPORTS PATH

expect_status 0 conspectus run "$reports" -o all.db

# ask SQL: its rows without the head, quotation marks taken off
ask() {
  conspectus sql all.db "$1" --format csv >rows || fail "this cannot be asked: $1"
  tail -n +2 rows | sed 's/^"//; s/"$//'
}

# expect_no_rows WHAT SQL: fails and lists the rows, where there are any
expect_no_rows() {
  ask "$2" >bad
  [ ! -s bad ] || fail "$1: $(head -n 20 bad)"
}

# ---- Every file is accounted for, and said ----

ls "$reports" >wanted
ask "SELECT name FROM source ORDER BY name" >found
cmp -s wanted found || fail "files are not accounted for: $(diff wanted found)"
expect_no_rows 'neither review nor duplicate' \
  "SELECT name, outcome FROM source WHERE outcome NOT IN ('review', 'duplicate')"
expect_no_rows 'a duplicate, or no review, that is not said' \
  "SELECT s.name FROM source s LEFT JOIN review r ON r.source_id = s.id
   WHERE (s.outcome = 'duplicate' OR r.family = 'unknown')
   AND NOT EXISTS (SELECT 1 FROM problem p WHERE p.source_id = s.id AND
     (p.message LIKE '%same bytes%' OR p.message LIKE '%not a review of a known family%'))"
expect_no_rows 'a PDF that was not read as a review' \
  "SELECT source FROM review WHERE family = 'unknown' AND format = 'pdf'"
expect_no_rows 'format or encoding is missing' \
  "SELECT source FROM review WHERE format NOT IN ('pdf', 'html') OR encoding = ''"

# ---- What every report prints ----

expect_no_rows 'a report without area, dates, findings, recommendations or grades' \
  "SELECT source FROM review r WHERE family <> 'unknown' AND (
     area = '' OR review_start IS NULL OR review_end IS NULL OR published IS NULL OR
     review_start > review_end OR review_end > published OR family NOT IN ('sif', 'ilacs') OR
     (SELECT count(*) FROM passage p WHERE p.review_id = r.id AND p.kind = 'finding') < 20 OR
     NOT EXISTS (SELECT 1 FROM passage p WHERE p.review_id = r.id AND p.kind = 'recommendation') OR
     (SELECT count(*) FROM judgement j WHERE j.review_id = r.id) < 3 OR
     NOT EXISTS (SELECT 1 FROM judgement j WHERE j.review_id = r.id AND j.aspect = 'overall') OR
     NOT EXISTS (SELECT 1 FROM review_person x WHERE x.review_id = r.id))"

# Areas are places as areas.csv has them; the file's name says which.
awk -F '"' 'NR > 1 { if ($1 == "") print $2; else { sub(/,.*/, ""); print } }' \
  "$shared/corpus/areas.csv" | sort >places
ask "SELECT DISTINCT area FROM review WHERE family <> 'unknown'" | sort >areas
comm -23 areas places >bad
[ ! -s bad ] || fail "areas that areas.csv does not have: $(cat bad)"
expect_no_rows 'an area that is not that of the file' \
  "SELECT source, area FROM review
   WHERE source NOT LIKE replace(lower(area), ' ', '-') || '-20__-__-__.pdf'"

# ---- Numbers run without a gap, or the gap is a problem ----

# Labels of findings and recommendations, which share one sequence; a printed number is that of
# its review's first or stands behind the one before it. Norfolk's 15 of 2013 leads to a list.
expect_no_rows 'a gap that is no problem' \
  "WITH labels AS (SELECT DISTINCT r.id, r.source, CAST(p.label AS INTEGER) AS number
     FROM review r JOIN passage p ON p.review_id = r.id
     WHERE p.printed AND p.kind IN ('finding', 'recommendation')),
   gaps AS (SELECT id, source, number,
     lag(number) OVER (PARTITION BY id ORDER BY number) AS before FROM labels)
   SELECT source, before, number FROM gaps WHERE number <> before + 1
   AND NOT (source = 'norfolk-2013-08-16.pdf' AND before = 14 AND number = 16)
   AND NOT EXISTS (SELECT 1 FROM problem p
     WHERE p.review_id = gaps.id AND p.message LIKE '%' || before || ' to ' || number || ';%')"
expect_no_rows 'a number that stands twice' \
  "SELECT r.source, p.label FROM review r JOIN passage p ON p.review_id = r.id
   WHERE p.label LIKE '%~%'"
expect_no_rows 'a report that does not begin with 1' \
  "SELECT r.source, min(CAST(p.label AS INTEGER)) AS first
   FROM review r JOIN passage p ON p.review_id = r.id
   WHERE p.printed AND p.kind IN ('finding', 'recommendation')
   AND r.source <> 'norfolk-2013-08-16.pdf' GROUP BY r.id HAVING first <> 1"

# ---- Nothing of a page in a finding ----

# As pdftotext gives them: running heads are lines among the first two or last three of a page
# that stand there on three pages and on a third of all (a heading may come three times, too); a
# page number is a number alone on its line, and what stands before it is the end of the line
# above. FILE|head|TEXT, FILE|number|TEXT.
for file in raw/*; do
  awk -v name="$(basename "$file")" '
    function clean(text) {
      gsub(/[ \t]+/, " ", text); sub(/^ /, "", text); sub(/ $/, "", text); return text
    }
    function see(text) {
      sub(/[ 0-9]+$/, "", text); sub(/^[ 0-9]+/, "", text)
      letters = text; gsub(/[^A-Za-z]/, "", letters)
      if (length(letters) >= 12 && !(text in seen)) { seen[text] = 1; pages[text]++ }
    }
    BEGIN { RS = "\f" }
    {
      count = split($0, all, "\n"); used = 0
      for (i = 1; i <= count; i++) {
        line = clean(all[i])
        if (line ~ /^[0-9]+$/ && above != "") print name "|number|" above " " line
        if (line != "" && line !~ /^[0-9]+$/) {
          lines[++used] = line
          above = length(line) > 30 ? substr(line, length(line) - 29) : ""
        }
      }
      split("", seen)
      for (i = 1; i <= used; i++) if (i <= 2 || i > used - 3) see(lines[i])
    }
    END { for (text in pages) if (pages[text] >= 3 && pages[text] * 3 >= NR) print name "|head|" text }' "$file"
done >furniture
grep -q '|head|' furniture || fail 'no running head was found, so none was looked for'
grep -q '|number|' furniture || fail 'no page number was found, so none was looked for'
ask "SELECT r.source || '|' || p.kind || ' ' || p.label || '|' ||
     replace(replace(passage_text(p.id), char(10), ' @ '), '\"', '')
   FROM review r JOIN passage p ON p.review_id = r.id
   WHERE r.family <> 'unknown' AND p.kind IN ('finding', 'recommendation')" >findings
[ "$(wc -l <findings)" -gt 5000 ] || fail 'there are few findings'
awk -F '|' '
  FILENAME == "furniture" { what[$1, ++count[$1]] = $3; next }
  {
    text = substr($0, length($1) + length($2) + 3)
    if (text ~ /@ *[0-9]+ *@/ || text ~ /@ *[0-9]+ *$/) print $1, $2, "has a lone number"
    if (text ~ /Page [0-9]+ of [0-9]+/) print $1, $2, "has a line of a page number"
    for (i = 1; i <= count[$1]; i++)
      if (index(text, what[$1, i]) > 0) print $1, $2, "has", what[$1, i]
  }' furniture findings >bad
[ ! -s bad ] || fail "findings have what is a page's: $(head -n 20 bad)"

# Footnotes and lines of contents, as the text stage marks them; letters and markers.
for suite in 'check_text folder' 'check_host families'; do
  [ -x "$builddir/${suite% *}" ] || continue
  CK_RUN_SUITE=${suite#* } "$builddir/${suite% *}" >"$out" 2>&1 || fail "${suite% *} fails"
  expect_no_out 'skipped'
done

# ---- Dates and grades as they are recorded elsewhere ----

# The latest inspection of an area, where it is in the folder by its day of publication.
[ -f "$gold" ] || skip "what is recorded elsewhere is not here ($gold)"
ask "SELECT lower(r.area), r.review_start, r.review_end, r.published, max(j.grade) FILTER
     (WHERE j.aspect = 'overall'), max(j.grade) FILTER (WHERE j.aspect = 'leaders'),
     max(j.grade) FILTER (WHERE j.aspect = 'help_and_protection'),
     max(j.grade) FILTER (WHERE j.aspect = 'in_care'),
     max(j.grade) FILTER (WHERE j.aspect = 'care_leavers')
   FROM review r JOIN judgement j ON j.review_id = r.id GROUP BY r.id" | sort >read
# Care leavers had no grade of their own in the inspections that this stands for: none is read.
tail -n +2 "$gold" | sed 's/inspection_pre_dates_judgement//' | cut -d , -f 1-9 | sort >recorded
awk -F , '
  FILENAME == "read" { ours[$1 FS $4] = $0; next }
  ($1 FS $4) in ours { shared++; if (ours[$1 FS $4] != $0) print ours[$1 FS $4] "\n" $0 }
  END { print shared + 0 >"shared" }' read recorded >differ
[ "$(cat shared)" -ge 15 ] || fail "only $(cat shared) inspections are to be compared"
# South Tyneside's of 2023 went on for two days in February, as the report prints; what is
# recorded is the end of its first week.
cat >known <<'EOF'
south tyneside,2022-12-05,2023-02-15,2023-05-10,inadequate,inadequate,requires improvement,inadequate,
south tyneside,2022-12-05,2022-12-09,2023-05-10,inadequate,inadequate,requires improvement,inadequate,
EOF
cmp -s differ known || fail "dates or grades differ: $(diff known differ)"
echo "$(wc -l <wanted) files, $(wc -l <findings) findings and recommendations, $(cat shared)" \
  "inspections compared"
