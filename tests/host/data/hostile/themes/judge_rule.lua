local c = require "conspectus"

return c.theme {
  id = "judge_rule",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function()
    return { polarity = c.any { "apple*" } and "weakness" }
  end,
}
