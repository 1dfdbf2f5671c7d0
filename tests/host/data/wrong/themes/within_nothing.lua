local c = require "conspectus"

return c.theme {
  id = "within_nothing",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.within { "x" },
}
