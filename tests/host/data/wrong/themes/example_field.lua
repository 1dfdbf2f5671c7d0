local c = require "conspectus"

return c.theme {
  id = "example_field",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "x" },
  examples = { { "x", "weakness", repeat_ = true } },
}
