-- Systems, and what they can or cannot do. A record that is badly kept is another
-- theme, unless the system is the cause.

local c = require "conspectus"

-- Each of these is enough.
local enough = {
  -- A record system is named.
  "case management system*", "computer system*", "electronic case *", "electronic client record*",
  "electronic patient record*", "electronic record*", "electronic system*",
  "information technology", "record system*", "recording system*", "records system*",
  c.case "ICT", c.case "IT infrastructure*", c.case "IT system*",
  -- How many there are.
  "different systems", "multiplicity of systems", "number of systems", "own system",
  "same system", "separate systems", "several systems", "single record", "single system",
  "system* in use", "third system", "three systems", "two systems",
  -- Who can read them.
  "read access", "read only access", "shared electronic", "shared record*", "shared summar*",
  -- Paper, and what is not on the system.
  "notes on paper", "paper and electronic", "paper based", "paper record*", "paper system*",
  "records on paper", "not been uploaded", "not uploaded", "scanned and uploaded",
}

local made_of = {
  "computer*", "electronic*", "information system*", "paper", "software", "SystmOne",
  c.case "EMIS",
}
local what_it_does = {
  "able", "access*", "alert*", "aligned", "attach*", "cannot", "compatible", "delay*", "display*",
  "duplicat*", "file", "files", "flag*", "fragmented", "incompatible", "interoperab*", "multiple",
  "outdated", "post", "read only", "relied on", "reliant on", "rely on", "scan*", "separate",
  "still", "system*", "unable", "unaligned", "upload*",
}

-- The national register that hospitals consult is no record system of theirs.
local no_register = c.none { "child protection information system", "CP IS" }

return c.theme {
  id = "it_fragmentation",
  title = "Fragmented information systems",
  about = "Record systems that are several and unaligned, paper beside electronic, or unable to "
    .. "alert, attach, upload or report; or the reverse: shared systems, working alerts, read "
    .. "access.",
  version = "1.0",
  rule = c.any {
    c.sentence { c.any { enough }, no_register },
    c.sentence { c.any { made_of }, c.any { what_it_does }, no_register },
    c.sentence {
      c.any { "alert*", "flag", "flagged", "flags" },
      c.any { "records", "system", "systems" },
      c.none { "health records" },
      no_register,
    },
  },
  cues = {
    weakness = { "different electronic", "different systems", "multiplicity", "number of systems",
      "paper records", "separate systems", "several systems" },
    strength = { "read only access", "shared electronic", "shared record*", "shared system*" },
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
    { "The child protection information system showed alerts to reception staff.", false },
    { "It is good that the team works in one system of care.", false },
  },
}
