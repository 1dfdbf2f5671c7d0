local c = require "conspectus"

return c.lexicon {
  id = "twice",
  title = "T",
  about = "A term in two classes, an unknown word, a weight out of range.",
  version = "1",
  classes = {
    { id = "one", says = "weakness", terms = { "poor" } },
    { id = "two", says = "bad", weight = 0, terms = { "poor" } },
    { id = "one", says = "strength", terms = {} },
  },
}
