local c = require "conspectus"

return c.theme {
  id = "judge_pattern",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function(passage)
    while true do
      pcall(string.find, passage.text:rep(2000), ".*.*.*.*.*.*#")
    end
  end,
}
