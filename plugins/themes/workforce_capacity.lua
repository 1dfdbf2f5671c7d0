-- Whether there are enough people with enough time: posts, vacancies, caseloads, agency
-- staff, and the hours of those who lead on safeguarding. The health posts of the hub are
-- another theme; so are the capacities of parents, and what staff have learned.

local c = require "conspectus"

-- Each of these is enough, wherever it stands in the passage.
local named = {
  "additional * capacity", "average caseload*", "beyond their capacity", "business continuity",
  "capacity issues", "caseload of", "caseload size*", "enough staff", "enough time",
  "fully staffed", "have time for", "high turnover", "insufficient capacity", "insufficient staff*",
  "lack of administrative support", "lack of capacity", "no administrative support",
  "lack of staff", "limited capacity", "limits the time", "no time for", "number of * nurse*",
  "number of health visitor*", "number of nurse*", "recruitment and retention", "relies heavily on",
  "sickness absence", "single handed", "staff turnover", "staff* pressure*", "staff* shortage*",
  "staffing issues", "staffing level*", "families each", "children each", "sufficient capacity",
  "sufficient hours", "sufficient resources", "sufficient time", "time and capacity",
  "too few staff", "turnover of *", "unable to recruit", "under resourced", "understaffed",
  "unfilled", "vacanc*", "well resourced", "well staffed", "workforce issues",
  "workforce stability", "workforce strateg*", "workload*", "works alone",
}
local caseloads = {
  "caseload numbers", "caseloads above", "caseloads are", "caseloads had", "caseloads have",
  "caseloads of", "caseloads remain*", "caseloads that", "caseloads were", "high* caseloads",
  "large* caseloads", "low* caseloads", "manageable caseloads", "rising caseloads",
  "size of * caseloads", "unmanageable caseloads",
}
local not_caseloads = { "reduced caseloads", "smaller caseloads" }

-- Those who lead on safeguarding, and their time.
local leaders = {
  "designated doctor*", "designated nurse*", "designated post*", "designated professional*",
  "designated safeguarding *", "head of safeguarding", "lead safeguarding professional*",
  "named doctor*", "named gp*", "named midwi*", "named nurse*", "named professional*",
  "safeguarding leadership", "safeguarding midwi*", "safeguarding nurse*",
}
local tenure = {
  c.except("a week", { "within a week" }), "also acts", "also holds", "appoint", "capacity",
  "combines", "covers", "dual role*", "empty",
  "enlarged", "fill", "filled", "full time", "hours", "own time", c.except("in post",
  { "in post since" }),
  "insufficient", "interim", "no replacement", "off work", "part time", "protected time",
  "recruited", "replaced", "retired", "secure", "role description", "session a week",
  "sessions a week", "stretched", "sustainab*", "time to", "unsuccessful", "vacant", "works alone",
}

local staff = { "doctors", "midwives", "nurses", "practitioners", "social workers", "staff" }

-- Those who do the work, and how many there are.
local people = {
  "administrative support", "clinician*", "doctor*", "health visit*", "midwi*", "nurse*", "nursing",
  "paediatric *", "practitioners", "psychiatrist*", "psychologist*", "school nurs*",
  "social worker*", "staff", "team", "teams", "therapist*", "workforce",
}
local amount = {
  "advertised", "agency social *", "agency staff", "agency worker*", "all shifts", "bank staff",
  "capacity", "cover up to", "covers four", "covers three", "covers two", "demand", "due to retire",
  "each hold", "employ", "empty", "every shift",
  "flexible", "full complement", "how many", "had lost", "has lost", c.except("have left",
  { "have left care" }), "have lost",
  "hold more than", "is small", "levels of * doctor*",
  "locum*", "lost a *", "morale", "no cover", "not available on", "on duty", c.except("only one",
  { "only one of" }),
  "overstretched", "overworked", "part time", c.except("posts", { "posts the" }),
  "pressure of work", "recruit*", "replaced", "replacement", "resourced", "resources", "retention",
  "rosters", "rota", "roster", "shift*",
  c.except("short of", { "fall* short of" }), "shortage*", "sickness", "spread thin*",
  "stable and *", "stable workforce",
  c.except("staffed", { "staffed by" }),
  "staffing", "stretched", "struggled to recruit", "struggling", "taken on", "to replace",
  "too busy", "turnover", "under pressure", "vacant", "whole time equivalent*",
}

local hub_named = c.any { "the hub", c.case "MASH" }
local hub = c.none { hub_named }
local elsewhere = c.none {
  "access to resources", "adoption", "carers", "establishment of", "foster*", "on their caseload*",
  "parental capacity", "parenting assessment*", "parenting capacity", "placements",
  "protective capacity", "safeguarding children board", "time for change", "time for children",
}
local other = c.none {
  "capacity to assess", "capacity to change", "capacity to consent", "capacity to parent", "carers",
  "foster*", "level 3", "level three", "mental capacity", "on their caseload", "supervision",
  "trained", "training", c.case "IT",
}

return c.theme {
  id = "workforce_capacity",
  title = "Workforce and capacity",
  about = "Staffing, workload and capacity of health services and of safeguarding leaders, other "
    .. "than in MASH.",
  version = "1.2",
  rule = c.any {
    c.sentence { c.any { named, c.except(caseloads, not_caseloads) }, hub, elsewhere },
    c.within(5, { c.order { c.any { "no", "without" }, c.any { leaders, "paediatrician" } }, hub }),
    c.sentence { c.any { staff }, c.any { "burn* out", "exhaust*", "firefight*", "worn out" } },
    c.within(4, { c.any { staff }, c.any { "enough", "insufficient", "too few" }, hub, elsewhere }),
    c.within(18, { c.any { leaders }, c.any { tenure }, hub }),
    -- What follows may pass by: it counts at the front, or where it comes back.
    c.all {
      c.sentence { c.front(30, { c.any { people }, c.any { amount } }), other, hub, elsewhere },
      c.none { c.front(30, { hub_named }) },
    },
    c.within(8, { c.order {
      c.any { people }, c.any { "cover", "covers", "serve", "serves" },
      c.any { "practices", "schools", "sites", "wards" },
    } }),
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
    { "There is only one children's nurse for the county, and she is struggling.", "weakness" },
    { "There are not enough nurses on the ward.", "weakness" },
    { "The doctor asked whether the girl had the capacity to consent.", false },
    { "There is no designated doctor, and children wait.", "weakness" },
    { "Staff were exhausted and overworked.", "weakness" },
    { "The named nurse replies within a week.", false },
  },
}
