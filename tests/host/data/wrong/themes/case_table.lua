local c = require "conspectus"

return c.theme {
  id = "case_table",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.case { "IT" },
}
