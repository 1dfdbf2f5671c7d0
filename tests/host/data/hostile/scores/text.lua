local c = require "conspectus"

return c.score {
  id = "text",
  title = "T",
  about = "A number as text.",
  version = "1",
  score = function() return "50" end,
}
