#!/bin/sh
# Data goes one way through the stages: a stage includes its own headers and those of the
# stages before it, and so does a room of the dataset with the rooms before it; Lua and SQLite
# are for the stages that the design names. Prints each line that breaks this.
set -u
cd "${srcdir:-.}/core" || exit 99

stages='base text review match host dataset run analysis output script cli'
rooms='body schema load store verify merge'
status=0

# forbid HEADER-PATTERN FOLDER...
forbid() {
  header=$1
  shift
  for folder in "$@"; do
    grep -rnE "^ *# *include *[<\"]$header" "$folder" && status=1
  done
}

before=
for stage in $stages; do
  # shellcheck disable=SC2086 # a list
  forbid "$stage/" $before
  before="$before $stage"
done

before=
for room in $rooms; do
  # shellcheck disable=SC2086 # a list
  forbid "dataset/$room/" $before
  before="$before dataset/$room"
done

forbid '(lua|lauxlib|lualib)\.h' base text review match dataset run analysis output script cli
forbid 'sqlite3\.h' base text review match host run output script cli

for folder in */; do
  case " $stages " in
  *" ${folder%/} "*) ;;
  *) echo "core/$folder is no stage of tests/layers.sh" && status=1 ;;
  esac
done

for folder in dataset/*/; do
  case " $rooms " in
  *" $(basename "$folder") "*) ;;
  *) echo "core/$folder is no room of tests/layers.sh" && status=1 ;;
  esac
done

exit $status
