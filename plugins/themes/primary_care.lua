-- General practice as that which acts: what GPs and practices do in safeguarding and for
-- looked-after children. A letter to a GP, or a GP who is named among others, is left out.

local c = require "conspectus"

local subject = {
  "both practices", "each practice", "family doctor*", "general practice*",
  "general practitioner*", "lead GP*", "named GP*", "neither practice", "practice nurse*",
  "practices are", "practices that we", "practices visited", "practices we", "primary care",
  "surgeries",
}
local abbreviated = { "GP", "GPs" }

-- "Practices" alone are those of doctors where these are near.
local of_doctors = {
  "coding", "enquir*", "lists", "patients", "register*", "reply", "surger*",
}

-- Each of these is enough.
local enough = {
  "contribution of GPs", "engagement of GPs", "engagement of primary care", "involvement of GPs",
  "primary care practices", "primary care practitioners", "primary care professionals",
  "read code*",
}

local anywhere, bare = {}, { practices = true }
for _, term in ipairs(subject) do
  table.insert(anywhere, term)
  bare[term] = true
end
for _, term in ipairs(abbreviated) do
  table.insert(anywhere, c.case(term))
  bare[term] = true
end

-- "Letters to GPs", "liaison with the GP", "midwives and GPs": somebody else acts.
local before_others = {
  ["and"] = true, between = true, by = true, from = true, to = true, with = true,
}

local function others_act(text, start)
  local before = text:sub(math.max(1, start - 14), start - 1)
  return before_others[before:match("(%a+) the $") or before:match("(%a+)%s$")]
end

-- A practice that is only named counts where it acts and the passage opens with it (in its
-- first bytes) or comes back to it in another sentence. Recommendations have one sentence.
local opening = 60

local function is_about(passage, hits)
  if passage.kind == "recommendation" then
    return
  end
  local text, sentence = passage.text, nil
  for _, hit in ipairs(hits) do
    if not bare[hit.term] then
      return
    end
    if not others_act(text, hit.start) then
      if hit.start <= opening or sentence and sentence ~= hit.sentence then
        return
      end
      sentence = hit.sentence
    end
  end
  return false
end

return c.theme {
  id = "primary_care",
  title = "Primary care",
  about = "GPs' and practices' part in safeguarding and in looked-after children's health.",
  version = "1.0",
  rule = c.any {
    c.any { enough },
    c.all { "practices", c.any { anywhere } },
    c.sentence { "practices", c.any { of_doctors }, c.none { "recruitment" } },
    -- Who is registered with a GP and a dentist, or what GPs share with a list of others, is
    -- another matter.
    c.sentence { c.any { anywhere }, c.none { "communication between", "dentist*" } },
  },
  judge = is_about,

  examples = {
    { "GPs rarely send a report to conferences.", "weakness" },
    { "Both practices hold no meeting about vulnerable families.", "weakness" },
    { "Read codes for children with a plan were out of date.", "weakness" },
    { "General practice is well led by a named GP, and every surgery has a safeguarding lead.",
      "strength" },
    { "The lead GP is valued. However, practices that we visited have no list of looked "
        .. "after children.", "mixed" },
    { "GPs in the area work in twelve practices.", "neutral" },
    { "Agree with GPs how they contribute to health assessments.", "weakness",
      kind = "recommendation" },
    { "Health visitors have good links to GPs.", false },
    { "The hospital's letters are sent promptly to the school nurse and to the GP.", false },
    { "All care leavers are registered with a GP and a dentist.", false },
    { "Poor practices in recording persist.", false },
  },
}
