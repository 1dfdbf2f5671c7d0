-- Referrals to children's social care, the hub or MARAC: how good they are, who checks
-- them, what becomes of them. It leaves out referrals to a service of health, how many
-- referrals there are, and the thresholds by which social care answers.

local c = require "conspectus"

local referral = { "referral", "referrals", c.case "MARF", c.case "MARFs" }

-- Where the referral goes, or that it is of that kind.
local of_that_kind = {
  "child protection referral*", "children's services", "children's social *",
  "safeguarding referral*", "social care", "the front door", "the hub", c.case "MARAC",
  c.case "MASH",
}
local quality = {
  "additional referral*", "analys*", "are appropriate", "articulat*", "audited", "brief", "check",
  "clearly", "complete", "copies", "copy", "detail*", "escalat*", "feedback", "follow up",
  "followed up", "full account", "good", "grade*", "how to complete", "in writing", "incomplete",
  "log", "monitor*", "more appropriate", "outcome*", "oversight", "poor", "quality", "record of",
  "returned", "review all", "reviews", "set out", "sufficient", "thorough", "track*", "variable",
  "varied", "weak*", "written",
}

-- The referral itself is judged, wherever it goes.
local judged = {
  "copies of * referral*", "copies of referral*", "copy of * referral*", "how many referrals",
  "number or nature of referral*", "outcome* of * referral*", "outcome* of referral*",
  "quality assurance of * referrals", "quality assurance of referral*", "quality of * referral*",
  "quality of referral*", "referrals made by", "referrals reviewed", "referrals we *",
  "review* all referrals", "these referrals", "verbal referral*", "written referral*",
}

-- What stands in it, and whether it was put in writing at all.
local in_it = {
  "analysis of risk", "are good", "sufficient information", "are poor", "articulate*", "became of",
  "cogent", "confirm*", "described", "detailed", "did not always *", "did not say", "each referral",
  "good quality", "high quality", "impact on the child", "impact upon the child", "in writing",
  "incomplete", "keep a copy", "lacked *", "leave out", "left out", "little analysis", "narrative",
  "omit*", "persuasive", "poor quality", "receive feedback", "sent back", "set out", "template",
  "thin", "too brief", "weakest", "what had happened",
}

-- What a passage that opens with referrals says of them.
local opens = {
  "brief", "child focused", "clear*", "comprehensive*", "contain*", "detail*", "evidence based",
  "expla*", "good", "inappropriate", "included", "lack*", "outcome*", "poor*", "timely", "unclear",
  "vague", "variable", "weak*",
}
local received = c.none {
  "awareness raising", "adoption", "allegations", "autism", "contacts and referrals", "dealt with",
  "decision making", "early help", "enquir*", "pupil referral", "referral and *", "respond*",
  "response", "responses", "screened", "screening", "specialist", "therap*", c.case "CAMHS",
}

-- Referrals to services that treat.
local other = c.none {
  "and referral team", "clinical psycholog*", "decision making", "decisions made about", "fall in",
  "fewer than expected", "number of", "pathway for", "pathways into", "pathways of",
  "quality of responses", "quality of work", "rates of", "re referral*", "referral to treatment",
  "repeat referral*", "self referral*", "waiting time*",
}

return c.theme {
  id = "referral_quality",
  title = "Quality of referrals",
  about = "The quality, quality assurance, follow-up and tracking of referrals to social care, "
    .. "MASH or MARAC.",
  version = "1.2",
  rule = c.any {
    c.sentence {
      c.within(10, { c.any { referral }, c.any { quality } }), c.any { of_that_kind }, other,
    },
    c.sentence { c.any { judged }, other },
    c.sentence { c.any { referral }, c.any { in_it }, other },
    c.front(30, {
      c.sentence { c.within(8, { c.any { "referrals" }, c.any { opens } }), received, other },
    }),
    c.within(8, { c.order { c.any { referral }, c.any { "sampled", "we read", "we saw" } },
    other }),
    c.sentence { "forms", c.any { of_that_kind },
      c.any { "do not say", "did not say", "say what", "set out" }, other },
    c.sentence { c.any { "by telephone", "telephone", "telephoned", "verbal*" },
      c.any { of_that_kind }, c.any { "in writing", "on paper", "written" }, other },
    c.sentence { c.any { referral }, c.any { "decline*", "not accepted", "refus*", "reject*" },
      c.any { "appeal*", "challenge*", "escalat*" }, c.none { c.case "CAMHS" }, other },
    -- Named in one sentence, judged in the next.
    c.within(45, { c.any { referral }, c.any { of_that_kind },
      c.any { "followed up", "in writing", "sent back", "tracking" } }),
  },

  examples = {
    { "Referrals to social care were of good quality and set out clearly what the harm to the "
        .. "child would be.", "strength" },
    { "Referrals to the MASH lacked detail, and nobody followed up the outcome.", "weakness" },
    { "The quality of referrals from midwives is good. However, there is no record of "
        .. "the referrals that are sent to social care.", "mixed" },
    { "A copy of the referral to children's social care goes to the named nurse.", "neutral" },
    { "The serious case review of 2013 found that referrals were not confirmed in writing. This "
        .. "is unchanged.", "weakness", repeated = true },
    { "Establish quality assurance of referrals made by the emergency department.", "weakness",
      kind = "recommendation" },
    { "Children wait twelve weeks from referral to treatment.", false },
    { "A young person can be referred to the clinic by a teacher or a parent.", false },
    { "Self-referral to the clinic is clear and easy.", false },
    { "There were more referrals in this year than in the year before.", false },
    { "Referrals from the walk-in centre were brief and poor.", "weakness" },
    { "A copy of each referral to social care is kept and its outcome is followed up well.",
      "strength" },
    { "The forms that are sent to social care do not say what the worry is.", "weakness" },
    { "Referrals to social care varied, and no copies are kept.", "weakness" },
    { "Children whose referral to the clinic was rejected had no other help.", false },
  },
}
