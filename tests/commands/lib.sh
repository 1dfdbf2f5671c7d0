# Helpers for the command tests, in POSIX shell. A test begins with
#
#   . "${srcdir:-.}/tests/commands/lib.sh"
#
# and finds itself in an empty folder that goes away at its end, with LC_ALL=C and without
# the user's own settings. $srcdir and $builddir are absolute, $sample is the sample corpus.
#
#   conspectus ARG...              the program under test
#   expect_status N COMMAND...     runs COMMAND with an empty stdin and wants exit status N
#   expect_out TEXT                the last COMMAND's stdout has TEXT in a line
#   expect_err TEXT                ... its stderr has
#   expect_no_out [TEXT]           ... its stdout is empty, or nowhere has TEXT
#   expect_no_err [TEXT]           ... its stderr is empty, or nowhere has TEXT
#   expect_narrow N                no line of its stdout is longer than N characters
#   need PROGRAM                   skips the test where PROGRAM is not installed
#   skip WHY                       ends the test as skipped
#   fail WHY                       ends the test as failed, showing the last COMMAND's output
#
# stdout and stderr of the last COMMAND are the files $out and $err. TEXT is plain text, not a
# pattern. By hand, from the source tree: CONSPECTUS=build/conspectus sh tests/commands/run.sh

set -u

absolute() {
  case $1 in
  /*) echo "$1" ;;
  *) echo "$PWD/$1" ;;
  esac
}

srcdir=$(absolute "${srcdir:-.}")
builddir=$(absolute "${builddir:-build}")
CONSPECTUS=$(absolute "${CONSPECTUS:-$builddir/conspectus}")
sample=$srcdir/datasets/sample

LC_ALL=C
export LC_ALL srcdir builddir CONSPECTUS
unset CONSPECTUS_PATH NO_COLOR COLUMNS LANGUAGE

tmp=$(mktemp -d "${TMPDIR:-/tmp}/conspectus.XXXXXX") || exit 99
out=$tmp/out
err=$tmp/err
last_command=
: >"$out"
: >"$err"

clean_up() {
  cd /
  chmod -R u+rwX "$tmp" 2>/dev/null
  rm -rf "$tmp"
}

trap clean_up EXIT
trap 'exit 99' HUP INT TERM
mkdir "$tmp/work"
cd "$tmp/work" || exit 99

conspectus() {
  "$CONSPECTUS" "$@"
}

show_file() {
  echo "--- $1:"
  head -n 40 "$2"
}

fail() {
  echo "FAIL: $*"
  if [ -n "$last_command" ]; then
    echo "--- command: $last_command"
    show_file stdout "$out"
    show_file stderr "$err"
  fi
  exit 1
}

skip() {
  echo "SKIP: $*"
  exit 77
}

need() {
  command -v "$1" >/dev/null 2>&1 || skip "$1 is not installed"
}

expect_status() {
  expected_status=$1
  shift
  last_command=$*
  "$@" >"$out" 2>"$err" </dev/null
  actual_status=$?
  [ "$actual_status" -eq "$expected_status" ] ||
    fail "exit status is $actual_status, expected $expected_status"
}

expect_out() {
  grep -qF -e "$1" "$out" || fail "stdout has no '$1'"
}

expect_err() {
  grep -qF -e "$1" "$err" || fail "stderr has no '$1'"
}

expect_no_out() {
  expect_none stdout "$out" "$@"
}

expect_no_err() {
  expect_none stderr "$err" "$@"
}

# expect_none NAME FILE [TEXT]
expect_none() {
  if [ $# -eq 2 ]; then
    [ ! -s "$2" ] || fail "$1 is not empty"
  elif grep -qF -e "$3" "$2"; then
    fail "$1 has '$3'"
  fi
}

# No line of a table may be longer than the terminal is wide, counted in characters.
expect_narrow() {
  LC_ALL=C tr -d '\200-\277' <"$out" |
    awk -v width="$1" 'length($0) > width { print; n++ } END { exit n > 0 }' ||
    fail "a line is longer than $1 columns"
}
