-- Whether somebody leads and watches: audit, quality assurance, performance data, management
-- oversight, governance structures, leadership. It leaves out the leaders' own capacity, the
-- audit of one thing for its own sake, and the oversight that a practitioner has of a case.

local c = require "conspectus"

-- Each of these is enough, wherever it stands in the passage.
local named = {
  "actions from the serious case review", "assurance arrangements", "assurance process*",
  "assurance work", "contract monitoring", "audit activity", "audit programme*", "audits have",
  "collect* data", "cycle of audit", "dashboard*", "do not collect", "does not collect",
  "full assurance", "governance", "independent audit", "internal assurance",
  "leadership and management", "management grip", "management information", "management oversight",
  "managerial oversight", "no audit*", "not collect*", "performance data", "performance framework",
  "performance indicator*", "performance information", "performance management",
  "performance report*", "programme of * audit", "programme of audit",
  "quality assurance framework", "reports to the", "safeguarding audit*", "section 11",
  "senior management", "standing item", "to the board",
}

-- Managers who watch, or who do not.
local managers = {
  "heads of service", "service managers", "team leaders", "team managers",
  "commissioners", "executive team", "managers", "senior leaders" }
local watch = {
  "assurance", "audit*", "case sampling", "could not tell", "dip sampl*", "not aware", "unaware",
  "good grasp", "good understanding", "monitor*", "oversee*", "oversight", "sample * files",
  "sample case*", "sample files", "sample records", "scrutin*", "spot check*", "understand well",
}

-- What came of earlier recommendations; what is not counted.
local followed = { "acted on", "acted upon", "followed through", "implementation", "implemented" }
local unknown = {
  "cannot say", "could not say", "could not tell", "did not know", "nobody", "not known",
}

-- What a passage on leadership or governance opens with, or comes back to.
local opens = {
  "accountab*", "action plan", "assurance", "audit", "audits", "board", "chief executive*",
  "chief nurse*", "chief operating *", "committee", "commissioners have", "contract monitoring",
  "corporate parent*", "data", "designated professionals", "designated safeguarding professionals",
  "director of", "directors", "executive *", "governing body", "leaders", "leadership",
  "learning from", "line management", "management", "multi agency strategy", "named professionals",
  "oversee*", "oversight", "performance", "performance monitoring", "process for monitoring",
  "quality assur*", "responsibility for safeguarding", "safeguarding group",
  "safeguarding strategy", "scrutin*", "serious incidents", "steering group", "strategic *",
  "vision", c.case "LSCB",
}
local returns = {
  "assurance", "audits", "board", "corporate parent*", "governing body", "leaders", "leadership",
  "oversight", "scrutin*",
}
local by_the_way = {
  "action plan is *", "action plans for *", "bed management", "case management", "data from",
  "data indicate*", "data show*", "accountable officer", "director of public *",
  "executive clinical lead*", "health and wellbeing board", "management of", "management plan*",
  "management structure", "oversight of children's", "oversight of plans", "oversight of their",
  "pain management", "performance in", "performance of", "performance on",
  "professional accountab*", "risk management", "strategic and operational level*",
  "strategy discussion*", "strategy meeting*", "their performance", "waiting list management",
  "with the head of safeguarding",
}

-- What such a sentence is about instead.
local instead = c.none {
  "apprentice*", "care leavers", "caseload*", "chronolog*", "co production", "conference*",
  "domestic abuse", "foster*", "health action plan*", "health assessment*", "health plans",
  "key information", "leadership capacity", "recruit*", "referral*", "school nursing",
  "sexual* exploit*", "supervision", "think family", "training", "turnover", "vacan*", "workforce",
}
local of_leaders = c.none {
  "capacity and sustainability", "capacity of", "gaps in the capacity", "of this report",
}

return c.theme {
  id = "governance_oversight",
  title = "Governance and oversight",
  about = "Audit, quality assurance, performance data, management oversight, governance "
    .. "structures, leadership.",
  version = "1.2",
  rule = c.any {
    c.sentence { c.any { named }, instead, of_leaders },
    "programme of safeguarding audit",
    -- Whether anybody counts and follows up.
    c.any {
      "ability to monitor", "do not monitor", "does not monitor", "jointly monitor*",
      "monitoring arrangement*", "not been monitored", "not monitored", "quantified",
      "escalation polic*", "escalation protocol*", "resolution protocol*", "tracked performance",
    },
    c.within(8, { c.any { "data", "figures" },
      c.any { "inaccurate", "not reliable", "unreliable" } }),
    c.within(10, { c.any { "bring", "figures", "report", "reports" }, "to the board" }),
    c.within(8, { c.any { managers }, c.any { watch } }),
    c.front(25, { c.within(10, { "recommendations", c.any { followed } }) }),
    c.within(12, { c.any { unknown }, "how many" }),
    -- What follows may pass by: it counts at the front, or where it comes back.
    c.sentence { c.front(18, { c.except(opens, by_the_way) }), instead, of_leaders },
    c.times(2, { c.any { returns }, instead, of_leaders }),
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
    { "The leadership capacity of the named nurse is limited.", false },
    { "The midwife keeps a list of women who did not attend.", false },
    { "A health visitor had good links with the nursery. The records had been seen by a manager.",
      false },
    { "Ensure that commissioners publish a pathway for children with asthma.", false,
      kind = "recommendation" },
    { "Managers do not routinely sample case files.", "weakness" },
    { "The matron takes pride in the management of pain.", false },
    { "The number of late plans has not been quantified, and nobody has tracked "
        .. "performance.", "weakness" },
    { "Figures on looked-after children are unreliable.", "weakness" },
  },
}
