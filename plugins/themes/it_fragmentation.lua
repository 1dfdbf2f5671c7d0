-- Systems, and what they can or cannot do. A record that is badly kept is another
-- theme, unless the system is the cause.

local c = require "conspectus"

-- A system of records is named, and not only as the place where something is recorded.
local electronic = c.except("electronic", {
  "entries on * * electronic", "in their electronic", "record* on electronic",
  "record* on * electronic", "record* on * * electronic", "record* on * * * electronic",
})
local kind = { "case management", "case recording", "database*", "record", "recording", "records" }
local record_system = c.except("record* system*", {
  "electronic record* system*", "electronic * record* system*",
})
local named = {
  "case management system*", "children's system*", "client information system*",
  "clinical system*", "computer system*", "electronic social care record*",
  "information technology", "record platform*", c.case "ICT", c.case "IT system*",
}

-- How many there are, and what is still on paper.
local several = {
  "aligned", "common", "different", "multiple", "multiplicity", "number of", "own", "separate",
  "several", "shared", "single", "three", "two",
}
local on_paper = { "based", "electronic", "file*", "format", "notes", "record*", "system*" }

-- What a system is made of, and what only a system does.
local made_of = {
  "database*", "electronic*", "fax*", "information system*", "log in*", "on paper", "portal*",
  "software", "spreadsheet*", c.case "IT",
}
local does = {
  "access*", "alert*", "attach*", "cannot", "compatible", "delay*", "duplicat*", "flag*",
  "interoperab*", "print*", "read only", "reliant on", "rely on", "scan*", "share", "sharing",
  "unable", "upload*",
}

-- Who can read whose records.
local records = { "case files", "notes", "records" }
local entries = { "another's entries", "other's entries" }
local across = {
  "cannot be seen", "cannot open", "cannot read", "cannot see", "could not see",
  "read access", "unable to see", "unable to view", "visible to",
}

-- The national register of children with a plan, and what is done with it.
local register = { c.case "CP IS", c.case "CPIS", "child protection information s*" }
local in_use = { "access*", "alert*", "check", "checked", "checks", "open*" }

-- What shows on a record. An alert system may be one of management.
local alert = c.except({ "alert*", "flag*", "marker*", "pop up*" }, {
  "alert* system*", "flag* system*", "system of * alert*",
})

return c.theme {
  id = "it_fragmentation",
  title = "Fragmented information systems",
  about = "Record systems that are several and unaligned, paper beside electronic, or unable to "
    .. "alert, attach, upload or report; or the reverse: shared systems, working alerts, read "
    .. "access.",
  version = "2.0",
  rule = c.any {
    c.sentence {
      c.within(3, { c.order { electronic, c.any { kind } } }), c.none { "chronolog*" },
    },
    c.within(2, { c.order { electronic, "system*" } }),
    c.any { record_system, named, entries },
    c.sentence { c.within(4, { c.any { several }, c.any { "database*", "systems" } }) },
    c.within(2, { c.any { "integrated", "joint", "shared", "single" }, "record*" }),
    c.within(5, { "paper", c.any { on_paper } }),
    c.sentence { c.any { made_of }, c.any { does }, c.none(register) },
    c.sentence {
      c.any { "scanned", "upload*" }, c.any { "delay*", "file*", "record*", "system*" },
    },
    c.sentence { c.any { records }, c.any { across } },
    c.sentence { c.any { register }, c.any { in_use } },
    c.within(30, { c.any { register }, c.any { "alert* appear*", "alert* show*" } }),
    c.within(10, { alert, c.any { "records", "screen*", "system", "systems" } }),
    c.within(8, {
      c.any { "program*", "system*" }, c.any { "not linked", "not speak", "not talk" },
    }),
  },
  cues = {
    weakness = { "by hand", "by post", "different electronic", "different system*", "multiplicity",
      "number of systems", "on paper", "own system*", "paper based", "paper file*", "paper form*",
      "paper record*", "printed", "separate log in*", "separate system*", "several systems",
      "three systems", "two systems" },
    strength = { "has gone live", "is live", "read access", "read only access",
      "shared electronic", "shared record*", "shared system*", "single electronic",
      "single record", "single system" },
  },

  examples = {
    { "Midwives and health visitors use different electronic systems, which do not speak to "
        .. "each other.", "weakness" },
    { "School nurses were still reliant on paper records.", "weakness" },
    { "Minutes of conferences had not been uploaded to the record.", "weakness" },
    { "Practitioners have read-only access to the social care records system, which enables "
        .. "prompt checks.", "strength" },
    { "The shared electronic system is used by the hospital and the community teams.",
      "strength" },
    { "Alerts on the electronic records system are clear and well used. However, the system "
        .. "does not allow letters to be attached, and paper records are still kept.", "mixed" },
    { "Clinics write to the electronic case record, which receptionists also access.", "neutral" },
    { "Ensure that the case management system can flag children in need.", "weakness",
      kind = "recommendation" },
    { "CP-IS was in use, but only two of the reception staff could open it, and checks were "
        .. "rarely made at night.", "weakness" },
    { "Half of the records had no flag for a child at risk, which is poor.", "weakness" },
    { "The midwife's records were incomplete and undated.", false },
    { "Visits were recorded on the electronic record within two days.", false },
    { "The chronology leaves out events that stand elsewhere in the electronic record.", false },
    { "The system for allocating housing is slow, and young people see delays.", false },
    { "Chairs of conferences use an alert system to challenge drift.", false },
    { "Children in care have access to a computer.", false },
    { "A child with a protection plan was seen by the dentist.", false },
    { "It is good that the team works in one system of care.", false },
  },
}
