-- Safeguarding training: who has had it, at which level, against which target, what it
-- holds, and what people know after it. It leaves out training in passing among other things
-- that a service does, the training of foster carers and adopters, and "education,
-- employment or training".

local c = require "conspectus"

-- Training itself is spoken of, wherever it stands in the passage.
local named = {
  "attended training", "mandatory training", "not been trained", "not trained", "received training",
  "regular training", "safeguarding children training", "safeguarding course*",
  "safeguarding training", "trained in safeguarding", "trained to level *", "training compliance",
  "training coverage", "training data", "training event*", "training matrix", "training need*",
  "training offer", "training plan*", "training programme*", "training record*",
  "training requirement*", "training strateg*", "training target*", "uptake of training",
}

-- These may pass by: they count at the front, or where they come back.
local any = {
  "annual update*", "courses", "hour* on safeguarding",
  "e learning", "induction", "learning about", "learning event*", "learning on",
  "mandatory safeguarding", "refresher*", "safeguarding competenc*", "study day*", "taught",
  "teaching", "training", "workshop*",
}
-- Staff are trained for many things.
local trained = c.within(12, { c.any { "train", "trained" }, c.any {
  "abuse", "at risk", "child protection", "competen*", "exploit*", "level *", "neglect", "not",
  "recogni*", "safeguard*", c.case "FGM",
} })

-- A level of competence is a level of training, also where training is not named.
local level = {
  "intercollegiate *", "level 1", "level 2", "level 3", "level 4", "level one", "level three",
  "level two",
}
local held = {
  "achieved", "up to date", "attended", "competenc*", "completed", "compliance", "compliant",
  "course*", "coverage", "hold", "holds", "target*", "train", "trained", "training",
}

-- Who is to learn, and that they are to know more.
local learners = { "clinicians", "doctor*", "gps", "midwives", "nurses", "staff" }
local learn = {
  "briefing*", "further development", "learning and development", "learning event*",
}

-- Other people's training, other training, and training as a means or an item of a list.
local other = c.none {
  "adopter*", "adoption", "apprentice*", "care council", "care leavers", "carers", "complaint*",
  "education and training", "education or training", "employment", "foster*",
  "provide young people", "referral rates", "students", "supervision training", "supervisor*",
  "training * audits",
}

return c.theme {
  id = "training",
  title = "Safeguarding training",
  about = "Safeguarding training: coverage, level, targets, content, and the competence gained "
    .. "by it.",
  version = "1.3",
  rule = c.any {
    c.sentence { c.any { named }, other },
    c.sentence { c.front(25, { c.any { any, trained } }), other },
    c.times(2, { c.any { any, trained }, other }),
    c.sentence { c.any { level }, c.any { held }, c.none { "caseload*", "college*" } },
    c.sentence { c.front(25, { c.any { learners }, c.any { learn } }), other },
  },

  examples = {
    { "Compliance with level 3 safeguarding training is good at 96 per cent.", "strength" },
    { "Staff in the walk-in centre had not received training on how to recognise neglect.",
      "weakness" },
    { "Training at level 2 is comprehensive and well attended. However, there is no training "
        .. "for locum doctors.", "mixed" },
    { "Midwives attend two days of training a year, one of them with social workers.", "neutral" },
    { "Doctors who work alone at night need further development in recognising abuse.",
      "weakness" },
    { "The serious case review of 2014 had recommended level three training for pharmacists. "
        .. "Training of pharmacists is still "
        .. "inadequate.", "weakness", repeated = true },
    { "Train reception staff to recognise children at risk.", "weakness",
      kind = "recommendation" },
    { "Half of the care leavers were not in education, employment or training.", false },
    { "Foster carers spoke well of the training that they receive.", false },
    { "The sexual health nurse has made friends of all the secondary schools in the town, and "
        .. "pupils know her face. She runs a clinic at noon, writes a newsletter, answers "
        .. "questions by telephone and offers training to teachers.", false },
    { "New starters have an induction on safeguarding, which is good.", "strength" },
    { "The caseload of the nurse is above intercollegiate guidance and she holds too many cases.",
      false },
    { "A cook who had trained as a nurse runs the kitchen well.", false },
  },
}
