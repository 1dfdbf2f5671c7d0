-- Help for children and young people who are mentally unwell, harm themselves or are in
-- crisis. What their services give to conferences, and the training, supervision and
-- records of those services, are other themes; so is the mental health of parents.

local c = require "conspectus"

-- What the services are called, and what the children live with.
local service = {
  "CAMHS", "CYPMHS", "adolescent mental health", "child* mental health", "mental health of child*",
  "mental health of young *", "mental health service* for child*",
  "mental health service* for young *", "people's mental health", "primary mental health work*",
  "tier 2", "tier 3", "tier 4",
}
local illness = {
  "crisis team*", "eating disorder*", "harm* themsel*", "home treatment", "mental health crisis",
  "overdos*", "place of safety", "section 136", "self harm*", "suicid*",
}
local wellbeing = {
  "emotional difficult*", "emotional health", "emotional need*", "emotional well being",
  "emotional wellbeing",
}
local development = { "autis*", "neuro development*", "neurodevelopment*", c.case "ADHD" }

-- The help that there is, whatever the service is called.
local help = {
  "anxiety", "counselling", "counsellor*", "low mood", "mental health", "mental ill health",
  "psychiatr*", "psycholog*", "psychotherap*",
}
local therapy = c.except("therap*", {
  "language therap*", "occupational therap*", "replacement therap*",
})

-- What makes one sentence about the help that is given or waited for.
local waiting = {
  "access*", "appointment*", "capacity", "delay*", "gap", "gaps", "threshold*", "timel*", "wait*",
}
local given = {
  "admi*", "bed", "beds", "clinic*", "crisis", "demand", "drop in*", "fast track*", "out of hours",
  "performance", "safety plan*", "transition*", "treatment", "urgent*",
}
local care = { "assessed", "help*", "intervention*", "offer*", "pathway*", "provision", "support*" }
local provided = { "access*", "counsel*", "met", "offer", "provision", "service*", "team" }

local young = c.except({
  "adolescent*", "child", "children", "pupil*", "student*", "teenage*", "young people",
  "young person*", "youth",
}, {
  "children's centre*", "children's home*", "children's services", "children's social care",
  "safeguarding children",
})

local not_work = c.none {
  "conference*", "core group*", "electronic*", "notes", "record*", "referrals from",
  "screening tool*", "supervis*", "training", c.case "MARAC",
}
local not_adult = c.none { "adult*", "patients" }
local of_parents = c.none {
  "adopt*", "adult*", "child protection", "client*", "domestic *", "father*", "matern*", "mother*",
  "parent*", "perinatal", "physical", "sexual health", "substance*",
}
-- A passage with these is about other work of the same services.
local other_work = c.none { "exploitation", "made by", c.case "CSE", c.case "MARAC", c.case "MASH" }

return c.theme {
  id = "child_mental_health",
  title = "Child mental health",
  about = "Access to and quality of mental health services for children and young people, "
    .. "self-harm and crisis care.",
  version = "2.0",
  rule = c.any {
    c.sentence { c.any { service }, c.any { given, waiting }, not_work },
    c.sentence { c.any { illness }, c.any { given, waiting }, not_work, not_adult },
    c.sentence { young, c.any { help }, c.any { care, given, waiting }, not_work, of_parents },
    c.sentence { young, c.any { "distress", "in crisis", therapy, wellbeing }, c.any { waiting },
      not_work, of_parents },
    c.sentence { young, c.any { "counselling", "psycholog*", "therapeutic service*" }, "service*",
      not_work, of_parents },
    c.sentence {
      young, c.any { development }, c.any { "assess*", "diagnos*", "pathway*", "wait*" },
    },
    c.within(6, { c.any { wellbeing }, c.any { provided } }),
    c.sentence { "mental health service*", c.any { "access*", "threshold*", "wait*" }, of_parents },
    -- What is only named counts where the passage opens with it or comes back to it.
    c.all { other_work, c.any {
      c.sentence { c.front(20, { c.any { service } }), not_work },
      c.sentence { c.front(20, { c.any { illness } }), not_work, not_adult },
      c.sentence {
        c.front(20, { c.any { wellbeing } }), not_work, c.none { "physical", "plan", "plans" },
      },
      c.times(2, { c.any { illness, service }, not_work, not_adult }),
    } },
  },

  cues = {
    weakness = { "long waiting list*", "waiting list*" },
    strength = { "fast track*", "no waiting list*" },
  },

  examples = {
    { "Young people wait too long for CAMHS.", "weakness" },
    { "There is no crisis team for adolescents at night.", "weakness" },
    { "Children who harm themselves are admitted to a ward where nobody can assess their mental "
        .. "health.", "weakness" },
    { "CAMHS sees children who are looked after within a week, which is good.", "strength" },
    { "A school counsellor gives pupils prompt access to emotional wellbeing services.",
      "strength" },
    { "The eating disorder service is excellent. However, access to CAMHS is slow.", "mixed" },
    { "CAMHS is provided in two clinics.", "neutral" },
    { "Improve the help that young people with a mental health difficulty receive.", "weakness",
      kind = "recommendation" },
    { "Young people in distress wait too long with the police.", "weakness" },
    { "The counselling service for students has no capacity.", "weakness" },
    { "Children with autism have long delays before a diagnosis.", "weakness" },
    { "The children's home offers therapeutic support to parents.", false },
    { "CAMHS practitioners do not send reports to child protection conferences.", false },
    { "Adult mental health practitioners do not ask about children.", false },
    { "A mother's mental health was poor, and her child had no support.", false },
    { "The nurse, the teacher, the youth worker and the police officer met every month, invited "
        .. "the family to their table and told CAMHS what they had heard.", false },
    { "Adults who have taken an overdose are asked about children.", false },
    { "Referrals made by CAMHS were of good quality.", false },
  },
}
