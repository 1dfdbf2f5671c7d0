-- The hub's own health post, its hours and cover, its pathways, and what it gathers.
-- Referrals that others send to the hub are another theme, and so is the hub itself: what
-- is said of its social workers, its managers or its decisions is not said of health.

local c = require "conspectus"

local hub = c.any {
  c.case "MASH", "multi agency hub*", "multi agency front door", "multiagency safeguarding hub*",
  "safeguarding hub*", "the hub",
}

-- Somebody or something of health stands in the hub.
local inside = {
  "in MASH", "in the MASH", "into the MASH", "part of MASH", "part of the MASH", "within MASH",
  "within the MASH", "in the hub", "into the hub", "within the hub",
  "in the multi agency safeguarding hub", "within the multi agency safeguarding hub",
}
local health = {
  "clinician*", "doctor*", "general practi*", "health", "hospital*", "midwi*", "nurse*",
  "practices", "substance misuse", c.case "CAMHS", c.case "GP", c.case "GPs",
}

-- Its posts and hours; its pathways; what it gathers; and how services of health take part.
local capacity = {
  "capacity", "co located", "contingency", "cover", "covered", "days a week", "expertise",
  "full time", "hours", "mornings", "on leave", "part time", "post", "posts", "presence",
  "resourc*", "seconded", "staffed", "staffing", "vacan*", "workload*",
}
local gathering = {
  "analys*", "answer*", "collat*", "collect*", "consult*", "draw on", "draw upon", "drawn from",
  "enquir*", "gather*", "obtain*", "search*", "sought",
}
local takes_part = {
  "agree", "agreed", "based in", "between", "contribut*", "include*", "involve*",
  "provided to", "reply", "represent*", "respond*", "sit", "sits", "suppl*", "within",
  "work in", "working in",
}

-- Sentences about what is sent to the hub speak of something else.
local not_sent = c.none { "refer", "referral*", "referred", "referring", "refers", "supervision" }

return c.theme {
  id = "mash_capacity",
  title = "MASH capacity",
  about = "Health's place in the multi-agency safeguarding hub: posts, hours, cover, expertise, "
    .. "the services in its pathways, how it gathers and analyses health information.",
  version = "2.0",
  rule = c.any {
    c.sentence { c.any { inside }, c.any { health }, not_sent },
    c.sentence { hub, c.any { health }, c.any { capacity, gathering, takes_part }, not_sent },
    c.sentence { hub, c.any { "enquiries from", "requests from" }, c.any { "answer*", "repl*" },
      not_sent },
    c.sentence { hub, c.any { health }, "pathway*" },
    -- "The hub" in one sentence, and its enquiries or its staff of health in the next.
    c.within(40, { hub, c.any {
      "health enquir*", "health post*", "health staffing", "MASH nurse*",
    } }),
    -- Who works in the hub is named, and close by how much of them there is.
    c.within(60, {
      c.within(12, { hub, c.any {
        "health lead*", "health practitioner*", "health professional*", "health representative*",
        "health team", "health worker*", "specialist nurse*",
      } }),
      c.any { "capacity", "cover for", "no cover" },
    }),
  },

  cues = {
    weakness = { "confined to", "not searched", "not sought", "on leave", "part time",
      "without advice from health", "without health advice" },
    strength = { "co located", "full time" },
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
    { "The MASH gathers health information from community services.", "neutral" },
    { "What the hub obtains from health is confined to midwifery; adult services are not "
        .. "searched.", "weakness" },
    { "The MASH nurses work full time and every absence is covered.", "strength" },
    { "The hub is well run. Health enquiries are reviewed each month.", "strength" },
    { "The MASH has one health post, which is not covered. In our last report we asked for "
        .. "cover, and the position is unchanged.", "weakness", repeated = true },
    { "Review the capacity of the health practitioner in the MASH.", "weakness",
      kind = "recommendation" },
    { "The police, health and education sit together in the MASH and share what they know at once.",
      "strength" },
    { "The MASH has too few social workers, and its capacity to read contacts is poor.", false },
    { "Co-located partners in the hub make good decisions, and managers have more time.", false },
    { "The school nurse made a detailed referral to the MASH and followed it up.", false },
    { "Staff knew the telephone number of the MASH.", false },
    { "School nurses do not have the capacity to attend conferences.", false },
    { "Enquiries from the MASH are answered late by whoever is in the office.", "weakness" },
  },
}
