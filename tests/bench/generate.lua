-- Makes reviews for benchmarks out of the sample reviews:
--
--   lua5.4 generate.lua SAMPLES OUT FIRST LAST
--
-- Sentences of the samples are put together anew, section by section, some of their words
-- exchanged for others with the same ending, into reviews of the CLAS layout of about 100 KB
-- each. Always true: review number N is the same bytes wherever and in whatever part of the
-- range it is made; no two are alike; each can be read without a problem.

local samples = {
  "brackenshire-2014.txt", "calderwick-2015.txt", "elverton-2018.txt",
  "ostley-and-varne-2016.txt", "tidewell-2017.txt", "wexcombe-2013.txt",
}

-- Sections of findings: heading as in the samples, number, findings in each.
local sections = {
  { "Early help", "1", 28 },
  { "Children in need", "2", 24 },
  { "Child protection", "3", 24 },
  { "Looked after children", "4", 24 },
  { "Leadership and management", "5.1", 18 },
  { "Governance", "5.2", 16 },
  { "Training and supervision", "5.3", 16 },
}

local GROUPS, PER_GROUP = 5, 8 -- of recommendations
local PER_FOLDER = 1000

-- ---- Chance: SplitMix64, so that it is the same everywhere ----

local state

local function below(n)
  state = state + 0x9e3779b97f4a7c15
  local z = state
  z = (z ~ (z >> 30)) * 0xbf58476d1ce4e5b9
  z = (z ~ (z >> 27)) * 0x94d049bb133111eb
  return ((z ~ (z >> 31)) >> 1) % n
end

