local c = require "conspectus"

return c.theme {
  id = "bad_example",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "x" },
  examples = { "x" },
}
