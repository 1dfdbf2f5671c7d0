-- Safeguarding supervision: what is offered, who takes it up, how good it is, how it is
-- recorded. It leaves out contact that is supervised, the support of foster carers, and
-- supervision in passing: in a list of duties, or as a place where something else was said.

local c = require "conspectus"

-- The supervision itself is spoken of, wherever it stands in the passage.
local named = {
  "case supervision", "clinical supervision", "group supervision", "individual supervision",
  "one to one supervision", "peer supervision", "provision of supervision",
  "quality of supervision", "reflective practice", "reflective session*", "reflective supervision",
  "regular supervision", "safeguarding supervision", "some supervision", "supervision arrangement*",
  "supervision discussion*", "supervision entr*", "supervision model", "supervision of staff",
  "supervision polic*", "supervision record*", "supervision session*",
}
for _, verb in ipairs { "has", "have", "receive", "receives", "received" } do
  table.insert(named, verb .. " supervision")
end
for _, verb in ipairs { "is", "was" } do
  table.insert(named, "supervision " .. verb)
end

-- These may pass by: they count at the front, or where they come back.
local any = { "supervise", "supervised", "supervises", "supervision", "supervisor*" }

-- Sitting down with somebody over one's cases, called by no name.
local sits_down = {
  "reflect on", "reflect together", "reflection", "reflective discussion*", "sat down with *",
  "sit down with *", "talk over", "talk through", "talked through", "think through",
}
local cases = { "case", "caseload*", "cases", "families", "seen", "worrying", "worries" }
local learners = { "doctors", "midwives", "nurses", "paediatricians", "practitioners", "staff" }

local other = c.none {
  "deprivation of liberty", "contact supervis*", "foster carer*", "supervised contact*",
  "supervised time", "supervising social work*", "supervision file*", "supervision order*",
  "under the supervision", "unsupervised",
}

return c.theme {
  id = "supervision",
  title = "Safeguarding supervision",
  about = "Whether practitioners have safeguarding supervision: its offer, uptake, quality and "
    .. "recording.",
  version = "1.3",
  rule = c.any {
    c.sentence { c.any { named }, other },
    c.sentence { c.front(25, { c.any { any } }), other },
    c.times(2, { c.any { any }, other }),
    c.front(25, {
      c.any { sits_down }, c.any { cases }, c.any { learners },
    }),
  },

  examples = {
    { "Health visitors have safeguarding supervision every twelve weeks, which they value, and "
        .. "it is well attended.", "strength" },
    { "Supervision of the community midwives is ad hoc, and nobody knows who takes it up.",
      "weakness" },
    { "Group supervision in the emergency department is well established. However, "
        .. "supervision records are incomplete.", "mixed" },
    { "School nurses have one-to-one supervision once a term, given by a named nurse.",
        "neutral" },
    { "The audit of 2015 had found no supervision for reception staff, and there is still none.",
      "weakness", repeated = true },
    { "Introduce planned supervision for practitioners who hold child protection cases.",
      "weakness", kind = "recommendation" },
    { "Staff in the team have nobody with whom to think through their cases, and felt "
        .. "unsupported.", "weakness" },
    { "The mother has supervised contact with her son on Saturdays.", false },
    { "The child is the subject of a supervision order.", false },
    { "Referrals from the clinic were detailed and said plainly what the harm to each child "
        .. "might be. Nurses put this down to a template that they had helped to write, to the "
        .. "daily huddle, and to what they had heard in supervision.", false },
    { "Foster carers receive regular supervision from their link worker.", false },
    { "Paediatricians have no opportunity for reflective discussion of their cases.", "weakness" },
  },
}
