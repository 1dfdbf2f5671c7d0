local c = require "conspectus"

return c.theme { id = "Bad-Name", title = "T", about = "A.", version = "1", rule = c.any { "x" } }
