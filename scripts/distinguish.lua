-- What distinguishes areas with a weakness from areas without it?
--
-- Each area counts once, with its latest review; it has a weakness where at least one finding
-- is coded so. For every other theme: how many of the areas with the weakness have that one
-- too, how many of the areas without it, and Fisher's exact test of the difference. With few
-- areas only a very plain difference can be told from chance.
local c = require "conspectus"

local given = c.arguments {
  theme = { type = "string", help = "the weakness; the one that recurs most if not said" },
  threshold = { type = "number", default = 0.5, help = "lowest confidence that counts" },
}
local theme = given.theme or c.data:recurring { threshold = given.threshold }[1].theme

local has, areas = {}, {}
for _, cell in ipairs(c.data:area_theme { threshold = given.threshold }) do
  if not has[cell.area] then
    has[cell.area] = {}
    areas[#areas + 1] = cell.area
  end
  has[cell.area][cell.theme] = cell.weakness > 0
end
-- An unknown theme fails here, with the nearest name.
c.data:area_theme { theme = theme }

local with, without = 0, 0
for _, area in ipairs(areas) do
  if has[area][theme] then
    with = with + 1
  else
    without = without + 1
  end
end

local rows, p = {}, {}
for other in c.data:themes {} do
  if other.theme ~= theme then
    local a, b = 0, 0
    for _, area in ipairs(areas) do
      if has[area][other.theme] then
        a, b = a + (has[area][theme] and 1 or 0), b + (has[area][theme] and 0 or 1)
      end
    end
    p[#p + 1] = c.fisher(a, with - a, b, without - b)
    rows[#rows + 1] = { theme = other.theme, with = a, without = b, p_value = p[#p] }
  end
end
for i, adjusted in ipairs(c.benjamini_hochberg(p)) do
  rows[i].p_adjusted = adjusted
end
table.sort(rows, function(x, y) return x.p_value < y.p_value end)

print(("%s: %d areas with it, %d without"):format(theme, with, without))
c.print_table({ "theme", { name = "with", title = "Areas with both" },
  { name = "without", title = "Areas with the other only" },
  { name = "p_value", title = "p", decimals = 3 },
  { name = "p_adjusted", title = "p adjusted", decimals = 3 } }, rows)
