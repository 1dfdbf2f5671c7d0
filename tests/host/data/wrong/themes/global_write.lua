local c = require "conspectus"
words = { "x" }
return c.theme { id = "global_write" }
