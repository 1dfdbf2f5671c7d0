local c = require "conspectus"

return c.theme {
  id = "judge_memory",
  title = "T",
  about = "A.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function(passage, hits, verdict) -- luacheck: ignore
    local all = {}
    while true do all[#all + 1] = {} end
  end,
}
