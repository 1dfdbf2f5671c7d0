local c = require "conspectus"

return c.theme {
  id = "star_first",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "* x" },
}
