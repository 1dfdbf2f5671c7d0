-- The record itself: timely, complete, legible; chronologies, genograms, consent, minutes
-- that are missing. It leaves out what inspectors came to know by reading records, the
-- recording of supervision, and systems, unless the record is judged as well.

local c = require "conspectus"

-- Each of these is enough.
local named = {
  "contemporaneous * record*", "contemporaneous note*", "contemporaneous record*",
  "contemporaneously", "misfiled", "quality of * records", "quality of recording",
  "quality of records", "quality of the record*", "quality of their record*", "read codes",
  "record keeping",
}

-- Parts of a good record, and that they are kept up.
local parts = {
  "chronolog*", "family tree*", "genogram*", "list of significant events", "summary of events",
}
local kept_up = {
  "absen*", "appear*", "evident", "no summary", "kept up", "stands", "complete*", "embedded",
  "entries", "in place", "include*", "kept", "lack*", "missing", "no chronolog*", "no genogram",
  "not always", "not used", "poor", "quality", "routinely", "started", "stopped", "up to date",
  "used by", "variable",
}

-- The record, and what is or is not in it. Where records are only what inspectors read,
-- it is not about them.
local record = {
  "cards", "case note*", "documentation", "entries", "file", "files", "handwriting", "handwritten",
  "maternity notes", "minutes", "notes", "pages", "paper files", "part a", "record", "recording",
  "records",
}
local as_source = {
  "files seen", "minutes seen", "record showed", "record shows", "record system*",
  "recording system*", "records clearly", "records demonstrate*", "records seen", "records show*",
  "records system*", "records that we *", "records we *",
}
local kept = {
  "accurate", "accurately", "all essential", "all relevant", "brief", "complete",
  "completed in a timely", "contained no", "could not find", "countersigned", "date and sign",
  "dated", "did not always identify", "did not contain", "difficult to read", "disorgani*",
  "exemplary", "good order", "high standard", "illegible", "inaccura*", "incomplete",
  c.except("late", { "late pregnancy" }),
  "legible", "lost", "mislaid", "missing", "missing from", "missing in", "neat",
  "not always identify", "not consistently show", "not always show", "not available",
  "not be found", "not be seen from", "not been written", "not contain", "not find", "not held",
  "not on file", "not possible to see", "out of date", "out of sequence", "scanned on*", "signed",
  "sparse", "thin", "undated", "unsigned", "untidy", "up to date", "updated",
  "uploaded to the record", "was missing", "well kept", "well ordered", "well organised",
  "were missing",
}

-- The record judged as a whole: the verdict stands close behind it, or before its making.
local whole = {
  "comprehensive", "concise", "descriptive", "detailed", "did not explain", "did not say",
  "did not show", "difficult to", "disorgani*", "does not explain", "easy to", "exemplary",
  "full of gaps", "hard to", "inadequate", "inconsistent", "lack*", "limited", "not available",
  "not embedded", "of a high", "of good", "of high", "of poor", "poor", "thorough", "variable",
  "weak",
}
local adjective = {
  "accurate", c.except("complete", { "complete electronic" }), "comprehensive", "concise",
  "detailed", "incomplete", "ordered", "poor", "thorough",
}
local making = { "documentation", "note keeping", "recording" }
local making_is = {
  "gap* in", "improve", "poor", "quality of", "standard of", "strengthen*", "timeliness of",
  "timely", "weak*",
}

-- Whether something is put down, and how well.
local put_down = { "documented", "recorded", "recording", "written down", "written up" }
local badly = {
  "did not", "gaps in", "inconsisten*", "insufficient*", "lack of", "limited", "no evidence",
  "no record of", "not always", "not been", "not clear*", "not consistently", "not documented",
  "not mandatory", "not recorded", "not routinely", "not undertaken", "not well", "poor", "poorly",
  "rarely", "seldom", "unclear", "unrecorded", "variable", "weak",
}
local well = { "appropriate*", "carefully", "clearly", "consistently", "fully", "good", "well" }

local other = c.none {
  "adult clients", "alerts", "audit*", "case recording system*", "dropped out", "family history",
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
  version = "1.2",
  rule = c.any {
    c.sentence { c.front(40, { c.any { named } }), of_system },
    c.times(2, { c.any { named }, of_system }),
    c.sentence { c.within(12, { c.any { parts }, c.any { kept_up } }), other },
    c.sentence { c.within(16, { c.except(record, as_source), c.any { kept } }), other },
    c.sentence {
      c.within(7, { c.order { c.except(record, as_source), c.any { whole } } }), other,
    },
    c.sentence { c.front(25, { c.any { parts } }), other },
    c.sentence { c.within(4, { c.order { c.any { adjective }, c.any { "files", "records" } } }),
      other },
    c.sentence { c.within(5, { c.order { c.any { making_is }, c.any { making } } }), other },
    c.sentence { c.within(4, { c.any { put_down }, c.any { badly } }), other },
    c.front(9, { c.order { "ensure*", c.except({ "records" }, as_source) }, other }),
    c.front(20, { c.order { "ensure*", c.any { "documented", "recorded" } }, other }),
    -- That something was well recorded is often an aside.
    c.sentence { c.front(25, { c.within(9, { c.any { put_down }, c.any { well } }) }), other },
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
    { "Health visitors' notes were disorganised and hard to follow.", "weakness" },
    { "Records are comprehensive and well structured.", "strength" },
    { "Records show that midwives are good at recognising neglect.", false },
    { "Pages were missing, and there was no summary of events.", "weakness" },
  },
}
