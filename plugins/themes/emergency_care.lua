-- Care of children where they come unplanned: emergency departments, urgent care,
-- minor injuries units, walk-in centres. What others are told about attendances, and
-- the training and supervision of the staff there, are other themes.

local c = require "conspectus"

local setting = {
  "accident and emergency", "casualty", "emergency care", "emergency department*",
  "emergency unit*", "minor injur*", "unscheduled care", "urgent care", "urgent treatment",
  "walk in centre*", "walk in clinic*", "walk in service*",
}
local written_so = { "A&E", "ED", "EDs" }

-- What makes a sentence about the care that is given there.
local place = {
  "audio visual*", "children's area", "entrance", "observed", "observable", "seats", "sight",
  "wait", "waiting", "waits",
}
local staffed = {
  "children's nurse*", "paediatric*", "play specialist*", "registered children", "resuscitation",
}
local on_arrival = {
  "assessment form*", "assessment sheet", "book in", "booked in", "booking in", "case card*",
  "cas card*", "front sheet*", "previous attendance*", "reception", "receptionist*",
  "registration", "repeat attendance*", "template*", "triage*",
}
local on_leaving = {
  "discharge checklist*", "discharged", "leave before", "left before",
}

-- Each of these happens only there.
local enough = {
  "child protection information sharing", "child protection information system*",
  "did not wait", "leave without being seen", "leaves without being seen",
  "leaving without being seen", "left without being seen", c.case "CP IS", c.case "CPIS",
}

local elsewhere = c.none {
  "informed", "informs", "notified", "notif*", "supervis*", "told", "training",
}

local all_settings = {}
local bare = {}
for _, term in ipairs(setting) do
  table.insert(all_settings, term)
  bare[term] = true
end
for _, term in ipairs(written_so) do
  table.insert(all_settings, c.case(term))
  bare[term] = true
end

-- A setting that is only named counts if the passage opens with it or comes back to it.
local front = 150

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
  id = "emergency_care",
  title = "Emergency and urgent care",
  about = "Care of children in emergency departments, urgent care and walk-in centres: paediatric "
    .. "staffing, waiting areas, checks on arrival and before discharge.",
  version = "1.0",
  rule = c.any {
    c.any { enough },
    c.sentence { c.any { all_settings }, c.any { place, staffed, on_arrival, on_leaving } },
    c.sentence { c.any { all_settings }, elsewhere },
  },
  judge = about,

  examples = {
    { "Children in the emergency department wait among adults in a room that cannot be observed.",
      "weakness" },
  },
}
