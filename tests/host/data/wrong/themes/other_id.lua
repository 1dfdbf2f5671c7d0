local c = require "conspectus"

return c.theme { id = "another", title = "T", about = "A.", version = "1", rule = c.any { "x" } }
