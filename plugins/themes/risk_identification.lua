-- By what a practitioner recognises risk to a child: tools, templates, prompts, and
-- curiosity. Templates for reports, referrals and supervision are other themes.

local c = require "conspectus"

local curiosity = {
  "curiosity about", "disguised compliance", "lack of curiosity", "professional curiosity",
  "professionally curious", "respectful uncertainty",
}

local prompts = {
  "mandatory field*", "mandatory prompt*", "mandatory question*", "not prompt", "prompt for",
  "prompt practitioners", "prompt questions", "prompt staff", "prompt the", "prompt to",
  "prompted staff", "prompted to", "prompts", "required question*", "safeguarding question*",
  "screening question*", "set of questions", "trigger question*",
}
local tools = {
  "assessment document*", "assessment form*", "assessment sheet*", "booking form*", "booking sheet*", "assessment framework*", "assessment model*",
  "assessment paperwork", "assessment template*", "assessment tool*",
  "checklist*", "graded care", "proforma*", "pro forma*", "registration document*",
  "registration template*", "risk tool*", "screening tool*", "template*",
  "tool", "tool kit*", "toolkit*", "tools",
}
local risk = {
  "abuse", "any children", "bruis*", "children in the household", "concern*", "exploit*", "hidden", "identif*", "impact", "neglect", "recogni*",
  "risk*", "safeguarding", "signs of", "vulnerab*", c.case "CSE",
}
-- Enough by themselves.
local named = {
  "risk assessment document*", "risk assessment form*", "risk assessment proforma*",
  "risk assessment template*", "risk assessment tool*",
}
local other_forms = c.none {
  "audit*", "conference*", "health assessment*", "management tool*", "outcome*", "passport*",
  "referral*", "report", "reporting", "reports", "supervis*", "track*", "training",
}

return c.theme {
  id = "risk_identification",
  title = "Recognising risk",
  about = "Assessment tools, templates, prompts and professional curiosity by which a "
    .. "practitioner recognises risk to a child.",
  version = "1.0",
  rule = c.any {
    c.any { named },
    c.sentence { c.any { curiosity }, c.none { "trained", "training" } },
    c.sentence { "assessment process*", c.any { "flagging", "identif*", "recogni*" } },
    c.sentence { "bruis*", c.any { "guidance", "policy", "procedure*", "protocol*" } },
    c.sentence { c.any { prompts }, c.any { risk } },
    c.sentence { c.any { tools }, c.any { risk }, other_forms },
  },
  examples = {
    { "The form has no prompts to identify risk to children.", "weakness" },
  },
}
