-- Referrals to children's social care, the hub or MARAC: how good they are, who checks
-- them, what becomes of them. It leaves out referrals to a service of health, how many
-- referrals there are, and the thresholds by which social care answers.

local c = require "conspectus"

local referral = c.any { "referral", "referrals", c.case "MARF", c.case "MARFs" }

-- Where the referral goes, or that it is of that kind.
local of_that_kind = c.any {
  "child protection referral*", "children's services", "children's social *",
  "safeguarding referral*", "social care", "the front door", "the hub", c.case "MARAC",
  c.case "MASH",
}
-- Such a referral is judged, written down, watched or answered.
local handled = {
  "analys*", "are appropriate", "articulat*", "audited", "brief", "check", "clearly", "complete",
  "copies", "copy", "detail*", "escalat*", "feedback", "follow up", "followed up", "good",
  "in writing", "incomplete", "log", "monitor*", "outcome*", "oversight", "poor", "quality",
  "record of", "review all", "reviews", "set out", "sufficient", "thorough", "track*", "variable",
  "varied", "weak*", "written",
}

-- The referral itself is judged, wherever it goes.
local judged = c.any {
  "how many referrals", "referrals made by", "referrals reviewed", "these referrals",
  "written referral*",
  c.within(5, { c.order {
    c.any { "copies of", "copy of", "outcome* of", "quality assurance of", "quality of" },
    "referral*",
  } }),
}

-- What stands in it.
local in_it = {
  "analysis of risk", "are good", "are poor", "articulat*", "cogent", "confirm*", "described",
  "detailed", "did not say", "good quality", "high quality", "impact on the child", "in writing",
  "incomplete", "lacked *", "left out", "omit*", "poor quality", "set out",
  "sufficient information", "template", "thin", "too brief",
}

-- What a passage that opens with referrals says of them.
local opens = {
  "brief", "clear*", "comprehensive*", "detail*", "good", "inappropriate", "lack*", "outcome*",
  "poor*", "timely", "unclear", "vague", "variable", "weak*",
}
local received = c.none {
  "adoption", "allegations", "awareness raising", "contacts and referrals", "dealt with",
  "early help", "enquir*", "pupil referral", "referral and *", "respon*", "screen*", "specialist",
  "therap*", c.case "CAMHS",
}

-- How many there are, and referrals to services that treat.
local other = c.none {
  "decision* made about", "decision making", "number of", "pathway* for", "referral team",
  "pathways into", "quality of responses", "quality of work", "rates of", "re referral*",
  "referral to treatment", "repeat referral*", "self referral*", "waiting time*",
}

return c.theme {
  id = "referral_quality",
  title = "Quality of referrals",
  about = "The quality, quality assurance, follow-up and tracking of referrals to social care, "
    .. "MASH or MARAC.",
  version = "2.0",
  rule = c.any {
    c.sentence { c.within(10, { referral, c.any { handled } }), of_that_kind, other },
    c.sentence { judged, other },
    c.sentence { referral, c.any { in_it }, other },
    c.front(30, { c.sentence { c.within(8, { "referrals", c.any { opens } }), received, other } }),
    c.within(8, { c.order { referral, c.any { "sampled", "we read", "we saw" } }, other }),
    -- Named in one sentence, judged in the next.
    c.within(45, { referral, of_that_kind, c.any { "followed up", "in writing", "tracking" } }),
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
    { "Referrals from the walk-in centre were brief and poor.", "weakness" },
    { "A copy of each referral to social care is kept and its outcome is followed up well.",
      "strength" },
    { "Referrals to social care varied, and no copies are kept.", "weakness" },
    { "Children wait twelve weeks from referral to treatment.", false },
    { "A young person can be referred to the clinic by a teacher or a parent.", false },
    { "Self-referral to the clinic is clear and easy.", false },
    { "There were more referrals in this year than in the year before.", false },
    { "Children whose referral to the clinic was rejected had no other help.", false },
  },
}
