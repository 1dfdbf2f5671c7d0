-- Either the approach is named, or one sentence joins the adult (the service, the
-- illness, the misuse) with the child behind the adult.

local c = require "conspectus"

-- Each of these is enough.
local named = {
  "child behind the adult", "children behind the adult", "hidden child*", "hidden harm",
  "think about famil*", "think about the family", "think child", "think parent",
}
local think_family = { "think family" }
local practised = {
  "achiev*", "agenda", "approach*", "culture", "embed*", "ethos", "model", "philosophy", "policy",
  "practice", "principle*", "programme", "protocol*", "strateg*", "training", "way of *",
}
local whole = { "family as a whole", "whole famil*" }

-- Young carers, unless they are one group in a list.
local carers = c.except({ "young carer*" }, {
  "such as young carers", "young carer* council*", "young carer* forum*", "young carer* group and",
  "young carers group",
})

-- Services for adults. Young people who move on to them are another theme.
local adult_service = c.except({
  c.case "Recovery", c.case "IAPT", "crisis resolution", "home treatment team*",
  "addiction service*", "treat adults", "treats adults", "adult client*", "adult ED",
  "adult emergency department", "adult health", "adult mental health", "adult patient*",
  "adult service*", "adult substance misuse", "alcohol service*", "client*",
  "community mental health team*", "drug and alcohol team*", "drug and alcohol worker*",
  "drug worker*", "recovery service*", "recovery worker*", "services for adults",
  "substance misuse practitioner*", "substance misuse service*", "substance misuse team*",
  "substance misuse worker*",
}, {
  "child* and adult service*", "client group*", "client information", "client record*",
  "move to adult *", "moves to adult *", "moving to adult *",
})

-- A child, and not the name of a service or a meeting.
local not_a_child = {
  "child and adolescent", "child* and adult*", "child protection", "children in care",
  "children looked after", "children's centre*", "children's disabilit*", "children's assessment",
  "children's service*", "children's social *", "family nurse*", "looked after children",
  "safeguarding children",
}
local child = c.except({
  "baby", "child", "children", "daughter*", "dependant*", "dependent*", "famil*", "household",
  "sons", "toddler*", "unborn",
}, not_a_child)

-- A child and an adult service also meet where both are only listed.
local elsewhere = c.none {
  "adolescent*", "aligned", "attend*", "audit*", "co located", "co location", "commission*",
  "conference*", "core group*", "hearing from", "independence", "range of",
  "referral* to children's", "responsibilities for", "sexual health", "supervision", "tracking",
  "trained", "training", "transition*",
}

-- A child at the home of an adult, whoever it is.
local at_home = {
  "access to children", "access to their child*", "any child*", "child* at home",
  "child* in their care", "child* in the household", "child* within the household",
  "contact with child*", "dependent child*", "impact* for child*", "impact* on child*",
  "in the same household", "linked child*", "living with child*", "parental responsibilit*",
}
-- An adult who has come to a service, and is a parent.
local comes = {
  "adult attend*", "adult who", "adults attend*", "adults who", "adults with", "client*",
  "each adult", "every adult", "patient", "patients", "service user*",
}
local is_parent = {
  "about children", "are parents", "are there children", "as a parent", "as parents",
  "care of child*", "caring for child*", "caring for the child*", "caring for their", "child care",
  "childcare", "had children", "has children", "have children", "is a parent",
  "looking after child*", "looking after the child*", "their child", "their children",
  "there are children", "was a parent", "were parents",
}

-- The child looks after the adult.
local caring = {}
for _, cares in ipairs { "care for", "cared for", "cares for", "caring for", "look after",
  "looked after", "looking after", "looks after" } do
  for _, whom in ipairs { "a parent", "a * parent", "his father", "his mother", "her father",
    "her mother",
    "their father", "their mother", "their parent*" } do
    table.insert(caring, cares .. " " .. whom)
  end
end

-- "Patients' children", "the children of each client".
local of_adult = {}
for _, adult in ipairs { "adult", "adults", "client*", "parent", "parents", "patient*" } do
  for _, joined in ipairs { "children of " .. adult, "children of * " .. adult } do
    table.insert(of_adult, joined)
  end
end
for _, adult in ipairs { "adults'", "client's", "clients'", "patient's", "patients'" } do
  table.insert(of_adult, adult .. " child*")
end

-- What an adult's trouble does: "the impact of parental substance misuse".
local what_it_does = {
  "affect*", "effect", "effects", c.except("impact*", { "positive impact*" }),
  "parenting capacity", "prompt*", "protective capacity", "risk", "risks",
}

