-- Systems, and what they can or cannot do. A record that is badly kept is another
-- theme, unless the system is the cause.

local c = require "conspectus"

-- Each of these is enough, unless it only says where something was recorded.
local enough = c.except({
  -- A record system is named.
  "case management system*", "client information system*", "computer system*",
  "electronic case management", "electronic case record*", "electronic client record*",
  "electronic database*", "electronic patient record*", "electronic record*",
  "electronic social care record*", "electronic system*", "information technology",
  "integrated children's system*", "online * database*", "record platform*", "record system*",
  "recording system*", "records system*", c.case "ICS", c.case "ICT", c.case "IT infrastructure*",
  c.case "IT system*",
  -- How many there are.
  "administration system*", "different systems", "several databases", "three databases",
  "two databases", "multiplicity of systems", "number of systems", "own system", "same system",
  "separate systems", "several systems", "single record", "single system", "system* in use",
  "third system", "three systems", "two systems",
  -- Who can read them.
  "read access", "read only access", "shared electronic", "shared folder*", "common system*",
  "integrated record*", "joint record*", "shared record*", "shared summar*",
  -- Paper, and what is not on the system.
  "notes on paper", "paper and electronic", "paper based", "paper file*", "paper * file*",
  "paper * * file*", "paper record*", "paper system*", "records on paper", "not been uploaded",
  "not uploaded", "scanned and uploaded",
}, {
  "entries on * electronic *", "entries on * * electronic *", "entries on * * electronic * system*",
  "in their electronic * record*", "in their electronic record*", "recorded in * electronic *",
  "recorded on * electronic *", "recorded on * * electronic *", "recorded on * * * electronic *",
  "recorded on electronic *", "onto the ICS", "on the ICS", "to ICS",
  "electronic system to address", "electronic system to record *",
  "updat* records on the electronic recording system", "uploaded to * electronic *",
  "uploaded to * electronic * * system*", "uploaded to * * recording system*",
})

local made_of = {
  "clinical system*", "database*", "electronic*", "fax*", "information system*", "log in*",
  "log on", "logging on", "paper", "password*", "patient system*", "portal*", "software",
  "spreadsheet*", "SystmOne", c.case "EMIS", c.case "IT",
}
local what_it_does = {
  "able", "access*", "alert*", "aligned", "attach*", "cannot", "compatible", "delay*", "display*",
  "duplicat*", "flag*", "fragmented", "incompatible", "interoperab*", "multiple", "open", "opened",
  "outdated", "post", "printed", "read", "read only", "relied on", "reliant on", "rely on", "scan*",
  "see", "separate", "share", "sharing", "still", "unable", "unaligned", "upload*", "website*",
}

-- "The system" may be any system, of review or of care. It is one of records where it
-- does what only such a system does.
local a_system = { "their system*", "the system", "this system" }
local as_computer = {
  "attach*", "electronic*", "flag", "flagged", "flags", "interoperab*", "letters", "log in*",
  "printed", "read only", "records", "scan*", "upload*",
}

-- Records in the plural sense: several services' own, and who can see into whose.
local records = c.except({ "file", "files", "notes", "record", "records" }, { "record of" })
local across = {
  "bring the", "cannot be opened", "cannot be read", "cannot be seen", "cannot open", "cannot read",
  "cannot see", "could not be opened", "could not be read", "could not be seen", "could not open",
  "could not see", "each other's entries", "into one", "link the *", "on one system",
  "one another's entries", "visible to", "wherever they", "wherever it",
}

-- The national register of children with a plan, and what an emergency department
-- does with it. That children have a plan is not enough.
local register = {
  c.case "CP IS", c.case "CPIS", "child protection information sharing",
  "child protection information system*",
}
local in_use = {
  "access*", "alert", "alerts", "check", "checked", "checks", "not been implemented", "log in",
  "open", "opened", "searched", "switched on",
}
-- What shows on a screen, and work that a system should have done.
local screen = {
  "computer", "computers", "laptop*", "log in", "logs in", "pop up*", "programs", "screen",
  "screens", "share a drive", "shared drive", "software",
}
local of_work = {
  "child's *", "clinician*", "form", "forms", "health visit*", "midwi*", "notes", "nurse*",
  "practitioner*", "protection plan*", "receptionist*", "record*", "staff",
}
local marker = { "flag", "flags", "marker", "markers", "pop up*" }
local is_set = {
  "added", "appear*", "in use", "missing", "placed", "used", "visible", "not * set", "not set",
  "out of date", "put on", "removed", "set", "show*", "switched", "tells", "warn*",
}
local twice = {
  "by hand", "counted by hand", "dictat*", "enter * twice", "entered twice", "re enter*", "re key*",
  "rekey*", "retyp*", "same details", "type the same", "typed again", "typed elsewhere",
}
local apart = {
  "filed separately", "held separately", "kept apart", "kept in a", "kept separately",
  "stored separately",
}
local not_at_work = c.none {
  "adopters", "at home", "care leavers", "foster*", "homework", "pathway plan*", "planning record",
  "pupils", "school work", "screening", "young people's",
}
local worker = {
  "clinician*", "doctor*", "emergency duty", "health visit*", "midwi*", "nurses", "practitioner*",
  "social workers", "staff", "team", "teams", c.case "GPs",
}
-- A child, or who was one, may read what is kept on him or her.
local not_own = c.none {
  "accessing their", "adults who", "birth", "care experienced", "care leavers", "own records",
  "read their", "their case files", "their records", "young people", "young person",
}
local alert_comes = {
  "alert appears", "alert comes up", "alert is shown", "alert shows", "alerts appear",
  "alerts come up", "alerts show",
}

