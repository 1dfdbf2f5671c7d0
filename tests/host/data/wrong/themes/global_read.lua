local c = require "conspectus"
return c.theme { id = "global_read", rule = c.any { words } }
