#!/bin/sh
# conspectus script: arguments, files, errors and limits; every example of scripts/README.md;
# every function named where it has to be.
. "${srcdir:-.}/tests/commands/lib.sh"

db=$PWD/reviews.db
expect_status 0 conspectus run "$sample" -o "$db" --quiet

# ---- Every lua block of the READMEs that makes no plugin is a whole script ----

mkdir blocks main
awk '/^```/ { inside = ($0 == "```lua"); n += inside; next }
     inside { print > ("main/" n ".lua") }' "$srcdir/README.md"
for block in main/*.lua; do
  grep -q '^return c\.' "$block" || expect_status 0 conspectus script "$block" "$db"
done
awk '/^```/ { inside = ($0 == "```lua"); n += inside; next }
     inside { print > ("blocks/" n ".lua") }' "$srcdir/scripts/README.md"
count=0
for block in blocks/*.lua; do
  expect_status 0 conspectus script "$block" "$db" -o "blocks/out"
  expect_no_err
  [ -s "$out" ] || fail "$block of scripts/README.md prints nothing"
  count=$((count + 1))
done
[ $count -ge 7 ] || fail "only $count examples were found in scripts/README.md"
[ "$(head -n 1 blocks/out/weak.csv)" = passage,area,theme,confidence,repeated ] ||
  fail 'weak.csv has another header'

# ---- Every function is in the README, in its examples, and in the annotations ----

cat >names.lua <<'END'
local c = require "conspectus"
for name in pairs(c) do
  if name ~= "data" then print("c." .. name) end
end
for name in pairs(c.data) do print("data:" .. name) end
END
expect_status 0 conspectus script names.lua "$db"
cp "$out" names
[ "$(wc -l <names)" -ge 25 ] || fail 'the module has lost functions'
while IFS= read -r name; do
  grep -qF "\`$name" "$srcdir/scripts/README.md" || fail "scripts/README.md does not tell of $name"
  case $name in
  c.pearson | c.spearman | c.kendall) ;; # called by name
  *) grep -qF "$name" blocks/*.lua || fail "scripts/README.md has no example of $name" ;;
  esac
  grep -qF "function $name(" "$srcdir/scripts/conspectus.lua" ||
    fail "scripts/conspectus.lua does not annotate $name"
done <names
sed -n 's/^function \([a-z_.:]*\)(.*/\1/p' "$srcdir/scripts/conspectus.lua" | sort >annotated
sort names | cmp -s - annotated || fail 'scripts/conspectus.lua annotates what there is not'

# ---- Arguments ----

cat >args.lua <<'END'
-- Says what it was given.
--
-- A second paragraph.
local c = require "conspectus"
local given = c.arguments {
  name = { type = "string", default = "nobody", help = "whose" },
  count = { type = "integer", required = true, help = "how many" },
  share = { type = "number", default = 0.5 },
  loud = { type = "flag", help = "louder" },
}
print(given.name, given.count, given.share, given.loud)
END
expect_status 0 conspectus script args.lua --help
expect_out 'Usage: conspectus script args.lua DATASET [OPTION]...'
expect_out 'Says what it was given.'
expect_out '  --name TEXT           whose (default nobody)'
expect_out '  --count N             how many (needed)'
expect_no_out 'local c'
expect_status 0 conspectus script args.lua "$db" --count 3 --name=Ada --loud
expect_out 'Ada	3	0.5	true'
expect_status 0 conspectus script -f csv args.lua "$db" --share 1e-2 --count=-3 --trust
expect_no_out
grep -q '^nobody	-3	0.01	false$' "$err" || fail 'print does not go to stderr with --format csv'
for wrong in '--cuont 3' '--count' '--count 1.5' '--count x' '' '--count 1 stray' \
  '--count 1 --loud=yes' '--share 0x10 --count 1'; do
  # shellcheck disable=SC2086 # words
  expect_status 2 conspectus script args.lua "$db" $wrong
  expect_err "Try 'conspectus script args.lua --help'."
  expect_no_out
