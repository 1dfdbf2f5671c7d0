-- The recurrence score: how widely a weakness is found, raised by how firmly it
-- comes back. 100 means: in every area, answered by a recommendation, said again,
-- carried over, everywhere in the review.
--
-- A component that could not be measured is nil, and is left out of the mean;
-- it never counts as 0.

local c = require "conspectus"

local function mean(values)
  local sum, count = 0, 0
  for _, name in ipairs { "formality", "repeated", "carried_over", "breadth" } do
    if values[name] then
      sum, count = sum + values[name], count + 1
    end
  end
  return count > 0 and sum / count or 0
end

return c.score {
  id = "recurrence",
  title = "Recurrence",
  about = "100 p (1 + mean of formality, repeated, carried over and breadth) / 2",
  version = "1.0",
  score = function(components)
    return 100 * components.prevalence * (1 + mean(components)) / 2
  end,
}
