local c = require "conspectus"

return c.theme {
  id = "judge_text",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function(passage, hits, verdict) -- luacheck: ignore
    return { confidence = "0.5" }
  end,
}
