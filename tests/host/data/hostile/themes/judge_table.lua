local c = require "conspectus"

return c.theme {
  id = "judge_table",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function()
    return { confidence = {} }
  end,
}
