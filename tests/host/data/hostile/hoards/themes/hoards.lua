-- Its judge keeps what it can get, and fails.
local c = require "conspectus"
local hoard = {}

return c.theme {
  id = "hoards",
  title = "Hoards",
  about = "A judge that fails with its hands full.",
  version = "1.0",
  rule = c.any { "apple*" },
  judge = function()
    hoard[1] = ("x"):rep(100000)
    error "it is full"
  end,
}
