local c = require "conspectus"

return c.theme {
  id = "except_rule",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.except({ "x", c.any { "y" } }, "x y"),
}
