-- Who is asked to act, and on what?
--
-- A row an organisation: the recommendations put to it (alone, or shared with others), and
-- the themes that they are about, with the number of recommendations each. A recommendation
-- without any theme of the codebook is counted under "no theme".
local c = require "conspectus"

local given = c.arguments {
  area = { type = "string", help = "only this area" },
  least = { type = "number", default = 0.5, help = "lowest confidence that counts" },
}

local themes_of = {}
for coding in c.data:codings {
  kind = "recommendation", area = given.area, min_confidence = given.least,
} do
  local themes = themes_of[coding.passage] or {}
  themes_of[coding.passage] = themes
  themes[#themes + 1] = coding.theme
end

local load = {}
for recommendation in c.data:recommendations { area = given.area } do
  for _, name in ipairs(recommendation.addressees) do
    local to = load[name] or { organisation = name, asked = 0, alone = 0, themes = {} }
    load[name] = to
    to.asked = to.asked + 1
    to.alone = to.alone + (#recommendation.addressees == 1 and 1 or 0)
    for _, theme in ipairs(themes_of[recommendation.passage] or { "no theme" }) do
      to.themes[theme] = (to.themes[theme] or 0) + 1
    end
  end
end

local rows = {}
for _, to in pairs(load) do
  local about = {}
  for theme, count in pairs(to.themes) do
    about[#about + 1] = { theme = theme, count = count }
  end
  table.sort(about, function(x, y) return x.count > y.count end)
  for i, each in ipairs(about) do
    about[i] = each.theme .. " " .. each.count
  end
  rows[#rows + 1] = { organisation = to.organisation, asked = to.asked, alone = to.alone,
    shared = to.asked - to.alone, about = table.concat(about, ", ") }
end
table.sort(rows, function(x, y) return x.asked > y.asked end)
c.print_table({ "organisation", { name = "asked", title = "Asked" }, "alone", "shared", "about" },
  rows)
