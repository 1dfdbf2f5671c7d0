-- From services for children to those for adults, and out of care. Moves between schools
-- or placements, and care leavers who are named among others, are left out.

local c = require "conspectus"

local subject = {
  "care experienced", c.except("care leaver*", {
    "children in care and care leavers", "children looked after and care leavers",
    "looked after children and care leavers",
  }), "independence skills", "leave care", "leaves care",
  "leaving care", "left care", c.case "PAs",
}

-- Each of these is enough.
local enough = {
  "health passport*", "leaving care health summar*", "move on from care", "moving on from care",
  "pathway plan*", "personal adviser*", "staying put", "transition co ordinator*",
  "transition coordinator*", "transition lead*", "transition meeting*", "transition nurse*",
  "transition panel*", "transition pathway*", "transition plan*", "transition protocol*",
  "transition worker*",
}

local moving = { "handover", "move", "moving", "path", "transfer*", "transition*" }
local coming_of_age = c.except({
  "approaching", "leav*", "reach*", "turn*",
}, { "hard to reach" })
local to_adult = {
  c.except("18", { "18 month*", "18 week*" }), "18th birthday", "adult team*", "adult* care",
  "adult* health", "adult* mental health", "adult* service*", "adulthood", "age of 16", "at 16",
  "at 17", "eighteen*", "seventeen*", c.case "AMHS",
}

return c.theme {
  id = "transition_leaving_care",
  title = "Transition and leaving care",
  about = "Moving from child to adult services; care leavers; health passports.",
  version = "1.1",
  rule = c.any {
    c.any { enough },
    c.sentence { c.any { moving }, c.any { to_adult } },
    c.within(5, { c.any { coming_of_age }, c.any { "18", "adulthood", "eighteen" } }),
    c.sentence {
      c.any { "adult* health", "adult* mental health", "adult* service*", "adult* team*" },
      c.any { "16", "17", "18", "young people", "young person" },
      c.any { "at 17", "criteria", "gap", "gaps", "planning", "threshold*" } },
    c.any { c.except("at 18", { "at 18 month*", "at 18 week*" }) },
    c.within(8, { c.any { "18th birthday", "at 18", "at eighteen" },
      c.any { "cease*", "end", "ends", "nothing", "stop", "stops" } }),
    c.sentence { "been in care", c.any { "18", "21", "25", "adult*" } },
    c.sentence { "adulthood", c.any { "plan*", "prepar*", "transition*" } },
    c.within(5, { "transition*", c.any { "young adult*", "young people", "young person" } }),
    c.sentence { "transition*", "young pe*", c.any { "arrangement*", "plan*", "service*" },
      c.none { "college*", "education", "school*" } },
    c.sentence { c.any { "health histor*", "health summar*", "medical histor*" },
      c.any { subject, "18", "young people", "young person" } },
    c.sentence { "passport*", c.any { "care", "health" } },
    -- Care leavers who are only named count where the passage opens with them or comes back to
    -- them.
    c.front(14, { c.any { subject } }),
    c.times(2, { c.any { subject } }),
  },

  cues = {
    weakness = { "cliff edge" },
  },

  examples = {
    { "Care leavers do not have a health passport.", "weakness" },
    { "Planning for the transition to adult mental health services begins too late.", "weakness" },
    { "Health passports are detailed and valued by young people.", "strength" },
    { "Young people move smoothly to adult services, helped by a joint clinic.", "strength" },
    { "Care leavers have good support from a nurse. However, health passports are often "
        .. "incomplete.", "mixed" },
    { "Personal advisers work with young people until they are 25.", "neutral" },
    { "Give each young person who leaves care a summary of his or her health.", "weakness",
      kind = "recommendation" },
    { "The service ends at 18, and nothing replaces it.", "weakness" },
    { "Young people who turn 18 are poorly supported.", "weakness" },
    { "Babies were seen at 18 months.", false },
    { "Children made a good transition to the new school.", false },
    { "The service listens to parents, to foster carers, to school pupils and, since the summer, "
        .. "to a group of care leavers.", false },
    { "Two teams moved to a new building.", false },
    { "Help stops at eighteen, and young people are left without support.", "weakness" },
    { "Adoptions took more than 18 months, and children waited to move.", false },
  },
}
