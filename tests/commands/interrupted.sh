#!/bin/sh
# A run that is stopped, gently or not, leaves a dataset that opens, verifies, and is
# completed by running again to what an undisturbed run gives.
. "${srcdir:-.}/tests/commands/lib.sh"

mkdir docs
for copy in 1 2 3 4 5 6 7 8; do
  for review in "$sample"/*-20*.*; do
    # Another area each, so that every copy is a review of its own.
    name=$(basename "$review")
    case $name in
    calderwick* | elverton* | wexcombe-2013*) sed "s/\(Calderwick\|Elverton\|Wexcombe\)/\1$copy/g" \
      "$review" >"docs/$copy-$name" ;;
    esac
  done
done

expect_status 0 conspectus run docs -o whole.db --quiet
expect_status 0 conspectus export whole.db -o whole

for signal in INT TERM KILL; do
  for wait in 0.02 0.1 0.2; do
    rm -f part.db part.db-journal
    "$CONSPECTUS" run docs -o part.db --quiet >stopped.out 2>stopped.err </dev/null &
    run=$!
    sleep $wait
    kill -$signal $run 2>/dev/null
    wait $run 2>/dev/null
    status=$?
    if [ $signal = INT ] && [ $status -ne 0 ]; then
      # A shell without job control starts background programs with SIGINT ignored.
      [ $status -eq 3 ] || [ $status -eq 130 ] || fail "exit status $status after SIGINT"
    fi
    if [ -e part.db ]; then
      expect_status 0 conspectus verify part.db
    fi
    expect_status 0 conspectus run docs -o part.db --quiet
    expect_status 0 conspectus verify part.db
    expect_status 0 conspectus export part.db -o "part-$signal-$wait"
    diff -r whole "part-$signal-$wait" >/dev/null ||
      fail "after $signal at $wait s the export differs from that of a whole run"
  done
done
