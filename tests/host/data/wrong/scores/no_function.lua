local c = require "conspectus"

return c.score { id = "no_function", title = "T", about = "A.", version = "1" }
