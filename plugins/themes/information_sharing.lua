-- Whether professionals and agencies tell each other what they know: notifications,
-- liaison, handover, meetings at which families are talked through. It leaves out what a
-- system shows or hides, reports to conferences, and what children, adopters or the public
-- are told.

local c = require "conspectus"

-- Those who have a part: services by name; professionals and teams by no name.
local services = {
  "agencies", "dentist*", "doctor*", "emergency department", "gp", "gps", "health service*",
  "health visit*", "hospital*", "maternity", "midwi*", "paediatric*", "police", "practices",
  "school nurs*", "social care", "social work*", "substance misuse *", c.case "CAMHS",
  c.case "ED", c.case "MASH",
}
local anybody = {
  "clinician*", "colleagues", "local authority", "nurse*", "partners", "practitioner*",
  "professional*", "schools", "service", "services", "staff", "team*", "workers",
}
local who = c.any { services, anybody }

-- Information is passed on, or asked for.
local known = { "information", "intelligence" }
local passed = { "exchang*", "passed", "shar*" }
local asked = { "obtain*", "request*", "seek" }

-- They speak with one another.
local liaison = {
  "communication between", "compare notes", "notification of", "hand over", "handover*", "liaise*",
  "liaison and", "liaison between", "transfer of information",
  c.except("liaison with", { "liaison with famil*", "liaison with parents" }),
}
local links = c.any { "communication", "joint working", "strong links" }
local speak = { "notes", "speak*", "talk*", "tell*" }

-- One tells the other, in between the two.
local tells = c.except({
  "communicat*", "copied", "discuss*", "request*", "sends", "sent", "share", "speak to", "talk to",
  "telephone*", "tell", "tells", "told", "write to",
}, { "told inspectors", "told us" })

-- They are told, or do not know.
local notice = {
  "appropriately informed", "be told", "hear of", "informed of", "is told", "kept informed",
  "learn* of", "not * told", "not informed", "not told", "notif*", "promptly informed",
  "telling", "unaware of",
}

-- Meetings where families are talked through.
local meeting = {
  "huddle*", "joint meeting*", "meet monthly", "meet quarterly", "meet regularly", "meet weekly",
  "monthly * meeting*", "monthly meeting*", "multi disciplinary meeting*", "practice meeting*",
  "regular meeting*", "weekly * meeting*", "weekly meeting*",
}
local talked = { "cases", "concern*", "discuss*", "families", "vulnerab*" }

-- What such a sentence is about instead.
local instead = c.none {
  "adopt*", "alert*", "board", "conference*", "consent", "contacts and referrals",
  "elected members", "private* foster*", "sexual exploitation", "strategy discussion*",
  "supervis*", "threshold*", "training", "transition", c.case "CP IS", c.case "ICT", c.case "IT",
}

return c.theme {
  id = "information_sharing",
  title = "Information sharing",
  about = "Whether professionals and agencies pass on and discuss what they know: notifications, "
    .. "liaison, joint meetings, handover.",
  version = "2.0",
  rule = c.any {
    c.sentence { c.within(6, { c.any { known }, c.any { passed } }), instead },
    c.sentence {
      c.within(12, { c.any { known, "history" }, c.any { asked }, c.order { "from", who } }),
      instead, c.none { c.case "MASH" },
    },
    c.sentence { c.any { liaison }, instead },
    c.sentence { c.front(30, { c.order { links, "between" }, who }), instead },
    c.sentence { c.within(8, { c.order { "communication with", c.any { services } } }), instead },
    c.sentence { c.within(6, { c.any { speak }, c.any { "each other", "one another" } }), instead },
    c.sentence { c.any { meeting }, c.any { talked }, instead },
    -- What follows may pass by: it counts at the front.
    c.sentence { c.front(45, { who, c.any { notice } }), instead },
    c.sentence { c.front(30, { c.order { who, tells, who } }), instead },
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
    { "Health visitors were unaware of the change of the mother's medicine.", "weakness" },
    { "The school nurse was not informed that the boy had left hospital.", "weakness" },
    { "Midwives obtain a full history from the GP, which is good.", "strength" },
    { "The Child Protection Information Sharing system shows an alert.", false },
    { "Care leavers are well informed about their rights.", false },
    { "The report for the conference was shared with parents by the social worker.", false },
    { "Staff told us that the team has moved to a new building.", false },
    { "Nurses have good communication skills.", false },
    { "Liaison with families is friendly.", false },
  },
}
