-- Whether health comes to child protection conferences, core groups, strategy and
-- child-in-need meetings, and what it brings in writing. It leaves out the conference about
-- domestic abuse (MARAC), how families take part, and the minutes that come back.

local c = require "conspectus"

-- Each of these is enough.
local named = {
  "child protection report*", "conference report*", "report for conference*",
  "reports for conference*", "reports to conference*",
}

local meeting = {
  "case conference*", "child in need meeting*", "child protection meeting*",
  "child protection * meeting*", "child protection * * meeting*", "case discussion*",
  "child protection process*", "conference", "conferences", "core group*", "professionals meeting*",
  "protection meeting*", "protection planning", "protection work", "strategy discussion*",
  "strategy meeting*", "team around the *", c.case "ICPC", c.case "ICPCs", c.case "RCPC",
  c.case "RCPCs",
}
local takes_part = {
  "absence", "absent", "active part", "apologies", "attend", "attendance", "attended", "attending",
  "attends", "contribut*", "engaged in", "engaged well", "go to", "include all", "include health",
  "include relevant", "input", "invitation*", "invited", "involve", "involved in", "joined",
  "no part", "participat*", "prepare", "present at", "present their report*", "provide", "provided",
  "quorate", "release", "released", "report", "reports", "represent*", "send", "sent", "submit*",
  "take part", "takes part", "went to", "without health", "written account*", "written report*",
}

local other = c.none {
  "attend their", "attended their", "children attended",
  "parental attendance", "participat* in their", "administrative support",
  "advoca*", "annual report", "children attend", "children attending", "conference chairs",
  "enable young people", "minutes", "national",
  "parents are well supported", "participation of child*", "risk assessment conference*",
  "sexual exploitation", "training", "young people participate", c.case "MARAC",
}
-- What a list of duties holds is no contribution.
local duties = c.none { "alerts", "drop in session*" }

return c.theme {
  id = "conference_contribution",
  title = "Contribution to conferences",
  about = "Health's attendance at, and written reports for, child protection conferences, core "
    .. "groups, strategy and child-in-need meetings.",
  version = "1.3",
  rule = c.any {
    c.sentence { c.any { named }, other },
    c.sentence { c.any { meeting }, c.any { takes_part }, other, duties },
  },

  examples = {
    { "Health visitors attend every conference and their reports are clear and analytical.",
      "strength" },
    { "GPs rarely send a report to the child protection conference.", "weakness" },
    { "School nurses always attend core groups. However, their attendance at strategy meetings "
        .. "was poor.", "mixed" },
    { "Midwives attend the first conference; a health visitor attends those that follow.",
      "neutral" },
    { "The last inspection found that mental health workers do not attend conferences, and "
        .. "this is unchanged.", "weakness", repeated = true },
    { "Ensure that practitioners contribute in writing to strategy discussions.", "weakness",
      kind = "recommendation" },
    { "The nurse attends the multi-agency risk assessment conference and MARAC panels.", false },
    { "Minutes of conferences were missing from the file.", false },
    { "Few children attending a conference were helped by an advocate.", false },
    { "Every child with a child protection plan has a named nurse.", false },
    { "Strategy discussions take place without health.", "weakness" },
    { "Strategy discussions do not include health.", "weakness" },
    { "Too few young people attended their conference.", false },
  },
}
