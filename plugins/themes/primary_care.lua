-- GPs and practices as those who act. What others send to GPs, or a GP named among
-- others, is left out.

local c = require "conspectus"

local subject = {
  "family doctor*", "general practice*", "general practitioner*", "lead GP*", "named GP*",
  "practice nurse*", "practices are", "practices that we", "practices visited", "practices we",
  "surgeries", "both practices", "each practice", "neither practice",
}
local written_so = { "GP", "GPs" }
local enough = {
  "contribution of GPs", "engagement of GPs", "engagement of primary care", "GPs are not",
  "GPs do not", "involvement of GPs", "primary care practices", "primary care practitioners",
  "primary care professionals", "read code*",
}

local all, bare = { "primary care" }, { ["primary care"] = true }
for _, term in ipairs(subject) do
  table.insert(all, term)
  bare[term] = true
end
for _, term in ipairs(written_so) do
  table.insert(all, c.case(term))
  bare[term] = true
end
local front = 60

-- "Letters to GPs", "liaison with the GP", "midwives and GPs".
local passive = { ["and"] = true, between = true, by = true, from = true, to = true, with = true }

local function is_object(text, start)
  local before = text:sub(math.max(1, start - 14), start - 1)
  local word = before:match("(%a+) the $") or before:match("(%a+)%s$")
  return passive[word]
end

local function about(passage, hits)
  if passage.kind == "recommendation" then
    return
  end
  local text, sentence = passage.text, nil
  for _, hit in ipairs(hits) do
    if not bare[hit.term] then
      return
    end
    if not is_object(text, hit.start) then
      if hit.start <= front or sentence and sentence ~= hit.sentence then
        return
      end
      sentence = hit.sentence
    end
  end
  return false
end

return c.theme {
  id = "primary_care",
  title = "Primary care",
  about = "GPs' and practices' part in safeguarding and in looked-after children's health.",
  version = "1.0",
  rule = c.any { c.any { enough }, c.sentence { c.any { all }, c.none { "dentist*" } } },
  judge = about,
  examples = {
    { "GPs rarely send reports.", "weakness" },
  },
}
