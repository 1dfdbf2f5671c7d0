-- By what a practitioner recognises risk to a child: tools, templates, prompts, and
-- curiosity. That risk was recognised is not enough. Forms for reports, referrals and
-- supervision, and tools of management, are other themes.

local c = require "conspectus"

-- The practitioner is curious, or believes what is said.
local curious = {
  "curiosity", "disguised compliance", "face value", "look behind", "not probe", "not question*",
  "professionally curious", "respectful uncertainty", "self report*", "sufficiently curious",
}

-- "Prompt" as a verb or a noun; a prompt answer is another matter.
local prompts = {
  "mandatory field*", "mandatory prompt*", "mandatory question*", "not prompt", "prompt for",
  "prompt practitioners", "prompt staff", "prompt the", "prompt to", "prompted staff",
  "prompted to", "prompts", "safeguarding question*", "screening question*", "set of questions",
}

-- Tools and forms, and a harm beside them.
local form = {
  "aide memoire*", "assessment document*", "assessment form*", "assessment paperwork",
  "assessment sheet*", "booking form*", "checklist*", "graded care", "pro forma*", "proforma*",
  "registration document*", "screening tool*", "template*",
}
local tool = { "tool", "tool kit*", "toolkit*", "tools" }
local harm = {
  "abuse*", "bruis*", "exploit*", "harm*", "neglect", "risk*", "vulnerab*", c.case "CSE",
}
local seen = { "identif*", "impact", "injur*", "recogni*", "safeguarding", "signs of" }
local named = {
  "body map*", "risk assessment document*", "risk assessment form*",
  "risk assessment proforma*", "risk assessment template*", "risk assessment tool*",
  "safeguarding children assessment*", "safeguarding risk assessment*",
}
local other_forms = c.none {
  "audit*", "care plan*", "conference*", "health assessment*", "manage*", "pathway plan*",
  "referral*", "report*", "supervis*", "training",
}

-- What adults are asked, so that the children behind them are seen.
local asking = { "ask", "asked", "asking", "asks", "enquire*", "explore*", "question*" }
local household = {
  "any children", "children at home", "children in the household", "contact with children",
  "other children", "parental responsibilit*", "who lives",
}

return c.theme {
  id = "risk_identification",
  title = "Recognising risk",
  about = "Assessment tools, templates, prompts and professional curiosity by which a "
    .. "practitioner recognises risk to a child.",
  version = "2.0",
  rule = c.any {
    c.any { named },
    c.sentence { c.any { curious }, c.none { "audit*", "manager*", "training" } },
    c.sentence { c.any { prompts }, c.any { harm, seen, "assess*" } },
    c.sentence { c.any { form }, c.any { harm, seen }, other_forms },
    c.sentence { c.any { tool }, c.any { harm }, other_forms },
    c.sentence { c.any { asking }, c.any { household } },
    -- An assessment or an enquiry is judged by the risk that it sees.
    c.front(40, { c.within(12, {
      c.any { "assessment*", "child protection enquir*", "section 47 enquir*" },
      c.any { "analys*", "identif*", "recogni*", "understand*" }, c.any { "risk", "risks" },
      c.none { "health assessment*", "needs assessment*", "training" },
    }) }),
    c.sentence { c.order { "assess*", "recogni*", "risk*" }, c.none { "training" } },
    c.within(10, {
      "child*", c.any { "not * recognised", "not recognised" }, c.none { "health needs" },
    }),
    c.sentence { "alert to", c.any { "indicators", "risk*", "signs" }, c.none { "manager*" } },
    c.sentence { "not explore*", c.any { "assess*", "concern*", "risk*" } },
    c.sentence { "bruis*", c.any { "guidance", "policy", "procedure*", "protocol*" } },
  },

  cues = {
    weakness = { "does nothing to", "face value", "not prompt", "no prompts",
      "depend* on * * curiosity", "relian* on * * curiosity", "relian* on * curiosity" },
    strength = { "are prompted to", "is prompted to", "professionally curious", "prompt* staff",
      "prompts the" },
  },

  examples = {
    { "The form contains no prompts that would help a nurse to identify risk.", "weakness" },
    { "Midwives showed a lack of professional curiosity about fathers.", "weakness" },
    { "A tool for recognising neglect is not used by the community teams.", "weakness" },
    { "The risk assessment template is comprehensive and used for every young person.",
      "strength" },
    { "Midwives were professionally curious and asked a second time.", "strength" },
    { "The screening tool is used well with girls at risk. However, the checklist of signs of "
        .. "neglect is incomplete.", "mixed" },
    { "A checklist of the signs of neglect is part of the record.", "neutral" },
    { "Add prompts to the record so that clinicians ask about risks at home.", "weakness",
      kind = "recommendation" },
    { "Workers do not ask who lives with the patient or about other children.", "weakness" },
    { "Parents' explanations were accepted at face value.", "weakness" },
    { "Body maps are used consistently.", "strength" },
    { "Assessments are clear and identify the risks to children well.", "strength" },
    { "Staff did not look behind what parents said.", "weakness" },
    { "The nurse gave a prompt reply to the concern.", false },
    { "A template for reports to conferences has been agreed.", false },
    { "The manager keeps her curiosity alive.", false },
    { "Risks to the child were clearly understood.", false },
    { "Health needs are not recognised when assessments are late.", false },
  },
}
