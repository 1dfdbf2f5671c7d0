#!/bin/sh
# Other people's plugins: whatever one of them does in a run, the run ends, says which it was,
# and keeps all that the others found.
. "${srcdir:-.}/tests/commands/lib.sh"

mkdir docs
cp "$sample/calderwick-2015.txt" "$sample/elverton-2018.txt" docs/
expect_status 0 conspectus run docs -o plain.db --quiet
expect_status 0 conspectus export plain.db -o plain

# theme ID JUDGE: a theme that is about nearly every passage, with this judge.
theme() {
  cat >"mine/themes/$1.lua" <<LUA
local c = require "conspectus"
return c.theme {
  id = "$1", title = "T", about = "A.", version = "1", rule = c.any { "the" },
  judge = function(passage) $2 end,
}
LUA
}

# expect_others: the codings of all other themes are those of the run without the hostile ones.
expect_others() {
  rm -rf mixed
  expect_status 0 conspectus verify mixed.db
  expect_status 0 conspectus export mixed.db -o mixed
  grep -v ',h_[a-z]*,' mixed/codings.csv >others.csv
  cmp -s others.csv plain/codings.csv || fail 'hostile plugins changed what others code'
}

mkdir -p mine/themes mine/families mine/lexicons mine/scores
CONSPECTUS_PATH=$PWD/mine
export CONSPECTUS_PATH
theme h_loop 'while true do pcall(function() while true do end end) end'
theme h_memory 'local t = {} while true do pcall(function() t[#t + 1] = ("x"):rep(1e6) .. #t end) end'
theme h_deep 'local function f(s) return s:gsub(".", f) end f "x"'
theme h_error 'error(setmetatable({}, { __tostring = error }))'
theme h_lies 'return { polarity = passage }'
for kind in families lexicons scores themes; do
  echo 'while true do pcall(function() while true do end end) end' >mine/$kind/h_load.lua
done
expect_status 0 conspectus run docs -o mixed.db --problems
for kind in families lexicons scores themes; do
  expect_err "mine/$kind/h_load.lua:1: ran longer than 1000 ms"
done
expect_out 'theme h_loop, left out of this review: '
expect_out 'themes/h_loop.lua:4: ran longer than 1000 ms'
expect_out 'theme h_memory, left out of this review: '
expect_out 'theme h_deep, left out of this review: '
expect_out 'themes/h_error.lua:4: an error was raised with a table'
expect_out 'themes/h_lies.lua: judge returned a table with the field "polarity"'
expect_others

# Terms that stand everywhere, each in 2,500 spellings: no memory would do for their hits.
rm -f mine/*/*.lua mixed.db
awk 'function stars(n, s) { s = ""; while (n-- > 0) s = s "*"; return s }
  BEGIN {
    print "local c = require \"conspectus\""
    print "return c.theme { id = \"h_loud\", title = \"T\", about = \"A.\", version = \"1\","
    print "rule = c.any {"
    for (before = 1; before <= 50; before++) {
      printf "c.any { "
      for (behind = 1; behind <= 50; behind++) printf "\"%se%s\", ", stars(before), stars(behind)
      print "},"
    }
    print "} }"
  }' >mine/themes/h_loud.lua
expect_status 0 conspectus run docs -o mixed.db --problems
for review in calderwick-2015 elverton-2018; do
  grep -F "$review.txt" "$out" | grep -F 'theme h_loud, left out of this review: ' |
    grep -qF 'themes/h_loud.lua: its terms stand more than 32768 times' ||
    fail "h_loud is not named for $review"
done
expect_others

# One that takes its time, but no longer than it may in any one call: the worker is stopped, and
# the document coded without it.
rm -f mine/*/*.lua mixed.db
theme h_slow 'for _ = 1, 2e7 do end'
expect_status 0 conspectus run docs -o mixed.db --problems --timeout 2
for review in calderwick-2015 elverton-2018; do
  grep -F "$review.txt" "$out" | grep -F 'theme h_slow, left out of this review: ' |
    grep -qF 'themes/h_slow.lua' || fail "h_slow is not named for $review"
done
expect_no_out 'Left out:'
expect_others

# The same in a dataset whose texts are coded anew.
cp plain.db mixed.db
expect_status 0 conspectus run docs -o mixed.db --problems --timeout 2
expect_out 'coded anew from their stored texts'
expect_out 'theme h_slow, left out of this review: '
expect_others
unset CONSPECTUS_PATH

# ---- What a worker starts is held back as well ----

mkdir tools
cat >tools/pdftotext <<'SH'
#!/bin/sh
cat >/dev/null
(echo taken >"$STOLEN/written")
echo taken >"$STOLEN/there"
cat "$STOLEN/secret"
echo 'Dear diary, nothing was inspected today.'
exit 0
SH
chmod 755 tools/pdftotext
echo 'a secret' >secret
: >there
printf '%%PDF-1.4\n' >docs/one.pdf
STOLEN=$PWD
export STOLEN
PATH_BEFORE=$PATH
PATH=$PWD/tools:$PATH
expect_status 0 conspectus run docs -o held.db --problems
PATH=$PATH_BEFORE
if grep -q 'neither Landlock' "$err"; then
  echo 'note: this kernel holds no worker back'
else
  [ ! -e written ] || fail 'what a worker started wrote a file'
  [ ! -s there ] || fail 'what a worker started changed a file'
  if ! grep -q 'no Landlock' "$err"; then
    expect_status 0 conspectus sql held.db \
      "SELECT message FROM problem WHERE source = 'one.pdf'" --format csv
    expect_out 'secret: Permission denied'
  fi
fi
