local c = require "conspectus"

return c.family {
  id = "broken",
  title = "T",
  about = "A field and a section that are not known.",
  version = "1",
  recognise = { "x" },
  area = { "{area}" },
  fields = { review_date = { "Date" } },
  sections = { { canonical = "One", holds = "things", titles = "Early help" } },
  numbered = "yes",
}
