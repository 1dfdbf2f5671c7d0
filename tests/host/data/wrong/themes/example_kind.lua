local c = require "conspectus"

return c.theme {
  id = "example_kind",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "x" },
  examples = { { "x", "weakness", kind = "footnote" } },
}
