#!/bin/sh
# Reviews that were coded by different plugins are not compared: a theme that a review was
# never coded with would read as a weakness that nobody has there.
. "${srcdir:-.}/tests/commands/lib.sh"

mkdir early late
cp "$sample"/wexcombe-* "$sample/brackenshire-2014.txt" early/
cp "$sample"/calderwick-* "$sample"/tidewell-* late/

expect_status 0 conspectus run early late -o x.db --quiet
expect_status 0 conspectus recurring x.db --format csv
cp "$out" before.csv

# Only some documents with another set of themes: said at once, and refused after.
expect_status 0 conspectus run late -o x.db --theme mash_capacity
expect_err '3 of 5 reviews were coded with other themes'
for command in recurring compare; do
  expect_status 3 conspectus $command x.db
  expect_err 'cannot be compared'
done
expect_status 3 conspectus export x.db -o tables
expect_err 'cannot be compared'
[ ! -e tables/recurring.csv ] || fail 'figures were exported all the same'
expect_status 0 conspectus summary x.db
expect_err '3 of 5 reviews'
expect_status 0 conspectus show x.db --limit 1

# All documents again, and the figures are what they were.
expect_status 0 conspectus run early late -o x.db --quiet
expect_status 0 conspectus recurring x.db --format csv
cmp -s "$out" before.csv || fail 'after coding all anew the figures differ'

# A folder that is named another way, and a file that was moved, are the same reviews.
expect_status 0 conspectus run "$PWD/early" "$PWD/late" -o x.db --quiet
expect_status 0 conspectus recurring x.db --format csv
cmp -s "$out" before.csv || fail 'named by another path, the figures differ'
expect_status 0 conspectus run late -o y.db --quiet
mv late/tidewell-2017.txt late/moved.txt
expect_status 0 conspectus run late -o y.db
expect_out 'unchanged         1'
expect_no_out 'left out'
expect_out 'No problems.'

# More faults than a list holds are counted.
mkdir -p faulty/themes
plugin=1
while [ $plugin -le 203 ]; do
  echo 'return 1' >faulty/themes/bad$plugin.lua
  plugin=$((plugin + 1))
done
expect_status 0 conspectus run late -o faulty.db --plugins faulty
expect_err 'and 3 more like these'
expect_out '200 errors, 1 warning'
expect_status 0 conspectus summary faulty.db --problems
expect_out '3 more problems like these are not listed'
