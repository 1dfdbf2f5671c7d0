-- Every builder, and a judge that changes, vetoes or leaves alone.
local c = require "conspectus"

local names = { "plum*" }

return c.theme {
  id = "careful",
  title = "Careful",
  about = "Every builder, and a judge.",
  version = "2.1",
  rule = c.any {
    c.all { c.any { names }, c.none { "stone*" } },
    c.within(5, { "red", "berry" }),
    c.order { "first", "last" },
    c.sentence { c.case "IT" },
  },
  judge = function(passage, hits, verdict)
    if passage.text:find("veto", 1, true) then
      return false
    end
    if passage.label == "1.9" then
      assert(passage.kind == "finding" and passage.section == "early_help" and passage.cites)
      assert(passage.words == 4 and #hits == 1)
      local hit = hits[1]
      assert(hit.term == "plum*" and hit.text == "plums" and hit.sentence == 1)
      assert(passage.text:sub(hit.start, hit.start + #hit.text - 1) == "plums")
      assert(verdict.polarity == "weakness" and verdict.repeated == false)
      assert(#verdict.cues == 1 and verdict.cues[1].says == "weakness")
      return { polarity = "mixed", confidence = 0.12345, repeated = true }
    end
  end,
}
