-- General practice as that which acts: what GPs and practices do in safeguarding and for
-- looked-after children. A letter to a GP, or a GP who is named among others, is left out.

local c = require "conspectus"

local subject = {
  "all practices", "both practices", "each practice", "each surgery", "every practice",
  "family doctor*", "general practice*", "general practitioner*", "lead GP*", "named GP*",
  "neither practice", "one surgery", "practice nurse*", "practices are", "practice meeting*",
  "practices that we", "practices visited", "practices we", "primary care", "surgeries",
  c.case "GP", c.case "GPs",
}

-- "Practices" alone are those of doctors where these are near.
local of_doctors = { "coding", "enquir*", "lists", "patients", "register*", "reply", "surger*" }

-- Each of these is enough.
local enough = {
  "primary care practices", "primary care practitioners", "primary care professionals",
  "read code*",
}

local part = { "contribution", "engagement", "involvement" }

-- "Letters to GPs", "liaison with the GP", "midwives and GPs": somebody else acts.
local others_act = { "by the named GP" }
for _, word in ipairs { "and", "between", "or", "to", "with" } do
  for _, whom in ipairs { "general practi*", "GP*", "primary care", "the GP*", "the practices" } do
    table.insert(others_act, word .. " " .. whom)
  end
end
local acts = c.except(subject, others_act)
-- Who is registered with a GP and a dentist, or what GPs share with a list of others, is
-- another matter.
local elsewhere = c.none { "communication between", "dentist*" }

return c.theme {
  id = "primary_care",
  title = "Primary care",
  about = "GPs' and practices' part in safeguarding and in looked-after children's health.",
  version = "2.0",
  rule = c.any {
    c.any { enough },
    c.within(10, { c.any { part }, c.any { "primary care", c.case "GP", c.case "GPs" } }),
    c.sentence { "practices", c.any { of_doctors }, c.none { "recruitment" } },
    -- A practice that is only named counts where the passage opens with it or comes back to it.
    c.sentence { c.front(14, { acts }), elsewhere },
    c.times(2, { acts, elsewhere }),
    c.sentence { c.front(4, { c.any { "one practice", "the practice", "the surgery" } }),
      c.any { "codes", "hold", "holds", c.any { of_doctors }, "families", "meeting*" } },
    c.all { c.front(6, { "practices" }), c.any { subject } },
  },

  examples = {
    { "GPs rarely send a report to conferences.", "weakness" },
    { "Both practices hold no meeting about vulnerable families.", "weakness" },
    { "Read codes for children with a plan were out of date.", "weakness" },
    { "General practice is well led by a named GP, and every surgery has a safeguarding lead.",
      "strength" },
    { "The lead GP is valued. However, practices that we visited have no list of looked "
        .. "after children.", "mixed" },
    { "GPs in the area work in twelve practices.", "neutral" },
    { "Ensure that GPs are able to contribute to health assessments.", "weakness",
      kind = "recommendation" },
    { "The practice holds effective meetings with the health visitor.", "strength" },
    { "Reports from GPs are rarely received.", "weakness" },
    { "Health visitors have good links to GPs.", false },
    { "The hospital's letters are sent promptly to the school nurse and to the GP.", false },
    { "All care leavers are registered with a GP and a dentist.", false },
    { "Poor practices in recording persist.", false },
    { "Practice managers in the fostering service know their teams well.", false },
    { "Vulnerable families are reviewed regularly at practice meetings, which is good.",
      "strength" },
  },
}
