-- Whether somebody leads and watches: audit, quality assurance, performance data, management
-- oversight, governance structures, leadership. It leaves out the leaders' own capacity, the
-- audit of one thing for its own sake, and the oversight that a practitioner has of a case.

local c = require "conspectus"

-- Each of these is enough, wherever it stands in the passage.
local named = {
  "assurance arrangements", "assurance process*", "assurance work", "audit activity",
  "audit programme*", "contract monitoring", "cycle of audit", "dashboard*", "governance",
  "leadership and management", "management grip", "management information",
  "management oversight", "managerial oversight", "no audit*", "performance data",
  "performance indicator*", "performance information",
  "performance management", "performance report*", "programme of * audit", "programme of audit",
  "quality assurance framework", "reports to the", "safeguarding audit*", "section 11",
  "senior management", "to the board",
}
-- Whether anybody counts and follows up.
local watched = {
  "ability to monitor", "escalation polic*", "escalation protocol*", "monitoring arrangement*",
  "not collect*", "not monitor*", "quantified",
}

-- Managers who watch, or who do not.
local managers = { "commissioners", "managers", "senior leaders" }
local watch = {
  "assurance", "audit*", "dip sampl*", "good grasp", "good understanding", "monitor*", "not aware",
  "oversee*", "oversight", "sample *", "scrutin*", "unaware",
}

-- What a passage on leadership or governance opens with, or comes back to.
local opens = {
  "accountab*", "action plan", "assurance", "audit", "audits", "board", "chief executive*",
  "chief nurse*", "committee", "commissioners have", "corporate parent*", "data",
  "designated professionals", "director of", "directors", "executive *", "governing body",
  "leaders", "leadership", "learning from", "line management", "management",
  "multi agency strategy", "oversee*", "oversight", "performance", "quality assur*", "scrutin*",
  "serious incidents", "steering group", "strategic *", "vision", c.case "LSCB",
}
local returns = {
  "assurance", "audits", "board", "corporate parent*", "governing body", "leaders", "leadership",
  "oversight", "scrutin*",
}
local by_the_way = {
  "accountable officer*", "action plan is *", "case management", "data from", "data show*",
  "director of public *", "health and wellbeing board", "management of",
  "management plan*", "management structure", "oversight of children's", "oversight of plans",
  "performance in", "performance of", "performance on", "professional accountab*",
  "risk management", "strategic and operational level*", "strategy discussion*",
  "strategy meeting*", "their performance",
}

-- What such a sentence is about instead.
local instead = c.none {
  "capacity of", "care leavers", "caseload*", "co production", "conference*", "domestic abuse",
  "foster*", "health action plan*", "health assessment*", "leadership capacity", "of this report",
  "recruit*", "referral*", "sexual* exploit*", "supervision", "training", "turnover", "workforce",
}

return c.theme {
  id = "governance_oversight",
  title = "Governance and oversight",
  about = "Audit, quality assurance, performance data, management oversight, governance "
    .. "structures, leadership.",
  version = "2.0",
  rule = c.any {
    c.sentence { c.any { named }, instead },
    c.any { watched },
    c.within(12, { "how many", c.any { "could not say", "could not tell", "nobody" } }),
    c.within(8, {
      c.any { "data", "figures" }, c.any { "inaccura*", "not reliable", "unreliable" },
    }),
    c.within(10, { c.any { "figures", "report", "reports" }, "to the board" }),
    c.within(8, { c.any { managers }, c.any { watch } }),
    -- What follows may pass by: it counts at the front, or where it comes back.
    c.sentence { c.front(18, { c.except(opens, by_the_way) }), instead },
    c.times(2, { c.any { returns }, instead }),
  },

  examples = {
    { "Governance of safeguarding in the trust is strong, and the board has a clear view of "
        .. "performance.", "strength" },
    { "There is no programme of safeguarding audit, and the board receives little information.",
      "weakness" },
    { "Leaders have a clear vision and are well regarded. However, management oversight of "
        .. "practice is weak.", "mixed" },
    { "Responsibility for safeguarding rests with the director of nursing, who reports to the "
        .. "committee.", "neutral" },
    { "It was previously identified that management oversight was weak.",
      "weakness", repeated = true },
    { "Establish a cycle of audit and report the findings to the board.", "weakness",
      kind = "recommendation" },
    { "Ensure that managers have oversight of the quality of practice.", "weakness",
      kind = "recommendation" },
    { "Managers do not routinely sample case files.", "weakness" },
    { "Nobody could say how many plans were late.", "weakness" },
    { "Figures on looked-after children are unreliable.", "weakness" },
    { "The leadership capacity of the named nurse is limited.", false },
    { "The midwife keeps a list of women who did not attend.", false },
    { "A health visitor had good links with the nursery. The records had been seen by a manager.",
      false },
    { "Ensure that commissioners publish a pathway for children with asthma.", false,
      kind = "recommendation" },
    { "The matron takes pride in the management of pain.", false },
  },
}
