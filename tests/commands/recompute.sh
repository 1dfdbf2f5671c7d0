#!/bin/sh
# Every figure of recurring.csv and area_theme.csv, recomputed from the other exported files by a
# program of its own (recompute.lua), is the same to 1e-9: for the sample; for a corpus large
# enough to have intervals and ranks, made of it; and for real reviews where they are there.
. "${srcdir:-.}/tests/commands/lib.sh"
need lua5.4

# same DATASET [OPTION]...
same() {
  dataset=$1
  shift
  expect_status 0 conspectus export "$dataset" -o tables "$@"
  case "$*" in
  *--threshold*) expect_status 0 lua5.4 "$srcdir/tests/commands/recompute.lua" tables 0.7 mixed ;;
  *) expect_status 0 lua5.4 "$srcdir/tests/commands/recompute.lua" tables ;;
  esac
  expect_out ', 0 differ'
  cat "$out"
}

expect_status 0 conspectus run "$sample" -o sample.db --quiet
same sample.db
same sample.db --threshold 0.7 --mixed

# Each area three times under other names, with other findings left out: more than twenty areas.
mkdir many
for file in "$sample"/*-20*; do
  name=$(basename "$file")
  area=$(conspectus sql sample.db "SELECT area FROM review WHERE source = '$name'" -f csv |
    sed 1d | tr -d '"')
  case $name in *.pdf) continue ;; esac
  [ -n "$area" ] || continue
  cp "$file" many/
  for copy in Upper Lower; do
    left_out=$(((${#name} + ${#area} + ${#copy}) % 4 + 1))
    [ $copy = Upper ] || left_out=5
    sed "s/$area/$copy $area/g; /^[1-9]\.$left_out /d" "$file" >"many/$copy-$name"
  done
done
expect_status 0 conspectus run many -o many.db --quiet
[ "$(conspectus sql many.db 'SELECT count(DISTINCT area) AS n FROM review' -f csv | sed 1d)" \
  -ge 20 ] || fail 'there are not twenty areas'
same many.db
grep -q '^[a-z_]*,.*,[0-9.]*,[0-9.]*,[0-9]*,[0-9.]*,[0-9.]*,[0-9.]*$' tables/recurring.csv ||
  fail 'no ranks were compared'
same many.db --threshold 0.7 --mixed

shared=${CONSPECTUS_SHARED:-$srcdir/../shared}
if [ -d "$shared/corpus" ]; then
  expect_status 0 conspectus run "$shared/corpus" -o real.db --quiet
  same real.db
else
  echo 'Real reviews were not recomputed: there is no ../shared/corpus'
fi
