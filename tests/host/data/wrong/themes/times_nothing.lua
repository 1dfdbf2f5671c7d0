local c = require "conspectus"

return c.theme {
  id = "times_nothing",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.times { "x" },
}
