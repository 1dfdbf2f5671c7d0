-- Pregnancy, birth and the first weeks: midwives, perinatal pathways, pre-birth planning,
-- and health visiting's early contact. The training and supervision of midwives, and what
-- health visitors do for older children, are other themes.

local c = require "conspectus"

-- What is said of these is said of pregnancy and birth.
local birth = {
  "after giving birth", "after the birth", "ante natal*", "antenatal*", "before the baby",
  "before the birth", "booking appointment*", "booking interview*", "delivery suite", "expectant",
  "family nurse*", "labour ward*", "late booking*", "mother* to be", "neonatal", "new born*",
  "newborn*", "peri natal*", "perinatal*", "post natal*", "postnatal*", "pre birth", "pregnan*",
  "special care baby", "unborn", c.case "FNP",
}
-- These have a part in other matters too.
local profession = { "matern*", "midwi*" }

-- Each of these is enough.
local enough = {
  "antenatal contact*", "antenatal visit*", "birth plan*", "concealed pregnan*",
  "plan for the birth", "plans for the birth", "healthy child programme", "new birth visit*",
  "pre birth assessment*", "pre birth plan*", "pre birth protocol*",
}

local early_contact = {
  "before the birth", "first visit*", "mandated", "new babies", "new birth*", "new famil*",
  "new mother*", "under five*", "under the age of five", "with a new baby",
}
local women = { "babies", "baby", "booking", "caseload*", "mother*", "woman", "women" }

-- What midwives share with a list of others is another matter.
local elsewhere = c.none { "communication between", "deaths", "supervis*", "target", "targets",
  "training" }
-- A passage on their supervision names them again and again.
local not_supervised = c.none { c.front(30, { "supervis*" }), "reflect on",
  "supervision arrangement*" }
local other_work = c.none {
  "audit*", "communication between", "refuge*", "genital", "target", "targets", "training",
  c.case "CP IS",
}

return c.theme {
  id = "maternity_early_years",
  title = "Maternity and early years",
  about = "Midwifery and perinatal pathways, antenatal notification, pre-birth planning, and "
    .. "health visiting's early contact.",
  version = "1.1",
  rule = c.any {
    c.sentence { c.any { enough }, c.none { "training" } },
    c.sentence { "health visit*", c.any { early_contact } },
    c.sentence { c.front(25, { c.any { "peri natal *", "perinatal *" } }), c.none { "referrals" } },
    -- A midwife or a pregnancy that is only named counts where the passage opens with it or
    -- comes back to it.
    c.sentence { c.front(14, { c.any { birth } }), elsewhere },
    c.sentence { c.front(14, { "matern*" }), elsewhere, other_work },
    c.all { c.sentence { c.front(14, { "midwi*" }), other_work }, not_supervised },
    c.all { c.sentence { "midwi*", c.any { women }, elsewhere, other_work }, not_supervised },
    c.sentence { c.any { birth }, c.any { profession, women, "health visit*" }, elsewhere,
      other_work, c.none { "sexual health" } },
    c.all { c.times(2, { c.any { birth, profession }, elsewhere, other_work }), not_supervised },
  },

  examples = {
    { "Midwives do not always learn from the GP what is known about the family.", "weakness" },
    { "Birth plans were late, and some came after the baby was born.", "weakness" },
    { "Health visitors see too few families before the birth.", "weakness" },
    { "Vulnerable women benefit from a specialist midwife, whose work is effective.",
      "strength" },
    { "Health visitors meet new families promptly.", "strength" },
    { "Midwives have good links to social workers. However, pre-birth assessments are delayed.",
      "mixed" },
    { "Community midwives work from four children's centres.", "neutral" },
    { "Improve the timeliness of pre-birth assessments.", "weakness", kind = "recommendation" },
    { "Late bookings are not followed up.", "weakness" },
    { "A programme of audit in maternity is effective.", false },
    { "Midwives' training in safeguarding was below the target.", false },
    { "Group supervision in maternity is well established.", false },
    { "Health visitors supported children with disabilities well.", false },
    { "Records of the school nurses, the sexual health service and the hospital were thorough, "
        .. "and so were those of the midwives.", false },
    { "Plans for the birth were late and incomplete.", "weakness" },
    { "Safeguarding supervision of midwives takes place every month.", false },
    { "The panel on deaths reviews each neonatal death with care.", false },
  },
}
