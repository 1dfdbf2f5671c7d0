-- Which sentences best illustrate each recurring weakness?
--
-- For each theme, in the order of its recurrence score, the sentences that show it most
-- plainly: those of the most confident weak findings, each from another area, in which a term
-- of the theme and a cue of weakness stand together. To quote, read the passage whole.
local c = require "conspectus"

local given = c.arguments {
  theme = { type = "string", help = "only this theme" },
  count = { type = "integer", default = 3, help = "sentences of each theme" },
}

-- The sentence of a passage with the most evidence of weakness, and how much that is.
local function best_sentence(text, evidence)
  local best, most = nil, 0
  for _, sentence in ipairs(c.sentences(text)) do
    local terms, cues = 0, 0
    for _, each in ipairs(evidence) do
      if each.start >= sentence.start and each.stop <= sentence.stop then
        terms = terms + (each.role == "term" and 1 or 0)
        cues = cues + (each.role == "weakness" and 1 or 0)
      end
    end
    if terms > 0 and cues > 0 and terms + cues > most then
      best, most = sentence.text, terms + cues
    end
  end
  return best
end

for _, row in ipairs(c.data:recurring {}) do
  if row.affected > 0 and (given.theme or row.theme) == row.theme then
    local codings = {}
    for coding in c.data:codings { theme = row.theme, polarity = "weakness", kind = "finding",
      min_confidence = 0.5, latest = true } do
      codings[#codings + 1] = coding
    end
    table.sort(codings, function(x, y) return x.confidence > y.confidence end)
    print(("%s: %d of %d areas"):format(row.theme, row.affected, row.areas))
    local shown, seen = 0, {}
    for _, coding in ipairs(codings) do
      local evidence = {}
      for each in c.data:evidence { passage = coding.passage, theme = row.theme } do
        evidence[#evidence + 1] = each
      end
      local sentence = not seen[coding.area] and shown < given.count
        and best_sentence(c.data:text(coding.passage), evidence)
      if sentence then
        shown, seen[coding.area] = shown + 1, true
        c.print_text(("%s (%s, %.2f)"):format(sentence, coding.passage, coding.confidence), 2)
      end
    end
    print()
  end
end
