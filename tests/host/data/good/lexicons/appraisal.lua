local c = require "conspectus"

return c.lexicon {
  id = "appraisal",
  title = "Toy cues",
  about = "A few cues of each kind.",
  version = "1.0",
  classes = {
    { id = "bad", says = "weakness", terms = { "poor", "missing" } },
    { id = "good", says = "strength", weight = 1, terms = { "good", "robust", c.case "OK" } },
    { id = "turning", says = "negation", weight = 1, terms = { "not", "no" } },
    { id = "stress", says = "contrast", weight = 1, terms = { "however" } },
    { id = "later", says = "plan", weight = 1, terms = { "will be" } },
    { id = "again", says = "repeat", weight = 1, terms = { "previously identified" } },
  },
}
