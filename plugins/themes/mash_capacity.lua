-- The hub's own health post, its hours and cover, its pathways, and what it gathers.
-- Referrals that others send to the hub are another theme.

local c = require "conspectus"

local hub = c.any {
  c.case "MASH", "multi agency safeguarding hub*", "multiagency safeguarding hub*", "the hub",
}

-- Somebody or something of health stands in the hub.
local inside = {
  "in MASH", "in the MASH", "into the MASH", "part of MASH", "part of the MASH",
  "to MASH operations", "within MASH", "within the MASH", "in the hub", "into the hub",
  "to the hub", "within the hub", "in the multi agency safeguarding hub",
  "within the multi agency safeguarding hub",
}
local health = { "health", "nurse*", "clinician*" }

local capacity = {
  "capacity", "co located", "contingency", "cover", "days a week", "expertise", "full time",
  "hours", "mornings", "on leave", "part time", "post", "posts", "presence", "resourc*", "seat",
  "seconded", "staffed", "staffing", "stands in", "vacan*", "whole time", "workload*",
}

local pathways = {
  "contribution of health", "health contribution", "health input", "health representation",
  "health's contribution", "pathway*",
}

local gathering = { "analys*", "collat*", "collect*", "draw upon", "enquir*", "gather*" }
local gathered = {
  "extend to", "general practice*", "health", "information from", "information that", "practices",
}

-- Sentences about what is sent to the hub speak of something else.
local not_sent = c.none { "referral*", "referred", "refer" }

return c.theme {
  id = "mash_capacity",
  title = "MASH capacity",
  about = "Health's place in the multi-agency safeguarding hub: posts, hours, cover, expertise, "
    .. "the services in its pathways, how it gathers and analyses health information.",
  version = "1.0",
  rule = c.any {
    c.sentence { c.any { inside }, c.any { health }, not_sent },
    c.sentence { hub, c.any { capacity }, not_sent },
    c.sentence { hub, c.any { pathways } },
    c.sentence { hub, c.any { gathering }, c.any { gathered }, not_sent },
    -- Who works in the hub is named, and close by how much of them there is.
    c.within(60, {
      c.within(12, { hub, c.any {
        "health lead*", "health liaison", "health practitioner*", "health professional*",
        "health representative*", "health team", "health worker*", "specialist nurse*",
      } }),
      c.any { "capacity", "cover", "full time", "part time" },
    }),
  },

  examples = {
    { "The nurse in the MASH works three mornings a week and there is no cover when she is on "
        .. "leave.", "weakness" },
    { "Midwifery and sexual health services were not part of the MASH pathways.", "weakness" },
    { "It was previously identified that the capacity of the MASH health practitioner was "
        .. "insufficient.", "weakness", repeated = true },
    { "Health has two full-time posts in the multi-agency safeguarding hub. The MASH health "
        .. "practitioners have sufficient capacity and provide a good service.", "strength" },
    { "The MASH health practitioner provides valued expertise. However, the capacity of the "
        .. "role was limited.", "mixed" },
    { "The MASH gathers health information from all community services.", "neutral" },
    { "Review the capacity of the health practitioner in the MASH.", "weakness",
      kind = "recommendation" },
    { "The school nurse made a detailed referral to the MASH and followed it up.", false },
    { "Staff knew the telephone number of the MASH.", false },
    { "School nurses do not have the capacity to attend conferences.", false },
  },
}
