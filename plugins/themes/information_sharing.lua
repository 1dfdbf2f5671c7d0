-- Whether professionals and agencies tell each other what they know: notifications,
-- liaison, handover, meetings at which families are talked through. It leaves out what a
-- system shows or hides, reports to conferences, and what children, adopters or the public
-- are told.

local c = require "conspectus"

-- Each of these is enough, wherever it stands in the passage.
local named = {
  "communication between", "exchang* * information", "exchange information",
  "exchange of information", "hand over to", "handover between", "handover from", "handover is",
  "handover meeting*", "handovers", "information exchange", "information passed",
  "information sharing", "liaise*", "liaison and joint", "liaison and team*", "liaison between",
  "liaison is", "liaison role", "liaison was", c.except("liaison with", { "liaison with families",
  "liaison with parents" }), "no handover",
  "no liaison", "shar* * information", "shar* information", "sharing of * information",
  "sharing of information", "transfer of information",
}

-- Services by name; professionals and teams by no name; others who have a part.
local health = {
  "adult mental health", "agencies", "ambulance", "community health *", "community practitioner*",
  "daytime *", "dentist*", "doctor*", "drug and alcohol *", "drug service*", "emergency department",
  "gp", "gps", "health service*", "health visit*", "health visiting", "hospital*", "midwi*",
  "nursery", "nurses", "out of hours *", "paediatrician*", "pharmac*", "police", "practices",
  "probation", "school nurs*", "school nursing", "sexual health", "social care", "social work*",
  "substance misuse *", "therapist*", "walk in *", "ward", c.case "CAMHS", c.case "CCG",
  c.case "ED", c.case "MASH",
}
local others = {
  "colleagues", "practitioners", "professionals", "schools", "services", "staff", "team", "teams",
}
local more = {
  "carers", "clinician*", "health team*", "local authority", "maternity", "nurse*", "partners",
  "practitioner", "profession*", "registered practice", "service", "workers",
}
local one = c.any { health, others }
local who = c.any { health, others, more }

-- What is known, and that it is passed on or not.
local known = {
  "admission*", "attendance*", "birth plan*", "concern*", "consultation*", "correspondence",
  "details of", "discharge *", "history", "information", "letter*", "news", "pregnan*",
  "safety plan*", "special circumstance*", "summar*", "what they know", "worries",
}
local passed = {
  "copied", "exchanged", "find out", "forward*", "hear of", "hearing about", "inform the",
  "informed about", "informed of", "informed that", "informed when", "learn of", "obtain",
  "pass on", "passed", "receive", "received", "request*", "seek", "send", "sends", "sent", "share",
  "shared", "told",
}

-- They give notice, speak, visit together, or do not.
local notice = {
  "appropriately informed", "not told", "notification*", "notified", "notifies", "notify",
  "promptly informed", "strong links between",
}
local speak = {
  "be told", "compare notes", "do not hear", "do not know about", "do not tell", "had no idea",
  "last to find out", "hear promptly", "is told", "kept up to date", "learn of", "learned of",
  "not been told", "do not speak to", "not told", "speak to each other", "speak to one another",
  "telling", "was unaware",
}

-- One tells the other: stands between the two.
local tells = {
  "answer", "check with", "communicat*", "contacted", "contacting", "copied", "copies",
  "correspondence", "dialogue", "discuss*", "exchang*", "has been told", "hear back", "hear from",
  "in touch with", "informed of", "informed when", "joint visit*", "jointly with", "letter*",
  "liais*", "little contact with", "made aware", "not contact", "notif*", "pass", "pass on",
  "passed", "passes", "passing", "phone*", "provide* information", "raise concerns with",
  "raise worries", "rang", "ring", "rings", "routinely contact", "send", "sends", "sent", "share",
  "shared", "shares", "sharing", "speak to", "speak with", "spoken to", "talk to", "telephone*",
  "tell", "telling", "tells", "told", "visit jointly", "visited jointly", "write to", "writes to",
  "wrote to",
}
local to_us = { "told inspectors", "told us" }
-- Between the two: stands before or behind both.
local between = {
  "communication across", "contact between", "correspondence", "dialogue", "each other", "handover",
  "liaison", "links", "one another", "transfer of care", "two way", "working relationship*",
}
local contact = {
  "meetings", "communication", "contact", "dialogue", "joint working", "liaison" }
