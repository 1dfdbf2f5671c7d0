#!/bin/sh
# Whatever happened to a dataset before, in the end it is as one run over the same documents with
# the same plugins makes it; and a run or merge takes nothing that is not its own.
. "${srcdir:-.}/tests/commands/lib.sh"

cp -r "$srcdir/plugins" plugins
CONSPECTUS_PATH=
own=$PWD/own
mkdir -p "$own/themes" "$own/scores"

# A new case: no documents, no dataset.
begin() {
  rm -rf docs kept.db
  mkdir docs
}

run() {
  expect_status 0 conspectus run docs -o kept.db --plugins "$own" --quiet "$@"
}

# expect_as_new WHAT [OPTION...]
expect_as_new() {
  what=$1
  shift
  expect_status 0 conspectus verify kept.db
  rm -rf new.db new kept
  expect_status 0 conspectus run docs -o new.db --plugins "$own" --quiet "$@"
  expect_status 0 conspectus export new.db -o new
  expect_status 0 conspectus export kept.db -o kept
  diff -r new kept >differs || fail "$what: the export differs: $(head -n 6 differs)"
}

# expect_value SQL VALUE WHAT: the only value that the SQL gives of kept.db.
expect_value() {
  found=$(conspectus sql kept.db "$1" --format csv | tail -n 1)
  [ "$found" = "$2" ] || fail "$3: $found"
}

# A theme of its own, which changes with its version.
theme() {
  cat >"$own/themes/zz.lua" <<END
local c = require "conspectus"
return c.theme { id = "zz", title = "Health", about = "Health.", version = "$1",
  rule = c.any { "health*" } }
END
}

one=$sample/wexcombe-2013.txt
other=$sample/calderwick-2015.txt

# ---- Duplicates ----

