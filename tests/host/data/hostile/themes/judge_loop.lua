local c = require "conspectus"

return c.theme {
  id = "judge_loop",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function(passage, hits, verdict) -- luacheck: ignore
    while true do end
  end,
}
