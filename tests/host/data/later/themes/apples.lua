local c = require "conspectus"

return c.theme {
  id = "apples",
  title = "Apples again",
  about = "The same id in a later folder.",
  version = "2.0",
  rule = c.any { "apple*" },
}