return c.theme {
  id = "it_fragmentation",
  title = "Fragmented information systems",
  about = "Record systems that are several and unaligned, paper beside electronic, or unable to "
    .. "alert, attach, upload or report; or the reverse: shared systems, working alerts, read "
    .. "access.",
  version = "1.2",
  rule = c.any {
    c.sentence { enough, c.none { "chronolog*" } },
    c.sentence { c.any { made_of }, c.any { what_it_does }, c.none(register) },
    c.sentence { c.any { a_system }, c.any { as_computer } },
    -- Named in one sentence, and judged as "the system" in a later one.
    c.within(60, { enough, c.any { a_system } }),
    c.front(40, { c.sentence {
      "upload*", c.any { "delay*", "record", "records", "file", "files" },
    } }),
    c.sentence { c.any { register }, c.any { in_use } },
    c.within(30, { c.any { register }, c.any { alert_comes } }),
    c.sentence { records, c.any { across } },
    c.sentence { c.any { "can look at", "can see", "cannot see", "could not see" },
      c.any { "had recorded", "has recorded", "has written", "have recorded", "have written" } },
    c.sentence { c.any { "not able to view", "unable to see", "unable to view" },
      c.any { "file*", "notes", "plan", "plans", "record*", "register" } },
    c.sentence { c.any { screen }, c.any { of_work }, not_at_work },
    c.sentence { c.any { marker }, c.any { "child*", "patient*", "record*", "safeguarding" },
      c.any { is_set } },
    c.within(14, {
      c.order { "access", c.any { "case files", "notes", "records" } }, c.any { worker }, not_own,
    }),
    c.sentence { c.any { "SystmOne", "clinical system*", c.case "EMIS" },
      c.any { "implement*", "introduc*", "migrat*", "moved to", "roll out", "rolled out",
        "visib*" } },
    c.sentence { c.any { twice }, c.any { "details", "forms", "letter*", "notes", "record*",
      "report*" } },
    c.sentence { c.any { apart }, c.any { "documents", "files", "notes", "paper*", "records" } },
    c.within(8, { c.any { "program", "programs", "system", "systems" },
      c.any { "connect", "connected", "not communicate", "not linked", "not speak", "not talk" } }),
    c.sentence {
      c.any { "alert*", "flag", "flagged", "flags" },
      c.except({ "records", "system", "systems" }, {
        "alert* system*", "system of alert*", "system of * alert*",
      }),
      c.none { "health records" },
    },
  },
  cues = {
    weakness = { "by hand", "by post", "different electronic", "different system*", "multiplicity",
      "number of systems", "on paper", "own system*", "paper based", "paper file*", "paper form*",
      "paper records", "printed", "retyp*", "separate log in*", "separate system*",
      "several systems", "third system", "three systems", "two systems",
      "typed again" },
    strength = { "has gone live", "is live", "read access", "read only access",
      "shared electronic", "shared record*", "shared system*", "single electronic",
      "single record", "single system" },
  },

  examples = {
    { "Midwives and health visitors use different electronic systems, which do not speak to "
        .. "each other.", "weakness" },
    { "School nurses were still reliant on paper records.", "weakness" },
    { "Minutes of conferences had not been uploaded.", "weakness" },
    { "Practitioners have read-only access to the social care records system, which enables "
        .. "prompt checks.", "strength" },
    { "The shared electronic system is used by the hospital and the community teams.",
      "strength" },
    { "Alerts on the electronic records system are clear and well used. However, the system "
        .. "does not allow letters to be attached, and paper records are still kept.", "mixed" },
    { "Clinics write to the electronic case file, which receptionists also access.", "neutral" },
    { "Ensure that the case management system can flag children in need.", "weakness",
      kind = "recommendation" },
    { "The midwife's records were incomplete and undated.", false },
    { "The child protection information system shows an alert at once when a child with a plan "
        .. "is booked in.", "strength" },
    { "CP-IS was in use, but only two of the reception staff could open it, and checks were "
        .. "rarely made at night.", "weakness" },
    { "The alert cannot be closed until the nurse has noted on the electronic record what was "
        .. "done.", "strength" },
    { "Bring the records of midwives and health visitors together, so that each can read the "
        .. "other's entries.", "weakness", kind = "recommendation" },
    { "The integrated children's system is slow and cannot report on visits.", "weakness" },
    { "The online early help database is effective, and schools and nurses share assessments "
        .. "on it.", "strength" },
    { "Minutes are late because there are delays in uploading them to the child's file.",
      "weakness" },
    { "Notes of the visits were not copied to the electronic case files.", false },
    { "The chronology leaves out events that stand elsewhere in the electronic record.", false },
    { "The system for allocating housing is slow, and young people see delays.", false },
    { "Chairs of conferences use an alert system to challenge drift.", false },
    { "Managers' decisions are clearly recorded on the council's electronic records.", false },
    { "Children in care have access to a computer.", false },
    { "A child with a protection plan was seen by the dentist.", false },
    { "It is good that the team works in one system of care.", false },
    { "School nurses type the same details into two programs, which leads to delay and is poor.",
      "weakness" },
    { "The flags that mark a child at risk had not been set in half of the records.", "weakness" },
    { "Staff do not have access to the hospital's records at night.", "weakness" },
    { "Care leavers are helped when they ask for access to their records.", false },
  },
}
