-- Help for children and young people who are mentally unwell, harm themselves or are
-- in crisis. What their services contribute to conferences, and their training,
-- supervision and records, are other themes.

local c = require "conspectus"

local service = {
  "adolescent mental health", "child mental health", "children's mental health",
  "mental health of children", "mental health of young people", "people's mental health",
  c.case "CAMHS",
}
local illness = {
  "crisis team*", "eating disorder*", "harming themselves", "home treatment",
  "mental health crisis", "section 136", "self harm*", "suicid*",
}
local wellbeing = {
  "emotional health and well*", "emotional health service*", "emotional health support",
  "emotional wellbeing", "emotional well being",
}

-- What makes a sentence about the help that is given or waited for.
local access = {
  "access*", "admitted", "admission*", "appointment*", "assessed", "counselling", "crisis",
  "early help", "fast track*", "help", "liaison", "offer", "offered", "out of hours",
  "performance", "provision", "psychiatr*", "referral to treatment", "safety plan*", "specialist",
  "support", "therapeutic", "therapies", "threshold*", "tier *", "timely", "transition*",
  "treatment", "urgent", "wait", "waited", "waiting", "waits",
}
local help = { "access*", "counsel*", "psycholog*", "services", "team", "therap*" }
local young = { "adolescent*", "children", "young people", "young person*", "child" }
local elsewhere = c.none {
  "adult*", "child protection", "client*", "conference*", "core group*", "domestic abuse", "father*", "matern*", "minutes", "mother*", "parent*",
  "perinatal", "supervis*", "training",
}
local not_work = c.none { "conference*", "core group*", "supervis*", "training" }
local only_named = c.none {
  "conference*", "core group*", "electronic*", "minutes", "record*", c.case "MARAC", "referrals from",
  "screening tool*", "supervis*", "training",
}
local not_adult = c.none { "adult*", "patients" }

local bare = {}
for _, list in ipairs { service, illness, wellbeing } do
  for _, term in ipairs(list) do
    bare[type(term) == "string" and term or "CAMHS"] = true
  end
end
local front = 90

local function about(_, hits)
  local sentence
  for _, hit in ipairs(hits) do
    if not bare[hit.term] or hit.start <= front then
      return
    end
    if sentence and sentence ~= hit.sentence then
      return
    end
    sentence = hit.sentence
  end
  return false
end

return c.theme {
  id = "child_mental_health",
  title = "Child and adolescent mental health",
  about = "Access to and quality of mental health services for children and young people, "
    .. "self-harm and crisis care.",
  version = "1.0",
  rule = c.any {
    c.sentence { c.any { service }, c.any { access }, not_work },
    c.sentence { c.any { illness }, c.any { access }, not_work, not_adult },
    c.sentence { c.any { wellbeing }, c.any { help }, not_work },
    c.sentence { c.any { young }, "mental health", c.any { access }, elsewhere },
    c.sentence { c.any { service }, only_named },
    c.sentence { c.any { illness }, only_named, not_adult },
    c.sentence { c.any { wellbeing }, only_named, c.none { "physical", "plan", "plans" } },
  },
  judge = about,
  examples = {
    { "Young people wait too long for CAMHS.", "weakness" },
  },
}
