local c = require "conspectus"

return c.theme {
  id = "missing_rule",
  title = "T",
  about = "A.",
  version = "1.0",
  examples = { { "x", false } },
}
