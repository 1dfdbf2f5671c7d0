#!/bin/sh
# What the shipped lexicons make of each way of judging: the examples of a theme that is about
# letters and nothing else, one group for each construct.
. "${srcdir:-.}/tests/commands/lib.sh"

mkdir -p own/themes
cat >own/themes/letters.lua <<'EOF'
local c = require "conspectus"

return c.theme {
  id = "letters",
  title = "Letters",
  about = "Letters between clinics, for the test of polarity.",
  version = "1.0",
  rule = c.any { "letter*" },
  examples = {
    -- Classes of weakness and of strength.
    { "There was no letter on file.", "weakness" },
    { "Letters were limited in detail.", "weakness" },
    { "Letters went out late.", "weakness" },
    { "The letters varied from ward to ward.", "weakness" },
    { "Letters could be missed.", "weakness" },
    { "The ward failed to send letters.", "weakness" },
    { "A letter is always on file.", "strength" },
    { "The letters were thorough.", "strength" },
    { "Letters helped the nurse to plan.", "strength" },
    { "Letters have improved.", "strength" },
    { "Replies to letters have stalled.", "weakness" },
    { "Letters overlook the father.", "weakness" },
    { "The wording of letters is haphazard.", "weakness" },
    { "Letters misled, and mistakes in them stood uncorrected.", "weakness" },
    { "Letters are neat and concise.", "strength" },
    { "Replies to letters are on track.", "strength" },
    { "Letters go by post.", "neutral" },

    -- Negation, and how far it reaches.
    { "Letters were not consistently clear.", "weakness" },
    { "There was no evidence of letters.", "weakness" },
    { "We saw no delay in letters.", "strength" },
    { "Letters were sent without delay.", "strength" },
    { "Letters were neither late nor poor.", "strength" },
    { "Not only the letters but the calls were prompt.", "strength" },
    { "Staff had little confidence in the letters.", "weakness" },
    { "The surgery does not write letters.", "weakness" },
    { "None of the letters says who wrote it.", "weakness" },
    { "Letters are far from clear.", "weakness" },
    { "Parents do not have to ask for a letter.", "strength" },

    -- What is good but lacking.
    { "There is a lack of clear and timely letters.", "weakness" },
    { "Further work is needed to ensure that letters are prompt and thorough.", "weakness" },
    { "Gaps in the letters stand in the way of effective and timely care.", "weakness" },
    { "The clinic would benefit from a more robust use of letters.", "weakness" },

    { "Gaps in letters have been addressed.", "strength" },
    { "Vacancies in the team that writes letters have been filled.", "strength" },

    -- Faults that are dealt with, avoided or few.
    { "Weekly checks reduced the delays in letters.", "strength" },
    { "The tracker prevents drift in letters.", "strength" },
    { "There are few gaps in letters.", "strength" },
    { "Letters show persistent delays.", "weakness" },
    { "Letters were historically inconsistent and are now prompt.", "strength" },
    { "We were unable to look at the letters, which the nurses value them for.", "strength" },

    -- Clauses that begin another subject.
    { "The box is not locked and this presents a risk to letters.", "weakness" },
    { "Letters are rarely opened and there are no regular checks.", "weakness" },
    { "There is no agreed form (see above) for clear letters.", "weakness" },
    { "There are gaps in letters, including those that promote effective care.", "weakness" },

    -- Contrast.
    { "The letters are clear. However, the post room holds on to them.", "mixed" },
    { "The letters were late, although clear.", "mixed" },
    { "Letters were timely and clear, but they were never signed.", "mixed" },
    { "Letters are clear, but they go by cart.", "mixed" },
    { "Letters are prompt and clear. They are thorough. They are well written. They are valued. "
        .. "One page was missing.", "strength" },
    { "Letters were clear. However, they were late.", "mixed" },
    { "Although letters were clear, they were late.", "mixed" },
    { "The letters were thorough but did not arrive on time.", "mixed" },
    { "The calls were prompt. By contrast, letters were late and poor.", "weakness" },
    { "Letters were thorough, in contrast to the poor and late calls.", "strength" },
    { "The letters are thorough, yet they arrive late.", "mixed" },
    { "The letters are thorough. Letters are never signed.", "mixed" },
    { "Despite the poor post, letters were prompt, thorough and clear.", "strength" },

    -- Plans and what is expected.
    { "There are plans to introduce clear letters.", "weakness" },
    { "The clinic will introduce clear letters.", "weakness" },
    { "Letters should be prompt.", "weakness" },
    { "The letters are prompt, and there are plans to extend them.", "strength" },

    -- Circumstances.
    { "If a family is unable to come, a clear letter is sent.", "strength" },
    { "Where a patient has no telephone, a letter is sent promptly.", "strength" },
    { "Letters to children who did not attend were prompt.", "strength" },
    { "Nurses check whether a letter is late, which is good.", "strength" },
    { "When a child goes missing, the letter is prompt.", "strength" },
    { "Nurses have read only access to letters, which helps them.", "strength" },

    -- Rules that are quoted, and comparison.
    { "Letters were below the required standard.", "weakness" },
    { "The share of letters sent exceeded the target of 85%.", "strength" },
    { "Letters were better than at our first visit.", "strength" },
    { "Letters were less good than the calls.", "weakness" },
    { "Letters had worsened.", "weakness" },

    -- Good practice that is told and not praised.
    { "Letters are shared with the school nurse and followed up.", "strength" },
    { "Each letter is checked and discussed with the family.", "strength" },

    -- The sentences beside it.
    { "We looked at ten letters. They were thorough and prompt.", "strength" },
    { "We looked at ten letters. Nobody was able to explain them.", "weakness" },

    -- The kind of passage, and what it cites.
    { "Make letters clear and prompt.", "weakness", kind = "recommendation" },
    { "A letter goes to the surgery.", "weakness", cites = true },
    { "Letters were prompt, thorough, clear and highly valued.", "mixed", cites = true },

    -- Raised before, and still there.
    { "It was previously identified that letters were late.", "weakness", repeated = true },
    { "The audit of 2014 had found letters late.", "weakness", repeated = true },
    { "Late letters were an area for improvement at the last inspection.", "weakness",
      repeated = true },
    { "In our last report we asked for letters. The position is unchanged and letters are late.",
      "weakness", repeated = true },
    { "Letters are late. Learning from serious case reviews is shared.", "weakness" },
    { "Letters are still not clear.", "weakness" },
    { "Since the last inspection letters have improved.", "strength" },
  },
}
EOF

CONSPECTUS_PATH=$PWD/own
export CONSPECTUS_PATH
expect_status 0 conspectus themes --check
expect_out 'Sound'
