-- Whether somebody leads and watches: audit, quality assurance, performance data, management
-- oversight, governance structures, leadership. It leaves out the leaders' own capacity, the
-- audit of one thing for its own sake, and the oversight that a practitioner has of a case.
--
-- Where in the review a passage stands counts: the parts on leadership and on governance
-- are about this theme unless they open with another subject; elsewhere it must be named.

local c = require "conspectus"

-- Named outright.
local named = {
  "assurance arrangements", "assurance process*", "assurance work", "audit activity",
  "audit programme*", "cycle of audit", "dashboard*", "full assurance", "governance",
  "independent audit", "internal assurance", "leadership and management", "management grip",
  "management information", "management oversight", "managerial oversight", "no audit*",
  "performance data", "performance framework", "performance information", "performance management",
  "performance report*", "programme of * audit", "programme of audit",
  "quality assurance framework", "risk register", "safeguarding audit*", "to the board",
}

-- Managers who watch, or who do not.
local managers = { "managers" }
local watch = { "assurance", "audit*", "monitor*", "oversee*", "oversight", "scrutin*" }

-- What a passage on leadership or governance opens with.
local opens = {
  "accountab*", "action plan", "assurance", "audit", "audits", "board", "chief *", "commissioners",
  "committee", "designated professionals", "designated safeguarding professionals", "director of",
  "executive *", "governing body", "group", "head of safeguarding", "leaders", "leadership",
  "learning from", "line management", "management", "monitor", "monitoring", "named professionals",
  "oversee*", "oversight", "partnership working", "performance", "quality assur*",
  "responsibility for safeguarding", "scrutiny", "serious incidents", "strategic", "strategy",
  "vision",
}

-- What a recommendation asks for; said in a finding it is not enough.
local asks = {
  "audit*", "oversight by", "oversight of", "process for monitoring", "report to the board",
  "scrutin*",
}

-- What such a sentence is about instead.
local instead = c.none {
  "caseload*", "chronolog*", "co production", "conference*", "domestic abuse", "foster*",
  "health action plan*", "health assessment*", "health plans", "key information",
  "leadership capacity", "recruit*", "referral*", "school nursing", "sexual exploitation",
  "supervision", "think family", "training", "turnover", "vacan*", "workforce",
}
-- A single thing to be audited or overseen.
local single = c.none {
  "domestic abuse", "health action plan*", "health plans", "key information", "supervision",
}
local of_leaders = c.none {
  "capacity and sustainability", "capacity of", "gaps in the capacity", "of this report",
}

local function set(...)
  local terms = {}
  for _, list in ipairs { ... } do
    for _, term in ipairs(list) do
      terms[term] = true
    end
  end
  return terms
end

local is_named, is_outright = set(named), set(named, managers)
local is_found, is_asked = set(named, managers, opens), set(named, asks)

local function any_of(hits, terms)
  for _, hit in ipairs(hits) do
    if terms[hit.term] then
      return true
    end
  end
  return false
end

-- In the first sentence, or in two.
local function opens_or_returns(hits)
  local sentence
  for _, hit in ipairs(hits) do
    if is_found[hit.term] then
      if hit.sentence == 1 or (sentence and hit.sentence ~= sentence) then
        return true
      end
      sentence = hit.sentence
    end
  end
  return false
end

-- A text without parts counts as one on leadership.
local on_leadership = { [""] = true, leadership = true, lscb = true }

local function is_about(passage, hits)
  if passage.kind == "recommendation" then
    return any_of(hits, is_asked)
  end
  if on_leadership[passage.section] then
    return opens_or_returns(hits)
  end
  if passage.section == "governance" then
    return any_of(hits, is_named) or opens_or_returns(hits)
  end
  return any_of(hits, is_outright)
end

return c.theme {
  id = "governance_oversight",
  title = "Governance and oversight",
  about = "Audit, quality assurance, performance data, management oversight, governance "
    .. "structures, leadership.",
  version = "1.0",
  rule = c.any {
    c.sentence { c.any { named }, instead, of_leaders },
    c.within(8, { c.any { managers }, c.any { watch } }),
    c.sentence { c.any { opens }, instead, of_leaders },
    c.sentence { c.any { asks }, single },
  },

  judge = function(passage, hits)
    if not is_about(passage, hits) then
      return false
    end
  end,

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
  },
}
