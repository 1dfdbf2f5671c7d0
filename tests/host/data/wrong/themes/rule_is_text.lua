local c = require "conspectus"

return c.theme {
  id = "rule_is_text",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = "x",
}
