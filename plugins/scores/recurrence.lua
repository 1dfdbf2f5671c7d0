-- The recurrence score: how widely a weakness is found, raised by how firmly it
-- comes back. 100 means: in every area, answered by a recommendation, said again,
-- carried over, everywhere in the review.
--
-- A component that could not be measured is nil, and is left out of the mean;
-- it never counts as 0. Weights are equal unless the program varies them, to show
-- how far the ranks hang on that (recurring --sensitivity).

local c = require "conspectus"

local function mean(values, weights)
  local sum, whole = 0, 0
  for _, name in ipairs { "formality", "repeated", "carried_over", "breadth" } do
    if values[name] then
      sum, whole = sum + weights[name] * values[name], whole + weights[name]
    end
  end
  return whole > 0 and sum / whole or 0
end

return c.score {
  id = "recurrence",
  title = "Recurrence",
  about = "100 p (1 + mean of formality, repeated, carried over and breadth) / 2",
  version = "1.1",
  score = function(components)
    return 100 * components.prevalence * (1 + mean(components, components.weights)) / 2
  end,
}
