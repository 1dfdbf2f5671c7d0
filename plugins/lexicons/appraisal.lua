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
  "barrier*", "concern*", "delay*", "difficult*", "gap*", "problem*", "shortfall*", "weakness*",
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
      "absence of", "absent", "blank", "cannot be", "empty", "gap", "gaps", "had no", "has no",
      "have no", "invisible", "lack", "lack of *", "lack of a *", "lack of an *", "lacked",
      "lacking", "lacks", "lapsed", "left out", "missed", "missing", "no evidence",
      "no mechanism", "no one", "nobody", "none of", "not yet", "nothing", "nowhere", "omission*",
      "omitted", "overlooked", "shortage*", "shortfall*", "there are no", "there is no",
      "there was no", "there were no", "unable", "unaware", "unfilled", "unknown", "unseen",
      "vacanc*", "vacant", "with no",
    } },
    { id = "omission", says = "weakness", weight = 1, terms = join({ "not", "not *" }, undone) },
    -- It is there, but there is too little of it, or it is too weak.
    { id = "insufficiency", says = "weakness", weight = 1, terms = {
      "another matter", "another story", "area* for development", "area* for improvement",
      "area* to strengthen", "at an early stage", "confined to", "could be strengthened",
      "different matter", "difficult to", "early stage of", "far too *", "fewer than",
      "further development", "further scrutiny", "further work", "hard to", "inadequate*",
      "incomplete", "insufficient*", "less good", "less secure", "less than", "less well",
      "limited", "minimal", "more work", "need for", "need to be", "need to have",
      "need to improve", "needed to be", "needs to be", "needs to improve", "not enough",
      "out of date", "outdated", "overstretched", "partial", "partly", "poor", "poorly", "scant",
      "scope to", "sparse", "stretched", "struggl*", "superficial", "thin", "too few", "too late",
      "too little", "too long", "too many", "too much", "too often", "too rarely", "too small",
      "uncertain", "unclear", "under developed", "under resourced", "underdeveloped", "unsure",
      "vague", "was needed", "was required", "weak", "weaker", "weakest", "weakness*",
      "were needed", "work * * needed", "work * * required", "work * needed", "work * required",
      "would benefit from", "would welcome",
    } },
    -- It goes no further than that, or has not changed. By themselves they say little.
    { id = "no_further", says = "weakness", weight = 0.5, terms = {
      "at best", "has to", "have to", "had to", "merely", "must be", "only", "still",
    } },
    -- Inspectors cannot recommend to a body that they do not inspect; they tell it.
    { id = "told", says = "weakness", weight = 1, terms = {
      "be raised with", "bring this to the attention", "brought this to the attention",
      "brought to the attention", "bring it to the attention", "raise this with",
      "raised this with",
    } },
    -- It comes late.
    { id = "delay", says = "weakness", weight = 1, terms = {
      "backlog*", "delay", "delayed", "delays", "drift", "late", "lengthy", "long wait*",
      "overdue", "slow", "slowly", "taking longer", "time consuming", "too slowly", "untimely",
    } },
    -- It depends on the place, the day or the person.
    { id = "inconsistency", says = "weakness", weight = 1, terms = {
      "ad hoc", "depend on", "depended on", "depended on the individual*", "depend on chance",
      "matter of chance", "dependent on individual*", "dependent on the individual*",
      "depends on", "depends on the individual*", "differ", "differed", "differs", "fragmented",
      "inconsistenc*", "inconsistent*", "intermittent*", "not all", "not always", "patchy",
      "reliant on", "rested on", "rests on", "sporadic*", "uneven", "variability", "variable",
      "variation*", "varied", "varies", "vary",
    } },
    -- It may do harm, or stands in the way.
    { id = "risk", says = "weakness", weight = 1, terms = {
      "at risk of being missed", "barrier*", "cause for concern", "compounded", "compromis*",
      "could be missed", "could lead to", "hamper*", "hinder*", "imped*", "may be missed",
      "may be overlooked", "may lead to", "might be missed", "obliged to", "obstacle*",
      "prevented", "prevents", "risked", "risking", "risks being", "this limited", "this limits",
      "undermin*", "unsupported",
    } },
    -- It does not do what it should.
    { id = "failure", says = "weakness", weight = 1, terms = {
      "could not be assured", "declined", "deteriorat*", "difficulties in", "disappointing*",
      "error*", "fail", "failed", "failing*", "fails", "failure*", "inaccura*", "incorrect*",
      "ineffective*", "inefficien*", "no assurance", "non complian*", "not assured",
      "not be assured", "not fit for purpose", "problem", "problems", "shortcoming*",
      "unacceptable", "unsafe", "unsatisfactory", "wrongly",
    } },

    -- It is there, and can be counted on.
    { id = "presence", says = "strength", weight = 1, terms = {
      "accessible", "adequate", "all of the", "all of those", "always", "at all times",
      "at every", "available", "clear", "clearly", "commonplace", "consistent", "consistently",
      "dedicated", "embedded", "established", "every time", "for every", "fully", "in every",
      "in line with", "in place", "in time", "on each occasion", "on every", "on time",
      "punctual*", "readily", "regular", "regularly", "routinely", "sufficient", "sufficiently",
      "up to date", "visible", "visibly", "whenever", "without exception",
    } },
    -- It is well made.
    { id = "quality", says = "strength", weight = 1, terms = {
      "a strength", "analytical", "appropriate", "appropriately", "attentive", "best", "careful",
      "carefully", "close attention", "closely", "cogent", "commend", "commendable", "commended",
      "commends", "comprehensive", "confidence in", "confident", "deserves credit", "detailed",
      "diligent*", "easy to use", "engaged well", "excellent", "exemplary",
      "favourabl*", "flexible", "good", "great care", "high quality", "high standard*",
      "highly of", "impressed", "impressive", "invaluable", "key strength*", "knowledgeable",
      "model of", "outstanding example*", "outstanding practice", "persuasive", "planned well",
      "pleased to", "positive", "positively", "praised", "proactive*", "robust", "robustly",
      "skilled", "smoothly", "sound", "stable", "strong", "thorough", "thoroughly", "thoughtful*",
      "trusted", "used well", "valuable", "valued", "very well", "vigilant", "warm", "warmly",
      "well attended", "well designed", "well developed", "well embedded", "well established",
      "well informed", "well led", "well managed", "well matched", "well prepared",
      "well regarded", "well run", "well sighted", "well staffed", "well supported",
      "well thought of", "well thought out", "well trained", "well understood", "well used",
      "with care", "with ease", "with skill", "worked well", "working well", "works well",
    } },
    -- It does what it should.
    { id = "effectiveness", says = "strength", weight = 1, terms = {
      "acted upon", "at once", "beneficial", "benefits from", "benefitted", "effective",
      "effectively", "efficient", "efficiently", "enable", "enabled", "enables", "enabling",
      "ensured", "ensures", "facilitated", "facilitates", "helped", "helping", "helps",
      "immediately", "kept informed", "made a difference", "made sure", "makes sure",
      "prompt", "promptly", "punctually", "put right", "quick", "quickly", "rapid", "rapidly",
      "responsive", "same day", "seamless*", "simple to", "straight away", "streamlined",
      "successful", "successfully", "swift", "swiftly", "the same week", "timely",
      "without delay", "without difficulty", "without hesitation",
    } },
    -- It is better than it was.
    { id = "improvement", says = "strength", weight = 1, terms = {
      "better", "enhanced", "expanded", "far more", "good progress", "greater awareness",
      "has risen", "have risen", "improved", "improving", "increased attention",
      "increased awareness", "made strides", "marked improvement", "progress had been made",
      "progress has been made", "raised awareness", "rising steadily", "steadily", "strengthened",
      "transformed",
    } },
    -- A thing is done by everybody, or with others. By itself it says little.
    { id = "everywhere", says = "strength", weight = 0.5, terms = {
      "all", "every", "each", "joint", "jointly", "not just", "not only", "routine", "together",
    } },
    -- What cannot be passed by is a safeguard: "cannot be closed until it is answered".
    { id = "safeguard", says = "strength", weight = 1, terms = join(
      { "cannot be *", "can not be *", "could not be *", "cannot *" },
      { "unless", "until", "without" }) },
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
