-- Which words characterise weak findings?
--
-- Compares the words of findings coded weak (in a theme, or in any) with those of findings
-- coded strong: the log-likelihood G2 of each word (Dunning 1993, Computational Linguistics
-- 19: 61-74), and how many times more frequent it is (with half an occurrence added to each,
-- so that none is infinite). A G2 above 15.13 has p below 0.0001, but words of one document
-- depend on each other. Cues of the lexicons lead the list, as they made the codings; what
-- stands between them is news: candidates for a theme's terms.
local c = require "conspectus"

local given = c.arguments {
  theme = { type = "string", help = "only findings coded in this theme" },
  count = { type = "integer", default = 20, help = "words to print" },
  often = { type = "integer", default = 3, help = "leave out words seen less often" },
}

local function count_words(polarity)
  local counts, total = {}, 0
  for passage in c.data:passages { kind = "finding", theme = given.theme, polarity = polarity,
    min_confidence = 0.5 } do
    for _, word in ipairs(c.words(passage.text)) do
      if not word:find("%d") then
        counts[word], total = (counts[word] or 0) + 1, total + 1
      end
    end
  end
  return counts, total
end

local weak, weak_total = count_words("weakness")
local strong, strong_total = count_words("strength")

local function part(observed, expected)
  return observed > 0 and observed * math.log(observed / expected) or 0
end

local rows = {}
for word, a in pairs(weak) do
  local b = strong[word] or 0
  local share = (a + b) / (weak_total + strong_total)
  local ratio = ((a + 0.5) / (weak_total + 0.5)) / ((b + 0.5) / (strong_total + 0.5))
  if a + b >= given.often and ratio > 1 then
    rows[#rows + 1] = { word = word, weak = a, strong = b, ratio = ratio,
      g2 = 2 * (part(a, weak_total * share) + part(b, strong_total * share)) }
  end
end
table.sort(rows, function(x, y) return x.g2 > y.g2 end)
print(("%d words of weak findings, %d of strong ones"):format(weak_total, strong_total))
c.print_table({ "word", "weak", "strong", { name = "ratio", decimals = 1 },
  { name = "g2", title = "G2", decimals = 1 } }, { table.unpack(rows, 1, given.count) })
