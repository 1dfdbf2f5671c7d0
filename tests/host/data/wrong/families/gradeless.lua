local c = require "conspectus"

return c.family {
  id = "gradeless",
  title = "T",
  about = "Judgements without grades.",
  version = "1",
  recognise = { "x" },
  area = { "{area}" },
  sections = { { canonical = "one", holds = "findings", titles = { "One" } } },
  judgements = { { aspect = "overall", names = { "Overall" } } },
}
