local c = require "conspectus"

return c.theme {
  id = "named_item",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "x", words = 3 },
}
