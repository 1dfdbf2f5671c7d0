local c = require "conspectus"

return c.theme {
  id = "examples",
  title = "Examples that do not hold",
  about = "Each example is wrong in its own way.",
  version = "1.0",
  rule = c.sentence { "fig*" },
  examples = {
    { "Figs were good.", "weakness" },
    { "Dates were good.", "strength" },
    { "Some figs.", false },
    { "Figs were poor, as previously identified.", "weakness" },
    { "Figs were poor, as previously identified.", "weakness", repeated = true },
  },
}
