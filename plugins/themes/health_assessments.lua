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
  "child* in care", "entering care", "looked after", "new to care", "placed out",
  "unaccompanied",
}
-- "Assessments" alone are those of health where a nurse or a doctor makes them.
local of_health = {
  "clinic*", "doctor*", "general practitioner*", "nurse*", "paediatrician*", c.case "GP",
  c.case "GPs",
}
local nurse_of_them = { "looked after children nurse*", "looked after nurse*", "specialist nurse*" }
local health_of_them = {
  "dental check*", "dentist*", "health arrangement*", "health care", "health check*", "immunis*",
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
    c.sentence { c.any { looked_after }, "assessment*", c.any { of_health } },
    c.sentence { "health need*", c.any { "assessed", "assessment of", "review of" } },
    c.all { c.any { "initial assessment*", "review assessment*" }, c.any { of_health } },
    c.sentence { c.any { nurse_of_them }, c.any { "assessment*", "reviews" } },
  },
  examples = {
    { "Initial health assessments are late.", "weakness" },
  },
}
