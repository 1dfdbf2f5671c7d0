-- Midwifery, pregnancy and the first weeks, with health visiting's early contact.
-- The training and supervision of midwives, and what health visitors do for older
-- children, are other themes.

local c = require "conspectus"

local subject = {
  "antenatal*", "ante natal*", "expectant", "matern*", "midwi*", "newborn*", "new born*",
  "peri natal*", "perinatal*", "postnatal*", "post natal*", "pregnan*", "pre birth", "unborn",
}
local enough = {
  "antenatal contact*", "antenatal visit*", "birth plan*", "concealed pregnan*",
  "family nurse partnership*", "healthy child programme", "new birth visit*", "perinatal mental health",
  "peri natal mental health", "pre birth assessment*", "pre birth plan*", "pre birth protocol*",
}
local elsewhere = c.none { "supervis*", "training", "target*" }

local bare = {}
for _, term in ipairs(subject) do
  bare[term] = true
end
local front = 90

local function about(_, hits)
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
  id = "maternity_early_years",
  title = "Maternity and early years",
  about = "Midwifery and perinatal pathways, antenatal notification, pre-birth planning, and "
    .. "health visiting's early contact.",
  version = "1.0",
  rule = c.any {
    c.any { enough },
    c.sentence { "health visit*", c.any { "new famil*", "under five*", "under the age of five",
      "new bab*", "new mother*", "before the birth", "first visit*" } },
    c.sentence { c.any { subject }, elsewhere },
  },
  judge = about,
  examples = {
    { "Midwives do not always ask about the family.", "weakness" },
  },
}
