-- Initial and review health assessments of looked-after children, the plans that come
-- of them, and the questionnaires that go into them. Mental health assessments, checks
-- that every child has, and the passports of those who leave care are other themes.

local c = require "conspectus"

-- Each of these is enough.
local assessment = {
  "assessment* of health", "health action plan*", "health care assessment*", "health care plan*",
  c.except("health plan*", { "education health *" }), "health review*",
  "initial health assessment*", "initial medical*", "review health assessment*",
  "statutory health assessment*", "strengths and difficulties", c.case "IHA", c.case "IHAs",
  c.case "RHA", c.case "RHAs", c.case "SDQ", c.case "SDQs",
}

-- "Assessments" alone are those of health where a nurse or a doctor makes them.
local of_health = {
  "clinic*", "doctor*", "general practitioner*", "health team*", "nurse*", "paediatrician*",
  c.case "GP", c.case "GPs",
}
local nurse_of_them = {
  "CLA nurse*", "LAC nurse*", "looked after children nurse*", "looked after nurse*",
  "nurse* for looked after", "specialist nurse*",
}

local looked_after = {
  "child* in care", "entering care", "into care", "looked after", "new to care", "placed out",
  "unaccompanied", c.case "CLA", c.case "LAC",
}
local far_away = {
  "live out of", "live outside", "placed in another *", "placed in other *", "living out of",
  "living outside", "placed at a distance", "placed out", "placed outside",
}
local their_health = {
  "dental check*", "dental care", "dentist*", "health arrangement*", "health care",
  "health information", "about their health", "health check*", "immunis*", "medical advis*",
  "paediatrician*", "questionnaire*",
  c.except("health need*", { "emotional health need*", "mental health need*" }),
  c.except({ "child's health", "children's health" }, {
    "children's health record*", "children's health service*", "children's health team*",
  }),
}

return c.theme {
  id = "health_assessments",
  title = "Health assessments",
  about = "Initial and review health assessments and health plans of looked-after children: "
    .. "quality, timeliness, SMART plans, SDQ, children placed out of the area.",
  version = "1.1",
  rule = c.any {
    c.any { assessment },
    c.sentence { "health assessment*", c.none { "mental health assessment*" } },
    c.sentence { "health need*", c.any { "assessed", "assessment of", "review of" },
      c.none { "mental health" } },
    c.sentence { c.any { looked_after }, c.any { their_health } },
    c.sentence { c.any { looked_after }, "assessment*", c.any { of_health },
      c.none { "mental health" } },
    c.sentence { c.any { far_away }, c.any { "assessment*", "health need*", "review", "reviews" },
      c.none { "mental health" } },
    -- Far away in one sentence, and the nurse's part in the next.
    c.within(45, { c.any { far_away, "placed at a distance" }, c.any { "assessment*", "reviews" },
      c.any { "health team*", "nurs*", "paediatrician*" } }),
    c.within(45, { c.any { looked_after }, "assessments",
      c.any { "practices", "surger*", c.case "GPs" } }),
    c.sentence { c.any { nurse_of_them }, c.any { "assess*", "review*", "sees", "visits" } },
    c.sentence { c.any { looked_after, "come into care", "comes into care" },
      c.any { "see a doctor", "seen by a doctor", "seen by a nurse" } },
    c.sentence { c.any { far_away }, "assessed late" },
    c.sentence { c.any { "health of the parents", "parents' health" },
      c.any { "assess*", "doctor*", "nurse*", "paediatrician*" }, c.none { "conference*" } },
    c.sentence { "questionnaire*", c.any { "emotional", "well being", "wellbeing" } },
    c.sentence { "health histor*", c.any { "assess*", "birth parent*", "parental" } },
    c.sentence { "consent", "paediatrician*" },
    c.all { c.any { "initial assessment*", "review assessment*" }, c.any { of_health } },
  },

  cues = {
    weakness = { "generic", "not smart" },
    strength = { "are smart", "were smart" },
  },

  examples = {
    { "Initial health assessments are often late.", "weakness" },
    { "Health action plans were vague and not SMART.", "weakness" },
    { "SDQ scores are not used when the child's health is reviewed.", "weakness" },
    { "Review health assessments are thorough and completed on time.", "strength" },
    { "The specialist nurses' assessments of looked after children were detailed.", "strength" },
    { "Review assessments are of good quality. However, those by the doctors are superficial.",
      "mixed" },
    { "Initial health assessments are carried out by two paediatricians.", "neutral" },
    { "Ensure that looked after children see a dentist every year.", "weakness",
      kind = "recommendation" },
    { "Children in care have had too few dental checks.", "weakness" },
    { "Records of looked after children's health services are fragmented.", false },
    { "The young person had a mental health assessment on the ward.", false },
    { "Social workers' initial assessments were thorough.", false },
    { "School nurses offer a health check to every child in the reception class.", false },
    { "Education, health and care plans are late.", false },
    { "Children who are placed at a distance do less well. Assessments by other nurses were late "
        .. "and incomplete.", "weakness" },
  },
}
