local c = require "conspectus"

return c.score {
  id = "endless",
  title = "T",
  about = "A loop without an end.",
  version = "1",
  score = function() while true do pcall(error) end end,
}
