local c = require "conspectus"
local r = c.any { "x" }
for _ = 1, 20 do r = c.any { r, r } end
return r
