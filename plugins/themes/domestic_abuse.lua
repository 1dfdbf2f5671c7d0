-- Recognising and responding to domestic abuse. Where it is one in a list of what
-- families live with, or a subject of training, it is left out.

local c = require "conspectus"

local abuse = {
  "abuse at home", "abuse by a partner", "abusive partner*", "abusive relationship*",
  "coercive and controlling", "coercive behaviour*", "coercive control", "controlling behaviour*",
  "domestic abuse", "domestic incident*", "domestic violence", "domestically abus*", "safe at home",
  "victim* of violence", "violence at home", "violence in the home", "violent partner*",
  c.case "IDVA", c.case "IDVAs",
}

-- The conference on those at high risk, and health's part in it.
local marac = { "conference on high risk *", "high risk victims",
  "multi agency risk assessment conference*", c.case "MARAC", c.case "MARACs" }
local marac_work = {
  "attend*", "contribut*", "engaged", "information", "meeting*", "minutes", "process*", "refer",
  "referral*", "represent*",
}

local response = {
  "adviser*", "advisor", "advisors", "advocate*", "ask", "asked", "asking", "awareness", "disclos*",
  "enquir*", "notification*", "perpetrator*", "reduc*", "refuge*", "respon*", "routinely",
  "screen*", "strateg*", "survivor*", "tackl*", "victim*",
}

local recognising = { "identify", "identifying", "recognise", "recognising" }

local among_others = c.none { "alcohol", "drug*", "misuse", "substance*" }
local elsewhere = c.none {
  "drug*", "mental", "misuse", "neglect", "substance*", "trained", "training",
}

return c.theme {
  id = "domestic_abuse",
  title = "Domestic abuse",
  about = "Recognising and responding to domestic abuse: routine enquiry, risk assessment with "
    .. "DASH, MARAC, independent advisers.",
  version = "1.2",
  rule = c.any {
    c.any { "Operation Encompass", c.case "DASH" },
    c.sentence { c.any { marac }, c.any { marac_work } },
    c.sentence { c.any { abuse }, c.any { response }, elsewhere },
    c.sentence { "police", "incidents", c.any { "children were present", "health visit*", "women" },
      elsewhere, c.none { "missing" } },
    c.sentence { c.any { "women", "woman" }, c.any { "hit by", "hit her", "strangl*" } },
    c.sentence { c.any { "routine enquir*", "selective enquir*" },
      c.none { "genital", "substance*", c.case "FGM" } },
    c.sentence { "violen*", c.any { "partner", "woman", "women" }, c.any { response },
      c.none { "extremis*", "gang*", "youth" } },
    c.sentence { "victim*", "disclos*", c.none { "exploit*", c.case "CSE" } },
    c.within(4, { c.any { "abus*", "violen*" }, c.any { "partner", "relationship*" } }),
    c.within(6, { c.any { recognising }, c.any { abuse } }),
    -- Abuse that is only named counts where the passage opens with it or comes back to it.
    c.sentence { c.front(11, { c.any { abuse, marac } }), among_others },
    c.times(2, { c.any { abuse, marac }, among_others }),
  },

  cues = {
    weakness = { "not asked", "not routinely asked" },
    strength = { "are asked", "is asked", "seen alone" },
  },

  examples = {
    { "Women are not routinely asked about domestic abuse.", "weakness" },
    { "DASH assessments are rarely completed.", "weakness" },
    { "The mental health team does not attend MARAC.", "weakness" },
    { "Every woman is asked about domestic violence at each visit, and answers are clearly "
        .. "recorded.", "strength" },
    { "The IDVA in the hospital has a beneficial effect.", "strength" },
    { "Midwives are skilled in asking about domestic abuse. However, referrals to MARAC are "
        .. "often delayed.", "mixed" },
    { "MARAC meetings are held twice a month.", "neutral" },
    { "Give staff the means to identify domestic abuse and neglect.", "weakness",
      kind = "recommendation" },
    { "Controlling behaviour was not recognised.", "weakness" },
    { "Reports of abuse by partners of the trust's staff college were withdrawn.", false },
    { "Training is held at the hospital four times a year and covers neglect, exploitation and, "
        .. "since May, domestic abuse.", false },
    { "Families live with substance misuse, poor mental health and domestic abuse.", false },
    { "A nurse visited at home three times in a fortnight, recorded what she saw and heard, and "
        .. "noted an argument that she thought was domestic abuse.", false },
    { "Few women were asked whether they felt safe at home.", "weakness" },
    { "Women who were hit by a partner were given good advice.", "strength" },
  },
}
