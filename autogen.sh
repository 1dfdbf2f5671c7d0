#!/bin/sh
# Prepares configure, tries Conspectus out, or checks it: ./autogen.sh --help
set -eu
unset CDPATH
cd "$(dirname "$0")"

# Debian's names. sqlite3, lua5.4 and lua-check are for the tests.
packages='
  autoconf automake libtool make gcc libc6-dev pkg-config
  liblua5.4-dev libsqlite3-dev zlib1g-dev libdeflate-dev libutf8proc-dev
  libjansson-dev nettle-dev libcsv-dev check
  poppler-utils sqlite3 lua5.4 lua-check'

jobs=$(nproc 2>/dev/null || echo 2)

usage() {
  cat <<'END'
Usage: ./autogen.sh                 prepare configure, nothing else
       ./autogen.sh demo            install what is missing, build in build/, code the sample
                                    reviews and show what recurs in them
       ./autogen.sh check [FLAG]... the same set-up, then all tests, with compiler warnings as
                                    errors; FLAGs are for configure, and each combination has a
                                    folder of its own: check --enable-sanitizers builds in
                                    build-check-sanitizers/

Packages are installed on Debian and Ubuntu only, and only if missing; elsewhere they are named.
END
}

say() {
  printf '== %s\n' "$*"
}

die() {
  printf 'autogen.sh: %s\n' "$*" >&2
  exit 1
}

# Runs a command without its noise; if it fails, shows the end of that.
quietly() {
  "$@" >>"$log" 2>&1 </dev/null && return
  tail -n 40 "$log" >&2
  die "this failed: $* (all of it is in $log)"
}

missing_packages() {
  for package in $packages; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
    installed*) ;;
    *) printf ' %s' "$package" ;;
    esac
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

install_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    say 'This is not Debian. These are needed, by whatever name your system gives them:'
    # shellcheck disable=SC2086 # a list
    echo $packages | fold -s -w 78
    return
  fi
  missing=$(missing_packages)
  if [ -z "$missing" ]; then
    say 'All packages are there'
    return
  fi
  say "Installing packages:$missing"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
    die "there is no sudo; as root: apt-get install$missing"
  # A broken source of something else is no reason to stop.
  as_root apt-get update >>"$log" 2>&1 </dev/null || say "apt-get update complains, see $log"
  # shellcheck disable=SC2086 # a list
  quietly as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends $missing
}

# build FOLDER TARGET [FLAG]...     what is up to date is left alone
build() {
  folder=$1
  target=$2
  shift 2
  log=$folder/build.log
  mkdir -p "$folder"
  : >"$log"
  install_packages
  if [ ! -f configure ] || [ ! -f Makefile.in ]; then
    say 'Preparing configure'
    quietly autoreconf -fi
  fi
  if [ ! -f "$folder/Makefile" ]; then
    say "Configuring in $folder/"
    quietly configure_in "$folder" "$@"
  fi
  say "Building in $folder/ (what the compiler says: $log)"
  quietly make -C "$folder" -j "$jobs" "$target"
}

configure_in() {
  (cd "$1" && shift && ../configure "$@")
}

# Shows a command as one would type it, and runs it.
try() {
  printf '\n$ %s\n' "$*"
  "$@"
}

demo() {
  build build all
  say 'Reading and coding the fourteen reviews of datasets/sample'
  try build/conspectus run datasets/sample -o build/sample.db
  try build/conspectus recurring build/sample.db --family clas
  try build/conspectus compare build/sample.db
  try build/conspectus export build/sample.db -o build/sample-csv
  cat <<'END'

The dataset is build/sample.db, the CSV files are in build/sample-csv/. Next, for instance:

  build/conspectus show build/sample.db --theme it_fragmentation
END
}

check() {
  folder=build-check
  for flag in "$@"; do
    folder=$folder-$(printf '%s\n' "$flag" | sed 's/^--enable-//; s/^-*//; s/[^A-Za-z0-9]/-/g')
  done
  build "$folder" check-programs --enable-werror "$@"
  say "Testing in $folder/"
  VERBOSE=1 make -C "$folder" -j "$jobs" -s --no-print-directory check
}

case ${1-} in
'')
  autoreconf -fi
  echo 'Now type: mkdir -p build && cd build && ../configure && make'
  ;;
demo)
  [ $# -eq 1 ] || { usage >&2; exit 2; }
  demo
  ;;
check)
  shift
  check "$@"
  ;;
-h | --help)
  usage
  ;;
*)
  usage >&2
  exit 2
  ;;
esac
