-- Either the approach is named, or one sentence joins the adult (the service, the
-- illness, the misuse) with the child behind the adult. It leaves out young people who move
-- on to services for adults, and lists in which a child and an adult only both stand.

local c = require "conspectus"

-- The approach by its names, and the children that it is about. Young carers are often one
-- group in a list: they count at the front, beside what is done for them, or where they come back.
local named = {
  "child behind the adult", "children behind the adult", "hidden child*", "hidden harm",
  "think about the famil*", "think child",
}
local may_pass = c.any { "think family", c.except("young carer*", "such as young carers") }
local done = { "achiev*", "approach*", "assess*", "embed*", "identif*", "recognis*", "support*" }

-- Services for adults. Young people who move on to them are another theme.
local client = c.except("client*", { "client group*", "client information" })
local adult_service = c.any {
  "adult health", "adult mental health", "adult patient*", "adult substance misuse",
  "adult worker*", "community mental health team*", "services for adults", c.case "IAPT", client,
  c.except("adult service*", { "child* and adult service*", "to adult service*" }),
  c.within(3, { c.order {
    c.any { "alcohol", "drug", "recovery", "substance misuse" },
    c.any { "practitioner*", "service*", "team*", "worker*" },
  } }),
}
-- A child, and not the name of a service, a meeting or a group.
local child = c.except({ "child", "children", "famil*", "household", "unborn" }, {
  "child* and adult*", "child and adolescent", "child protection", "children looked after",
  "children's service*", "children's social *", "looked after children", "safeguarding children",
})
-- A child and a service also meet where both are only listed.
local listed = c.none {
  "aligned", "attend*", "audit*", "co locat*", "commission*", "conference*", "core group*",
  "range of", "sexual health", "supervision", "tracking", "training", "transition*",
}

-- An adult, and the child at home.
local at_home = {
  "access to children", "adults with children", "any child*", "child* at home",
  "child* in the household", "contact with child*", "impact* for child*", "impact* on child*",
  "linked child*", "names of child*", "parental responsibilit*", "same household",
}
-- An adult who has come to a service, and is a parent.
local comes = { "adult* attend*", "adult* who", "every adult", "patient*" }
local is_parent = {
  "about children", "are parents", "are there children", "care of child*", "caring for child*",
  "has children", "have children", "looking after the child*", "their child*",
}

-- What an adult's trouble does: "the impact of parental substance misuse".
local parents = c.any {
  "adults with", "father*", "mother*", "parent", "parental", "parents",
  c.except("partner", "partner* agenc*"),
}
local trouble = {
  "addict*", "alcohol", "depress*", "drinking", "drug*", "ill health", "illness",
  "mental *", "substance*",
}
local does = { "effect", "impact*", "parenting capacity" }
local in_a_list = c.none { "neglect", "such as" }

return c.theme {
  id = "think_family",
  title = "Think Family",
  about = "Whether services for adults see the children behind the adult, and services work "
    .. "jointly around the whole family.",
  version = "2.0",
  rule = c.any {
    c.any { named },
    c.front(30, { may_pass }),
    c.times(2, { may_pass }),
    c.within(8, { may_pass, c.any { done } }),
    c.sentence { c.any { "family as a whole", "whole famil*" }, c.any { "adult*", "services" } },
    c.sentence { adult_service, c.any { child, "parent*" }, listed },
    c.sentence { c.any { client, comes, "adult", "adults" }, c.any { at_home } },
    c.sentence { c.any { client, comes }, c.any { is_parent } },
    c.sentence {
      c.within(16, { c.within(5, { parents, c.any { trouble } }), c.any { does } }), in_a_list,
    },
    c.sentence {
      c.within(16, { c.within(5, { "adult", c.any { trouble } }), c.any { does }, child }),
      in_a_list,
    },
    c.sentence {
      c.front(35, { c.within(10, { parents, c.any { trouble } }) }), child, listed, in_a_list,
    },
    c.sentence { child, "adult behaviour*", "identif*" },
    -- The child looks after the adult.
    c.within(5, { c.order { c.any { "care* for", "caring for", "look* after" },
      c.any { "father", "mother", "parent" } } }),
    -- Medicines at home are kept from the children of those who are treated.
    c.sentence {
      c.any { "safe storage", "lock* box*" }, c.any { "drug*", "medicine*", "parent*" },
    },
  },

  cues = {
    strength = { "joint home visit*", "joint visit*", "lock* box*", "safe storage" },
  },

  examples = {
    { "Patients are not asked whether they have children.", "weakness" },
    { "No report weighed the impact of the adult's illness on the child.", "weakness" },
    { "Services for adults who misuse drugs do not think about the family. Workers could not "
        .. "say who the children were.", "weakness" },
    { "Young carers have very good support of their own.", "strength" },
    { "A boy of ten was looking after his mother, and nobody in the adult team knew.",
      "weakness" },
    { "Adult mental health practitioners do not record the children in the household.",
      "weakness" },
    { "'Think Family' is well embedded in the work of the substance misuse service.", "strength" },
    { "Records showed a clear analysis of the impact of the mother's mental health on the child.",
      "strength" },
    { "The drug and alcohol service has good links with the parents of young children. "
        .. "However, the think family approach is not yet embedded.", "mixed" },
    { "Recovery workers know little about their clients' children.", "weakness" },
    { "Safe storage boxes for methadone are given to all parents in treatment.", "strength" },
    { "A think family strategy covers the hospital and the community.", "neutral" },
    { "Ensure that adult services identify young carers.", "weakness", kind = "recommendation" },
    { "The range of help is wide. Family workers give direct work to children who live with "
        .. "neglect, parental substance misuse or poor parental mental health.", false },
    { "The family was known to the health visitor, who made a good referral.", false },
    { "Disabled young people move to adult services at eighteen, and their parents know the "
        .. "worker.", false },
    { "Assessments of parenting capacity in care proceedings are timely.", false },
    { "Adult mental health services are provided by the trust.", false },
    { "Safeguarding training for adult services was up to date.", false },
    { "Parents, partner agencies and the mental health team of the school met twice.", false },
  },
}
