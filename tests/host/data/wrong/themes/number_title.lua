local c = require "conspectus"

return c.theme {
  id = "number_title",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "x" },
  cues = 7,
}
