local c = require "conspectus"

return c.theme {
  id = "judge_two_slips",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function()
    return { polarty = "weakness", confidense = 1, repeeted = 1, polarity = 5 }
  end,
}
