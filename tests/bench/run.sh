#!/bin/sh
# What `make bench` prints: how fast and how large a run is, beside programs that everybody knows.
#
#   BENCH_REVIEWS   reviews of the corpus, which is made once and kept   (2000)
#   BENCH_RUNS      runs of each command, of which the median counts     (3)
#   BENCH_DIR       where the corpus and the datasets go                 (bench in the build folder)
#
# Times are wall seconds, and processor seconds of all processes in brackets; ratios are those of
# the medians. Figures differ from machine to machine, ratios less so; on a busy machine those of
# processor time tell more. There are two compressors, because these two differ from each other too,
# by half as much again on one processor as on another. A program that is not installed is named and
# left out.

set -eu

here=$(cd "$(dirname "$0")" && pwd)
srcdir=${srcdir:-$here/../..}
builddir=${builddir:-$PWD}
conspectus=${CONSPECTUS:-$builddir/conspectus}
reviews=${BENCH_REVIEWS:-2000}
runs=${BENCH_RUNS:-3}
dir=${BENCH_DIR:-$builddir/bench}
cores=$(nproc 2>/dev/null || echo 1)
measure=$builddir/bench_measure
CONSPECTUS_PATH=
LC_ALL=C
export LC_ALL CONSPECTUS_PATH

lua=$(command -v lua5.4 || command -v lua || true)
[ -n "$lua" ] || { echo 'bench: it needs lua5.4' >&2; exit 2; }

corpus=$dir/corpus-$reviews
db=$dir/reviews.db
list=$dir/files
mkdir -p "$dir"

stop() {
  echo "bench: $*" >&2
  exit 3
}

has() {
  command -v "$1" >/dev/null && return
  echo "$1 is not installed: left out"
  return 1
}

# ---- The corpus ----