-- The same in a longer sentence: somebody with a trouble, a child, and whether the
-- child is seen. Mothers before and after a birth are another theme.
local somebody = { "adult*", "client*", "father*", "mother*", "parent*", "patient*" }
local parents = c.except(
  { "adults with", "father*", "mother*", "parent", "parental", "parents", "partner" },
  { "alongside partner *", "become parents", "parent* and infant*", "parent* infant*",
    "partner agenc*",
    "partner organi*" }
)
local has_trouble = {
  "addict*", "alcohol", "depress*", "drinking", "drug", "drugs", "ill health", "illness",
  "intoxicat*", "mental health", "mental ill*", "methadone", "misus*", "overdose*", "psychiatr*",
  "relapse*", "self harm", "substance*",
}
local trouble_of_parents = c.within(4, { parents, c.any { has_trouble } })
local is_seen = {
  "affect*", "ask", "asked", "asks", "consider*", "daily life", "effect", "effects", "explor*",
  "home visit*", "impact*", "meant", "means", "names", "noticed", "overlook*", "think", "thought",
  "visited",
}
local birth = c.none {
  "antenatal", "babies", "birth", "booking", "matern*", "midwi*", "new born*", "newborn*",
  "perinatal", "pregnan*",
}

local among_others = c.none { "audit*", "cultur*", "direct work", "issues such as", "neglect",
  "such as" }

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
  version = "1.1",
  rule = c.any {
    c.any { named },
    c.within(6, { c.any { think_family }, c.any { practised } }),
    c.sentence {
      c.any { whole },
      c.any { adult_service, "adult*", "parent", "services", "substance misuse" },
    },
    c.sentence {
      c.within(6, { c.order { "impact of", c.any { "adult", "adult's", "adults'" } } }), child,
      elsewhere,
    },
    c.within(8, { carers, c.any { "assess*", "identif*", "recognis*", "support*" } }),
    -- Young carers and the name of the approach may pass by: they count at the front, or where
    -- they come back.
    c.front(30, { c.any { think_family, carers } }),
    c.times(2, { c.any { think_family, carers } }),
    c.sentence { adult_service, c.any { child, "parent*" }, elsewhere },
    c.any { caring },
    c.sentence { c.any { comes, "adult", "adults" }, c.any { at_home } },
    c.sentence { c.any { comes }, c.any { is_parent } },
    c.sentence { c.any { of_adult }, elsewhere },
    c.sentence { c.within(12, { trouble_of_parents, c.any { what_it_does } }), child,
      among_others },
    c.sentence { c.front(50, { trouble_of_parents, c.any { what_it_does } }), among_others },
    c.sentence { child, "adult behaviour*", "identify*" },
    c.sentence {
      c.any { somebody }, c.any { has_trouble }, child, c.any { is_seen }, birth,
      elsewhere,
    },
    -- "Parents with mental health problems", and their child; not where it is one in a list of
    -- what families live with.
    c.sentence {
      c.front(35, { c.within(10, { parents, c.any { has_trouble } }) }), child, birth, elsewhere,
      among_others,
    },
    c.times(2, { c.within(10, { parents, c.any { has_trouble } }), child, birth, elsewhere,
      among_others }),
    c.within(40, { adult_service, c.any { home } }),
    c.sentence { c.any { "mental health nurse*", "psychiatrist*" }, c.any { "adult*", "patient*" },
      child, elsewhere },
    c.sentence { c.any { comes }, c.any { "names of", "names and" }, "children" },
    -- Two services go to one family.
    c.within(25, { c.any { adult_service, c.case "Recovery" },
      c.any { "health visit*", "midwi*", "social worker*" },
      c.any { "go together", "joint clinic*", "joint home visit*", "joint visit*", "see families",
        "visit together", "visit jointly" } }),
    -- Medicines at home are kept from the children of those who are treated.
    c.sentence {
      c.any { "lockable box*", "locked box*", "safe storage", "storage box*", "stored safely" },
      c.any { "drugs", "medicines", "methadone", "parent*" },
    },
    c.sentence {
      c.any { "parental capacity", "parenting capacity", "protective capacity" },
      c.any { adult_service, has_trouble },
    },
  },

  cues = {
    strength = { "joint home visit*", "joint visit*", "lockable box*", "locked box*",
      "safe storage", "storage box*" },
  },

  examples = {
    { "Patients are not asked whether they have children.", "weakness" },
    { "Services for adults who misuse drugs do not think about the family. Workers could not "
        .. "say who the children were.", "weakness" },
    { "Parents with poor mental health and their children have no joint support.", "weakness" },
    { "Young carers have very good support of their own.", "strength" },
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
    { "Assessments are clear about the risks of parental alcohol misuse to the child.",
      "strength" },
    { "Change the booking-in form so that it helps to identify children at risk from adult "
        .. "behaviour.", "weakness", kind = "recommendation" },
    { "The range of help is wide. Family workers give direct work to children who live with "
        .. "neglect, parental substance misuse or poor parental mental health.", false },
    { "Staff, managers and partners are at one about the town's plan for the years ahead, which "
        .. "is short, is known to all of them and names homes, jobs, schools and parks, and then "
        .. "young carers.", false },
    { "The family was known to the health visitor, who made a good referral.", false },
    { "Disabled young people move to adult services at eighteen, and their parents know the "
        .. "worker.", false },
    { "The director is responsible for children's and adults' services.", false },
    { "Assessments of parenting capacity in care proceedings are timely.", false },
    { "The panel met school councils, a young carers group and children in care.", false },
    { "Adult mental health services are provided by the trust.", false },
    { "Safeguarding training for adult services was up to date.", false },
    { "Drug workers and health visitors visit together, which works well.", "strength" },
    { "Parents, partner agencies and the mental health team of the school met twice.", false },
  },
}
