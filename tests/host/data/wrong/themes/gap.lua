local c = require "conspectus"

return c.theme {
  id = "gap",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "x", nil, "y" },
}
