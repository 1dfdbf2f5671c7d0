-- The patterns of themes as plain terms, for programs that know no wildcards:
--
--   lua5.4 terms.lua FILE... < PATTERNS
--
-- Each word with a wildcard stands for those of its words that are in the files, at most
-- MOST of a pattern; a pattern with a word that is nothing but a wildcard is left out.

local MOST = 64

local vocabulary, known = {}, {}
for _, name in ipairs(arg) do
  local file = assert(io.open(name, "rb"))
  for word in file:read("a"):lower():gmatch("[%a%d'-]+") do
    if not known[word] then
      known[word] = true
      vocabulary[#vocabulary + 1] = word
    end
  end
  file:close()
end
table.sort(vocabulary)

local function words_of(pattern)
  if not pattern:find("[*?]") then
    return { pattern }
  end
  local form = "^" .. pattern:lower():gsub("[%-%.%%+]", "%%%0"):gsub("%*", ".*"):gsub("%?", ".")
    .. "$"
  local found = {}
  for _, word in ipairs(vocabulary) do
    if word:find(form) then
      found[#found + 1] = word
    end
  end
  return found
end

local function expand(pattern)
  local made = { "" }
  for part in pattern:gmatch("%S+") do
    local longer = {}
    for _, word in ipairs(part:find("[^*?]") and words_of(part) or {}) do
      for _, before in ipairs(made) do
        if #longer < MOST then
          longer[#longer + 1] = before == "" and word or before .. " " .. word
        end
      end
    end
    made = longer
  end
  return made
end

local terms, seen = {}, {}
for pattern in io.lines() do
  for _, term in ipairs(expand(pattern)) do
    if not seen[term:lower()] then
      seen[term:lower()] = true
      terms[#terms + 1] = term
    end
  end
end
table.sort(terms)
print(table.concat(terms, "\n"))
