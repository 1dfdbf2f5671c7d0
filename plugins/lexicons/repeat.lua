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
  "asked for", "called for",
  "drew attention", "had already", "had called for", "had found", "had highlighted",
  "had identified", "had recommended", "had shown", "recommended in",
})

-- When it was said.
local said_then = join({
  "asked for", "highlighted", "identified", "raised", "recommended",
}, { "in 20*", "last year" })

-- "The audit of 2014 had found".
local dated = join(join({ "in", "of" }, { "20*", "20* both" }), {
  "asked for", "called for", "found", "had asked for", "had called for", "had found",
  "had highlighted", "had identified", "had recommended", "highlighted", "identified",
  "recommended",
})

-- What was said, and that it was said at an earlier look.
local said_before = join({
  "area for development", "area for improvement", "areas for development",
  "areas for improvement", "found", "highlighted", "identified", "noted", "raised",
  "recommendation*", "recommended", "reported",
}, {
  "at our last", "at our previous", "at the last", "at the previous", "by the last",
  "by the previous", "from the last", "from the previous", "in an earlier", "in our earlier",
  "in our last", "in our previous", "in the previous", "of our last", "of the last",
  "of the previous",
})

-- An earlier look at the area.
local looked = join({
  "earlier", "earlier *", "our earlier", "our first", "our last", "our previous", "previous",
  "previous *", "the last", "the last *", "the previous",
}, { "inspection*", "inspectors", "report*", "review*", "visit*" })
-- The year of the inspection or the audit.
for _, term in ipairs(join({ "20*", "20* *", "20* peer", "20* serious case" },
  { "audit", "inspection", "report", "review" })) do
  table.insert(looked, term)
end
for _, term in ipairs(join({ "audit", "audit of *", "audit of * *", "inspection",
  "inspection *", "inspection * *", "peer review" }, { "in 20*", "of 20*" })) do
  table.insert(looked, term)
end
for _, term in ipairs {
  "accepted our recommendation*", "ago inspectors", "ago the inspection", "ago we",
  "commented on this", "featured in", "first identified", "first raised", "highlighted this",
  "in 20* inspectors", "in 20* the inspection", "in 20* told", "in 20* we",
  "noted this", "raised this", "remarked on this", "reported on this", "was told", "we asked",
  "we came here", "we last came", "we last reported", "we last visited", "we last wrote",
  "we recommended", "were told", "years before",
} do
  table.insert(looked, term)
end

-- Some time ago.
local ago = join({ "month", "months", "year", "years" }, { "ago", "earlier", "previously" })

-- What was said of it, and when: less outright than what was identified or raised.
local said_once = join({ "asked", "found", "noted", "reported", "said", "told", "warned" },
  { "in 20*", "in * 20*" })

-- It was put before somebody then.
local put_then = join({ "had been", "has been", "have been", "was first", "were first" }, {
  "asked for", "flagged", "highlighted", "pointed out", "raised", "recommended", "reported",
})

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
  version = "1.1",
  classes = {
    { id = "raised_before", says = "repeat", weight = 1, terms = {
      "action from a serious case review", "as we found at", "as we found in", "as we reported",
      "as we said", "asked twice", "despite the recommendation*", "drew attention to",
      "earlier audit*", "earlier recommendation*", "flagged previously", "for the second time",
      "for the third time", "highlighted previously", "identified in a serious case review",
      "identified previously", "inspection last year", "is not a new", "last year also found",
      "last year also highlighted", "last year also identified", "last year's inspection",
      "previous audit* found", "previous audit* had", "previous recommendation*",
      "previously flagged", "previously highlighted", "previously identified", "previously raised",
      "previously reported", "raised previously", "raised repeatedly", "raised twice",
      "recent inspection report*", "recommendation that we made", "recommendation we made",
      "recommendations of a previous", "recommendations of previous",
      "recommendations that we made", "recommendations we made", "recurring finding*",
      "repeat finding*", "repeatedly raised", "this is not new", "warned twice",
      "we drew attention", "we raised this", "yet again",
    } },
    { id = "told", says = "repeat", weight = 1, terms = told },
    { id = "said_then", says = "repeat", weight = 1, terms = said_then },
    { id = "dated", says = "repeat", weight = 1, terms = dated },
    { id = "said_before", says = "repeat", weight = 1, terms = said_before },
    { id = "unmoved", says = "repeat", weight = 1, terms = unmoved },
    { id = "still_standing", says = "repeat", weight = 1, terms = {
      "again found that", "no progress since", "not been addressed since", "not improved since",
      "not moved forward since", "not progressed since",
    } },
    { id = "looked", says = "repeat", weight = 0.7, terms = looked },
    -- Cases are reviewed for many reasons, and audits made.
    { id = "case_review", says = "repeat", weight = 0.25, terms = {
      "audit had", "audits had", "case review", "case reviews", "last year", "previous audit*",
      "serious case review*",
    } },
    { id = "ago", says = "repeat", weight = 0.7, terms = ago },
    { id = "said_once", says = "repeat", weight = 0.7, terms = said_once },
    { id = "put_then", says = "repeat", weight = 0.7, terms = put_then },
    { id = "echo", says = "repeat", weight = 0.5, terms = {
      "also found", "also highlighted", "also identified", "continues to be an area",
      "remains a concern", "remains an area", "remained an area", "still needs",
    } },
    -- Nothing is repeated here, but the longer cue counts, so "to date" is none in it.
    { id = "current", says = "repeat", weight = 0.001, terms = { "up to date" } },
    { id = "stands", says = "repeat", weight = 0.3, terms = {
      "again", "are still", "are still not", "as they were", "come of it", "continue to be",
      "continued lack", "continued limited", "continues to be", "had still not", "has not happened",
      "has not improved", "has still not", "have not happened", "have not improved",
      "have still not", "is still", "is still not", "is unchanged", "limited improvement",
      "little changed", "little has moved", "little improvement", "long standing concern*",
      "long standing gap*", "long standing issue*", "longstanding concern*", "longstanding gap*",
      "longstanding issue*", "no better", "no change", "no different", "no further forward",
      "not altered", "not been completed", "not been done", "not been implemented", "not changed",
      "not made * * improvement*", "not made * improvement*", "not moved forward", "not progressed",
      "nothing had altered", "nothing had changed", "nothing has altered", "nothing has changed",
      "once more", "persists", "remain", "remained", "remains", "same concern*", "same fault*",
      "same finding*", "same gap*", "same shortfall*", "same today", "same weakness*",
      "second time", "so far", "still did not", "still do not", "still does not", "still has",
      "still have", "still no", "still not", "still outstanding", "still the case", "still true",
      "to date", "unchanged", "unresolved", "was still", "was still not", "was unchanged",
      "were still", "were still not", "years afterwards", "years later", "years on", "yet to",
      "yet to be",
    } },
  },
}
