local c = require "conspectus"
return c.theme { id = "syntax" title = "T" }
