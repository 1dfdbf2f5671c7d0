-- How inspectors say that something is good, poor, missing or late.
--
-- It decides the polarity of every theme, so a word is here only if it judges
-- whatever it is said of. Words that name the subject of a review are not cues:
-- "risk", "concern", "harm", "neglect", "challenge", "difficulties", "support".
-- Where a word judges in one form only, only that form is here ("improved" but
-- not "improve", "strengthened" but not "strengthen").

local c = require "conspectus"

-- What was left undone: "not recorded", "did not record", "not always recorded".
local undone = {
  "able", "addressed", "asked", "assessed", "attached", "attend*", "aware", "being met",
  "complet*", "considered", "contain*", "covered", "evident", "explored", "follow*", "given",
  "have", "identif*", "include*", "informed", "involved", "known", "loaded", "met", "part of",
  "progressed", "provid*", "receiv*", "record*", "reflect*", "reviewed", "seen", "shared",
  "understood", "updated", "upload*", "used",
}

-- Of these it is good that there are none.
local unwanted = {
  "barrier*", "concern*", "delay*", "gap*", "problem*", "shortfall*", "weakness*",
}

local there_is = { "there is", "there was", "there are", "there were" }

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

return c.lexicon {
  id = "appraisal",
  title = "Appraisal",
  about = "Cues of weakness and strength, and the words that turn, outweigh or postpone them.",
  version = "1.0",
  classes = {
    -- Something that should be there is not.
    { id = "absence", says = "weakness", weight = 1, terms = {
      "absence of", "absent", "cannot be", "gap", "gaps", "had no", "has no", "have no", "lack",
      "lack of *", "lack of a *", "lack of an *", "lacked", "lacking", "lacks", "left out",
      "missed", "missing", "no evidence", "no mechanism", "no one", "nobody", "none of",
      "omission*", "omitted", "overlooked", "shortage*", "shortfall*", "there are no",
      "there is no", "there was no", "there were no", "unable", "unaware", "vacanc*", "with no",
    } },
    { id = "omission", says = "weakness", weight = 1, terms = join({ "not", "not *" }, undone) },
    -- It is there, but there is too little of it, or it is too weak.
    { id = "insufficiency", says = "weakness", weight = 1, terms = {
      "area* for development", "area* for improvement", "area* to strengthen", "confined to",
      "could be strengthened", "far too *", "further work", "inadequate*", "incomplete",
      "insufficient*", "limited", "minimal", "more work", "need for", "need to be",
      "need to have", "needed to be", "needs to be", "not enough", "out of date", "outdated",
      "overstretched", "poor", "poorly", "scope to", "stretched", "superficial", "too few",
      "too late", "too little", "too long", "unclear", "under developed", "under resourced",
      "underdeveloped", "weak", "weaker", "weakness*", "work * * needed", "work * * required",
      "work * needed", "work * required", "would benefit from",
    } },
    -- It comes late.
    { id = "delay", says = "weakness", weight = 1, terms = {
      "backlog*", "delay", "delayed", "delays", "drift", "late", "overdue", "slow", "slowly",
      "taking longer", "time consuming", "untimely",
    } },
    -- It depends on the place, the day or the person.
    { id = "inconsistency", says = "weakness", weight = 1, terms = {
      "ad hoc", "depended on the individual*", "dependent on individual*",
      "dependent on the individual*", "depends on the individual*", "fragmented", "inconsistenc*",
      "inconsistent*", "intermittent*", "not all", "not always", "patchy", "reliant on",
      "sporadic*", "uneven", "variability", "variable", "variation*", "varied",
    } },
    -- It may do harm, or stands in the way.
    { id = "risk", says = "weakness", weight = 1, terms = {
      "barrier*", "cause for concern", "compounded", "compromis*", "could be missed",
      "could lead to", "hamper*", "hinder*", "imped*", "may be missed", "may be overlooked",
      "may lead to", "might be missed", "obstacle*", "prevented", "prevents", "risked", "risking",
      "risks being", "this limited", "this limits", "undermin*",
    } },
    -- It does not do what it should.
    { id = "failure", says = "weakness", weight = 1, terms = {
      "disappointing*", "error*", "fail", "failed", "failing*", "fails", "failure*", "inaccura*",
      "incorrect*", "ineffective*", "inefficien*", "non complian*", "not fit for purpose",
      "problem", "problems", "shortcoming*", "unacceptable", "unsafe", "unsatisfactory",
    } },

    -- It is there, and can be counted on.
    { id = "presence", says = "strength", weight = 1, terms = {
      "accessible", "adequate", "always", "available", "clear", "clearly", "consistent",
      "consistently", "dedicated", "embedded", "established", "fully", "in place", "regular",
      "regularly", "routinely", "sufficient", "sufficiently",
    } },
    -- It is well made.
    { id = "quality", says = "strength", weight = 1, terms = {
      "a strength", "appropriate", "appropriately", "commendable", "comprehensive", "detailed",
      "easy to use", "excellent", "exemplary", "good", "high quality", "high standard*",
      "impressive", "invaluable", "key strength*", "outstanding example*", "outstanding practice",
      "positive", "positively", "proactive*", "robust", "robustly", "skilled", "smoothly",
      "strong", "thorough", "thoroughly", "used well", "valuable", "valued", "vigilant",
      "well developed", "well embedded", "well established", "well informed", "well led",
      "well managed", "well sighted", "well supported", "well used", "worked well",
      "working well", "works well",
    } },
    -- It does what it should.
    { id = "effectiveness", says = "strength", weight = 1, terms = {
      "beneficial", "benefits from", "benefitted", "effective", "effectively", "efficient",
      "efficiently", "enable", "enabled", "enables", "enabling", "ensured", "ensures",
      "facilitated", "facilitates", "helped", "helping", "helps", "prompt", "promptly",
      "streamlined", "successful", "successfully", "swift", "swiftly", "timely",
    } },
    -- It is better than it was.
    { id = "improvement", says = "strength", weight = 1, terms = {
      "better", "enhanced", "expanded", "good progress", "greater awareness", "improved",
      "improving", "increased attention", "increased awareness", "raised awareness",
      "strengthened",
    } },
    -- Nothing bad was found.
    { id = "unwanted", says = "strength", weight = 1, terms = join({ "no" }, unwanted) },
    { id = "unwanted_at_all", says = "strength", weight = 1,
      terms = join(join(there_is, { "no" }), unwanted) },

    -- These turn the cues that follow.
    { id = "negation", says = "negation", weight = 1, terms = {
      "aren't", "cannot", "couldn't", "didn't", "doesn't", "don't", "few", "hadn't", "hardly",
      "hasn't", "haven't", "isn't", "little", "neither", "never", "no", "nor", "not", "rarely",
      "seldom", "wasn't", "weren't", "without",
    } },
    -- After these comes what the writer means to stress.
    { id = "contrast", says = "contrast", weight = 1, terms = {
      "although", "but", "conversely", "despite", "even though", "however", "in contrast",
      "in spite of", "nevertheless", "nonetheless", "notwithstanding", "though", "whereas",
      "while", "whilst",
    } },
    -- What follows is meant, and not there yet.
    { id = "plan", says = "plan", weight = 1, terms = {
      "action plan", "aim to", "aims to", "are due to", "being developed", "being drawn up",
      "in development", "in the process of", "intend*", "is due to", "plan to", "planned",
      "plans are in place", "plans in place", "plans to", "plans were in place", "proposed",
      "scheduled", "should", "under development", "was due to", "were due to", "will", "would",
      "yet to",
    } },
  },
}
