local c = require "conspectus"

return c.score {
  id = "half",
  title = "Half",
  about = "Half the prevalence, and ten where nothing was carried over.",
  version = "1.0",
  score = function(components)
    if components.carried_over == nil then
      return 10
    end
    return 50 * components.prevalence
  end,
}
