-- Which themes are weak together in one and the same finding?
--
-- For each pair of themes: the findings coded weak in both, the lift (how many times more
-- often than if the two had nothing to do with each other), phi (the correlation of the two
-- as yes and no, -1 to 1), and Fisher's exact test, adjusted by Benjamini and Hochberg over
-- all pairs. Findings of one area depend on each other: take p as a pointer to where to read.
local c = require "conspectus"

local given = c.arguments {
  least = { type = "number", default = 0.5, help = "lowest confidence that counts" },
  together = { type = "integer", default = 1, help = "leave out pairs seen less often" },
}

local count = c.data:sql("SELECT count(*) AS findings FROM passage WHERE kind = 'finding'")
local findings = count().findings

local weak, of_passage = {}, {}
for coding in c.data:codings { kind = "finding", polarity = "weakness",
  min_confidence = given.least } do
  local themes = of_passage[coding.passage] or {}
  of_passage[coding.passage] = themes
  themes[#themes + 1] = coding.theme
  weak[coding.theme] = (weak[coding.theme] or 0) + 1
end

local both = {}
for _, themes in pairs(of_passage) do
  table.sort(themes)
  for i = 1, #themes do
    for j = i + 1, #themes do
      local pair = themes[i] .. " " .. themes[j]
      both[pair] = (both[pair] or 0) + 1
    end
  end
end

local rows, p = {}, {}
for one, a in pairs(weak) do
  for other, b in pairs(weak) do
    local n = both[one .. " " .. other] or 0
    if one < other and n >= given.together then
      local neither = findings - a - b + n
      local spread = math.sqrt(a * b) * math.sqrt((findings - a) * (findings - b))
      p[#p + 1] = c.fisher(n, a - n, b - n, neither)
      rows[#rows + 1] = { theme = one, other = other, together = n, lift = n * findings / (a * b),
        phi = spread > 0 and (n * findings - a * b) / spread or nil, p_value = p[#p] }
    end
  end
end
for i, adjusted in ipairs(c.benjamini_hochberg(p)) do
  rows[i].p_adjusted = adjusted
end
table.sort(rows, function(x, y) return x.lift > y.lift end)

print(findings .. " findings")
c.print_table({ "theme", "other", "together", { name = "lift", decimals = 1 },
  { name = "phi", decimals = 2 }, { name = "p_value", title = "p", decimals = 3 },
  { name = "p_adjusted", title = "p adjusted", decimals = 3 } }, rows)
