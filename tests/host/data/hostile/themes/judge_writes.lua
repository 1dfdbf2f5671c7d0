local c = require "conspectus"

return c.theme {
  id = "judge_writes",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function(passage, hits, verdict) -- luacheck: ignore
    verdict.polarity = "strength"
    return verdict
  end,
}
