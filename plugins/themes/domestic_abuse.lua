-- Recognising and responding to domestic abuse. Where it is one in a list of what
-- families live with, or a subject of training, it is left out.

local c = require "conspectus"

local abuse = {
  "domestic abuse", "domestic incident*", "domestic violence", "domestically abus*",
  "violence at home", "violence in the home", "violent partner*",
}
local advocates = { "IDVA", "IDVAs" }

-- The conference on those at high risk, and health's part in it.
local marac = { "multi agency risk assessment conference*" }
local marac_written = { "MARAC", "MARACs" }
local marac_work = {
  "attend*", "contribut*", "engaged", "information", "meeting*", "process*", "refer", "referral*",
  "represent*",
}

local response = {
  "ask", "asked", "asking", "awareness", "disclos*", "enquir*", "notification*", "perpetrator*",
  "routinely", "screen*", "strateg*", "survivor*", "victim*",
}

local among_others = c.none { "alcohol", "drug*", "misuse", "substance*" }
local elsewhere = c.none {
  "drug*", "mental", "misuse", "neglect", "substance*", "trained", "training",
}

local abuses, conferences, bare = {}, {}, {}
local function gather(into, terms, how)
  for _, term in ipairs(terms) do
    table.insert(into, how and how(term) or term)
    bare[term] = true
  end
end
gather(abuses, abuse)
gather(abuses, advocates, c.case)
gather(conferences, marac)
gather(conferences, marac_written, c.case)

-- Abuse that is only named counts where the passage opens with it (in its first bytes) or
-- comes back to it in another sentence. Recommendations have one sentence.
local opening = 70

local function is_about(passage, hits)
  if passage.kind == "recommendation" then
    return
  end
  local sentence
  for _, hit in ipairs(hits) do
    if not bare[hit.term] or hit.start <= opening then
      return
    end
    if sentence and sentence ~= hit.sentence then
      return
    end
    sentence = hit.sentence
  end
  return false
end

return c.theme {
  id = "domestic_abuse",
  title = "Domestic abuse",
  about = "Recognising and responding to domestic abuse: routine enquiry, risk assessment with "
    .. "DASH, MARAC, independent advisers.",
  version = "1.0",
  rule = c.any {
    c.any { c.case "DASH" },
    c.sentence { c.any { conferences }, c.any { marac_work } },
    c.sentence { c.any { abuses }, c.any { response }, elsewhere },
    c.sentence { c.any { abuses, conferences }, among_others },
  },
  judge = is_about,

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
    { "Training is held at the hospital four times a year and covers neglect, exploitation and, "
        .. "since May, domestic abuse.", false },
    { "Families live with substance misuse, poor mental health and domestic abuse.", false },
    { "A nurse visited at home three times in a fortnight, recorded what she saw and heard, and "
        .. "noted an argument that she thought was domestic abuse.", false },
  },
}
