-- Ofsted's single inspections of children's services (SIF) with reviews of the local
-- safeguarding children board, 2013 to 2017, and the re-inspections that followed into 2018.
--
-- The reports have two layouts. The first (2013 to 2015) numbers its summary of findings; the
-- second has an executive summary in prose, and a summary before the findings of each section.
-- Numbered paragraphs are findings everywhere. Summaries in prose are preamble: the numbered
-- paragraphs say the same, and would be counted twice. The summary for children is preamble too.
-- What the local authority and the board are to improve are the recommendations.

local c = require "conspectus"

local judged = { "help_and_protection", "looked_after", "adoption", "care_leavers", "leadership" }

-- A heading with its grade: "... is good", "... is that it is good". The grade itself is no part
-- of a title.
local function graded(titles)
  local all = {}
  for _, title in ipairs(titles) do
    for _, ending in ipairs { "", " is", " are", " is that it", " is that it is" } do
      all[#all + 1] = title .. ending
    end
  end
  return all
end

return c.family {
  id      = "sif",
  title   = "Ofsted single inspections of children's services and reviews of the "
    .. "safeguarding board",
  about   = "Inspections of services for children in need of help and protection, children "
    .. "looked after and care leavers, 2013 to 2017.",
  version = "1.1",

  recognise = {
    "Inspection of services for children in need of help and protection",
  },
  related = {
    "Inspection of looked after children services",
    "Inspection of local authority arrangements for the protection of children",
    "Inspection of safeguarding and looked after children services",
  },

  area = {
    "{area} Re-inspection of services for children in need of help and protection",
    "{area} Inspection of services for children in need of help and protection",
    "Inspection of looked after children services {area}",
    "Inspection of local authority arrangements for the protection of children {area}",
    "Inspection of safeguarding and looked after children services {area}",
  },

  fields = {
    review_dates = { "Inspection dates", "Inspection date" },
    published    = { "Report published", "Published" },
    inspectors   = { "Lead inspector", "Lead inspectors", "Reporting inspector" },
  },
  ranks = { "Her Majesty's Inspector", "His Majesty's Inspector", "Senior HMI", "SHMI", "HMI" },

  grades = {
    { grade = "outstanding", words = { "Outstanding" } },
    { grade = "good", words = { "Good" } },
    { grade = "requires improvement",
      words = { "Requires improvement to be good", "Require improvement to be good" } },
    { grade = "adequate", words = { "Adequate" }, same_rank = true }, -- until 2013
    { grade = "inadequate", words = { "Inadequate" } },
  },

  judgements = {
    { aspect = "overall",
      names = { "Overall effectiveness" },
      sentences = { "The overall judgement is", "Children's services in" } },
    { aspect = "leaders", section = "leadership",
      names = { "Leadership management and governance", "Leadership and management" } },
    { aspect = "help_and_protection", section = "help_and_protection",
      names = { "Children who need help and protection" } },
    { aspect = "in_care", section = "looked_after",
      names = { "Children looked after and achieving permanence",
                "Outcomes for looked after children and young people" } },
    { aspect = "care_leavers", section = "care_leavers",
      names = { "Experiences and progress of care leavers" },
      sentences = { "The graded judg*ment about the experience* and progress of care leavers",
                    "The graded judg*ment for the experience* and progress of care leavers" } },
    { aspect = "adoption", section = "adoption",
      names = { "Adoption performance" },
      sentences = { "The graded judg*ment for adoption performance",
                    "The graded judg*ment about adoption performance" } },
    { aspect = "lscb", section = "lscb",
      sentences = { "The effectiveness of the Local Safeguarding Children Board",
                    "The effectiveness of the LSCB", "The Local Safeguarding Children Board",
                    "The LSCB" } },
  },

  sections = {
    { canonical = "contents", holds = "nothing", titles = { "Contents" } },

    { canonical = "summary", holds = "findings", unnumbered = "preamble", unheaded = true,
      titles = { "The local authority", "Section 1 The local authority", "Executive summary",
                 "Summary of findings", "Summary of key findings", "Key findings" } },
    { within = { "summary" }, holds = "findings", unnumbered = "preamble",
      titles = { "The local authority", "Summary of findings", "Summary of key findings" } },
    { canonical = "strengths", holds = "findings", unnumbered = "preamble",
      titles = { "The local authority's strengths",
                 "The local authority has the following strengths" } },
    { canonical = "progress", holds = "findings", unnumbered = "preamble",
      titles = { "Progress since the last inspection" } },
    -- These order the paragraphs above by subject; as headings of their own they come later.
    { within = { "summary", "strengths", "progress" }, holds = "findings",
      titles = { "Leadership, management and governance", "Leadership and management",
                 "Adoption performance" } },
    { within = { "recommendations" }, holds = "recommendations", addressed_to = "Local authority",
      titles = { "Leadership, management and governance", "Leadership and management",
                 "Adoption performance" } },

    { canonical = "recommendations", holds = "recommendations", addressed_to = "Local authority",
      titles = { "Recommendations", "What does the local authority need to improve",
                 "Areas for improvement",
                 "Priority and immediate action", "Priority action*" } },
    { within = { "recommendations" }, holds = "recommendations", addressed_to = "Local authority",
      titles = { "Priority and immediate action", "Priority action*", "Areas for improvement",
                 "Immediately",
                 "Within three months", "Within six months" } },

    { canonical = "children_summary", holds = "preamble",
      titles = { "Summary for children and young people" } },
    { canonical = "context", holds = "context",
      titles = { "Information about this local authority area", "Service information" } },
    { within = { "context" }, holds = "context",
      titles = { "Children living in this area", "Child protection in this area",
                 "Children looked after in this area",
                 "Other Ofsted inspections", "Previous Ofsted inspections",
                 "Other information about this area",
                 "Local leadership" } },

    { canonical = "judgements", holds = "findings", unnumbered = "preamble",
      titles = { "Inspection judgements about the local authority",
                 "Inspection judgement about the local authority" } },
    { canonical = "help_and_protection", holds = "findings", unnumbered = "preamble",
      titles = graded { "The experiences and progress of children who need help and protection" } },
    { canonical = "looked_after", holds = "findings", unnumbered = "preamble",
      titles = graded {
        "The experiences and progress of children looked after and achieving permanence",
                        "Outcomes for looked after children and young people",
                        "Outcomes for looked after children and young people Grade ?" } },
    { canonical = "adoption", holds = "findings", unnumbered = "preamble",
      titles = graded { "The graded judg*ment for adoption performance",
                        "The graded judg*ment about adoption performance",
                        "Adoption performance" } },
    { canonical = "care_leavers", holds = "findings", unnumbered = "preamble",
      titles = graded { "The graded judg*ment about the experience* and progress of care leavers",
                        "The graded judg*ment for the experience* and progress of care leavers",
                        "The experience* and progress of care leavers" } },
    { canonical = "leadership", holds = "findings", unnumbered = "preamble",
      titles = graded { "Leadership, management and governance", "Leadership and management",
                        "Leadership and management Grade ?" } },
    { within = judged, holds = "findings", unnumbered = "preamble", titles = { "Summary" } },
    { within = judged, holds = "findings", titles = { "Inspection findings" } },

    { canonical = "lscb", holds = "findings", unnumbered = "preamble",
      titles = graded { "The Local Safeguarding Children Board (LSCB)",
                        "The Local Safeguarding Children Board",
                        "Section 2 The effectiveness of the Local Safeguarding Children Board",
                        "Section 2 The effectiveness of the Local Safeguarding Children Board "
                          .. "(LSCB)",
                        "Section 2 The Local Safeguarding Children Board",
                        "The effectiveness of the Local Safeguarding Children Board",
                        "The effectiveness of the Local Safeguarding Children Board (LSCB)",
                        "The effectiveness of the LSCB" } },
    { within = { "lscb" }, holds = "findings", unnumbered = "preamble",
      titles = graded { "Executive summary", "Summary of findings", "Summary of key findings",
                        "Summary",
                        "The LSCB's strengths", "Key strengths and weaknesses of the LSCB",
                        "Key strengths and weaknesses of the Local Safeguarding Children Board",
                        "Inspection judgement about the LSCB",
                        "Inspection judgements about the LSCB",
                        "Inspection findings",
                        "Inspection findings the Local Safeguarding Children Board",
                        "The Local Safeguarding Children Board", "The effectiveness of the LSCB",
                        "The effectiveness of the Local Safeguarding Children Board",
                        "The effectiveness of the Local Safeguarding Children Board (LSCB)",
                        "Leadership, management and governance" } },
    { within = { "lscb" }, holds = "recommendations",
                 addressed_to = "Local Safeguarding Children Board",
      titles = { "Recommendations", "Recommendation", "What does the LSCB need to improve",
                 "What does the Local Safeguarding Children Board need to improve",
                 "Priority and immediate action", "Priority action*", "Areas for improvement" } },

    { canonical = "overall", holds = "findings",
      titles = { "Overall effectiveness of services for looked after children and young people",
                 "Overall effectiveness of services for looked after children and young people "
                   .. "Grade ?" } },
    { canonical = "capacity", holds = "findings", titles = { "Capacity to improve",
                                                             "Capacity to improve Grade ?" } },
    { canonical = "quality", holds = "findings", titles = { "Quality of provision",
                                                            "Quality of provision Grade ?" } },
    { canonical = "record", holds = "preamble", titles = { "Record of main findings" } },
    { canonical = "method", holds = "preamble",
      titles = { "Information about this inspection",
                 "Information about the inspection and the review",
                 "About this inspection", "The inspection judgements and what they mean" } },
    { canonical = "grades", holds = "preamble",
      titles = { "What the inspection judg*ments mean",
                 "What the inspection judg*ments mean the local authority",
                 "What the inspection judg*ments mean the LSCB" } },
    { within = { "method", "grades" }, holds = "preamble", titles = { "The local authority",
                                                                      "The LSCB",
                                                                      "The inspection team" } },
  },

  numbered     = true,

  -- Most often without a number, in brackets behind the finding.
  citation_words = { "Recommendation", "Recommendations" },
  one_sequence = true,
  group_endings = { "should take the following action", "should take the following actions" },
  imprint      = { "Any complaints about the inspection or the report",
                   "The Office for Standards in Education Children's Services and Skills",
                   "If you would like a copy of this document" },

  organisation_endings = { "Council", "local authority", "Board" },
}
