-- Does a weakness become more or less common with the years?
--
-- For each year of review: the reviews, those with at least one finding coded weak in the
-- theme, their share with its Wilson interval; for each theme Kendall's rank correlation of
-- the year with whether the review has the weakness. All reviews count, also several of one
-- area: a trend may be one of which areas were visited, and not of the country.
local c = require "conspectus"

local given = c.arguments {
  theme = { type = "string", help = "the years of this theme; else only the correlations" },
  least = { type = "number", default = 0.5, help = "lowest confidence that counts" },
}

local reviews = {}
for review in c.data:reviews {} do
  reviews[#reviews + 1] = review
end

local weak = {}
for coding in c.data:codings {
  kind = "finding", polarity = "weakness", min_confidence = given.least,
} do
  weak[coding.theme .. " " .. coding.review] = true
end

local rows = {}
for theme in c.data:themes { theme = given.theme } do
  local years, has, by_year = {}, {}, {}
  for i, review in ipairs(reviews) do
    years[i] = review.year or 0 / 0
    has[i] = weak[theme.theme .. " " .. review.review] and 1 or 0
    if review.year then
      local of = by_year[review.year] or { year = review.year, reviews = 0, weak = 0 }
      by_year[review.year] = of
      of.reviews, of.weak = of.reviews + 1, of.weak + has[i]
    end
  end
  local tau = c.kendall(years, has)
  rows[#rows + 1] = { theme = theme.theme, tau = tau.estimate, tau_low = tau.low,
    tau_high = tau.high, reviews = tau.pairs }
  if given.theme then
    local list = {}
    for _, of in pairs(by_year) do
      of.share = of.weak / of.reviews
      of.share_low, of.share_high = c.wilson(of.weak, of.reviews)
      list[#list + 1] = of
    end
    c.print_table({ "year", "reviews", "weak", { name = "share", decimals = 2 },
      { name = "share_low", decimals = 2 }, { name = "share_high", decimals = 2 } }, list)
    print()
  end
end
c.print_table({ "theme", { name = "tau", decimals = 2 }, { name = "tau_low", decimals = 2 },
  { name = "tau_high", decimals = 2 }, "reviews" }, rows)
