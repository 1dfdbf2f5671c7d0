-- The CQC's reviews of health services for children looked after and
-- safeguarding (CLAS), 2013 to 2018.
--
-- Patterns ignore case, hyphens and punctuation; '*' stands for any letters, '?' for one,
-- '...' for up to twelve words. The order of the sections is that of the reviews: where a
-- heading is missing, the parser goes by it.

local c = require "conspectus"

return c.family {
  id      = "clas",
  title   = "CQC reviews of health services for children looked after and safeguarding",
  about   = "Reviews of an area's health services under section 48 of the Health and Social "
    .. "Care Act 2008.",
  version = "1.0",

  recognise = {
    "Review of health services for children looked after and safeguarding",
    "Review of health services for looked after children and safeguarding",
    "Review of services for children looked after and safeguarding",
    "Children looked after and safeguarding the role of health services",
    "Review of health services for safeguarding and looked after children",
  },

  area = {
    "Review of health services for children looked after and safeguarding in {area}",
    "Review of health services for looked after children and safeguarding in {area}",
    "Review of services for children looked after and safeguarding in {area}",
    "Review of health services for safeguarding and looked after children in {area}",
    "Children looked after and safeguarding The role of health services in {area}",
    "The role of health services in {area}",
  },

  fields = {
    review_dates  = { "Date of review", "Dates of review", "Review dates", "Date of inspection" },
    published     = { "Date of publication", "Publication date", "Published" },
    inspectors    = { "Name* of CQC inspector*", "Name* s of CQC inspector*", "CQC inspector*",
      "Name* of inspector*", "Inspector*", "Inspection team" },
    providers     = { "Provider services included", "Provider services", "Providers included" },
    commissioners = { "CCG* included", "CCG* s included", "Clinical Commissioning Group* included",
      "Commissioners included" },
    nhs_area      = { "NHS England area", "NHS England area team", "NHS area" },
    region        = { "CQC region" },
    signatory     = { "CQC Deputy Chief Inspector ...", "CQC Regional Director",
      "CQC Head of ..." },
  },

  sections = {
    { canonical = "contents", holds = "nothing", titles = { "Contents", "Table of contents" } },
    { canonical = "summary", holds = "preamble", titles = { "Summary of the review", "Summary" } },
    { canonical = "about", holds = "preamble",
      titles = { "About the review", "About this review" } },
    { canonical = "method", holds = "preamble",
      titles = { "How we carried out the review", "How we carried out this review",
        "How the review was carried out" } },
    { canonical = "context", holds = "context",
      titles = { "Context of the review", "Context of this review", "Context for the review" } },
    { canonical = "report", holds = "preamble", titles = { "The report", "Report" } },
    { canonical = "people", holds = "quotes",
      titles = { "What people told us", "What children and young people told us",
        "What people who use services told us", "What people said", "What people said to us" } },
    { canonical = "journey", holds = "preamble",
      titles = { "The child's journey", "Child's journey" } },
    { canonical = "early_help", holds = "findings", titles = { "Early help" } },
    { canonical = "children_in_need", holds = "findings",
      titles = { "Children in need", "Child in need" } },
    { canonical = "child_protection", holds = "findings",
      titles = { "Child protection", "Children in need of protection" } },
    { canonical = "looked_after", holds = "findings",
      titles = { "Looked after children", "Children looked after",
        "Children who are looked after" } },
    { canonical = "management", holds = "preamble", titles = { "Management" } },
    { canonical = "leadership", holds = "findings",
      titles = { "Leadership and management", "Leadership", "Management and leadership" } },
    { canonical = "governance", holds = "findings", titles = { "Governance" } },
    { canonical = "training", holds = "findings",
      titles = { "Training and supervision", "Supervision and training", "Training" } },
    { canonical = "recommendations", holds = "recommendations",
      titles = { "Recommendations", "Our recommendations", "Recommendations for improvement" } },
    { canonical = "next_steps", holds = "preamble",
      titles = { "Next steps", "What happens next" } },
  },

  numbered = true,

  citation_words = { "Recommendation", "Recommendations", "Recommendation number*", "Rec", "Recs" },
  group_endings  = { "should", "should ensure that", "are recommended to", "is recommended to" },
  joining_words  = { "together with", "in consultation with", "in partnership with",
    "in conjunction with", "along with", "as well as", "working with", "supported by", "with",
    "and" },

  box_titles  = { "Good practice example*", "Good practice", "Effective practice",
    "Effective practice example*", "Example* of good practice", "Practice example*",
    "Case example*", "Case example ?", "Case study", "Case study ?",
    "... good practice example", "... good practice example ..." },
  box_openers = { "Child ?", "Baby ?", "Young person ?", "Family ?", "Parent ?", "Mother ?",
    "A woman", "A mother", "A young woman", "A young person", "A teenager", "A boy", "A girl" },

  note_phrases = {
    "brought ... to the attention of", "bring ... to the attention of",
    "drawn ... to the attention of", "draw ... to the attention of",
    "brought ... to the notice of", "bring ... to the notice of",
    "drawn ... to the notice of", "draw ... to the notice of",
    "put ... to {whom} as ... commissioner*", "put ... to {whom} which commission*",
    "report* ... to {whom} as ... commissioner*", "report* ... to {whom} which commission*",
    "raise* ... with {whom} as ... commissioner*", "raise* ... with {whom} which commission*",
    "share* ... with {whom} as ... commissioner*", "share* ... with {whom} which commission*",
    "considered by {whom} as ... commissioner*", "considered by {whom} which commission*",
  },

  children_phrases = { "experiences of {number} children" },

  organisation_endings = {
    "NHS Trust", "NHS Foundation Trust", "Foundation Trust", "Hospitals Trust",
    "Partnership Trust", "Healthcare Trust", "Clinical Commissioning Group", "CCG", "Limited",
    "Ltd", "CIC", "Community Interest Company", "Social Enterprise", "LLP", "PLC", "Council",
  },
}
