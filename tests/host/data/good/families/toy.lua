local c = require "conspectus"

return c.family {
  id = "toy",
  title = "Toy reviews",
  about = "Every field of a family, once.",
  version = "1.0",
  recognise = { "toy review" },
  area = { "Toy review of {area}" },
  fields = { review_dates = { "Date of review" }, region = { "Region", "Part of the country" } },
  sections = {
    { canonical = "summary", holds = "preamble", titles = { "Summary" } },
    { canonical = "early_help", holds = "findings", titles = { "Early help", "Help early on" } },
    { canonical = "recommendations", holds = "recommendations", titles = { "Recommendations" } },
  },
  numbered = true,
  citation_words = { "Recommendation" },
  group_endings = { "should:" },
  joining_words = { "together with" },
  box_titles = { "Good practice" },
  box_openers = { "Child ?" },
  note_phrases = { "brought to the attention of" },
  children_phrases = { "experiences of {number} children" },
  organisation_endings = { "NHS Trust" },
}
