-- Which areas are alike in their weaknesses?
--
-- Two areas are as alike as the share of the themes weak in either that are weak in both
-- (Jaccard's coefficient, 0 to 1), in their latest reviews. Each area is listed with those
-- most like it. Few themes make many ties, and areas without any weakness are like none.
local c = require "conspectus"

local given = c.arguments {
  count = { type = "integer", default = 3, help = "neighbours of each area" },
  threshold = { type = "number", default = 0.5, help = "lowest confidence that counts" },
}

local weak, areas = {}, {}
for _, cell in ipairs(c.data:area_theme { threshold = given.threshold }) do
  if not weak[cell.area] then
    weak[cell.area] = {}
    areas[#areas + 1] = cell.area
  end
  weak[cell.area][cell.theme] = cell.weakness > 0 or nil
end

local function likeness(one, other)
  local both, either = 0, 0
  for theme in pairs(one) do
    both, either = both + (other[theme] and 1 or 0), either + 1
  end
  for theme in pairs(other) do
    either = either + (one[theme] and 0 or 1)
  end
  return either > 0 and both / either or 0
end

local rows = {}
for _, area in ipairs(areas) do
  local others = {}
  for _, other in ipairs(areas) do
    if other ~= area then
      others[#others + 1] = { area, other, likeness(weak[area], weak[other]) }
    end
  end
  table.sort(others, function(x, y) return x[3] > y[3] end)
  for i = 1, math.min(given.count, #others) do
    rows[#rows + 1] = others[i]
  end
end
c.print_table({ "area", "neighbour", { name = "likeness", decimals = 2 } }, rows)
