-- What the child sees, wants and lives through, and whether services hear it: in the
-- record, in a meeting, in how the service is run; and the choices that a child is given.
-- It leaves out the adult who speaks for the child, and a user's praise or complaint.

local c = require "conspectus"

-- Each of these is enough.
local named = {
  c.except("child's own *", { "child's own file", "child's own notes", "child's own record*" }),
  "child's perspective*", "child's voice", "child's words", "child's world", "children themselves",
  "children's own *", "children's perspective*", "children's voice*", "day in the life",
  "direct quotes", "experience of the child", "hear* the child", "life * like for *",
  "lived experience*", "needs and feelings", "own words", "participation group*",
  "plans with the child", "sense of the child", "shadow board", "voice of *", "voices of *",
  "young inspectors", "young people's voice*", "young person's voice",
}
-- An aside in many passages.
local views = {
  "child's view*", "child's wish*", "children in care council", "children's view*",
  "children's wishes", "co produc*", "feelings and wishes", "feelings of the child*",
  "views and wishes", "views of child*", "views of looked after *", "views of the child*",
  "views of young people", "wishes and feelings", "young people's view*", "young person's view*",
  "youth council", "youth forum", "youth parliament",
}

-- Within a few words of the child.
local child = {
  "boy*", "care leavers", "child", "children", "girl*", "pupil*", "teenager*", "young carers",
  "young people", "young person",
}
local says = {
  "alone with", "asked them", "asked what", "choice of when", "choice of where", "choice* about",
  "choices", "choose", "chosen", "feedback from", "had said", "have a say", "hearing from",
  "how they feel", "how they felt", "involved in the design", "involved in the development",
  "likes and", "listen* to", "no choice", "not speak to", "not spoken to", "on their own",
  "option of", "seen alone", "speak directly", "speak to the child", "spoken to alone", "surveys",
  "their opinion*", "their views", "their voice*", "their wishes", "they would like", "wanted to",
  "what they say", "what they think", "what they want",
}

-- A hand in the service.
local who = { "care leavers", "children", "members", "young carers", "young people" }
local shapes = {
  "changed the way", "consulted", "designed by", "hand in how", "help* to appoint",
  "help* to design", "interview* * staff", "involved in shaping", "participation",
  "recruitment of", "rewritten", "shape the", "sit on the panel*", "written with",
}
local not_asked = c.none { "education", "employment", "participation rate*" }

return c.theme {
  id = "voice_of_child",
  title = "Voice of the child",
  about = "Whether the child's own view, wishes and lived experience are heard and recorded; "
    .. "co-production with children and families; choice for the child.",
  version = "2.0",
  rule = c.any {
    c.any { named },
    -- Their views are often an aside: they count at the front, or where they come back.
    c.front(40, { c.any { views } }),
    c.times(2, { c.any { views } }),
    c.front(70, { c.within(12, { c.any { child }, c.any { says } }) }),
    c.within(7, { c.order { c.any { "room for", "space for" }, c.any { "child", "young person" } },
      c.none { "improvement" } }),
    c.within(6, { c.order { c.any { child }, c.any { "not asked", "not been asked" } } }),
    c.sentence { c.within(9, { c.any { who }, c.any { shapes } }), not_asked },
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
    { "Nurses spoke to the mother, but did not speak to the child.", "weakness" },
    { "Young inspectors visited the clinic and their report was well received.", "strength" },
    { "Children in the town do not have a wide choice of schools.", false },
    { "The review form has no space for what the child thinks.", "weakness" },
    { "The council has moved. The roof is mended, rooms are painted in three colours, the garden "
        .. "has been dug over and planted, there is a new kitchen, a lift, a shop, a hall with a "
        .. "stage and room for cars, and on the last day of the summer somebody asked for "
        .. "children's views.", false },
  },
}
