local c = require "conspectus"

local fruit = { "apple*", "pear*" }

return c.theme {
  id = "apples",
  title = "Apples",
  about = "Apples and how they are.",
  version = "1.0",
  rule = c.sentence { c.any { fruit } },
  cues = { weakness = { "wormy" }, strength = { "rosy" } },
  examples = {
    { "The apples were good.", "strength" },
    { "The apples were poor.", "weakness" },
    { "The apple was wormy.", "weakness" },
    { "Plums were poor.", false },
    { "More pears.", "weakness", kind = "recommendation" },
    { "The pears were poor, as previously identified.", "weakness", repeated = true },
  },
}
