-- Initial and review health assessments of looked-after children, and the plans made
-- from them. Mental health assessments and checks of all children are left out.

local c = require "conspectus"

local assessment = {
  "health action plan*", "health care assessment*", "health care plan*", "health plan*", "health review*",
  "initial health assessment*", "initial medical*", "review health assessment*",
  "strengths and difficulties", "statutory health assessment*", c.case "IHA", c.case "IHAs",
  c.case "RHA", c.case "RHAs", c.case "SDQ", c.case "SDQs",
}
local looked_after = {
  "care leaver*", "child* in care", "entering care", "looked after", "new to care", "placed out",
  "unaccompanied",
}
local health_of_them = {
  "dental", "dentist*", "health arrangement*", "health care", "health check*",
  "health need*", "health outcome*", "immunis*",
}

return c.theme {
  id = "health_assessments",
  title = "Health assessments of looked-after children",
  about = "Initial and review health assessments and health plans of looked-after children: "
    .. "quality, timeliness, SMART plans, SDQ, children placed out of area.",
  version = "1.0",
  rule = c.any {
    c.any { assessment },
    c.sentence { "health assessment*", c.none { "mental health assessment*" } },
    c.sentence { c.any { looked_after }, c.any { health_of_them } },
  },
  examples = {
    { "Initial health assessments are late.", "weakness" },
  },
}
