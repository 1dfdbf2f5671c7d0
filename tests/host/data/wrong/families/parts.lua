local c = require "conspectus"

return c.family {
  id = "parts",
  title = "T",
  about = "A part of no section, and judgements without grades.",
  version = "1",
  recognise = { "x" },
  area = { "{area}" },
  sections = {
    { canonical = "one", holds = "findings", titles = { "One" } },
    { within = { "two" }, holds = "findings", titles = { "Part" } },
  },
}
