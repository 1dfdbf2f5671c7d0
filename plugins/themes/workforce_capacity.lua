-- Whether there are enough people with enough time: posts, vacancies, caseloads, agency
-- staff, and the hours of those who lead on safeguarding. The health posts of the hub are
-- another theme; so are the capacities of parents, and what staff have learned.

local c = require "conspectus"

-- Each of these is enough, wherever it stands in the passage.
local named = {
  "average caseload*", "beyond their capacity", "caseload size*", "caseloads", "enough time",
  "fully staffed", "gaps in the capacity", "high turnover", "insufficient capacity",
  "lack of capacity", "limited capacity", "recruitment and retention", "sickness absence",
  "staff turnover", "staff* shortage*", "staffing level*", "sufficient capacity",
  "sufficient hours", "sufficient resources", "time and capacity", "under resourced",
  "understaffed", "unfilled", "vacanc*", "well resourced", "workforce stability",
}

-- Those who lead on safeguarding, and their time.
local leaders = {
  "designated doctor*", "designated nurse*", "designated post*", "designated professional*",
  "designated safeguarding *", "head of safeguarding", "lead safeguarding professional*",
  "named doctor*", "named gp*", "named midwi*", "named nurse*", "named professional*",
  "safeguarding leadership",
}
local tenure = {
  "a week", "appoint", "capacity", "covers", "fill", "filled", "full time", "hours", "part time",
  "protected time", "replaced", "retired", "role description", "secure", "sessions", "stretched",
  "sustainab*", "time to", "vacant",
}

-- Those who do the work, and how many there are.
local people = {
  "administrative support", "health visit*", "midwi*", "nurse*", "nursing", "paediatric *",
  "practitioners", "social worker*", "staff", "team", "teams", "workforce",
}
local amount = {
  "agency social *", "agency staff", "agency worker*", "all shifts", "capacity", "demand",
  "every shift", "flexible", "how many", "locum*", "lost a *", "morale", "not available on",
  "posts", "recruit*", "replaced", "replacement", "resourced", "resources", "roster*", "shift",
  "short of", "sickness", "stable and *", "stable workforce", "staffed", "staffing", "stretched",
  "turnover", "vacant", "workload*",
}

local hub = c.none { "the hub", c.case "MASH" }
local elsewhere = c.none {
  "access to resources", "adoption", "carers", "establishment of", "foster*", "on their caseload*",
  "parental capacity", "parenting assessment*", "parenting capacity", "placements",
  "protective capacity", "safeguarding children board",
}
local other = c.none {
  "capacity to assess", "capacity to change", "capacity to parent", "carers", "foster*", "level 3",
  "level three", "mental capacity", "multi agency", "on their caseload", "supervision", "trained",
  "training", c.case "IT",
}

return c.theme {
  id = "workforce_capacity",
  title = "Workforce and capacity",
  about = "Staffing, workload and capacity of health services and of safeguarding leaders, other "
    .. "than in MASH.",
  version = "1.0",
  rule = c.any {
    c.sentence { c.any { named }, hub, elsewhere },
    c.within(18, { c.any { leaders }, c.any { tenure }, hub }),
    -- What follows may pass by: it counts at the front, or where it comes back.
    c.front(25, { c.sentence { c.any { people }, c.any { amount }, other, hub, elsewhere } }),
    c.times(2, { c.any { people }, c.any { amount }, other, hub, elsewhere }),
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
  },
}
