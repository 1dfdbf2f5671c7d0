-- The record itself: timely, complete, legible; chronologies, genograms, consent, minutes
-- that are missing. It leaves out what inspectors came to know by reading records, the
-- recording of supervision, and systems, unless the record is judged as well.

local c = require "conspectus"

-- Each of these is enough.
local named = {
  "case recording", "contemporaneous", "quality of * records", "quality of recording",
  "quality of records", "quality of the record*", "read codes", "record keeping",
}

-- Parts of a good record, and that they are kept up.
local parts = { "chronolog*", "family tree*", "genogram*" }
local kept_up = {
  "absent", "appear*", "complete", "entries", "events", "in place", "include", "kept up",
  "lack of *", "missing", "no genogram", "not always", "not used", "routinely", "started",
  "up to date", "used by", "variable",
}

-- The record, and what is or is not in it.
local record = {
  "case file*", "case record*", "child's record", "client record", "documentation", "entries",
  "files", "health record*", "minutes", "notes", "part a", "record", "records",
}
local kept = {
  "all essential", "all relevant", "complete", "completed in a timely", "contained no", "dated",
  "did not contain", "full and accurate", "full and up to date", "high standard", "illegible",
  "incomplete", "missing from", "missing in", "not on file", "out of sequence", "signed", "undated",
  "unsigned", "untidy", "was missing", "were missing",
}

-- Whether something is put down, and how well.
local put_down = { "documented", "recorded", "recording of", "recording" }
local badly = {
  "gaps in", "inconsisten*", "insufficient*", "limited", "not always", "not clear*",
  "not consistently", "not mandatory", "not undertaken", "poor", "poorly", "rarely", "seldom",
}
local well = { "appropriate", "clearly", "consistently", "fully", "well" }

local other = c.none {
  "adult clients", "alerts", "case recording system*", "dropped out", "family history",
  "initial health assessments", "keeping audit*", "keeping system*", "keeping tasks", "referral*",
  "reports for conference*", "reports we reviewed", "supervision", "views of *", "whole famil*",
}
local of_system = c.none {
  "case recording system*", "keeping system*", "keeping tasks", "supervision",
}

return c.theme {
  id = "record_keeping",
  title = "Record keeping",
  about = "The quality of the record itself: timely, complete, with chronologies, genograms and "
    .. "consent; missing minutes.",
  version = "1.0",
  rule = c.any {
    c.sentence { c.any { named }, of_system },
    c.sentence { c.any { parts }, c.any { kept_up }, other },
    c.sentence { c.any { record }, c.any { kept }, other },
    c.sentence { c.within(9, { c.any { put_down }, c.any { badly } }), other },
    -- That something was well recorded is often an aside.
    c.front(25, { c.sentence { c.within(9, { c.any { put_down }, c.any { well } }), other } }),
  },

  examples = {
    { "Record keeping in the maternity unit is of a high standard: entries are prompt, clear and "
        .. "complete.", "strength" },
    { "Records were incomplete and undated, and minutes of conferences were missing from files.",
      "weakness" },
    { "Chronologies are routinely kept up and are clear. However, consent was not consistently "
        .. "recorded.", "mixed" },
    { "Genograms appear in the files of health visitors.", "neutral" },
    { "It was previously identified that record keeping was poor.", "weakness",
      repeated = true },
    { "Ensure that records are signed and dated.", "weakness", kind = "recommendation" },
    { "The decisions of the clinic were not always recorded.", "weakness" },
    { "In the records that we read, midwives made good referrals.", false },
    { "Safeguarding supervision was not always recorded.", false },
    { "Three record-keeping systems are in use.", false },
    { "A child's health visitor was known to the school.", false },
  },
}
