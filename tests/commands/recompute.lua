-- Every figure of recurring.csv and area_theme.csv again, from the other exported files alone,
-- written from the formulas' sources and not from the program:
--
--   lua5.4 recompute.lua FOLDER [THRESHOLD] [mixed] [FIRST]
--
-- says which cells differ by more than 1e-9 (relative above 1), and ends with status 1 then.

local folder, threshold, mixed = arg[1], tonumber(arg[2] or 0.5), arg[3] == "mixed"
local first = tonumber(arg[4] or 5)

-- RFC 4180: a list of rows by column name.
local function read_csv(name)
  local file = assert(io.open(folder .. "/" .. name .. ".csv", "rb"))
  local text, at, header, rows = file:read("a"), 1, nil, {}
  file:close()
  while at <= #text do
    local cells, ended = {}, false
    while not ended do
      local cell
      if text:sub(at, at) == '"' then
        local close = at + 1
        while true do
          close = text:find('"', close, true)
          if text:sub(close + 1, close + 1) ~= '"' then break end
          close = close + 2
        end
        cell, at = text:sub(at + 1, close - 1):gsub('""', '"'), close + 1
      else
        local stop = text:find("[,\n]", at)
        cell, at = text:sub(at, stop - 1), stop
      end
      cells[#cells + 1] = cell
      ended = text:sub(at, at) == "\n"
      at = at + 1
    end
    if header then
      local row = {}
      for i, column in ipairs(header) do row[column] = cells[i] end
      rows[#rows + 1] = row
    else
      header = cells
    end
  end
  return rows
end

-- ---- What areas, reviews and themes there are, and what was coded ----

local themes, by_area, areas, reviews = {}, {}, {}, {}
for _, row in ipairs(read_csv "codebook") do themes[#themes + 1] = row.theme end
for _, row in ipairs(read_csv "reviews") do
  -- A document of no known family is no review of its area; it is kept apart, out of all counts.
  local apart = row.family == "unknown"
  row.day = row.review_end ~= "" and row.review_end or row.published
  row.finding_count, row.sections, row.section_count, row.cells = 0, {}, 0, {}
  for _, theme in ipairs(themes) do
    row.cells[theme] = { weakness = 0, strength = 0, mixed = 0, neutral = 0, weak = 0,
                         sections = {}, section_count = 0 }
  end
  reviews[row.review] = row
  if not apart and not by_area[row.area] then
    by_area[row.area], areas[#areas + 1] = {}, row.area
  end
  if not apart then table.insert(by_area[row.area], row) end
end
table.sort(areas)
for _, list in pairs(by_area) do
  table.sort(list, function(a, b)
    if a.day ~= b.day then return a.day < b.day end
    return a.review < b.review
  end)
end

local section_of, cites = {}, {}
for _, row in ipairs(read_csv "passages") do
  local review = reviews[row.review]
  section_of[row.passage] = row.section_place
  if row.kind == "finding" then
    review.finding_count = review.finding_count + 1
    if not review.sections[row.section_place] then
      review.sections[row.section_place] = true
      review.section_count = review.section_count + 1
    end
  end
end
for _, row in ipairs(read_csv "citations") do
  cites[row.passage] = cites[row.passage] or row.resolved == "1" or row.label == ""
end
for _, row in ipairs(read_csv "codings") do
  local cell = reviews[row.review].cells[row.theme]
  if tonumber(row.confidence) >= threshold then
    if row.kind == "recommendation" then
      cell.recommended = true
    elseif row.kind == "finding" then
      cell[row.polarity] = cell[row.polarity] + 1
      if row.polarity == "weakness" or (mixed and row.polarity == "mixed") then
        local section = section_of[row.passage]
        cell.weak = cell.weak + 1
        cell.repeated = cell.repeated or row["repeat"] == "1"
        cell.cited = cell.cited or cites[row.passage]
        if not cell.sections[section] then
          cell.sections[section] = true
          cell.section_count = cell.section_count + 1
        end
      end
    end
  end
end

-- ---- Statistics ----

local Z = 1.959963984540054 -- qnorm(0.975)

local function wilson(k, n)
  if n == 0 then return nil end
  local p = k / n
  local root = Z * math.sqrt(p * (1 - p) / n + Z ^ 2 / (4 * n ^ 2))
  return (p + Z ^ 2 / (2 * n) - root) / (1 + Z ^ 2 / n),
         (p + Z ^ 2 / (2 * n) + root) / (1 + Z ^ 2 / n)
end

-- Sums of logarithms, with Kahan's correction: differences of large ones must stay exact.
local log_factorial = { [0] = 0 }
local function lf(n)
  local lost = 0
  for i = #log_factorial + 1, n do
    local term = math.log(i) - lost
    local sum = log_factorial[i - 1] + term
    lost = sum - log_factorial[i - 1] - term
    log_factorial[i] = sum
  end
  return log_factorial[n]
end

local function choose(n, k) return lf(n) - lf(k) - lf(n - k) end

-- Two-sided as in R's fisher.test.
local function fisher(a, b, c, d)
  local row, column, n = a + b, a + c, a + b + c + d
  local low, high = math.max(0, row + column - n), math.min(row, column)
  local base, sum, all = choose(row, a) + choose(n - row, column - a), 0, 0
  for k = low, high do
    local relative = math.exp(choose(row, k) + choose(n - row, column - k) - base)
    all = all + relative
    if relative <= 1 + 1e-7 then sum = sum + relative end
  end
  return sum / all
end

local function residual(a, b, c, d)
  local row, column, n = a + b, a + c, a + b + c + d
  if row == 0 or column == 0 or row == n or column == n then return nil end
  local e = row * column / n
  return (a - e) / math.sqrt(e * (1 - row / n) * (1 - column / n))
end

local function benjamini_hochberg(p)
  local order, adjusted, least = {}, {}, 1
  for i = 1, #p do order[i] = i end
  table.sort(order, function(i, j) return p[i] < p[j] end)
  for rank = #p, 1, -1 do
    least = math.min(least, p[order[rank]] * #p / rank)
    adjusted[order[rank]] = least
  end
  return adjusted
end

-- R's type 7.
local function quantile(sorted, share)
  local at = 1 + share * (#sorted - 1)
  local below = math.floor(at)
  return sorted[below] + (at - below) * ((sorted[below + 1] or sorted[below]) - sorted[below])
end

-- SplitMix64 (Steele, Lea & Flood 2014), and Lemire's way (2019) to a number below a bound.
local state
local function next_random()
  state = state + 0x9E3779B97F4A7C15
  local z = state
  z = (z ~ (z >> 30)) * 0xBF58476D1CE4E5B9
  z = (z ~ (z >> 27)) * 0x94D049BB133111EB
  return z ~ (z >> 31)
end

local function below(bound)
  local rest = (math.maxinteger % bound + 1) * 2 % bound -- 2^64 modulo the bound
  while true do
    local x = next_random()
    if not math.ult(x * bound, rest) then
      return ((x >> 32) * bound + (((x & 0xFFFFFFFF) * bound) >> 32)) >> 32
    end
  end
end

-- ---- Components and score, of a sample of areas ----

local function weak(review, theme) return review.cells[theme].weak > 0 end

local facts = {}
for _, theme in ipairs(themes) do
  facts[theme] = {}
  for i, area in ipairs(areas) do
    local list = by_area[area]
    local latest, before = list[#list], list[#list - 1]
    local cell = latest.cells[theme]
    facts[theme][i] = {
      affected = cell.weak > 0,
      formal = cell.weak > 0 and (cell.cited or cell.recommended) or false,
      repeated = cell.weak > 0 and cell.repeated or false,
      breadth = cell.weak > 0 and cell.section_count / latest.section_count or 0,
      before = before ~= nil and weak(before, theme),
    }
  end
end

local function components(theme, sample)
  local affected, formal, again, before, carried, breadth = 0, 0, 0, 0, 0, 0
  for _, i in ipairs(sample) do
    local it = facts[theme][i]
    if it.affected then affected = affected + 1 end
    if it.formal then formal = formal + 1 end
    if it.repeated then again = again + 1 end
    if it.before then before = before + 1 end
    if it.before and it.affected then carried = carried + 1 end
    breadth = breadth + it.breadth
  end
  local c = { affected = affected, prevalence = #sample > 0 and affected / #sample or nil }
  if affected > 0 then
    c.formality, c.repeated, c.breadth = formal / affected, again / affected, breadth / affected
  end
  if before > 0 then c.carried_over = carried / before end
  return c
end

local function score(c)
  if not c.prevalence then return nil end
  local sum, count = 0, 0
  for _, name in ipairs { "formality", "repeated", "carried_over", "breadth" } do
    if c[name] then sum, count = sum + c[name], count + 1 end
  end
  return 100 * c.prevalence * (1 + (count > 0 and sum / count or 0)) / 2
end

-- ---- Comparing ----

local wrong, compared = 0, 0

local function compare(file, row, name, expected)
  local found = row[name]
  compared = compared + 1
  local number = tonumber(found)
  local same
  if expected == nil then
    same = found == ""
  elseif type(expected) == "string" then
    same = found == expected
  else
    same = number and math.abs(number - expected) <= 1e-9 * math.max(1, math.abs(expected))
  end
  if not same then
    wrong = wrong + 1
    print(("%s: %s %s: %s is '%s', recomputed %s"):format(file, row.area or "", row.theme, name,
          found, expected))
  end
end

-- Every column of the file must be recomputed, or nobody would notice a new one.
local function compare_row(file, row, expected)
  for name in pairs(row) do
    compare(file, row, name, expected[name])
  end
end

-- ---- area_theme.csv ----

local rows, cells, p = read_csv "area_theme", {}, {}
local all_findings, all_weak = 0, {}
for _, area in ipairs(areas) do
  local latest = by_area[area][#by_area[area]]
  all_findings = all_findings + latest.finding_count
  for _, theme in ipairs(themes) do
    all_weak[theme] = (all_weak[theme] or 0) + latest.cells[theme].weak
  end
end
for _, area in ipairs(areas) do
  local latest = by_area[area][#by_area[area]]
  for _, theme in ipairs(themes) do
    local cell, n = latest.cells[theme], latest.finding_count
    local a, b = cell.weak, n - cell.weak
    local c = all_weak[theme] - a
    local d = all_findings - n - c
    local both = cell.strength + cell.weak
    p[#p + 1] = fisher(a, b, c, d)
    cells[#cells + 1] = {
      area = area, review = latest.review, theme = theme,
      weakness = cell.weakness, strength = cell.strength, mixed = cell.mixed,
      neutral = cell.neutral, findings = n,
      per_100_findings = n > 0 and 100 * cell.weak / n or nil,
      residual = residual(a, b, c, d), p_value = p[#p],
      balance = both > 0 and (cell.strength - cell.weak) / both or nil,
    }
  end
end
local adjusted = benjamini_hochberg(p)
assert(#rows == #cells, "area_theme.csv has not a row an area and theme")
for i, row in ipairs(rows) do
  cells[i].p_adjusted = adjusted[i]
  compare_row("area_theme", row, cells[i])
end

-- ---- recurring.csv ----

local function ranks_of(scores)
  local ranks = {}
  for theme, own in pairs(scores) do
    ranks[theme] = 1
    for _, other in pairs(scores) do
      if other > own then ranks[theme] = ranks[theme] + 1 end
    end
  end
  return ranks
end

local everybody, expected, scores = {}, {}, {}
for i = 1, #areas do everybody[i] = i end
for _, theme in ipairs(themes) do
  local c = components(theme, everybody)
  c.theme, c.areas, c.score = theme, #areas, score(c)
  c.prevalence_low, c.prevalence_high = wilson(c.affected, #areas)
  expected[theme], scores[theme] = c, c.score
end
if #areas >= 20 then
  local drawn, ranks = {}, ranks_of(scores)
  for _, theme in ipairs(themes) do
    drawn[theme] = { scores = {}, ranks = {}, first = 0 }
    expected[theme].rank = ranks[theme]
  end
  state = 20181012
  for draw = 1, 2000 do
    local sample, now = {}, {}
    for i = 1, #areas do sample[i] = below(#areas) + 1 end
    for _, theme in ipairs(themes) do now[theme] = score(components(theme, sample)) end
    for theme, rank in pairs(ranks_of(now)) do
      drawn[theme].scores[draw], drawn[theme].ranks[draw] = now[theme], rank
      if rank <= first then drawn[theme].first = drawn[theme].first + 1 end
    end
  end
  for theme, it in pairs(drawn) do
    local row = expected[theme]
    table.sort(it.scores)
    table.sort(it.ranks)
    row.score_low, row.score_high = quantile(it.scores, 0.025), quantile(it.scores, 0.975)
    row.rank_low, row.rank_high = quantile(it.ranks, 0.025), quantile(it.ranks, 0.975)
    row.p_first = it.first / 2000
  end
end
local order, last = read_csv "recurring", nil
assert(#order == #themes, "recurring.csv has not a row a theme")
for _, row in ipairs(order) do
  compare_row("recurring", row, expected[row.theme])
  local own = expected[row.theme].score or 0
  assert(not last or own <= last + 1e-9, "recurring.csv is not in order of score")
  last = own
end

print(("%d values of %d areas and %d themes recomputed, %d differ"):format(compared, #areas,
      #themes, wrong))
os.exit(wrong == 0 and compared > 0)
