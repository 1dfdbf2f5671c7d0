-- How inspectors say that a weakness was raised before and still stands.
--
-- Some phrases say it outright and count alone. The others say half of it: that
-- somebody looked before (an inspection, an audit, a case review), or that things
-- are as they were. Only together, anywhere in the passage, do they make a repeat:
-- a repeat needs a weight of 1, which two words like "again" never reach.

local c = require "conspectus"

-- Every beginning joined with every ending.
local function join(beginnings, endings)
  local terms = {}
  for _, beginning in ipairs(beginnings) do
    for _, ending in ipairs(endings) do
      table.insert(terms, beginning .. " " .. ending)
    end
  end
  return terms
end

-- Somebody who looked, and what they said then.
local told = join({
  "audit", "audits", "case review", "case reviews", "inspection", "inspections", "inspectors",
  "report", "review", "scrutiny by *", "scrutiny by * *", "visit",
}, {
  "also found", "also highlighted", "also identified", "asked for", "called for",
  "drew attention", "had already", "had called for", "had found", "had highlighted",
  "had identified", "had recommended", "had shown", "recommended in",
})

-- When it was said.
local said_then = join({
  "asked for", "highlighted", "identified", "raised", "recommended", "reported",
}, { "in 20*", "in our last", "in our previous", "last year" })

-- The year of the inspection or the audit.
local dated = join({ "audit", "case review", "inspection", "inspection *", "inspection * *" },
  { "in 20*", "of 20*" })

-- An earlier look at the area.
local looked = join({ "our earlier", "our first", "our last", "our previous", "the last",
  "the previous" }, { "inspection*", "report*", "review*", "visit*" })
for _, term in ipairs {
  "ago inspectors", "ago the inspection", "ago we", "case review", "case review of",
  "case reviews", "earlier report*", "earlier review*", "earlier visit*", "featured in",
  "in 20* inspectors", "in 20* the inspection", "in 20* told", "in 20* we",
  "serious case review*", "was told", "we asked", "we came here",
  "we last came", "we last visited", "we recommended", "were told", "years before",
} do
  table.insert(looked, term)
end

-- Nothing has come of it.
local unmoved = join({ "had", "has", "have" }, {
  "altered little", "been only partly", "changed little", "never been acted on",
  "never been put right", "not been acted on", "not been acted upon", "not been put right",
  "not yet been put right", "only been partly", "persisted", "recurred",
})

return c.lexicon {
  id = "repeat",
  title = "Raised before",
  about = "An earlier inspection, audit or review raised the weakness, and it still stands.",
  version = "1.0",
  classes = {
    { id = "raised_before", says = "repeat", weight = 1, terms = {
      "action from a serious case review", "despite the recommendation*", "drew attention to",
      "earlier audit*", "earlier inspection*", "flagged previously", "highlighted previously",
      "identified in a serious case review", "identified previously", "inspection last year",
      "last inspection", "last year's inspection", "previous * * inspection*",
      "previous * inspection*", "previous audit*", "previous inspection*",
      "previous recommendation*", "previously flagged", "previously highlighted",
      "previously identified", "previously raised", "previously reported", "raised previously",
      "recent inspection report*", "recommendation that we made", "recommendation we made",
      "recommendations of a previous", "recommendations of previous",
      "recommendations that we made", "recommendations we made", "we drew attention",
      "we raised this",
    } },
    { id = "told", says = "repeat", weight = 1, terms = told },
    { id = "said_then", says = "repeat", weight = 1, terms = said_then },
    { id = "dated", says = "repeat", weight = 1, terms = dated },
    { id = "unmoved", says = "repeat", weight = 1, terms = unmoved },
    { id = "still_standing", says = "repeat", weight = 1, terms = {
      "again found that", "are still not", "had still not", "has still not", "have still not",
      "is still not", "long standing concern*", "long standing gap*", "long standing issue*",
      "longstanding concern*", "longstanding gap*", "longstanding issue*", "no progress since",
      "not been addressed since", "not improved since", "not moved forward since",
      "not progressed since", "remain outstanding", "remain unresolved", "remained outstanding",
      "remained unresolved", "remains outstanding", "remains unresolved", "still outstanding",
      "was still not", "were still not",
    } },
    { id = "looked", says = "repeat", weight = 0.7, terms = looked },
    { id = "stands", says = "repeat", weight = 0.3, terms = {
      "again", "continues to be", "is unchanged", "little changed", "no better", "no change",
      "no different", "not altered", "not changed", "nothing had altered", "nothing had changed",
      "nothing has altered", "nothing has changed", "once more", "persists", "remain", "remains",
      "same concern*", "same fault*", "same finding*", "same gap*", "same shortfall*",
      "same today", "same weakness*", "second time", "so far", "still the case", "still true",
      "to date", "unchanged", "was unchanged", "years afterwards", "years later", "years on",
      "yet to be",
    } },
  },
}
