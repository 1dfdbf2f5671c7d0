-- Whether there are enough people with enough time: posts, vacancies, caseloads, agency
-- staff, and the hours of those who lead on safeguarding. The health posts of the hub are
-- another theme; so are the capacities of parents, and what staff have learned.

local c = require "conspectus"

-- Each of these is enough, wherever it stands.
local named = {
  "capacity issues", "fully staffed", "lack of capacity", "lack of staff", "limited capacity",
  "recruitment and retention",
  "stable workforce", "staff* pressure*", "staff* shortage*", "staffing issues",
  "staffing level*", "turnover", "under resourced", "understaffed", "unfilled", "vacanc*",
  "well resourced", "well staffed", "workforce stability", "workforce strateg*", "workload*",
}
local caseloads = c.within(5, { "caseload*", c.any {
  "are", "average", "have", "high*", "large*", "low*", "manageable", "remain*", "size*", "were",
} })
local enough = c.within(2, { c.order {
  c.any { "enough", "insufficient", "sufficient", "too few" },
  c.any { "capacity", "hours", "nurses", "resources", "staff*", "time" },
} })
local levels = c.within(5, { c.order {
  c.any { "how many", "levels of", "number of" }, c.any { "doctor*", "nurse*", "staffing" },
} })

-- Those who lead on safeguarding, and their time.
local leaders = c.any {
  "designated doctor*", "designated nurse*", "designated professional*",
  "designated safeguarding *", "lead safeguarding professional*", "named doctor*", "named gp*",
  "named midwi*", "named nurse*", "named professional*", "safeguarding nurse*",
}
local tenure = c.any {
  "capacity", "covers", "fill", "filled", "full time", "hours", "insufficient", "interim",
  "part time", "protected time", "recruited", "replaced", "secure", "stretched", "time to",
  "vacant",
  c.except("a week", "within a week"),
}

-- Those who do the work, and how many there are.
local people = c.any {
  "administrative support", "clinician*", "doctor*", "health visit*", "midwi*", "nurse*",
  "nursing", "paediatric *", "practitioners", "psychologist*", "social worker*", "staff", "team",
  "teams", "therapist*", "workforce",
}
local amount = c.any {
  "agency staff", "agency worker*", "bank staff", "capacity", "demand", "flexible", "has lost",
  "locum*", "morale", "no cover", "on duty", "overstretched", "overworked", "part time", "posts",
  "recruit*", "replace*", "resourced", "resources", "retention", "rota", "roster*", "shift*",
  "shortage*", "sickness", "stable and *", "staffing", "stretched", "struggling", "vacant",
  "whole time equivalent*", c.except("staffed", "staffed by"),
}

local hub = c.any { "the hub", c.case "MASH" }
local elsewhere = c.none {
  hub, "access to resources", "adoption", "capacity to c*", "carers", "foster*", "mental capacity",
  "parent* capacity", "placements",
}
local learning = c.none { "supervision", "trained", "training" }

return c.theme {
  id = "workforce_capacity",
  title = "Workforce and capacity",
  about = "Staffing, workload and capacity of health services and of safeguarding leaders, other "
    .. "than in MASH.",
  version = "2.0",
  rule = c.any {
    c.sentence { c.any { named, caseloads, enough, levels }, elsewhere },
    c.within(5, { c.order {
      c.any { "no", "without" }, c.any { leaders, "administrative support", "paediatrician" },
    } }),
    c.within(18, { leaders, tenure, c.none { hub } }),
    -- What follows may pass by: it counts at the front, or where it comes back.
    c.sentence { c.front(30, { people, amount }), learning, elsewhere },
    c.times(2, { people, amount, learning, elsewhere }),
  },

  examples = {
    { "School nursing is stretched, and two posts have been vacant for a year.", "weakness" },
    { "Health visitors' caseloads are manageable and the team is stable and experienced.",
      "strength" },
    { "The health visiting team is stable and well staffed. However, vacancies in school nursing "
        .. "remain unfilled.", "mixed" },
    { "The named nurse works part time, which limited her work with the wards.", "weakness" },
    { "The designated doctor has four sessions a week.", "neutral" },
    { "It was previously identified that there were too many vacancies in school "
        .. "nursing.", "weakness", repeated = true },
    { "Review the capacity of the named midwife.", "weakness", kind = "recommendation" },
    { "Roster a children's nurse in the emergency department on every shift.", "weakness",
      kind = "recommendation" },
    { "The health post in the MASH is part time and there is no cover.", false },
    { "The assessment did not consider the parenting capacity of the father.", false },
    { "Agency staff are trained to level 3.", false },
    { "The midwife sees every woman on her list at home.", false },
    { "There are not enough nurses on the ward.", "weakness" },
    { "The doctor asked whether the girl had the capacity to consent.", false },
    { "There is no designated doctor, and children wait.", "weakness" },
    { "Staff were exhausted and overworked.", "weakness" },
    { "The named nurse replies within a week.", false },
  },
}
