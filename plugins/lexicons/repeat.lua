-- How inspectors say that a weakness was raised before and still stands.
--
-- Each term points back to somebody who raised it (an inspection, an audit, a case
-- review) or says outright that it was not put right. "Still" and "again" alone
-- say neither.

local c = require "conspectus"

return c.lexicon {
  id = "repeat",
  title = "Raised before",
  about = "An earlier inspection, audit or review raised the weakness, and it still stands.",
  version = "1.0",
  classes = {
    { id = "raised_before", says = "repeat", weight = 1, terms = {
      "action from a serious case review", "earlier audit*", "earlier inspection*",
      "flagged previously", "highlighted previously", "identified in a serious case review",
      "identified previously", "inspection in 20*", "inspection last year", "inspection of 20*",
      "last inspection", "last year's inspection", "previous * * inspection*",
      "previous * inspection*", "previous audit*", "previous inspection*",
      "previous recommendation*", "previously flagged", "previously highlighted",
      "previously identified", "previously raised", "previously reported", "raised previously",
      "recent inspection report*", "recommendations of a previous", "recommendations of previous",
    } },
    { id = "still_standing", says = "repeat", weight = 1, terms = {
      "again found that", "are still not", "had still not", "has still not", "have still not",
      "is still not", "long standing concern*", "long standing gap*", "long standing issue*",
      "longstanding concern*", "longstanding gap*", "longstanding issue*", "no progress since",
      "not been addressed since", "not improved since", "not moved forward since",
      "not progressed since", "remain outstanding", "remain unresolved", "remained outstanding",
      "remained unresolved", "remains outstanding", "remains unresolved", "still outstanding",
      "was still not", "were still not",
    } },
  },
}
