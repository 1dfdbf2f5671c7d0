-- By what a practitioner recognises risk to a child: tools, templates, prompts, and
-- curiosity. That risk was recognised is not enough. Forms for reports, referrals and
-- supervision, and tools of management, are other themes.

local c = require "conspectus"

local curiosity = {
  "curiosity", "curious about", "disguised compliance", "face value", "look behind", "not probe",
  "not wonder", "professionally curious", "respectful uncertainty", "self report*",
  "sufficiently curious",
}

-- "Prompt" as a verb or a noun; a prompt answer is another matter.
local prompts = {
  "mandatory field*", "mandatory prompt*", "mandatory question*", "not prompt", "prompt for",
  "prompt practitioners", "prompt questions", "prompt staff", "prompt the", "prompt to",
  "prompted staff", "prompted to", "prompts", "required question*", "safeguarding question*",
  "screening question*", "set of questions", "trigger question*",
}
local assessment_form = {
  "assessment document*", "assessment form*", "assessment paperwork", "assessment template*",
  "assessment tool*",
}
local asked_for = {
  "ask*", "detail*", "field*", "prompt*", "question*", "record*", "require*", "section*",
}
local tools = {
  "aide memoire*", "assessment model*", "assessment sheet*", "booking document*", "booking form*",
  "booking sheet*", "checklist*", "graded care", "pro forma*", "proforma*",
  "registration document*", "registration template*", "risk tool*", "screening tool*", "template*",
}
-- A tool for anything needs a harm beside it.
local any_tool = { "tool kit*", "tool", "toolkit*", "tools" }
local harm = { "danger", "harm", "harmed", "abuse*", "bruis*", "exploit*", "neglect", "risk*",
  "vulnerab*", c.case "CSE" }
local risk = {
  "abuse*", "all children", "any children", "bruis*", "children in the household", "exploit*",
  "hidden", "identif*", "impact", "injur*", "neglect", "non accidental", "other children",
  "recogni*", "risk*", "safeguarding", "signs of", "vulnerab*", "who lives", c.case "CSE",
}

local not_of_child = c.none {
  "health assessment*", "mental health assessment*", "needs assessment*", "training",
}

-- What adults are asked, so that the children behind them are seen.
local asking = { "ask", "asked", "asking", "asks", "enquire*", "explore*", "question*" }
local household = {
  "any children", "children in the home", "children in the household", "contact with children",
  "other children", "parental responsibilit*", "whether they are parents", "who lives",
}

-- Each of these is enough.
local risk_tool = {
  "assess* risk* to child*", "assessment* of risk* to child*", "body map*",
  "risk assessment document*", "risk assessment form*", "risk assessment proforma*",
  "risk assessment template*", "risk assessment tool*", "safeguarding checklist*",
  "safeguarding children assessment*", "safeguarding risk assessment*", "safeguarding screening",
  "spotting the signs",
}

local other_forms = c.none {
  "audit*", "care plan*", "conference*", "health assessment*", "management tool*", "outcome*",
  "passport*", "pathway plan*", "referral*", "report", "reporting", "reports", "supervis*",
  "tracking tool*", "training",
}

return c.theme {
  id = "risk_identification",
  title = "Recognising risk",
  about = "Assessment tools, templates, prompts and professional curiosity by which a "
    .. "practitioner recognises risk to a child.",
  version = "1.1",
  rule = c.any {
    c.any { risk_tool },
    c.sentence { c.any { curiosity },
      c.none { "audit*", "leader*", "manager*", "trained", "training" } },
    -- An assessment or an enquiry is judged by the risk that it sees.
    c.front(40, { c.within(12, {
      c.any { "assessment*", "child protection enquir*", "section 47 enquir*" },
      c.any { "analys*", "identif*", "recognis*", "understand*" }, c.any { "risk", "risks" },
      not_of_child,
    }) }),
    c.within(10, { "child*", c.any { "not * recognised", "not been recognised",
      "not recognised" }, c.none { "health needs" } }),
    c.sentence { c.any { prompts }, c.any { risk } },
    c.sentence { c.any { assessment_form }, c.any { asked_for }, other_forms },
    c.sentence { c.any { "not explore*", "not fully explore*" },
      c.any { "assess*", "circumstances", "concern*", "risk*" } },
    c.sentence { "alert to", c.any { "indicators", "risk*", "signs" },
      c.none { "leader*", "manager*" } },
    c.sentence { c.any { tools }, c.any { risk }, other_forms },
    c.sentence { c.any { any_tool }, c.any { harm }, other_forms },
    c.sentence { "assess*", c.any { "mandatory", "required field*" }, c.none { "training" } },
    c.sentence { c.any { "indicators", "signs of", "warning sign*" },
      c.any { "miss", "missed", "overlook*", "spot" } },
    -- What a form asks, and whether it leads the reader to a risk.
    c.sentence { c.any { "card", "form", "paperwork", "sheet", "triage form*" },
      c.any { "asks", "does not ask", "box for", "leads", "looks at", "nothing on" },
      c.any { harm, "children", "consent", "home", "injur*", "who" }, other_forms },
    c.sentence { "explanation*", c.any { "not question*", "not test*", "tested" } },
    c.sentence { c.any { "assessments", "assessment of risk" },
      c.any { "descriptive", "not weigh", "weigh" }, c.any { "harm", "risk", "risks" },
      other_forms },
    c.sentence { c.any { "father*", "men", "male partner*" }, "assessment*",
      c.any { "absent", "considered", "included", "invisible", "named", "overlook*" },
      other_forms },
    c.within(6, { "assessment process*", c.any { "flagging", "recogni*" } }),
    c.sentence { c.any { asking }, c.any { household } },
    c.sentence { c.any { "account given", "explanation*", "parents' account" },
      c.any { "accepted", "consistent", "plausib*", "unchallenged", "without challenge" } },
    c.sentence {
      c.order { c.any { "assess*" }, c.any { "recognis*", "recognit*" }, c.any { "risk*" } },
      c.none { "training" },
    },
    c.sentence { "bruis*", c.any { "guidance", "policy", "procedure*", "protocol*" } },
  },

  cues = {
    weakness = { "does nothing to", "face value", "not prompt", "no prompts",
      "reliant on the curiosity",
      "reliant on the professional curiosity" },
    strength = { "are prompted to", "is prompted to", "professionally curious", "prompts staff",
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
    { "The nurse gave a prompt reply to the concern.", false },
    { "A template for reports to conferences has been agreed.", false },
    { "The director keeps her curiosity alive, as managers do.", false },
    { "Risks to the child were clearly understood.", false },
    { "The form asks who has come with the child and leads the nurse to consider harm, "
        .. "which is effective.", "strength" },
    { "Assessments are clear and identify the risks to children well.", "strength" },
    { "Staff did not look behind what parents said.", "weakness" },
    { "Health needs are not recognised when assessments are late.", false },
  },
}
