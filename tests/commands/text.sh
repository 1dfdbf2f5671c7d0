#!/bin/sh
# conspectus text: the clean text, the structure beside it, problems, files that cannot be read.
. "${srcdir:-.}/tests/commands/lib.sh"

review=$sample/harrowmere-2018.md

# The text goes to stdout, what was read to stderr.
printf 'First line of the first\r\nparagraph \222quoted\222.\r\rSecond.\r' >old.txt
expect_status 0 conspectus text old.txt
expect_out 'Second.'
expect_err 'old.txt: plain, Windows-1252, '
expect_err ', 3 blocks'
expect_no_err 'problem'
printf 'First line of the first\nparagraph \342\200\231quoted\342\200\231.\n\nSecond.\n' >wanted
cmp -s "$out" wanted || fail "the text is not as expected"

# Several documents are named; one that cannot be read costs itself only.
expect_status 3 conspectus text old.txt missing.txt "$review"
expect_out '==> old.txt <=='
expect_out "==> $review <=="
expect_out 'Second.'
expect_err 'missing.txt: cannot open the file'
: >empty.txt
expect_status 3 conspectus text empty.txt
expect_err 'the file is empty'

# The structure: line, marks, what it became.
expect_status 0 conspectus text --structure "$review"
expect_out "$review: markdown, UTF-8, "
expect_out 'Read as clas: Harrowmere (harrowmere-2018), '
grep -q '^ *[0-9][0-9]* H  *section early_help  *.*Early help' "$out" || fail "no section is shown"
grep -q '^ *[0-9][0-9]*  *finding 1\.1 ' "$out" || fail "no finding is shown"
grep -q '^ *[0-9][0-9]* .* recommendation 1\.1 ' "$out" || fail "no recommendation is shown"
grep -q '^ *[0-9][0-9]* L*C ' "$out" || fail "no table of contents is shown"
tail -n +2 "$out" >rest
[ "$(LC_ALL=C.UTF-8 wc -L <rest)" -le 80 ] || fail "a line is wider than 80 columns"
CONSPECTUS_WIDTH=120 expect_status 0 conspectus text -s "$review"
tail -n +2 "$out" >rest
[ "$(LC_ALL=C.UTF-8 wc -L <rest)" -gt 80 ] || fail "120 columns are not used"

# A text that is no review is shown all the same, and --problems tells what is wrong with it.
expect_status 0 conspectus text -s old.txt
expect_out 'Read as '
expect_out 'Second.'
expect_err '--problems lists '
expect_status 0 conspectus text --problems old.txt
expect_err ': old.txt: '

# An HTML page is one, whatever it is called.
printf '<!DOCTYPE html>\n<html><body><h1>Not\nfound</h1><p>It moved.</p></body></html>\n' >page.pdf
expect_status 0 conspectus text -s page.pdf
expect_out 'page.pdf: html, UTF-8, '
grep -q '^ *2 H  *.*Not found$' "$out" || fail "the heading of the page is not shown"

# Control characters of a document do not reach a terminal.
printf 'A title\n\nColour \033[31mred and a bell \007 in a text that is long enough.\n' >odd.txt
CONSPECTUS_WIDTH=80 expect_status 0 conspectus text -s odd.txt
if grep -q "$(printf '\033')" "$out"; then
  fail "an escape character is printed"
fi

# Format and encoding of each source are kept, whatever its name says.
mkdir corpus
sed 's/Calderwick/Aldmere/g' "$sample/calderwick-2015.txt" >corpus/plain.txt
{ printf '\357\273\277'; sed 's/Calderwick/Bexmoor/g' "$sample/calderwick-2015.txt"; } >corpus/bom.txt
{ sed 's/Calderwick/Corley/g' "$sample/calderwick-2015.txt"; printf '\nIt was \223closed\224.\n'; } |
  tr -cd '\011\012\015\040-\176\223\224' >corpus/windows.txt
cp "$sample/stanmere-2016.md" corpus/stanmere.md
if command -v iconv >/dev/null 2>&1; then
  { printf '\377\376'; sed 's/Calderwick/Dunfold/g' "$sample/calderwick-2015.txt" |
    iconv -f UTF-8 -t UTF-16LE; } >corpus/wide.txt
fi
expect_status 0 conspectus run corpus -o corpus.db
expect_status 0 conspectus export corpus.db -o csv
expect_status 0 conspectus sql corpus.db \
  "SELECT source, family, format, encoding FROM review ORDER BY source" --format csv
expect_out 'plain.txt,clas,plain,UTF-8'
expect_out 'bom.txt,clas,plain,UTF-8 with BOM'
expect_out 'windows.txt,clas,plain,Windows-1252'
expect_out 'stanmere.md,clas,markdown,UTF-8'
[ ! -e corpus/wide.txt ] || expect_out 'wide.txt,clas,plain,UTF-16LE'
cp csv/reviews.csv "$out"
expect_out ',bom.txt,plain,UTF-8 with BOM,'

# Options.
expect_status 2 conspectus text
expect_status 2 conspectus text --structur "$review" --nonsense
expect_status 3 conspectus text --family sfi "$review"
expect_err "sfi"