local function pick(list)
  return list[below(#list) + 1]
end

-- ---- Taking the samples apart ----

local function read_file(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return (text:gsub("^\u{FEFF}", ""):gsub("\r\n", "\n"))
end

-- Paragraphs of a text, each on one line.
local function paragraphs(text)
  local found = {}
  for part in (text .. "\n\n"):gmatch("(.-)\n%s*\n") do
    part = part:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
    if part ~= "" then
      found[#found + 1] = part
    end
  end
  return found
end

-- Without number, pointers to recommendations, notes and marks of Markdown.
local function bare(paragraph)
  return (paragraph:gsub("^[%d.]+ ", ""):gsub("%s*%b()", function(inside)
    return inside:find("Rec", 1, true) and "" or nil
  end):gsub("%*[^*]+%*$", ""):gsub("[*_]", ""))
end

-- Words that can be exchanged, by their ending; each as often as it is used.
local words = {}

local function class_of(word)
  if #word < 5 or word:find("[^a-z]") then
    return nil
  end
  return word:match("ing$") or word:match("ed$") or word:match("ly$") or word:match("tion$") or
    word:match("s$") or "other"
end

-- A sentence as a list of pieces, and of the places of those that can be exchanged.
local function take_apart(sentence)
  local it = { places = {}, classes = {} }
  for gap, word in sentence:gmatch("([^%a]*)(%a*)") do
    if gap ~= "" then
      it[#it + 1] = gap
    end
    if word ~= "" then
      local class = class_of(word)
      it[#it + 1] = word
      if class then
        words[class] = words[class] or {}
        table.insert(words[class], word)
        it.places[#it.places + 1] = #it
        it.classes[#it.classes + 1] = class
      end
    end
  end
  return it
end

local function add_sentences(pool, paragraph)
  for sentence in (bare(paragraph) .. " "):gmatch("(%u.-[.!?])%f[%s]%s") do
    if #sentence > 40 and not sentence:find("ecommendation", 1, true) then
      pool[#pool + 1] = take_apart(sentence)
    end
  end
end

local pools = { all = {} }
for _, section in ipairs(sections) do
  pools[section[1]] = {}
end

for _, name in ipairs(samples) do
  local pool
  for _, paragraph in ipairs(paragraphs(read_file(arg[1] .. "/" .. name))) do
    local heading = bare(paragraph)
    if pools[heading] then
      pool = pools[heading]
    elseif heading == "Recommendations" or heading == "Next steps" then
      pool = nil
    elseif pool and #paragraph > 150 then
      add_sentences(pool, paragraph)
      add_sentences(pools.all, paragraph)
    end
  end
end

-- ---- Putting reviews together ----

local function sentence_of(pool)
  local it = pick(below(4) == 0 and pools.all or pool)
  local copy = table.move(it, 1, #it, 1, {})
  for at, place in ipairs(it.places) do
    if below(5) == 0 then
      copy[place] = pick(words[it.classes[at]])
    end
  end
  return table.concat(copy)
end

local function sentences(pool, count)
  local list = {}
  for i = 1, count do
    list[i] = sentence_of(pool)
  end
  return table.concat(list, " ")
end

local function clause(pool)
  local text = sentence_of(pool):gsub("[.!?]$", ""):gsub("%s*[.:;!?].*", "")
  return text:sub(1, 1):lower() .. text:sub(2)
end

local first = { "Alder", "Brack", "Carn", "Dun", "Ever", "Fair", "Gold", "Hather", "Ister",
  "Kings", "Lang", "Mar", "North", "Oaken", "Pen", "Quern", "Rother", "Selder", "Thorn", "Ulver",
  "Wend", "Yar" }
local second = { "bank", "comb", "den", "field", "gate", "ham", "ing", "ley", "mere", "ness",
  "over", "pool", "ridge", "stead", "thorpe", "wick" }
local third = { "", " East", " North", " Parva", " South", " Vale", " West", " Magna" }

-- Two successive numbers are two reviews of one area.
local function area_of(number)
  local n = (number - 1) // 2
  local a, b, c = n % #first, n // #first % #second, n // (#first * #second)
  local name = first[a + 1] .. second[b + 1] .. third[c % #third + 1]
  local round = c // #third
  return round == 0 and name or name .. " and " .. first[round % #first + 1] .. "bury"
end

local months = { "January", "February", "March", "April", "May", "June", "July", "September",
  "October", "November" }

local function header(area, year, put)
  local month = pick(months)
  local day = below(20) + 1
  put("Review of Health Services for Children Looked After and Safeguarding in " .. area)
  put("Children Looked After and Safeguarding The role of health services in " .. area)
  put(table.concat({
    ("Date of review:\t%d %s %d to %d %s %d"):format(day, month, year, day + 4, month, year),
    ("Date of publication:\t%d %s %d"):format(below(27) + 1, "December", year),
    "Name(s) of CQC inspector:\tGwen Hollis Samir Bhatt Joe Tranmere",
    ("Provider services included:\t%s Hospitals NHS Foundation Trust %s Community Healthcare "
      .. "NHS Trust %s Urgent Care Limited"):format(area, area, area),
    ("CCGs included:\tNHS %s Clinical Commissioning Group"):format(area),
    "NHS England area:\tCentral region",
    "CQC region:\t" .. pick { "Central", "London", "North", "South" },
  }, "\n"))
end

local function front(area, put)
  put("Summary of the review")
  put("The findings of CQC's review of health services for looked after children and for "
    .. "safeguarding in " .. area .. " are given here.")
  put("About the review")
  put("This review was undertaken under Section 48 of the Health and Social Care Act 2008.")
  put("How we carried out the review")
  put(("In total, we considered the experiences of %d children and young people.")
    :format(below(150) + 40))
  put("Context of the review")
  put(("%s has %d,%03d inhabitants, of whom %d per cent are younger than 19."):format(area,
    below(500) + 60, below(1000), below(10) + 18))
  put("The report")
  put("What people told us")
  for _ = 1, 6 do
    put("\u{201C}" .. sentences(pools.all, 2) .. "\u{201D} " .. pick { "Young person, aged 15.",
      "Mother of two.", "Young person in foster care.", "Foster carer." })
  end
  put("The child's journey")
end

local function findings(put)
  local example = 0
  for _, section in ipairs(sections) do
    local title, number, count = table.unpack(section)
    if number == "5.1" then
      put("5. Management")
    end
    put(number .. (#number == 1 and ". " or " ") .. title)
    for i = 1, count do
      local cited = below(3) == 0 and (" (**Recommendation %d.%d**)"):format(below(GROUPS) + 1,
        below(PER_GROUP) + 1) or ""
      put(("%s.%d %s%s"):format(number, i, sentences(pools[title], below(5) + 3), cited))
      if i % 9 == 5 then
        put(("Child %s, aged %d, was known to services. %s"):format(
          string.char(65 + example), below(16) + 1, sentences(pools[title], 3)))
        example = (example + 1) % 26
      end
    end
  end
end

local function recommendations(area, put)
  put("Recommendations")
  local bodies = { "NHS " .. area .. " Clinical Commissioning Group",
    area .. " Hospitals NHS Foundation Trust", area .. " Community Healthcare NHS Trust",
    area .. " Urgent Care Limited", "NHS England together with NHS " .. area
      .. " Clinical Commissioning Group" }
  for group = 1, GROUPS do
    put(("%d. %s should:"):format(group, bodies[group]))
    local lines = {}
    for i = 1, PER_GROUP do
      lines[i] = ("- %d.%d Ensure that %s."):format(group, i, clause(pools.all))
    end
    put(table.concat(lines, "\n"))
  end
  put("Next steps")
  put("An action plan is to be submitted within 20 working days of receipt of the report.")
end

-- Every fourth is wrapped, as texts are that were taken out of PDFs.
local function wrapped(text)
  local lines, line = {}, ""
  for word in text:gmatch("%S+") do
    if #line + #word > 90 then
      lines[#lines + 1] = line
      line = word
    else
      line = line == "" and word or line .. " " .. word
    end
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

local function review(number)
  state = number * 0x632be59bd9b4e019
  local area = area_of(number)
  local parts = {}
  local function put(text)
    local wrap = number % 4 == 0 and #text > 200 and not text:find("\n", 1, true)
    parts[#parts + 1] = wrap and wrapped(text) or text
  end
  header(area, number % 2 == 0 and 2017 or 2013 + below(3), put)
  front(area, put)
  findings(put)
  recommendations(area, put)
  return table.concat(parts, "\n\n") .. "\n"
end

local made = {}
for number = tonumber(arg[3]), tonumber(arg[4]) do
  local folder = ("%s/%03d"):format(arg[2], (number - 1) // PER_FOLDER)
  if not made[folder] then
    made[folder] = true
    assert(os.execute("mkdir -p '" .. folder .. "'"))
  end
  local file = assert(io.open(("%s/review-%06d.txt"):format(folder, number), "wb"))
  assert(file:write(review(number)))
  assert(file:close())
end
