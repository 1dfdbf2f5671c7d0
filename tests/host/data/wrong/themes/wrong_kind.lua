local c = require "conspectus"
return c.score { id = "wrong_kind", title = "T", about = "A.", version = "1", score = function() return 1 end }
