#!/bin/sh
# Fuzzes each target in turn; `make fuzz` calls it from a build folder.
#
#   run.sh SOURCE WORK     WORK/build is configured with --enable-fuzzing
#
#   FUZZ_TARGETS     which, separated by blanks; all
#   FUZZ_SECONDS     of each; 60
#   FUZZ_OPTIONS     more of libFuzzer's options
#
# WORK/corpus/TARGET keeps what leads further and is gone on with next time; what breaks a
# target is put into WORK/findings/TARGET, and the status is 1. WORK/times.csv gets a line a
# run: target, seconds of processor time, inputs tried, status (not 0: a finding).
set -u

source=$1 work=$2
fuzzer=$work/build/fuzzer
seconds=${FUZZ_SECONDS-60}
srcdir=$source
TMPDIR=${TMPDIR-$work/tmp}
ASAN_OPTIONS=${ASAN_OPTIONS-allocator_may_return_null=1:detect_leaks=1}
UBSAN_OPTIONS=${UBSAN_OPTIONS-print_stacktrace=1}
export srcdir TMPDIR ASAN_OPTIONS UBSAN_OPTIONS FUZZ_TARGET
mkdir -p "$TMPDIR"
status=0

# The files that a target's first inputs are made of, besides those that it gives itself.
seeds_of() {
  case $1 in
  text | review | coding) ls "$source"/datasets/sample/*.txt "$source"/datasets/sample/*.md ;;
  layout)
    for pdf in "$source"/datasets/pdf/*.pdf; do
      printed=$work/pdf/$(basename "$pdf" .pdf)
      mkdir -p "$work/pdf"
      [ -s "$printed" ] || pdftotext -layout "$pdf" "$printed" 2>/dev/null
      [ ! -s "$printed" ] || echo "$printed"
    done
    ;;
  csv) ls "$source"/datasets/sample/*.csv ;;
  plugin) ls "$source"/plugins/*/*.lua "$source"/tests/host/data/*/*/*.lua ;;
  script) ls "$source"/scripts/*.lua ;;
  sql) ls "$source"/scripts/*.sql ;;
  esac
}

# A long file becomes its beginning with its end, because small inputs are tried faster.
plant() {
  if [ "$(wc -c <"$1")" -gt 6000 ]; then
    { head -c 4000 "$1"; tail -c 2000 "$1"; } >"$2"
  else
    cp "$1" "$2"
  fi
}

plant_seeds() {
  FUZZ_GIVE=$corpus "$fuzzer" || return
  for seed in $(seeds_of "$target") "$source/tests/fuzz/found/$target"/*; do
    if [ -f "$seed" ]; then
      plant "$seed" "$corpus/seed-$(basename "$seed")"
    fi
  done
}

# Seconds of processor time, of what `times` says in its last line: 1m2.50s 0m0.10s
seconds_of() {
  tail -n 1 "$1" | awk -F '[ms ]+' '{ printf "%.0f", 60 * $1 + $2 + 60 * $3 + $4 }'
}

fuzz() {
  FUZZ_TARGET=$target
  corpus=$work/corpus/$target findings=$work/findings/$target log=$work/$target.log
  mkdir -p "$corpus" "$findings"
  plant_seeds || return
  dictionary=$source/tests/fuzz/words/$target.dict
  [ -f "$dictionary" ] || dictionary=$source/tests/fuzz/words/text.dict
  # shellcheck disable=SC2086 # a list of options
  (
    "$fuzzer" -max_total_time="$seconds" -timeout=30 -rss_limit_mb=2048 -max_len=16000 \
      -dict="$dictionary" -artifact_prefix="$findings/" -print_final_stats=1 \
      ${FUZZ_OPTIONS-} "$corpus" >"$log" 2>&1
    echo $? >"$log.status"
    times
  ) >"$log.times"
  ended=$(cat "$log.status") used=$(seconds_of "$log.times")
  rm -f "$log.status" "$log.times"
  tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
  echo "$target,$used,${tried:-0},$ended" >>"$work/times.csv"
  echo "$target: ${tried:-?} inputs in $used s of processor time, status $ended"
  if [ "$ended" -ne 0 ]; then
    tail -n 40 "$log"
    return 1
  fi
}

all='text layout review coding message csv plugin dataset sql script'
for target in ${FUZZ_TARGETS-$all}; do
  fuzz || status=1
done
exit $status
