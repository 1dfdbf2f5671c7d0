-- Ofsted's inspections of local authority children's services (ILACS), from 2018, standard
-- and short.
--
-- What these reports call for stands under "What needs to improve": these are the
-- recommendations, all put to the local authority. The paragraphs before it sum the report up.
-- They are preamble, not findings: the numbered paragraphs say the same, and would be counted
-- twice. Labels are numbers of one part that run through the whole report.

local c = require "conspectus"

-- A heading with its grade: "...: good" or "... is good". The grade itself is no part of a title.
local function graded(titles)
  local all = {}
  for _, title in ipairs(titles) do
    for _, ending in ipairs { "", " is", " are" } do
      all[#all + 1] = title .. ending
    end
  end
  return all
end

return c.family {
  id      = "ilacs",
  title   = "Ofsted inspections of local authority children's services (ILACS)",
  about   = "Inspections of children's social care under section 136 of the Education and "
    .. "Inspections Act 2006, from 2018.",
  version = "1.0",

  recognise = {
    "Inspection of ... local authority children's services",
    "Inspection of local authority children's services",
    "Inspection of children's social care services",
    "Inspection of ... children's services Inspection dates",
    "The impact of leaders on social work practice with children and families",
  },

  area = {
    "Inspection of {area} local authority children's services",
    "{area} Inspection of local authority children's services",
    "{area} Inspection of children's social care services",
    "Inspection of {area} children's services",
  },

  fields = {
    review_dates = { "Inspection dates", "Inspection date" },
    published    = { "Report published", "Published" },
    inspectors   = { "Lead inspector", "Lead inspectors" },
  },
  ranks = { "Her Majesty's Inspector", "His Majesty's Inspector", "Senior HMI", "SHMI", "HMI" },

  grades = {
    { grade = "outstanding", words = { "Outstanding" } },
    { grade = "good", words = { "Good" } },
    { grade = "requires improvement",
      words = { "Requires improvement to be good", "Require improvement to be good" } },
    { grade = "inadequate", words = { "Inadequate" } },
  },

  judgements = {
    { aspect = "overall", names = { "Overall effectiveness" } },
    { aspect = "leaders", section = "leadership",
      names = { "The impact of leaders on social work practice with children and families" } },
    { aspect = "help_and_protection", section = "help_and_protection",
      names = { "The experiences and progress of children who need help and protection" } },
    { aspect = "in_care", section = "looked_after",
      names = { "The experiences and progress of children in care and care leavers",
                "The experiences and progress of children in care" } },
    { aspect = "care_leavers", section = "care_leavers",
      names = { "The experiences and progress of care leavers" } },
  },

  sections = {
    { canonical = "summary", holds = "preamble", unheaded = true },
    { canonical = "recommendations", holds = "recommendations", addressed_to = "Local authority",
      titles = { "What needs to improve", "What needs to improve?", "What needs to improve further",
                 "Areas for improvement" } },
    { canonical = "help_and_protection", holds = "findings",
      titles = graded { "The experiences and progress of children who need help and protection" } },
    { canonical = "looked_after", holds = "findings",
      titles = graded { "The experiences and progress of children in care and care leavers",
                        "The experiences and progress of children in care" } },
    { canonical = "care_leavers", holds = "findings",
      titles = graded { "The experiences and progress of care leavers" } },
    { canonical = "leadership", holds = "findings",
      titles = graded {
        "The impact of leaders on social work practice with children and families" } },
  },

  numbered     = true,
  one_sequence = true,
  imprint      = { "The Office for Standards in Education Children's Services and Skills",
                   "If you would like a copy of this document" },

  organisation_endings = { "Council", "local authority" },
}
