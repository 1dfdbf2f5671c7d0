local c = require "conspectus"

return c.theme {
  id = "unknown_field",
  title = "T",
  about = "A.",
  version = "1.0",
  rul = c.any { "x" },
  rule = c.any { "x" },
}
