-- Help for children and young people who are mentally unwell, harm themselves or are in
-- crisis. What their services give to conferences, and the training, supervision and
-- records of those services, are other themes; so is the mental health of parents.

local c = require "conspectus"

-- What the services are called.
local service = {
  "CAMHS", "CYPMHS", "adolescent mental health", "child and adolescent service*",
  "child* mental health", "mental health of child*", "mental health of young *",
  "mental health service* for child*", "mental health service* for young *",
  "people's mental health", "primary mental health work*", "tier 2", "tier 3", "tier 4",
  "youth therap*", c.case "Minds",
}
-- What the children live with, and where they are taken with it.
local illness = {
  "crisis service*", "crisis team*", "cut herself", "cut himself", "cut themselves",
  "eating disorder*", "eating problem*", "harm* themsel*", "home treatment",
  "intervention in psychosis", "mental health crisis", "overdos*", "place of safety",
  "psychiatric liaison", "section 136", "self harm*", "suicid*",
}
local wellbeing = {
  "emotional difficult*", "emotional distress", "emotional health", "emotional need*",
  "emotional well being", "emotional wellbeing",
}
-- Development that is assessed by the same services.
local development = { "autis*", "neuro development*", "neurodevelopment*", c.case "ADHD" }
local diagnosis = { "assess*", "diagnos*", "pathway*", "wait*" }

-- The help that there is, whatever the service is called.
local help = {
  "anxiety", "low mood", "mental distress", "mental health", "mental ill health", "mental state",
}
local special_help = { "counselling", "counsellor*", "psychiatr*", "psycholog*", "psychotherap*" }
local therapy = c.except("therap*", {
  "language therap*", "occupational therap*", "replacement therap*", "speech therap*",
})

-- What makes one sentence about the help that is given or waited for.
local waiting = {
  "access*", "appointment*", "capacity", "delay*", "gap", "gaps", "threshold*", "timel*", "wait*",
}
local given = {
  "admission*", "admitted", "bed", "beds", "clinic*", "crisis", "demand", "drop in*", "fast track*",
  "liaison", "out of hours", "performance", "psychiatr*", "safety plan*", "therap*", "tier *",
  "transition*", "treatment", "urgent*",
}
local provided = {
  "access*", "counsel*", "met", "offer", "provision", "service*", "team",
}
local care = { "assessed", "help*", "intervention*", "offer*", "pathway*", "provision", "support*" }
local in_crisis = { "admi*", "assess*", "detained", "hospital", "nowhere", "out of hours",
  "police", "wait*", "weekend*" }
local young = c.except({
  "adolescent*", "child", "children", "pupil*", "student*", "teenage*", "young people",
  "young person*", "youth",
}, {
  "children's centre*", "children's home*", "children's services", "children's social care",
  "safeguarding children", "teenage* mother*", "think child",
})

local not_work = c.none {
  "conference*", "core group*", "electronic*", "genital", "minutes", "record*", "referrals from",
  "screening tool*", "supervis*", "training", c.case "MARAC",
}
local not_adult = c.none { "adult*", "patients" }
-- A passage with these is about other work of the same services.
local other_subject = c.none {
  c.front(35, { "referrals", c.any { "made by", "quality of" } }),
  "exploitation", "leadership in", "on paper", "single record", "systmone", c.case "CSE",
  c.case "MARAC", c.case "MASH",
}
local not_of_family = c.none { "father*", "mother*", "parent*", "patients" }
local of_parents = c.none {
  "adopt*", "adult*", "child protection", "client*", "domestic *", "father*", "matern*", "mother*",
  "parent*", "perinatal", "physical", "sexual health", "substance*",
}

-- A service or an illness that is only named, if nothing else is said of it there.
local function named(where)
  return c.any {
    c.all { where { c.any { service } }, not_work },
    c.all { where { c.any { illness } }, not_work, not_adult },
    c.all { where { c.any { wellbeing } }, not_work, c.none { "physical", "plan", "plans" } },
  }
end
local function at_the_front(items)
  return c.front(20, items)
end

return c.theme {
  id = "child_mental_health",
  title = "Child mental health",
  about = "Access to and quality of mental health services for children and young people, "
    .. "self-harm and crisis care.",
  version = "1.1",
  rule = c.any {
    c.sentence { c.any { service }, c.any { given, waiting }, not_work },
    c.sentence { c.any { illness }, c.any { given, waiting }, not_work, not_adult },
    c.sentence { young, c.any { help, special_help }, c.any { given, care, waiting }, not_work,
      of_parents },
    c.sentence { young, c.any { therapy, wellbeing }, c.any { waiting }, not_work,
      of_parents },
    c.sentence { young, c.any { special_help, "therapeutic service*" }, "service*", not_work,
      of_parents },
    c.within(6, { c.any { wellbeing }, c.any { provided } }),
    c.sentence { young, c.any { "psychiatrist*", "psychologist*", "therapist*" },
      c.any { "seen by", "sees", "within" }, not_work, of_parents },
    c.sentence { young, c.any { "bed", "beds" },
      c.any { "miles", "need*", "scarc*", "shortage", "wait*" },
      c.none { "bed and breakfast", "bed nights" } },
    c.sentence { young, "mental health worker*", not_work, of_parents },
    c.sentence { young, c.any { development }, c.any { diagnosis } },
    c.sentence { young, c.any { "distress", "in crisis" }, c.any { in_crisis }, not_work,
      of_parents },
    c.sentence { young, c.any { "overdos*", "place of safety", "section 136" }, not_of_family,
      not_adult },
    c.sentence { young, c.any { "mental health", "mental ill health" },
      c.any { "admitted", "present", "presenting", "presents" }, not_of_family, not_work },
    c.sentence { "mental health service*", c.any { "access*", "threshold*", "wait*" }, of_parents },
    -- It counts where the passage opens with it or comes back to it.
    c.all { c.sentence { named(at_the_front) }, other_subject },
    c.all { c.times(2, { named(c.all) }), other_subject },
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
    { "Young people who need a bed wait too long.", "weakness" },
    { "Adults who have taken an overdose are asked about children.", false },
    { "Referrals made by CAMHS were of good quality.", false },
  },
}
