local c = require "conspectus"

return c.theme { id = "missing_title", about = "A.", version = "1", rule = c.any { "x" } }