done
expect_status 2 conspectus script args.lua "$db" --cuont 3
expect_err "did you mean '--count'?"
expect_status 2 conspectus script names.lua "$db" stray
expect_err 'this script takes no arguments'
expect_status 2 conspectus script names.lua
expect_err 'the dataset is missing'
expect_status 0 conspectus script "$srcdir/scripts/trend.lua" --help
expect_out 'Does a weakness become more or less common with the years?'
expect_status 3 conspectus script none.lua "$db"
expect_err 'none.lua: cannot be read'
expect_status 3 conspectus script args.lua none.db --count 1

# ---- Files ----

cat >write.lua <<'END'
local c = require "conspectus"
local given = c.arguments { text = { type = "string", default = "% made by write.lua" },
  fail = { type = "flag" }, name = { type = "string", default = "a.csv" } }
c.write_csv(given.name, { "x", "y" }, { { 1, nil }, { "a,b", true }, { x = 0 / 0, y = "" } })
c.write_text("b.txt", given.text)
if given.fail then error("at the end") end
END
expect_status 2 conspectus sql "$db" "SELECT"
expect_status 3 conspectus script write.lua "$db"
expect_err 'name one with -o DIR'
expect_status 3 conspectus script write.lua "$db" -o made/of/folders --fail
expect_err 'write.lua:6: at the end'
[ ! -e made ] || fail 'a script that failed has written'
expect_status 0 conspectus script write.lua "$db" -o made/of/folders
printf 'x,y\n1,\n"a,b",1\n,\n' | cmp -s - made/of/folders/a.csv || fail 'a.csv is another'
expect_status 0 conspectus script write.lua "$db" -o made/of/folders
[ "$(ls -A made/of/folders)" = "a.csv
b.txt" ] || fail 'there are other files'
echo 'my own notes' >made/of/folders/b.txt
expect_status 2 conspectus script write.lua "$db" -o made/of/folders
expect_err 'b.txt is there'
[ "$(cat made/of/folders/b.txt)" = 'my own notes' ] || fail 'a file of the user was written over'
for name in ../a.csv /tmp/a.csv a/b.csv .a.csv -a.csv '' a\\b.csv .. .; do
  expect_status 3 conspectus script write.lua "$db" -o out "--name=$name"
  expect_err 'write.lua:4: write_csv: argument 1: expected the name of a file, without folders'
done
[ ! -e out ] || fail 'a folder was made for nothing'
# A link where the file or its hidden name would be leads nowhere else.
mkdir linked
echo treasure >treasure
ln -s ../treasure linked/a.csv
expect_status 2 conspectus script write.lua "$db" -o linked
rm linked/a.csv
ln -s ../treasure linked/.a.csv.partial
expect_status 3 conspectus script write.lua "$db" -o linked
[ "$(cat treasure)" = treasure ] || fail 'a script wrote through a link'

# ---- Errors name file and line ----

mkdir wrong
script() {
  printf '%s\n' 'local c = require "conspectus"' "$1" >wrong/x.lua
  expect_status 3 conspectus script wrong/x.lua "$db" -o out
  grep -qF "conspectus: wrong/x.lua:2: $2" "$err" || fail "expected: wrong/x.lua:2: $2"
}
script 'for _ in c.data:passages { poliarity = "weakness" } do end' \
  "data:passages: unknown filter 'poliarity'; did you mean 'polarity'?"
script 'for _ in c.data:passages { colour = 1 } do end' \
  "data:passages: unknown filter 'colour'; there are: area, review"
script 'for _ in c.data:codings { theme = "think_famly" } do end' \
  'data:codings: '
script 'for _ in c.data:codings { min_confidence = 2 } do end' \
  "data:codings: filter 'min_confidence': expected a number from 0 to 1, found 2"
script 'for _ in c.data:codings { "think_family" } do end' \
  'data:codings: argument 1: expected a record of filters, as in { area = ... }, found a list'
script 'c.data.passages { kind = "finding" }' 'data:passages: call it with a colon'
script 'c.wilsn(1, 2)' 'conspectus has no "wilsn"; did you mean "wilson"?'
script 'c.data:passage()' 'data has no "passage"; did you mean "passages"?'
script 'c.wilson(3, 2)' 'wilson: there are more hits than trials'
script 'c.wilson(1)' 'wilson: argument 2: expected a whole number from 0 on, found nil'
script 'c.fisher(1, 2, 3, -4)' 'fisher: argument 4: expected a whole number from 0 on, found -4'
script 'c.quantile({ 1, "2" }, 0.5)' \
  'quantile: argument 1, item 2: expected a number, found "2"'
script 'c.spearman({ 1, 2 }, { 1, 2, 3 })' 'spearman: the lists have 2 and 3 items'
script 'c.bootstrap({ 1, 2 }, function() return "x" end)' \
  'bootstrap: what the statistic gives: expected a number or nil, found "x"'
script 'c.bootstrap({ 1, 2 }, function(x) return x.y.z end)' \
  "attempt to index a nil value (field 'y')"
script 'c.print_table({ "a", "a" }, {})' "print_table: two columns are named 'a'"
script 'c.write_csv("a.csv", { "Area" }, {})' 'write_csv: column 1: expected a name of lower-case'
script 'c.print_table({ "a" }, { { 1, 2 } })' 'print_table: row 1 has 2 values, and there are 1'
script 'c.print_table({ "polarty" }, c.data:codings())' \
  "print_table: no row has a field 'polarty'; did you mean 'polarity'?"
script 'for _ in c.data:sql("SELECT ?", 1, 2) do end' 'data:sql: this SQL has 1 parameters'
script 'for _ in c.data:sql("DELETE FROM review") do end' 'data:sql: this SQL would do more'
script 'c.data:text("nowhere-2014")' "data:text: the dataset has no review 'nowhere-2014'"
script 'c.data:text("nowhere-2014:finding:1.1")' "data:text: the dataset has no passage"
script 'c.arguments { trust = { type = "flag" } }' 'arguments: --trust is an option of the'
script 'c.data:recurring { score = "recurence" }' 'data:recurring: there is no score "recurence"'
script 'x = 1' 'assignment to the global "x"'
script 'os.exit()' 'the name "os" is not known here'
expect_err 'of Lua'\''s library a script has only what scripts/README.md lists'

# ---- Trust, and what it gives ----

printf '%s\n' 'print(io.open("treasure"):read("a"), require("conspectus").wilson(1, 2))' >io.lua
expect_status 3 conspectus script io.lua "$db"
expect_status 0 conspectus script io.lua "$db" --trust
expect_out 'treasure'

# ---- A document of no known family is no review of an area ----

mkdir letters
cp "$sample/kelderby-2016.txt" letters/
printf 'A letter\n\nNobody inspected anything.\n' >letters/Kelderby-2019.txt
printf 'Another\n\nNobody inspected anything.\n' >letters/Nowhere-2019.txt
expect_status 0 conspectus run letters -o letters.db --quiet
cat >latest.lua <<'END'
local c = require "conspectus"
for area in c.data:areas() do print(area.area, area.reviews, area.latest) end
for review in c.data:reviews { latest = true } do print("latest", review.review) end
for review in c.data:reviews { latest = false } do print("earlier", review.review) end
for review in c.data:reviews() do print(review.family) end
END
expect_status 0 conspectus script latest.lua letters.db
printf '%s\n' 'Kelderby	1	kelderby-2016' 'latest	kelderby-2016' unknown sif unknown |
  cmp -s - "$out" || fail 'a letter counts as a review of its area'

# ---- Nothing steers a terminal; a document's text is data ----

printf '%s\n' 'print("a\27[31mb\rc\n  d\226\128\174e")' >esc.lua
expect_status 0 conspectus script esc.lua "$db"
printf 'a[31mb c\n  de\n' | cmp -s - "$out" || fail 'print lets control characters through'

# ---- A script without an end is stopped ----

echo 'while true do pcall(function() while true do end end) end' >loop.lua
expect_status 3 conspectus script loop.lua "$db"
expect_err 'loop.lua:1: ran longer than 10000 ms'

# ---- Nor does it take all memory ----

echo 'local s, t = ("x"):rep(500000), {} for i = 1, 900000 do t[i] = s end c.rank(t)' |
  sed '1s/^/local c = require "conspectus" /' >many.lua
expect_status 3 conspectus script many.lua "$db"
expect_err 'the texts have more than 64 MB'

# ---- The same bytes every time ----

for name in co_occurrence sentences keyness; do
  conspectus script "$srcdir/scripts/$name.lua" "$db" >first 2>&1
  conspectus script "$srcdir/scripts/$name.lua" "$db" >second 2>&1
  cmp -s first second || fail "$name.lua prints another thing the second time"
done
