-- How inspectors say that something is good, poor, missing or late.
--
-- It decides the polarity of every theme, so a word is here only if it judges
-- whatever it is said of. Words that name the subject of a review are not cues:
-- "risk", "concern", "harm", "neglect", "challenge", "difficulties", "support". Where
-- a cue is also part of such a name ("went missing"), the name is an aside below.
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
  "backlog*", "barrier*", "concern*", "delay*", "difficult*", "disruption*", "drift", "gap*",
  "problem*", "shortfall*", "weakness*",
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
      "absence of", "absent", "are yet to", "blank", "cannot be", "dearth", "empty", "gap",
      "gaps", "had no", "had yet to", "has no", "has yet to", "have no", "have yet to",
      "invisible", "is yet to", "lack", "lack of *", "lack of a *", "lack of an *",
      "lack of awareness", "lacked", "lacking", "lacks", "lapsed", "left out", "left without",
      "lost", "missed", "missed opportunit*", "missing", "no evidence", "no formal",
      "no mechanism", "no one", "nobody", "none of", "nor is there", "nor was there",
      "not evidenced", "not in place", "not yet", "nothing", "nowhere", "omission*", "omitted",
      "opportunit* missed", "opportunit* was missed", "opportunit* were missed", "overlooked",
      "scarce", "shortage*", "shortfall*", "there are no", "there is no", "there was no",
      "there were no", "unable", "unallocated", "unaware", "unfilled", "unidentified", "unknown",
      "unresolved", "unseen", "vacanc*", "vacant", "with no", "without a clear",
      "without adequate", "without any", "yet to be",
    } },
    { id = "omission", says = "weakness", weight = 1, terms = join({ "not", "not *" }, undone) },
    -- It is there, but there is too little of it, or it is too weak.
    { id = "insufficiency", says = "weakness", weight = 1, terms = {
      "another matter", "another story", "are low", "are needed to", "are too",
      "area that requires", "area which requires", "area* for development",
      "area* for improvement", "area* to strengthen", "areas for further development",
      "areas that require", "areas which require", "at an early stage", "basic", "below average",
      "below expect*", "below its *", "below national", "below target*", "below the *", "brief",
      "confined to", "could be better", "could be improved", "could be strengthened",
      "could be stronger", "descriptive", "different matter", "difficult to", "early stage of",
      "excessive*", "fall short", "falls short", "far too *", "fell short", "fewer than",
      "further development", "further scrutiny", "further work", "hard to", "heavy reliance",
      "heavy workload*", "high caseload*", "high turnover", "high workload*", "inadequate*",
      "inadequately", "incomplete", "inexperienced", "insufficient*", "insufficiently", "is low",
      "is needed to", "is too", "is under pressure", "it difficult", "key area for development",
      "less clear", "less consistent", "less developed", "less effective", "less evident",
      "less good", "less likely", "less robust", "less secure", "less strong", "less than",
      "less timely", "less well", "limited", "limiting", "limits", "low take up", "low uptake",
      "made it difficult", "makes it difficult", "minimal", "more could be done", "more needs to",
      "more remains to be done", "more to do", "more work", "narrow", "need further",
      "need to be", "need to have", "need to improve", "need to strengthen", "needed further",
      "needed to be", "needed to improve", "needed to strengthen", "needs further",
      "needs strengthening", "needs to be", "needs to improve", "needs to strengthen",
      "not enough", "out of date", "outdated", "over optimistic", "overly", "overstretched",
      "pace of change", "partial", "partly", "poor", "poorly", "remain low", "remained below",
      "remains below", "remains low", "require further", "require improvement",
      "require strengthening", "required further", "required urgent", "requires further",
      "requires improvement", "requires strengthening", "requires urgent", "restricted to",
      "room for improvement", "scant", "scope for", "scope to", "short of", "should have",
      "should have been", "slower", "sparse", "staff turnover", "stretched", "struggle to",
      "struggled to", "struggles to", "struggling to", "superficial", "the need for",
      "the need to ensure", "the need to improve", "the need to strengthen", "thin", "too few",
      "too high", "too late", "too little", "too low", "too many", "too much", "too narrow",
      "too often", "too rarely", "too slow", "too small", "too variable", "turnover of staff",
      "uncertain", "unclear", "under developed", "under pressure", "under resourced",
      "underdeveloped", "understaffed", "unsure", "untrained", "vague", "wait too", "was low",
      "was needed", "was required", "was too", "way to go", "we would expect to see", "weak",
      "weaker", "weakest", "weakly", "weakness*", "well below", "were low", "were needed",
      "were too", "work * * needed", "work * * required", "work * needed", "work * required",
      "worse", "worst", "would benefit from", "would welcome",
    } },
    -- It would be better, so it is not there yet.
    { id = "wish", says = "weakness", weight = 1, terms = join({ "could", "would", "would also" }, {
      "enable", "enhance", "further", "help", "improve", "promote", "provide", "strengthen",
      "support",
    }) },
    -- It goes no further than that, or has not changed. By themselves they say little.
    { id = "no_further", says = "weakness", weight = 0.5, terms = {
      "at best", "for some", "had to", "has to", "have to", "in part", "largely reliant",
      "many cases", "many children", "merely", "must be", "occasionally", "on occasion", "only",
      "some are", "some areas", "some assessments", "some care leavers", "some cases",
      "some children", "some examples", "some gaps", "some had", "some have", "some plans",
      "some practitioners", "some records", "some staff", "some were", "some young people",
      "sometimes", "still",
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
      "longer than", "not timely", "overdue", "prolonged", "protracted", "slow", "slow to",
      "slowly", "taking longer", "time consuming", "too long", "too slowly", "untimely",
      "waiting too long",
    } },
    -- It depends on the place, the day or the person.
    { id = "inconsistency", says = "weakness", weight = 1, terms = {
      "ad hoc", "depend on", "depend on chance", "depended on", "depended on the individual*",
      "dependent on individual*", "dependent on the individual*", "depends on",
      "depends on the individual*", "differ", "differed", "differs", "disjointed", "disparate",
      "fragmented", "inconsistenc*", "inconsistent*", "intermittent*", "matter of chance",
      "mixed picture", "not all", "not always", "not consistent", "over reliance", "over reliant",
      "overly reliant", "patchy", "piecemeal", "reliance on", "reliant on", "relied on",
      "relies on", "rested on", "rests on", "sporadic*", "uneven", "unreliable", "variability",
      "variable", "variation*", "varied", "varies", "vary", "varying",
    } },
    -- It may do harm, or stands in the way.
    { id = "risk", says = "weakness", weight = 1, terms = {
      "a risk that", "adversely", "are concerned that", "at risk of being missed", "barrier*",
      "burden*", "can lead to", "can result in", "cause for concern", "compounded", "compromis*",
      "concerning", "continuing challenge*", "could be missed", "could lead to",
      "could mean that", "could miss", "could result in", "detriment*", "hamper*", "hinder*",
      "impacted on", "impacting on", "imped*", "inappropriately", "is a challenge",
      "is concerning", "is of concern", "leaves children", "left children", "may be missed",
      "may be overlooked", "may lead to", "may mean that", "may miss", "may not *",
      "may not always", "may potentially", "may remain", "may result in", "might be missed",
      "might not *", "negative impact", "negatively", "obliged to", "obstacle*", "of concern to",
      "ongoing challenge*", "places children at risk", "poses a risk", "potentially lead*",
      "presents a risk", "pressures on", "prevailing challenge*", "prevented * * from",
      "prevented * from", "prevents * * from", "prevents * from", "remains a challenge", "risked",
      "risking", "risks being", "serious concern*", "significant concern*", "this limited",
      "this may mean", "undermin*", "unnecessar*", "unsupported", "vulnerable to",
      "were concerned that",
    } },
    -- It does not do what it should.
    { id = "failure", says = "weakness", weight = 1, terms = {
      "a problem", "breach*", "confus*", "could not be assured", "counterproductive",
      "decline in", "declined", "declining", "deficits", "deteriorat*", "did not comply",
      "difficulties in", "disappointing*", "dissonance", "do not comply", "does not comply",
      "error*", "fail", "failed", "failing*", "fails", "failure*", "flaw*", "inaccura*",
      "incorrect*", "ineffective*", "inefficien*", "neglected to", "no assurance",
      "non complian*", "not assured", "not be assured", "not compliant", "not fit for purpose",
      "ongoing problem*", "problem in", "problem with", "problems in", "problems with",
      "shortcoming*", "unacceptable", "unhelpful*", "unsafe", "unsatisfactory", "unsuitable",
      "worsen*", "wrongly",
    } },

    -- It is there, and can be counted on.
    { id = "presence", says = "strength", weight = 1, terms = {
      "above average", "above target*", "above the national", "above the target*", "accessible",
      "accurate", "accurately", "actively", "adequate", "adequately", "all children had",
      "all of the", "all of those", "all staff had", "always", "an embedded", "are evident",
      "at all times", "at every", "available", "clear", "clearly", "co located", "commonplace",
      "compliant", "consistent", "consistently", "dedicated", "embedded", "established",
      "every child", "every time", "evidenced by", "exceeded", "exceeding", "exceeds",
      "for every", "fully", "fully embedded", "had access to", "has access to", "have access to",
      "in every", "in good time", "in line with", "in place", "in time", "is evident",
      "on each occasion", "on every", "on time", "properly", "punctual*", "readily", "regular",
      "regularly", "routinely", "sufficient", "sufficiently", "suitable", "suitably",
      "systematic", "systematically", "universally", "up to date", "vigilance",
      "visible", "visibly", "was evident", "were evident",
      "without exception",
    } },
    -- It is well made.
    { id = "quality", says = "strength", weight = 1, terms = {
      "a good", "a strength", "ambitious", "analytical", "and experienced", "appropriate",
      "appropriately", "are experienced", "are stronger", "aspirational", "at the right time",
      "attentive", "bespoke", "best", "best practice", "calm", "careful", "carefully",
      "child centred", "child focused", "close attention", "closely", "cogent", "coherent",
      "cohesive", "collaborative", "collaboratively", "commend", "commendable", "commended",
      "commends", "commitment to", "committed", "competent", "comprehensive", "comprehensively",
      "confidence in", "confident", "confidently", "constructive", "constructively", "convincing",
      "creative", "creatively", "culturally sensitive", "dedication", "deserves credit",
      "detailed", "diligent*", "easy to use", "encouraging", "engaged well", "enthusias*",
      "evaluative", "excellent", "excellently", "exceptional", "exemplary", "experienced and",
      "experienced manager*", "experienced nurse*", "experienced practitioner*",
      "experienced staff", "experienced team*", "experienced worker*", "favourabl*", "firm grip",
      "firmly", "flexible", "good", "good practice", "great care", "helpful", "helpfully",
      "high quality", "high standard*", "highly experienced", "highly of", "highly regarded",
      "highly valued", "holistic", "impressed", "impressive", "impressively", "in touch with",
      "influential", "informative", "innovative", "insightful", "invaluable", "is experienced",
      "is stronger", "key strength*", "know children well", "knowledgeable", "listened to",
      "mature", "meaningful", "meaningfully", "model of", "much stronger", "nuanced", "nurturing",
      "outstanding example*", "outstanding practice", "passionate", "persistent",
      "person centred", "personalised", "persuasive", "planned well", "pleased to", "pleasing",
      "positive", "positively", "praised", "proactive*", "proportionate", "provided expertise",
      "provides expertise", "purposeful", "purposefully", "realistic", "reflective", "rich",
      "rigorous", "rigorously", "robust", "robustly", "rounded", "sensitive", "sensitively",
      "skilful*", "skilled", "smoothly", "sound", "speak highly", "spoke highly", "stable",
      "strong", "strongly", "succinct", "supportive", "tailored", "tenacious", "the right help",
      "the right level", "the right support", "thorough", "thoroughly", "thoughtful*", "tight",
      "trusted", "trusting", "unwavering", "used well", "useful", "usefully", "valuable",
      "valued", "very experienced", "very well", "vigilant", "warm", "warmly", "was stronger",
      "welcoming", "well", "well attended", "well designed", "well developed", "well embedded",
      "well established", "well informed", "well led", "well managed", "well matched",
      "well prepared", "well regarded", "well run", "well sighted", "well staffed",
      "well supported", "well thought of", "well thought out", "well trained", "well understood",
      "well used", "were stronger", "with care", "with ease", "with skill", "worked well",
      "working well", "works well",
    } },
    { id = "well_done", says = "strength", weight = 1, terms = join({ "well" }, {
      "aligned", "articulated", "balanced", "cared for", "chaired", "considered", "constructed",
      "coordinated", "co ordinated", "delivered", "documented", "engaged", "equipped", "evidenced",
      "focused", "integrated", "maintained", "monitored", "organised", "planned", "presented",
      "publicised", "qualified", "received", "recorded", "resourced", "reflected", "represented",
      "served", "structured", "targeted", "thought through", "written",
    }) },
    -- It does what it should.
    { id = "effectiveness", says = "strength", weight = 1, terms = {
      "achieved", "achieves", "acted on", "acted upon", "aided", "aids", "at once", "beneficial",
      "benefit from", "benefit of", "benefited", "benefiting from", "benefits from", "benefitted",
      "correctly", "decisive", "decisively", "did not hesitate", "do not hesitate",
      "does not hesitate", "drives improvement", "earlier than", "easily", "effective",
      "effectively", "efficient", "efficiently", "enable", "enabled", "enables", "enabling",
      "encouraged", "encourages", "enhances", "ensured", "ensures", "facilitated", "facilitates",
      "gave priority", "given priority", "gives priority", "helped", "helping", "helps",
      "high priority", "immediately", "instrumental", "kept informed", "less dependent on",
      "less reliant on", "lifeline", "made a difference", "made sure", "make a difference",
      "makes a difference", "makes sure", "positive impact", "prioritised", "prioritises",
      "promoted", "promotes", "prompt", "promptly", "punctually", "put right", "quick", "quickly",
      "rapid", "rapidly", "resolved", "responded", "responsive", "safely", "same day",
      "seamless*", "simple to", "straight away", "streamlined", "strengthens", "successes",
      "successful", "successfully", "supports", "swift", "swiftly", "tangible", "the same week",
      "thriving", "timely", "were assured that", "without delay", "without difficulty",
      "without hesitation",
    } },
    -- It is better than it was.
    { id = "improvement", says = "strength", weight = 1, terms = {
      "a reduction in", "been enhanced", "better", "building on", "enhanced", "enhancing",
      "evolving", "expanded", "far more", "good progress", "greater awareness",
      "growing recognition", "had been addressed", "has been addressed",
      "has reduced significantly", "has risen", "have been addressed", "have risen", "improved",
      "improvement has been made", "improvements had been made", "improvements have been made",
      "improving", "increased attention", "increased awareness", "increasingly", "is improving",
      "made progress", "made strides", "marked improvement", "progress had been made",
      "progress has been made", "progress is being made", "progress was being made",
      "raised awareness", "rising steadily", "steadily", "strengthened", "transformed",
      "turned around", "vacancies are filled", "vacancies have been filled",
      "vacancies have fallen", "vacancies were filled",
    } },
    -- A thing is done by everybody, or with others. By itself it says little.
    { id = "everywhere", says = "strength", weight = 0.4, terms = {
      "all", "almost all", "each", "every", "joint", "jointly", "nearly all", "not just",
      "not only", "routine", "together", "vast majority",
    } },
    -- What is done, told and not praised. By itself it says little.
    { id = "done", says = "strength", weight = 0.3, terms = join(
      { "are", "been", "is", "was", "were" }, {
      "attended", "checked", "considered", "discussed", "explored", "followed up", "informed",
      "monitored", "notified", "prepared", "prioritised", "recorded", "reviewed", "shared",
      "supported", "tracked", "trained", "updated", "visited",
    }) },
    { id = "doing", says = "strength", weight = 0.3, terms = {
      "contribute to", "contributes to", "liaise", "liaises", "receive", "receives",
    } },
    -- What cannot be passed by is a safeguard: "cannot be closed until it is answered".
    { id = "safeguard", says = "strength", weight = 1, terms = join(
      { "cannot be *", "can not be *", "could not be *", "cannot *", "may not be *", "may not *" },
      { "unless", "until", "without" }) },
    -- A fault that is dealt with.
    { id = "tackled", says = "strength", weight = 0.5, terms = join({
      "address", "addresses", "addressing", "avoid*", "minimal", "minimis*", "overcome", "prevent",
      "prevents", "preventing", "reduc*", "resolv*", "tackl*",
    }, unwanted) },
    -- Nothing bad was found.
    { id = "unwanted", says = "strength", weight = 1, terms = join({ "no" }, unwanted) },
    { id = "unwanted_at_all", says = "strength", weight = 1,
      terms = join(join(there_is, { "no" }), unwanted) },

    -- These turn the cues that follow.
    { id = "negation", says = "negation", weight = 1, terms = {
      "aren't", "cannot", "couldn't", "didn't", "doesn't", "don't", "few", "hadn't", "hardly",
      "hasn't", "haven't", "isn't", "little", "never", "no", "not", "rarely", "seldom", "wasn't",
      "weren't",
    } },
    -- The same, but by themselves they say next to nothing.
    { id = "negation_in_passing", says = "negation", weight = 0.1, terms = {
      "neither", "neither * * nor", "neither * nor", "none", "nor", "without",
    } },
    -- After these comes what the writer means to stress.
    { id = "contrast", says = "contrast", weight = 1, terms = {
      "although", "but", "despite", "even though", "however", "in spite of", "nevertheless",
      "nonetheless", "notwithstanding", "though", "whereas", "while", "whilst",
    } },
    -- What follows is a case that may arise, and no finding: it weighs a quarter.
    { id = "condition", says = "condition", weight = 0.25, terms = {
      "for those who", "if", "in case", "in cases of", "in the event of", "should a",
      "should the", "unless", "when", "whenever", "where a", "where an", "where any",
      "where children", "where families", "where parents", "where there are", "where there is",
      "where young people",
    } },
    -- Names of things, and what befalls children: these words judge nobody's work.
    { id = "aside", says = "condition", weight = 1, terms = join(
      { "does not", "do not", "did not", "not" }, { "brought", "wait" }) },
    { id = "any", says = "condition", weight = 1, terms = join({ "any" }, unwanted) },
    { id = "name", says = "condition", weight = 1, terms = {
      "as good practice", "as well", "as well as", "at risk of missing", "care limited",
      "child* missing", "clear that", "deficit disorder", "delay in coming",
      "delay in presentation", "delay in presenting", "families struggl*", "go missing",
      "goes missing", "going missing", "good enough parenting", "hard to reach",
      "inspection as well", "invisible father*", "invisible men", "may well",
      "missed appointment*", "missing child*", "missing education", "missing episode*",
      "missing from care", "missing from education", "missing from home", "missing from school",
      "missing people", "missing person*", "missing young", "no longer", "no recourse",
      "non attendance", "not attend appointment*", "not attended appointment*",
      "not attending appointment*", "read only", "reported missing", "routine enquir*",
      "services limited", "strengths and difficulties", "strengths based", "uk limited",
      "well after", "well before", "well being", "well known", "well over", "went missing",
      "who are struggl*", "who did not attend", "who do not attend", "who does not attend",
      "who may be struggl*",
    } },
    -- What follows is meant, and not there yet.
    { id = "plan", says = "plan", weight = 1, terms = {
      "action plan", "aim to", "aimed to", "aims to", "are being developed", "are due",
      "are due to", "are expected to", "are planned", "are required to", "being developed",
      "being drawn up", "being introduced", "expected to", "in development", "in draft",
      "in the process of", "intend*", "is being developed", "is due", "is due to",
      "is expected to", "is planned", "is required to", "it is intended", "once implemented",
      "plan to", "planned to", "planning to", "plans are in place", "plans in place", "plans to",
      "plans were in place", "proposed", "scheduled", "should", "timescale for",
      "under development", "was due", "was due to", "was expected to", "was planned",
      "were due to", "were planned", "were required to", "will", "will be", "will ensure",
      "work is under way", "work is underway", "would",
    } },
  },
}
