local c = require "conspectus"

return c.theme {
  id = "misspelt",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.sentense { "x" },
}