# Made by as many processes as there are cores; kept for the next time.
make_corpus() {
  stamp=$(cat "$here/generate.lua" "$srcdir"/datasets/sample/* | cksum)
  [ "$(cat "$corpus.stamp" 2>/dev/null)" = "$stamp" ] && return
  pids=
  echo "Making $reviews reviews in $corpus" >&2
  rm -rf "$corpus"
  mkdir -p "$corpus"
  step=$(((reviews + cores - 1) / cores))
  from=1
  while [ "$from" -le "$reviews" ]; do
    to=$((from + step - 1))
    [ "$to" -le "$reviews" ] || to=$reviews
    "$lua" "$here/generate.lua" "$srcdir/datasets/sample" "$corpus" "$from" "$to" &
    pids="$pids $!"
    from=$((to + 1))
  done
  for pid in $pids; do
    wait "$pid" || stop 'the corpus could not be made'
  done
  echo "$stamp" >"$corpus.stamp"
}

# ---- Measuring ----

# The middle line of those on stdin, by the first number.
middle() {
  sort -n | sed -n "$(((runs + 1) / 2))p"
}

# cost BEFORE COMMAND...: the median "wall cpu"; the shell command BEFORE goes before each run.
# Nothing where a run fails, which `line` and `alone` do not print as a figure.
cost() {
  before=$1
  shift
  : >"$dir/costs"
  for _ in $(seq "$runs"); do
    eval "$before"
    "$measure" "$@" 2>"$dir/said" >>"$dir/costs" || { cat "$dir/said" >&2; exit 3; }
  done
  middle <"$dir/costs"
}

# line WHAT COST OTHER WORDS: its cost, and its ratio to that of another.
line() {
  [ -n "$2" ] && [ -n "$3" ] || stop "there is no figure: $1"
  echo "$2 $3" | awk -v what="$1" -v words="$4" \
    '{ printf "%-42s %9.3f s (%8.3f)", what, $1, $2
       printf "   %7.4f (%7.4f) of %s\n", $1 / $4, $2 / $5, words }'
}

alone() {
  [ -n "$2" ] || stop "there is no figure: $1"
  echo "$2" | awk -v what="$1" '{ printf "%-42s %9.3f s (%8.3f)\n", what, $1, $2 }'
}

bytes_of() {
  wc -c <"$1"
}

# ---- The whole run, beside others ----

whole_run() {
  first=$(cost "rm -f '$db'" "$conspectus" run "$corpus" -o "$db" -q)
  alone 'run' "$first"
  # Figures of a corpus that is not read as it should be say nothing.
  found=$("$conspectus" sql "$db" --format csv 'SELECT (SELECT count(*) FROM review), '\
'(SELECT count(*) FROM problem), (SELECT avg(size) BETWEEN 90000 AND 110000 FROM source)' | sed 1d)
  [ "$found" = "$reviews,0,1" ] ||
    stop "of $reviews reviews there are (reviews, problems, of the right size): $found"
}

beside_pigz() {
  has pigz || return 0
  other=$(cost : sh -c "xargs -P$cores -n 100 pigz -6 -p1 -c <'$list'")
  line 'run, against pigz -6' "$first" "$other" 'pigz -6 -p1 by xargs'
  by_fewer_themes
}

# What of a run is for its themes: the same by one, a third and two thirds of them, taken evenly
# from their list, and by all.
by_fewer_themes() {
  themes=$(find "$srcdir/plugins/themes" -name '*.lua' -exec basename {} .lua \; | sort)
  all=$(echo "$themes" | wc -l)
  for count in 1 $((all / 3)) $((2 * all / 3)); do
    few=$(echo "$themes" | awk -v count="$count" -v all="$all" \
      'int((NR - 1) * count / all) != int(NR * count / all)' | paste -sd, -)
    some=$(cost "rm -f '$dir/few.db'" "$conspectus" run "$corpus" -o "$dir/few.db" -q \
      --theme "$few")
    by_themes "$count" "$some" "$dir/few.db"
  done
  by_themes "$all" "$first" "$db"
}

# by_themes COUNT COST DATASET
by_themes() {
  codings=$("$conspectus" sql "$3" --format csv \
    'SELECT (SELECT count(*) FROM coding) / (SELECT count(*) FROM review)' | sed 1d)
  line "  $1 of $all themes ($codings codings a review)" "$2" "$other" 'pigz -6 -p1 by xargs'
}

beside_libdeflate() {
  has libdeflate-gzip || return 0
  other=$(cost : sh -c "xargs -P$cores -n 100 libdeflate-gzip -6 -c <'$list'")
  line 'run, against libdeflate-gzip -6' "$first" "$other" 'libdeflate-gzip -6 by xargs'
}

list_terms() {
  "$conspectus" sql "$db" 'SELECT pattern FROM term ORDER BY pattern' --format csv |
    sed -e 1d -e 's/^"//' -e 's/"$//' >"$dir/patterns"
}

beside_ripgrep() {
  has rg || return 0
  # shellcheck disable=SC2046 # file names without blanks
  "$lua" "$here/terms.lua" $(head -n 20 "$list") <"$dir/patterns" >"$dir/terms"
  other=$(cost : rg -j "$cores" -o -b -i -w -F -f "$dir/terms" "$corpus")
  line "run, against ripgrep for $(wc -l <"$dir/terms") terms" "$first" "$other" 'rg -o -b -i -w -F'
}

# It takes minutes and says the same each time, so it runs once.
beside_quanteda() {
  has Rscript || return 0
  if ! Rscript -e 'quit(status = !requireNamespace("quanteda", quietly = TRUE))' 2>/dev/null; then
    echo "R's quanteda is not installed: left out"
    return 0
  fi
  other=$("$measure" -m Rscript "$here/look_up.R" "$list" "$dir/patterns" "$cores" 2>/dev/null)
  line 'run, against R and quanteda' "$first" "$other" 'its look-up of the terms alone'
  echo "$other" | awk '{ printf "%-42s %9.1f MB\n", "memory of R, at most", $3 / 1024 }'
}

beside_wc() {
  other=$(cost : sh -c "xargs wc -w <'$list'")
  line 'run, against wc -w' "$first" "$other" 'wc -w, one core'
}

memory() {
  rm -f "$db"
  "$measure" -m "$conspectus" run "$corpus" -o "$db" -q 2>/dev/null |
    awk '{ printf "%-42s %9.1f MB\n", "memory of all processes, at most", $3 / 1024 }'
}

size() {
  echo "$(bytes_of "$db") $(xargs cat <"$list" | wc -c)" | awk \
    '{ printf "%-42s %9.1f MB", "dataset", $1 / 1e6
       printf "   %.4f of the corpus of %.1f MB\n", $1 / $2, $2 / 1e6 }'
}

# ---- Again ----

again() {
  same=$(cost : "$conspectus" run "$corpus" -o "$db" -q)
  line 'again, nothing changed' "$same" "$first" 'the first run'

  mkdir -p "$dir/plugins/themes"
  changed=$dir/plugins/themes/supervision.lua
  theme=$srcdir/plugins/themes/supervision.lua
  other=$(cost "'$conspectus' run '$corpus' -o '$db' -q
    sed 's/version *= *\"[0-9.]*\"/version = \"99\"/' '$theme' >'$changed'" \
    "$conspectus" run "$corpus" -o "$db" -q --plugins "$dir/plugins")
  line 'again, one theme changed' "$other" "$first" 'the first run'
  "$conspectus" run "$corpus" -o "$db" -q

  file=$(sed -n 1p "$list")
  cp -p "$file" "$dir/kept"
  trap '[ ! -e "$dir/kept" ] || mv "$dir/kept" "$file"' EXIT
  other=$(cost "echo 'And more.' >>'$file'" "$conspectus" run "$corpus" -o "$db" -q)
  line 'again, one file changed' "$other" "$first" 'the first run'
  other=$(cost "mv '$dir/kept' '$file'; '$conspectus' run '$corpus' -o '$db' -q
    mv '$file' '$dir/kept'" "$conspectus" run "$corpus" -o "$db" -q)
  line 'again, one file removed' "$other" "$first" 'the first run'
  other=$(cost "rm -f '$file'; '$conspectus' run '$corpus' -o '$db' -q
    cp -p '$dir/kept' '$file'" "$conspectus" run "$corpus" -o "$db" -q)
  line 'again, one file added' "$other" "$first" 'the first run'
}

# ---- Asking ----

ask() {
  echo "$reviews reviews:"
  alone 'recurring' "$(cost : "$conspectus" recurring "$db")"
  alone 'compare' "$(cost : "$conspectus" compare "$db")"
  alone 'summary' "$(cost : "$conspectus" summary "$db")"
  area=$("$conspectus" sql "$db" 'SELECT area FROM review ORDER BY id LIMIT 1' --format csv |
    sed 1d)
  alone 'show, one cell' "$(cost : "$conspectus" show "$db" --area "$area" \
    --theme supervision --polarity weakness)"
  rm -rf "$dir/few" "$dir/few.db"
  mkdir "$dir/few"
  head -n 100 "$list" | xargs cp -t "$dir/few"
  "$conspectus" run "$dir/few" -o "$dir/few.db" -q 2>/dev/null
  alone 'try, 100 reviews' "$(cost : "$conspectus" try \
    "$srcdir/plugins/themes/supervision.lua" "$dir/few.db")"
}

scan() {
  echo
  echo 'One core, up to 300 reviews, the best of 3 (processor time):'
  # shellcheck disable=SC2046 # file names without blanks
  "$builddir/bench_scan_speed" "$srcdir/plugins" $(head -n 300 "$list")
}

stages() {
  echo
  echo 'One core, up to 100 reviews, each stage alone (processor time):'
  # shellcheck disable=SC2046 # file names without blanks
  "$builddir/bench_stages" "$dir/stages.db" $(head -n 100 "$list")
}

make_corpus
find "$corpus" -type f | sort >"$list"
echo "$reviews reviews on $cores cores; medians of $runs; processor time in brackets"
echo
whole_run
list_terms
beside_pigz
beside_libdeflate
beside_ripgrep
beside_quanteda
beside_wc
memory
size
again
ask
scan
stages