-- Somebody comes to know or does not; the other is not named.
local learns = {
  "do not inform", "do not let", "do not talk", "do not tell", "speak daily", "speak often",
  "does not inform", "does not let", "does not tell", "are not * consulted", "exchanged at",
  "find out from", "found out from", "hear back", "keep * * informed", "keep * informed",
  "kept informed", "let * know", "let know", "lets * know", "made aware", "may not know",
  "not * told", "not been informed", "not been notified", "not discussed", "not informed",
  "not know that", "notified late", "notified of", "notified when", "rarely talk", "rarely tell",
  "receive * feedback", "receive feedback", "seldom talk", "seldom tell", "unaware of the",
  "was not informed", "were not informed",
}

-- Meetings where families are talked through.
local meeting = {
  "discharge meeting*", "forum*", "huddle*", "joint meeting*", "liaison meeting*", "meet monthly",
  "meet quarterly", "meet regularly", "meet weekly", "meeting is held", "meetings are held",
  "monthly * meeting*", "meeting for every", "monthly meeting*", "multi disciplinary meeting*",
  "practice meeting*", "psychosocial meeting*", "regular meeting*", "vulnerab* * meeting*",
  "weekly * meeting*", "weekly meeting*",
}
local talked = {
  "attended by", "cases", "discuss", "discussed", "discussion*", "families", "go through",
  "known to", "no regular meeting*", "of concern", "reviewed", "talk through", "vulnerable",
  "women with", "worr*",
}

local other = c.none {
  "adopters", "adoption agency", "adoptive", "alert", "alerts", "automatically", "awaiting",
  "board", "chief executive", "child protection information *", "conference*", "consent for",
  "consent is", "consent to", "contacts and referrals", "disabled children", "elected members",
  "entries", "governance", "information leaflet*", "informed by", "missing episodes",
  "parental consent", "private* foster*", "referral made by", "rights and *", "sexual exploitation",
  "strategy discussion*", "supervision", "supervisor*", "threshold*", "training", "transition",
  c.case "CP IS", c.case "GDPR", c.case "ICT", c.case "IT",
}

local of_people = {
  "communication aid*", "communication difficult*", "communication needs", "communication skills",
  "communication with child*", "communication with famil*", "communication with parents",
  "speech * communication",
}
local no_referral = c.none { "referral*" }

return c.theme {
  id = "information_sharing",
  title = "Information sharing",
  about = "Whether professionals and agencies pass on and discuss what they know: notifications, "
    .. "liaison, joint meetings, handover.",
  version = "1.2",
  rule = c.any {
    c.sentence { c.any { named }, other },
    c.sentence { who, c.within(6, { c.order { "information", "shared" } }), other },
    c.within(10, { c.order { c.any { "information", "intelligence" },
      c.any { "exchanged", "passed on", "shared across" } }, other }),
    c.front(30, { c.sentence { who, c.any { "a copy", "copies" },
      c.any { "give", "given", "provided with", "receive" }, other } }),
    c.sentence { c.any { "multi disciplinary meeting*", "multidisciplinary meeting*" },
      c.any { "cases", "concerns", "families" }, other },
    c.within(6, { c.any { "history", "information" },
      c.any { "not follow", "not move with", "not reach", "not travel" }, other }),
    c.front(40, { c.sentence { c.order { c.any { health }, c.any { health } },
      c.any { "compare notes", "go through", "sit down", "talk through" },
      c.any { "cases", "children", "families", "women" }, other } }),
    c.sentence { who, c.any { speak }, other },
    c.sentence { who, c.any { meeting }, c.any { talked }, other },
    -- What follows may pass by: it counts at the front, or where it comes back.
    c.sentence { c.front(45, { who, c.any { notice } }), other },
    c.sentence { c.front(30, { who, c.any { known }, c.any { passed } }), other },
    c.times(2, { who, c.any { known }, c.any { passed }, other }),
    c.sentence { c.front(30, { c.order { one, c.except(tells, to_us), one } }), other,
      no_referral },
    c.sentence { c.front(30, { c.order { c.any { health }, c.any { health } }, c.any { between } }),
      other },
    c.sentence { c.front(30, { who, c.order { c.any { contact }, "between" } }), other },
    c.sentence { c.front(30, { one, c.any { learns } }), other },
    c.sentence { c.front(12, { c.except("communication", of_people) }), other },
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
    { "Pharmacists seldom hear back from the drug service when they report a missed dose.",
      "weakness" },
    { "The school nurse was not informed that the boy had left hospital.", "weakness" },
    { "Staff told us that the team has moved to a new building.", false },
    { "Nurses have good communication skills.", false },
    { "A copy of each letter is given to the health visitor promptly.", "strength" },
    { "Health visitors were the last to find out about the birth, which is poor.", "weakness" },
    { "Liaison with families is friendly.", false },
  },
}
