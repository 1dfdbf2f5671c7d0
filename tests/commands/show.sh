#!/bin/sh
# show, try and themes: the sentences behind the figures, and why they were coded.
. "${srcdir:-.}/tests/commands/lib.sh"

expect_status 0 conspectus run "$sample" -o x.db --quiet

# ---- show ----

expect_status 0 conspectus show x.db --theme it_fragmentation --polarity weakness --limit 0
expect_out 'it_fragmentation: weakness'
expect_out 'Marks:'
expect_no_out 'strength, confidence'
[ "$(LC_ALL=C.UTF-8 wc -L <"$out")" -le 80 ] ||
  fail 'a line is longer than 80 columns'

expect_status 0 conspectus show x.db --format csv --theme mash_capacity
expect_out 'passage,area,review,kind,section,label,theme,polarity,confidence,repeat'
expect_no_out 'think_family'
expect_status 0 conspectus show x.db --format json --kind recommendation --limit 1
expect_out '"kind": "recommendation"'

key=$(conspectus sql x.db "SELECT p.key FROM coding c JOIN passage p ON p.id = c.passage_id
  WHERE c.theme_id = 'mash_capacity' AND p.kind = 'finding' ORDER BY p.key LIMIT 1" --format csv |
  tail -n 1)
expect_status 0 conspectus show x.db --passage "$key" --explain
expect_out "$key"
expect_out 'The rule holds'
expect_status 0 conspectus show x.db --area Calderwick --theme think_family --polarity neutral \
  --kind quote
expect_out 'No coding fits.'
expect_status 3 conspectus show x.db --area Calderwik
expect_err 'Calderwick'
expect_status 2 conspectus show x.db --polarity weaknes
expect_err 'weakness'
expect_status 3 conspectus show x.db --passage calderwick-2015:finding:77.7
expect_err '77.7'

# ---- try ----

cat >late.lua <<'END'
local c = require "conspectus"

return c.theme {
  id = "late",
  title = "Late health assessments",
  about = "Health assessments that come after their time.",
  version = "1.0",
  rule = c.sentence { c.any { "health assessment*" }, c.any { "late", "delay*", "overdue" } },
  examples = {
    { "Initial health assessments were often late.", "weakness" },
    { "Health assessments were thorough.", false },
  },
}
END
expect_status 0 conspectus try late.lua x.db
expect_out 'passages coded'
expect_status 0 conspectus try late.lua "$sample/calderwick-2015.txt" --quiet
expect_out 'late: '
expect_status 0 conspectus try late.lua x.db --explain --limit 3
expect_out 'The rule does not hold'
expect_status 0 conspectus try mash_capacity x.db --quiet
coded=$(sed -n 's/^mash_capacity: \([0-9]*\) of.*/\1/p' "$out")
stored=$(conspectus sql x.db "SELECT count(*) FROM coding WHERE theme_id = 'mash_capacity'" \
  --format csv | tail -n 1)
[ "$coded" = "$stored" ] || fail "try codes $coded passages, the dataset has $stored"
expect_status 3 conspectus try late.lua x.db --passage nothing:finding:1.1
expect_err 'nothing:finding:1.1'
expect_status 3 conspectus try missing.lua x.db
expect_err 'missing.lua'
expect_status 3 conspectus try late.lua missing.db
expect_err 'missing.db'

# ---- themes ----

expect_status 0 conspectus themes
for theme in it_fragmentation mash_capacity think_family; do
  expect_out "$theme"
done
expect_status 0 conspectus themes mash_capacity
expect_out 'Rule ('
expect_out 'Examples:'
expect_status 3 conspectus themes mash_capasity
expect_err 'mash_capacity'
expect_status 0 conspectus themes --check
expect_out 'Sound:'
expect_status 0 conspectus themes --check late.lua
sed 's/"weakness" },/"strength" },/' late.lua >wrong.lua
mkdir wrong && mv wrong.lua wrong/late.lua
expect_status 1 conspectus themes --check wrong/late.lua
expect_err 'strength'
expect_err 'weakness'
