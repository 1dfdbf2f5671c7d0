local c = require "conspectus"

return c.theme {
  id = "only_none",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.none { "x" },
}
