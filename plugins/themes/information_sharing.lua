-- Whether professionals and agencies tell each other what they know: notifications,
-- liaison, handover, meetings at which families are talked through. It leaves out what a
-- system shows or hides, reports to conferences, and what children, adopters or the public
-- are told.

local c = require "conspectus"

-- Each of these is enough, wherever it stands in the passage.
local named = {
  "communication and joint working", "communication between", "exchange information",
  "exchange of information", "hand over to", "handover between", "handover from",
  "information exchange", "information sharing", "kept informed", "liaise", "liaises",
  "liaison and", "liaison between", "liaison nurse", "liaison role", "liaison with",
  "promptly informed", "share* information", "sharing information", "sharing of information",
}

-- Professionals and their teams.
local who = {
  "agencies", "carers", "dentist*", "emergency department", "general practi*", "gp", "gps",
  "health team", "health visit*", "hospital*", "local authority", "maternity", "midwi*", "police",
  "practices", "practitioners", "profession*", "school nurs*", "schools", "social care",
  "social work*", "staff", "teams", "therapist*", "ward", "workers", c.case "CAMHS", c.case "ED",
}

-- What is known, and that it is passed on or not.
local known = {
  "admission*", "attendance*", "concern*", "discharge *", "history", "information", "pregnan*",
  "safety plan*", "special circumstance*", "what they know", "worries",
}
local passed = {
  "exchanged", "forward*", "hear of", "hearing about", "inform", "informed", "obtain", "pass on",
  "passed", "request*", "seek", "sent", "share", "shared", "told",
}

-- They give notice, speak, or do not.
local notice = {
  "appropriately informed", "effective communication", "excellent communication",
  "good communication", "not told", "notified", "notifies", "notify", "strong links between",
}
local speak = {
  "be told", "compare notes", "do not hear", "do not tell", "had no idea", "hear promptly",
  "is told", "learned of", "not speak to", "speak to each other", "speak to one another", "telling",
  "was unaware",
}

-- Meetings where families are talked through.
local meeting = {
  "formal meeting*", "joint meeting*", "liaison meeting*", "meet monthly", "meet regularly",
  "meet weekly", "monthly meeting*", "multi disciplinary meeting*", "practice meeting*",
  "regular meeting*", "vulnerab* * meeting*", "weekly * meeting*", "weekly meeting*",
}
local talked = {
  "cases", "discuss", "discussed", "discussion*", "families", "go through", "no regular meeting*",
  "talk through", "vulnerable",
}

local other = c.none {
  "adopters", "adoption agency", "alert", "alerts", "awaiting", "chief executive",
  "child protection information *", "conference*", "consent for", "consent to", "disabled children",
  "elected members", "governance", "information leaflet*", "informed by", "missing episodes",
  "parental consent", "private* foster*", "rights and *", "sexual exploitation",
  "strategy discussion*", "supervision", "threshold*", "training", "transition", c.case "CP IS",
  c.case "GDPR", c.case "ICT",
}

return c.theme {
  id = "information_sharing",
  title = "Information sharing",
  about = "Whether professionals and agencies pass on and discuss what they know: notifications, "
    .. "liaison, joint meetings, handover.",
  version = "1.0",
  rule = c.any {
    c.sentence { c.any { named }, other },
    c.sentence { c.any { who }, c.any { notice, speak }, other },
    c.sentence { c.any { who }, c.any { meeting }, c.any { talked }, other },
    -- What follows may pass by: it counts at the front, or where it comes back.
    c.front(25, { c.sentence { c.any { who }, c.any { known }, c.any { passed }, other } }),
    c.times(2, { c.any { who }, c.any { known }, c.any { passed }, other }),
    c.front(25, { c.sentence { c.any { who }, "notification*", other } }),
  },

  examples = {
    { "Liaison between midwives and health visitors is good.", "strength" },
    { "School nurses are not told when a child has been to the emergency department.",
      "weakness" },
    { "Information sharing between wards and the community is effective. However, "
        .. "communication between GPs and school nurses is poor.", "mixed" },
    { "The clinic notifies the health visitor of a birth by letter.", "neutral" },
    { "GPs and health visitors meet monthly to go through families about whom they are worried, "
        .. "which works well.", "strength" },
    { "It was previously identified that notifications of pregnancy reach health visitors too "
        .. "late.", "weakness", repeated = true },
    { "Agree how midwives will share information about a pregnancy with health visitors.",
      "weakness", kind = "recommendation" },
    { "Health visitors had no idea that the mother's medicine had been changed.", "weakness" },
    { "An information leaflet for parents is shared at the first visit.", false },
    { "The Child Protection Information Sharing system shows an alert.", false },
    { "Care leavers are well informed about their rights.", false },
    { "The report for the conference was shared with parents by the social worker.", false },
  },
}
