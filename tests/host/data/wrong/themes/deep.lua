local c = require "conspectus"
local r = c.any { "x" }
for _ = 1, 60 do r = c.any { r } end
return r
