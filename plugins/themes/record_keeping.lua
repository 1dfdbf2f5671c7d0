-- The record itself: timely, complete, legible; chronologies, genograms, consent, minutes
-- that are missing. It leaves out what inspectors came to know by reading records, the
-- recording of supervision, and systems, unless the record is judged as well.

local c = require "conspectus"

-- Each of these is enough.
local named = {
  "contemporaneous note*", "contemporaneous record*", "contemporaneously", "misfiled",
  "quality of * record*", "quality of record*", "read codes", "record keeping",
}

-- Parts of a good record.
local parts = { "chronolog*", "family tree*", "genogram*", "summary of events" }
local kept_up = { "include*", "in place", "kept", "quality", "started", "used" }

-- The record, unless records are only what inspectors read.
local record = c.except({
  "case note*", "documentation", "entries", "file", "files", "minutes", "notes", "pages", "record",
  "recording", "records",
}, {
  "files seen", "minutes seen", "record show*", "record* system*",
  "records demonstrate*", "records seen", "records show*", "records that we *", "records we *",
})
-- What it is like, and what is not in it.
local judged = {
  "accura*", "brief", "complete", "could not find", "dated", "descriptive", "difficult to",
  "disorgani*", "exemplary", "hard to", "illegible", "inaccura*", "incomplete", "inconsistent",
  "legible", "lost", "missing", "not available", "not contain*",
  "not find", "not held", "out of date", "signed", "undated", "unsigned", "untidy", "up to date",
  "updated", "well kept", "well organised",
}
-- What is said of much else as well has to stand closer.
local praised = {
  "comprehensive", "concise", "detailed", "inadequate", "lack*", "limited", "of a high", "of good",
  "of high", "of poor", "poor", "thorough", "variable", "weak",
}

-- Whether something is put down, and how well.
local put_down = { "documented", "recorded", "recording", "written down", "written up" }
local badly = {
  "gap* in", "inconsisten*", "insufficient*", "lack of", "no evidence", "not always", "not been",
  "not clear*", "not consistently", "not mandatory", "not recorded", "not routinely", "not well",
  "poor*", "quality of", "rarely", "seldom", "strengthen*", "timeliness of", "unclear", "weak*",
}
local well = { "appropriate*", "clearly", "consistently", "fully", "good", "well" }

local instead = c.none {
  "alerts", "audit*", "family history", "go* missing", "recording system*",
  "referral*", "reports for conference*", "supervision", "views of *", "whole famil*",
}
local of_system = c.none { "keeping system*", "supervision" }

return c.theme {
  id = "record_keeping",
  title = "Record keeping",
  about = "The quality of the record itself: timely, complete, with chronologies, genograms and "
    .. "consent; missing minutes.",
  version = "2.0",
  rule = c.any {
    c.sentence { c.front(40, { c.any { named } }), of_system },
    c.times(2, { c.any { named }, of_system }),
    c.sentence { c.front(25, { c.any { parts } }), instead },
    c.sentence {
      c.within(12, { c.any { parts }, c.any { judged, kept_up, praised, put_down } }), instead,
    },
    c.sentence { c.within(12, { record, c.any { judged } }), instead },
    c.sentence { c.within(7, { record, c.any { praised } }), instead },
    c.sentence {
      c.within(9, { c.order { record, c.any { "not always", "not consistently" } } }), instead,
    },
    c.sentence { c.within(4, { c.any { put_down }, c.any { badly } }), instead },
    -- That something was well recorded is often an aside.
    c.sentence { c.front(25, { c.within(9, { c.any { put_down }, c.any { well } }) }), instead },
    c.front(20, { c.order { "ensure*", c.any { "documented", "recorded" } }, instead }),
    c.front(9, { c.order { "ensure*", c.except("records", "record* system*") }, instead }),
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
