-- Care of children where they come unplanned: emergency departments, urgent care, minor
-- injuries units, walk-in centres. What others are told about a child's attendance, and
-- the training and supervision of the staff there, are other themes.

local c = require "conspectus"

local setting = {
  "accident and emergency", "casualty", "emergency care", "emergency department*", "minor injur*",
  "unscheduled care", "urgent care", "urgent treatment", "walk in centre*", c.case "A&E",
  c.case "ED", c.case "EDs", c.case "MIU", c.case "UCC",
}

-- Each of these happens only there.
local enough = {
  "before being seen", "before they are seen", "child protection information s*", "did not wait",
  "discharge checklist*", "frequent attend*", "lea* without being seen",
  "left without being seen", "paediatric liaison", "previous attendance*", "repeat* attend*",
  c.case "CP IS", c.case "CPIS",
}

-- What makes one sentence about the care that is given there.
local place = {
  "audio visual*", "children's area", "entrance", "observable", "observed", "seats", "sight",
  "wait", "waiting", "waits",
}
local staffed = { "children's nurse*", "paediatric*", "play specialist*", "registered children" }
local on_arrival = {
  "assessment form*", "assessment sheet", "book in", "booked in", "booking in", "reception",
  "receptionist*", "registration", "template*", "triage*",
}
local on_leaving = { "discharged", "leave before", "left before" }

-- What else is done in such a place, and is another theme.
local other_work = c.none {
  "adult patient*", "adults attend*", "adults who", "each adult", "every adult", "for adults",
  "conference*", "domestic abuse", "domestic violence", "each referral", "exploit*",
  "make referral*", "referral form*", "self harm*", "sexual health", "the hub", "violence at home",
  c.case "MARAC", c.case "MASH",
}
local elsewhere_waiting = c.none { "CAMHS", "clinic*", "practice*", "sexual health", c.case "GP" }
local elsewhere = c.none {
  "informed", "informs", "notif*", "supervis*", "told", "trained", "training",
}

return c.theme {
  id = "emergency_care",
  title = "Emergency and urgent care",
  about = "Care of children in emergency departments, urgent care and walk-in centres: paediatric "
    .. "staffing, waiting areas, CP-IS and other checks there.",
  version = "2.0",
  rule = c.any {
    c.any { enough },
    c.sentence { c.any { setting }, c.any { place, staffed, on_arrival, on_leaving } },
    c.sentence { "triage*", c.any { "child", "children", "paediatric*" },
      c.any { "arrival", "minutes", "nurs*", "paediatric*" }, c.none { "mental health" } },
    c.sentence { c.any { "waiting area*", "waiting room*" }, c.any { "adults", "child*" },
      elsewhere_waiting },
    c.sentence { "child*", c.any { "sit", "sits", "wait", "waited", "waiting", "waits" },
      c.any { "adults", "drinking", "drunk", "intoxicat*", "separate" }, elsewhere_waiting },
    c.sentence { c.any { "receptionist*", "reception staff" }, c.any { "child", "children" },
      c.any { "arriv*", "book*", "check*", "register*" }, elsewhere_waiting,
      elsewhere },
    c.sentence { "liaison nurse*", c.any { "attendance*", "attended", "the department",
      "under 18*" } },
    c.sentence { "in the department", c.any { "children*", "paediatric*", "under 18*" },
      elsewhere },
    c.sentence { "the department", c.any { "attendance*", "attending", "presenting" } },
    c.sentence { "young p*", c.any { "arrive*", "arriving" }, "hospital" },
    -- A setting that is only named counts where the passage opens with it or comes back to it.
    c.sentence { c.front(24, { c.any { setting } }), elsewhere, other_work },
    c.times(2, { c.any { setting }, elsewhere, other_work }),
  },

  examples = {
    { "Children in the emergency department wait among adults, in a room that cannot be seen "
        .. "from the nurses' station.", "weakness" },
    { "There is a lack of paediatric nurses in the ED at night.", "weakness" },
    { "Several families leave without being seen, and there is no protocol for this.",
      "weakness" },
    { "The paediatric emergency department is well staffed, and every child is seen promptly at "
        .. "triage.", "strength" },
    { "The urgent care centre has a separate entrance for children. Clinicians there are skilled "
        .. "and attentive.", "strength" },
    { "The children's area of the ED is calm and well run. However, the walk-in centre is short "
        .. "of paediatric nurses, and checks are not always made.", "mixed" },
    { "Young people over 16 are seen in the adult emergency department.", "neutral" },
    { "CP-IS checks were not recorded at weekends.", "weakness" },
    { "Triage in A&E is prompt.", "strength" },
    { "Ensure that children who wait in the emergency department can be observed.", "weakness",
      kind = "recommendation" },
    { "The waiting room for children is poor.", "weakness" },
    { "Previous attendances were not checked.", "weakness" },
    { "The walk-in clinic for contraception is well used.", false },
    { "School nurses are not told when a pupil has been to the walk-in centre.", false },
    { "Supervision was not available to nurses in the emergency department.", false },
    { "The school nurse followed up every absence, read the letters of the clinic and of the "
        .. "dentist, rang the family at home and saw that the boy had attended the ED.", false },
    { "Social workers see children in an emergency.", false },
    { "Receptionists check promptly whether a child who arrives has a plan.", "strength" },
    { "Adults who come to the emergency department are asked about violence at home.", false },
  },
}
