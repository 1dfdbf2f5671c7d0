#!/bin/sh
# load.do and load.sps keep within what Stata and SPSS take; load.sps is run where PSPP is.
. "${srcdir:-.}/tests/commands/lib.sh"

mkdir -p mine/themes
cat >mine/themes/using.lua <<'END'
local c = require "conspectus"
return c.theme {
  id = "using", title = "It's `$x' \"q\"' // /* é " .. ("long "):rep(30), about = "A test.",
  version = "1.0", rule = c.any { "MASH" },
}
END
cp -r "$sample" reviews
sed 's/^2\.5 Young/2.10 Young/' "$sample/tidewell-2017.txt" >reviews/tidewell-2017.txt
expect_status 0 conspectus run reviews -o x.db --plugins mine --quiet
expect_status 0 conspectus export x.db -o tables --plugins mine
cd tables || exit 99

# Characters, not bytes: what continues a character in UTF-8 is taken out.
characters() {
  LC_ALL=C tr -d '\200-\277' <"$1"
}

# ---- Stata ----

characters load.do | awk '
  function bad(why) { print FILENAME ": line " NR ": " why ": " $0; wrong = 1 }
  { depth = gsub(/`"/, "`\""); if (depth != gsub(/"\047/, "\"\047")) bad("quotes do not match") }
  /^label (variable|data) / {
    label = $0; sub(/^[^`]*`"/, "", label); sub(/"\047$/, "", label)
    if (length(label) > 80) bad("a label of more than 80 characters")
    if (label ~ /[`"$]|\/\/|\/\*|\*\//) bad("more than text in a label")
  }
  /^label (variable|values|define) / { if (length($3) > 32) bad("a name of more than 32 characters") }
  /^label variable / { labelled++ }
  /^save / { saved++ }
  /^\*/ && /\/\*/ { bad("a comment opens another") }
  END { if (saved != 11) bad("not eleven files"); if (labelled < 100) bad("few labels"); exit wrong }
' || fail 'load.do is not as Stata wants it'
for file in *.csv; do
  [ "$file" = passages_spss.csv ] && continue
  name=${file%.csv}
  head -n 1 "$file" | tr , '\n' >columns
  awk -v want="import delimited using \"$file\"" 'index($0, "import delimited") { on = index($0, want) }
    on && /^label variable/ { print $3 }' load.do >labelled
  cmp columns labelled || fail "load.do does not label the columns of $file in order"
  # Each column is declared as text or number, once.
  awk -v want="import delimited using \"$file\"" 'index($0, "import delimited") { on = index($0, want) }
    on && /(string|numeric)cols\(/ { gsub(/[^0-9 ]/, ""); for (i = 1; i <= NF; i++) print $i }' \
    load.do | sort -n >declared
  seq "$(wc -l <columns)" >expected
  cmp declared expected || fail "load.do does not declare each column of $file"
done
grep -q '^label define polarity 1 "weakness" 2 "strength" 3 "mixed" 4 "neutral"$' load.do ||
  fail 'load.do has no values of polarity'
grep -q '^label variable t_using ' load.do || fail 'a reserved word is a variable'

# ---- SPSS ----

LC_ALL=C awk '
  function bad(why) { print FILENAME ": line " NR ": " why ": " $0; wrong = 1 }
  length($0) > 250 { bad("a line of more than 250 bytes") }
  gsub(/\047/, "\047") % 2 { bad("quotes do not match") }
  /^$/ { if (open) bad("a command is not ended"); next }
  open && /^[^ ]/ { bad("the command before is not ended") }
  { open = $0 !~ /\.$/ }
  END { if (open) bad("the last command is not ended"); exit wrong }
' load.sps || fail 'load.sps is not as SPSS wants it'
[ "$(grep -c '^SAVE OUTFILE' load.sps)" -eq 11 ] || fail 'load.sps does not save eleven files'
rm columns labelled declared expected

command -v pspp >/dev/null || {
  echo 'load.sps was not run: PSPP is not installed'
  exit 0
}
expect_status 0 pspp -o pspp.txt load.sps
if grep -q 'error:\|warning:' pspp.txt "$out" "$err"; then
  cat pspp.txt
  fail 'PSPP complains'
fi
expect_status 0 pspp-convert passages.sav passages.txt -O csv
[ "$(conspectus sql ../x.db 'SELECT count(*) AS n FROM passage' -f csv | sed 1d)" -eq \
  "$(cut -d, -f1 passages.txt | grep -c ':')" ] || fail 'PSPP has not read every passage'
grep -q ',2\.10,' passages.txt || fail 'the label 2.10 was not kept'
