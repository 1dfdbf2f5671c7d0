local c = require "conspectus"

return c.theme {
  id = "judge_polarity",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function(passage, hits, verdict) -- luacheck: ignore
    return { polarity = "good" }
  end,
}
