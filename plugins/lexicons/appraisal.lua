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
  "able", "addressed", "appear", "appl*", "asked", "assessed", "attached", "attend*", "aware",
  "being met", "checked", "complet*", "considered", "consult*", "contain*", "covered",
  "demonstrat*", "discuss*", "document*", "enable", "ensur*", "evident", "explored", "follow*",
  "given", "have", "identif*", "implement*", "include*", "informed", "invited", "involved", "known",
  "loaded", "met", "monitor*", "notif*", "obtain*", "offered", "part of", "picked up", "present",
  "progressed", "provid*", "receiv*", "record*", "reflect*", "requested", "reviewed", "seen",
  "shared", "sought", "taken", "understood", "undertaken", "updated", "upload*", "used",
}

-- Of these it is good that there are none.
local unwanted = {
  "backlog*", "barrier*", "burden*", "concern*", "deficit*", "delay*", "difficult*", "disruption*",
  "drift", "duplicat*", "error*", "gap*", "overdue", "pressure*", "problem*", "shortage*",
  "shortcoming*", "shortfall*", "vacanc*", "vacant", "weakness*",
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
      "abandoned", "absence of", "absent", "are yet to", "blank", "cancelled", "cannot be",
      "ceased", "could not be found", "could not be shown", "could not describe",
      "could not explain", "could not find", "could not provide", "could not recall",
      "could not say", "could not show", "could not tell", "curtailed", "dearth", "discontinued",
      "disregarded", "empty", "forgotten", "gap", "gaps", "goes unanswered", "had been no",
      "had no", "had yet to", "has been no", "has no", "has yet to", "have no", "have yet to",
      "ignored", "in name only", "invisible", "is yet to", "lack", "lack of *", "lack of a *",
      "lack of an *", "lack of awareness", "lacked", "lacking", "lacks", "lapsed", "left blank",
      "left out", "left without", "loss of", "lost", "lost sight", "missed", "missed opportunit*",
      "missing", "no agreed", "no arrangement*", "no clear", "no cover", "no dedicated",
      "no evidence", "no flag", "no formal", "no lead", "no mechanism", "no mention", "no one",
      "no oversight", "no pathway*", "no plan", "no plans", "no policy", "no process*",
      "no protocol", "no record of", "no records of", "no replacement*", "no route", "no single",
      "no system*", "no written", "nobody", "none of", "nor is there", "nor was there",
      "not evidenced", "not in place", "not one", "not yet", "nothing", "nowhere", "omission*",
      "omitted", "opportunit* missed", "opportunit* was missed", "opportunit* were missed",
      "overlook", "overlooked", "overlooks", "scarce", "shortage*", "shortfall*", "there are no",
      "there is no", "there was no", "there were no", "turned away", "unable", "unaddressed",
      "unallocated", "unanswered", "unassessed", "unattended", "unaware", "unchallenged",
      "unchecked", "undated", "undocumented", "unexplored", "unfilled", "unfinished",
      "unidentified", "unknown", "unmet", "unmonitored", "unnoticed", "unprocessed", "unread",
      "unrecorded", "unresolved", "unreviewed", "unseen", "unsigned", "untested", "unused",
      "vacanc*", "vacant", "went unanswered", "with no", "without a clear", "without adequate",
      "without any", "without having", "without knowing", "yet to", "yet to be",
    } },
    { id = "omission", says = "weakness", weight = 1, terms = join(
      { "not", "not *", "not * *" }, undone) },
    -- It is there, but there is too little of it, or it is too weak.
    { id = "insufficiency", says = "weakness", weight = 1, terms = {
      "another matter", "another story", "antiquated", "are low", "are needed to", "are too",
      "area that requires", "area which requires", "area* for development", "area* for improvement",
      "area* to strengthen", "areas for further development", "areas that require",
      "areas which require", "at an early stage", "at capacity", "barely", "basic",
      "behind schedule", "below average", "below expect*", "below its *", "below national",
      "below target*", "below the *", "blind spot*", "brief", "bureaucratic", "can do more",
      "capacity issues", "confined to", "convoluted", "copied", "could be better",
      "could be improved", "could be strengthened", "could be stronger", "could do more",
      "critical of", "crowded out", "cumbersome", "cursory", "cut and paste", "demand* on",
      "demoralised", "depleted", "descriptive", "different matter", "difficult to", "duplicat*",
      "early days", "early stage of", "early stages of", "embryonic", "excessive*", "exhausted",
      "expired", "fall short", "fallen behind", "falling behind", "falls short", "far enough",
      "far too *", "fell behind", "fell short", "fewer than", "formulaic", "found wanting",
      "fragile", "further development", "further scrutiny", "further work", "generic",
      "half hearted", "hard to find", "hard to follow", "hard to know", "hard to read",
      "hard to see", "hard to tell", "heavy reliance", "heavy workload*", "high caseload*",
      "high demand*", "high turnover", "high volume*", "high workload*", "higher than recommended",
      "hurried", "illegible", "immature", "in its infancy", "in their infancy", "inadequate*",
      "inadequately", "incomplete", "inexperienced", "insufficien*", "is low", "is needed to",
      "is too", "is under pressure", "it difficult", "just half", "just one", "just two",
      "key area for development", "laborious", "labour intensive", "lag", "lagged", "lagging",
      "lags", "legacy issues", "less clarity", "less clear", "less confident", "less consistent",
      "less convincing", "less developed", "less effective", "less evident", "less frequent",
      "less frequently", "less good", "less likely", "less robust", "less satisfactory",
      "less secure", "less strong", "less than half", "less timely", "less well", "limitation*",
      "limited", "limiting", "limits", "lip service", "little better", "long term sickness",
      "low base", "low expectations", "low morale", "low take up", "low uptake",
      "made it difficult", "makes it difficult", "meagre", "minimal", "minority of cases",
      "more could be done", "more is needed", "more needs to", "more remains to be done",
      "more to do", "more work", "much higher", "narrow", "narrower", "need further", "need to be",
      "need to have", "need to improve", "need to strengthen", "needed further", "needed to be",
      "needed to improve", "needed to strengthen", "needs attention", "needs further",
      "needs strengthening", "needs to be", "needs to improve", "needs to strengthen", "not enough",
      "not good enough", "obsolete", "onerous", "only four", "only half", "only one", "only three",
      "only two", "ought to", "ought to have", "out of date", "out of step", "outdated",
      "over optimistic", "overburdened", "overload*", "overly", "overstretched", "oversubscribed",
      "overwhelm*", "overworked", "pace of change", "partial", "partly", "performing below",
      "perfunctory", "poor", "poorer", "poorest", "poorly", "precarious", "pressure on",
      "pressures", "questionable", "remain high", "remain low", "remained below", "remains below",
      "remains high", "remains low", "remains to be done", "remains to be seen", "repetitive",
      "require further", "require improvement", "require strengthening", "required further",
      "required urgent", "requires further", "requires improvement", "requires strengthening",
      "requires urgent", "restricted to", "room for improvement", "rudimentary", "rushed", "scant",
      "scope for", "scope to", "shaky", "shallow", "short of", "short staffed", "should have",
      "should have been", "should not have", "sickness absence", "significant demand*",
      "significantly below", "simplistic", "sketchy", "slippage", "slipped", "slower",
      "some way to go", "sparse", "squeezed out", "staff turnover", "stagnat*", "stale", "stalled",
      "stock phrase*", "stopped short", "stops at", "stops short", "stretched", "struggle to",
      "struggled", "struggles to", "struggling", "superficial", "superseded", "swamped",
      "tentative", "the need for", "the need to ensure", "the need to improve",
      "the need to strengthen", "thin", "tick box", "timid", "tokenistic", "too few", "too high",
      "too late", "too little", "too low", "too many", "too much", "too narrow", "too often",
      "too rarely", "too slow", "too small", "too variable", "turnover of staff", "unambitious",
      "uncertain", "unclear", "under developed", "under half", "under pressure", "under recognised",
      "under reported", "under reporting", "under resourced", "under strain", "under used",
      "under utilised", "underdeveloped", "understaffed", "underused", "unhelpful", "unmanageable",
      "unrealistic", "unsatisf*", "unsure", "unsustainable", "untrained", "unwieldy", "vague",
      "wait too", "was low", "was needed", "was required", "was too", "way to go",
      "we would expect to see", "weak", "weaker", "weakest", "weakly", "weakness*", "well below",
      "were low", "were needed", "were too", "work * * needed", "work * * required",
      "work * needed", "work * required", "work remains", "workaround*", "worse", "worst",
      "would benefit from", "would welcome",
    } },
    -- It would be better, so it is not there yet.
    { id = "wish", says = "weakness", weight = 1, terms = join({ "could", "would", "would also" }, {
      "enable", "enhance", "further", "help", "improve", "promote", "provide", "strengthen",
      "support",
    }) },
    -- It does not go away.
    { id = "lasting", says = "weakness", weight = 1, terms = join({ "persistent" }, unwanted) },
    -- It goes no further than that, or has not changed. By themselves they say little.
    { id = "no_further", says = "weakness", weight = 0.5, terms = {
      "a minority", "a small number", "as few as", "as little as", "at best", "at times",
      "for some", "had to", "has to", "have to", "in a few", "in part", "largely reliant",
      "many cases", "many children", "merely", "must be", "no more than", "now and then",
      "occasionally", "on occasion", "only", "small minority", "some are", "some areas",
      "some assessments", "some care leavers", "some cases", "some children", "some examples",
      "some gaps", "some had", "some have", "some plans", "some practitioners", "some records",
      "some staff", "some were", "some young people", "sometimes", "still", "too early to",
      "too soon to",
    } },
    -- Inspectors cannot recommend to a body that they do not inspect; they tell it.
    { id = "told", says = "weakness", weight = 0.5, terms = {
      "be raised with", "bring this to the attention", "brought this to the attention",
      "brought to the attention", "bring it to the attention", "raise this with",
      "raised this with",
    } },
    -- It comes late.
    { id = "delay", says = "weakness", weight = 1, terms = {
      "awaiting", "backlog*", "belated*", "bottleneck*", "continue to wait", "continued to wait",
      "continues to wait", "deferred", "delay", "delayed", "delaying", "delays", "drift", "drifted",
      "drifting", "for some time", "had to wait", "kept waiting", "last minute", "late",
      "left waiting", "lengthy", "long wait*", "longer than", "months late", "not timely",
      "out of timescale*", "outside of timescale*", "outside timescale*", "overdue", "postponed",
      "prolonged", "protracted", "put off", "rescheduled", "slow", "slow to", "slowly",
      "taking longer", "time consuming", "too long", "too slowly", "untimely", "wait up to",
      "waited", "waiting too long", "weeks late", "year after year",
    } },
    -- It depends on the place, the day or the person.
    { id = "inconsistency", says = "weakness", weight = 1, terms = {
      "ad hoc", "arbitrar*", "are mixed", "at odds", "at the discretion", "by chance",
      "cannot rely on", "conflicting", "contradict*", "could not rely on", "depend on",
      "depend on chance", "depended on", "depended on the individual*", "dependent on individual*",
      "dependent on the individual*", "depending on who", "depends on",
      "depends on the individual*", "depends who", "differ", "differed", "differs", "disconnect*",
      "disjointed", "disparate", "disparit*", "erratic*", "fluctuat*", "fragmented",
      "frequent changes", "from memory", "goodwill", "haphazard", "hit and miss", "in isolation",
      "in silos", "inconsistenc*", "inconsistent*", "inequit*", "instability", "intermittent*",
      "irregular*", "is mixed", "left to individual*", "lottery", "matter of chance", "misalign*",
      "mismatch*", "mixed picture", "multiple changes", "not all", "not always", "not consistent",
      "over reliance", "over reliant", "overly reliant", "patchy", "piecemeal", "reliance on",
      "reliant on", "relied on", "relies on", "relying on", "remain mixed", "remains mixed",
      "rested on", "rests on", "sporadic*", "uncoordinated", "unequal", "uneven", "unevenly",
      "unpredictable", "unreliable", "unstable", "variability", "variable", "variation*", "varied",
      "varies", "vary", "varying", "was mixed", "were mixed",
    } },
    -- It may do harm, or stands in the way.
    { id = "risk", says = "weakness", weight = 1, terms = {
      "a negative", "a risk that", "adversely", "alarming*", "are concerned that",
      "at risk of being missed", "barrier*", "burden*", "can lead to", "can result in",
      "cause for concern", "caused concern", "causes concern", "challenges * experienced",
      "challenges in", "clash*", "compounded", "compromis*", "constrain*", "continue to pose",
      "continuing challenge*", "could be missed", "could lead to", "could mean that", "could miss",
      "could result in", "dangerous*", "deterred", "deters", "detriment*", "difficulties accessing",
      "discourag*", "disruptive", "distract*", "erod*", "exposes", "fall between", "fall through",
      "falls between", "falls through", "fell between", "fell through", "friction", "frustrat*",
      "get in the way", "gets in the way", "got in the way", "hamper*", "hinder*", "impacted on",
      "impacted upon", "impacting on", "impacting upon", "impacts on", "impacts upon", "imped*",
      "inappropriately", "inhibit*", "is a challenge", "is concerning", "is of concern",
      "jeopardis*", "leaves", "leaves children", "leaving children", "left children",
      "made it harder", "makes it harder", "may be missed", "may be overlooked", "may lead to",
      "may mean that", "may miss", "may not *", "may not always", "may potentially", "may remain",
      "may result in", "might be missed", "might not *", "mistrust", "negative impact",
      "negatively", "obliged to", "obstacle*", "obstruct*", "of concern to", "ongoing challenge*",
      "particular concern", "places children at risk", "poses a risk", "potentially lead*",
      "presents a risk", "pressures on", "prevailing challenge*", "prevented nurses from",
      "prevented practitioners from", "prevented staff from", "prevents nurses from",
      "prevents practitioners from", "prevents staff from", "prohibit*", "remains a challenge",
      "risked", "risking", "risks being", "serious concern*", "significant concern*",
      "slip through", "slipped through", "slips through", "tension", "tensions", "this limited",
      "this may mean", "troubling", "undermin*", "unduly", "unnecessar*", "unsupported",
      "were concerned that", "widespread", "worrying", "worryingly",
    } },
    -- It does not do what it should.
    { id = "failure", says = "weakness", weight = 1, terms = {
      "a problem", "ambigu*", "blurred", "breach*", "breakdown in", "breaks down", "broke down",
      "broken down", "careless*", "collapsed", "complacen*", "confus*", "confusion",
      "could not be assured", "counterproductive", "decline in", "declined", "declining",
      "defective", "deficien*", "deficits", "deteriorat*", "did not comply", "difficulties in",
      "disappointing*", "disorganised", "dissonance", "do not comply", "does not comply",
      "doubtful", "erroneous*", "error*", "fail", "failed", "failing to", "failing*", "fails",
      "failure*", "false reassurance", "faulty", "flaw*", "gave up", "gone backwards", "hesitan*",
      "in error", "inaccura*", "incorrect*", "ineffective*", "inefficien*", "lapse", "lapses in",
      "lax", "legacy of", "let down", "loophole*", "misfiled", "misinterpret*", "mislaid",
      "misleading", "misplaced", "misses", "mistake*", "misunderst*", "muddled", "neglected to",
      "no assurance", "non complian*", "not assured", "not be assured", "not compliant",
      "not fit for purpose", "ongoing problem*", "opaque", "passive", "problem in", "problem with",
      "problems in", "problems with", "reactive", "regress*", "regrettabl*", "reluctan*",
      "shortcoming*", "unacceptabl*", "unacceptable", "uncritical*", "unhelpful*", "unresponsive",
      "unsafe", "unsatisfactory", "unsuccessful*", "unsuitable", "unwilling", "wasted", "worsen*",
      "wrongly",
    } },

    -- It is there, and can be counted on.
    { id = "presence", says = "strength", weight = 1, terms = {
      "24 hours a day", "above average", "above target*", "above the national", "above the target*",
      "accessible", "accurate", "accurately", "actively", "adequate", "adequately",
      "all children had", "all of the", "all of those", "all staff had", "always", "ample",
      "an embedded", "are evident", "as a matter of course", "as a matter of routine",
      "at a glance", "at all times", "at any time", "at every", "at the earliest", "available",
      "broad range", "clear", "clearly", "co located", "commonplace", "compliant", "consistent",
      "consistently", "continually", "dedicated", "embedded", "established", "every child",
      "every one", "every time", "evidenced by", "exceeded", "exceeding", "exceeds", "extensive",
      "extensively", "for every", "full complement", "fully", "fully embedded", "fully staffed",
      "had access to", "has access to", "have access to", "in each case", "in every",
      "in good order", "in good time", "in line with", "in place", "in time", "invariably",
      "is evident", "legible", "neat", "neatly", "on each occasion", "on every", "on time",
      "properly", "punctual*", "readily", "regular", "regularly", "reliable", "reliably",
      "round the clock", "routinely", "securely", "seven days a week", "single point", "sufficient",
      "sufficiently", "suitable", "suitably", "sustained", "systematic", "systematically",
      "the next day", "unfailingly", "universally", "up to date", "vigilance", "visible", "visibly",
      "was evident", "wealth of", "were evident", "whenever possible", "wide range", "within a day",
      "within a week", "within the hour", "without exception", "without fail",
    } },
    -- It is well made.
    { id = "quality", says = "strength", weight = 1, terms = {
      "a credit", "a good", "a help", "a pleasure", "a step forward", "a strength", "ably", "adept",
      "admirabl*", "alert to", "ambitious", "an achievement", "an outstanding", "analytical",
      "and experienced", "appreciate", "appreciated", "appropriate", "appropriately",
      "are experienced", "are stronger", "aspirational", "assiduous*", "astute*", "at ease",
      "at the right time", "attentive", "attuned", "authoritative*", "bespoke", "best",
      "best practice", "bright", "calm", "candid*", "candour", "careful", "carefully", "celebrat*",
      "child centred", "child focused", "child led", "close attention", "close links", "closely",
      "cogent", "coherent", "cohesive", "collaborat*", "commend", "commendable", "commended",
      "commends", "commitment to", "committed", "compassion*", "competent", "comprehensive",
      "comprehensively", "concise", "confidence in", "confident", "confidently", "conscientious*",
      "considerable achievement*", "considerate", "constructive", "constructively", "convincing",
      "courteous*", "creative", "creatively", "credible", "culturally sensitive", "dedication",
      "deft*", "dependable", "deserve credit", "deserves credit", "deserves praise", "detailed",
      "determined to", "diligent*", "discerning", "disciplined", "dynamic", "easy to use",
      "empath*", "encouraging", "enduring", "energetic*", "engaged well", "enthusias*",
      "evaluative", "exacting", "excellent", "excellently", "exceptional", "exceptionally",
      "exemplar", "exemplary", "experienced and", "experienced manager*", "experienced nurse*",
      "experienced practitioner*", "experienced staff", "experienced team*", "experienced worker*",
      "extremely", "far sighted", "favourabl*", "firm challenge", "firm grip", "firmly",
      "first rate", "flexible", "frank", "frankly", "friendly", "full account", "full picture",
      "genuine*", "glad of", "good", "good links", "good practice", "grateful", "great care",
      "great strides", "happy", "hard working", "heartening", "helpful", "helpfully",
      "high profile", "high quality", "high standard*", "highly experienced", "highly of",
      "highly regarded", "highly valued", "holistic", "humane", "imaginative*", "impactful",
      "impressed", "impressive", "impressively", "in touch with", "inclusive", "influential",
      "informative", "ingenious", "innovation", "innovative", "insight", "insightful", "inspir*",
      "intelligent*", "invaluable", "inventive", "is experienced", "is outstanding", "is stronger",
      "judicious*", "key strength*", "know children well", "know them", "knowledgeable",
      "knows them", "laudable", "listened to", "lively", "lucid*", "mature", "meaningful",
      "meaningfully", "methodical*", "meticulous*", "model of", "much stronger", "noteworthy",
      "nuanced", "nurturing", "open about", "openly", "orderly", "outstanding example*",
      "outstanding practice", "painstaking*", "passionate", "perceptive*", "persistent",
      "person centred", "personalised", "persuasive", "pioneering", "planned well", "pleased to",
      "pleased with", "pleasing", "positive", "positively", "praised", "precise", "precisely",
      "pride", "proactive*", "probing", "proportionate", "proud", "proven", "provided expertise",
      "provides expertise", "purposeful", "purposefully", "realistic", "reflective", "relentless*",
      "remarkabl*", "respected", "respectful*", "rich", "rigorous", "rigorously", "robust",
      "robustly", "rounded", "scrupulous*", "searching", "sensible", "sensibly", "sensitive",
      "sensitively", "sharp", "sharply focused", "shrewd*", "significant achievement*", "skilful*",
      "skilled", "smooth", "smoothly", "solid", "sophisticated", "sound", "speak highly",
      "speak warmly", "speak well of", "spoke highly", "spoke warmly", "spoke well of", "stable",
      "steadfast*", "step change", "steps forward", "striking", "strong", "strong links",
      "strongly", "success", "succinct", "superb*", "supportive", "sympathetic*", "tactful*",
      "tailored", "tenacious", "tenacity", "the right help", "the right level", "the right support",
      "think highly", "thorough", "thoroughly", "thought highly", "thoughtful*", "tight",
      "tireless*", "to good effect", "to great effect", "to its credit", "to their credit",
      "trusted", "trusting", "unstinting*", "unwavering", "used well", "useful", "usefully",
      "valuable", "value it", "value the", "value them", "valued", "very experienced", "very well",
      "vigilant", "vivid*", "warm", "warmly", "was stronger", "welcome", "welcomed", "welcoming",
      "well", "well attended", "well designed", "well developed", "well embedded",
      "well established", "well informed", "well judged", "well kept", "well led", "well managed",
      "well matched", "well prepared", "well regarded", "well run", "well sighted", "well staffed",
      "well supported", "well thought of", "well thought out", "well trained", "well understood",
      "well used", "were stronger", "wide ranging", "wise", "wisely", "with care", "with ease",
      "with skill", "worked well", "working well", "works well", "worthwhile",
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
      "above and beyond", "achieved", "achieves", "acted on", "acted upon", "aided", "aids",
      "allows", "at once", "beneficial", "benefit from", "benefit of", "benefited",
      "benefiting from", "benefits from", "benefitted", "correctly", "decisive", "decisively",
      "did not have to", "did not hesitate", "do not have to", "do not hesitate",
      "does not have to", "does not hesitate", "drives improvement", "earlier than", "early enough",
      "easier to", "easily", "effective", "effectively", "efficient", "efficiently", "empower*",
      "enable", "enabled", "enables", "enabling", "encouraged", "encourages", "enhances", "ensured",
      "ensures", "equips", "expedit*", "extra mile", "facilitated", "facilitates", "far sooner",
      "feel listened to", "feel safe", "feel safer", "feel supported", "felt listened to",
      "felt safe", "felt supported", "followed through", "fruitful*", "gave priority",
      "given priority", "gives priority", "held to account", "helped", "helping", "helps",
      "high priority", "immediately", "informs", "instrumental", "keeping pace", "kept informed",
      "kept pace", "lead the way", "leading the way", "leads the way", "less dependent on",
      "less reliant on", "lifeline", "made a difference", "made sure", "make a difference",
      "makes a difference", "makes sure", "making a difference", "much sooner", "persever*",
      "positive impact", "prioritised", "prioritises", "productive*", "promoted", "promotes",
      "prompt", "promptly", "punctually", "put right", "quick", "quick to", "quickly",
      "quickly enough", "rapid", "rapidly", "real difference", "reassur*", "resolved", "responded",
      "responds", "responsive", "safely", "same day", "seamless*", "simple to", "soon enough",
      "speedily", "speedy", "straight away", "streamlined", "strengthens", "successes",
      "successful", "successfully", "supports", "swift", "swiftly", "tangible", "thanks to",
      "the same week", "thriving", "timely", "times are short", "underpinned by", "waits are short",
      "were assured that", "within timescale*", "without delay", "without difficulty",
      "without hesitation",
    } },
    -- It is better than it was.
    { id = "improvement", says = "strength", weight = 1, terms = {
      "additional investment", "ahead of", "been enhanced", "better", "brought down", "building on",
      "builds on", "built on", "come a long way", "eliminated", "enhanced", "enhancing", "evolving",
      "expanded", "far more", "gaining momentum", "good progress", "greater awareness",
      "growing recognition", "had been addressed", "had been filled", "had cut",
      "has been addressed", "has cut", "has grown", "has reduced significantly", "has risen",
      "have been addressed", "have been filled", "have cut", "have risen", "improved",
      "improvement has been made", "improvements had been made", "improvements have been made",
      "improves", "improving", "increased attention", "increased awareness", "increasingly",
      "investment in", "is improving", "made progress", "made strides", "marked improvement",
      "moved forward", "on track", "progress had been made", "progress has been made",
      "progress is being made", "progress was being made", "raised awareness", "rectified",
      "remedied", "rising steadily", "stabilised", "steadily", "strengthened", "transformed",
      "turned around", "vacancies are filled", "vacancies have been filled",
      "vacancies have fallen", "vacancies were filled",
    } },
    -- A thing is done by everybody, or with others. By itself it says little.
    { id = "everywhere", says = "strength", weight = 0.4, terms = {
      "all", "almost all", "each", "every", "joint", "jointly", "nearly all", "not just",
      "not only", "routine", "together", "vast majority",
    } },
    -- In a high degree. By itself it says little.
    { id = "degree", says = "strength", weight = 0.4, terms = { "highly" } },
    -- What is done, told and not praised. By itself it says little.
    { id = "done", says = "strength", weight = 0.3, terms = join(
      { "are", "been", "is", "was", "were" }, {
      "attended", "checked", "considered", "discussed", "explored", "followed up", "informed",
      "monitored", "notified", "prepared", "prioritised", "recorded", "reviewed", "shared",
      "supported", "tracked", "trained", "updated", "visited",
    }) },
    { id = "doing", says = "strength", weight = 0.3, terms = {
      "are able to", "contribute to", "is able to", "know their", "knows", "large majority",
      "liaise", "liaises", "meet regularly", "participate*", "range of", "receive", "receives",
      "so that", "variety of", "were able to", "work alongside",
    } },
    -- What cannot be passed by is a safeguard: "cannot be closed until it is answered".
    { id = "safeguard", says = "strength", weight = 1, terms = join(
      { "cannot be *", "can not be *", "could not be *", "cannot *", "may not be *", "may not *" },
      { "unless", "until", "without" }) },
    -- There is little of what is bad.
    { id = "hardly_any", says = "strength", weight = 1, terms = join(
      { "few", "just one", "limited", "low", "only a few", "only one", "only two", "very few" },
      unwanted) },
    { id = "hardly_used", says = "strength", weight = 1, terms = {
      "low staff turnover", "low turnover", "low use of agency",
    } },
    -- Nothing bad was found.
    { id = "unwanted", says = "strength", weight = 1, terms = join({ "no" }, unwanted) },
    { id = "unwanted_at_all", says = "strength", weight = 1,
      terms = join(join(there_is, { "no" }), unwanted) },

    -- These turn the cues that follow.
    { id = "negation", says = "negation", weight = 1, terms = {
      "aren't", "cannot", "couldn't", "didn't", "doesn't", "don't", "far from", "few", "hadn't",
      "hasn't", "haven't", "isn't", "little", "no", "not", "wasn't", "weren't",
    } },
    -- The same, and said outright.
    { id = "negation_outright", says = "negation", weight = 2.5, terms = {
      "hardly", "neither", "neither * * nor", "neither * nor", "never", "none", "rarely",
      "scarcely", "seldom",
    } },
    -- What is reduced or dealt with: a fault is good news then. By themselves they say nothing.
    { id = "reversal", says = "negation", weight = 0.02, terms = {
      "address", "addresses", "addressing", "avoid*", "eliminat*", "fewer", "fill", "filling",
      "fills", "minimis*", "mitigat*", "overcome", "overcomes", "overcoming", "prevent",
      "prevented", "preventing", "prevents", "reduc*", "reliev*", "resolv*", "tackl*",
    } },
    -- The same, but by themselves they say next to nothing.
    { id = "negation_in_passing", says = "negation", weight = 0.1, terms = {
      "nor", "without",
    } },
    -- After these comes what the writer means to stress.
    { id = "contrast", says = "contrast", weight = 1, terms = {
      "although", "but", "by contrast", "by way of contrast", "conversely", "despite",
      "even though", "however", "in contrast", "in sharp contrast", "in spite of", "nevertheless",
      "nonetheless", "notwithstanding", "on the other hand", "sharp contrast", "that said",
      "though", "whereas", "while", "whilst", "yet",
    } },
    -- What follows is a case that may arise, and no finding: it weighs a quarter.
    { id = "condition", says = "condition", weight = 0.25, terms = {
      "for those who", "if", "in case", "in cases of", "in the event of", "should a", "should the",
      "unless", "when", "whenever", "where a", "where an", "where any", "where children",
      "where families", "where parents", "where there are", "where there is", "where these are",
      "where this is", "where we see", "where young people", "whether",
    } },
    -- What follows is over: it weighs three tenths.
    { id = "past", says = "condition", weight = 0.3, terms = {
      "historic", "historical*", "in the past", "previously", "until recently",
    } },
    -- What follows is said of another place or service, to compare: it weighs a tenth.
    { id = "elsewhere", says = "condition", weight = 0.1, terms = {
      "compared to", "compared with", "in contrast to", "in contrast with",
      "in marked contrast to", "in marked contrast with", "unlike",
    } },
    -- Names of things, and what befalls children: these words judge nobody's work.
    { id = "aside", says = "condition", weight = 1, terms = join(
      { "does not", "do not", "did not", "not" }, { "brought", "wait" }) },
    { id = "any", says = "condition", weight = 1, terms = join({ "any" }, unwanted) },
    { id = "name", says = "condition", weight = 1, terms = {
      "action* need to be taken", "as good practice", "as well", "as well as", "as yet",
      "at risk of missing", "best effort*", "best interest*",
      "care limited", "child* missing", "clear expectation*", "clear that",
      "deficit disorder", "delay in coming", "delay in presentation", "delay in presenting",
      "families struggl*", "for some years", "go missing", "goes missing", "going missing",
      "good enough parenting", "hard to reach", "health deteriorat*", "highly complex",
      "highly vulnerable", "in the past * months", "in the past * years",
      "in the past year*", "inspection as well", "invisible father*", "invisible men",
      "lead for prevent", "may well", "missed appointment*", "missed immunisation*",
      "missing and exploited", "missing child*", "missing education", "missing episode*",
      "missing from care", "missing from education", "missing from home", "missing from school",
      "missing people", "missing person*", "missing young", "no longer", "no recourse",
      "non attendance", "not attend appointment*", "not attended appointment*",
      "not attending appointment*", "not often seen", "not satisfied", "not to attend",
      "only as good as", "prevent agenda", "prevent duty", "prevent lead*", "prevent programme",
      "prevent referral*", "prevent strategy", "prevent training", "problems with alcohol",
      "problems with drug*", "problems with substance*", "problems with their",
      "rapidly deteriorat*", "read only", "reported missing", "routine enquir*", "services limited",
      "strengths and difficulties", "strengths based", "together with", "uk limited",
      "unable to identify any", "unable to look", "unable to say", "unable to see",
      "understanding of unmet", "we have been unable", "we were unable", "well after",
      "well before", "well being", "well known", "well over", "went missing", "what needs to be",
      "what needs to happen", "who are struggl*", "who did not attend", "who do not attend",
      "who does not attend", "who may be struggl*", "who would benefit", "with care experienced",
      "with care leaver*", "with care plan*", "work hard to", "worked hard", "worked hard to",
      "working hard to", "works hard to", "would benefit from early help",
    } },
    -- What follows is meant, and not there yet.
    { id = "plan", says = "plan", weight = 1, terms = {
      "action plan", "aim to", "aimed to", "aims to", "are being developed", "are considering",
      "are due", "are due to", "are expected of", "are expected to", "are exploring", "are planned",
      "are required to", "being developed", "being drawn up", "being introduced",
      "expectation that", "expected to", "hope to", "hopes to", "in development", "in draft",
      "in the process of", "intend*", "intention*", "is being developed", "is considering",
      "is due", "is due to", "is expected of", "is expected to", "is exploring", "is planned",
      "is required to", "it is intended", "once implemented", "options paper", "plan to",
      "planned to", "planning to", "plans are in place", "plans in place", "plans to",
      "plans were in place", "proposed", "scheduled", "should", "timescale for",
      "to be implemented", "to be introduced", "under development", "was due", "was due to",
      "was expected to", "was planned", "were due to", "were planned", "were required to", "will",
      "will be", "will ensure", "with a view to", "work is under way", "work is underway", "would",
    } },
  },
}
