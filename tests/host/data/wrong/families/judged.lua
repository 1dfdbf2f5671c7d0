local c = require "conspectus"

return c.family {
  id = "judged",
  title = "T",
  about = "Sections, grades and aspects that do not hang together.",
  version = "1",
  recognise = { "x" },
  area = { "{area}" },
  sections = {
    { holds = "findings", titles = { "One" } },
    { canonical = "two", holds = "findings" },
    { canonical = "three", holds = "findings", titles = { "Three" }, unnumbered = "nought" },
    { within = { "two" }, holds = "findings", unheaded = true, titles = { "Four" } },
  },
  grades = { { grade = "good", words = { "Good*" } }, { grade = "poor", words = { c.family } } },
  judgements = { { aspect = "overall" }, { aspect = "All in all", names = { "All" } } },
}
