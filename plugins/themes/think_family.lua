-- Either the approach is named, or one sentence joins the adult (the service, the
-- illness, the misuse) with the child behind the adult.

local c = require "conspectus"

-- Each of these is enough.
local named = {
  "child behind the adult", "children behind the adult", "family as a whole", "hidden child*",
  "hidden harm", "impact of an adult *", "impact of the adult *", "think child", "think family",
  "think parent", "whole famil*", "young carer*",
}

local adult_service = {
  "addiction service*", "adult client*", "adult ED", "adult emergency department", "adult health",
  "adult mental health", "adult patient*", "adult service*", "adult social care",
  "adult substance misuse", "client*", "alcohol service*", "community mental health team*",
  "drug and alcohol service*", "drug and alcohol team*", "drug and alcohol worker*",
  "recovery service*", "recovery worker*", "service user*", "substance misuse practitioner*",
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
  "hearing from", "supervision", "trained", "training", "transition*",
}

local at_home = {
  "about children", "access to child*", "any child*", "care of child*", "caring for child*",
  "caring for the child*", "caring for their", "child* at home", "child* in their care",
  "child* in the household", "child* within the household", "contact with child*",
  "dependent child*", "impact* for child*", "impact* on child*", "linked child*",
  "looking after child*", "looking after the child*", "parental responsibilit*", "their child*",
  -- The adult is a parent.
  "are parents", "as a parent", "as parents", "had children", "has children", "have children",
  "is a parent", "live with child*", "living with child*", "was a parent", "were parents",
}
local any_adult = { "adult", "adults", "client*", "patient", "patients", "service user*" }

-- The child looks after the adult.
local caring = {}
for _, cares in ipairs { "cared for", "cares for", "caring for", "looked after", "looking after",
  "looks after" } do
  for _, whom in ipairs { "a parent", "his father", "his mother", "her father", "her mother",
    "their father", "their mother", "their parent*" } do
    table.insert(caring, cares .. " " .. whom)
  end
end

-- "Patients' children", "the children of each client".
local of_adult = {}
for _, adult in ipairs { "adult*", "client*", "parent*", "patient*" } do
  for _, joined in ipairs { "children of " .. adult, "children of * " .. adult } do
    table.insert(of_adult, joined)
  end
end
for _, adult in ipairs { "adult's", "adults'", "client's", "clients'", "patient's", "patients'" } do
  table.insert(of_adult, adult .. " child*")
end

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

-- The same in a longer sentence: somebody with a trouble, a child, and whether the
-- child is seen. Mothers before and after a birth are another theme.
local somebody = { "adult*", "client*", "father*", "mother*", "parent*", "patient*" }
local has_trouble = {
  "addict*", "alcohol", "depress*", "drinking", "drug", "drugs", "illness", "intoxicat*",
  "mental health", "methadone", "misus*", "overdose*", "psychiatr*", "relapse*", "self harm",
  "substance*",
}
local children = {
  "baby", "child", "children", "daughter*", "dependant*", "household", "sons", "toddler*",
}
local is_seen = {
  "affect*", "ask", "asked", "asks", "consider*", "daily life", "effect", "effects", "explor*",
  "home visit*", "impact*", "meant", "means", "names", "noticed", "overlook*", "think", "thought",
  "visited",
}
local birth = c.none {
  "antenatal", "birth", "booking", "matern*", "midwi*", "perinatal", "pregnan*",
}

-- What an adult service should know of a home, in the sentence beside the one that
-- names the service.
local home = {
  "ages of *", "ages of the *", "child's daily life", "in the household", "in the home",
  "lived experience of child*", "names and ages", "names of children", "young carer*",
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
    c.any { caring },
    c.sentence { c.any { any_adult }, c.any { at_home } },
    c.sentence { c.any { of_adult }, elsewhere },
    c.sentence { c.any { trouble }, c.any { what_it_does } },
    c.sentence {
      c.any { somebody }, c.any { has_trouble }, c.any { children }, c.any { is_seen }, birth,
      elsewhere,
    },
    c.within(40, { c.any { adult_service }, c.any { home } }),
    -- Medicines at home are kept from the children of those who are treated.
    c.sentence {
      c.any { "lockable box*", "locked box*", "safe storage", "storage box*", "stored safely" },
      c.any { "drugs", "medicines", "methadone", "parent*" },
    },
    c.sentence {
      c.any { "parental capacity", "parenting capacity", "protective capacity" },
      c.any { "analys*", "assess*", "concern*", "impact*" },
    },
  },

  cues = {
    strength = { "joint home visit*", "joint visit*", "lockable box*", "locked box*",
      "safe storage", "storage box*" },
  },

  examples = {
    { "Patients are not asked whether they have children.", "weakness" },
    { "A boy of ten was looking after his mother, and nobody in the adult team knew.",
      "weakness" },
    { "Adult mental health practitioners do not record the children in the household.",
      "weakness" },
    { "Adult patients in urgent care are not routinely asked about children, and hidden "
        .. "children may be overlooked.", "weakness" },
    { "'Think Family' is well embedded in the work of the substance misuse service.", "strength" },
    { "Records showed a clear analysis of the impact of the mother's mental health on the child.",
      "strength" },
    { "The drug and alcohol service has good links with health visitors for parents in "
        .. "treatment. However, the think family approach is not yet embedded.", "mixed" },
    { "Recovery workers know little about their clients' children.", "weakness" },
    { "Every adult who comes after an overdose is asked who is looking after the children.",
      "strength" },
    { "Safe storage boxes for methadone are given to all parents in treatment.", "strength" },
    { "A think family strategy covers the hospital and the community.", "neutral" },
    { "Ensure that adult services identify young carers.", "weakness", kind = "recommendation" },
    { "The family was known to the health visitor, who made a good referral.", false },
    { "Adult mental health services are provided by the trust.", false },
    { "Safeguarding training for adult services was up to date.", false },
  },
}
