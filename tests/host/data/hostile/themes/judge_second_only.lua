local c = require "conspectus"

return c.theme {
  id = "judge_second_only",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function(passage, hits, verdict) -- luacheck: ignore
    if passage.label == "1.2" then
      error { code = 1 }
    end
  end,
}
