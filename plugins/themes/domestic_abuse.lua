-- Recognising and responding to domestic abuse. Where it is only one in a list of
-- what families live with, it is left out.

local c = require "conspectus"

local abuse = {
  "domestic abuse", "domestic incident*", "domestic violence", "domestically abus*",
  "violence at home", "violence in the home", "violent partner*", c.case "IDVA", c.case "IDVAs",
}
local marac = { "multi agency risk assessment conference*", c.case "MARAC", c.case "MARACs" }
local marac_work = {
  "attend*", "contribut*", "engaged", "information", "meeting*", "process*", "refer", "referral*",
  "represent*",
}
local response = {
  "ask", "asked", "asking", "awareness", "disclos*", "enquir*", "notification*", "perpetrator*",
  "routinely", "screen*", "strateg*", "survivor*", "victim*",
}
local listed = c.none {
  "drug*", "mental", "misuse", "substance*", "training", "trained", "neglect",
}

local bare = {}
for _, term in ipairs { "domestic abuse", "domestic incident*", "domestic violence",
  "domestically abus*", "violence at home", "violence in the home", "violent partner*",
  "multi agency risk assessment conference*", "MARAC", "MARACs", "IDVA", "IDVAs" } do
  bare[term] = true
end
local front = 70

local function about(passage, hits)
  if passage.kind == "recommendation" then
    return
  end
  local sentence
  for _, hit in ipairs(hits) do
    if not bare[hit.term] or hit.start <= front then
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
  about = "Recognising and responding to domestic abuse: routine enquiry, risk assessment, "
    .. "MARAC, advocacy.",
  version = "1.0",
  rule = c.any {
    c.any { c.case "DASH" },
    c.sentence { c.any { marac }, c.any { marac_work } },
    c.sentence { c.any { abuse }, c.any { response }, listed },
    c.any { abuse, marac },
  },
  judge = about,
  examples = {
    { "Women are not asked about domestic abuse.", "weakness" },
  },
}
