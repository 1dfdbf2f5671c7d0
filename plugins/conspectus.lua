---@meta conspectus
-- What `require "conspectus"` gives, for editors that read annotations (lua-language-server:
-- name this folder in workspace.library). The program itself never loads this file.

---@class conspectus.rule

---@alias conspectus.item string | conspectus.rule
---@alias conspectus.polarity "weakness" | "strength" | "mixed" | "neutral"
---@alias conspectus.kind
---| "finding" | "recommendation" | "example" | "quote" | "context" | "preamble"
---@alias conspectus.says
---| "weakness" | "strength" | "negation" | "contrast" | "plan" | "repeat" | "condition"

---@class conspectus.passage
---@field kind conspectus.kind
---@field label string printed, or the section and a count
---@field section string canonical
---@field text string
---@field words integer
---@field cites boolean whether it cites a recommendation

---@class conspectus.hit
---@field term string
---@field text string as it stands in the passage
---@field start integer byte in passage.text, from 1
---@field sentence integer from 1

---@class conspectus.cue : conspectus.hit
---@field says conspectus.says after negation
---@field negated boolean
---@field weight number

---@class conspectus.verdict
---@field polarity conspectus.polarity
---@field confidence number 0 to 1
---@field repeated boolean
---@field cues conspectus.cue[]

---@class conspectus.change
---@field polarity? conspectus.polarity
---@field confidence? number
---@field repeated? boolean

---@class conspectus.example
---@field [1] string
---@field [2] conspectus.polarity | false
---@field kind? conspectus.kind
---@field repeated? boolean
---@field cites? boolean

---@class conspectus.theme
---@field id string
---@field title string
---@field about string
---@field version string
---@field rule conspectus.rule
---@field cues? { weakness?: string[], strength?: string[] }
---@field judge? fun(passage: conspectus.passage, hits: conspectus.hit[],
---  verdict: conspectus.verdict): conspectus.change | false | nil
---@field examples? conspectus.example[]

---@class conspectus.class
---@field id string
---@field says conspectus.says
---@field weight? number above 0, at most 10; 1 if not said
---@field terms conspectus.item[]

---@class conspectus.lexicon
---@field id string
---@field title string
---@field about string
---@field version string
---@field classes conspectus.class[]

---@class conspectus.weights
---@field formality number 0 to 1; the four add up to 1
---@field repeated number
---@field carried_over number
---@field breadth number

---@class conspectus.components
---@field areas integer
---@field affected integer
---@field prevalence number
---@field formality? number nil where it could not be measured, as are the next three
---@field repeated? number
---@field carried_over? number
---@field breadth? number
---@field weights conspectus.weights equal, unless the program varies them

---@class conspectus.score
---@field id string
---@field title string
---@field about string
---@field version string
---@field score fun(components: conspectus.components): number

local c = {}

---At least one item holds. A list inside stands for its items.
---@param items (conspectus.item | conspectus.item[])[]
---@return conspectus.rule
function c.any(items) end -- luacheck: ignore 212

---Every item holds.
---@param items conspectus.item[]
---@return conspectus.rule
function c.all(items) end -- luacheck: ignore 212

---No item holds.
---@param items conspectus.item[]
---@return conspectus.rule
function c.none(items) end -- luacheck: ignore 212

---Every item holds in one and the same sentence.
---@param items conspectus.item[]
---@return conspectus.rule
function c.sentence(items) end -- luacheck: ignore 212

---Every item holds within one run of `words` words, 1 to 500.
---@param words integer
---@param items conspectus.item[]
---@return conspectus.rule
function c.within(words, items) end -- luacheck: ignore 212

---The items stand one behind the other, without overlap.
---@param items conspectus.item[]
---@return conspectus.rule
function c.order(items) end -- luacheck: ignore 212

---Every item holds within the first `words` words of the passage, 1 to 500.
---@param words integer
---@param items conspectus.item[]
---@return conspectus.rule
function c.front(words, items) end -- luacheck: ignore 212

---Every item holds in each of at least `sentences` sentences, 1 to 500.
---@param sentences integer
---@param items conspectus.item[]
---@return conspectus.rule
function c.times(sentences, items) end -- luacheck: ignore 212

---Any of the terms, where it does not stand within one of the longer terms.
---@param terms conspectus.item | conspectus.item[] terms only
---@param longer conspectus.item | conspectus.item[] terms only
---@return conspectus.rule
function c.except(terms, longer) end -- luacheck: ignore 212

---A term that is compared as written: c.case "IT".
---@param term string
---@return conspectus.rule
function c.case(term) end -- luacheck: ignore 212

---@param theme conspectus.theme
function c.theme(theme) end -- luacheck: ignore 212

---@param lexicon conspectus.lexicon
function c.lexicon(lexicon) end -- luacheck: ignore 212

---@param score conspectus.score
function c.score(score) end -- luacheck: ignore 212

---The fields are those of include/conspectus/family.h.
---@param family table
function c.family(family) end -- luacheck: ignore 212

return c
