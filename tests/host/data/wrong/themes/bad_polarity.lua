local c = require "conspectus"

return c.theme {
  id = "bad_polarity",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "x" },
  examples = { { "x", "negative" } },
}
