local c = require "conspectus"

return c.theme {
  id = "loose_table",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.sentence { { "x", "y" } },
}
