-- How do areas compare, in a table that is ready for a paper, as CSV and as LaTeX?
--
-- Rows are areas, columns themes in the order of their recurrence; a cell is the number of
-- weak findings per 100 findings of the area's latest review, with a star where the adjusted
-- p of Fisher's exact test is below 0.05. The last row has each theme's share of areas that
-- are affected. Run it with -o DIR: it writes comparison.csv and comparison.tex.
local c = require "conspectus"

local given = c.arguments {
  themes = { type = "integer", default = 6, help = "columns: the themes that recur most" },
  threshold = { type = "number", default = 0.5, help = "lowest confidence that counts" },
}

local columns, themes, shares = { "area" }, {}, {}
for i, row in ipairs(c.data:recurring { threshold = given.threshold }) do
  if i <= given.themes then
    themes[i], columns[i + 1], shares[i] = row.theme, row.theme, row.prevalence
  end
end

local rows, by_area, stars = {}, {}, {}
for _, cell in ipairs(c.data:area_theme { threshold = given.threshold }) do
  local row = by_area[cell.area] or { area = cell.area }
  if not by_area[cell.area] then
    by_area[cell.area], rows[#rows + 1] = row, row
  end
  row[cell.theme] = cell.per_100_findings
  stars[cell.area .. cell.theme] = cell.p_adjusted and cell.p_adjusted < 0.05
end
print(c.write_csv("comparison.csv", columns, rows) .. " areas")

local function tex(text)
  return (text:gsub("[&%%$#_{}]", "\\%0"))
end
local lines = { "% made by conspectus: paper_table.lua",
  "\\begin{tabular}{l" .. ("r"):rep(#themes) .. "}", "\\hline" }
local function line(first, cells)
  lines[#lines + 1] = tex(first) .. " & " .. table.concat(cells, " & ") .. " \\\\"
end
local head, last = {}, {}
for j, theme in ipairs(themes) do
  head[j], last[j] = tex(theme), ("%.2f"):format(shares[j])
end
line("Area", head)
for _, row in ipairs(rows) do
  local cells = {}
  for j, theme in ipairs(themes) do
    local star = stars[row.area .. theme] and "$^*$" or ""
    cells[j] = row[theme] and ("%.1f%s"):format(row[theme], star) or "--"
  end
  line(row.area, cells)
end
line("Areas affected", last)
lines[#lines + 1] = "\\hline\n\\end{tabular}"
c.write_text("comparison.tex", table.concat(lines, "\n"))
