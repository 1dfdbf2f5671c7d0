#!/bin/sh
# Every command line that the documents show is run: each block marked `sh` as a script, in a
# folder for each document, in which datasets, plugins and scripts are the tree's own,
# reviews.db is the coded sample and conspectus is the program under test. Blocks marked
# `lua` that make a plugin are saved under its id first, so that commands can name them, and
# themes are checked.
. "${srcdir:-.}/tests/commands/lib.sh"

mkdir bin
ln -s "$CONSPECTUS" bin/conspectus
PATH=$PWD/bin:$PATH
top=$PWD

# Writes each sh block of FILE to block.1, block.2, ...
split_blocks() {
  awk '/^```/ { inside = ($0 == "```sh"); n += inside; next }
       inside { print > ("block." n) }' "$1"
}

# Saves each Lua block that makes a plugin as ID.lua.
save_plugins() {
  awk '/^```/ { inside = ($0 == "```lua"); block = ""; next }
       inside { block = block $0 "\n"
                if (match($0, /^ *id *= *"[a-z0-9_]+"/)) { split($0, part, "\""); id = part[2] } }
       inside && /^}/ { if (id != "") { printf "%s", block > (id ".lua"); close(id ".lua") }; id = "" }' "$1"
}

expect_status 0 conspectus run "$sample" -o reviews.db --quiet
commands=0
for document in README.md core/README.md plugins/README.md datasets/README.md \
  scripts/README.md tests/README.md; do
  cd "$top" || exit 99
  work=$(echo "$document" | tr '/' '-')
  mkdir "$work" && cd "$work" || exit 99
  for folder in datasets plugins scripts; do
    ln -s "$srcdir/$folder" $folder
  done
  cp ../reviews.db .
  save_plugins "$srcdir/$document"
  for file in *.lua; do
    [ -e "$file" ] && grep -q 'c\.theme' "$file" || continue
    expect_status 0 conspectus themes --check "$file"
  done
  split_blocks "$srcdir/$document"
  for block in block.*; do
    [ -e "$block" ] || continue
    expect_status 0 sh -e "$block"
    commands=$((commands + $(grep -cE '^(conspectus|sqlite3) ' "$block")))
  done
done
[ $commands -ge 15 ] || fail "only $commands commands were found in the documents"
echo "$commands command lines were run"

# What the README says that the demo prints is what it prints.
cd "$top" || exit 99
{ conspectus recurring reviews.db --family clas && conspectus compare reviews.db; } >printed
awk '/^```/ { inside = ($0 == "```text"); next } inside && !/^\$ / && NF' "$srcdir/README.md" >shown
[ -s shown ] || fail 'README.md shows nothing that the demo prints'
while IFS= read -r line; do
  grep -qxF -e "$line" printed || fail "README.md shows a line that is not printed: $line"
done <shown

# The manual page has every command and every option of the help.
manual=$srcdir/core/cli/conspectus.1
for command in run summary recurring compare recommendations show agree export text try themes \
  sql script merge verify; do
  expect_status 0 conspectus $command --help
  grep -q "^\.Ss $command\$" "$manual" || fail "conspectus(1) has no section on $command"
  for option in $(sed -n 's/^ *\(-[A-Za-z], \)\{0,1\}--\([a-z-]*\).*/\2/p' "$out"); do
    sed -n "/^\.Ss $command\$/,/^\.S[sh] /p" "$manual" | grep -q "Fl Fl $option\|common options" ||
      [ "$option" = help ] || fail "conspectus(1) does not have $command --$option"
  done
done