# A theme is new, and copies that come before the documents that it has to code.
begin
for file in "$sample"/*-20*.*; do
  mkdir "docs/$(basename "$file")"
  cp "$file" "docs/$(basename "$file")/n.md"
done
run
for folder in docs/*; do
  cp "$folder/n.md" "$folder/a.md"
done
theme 1
run
expect_as_new 'a theme and copies that come first'
run
expect_as_new 'the same again'
rm -r "$own/themes/zz.lua"

# A copy that comes first was found later than the other was read.
begin
cp "$one" docs/a.txt
cp "$one" docs/b.txt
run
touch docs/b.txt
expect_status 0 conspectus run docs/b.txt -o kept.db --plugins "$own" --quiet
run
expect_as_new 'of two copies the second was run alone'

# By its new name one comes behind the other.
begin
mkdir docs/sub
cp "$one" docs/sub/b.txt
cp "$one" docs/c.txt
expect_status 0 conspectus run docs/sub docs/c.txt -o kept.db --plugins "$own" --quiet
run
expect_as_new 'found by other names'

# A folder was moved: what is at its old place is not left as copies, which would keep what is
# removed from the new one.
begin
mkdir before
cp "$one" "$other" before
cp "$one" before/again.txt
expect_status 0 conspectus run before -o kept.db --plugins "$own" --quiet
rmdir docs
mv before docs
run
expect_as_new 'a folder that was moved'
rm docs/wexcombe* docs/again.txt
run
expect_as_new 'what was removed after that'

# What was taken from the name of a document that is gone is not the copy's.
for edit in '/[Dd]ate of publication/d' \
  's/CQC/XX/g; s/Looked.After and Safeguarding//I; s/[Dd]ate of publication//'; do
  begin
  sed "$edit" "$other" >docs/anton-2015-09-01.txt
  cp docs/anton-2015-09-01.txt docs/berta-2016-01-01.txt
  run
  rm docs/anton*
  run
  expect_as_new "the heir of $edit"
  run
  expect_value 'SELECT coded FROM run ORDER BY id DESC LIMIT 1' 0 'the heir is read again'
  cp docs/berta* docs/anton-2015-09-01.txt
  run
  expect_as_new "the original of $edit is back"
  echo 'One more line.' >>docs/anton-2015-09-01.txt
  run
  expect_as_new "the original of $edit has changed"
done

# Of several copies the first stands in, whether it has to be read for that or not.
begin
for copy in a.txt b.txt c.md; do
  cp "$one" docs/$copy
done
run
rm docs/a.txt
run
expect_as_new 'the first of two heirs is as it was'
rm docs/b.txt
run
expect_as_new 'the heir is read in another way'

# The first of them has changed too.
begin
sed '/[Dd]ate of publication/d' "$other" >docs/anton-2015-09-01.txt
cp docs/anton-2015-09-01.txt docs/berta-2016-01-01.txt
cp docs/anton-2015-09-01.txt docs/carla-2017-01-01.txt
run
rm docs/anton*
echo 'One more line.' >>docs/berta-2016-01-01.txt
run
expect_as_new 'the heir comes behind one that has changed'

# An original that is read anew while its copy comes before it.
begin
cp "$one" docs/a.txt
cp "$one" docs/b.txt
run
touch docs/b.txt
expect_status 0 conspectus run docs/b.txt -o kept.db --plugins "$own" --quiet
touch docs/b.txt
run
expect_as_new 'the second of two copies was run alone and has a new time'

# What a run is not asked about is not gone.
begin
mkdir docs/p docs/q
sed '/[Dd]ate of publication/d' "$other" >docs/p/anton-2015-09-01.txt
cp docs/p/anton-2015-09-01.txt docs/q/berta-2016-01-01.txt
expect_status 0 conspectus run docs/p docs/q -o kept.db --plugins "$own" --quiet
expect_status 0 conspectus run docs/q -o kept.db --plugins "$own" --quiet
expect_value 'SELECT coded FROM run ORDER BY id DESC LIMIT 1' 0 'a copy is read for nothing'
expect_value 'SELECT published FROM review' 2015-09-01 'a copy took the place of its original'
run
expect_as_new 'a run over copies alone'

# ---- Options and plugins ----

# What a run could not recognise, as its own warning says.
begin
tail -n +3 "$other" | sed 's/CQC/XX/g; s/Children Looked.After and Safeguarding/Children/gI' \
  >docs/calderwick-2015.txt
cp "$one" docs
run
expect_value "SELECT count(*) FROM review WHERE family = 'unknown'" 1 'the family is known'
run --family clas
expect_as_new 'of a family that is said later' --family clas
expect_value "SELECT count(*) FROM review WHERE family = 'clas'" 2 'the family that was said is not taken'
run
expect_as_new 'of a family that is said no more'
expect_value "SELECT DISTINCT version LIKE '% %' FROM run" 0 'the version of a run has more in it'
expect_status 0 conspectus run docs -o clas.db --family clas --quiet --shard 1/2
expect_status 0 conspectus run docs -o any.db --quiet --shard 2/2
expect_status 3 conspectus merge clas.db any.db -o x.db
expect_err '--family clas'

# A score that is gone.
begin
cp "$one" "$other" docs
sed 's/id = "recurrence"/id = "mine"/' "$srcdir/plugins/scores/recurrence.lua" >"$own/scores/mine.lua"
expect_status 0 conspectus run docs -o part.db --shard 1/2 --quiet --plugins "$own"
rm "$own/scores/mine.lua"
expect_status 0 conspectus run docs -o part.db --shard 1/2 --quiet --plugins "$own"
expect_status 0 conspectus run docs -o kept.db --shard 2/2 --quiet --plugins "$own"
expect_status 0 conspectus merge part.db -o kept.db --quiet
expect_as_new 'after a score that is gone'

# ---- Names ----

# A name that has a byte that is no text, and one that is written as that byte is shown.
begin
if cp "$one" "$(printf 'docs/a\377.txt')" 2>/dev/null; then
  cp "$other" 'docs/a\xFF.txt'
  cp "$sample/elverton-2018.txt" 'docs/b\x.txt'
  run
  expect_value 'SELECT count(*) FROM review' 3 'two documents are taken for one'
  run
  expect_value 'SELECT coded FROM run ORDER BY id DESC LIMIT 1' 0 'a document is coded again'
  expect_as_new 'names like bytes'
fi

# ---- What is not its own ----

# expect_kept FILE: it is there as it was.
expect_kept() {
  cmp -s "$1" "$1.was" || fail "$1 was changed or removed"
}

begin
cp "$one" docs
echo precious >x.db.new
cp x.db.new x.db.new.was
expect_status 3 conspectus run docs -o x.db
expect_err 'x.db.new: it is in the way'
expect_kept x.db.new
run
for name in w.db.new all.db.merge; do
  cp kept.db $name
  cp $name $name.was
done
expect_status 3 conspectus run docs -o w.db
expect_err 'w.db.new: it is in the way'
expect_kept w.db.new
for input in kept.db all.db.merge; do
  expect_status 3 conspectus merge $input -o all.db
  expect_err 'all.db.merge: it is in the way'
  expect_kept all.db.merge
done
echo precious >y.db.merge
cp y.db.merge y.db.merge.was
expect_status 3 conspectus merge kept.db -o y.db
expect_kept y.db.merge
ln -s nowhere z.db.new
expect_status 3 conspectus run docs -o z.db
[ -L z.db.new ] || fail 'a link was removed'

# What a run left that was killed before it stored anything is gone on with.
: >v.db.new
expect_status 0 conspectus run docs -o v.db --quiet
[ ! -e v.db.new ] || fail 'what was left is still there'
expect_status 0 conspectus verify v.db

# Nor is what another run is making at this moment in the way.
for turn in 1 2 3 4 5 6 7 8; do
  rm -f u.db*
  for each in 1 2 3; do
    { conspectus run docs -o u.db --quiet >/dev/null 2>said.$each </dev/null
      echo $? >status.$each; } &
  done
  wait
  for each in 1 2 3; do
    [ "$(cat status.$each)" = 0 ] || grep -q 'another run is writing it' said.$each ||
      fail "of three at once one said: $(cat said.$each)"
  done
done
