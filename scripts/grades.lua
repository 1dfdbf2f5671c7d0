-- Does what the program reads agree with what the inspectors concluded?
--
-- Of each review that gives grades: the balance of its findings, (strength - weakness) /
-- (strength + weakness) over all codings that count, -1 to 1, and the mean of its grades, from
-- 1 (outstanding) to 4 (inadequate). The two should go in opposite directions: a rank
-- correlation near -1 is full agreement, near 0 none.
local c = require "conspectus"

local given = c.arguments {
  aspect = { type = "string", help = "only grades whose aspect has this word in it" },
  least = { type = "number", default = 0.5, help = "lowest confidence that counts" },
}

local scale = {
  outstanding = 1, good = 2, adequate = 3, ["requires improvement"] = 3,
  ["requires improvement to be good"] = 3, inadequate = 4,
}

local reviews, list = {}, {}
for judgement in c.data:judgements {} do
  local grade = scale[judgement.grade:lower()]
  local wanted = (given.aspect or ""):lower()
  if grade and judgement.aspect:lower():find(wanted, 1, true) then
    local of = reviews[judgement.review]
    if not of then
      of = { review = judgement.review, grades = 0, sum = 0, weakness = 0, strength = 0 }
      reviews[judgement.review] = of
      list[#list + 1] = of
    end
    of.grades, of.sum = of.grades + 1, of.sum + grade
  end
end

for coding in c.data:codings { kind = "finding", min_confidence = given.least } do
  local of = reviews[coding.review]
  if of and of[coding.polarity] then
    of[coding.polarity] = of[coding.polarity] + 1
  end
end

local balance, grade = {}, {}
for i, of in ipairs(list) do
  local both = of.strength + of.weakness
  of.balance = both > 0 and (of.strength - of.weakness) / both or nil
  of.grade = of.sum / of.grades
  balance[i], grade[i] = of.balance or 0 / 0, of.grade
end
c.print_table({ "review", { name = "grade", title = "Mean grade", decimals = 2 }, "grades",
  "strength", "weakness", { name = "balance", decimals = 2 } }, list)
local rho, tau = c.spearman(balance, grade), c.kendall(balance, grade)
print()
c.print_table({ "measure", { name = "estimate", decimals = 2 }, { name = "low", decimals = 2 },
  { name = "high", decimals = 2 }, "pairs" }, {
  { "Spearman's rho", rho.estimate, rho.low, rho.high, rho.pairs },
  { "Kendall's tau", tau.estimate, tau.low, tau.high, tau.pairs },
})
