local c = require "conspectus"

-- What a judge keeps must not reach another review: its confidence tells what it kept.
local calls = 0
local kept = { list = {} }

return c.theme {
  id = "counts",
  title = "T",
  about = "A judge that remembers.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function()
    calls = calls + 1
    kept.list[#kept.list + 1] = true
    local n = (string.calls or 0) + 1 -- luacheck: ignore
    string.calls = n -- luacheck: ignore
    return { polarity = "neutral", confidence = (calls + 10 * #kept.list + 100 * n) / 1000 }
  end,
  examples = {
    { "An apple.", "neutral" },
    { "An apple more.", "neutral" },
  },
}
