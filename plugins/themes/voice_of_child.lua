-- What the child sees, wants and lives through, and whether services hear it: in the
-- record, in a meeting, in how the service is run; and the choices that a child is given.
-- It leaves out the adult who speaks for the child, and a user's praise or complaint.

local c = require "conspectus"

-- Each of these is enough.
local named = {
  "child's own account", "child's own voice", "child's own words", "child's view*", "child's voice",
  "child's wishes", "child's words", "children in care council", "children's own words",
  "children's views", "children's voice*", "children's wishes", "children's words", "co produc*",
  "feelings and wishes", "hear the child", "heard the child", "life for the child",
  "life is like for *", "life was like for *", "lived experience*", "sense of the child",
  "views and wishes", "views of child*", "views of looked after *", "views of young people",
  "voice of *", "voice of the *", "voices of *", "wishes and feelings", "young people's view*",
  "young people's voice*", "young person's view*", "young person's voice",
}

-- Within a few words of the child.
local child = {
  "boy", "care leavers", "child", "children", "girl", "pupil", "young people", "young person",
}
local says = {
  "choice", "choose", "chosen", "consulted", "feedback from", "had said", "hearing from",
  "listen to", "listened to", "listening to", "seen alone", "seen on their own", "speak directly",
  "spoke directly", "spoken directly", "spoken to alone", "their view", "their views",
  "their voice*", "their wishes", "wished to",
}

-- A hand in the service.
local who = { "care leavers", "children", "young people" }
local shapes = {
  "changed the way", "designed by", "have shaped", "help to appoint", "helps to appoint",
  "involved in shaping", "rewritten", "shape the", "sit on the panel*", "written with",
}
local with_child = { "plans with the child", "plans with young people", "written with the child" }

return c.theme {
  id = "voice_of_child",
  title = "Voice of the child",
  about = "Whether the child's own view, wishes and lived experience are heard and recorded; "
    .. "co-production with children and families; choice for the child.",
  version = "1.0",
  rule = c.any {
    c.any { named, with_child },
    c.within(9, { c.any { child }, c.any { says } }),
    c.sentence { c.any { who }, c.any { shapes } },
  },

  examples = {
    { "The voice of the child was strong in every assessment that we read.", "strength" },
    { "Records say little of the child's wishes and feelings.", "weakness" },
    { "The voice of children is strong in the records of health visitors. However, "
        .. "children's views were missing from the records of the walk-in centre.", "mixed" },
    { "Young people sit on the panel and have rewritten the appointment letters, which is "
        .. "valued.", "strength" },
    { "Teenagers and other young people had no choice of where to be seen.", "weakness" },
    { "The children in care council meets in the town hall on a Monday.", "neutral" },
    { "Our last review found that children's views were not recorded. They are still not.",
      "weakness", repeated = true },
    { "Ensure that plans show what the child has said, in the child's own words.", "weakness",
      kind = "recommendation" },
    { "A parent told us that the nurses were kind to her child.", false },
    { "The plan did not address the risk of suicidal thoughts in a young person.", false },
    { "Young people have good access to advice on sexual health.", false },
  },
}
