local c = require "conspectus"

return c.theme {
  id = "empty_rule",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any {},
}
