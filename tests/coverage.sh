#!/bin/sh
# usage: coverage.sh PERCENT     in the build folder, after the tests have run
# Prints the line coverage of core/, the least covered file first, leaves the annotated
# sources in coverage/, and fails where the whole is below PERCENT.
set -eu

rm -rf coverage
mkdir coverage

# By the .gcno files, not the .gcda ones: a source that never ran counts too.
find core -name '*.gcno' -exec ${GCOV:-gcov} -p {} + >coverage/gcov.log 2>&1
mv ./*#core#*.gcov coverage/
rm -f ./*.gcov

# gcov says "File 'NAME'", and on the next line "Lines executed:80.00% of 10".
awk -F "'" '
  /^File / { file = $2; next }
  /^Lines executed:/ && file ~ /core\/.*\.c$/ {
    split($0, part, /[:% ]+/)
    sub(/.*core\//, "core/", file)
    printf "%6.2f %6d %s\n", part[3], part[5], file
  }
  { file = "" }
' coverage/gcov.log | sort -n >coverage/summary

awk -v limit="$1" '
  { printf "%6.2f %% of %5d lines  %s\n", $1, $2, $3; lines += $2; run += int($1 * $2 / 100 + 0.5) }
  END {
    share = lines ? 100 * run / lines : 0
    printf "\ncore/: %d of %d lines, %.1f %% (at least %s %% wanted)\n", run, lines, share, limit
    exit share < limit
  }
' coverage/summary
