-- Moving from services for children to those for adults, and leaving care. The moves
-- of younger children, and care leavers named among others, are left out.

local c = require "conspectus"

local subject = { "care leaver*", "leave care", "leaves care", "leaving care", "left care" }
local enough = {
  "health passport*", "leaving care health summar*", "pathway plan*", "personal adviser*",
  "staying put", "transition plan*", "transition protocol*",
}
local moving = { "handover", "move", "moving", "path", "transfer*", "transition*" }
local adult = {
  "adulthood", "adult* mental health", "adult* service*", "adult team*", "18", "at 16", "at 17",
  "18th birthday", "eighteen*", "seventeen*", "age of 16",
}

local bare = {}
for _, term in ipairs(subject) do
  bare[term] = true
end
local front = 90

local function about(passage, hits)
  if passage.kind == "recommendation" then
    return
  end
  local sentence
  for _, hit in ipairs(hits) do
    if not bare[hit.term] or hit.start <= front then
      return
    end
    if sentence and sentence ~= hit.sentence then
      return
    end
    sentence = hit.sentence
  end
  return false
end

return c.theme {
  id = "transition_leaving_care",
  title = "Transition and leaving care",
  about = "Moving from child to adult services; care leavers; health passports.",
  version = "1.0",
  rule = c.any {
    c.any { enough },
    c.sentence { c.any { moving }, c.any { adult } },
    c.within(5, { "transition*", c.any { "young adult*", "young people", "young person" } }),
    c.sentence { "passport*", c.any { "care", "health" } },
    c.any { subject },
  },
  judge = about,
  examples = {
    { "Care leavers do not have a health passport.", "weakness" },
  },
}
