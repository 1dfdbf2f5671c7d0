-- Either the approach is named, or one sentence joins the adult (the service, the
-- illness, the misuse) with the child behind the adult.

local c = require "conspectus"

-- Each of these is enough.
local named = {
  "child behind the adult", "children behind the adult", "family as a whole", "hidden child*",
  "hidden harm", "impact of an adult *", "impact of the adult *", "think child", "think family",
  "think parent", "whole family", "young carer*",
}

local adult_service = {
  "adult client*", "adult ED", "adult emergency department", "adult health", "adult mental health",
  "adult patient*", "adult service*", "adult social care", "adult substance misuse", "client*",
  "drug and alcohol service*", "drug and alcohol team*", "substance misuse practitioner*",
  "substance misuse service*", "substance misuse team*", "substance misuse worker*",
}

local child_of_adult = {
  "child", "children", "dependant*", "dependent*", "famil*", "parent*", "sons", "daughters",
  "unborn",
}

-- "Adult mental health" and "child" also meet where a service is only listed.
local elsewhere = c.none {
  "adolescent*", "attend*", "audit*", "child and adult", "child protection", "client group*",
  "commission*", "conference*", "core group*", "referral* to children's", "safeguarding children",
  "supervision", "trained", "training", "transition*",
}

local at_home = {
  "about children", "access to child*", "any child*", "caring for child*", "child* at home",
  "child* in the household", "child* within the household", "contact with child*",
  "dependent child*", "impact* for child*", "impact* on child*", "linked child*",
  "parental responsibilit*", "their child*",
}

-- An adult's trouble: "parental substance misuse", "the mother's illness".
local trouble = {}
for _, whose in ipairs { "client", "father", "mother", "parent", "parental", "partner" } do
  for _, what in ipairs { "alcohol", "drinking", "drug*", "illness", "ill health", "mental *",
    "misuse", "substance" } do
    table.insert(trouble, whose .. " " .. what)
  end
end

local what_it_does = {
  "affect*", "child", "children", "effect", "effects", "household", "impact*",
  "parenting capacity", "prompt*", "protective capacity", "unborn",
}

return c.theme {
  id = "think_family",
  title = "Think Family",
  about = "Whether services for adults see the children behind the adult, and services work "
    .. "jointly around the whole family.",
  version = "1.0",
  rule = c.any {
    c.any { named },
    c.sentence { c.any { adult_service }, c.any { child_of_adult }, elsewhere },
    c.sentence { c.any { "adult", "adults" }, c.any { at_home } },
    c.sentence { c.any { trouble }, c.any { what_it_does } },
    c.sentence {
      c.any { "parental capacity", "parenting capacity", "protective capacity" },
      c.any { "analys*", "assess*", "concern*", "impact*" },
    },
  },

  examples = {
    { "Adult mental health practitioners do not record the children in the household.",
      "weakness" },
    { "Adult patients in urgent care are not routinely asked about children, and hidden "
        .. "children may be overlooked.", "weakness" },
    { "'Think Family' is well embedded in the work of the substance misuse service.", "strength" },
    { "Records showed a clear analysis of the impact of the mother's mental health on the child.",
      "strength" },
    { "The drug and alcohol service has good links with health visitors for parents in "
        .. "treatment. However, the think family approach is not yet embedded.", "mixed" },
    { "A think family strategy covers the hospital and the community.", "neutral" },
    { "Ensure that adult services identify young carers.", "weakness", kind = "recommendation" },
    { "The family was known to the health visitor, who made a good referral.", false },
    { "Adult mental health services are provided by the trust.", false },
    { "Safeguarding training for adult services was up to date.", false },
  },
}
