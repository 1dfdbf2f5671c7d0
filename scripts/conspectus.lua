---@meta conspectus
-- What `require "conspectus"` gives to scripts, for editors that read annotations
-- (lua-language-server: name this folder in workspace.library). The program itself never
-- loads this file. What themes and other plugins are given is in plugins/conspectus.lua.

---@alias conspectus.kind
---| "finding" | "recommendation" | "example" | "quote" | "context" | "preamble"
---@alias conspectus.polarity "weakness" | "strength" | "mixed" | "neutral"
---@alias conspectus.role
---| "term" | "weakness" | "strength" | "negation" | "contrast" | "plan" | "repeat"

-- Filters: each leaves out what does not fit; nil is no filter.

---@class conspectus.area_filter
---@field area? string
---@field family? string of the area's latest review

---@class conspectus.review_filter
---@field area? string
---@field review? string its key
---@field family? string
---@field year? integer in the key
---@field latest? boolean true: each area's latest review; false: all earlier ones

---@class conspectus.recommendation_filter : conspectus.review_filter
---@field passage? string its key
---@field theme? string this and the three below hold of one and the same coding
---@field polarity? conspectus.polarity
---@field min_confidence? number 0 to 1
---@field repeated? boolean

---@class conspectus.passage_filter : conspectus.recommendation_filter
---@field kind? conspectus.kind
---@field section? string canonical

---@class conspectus.evidence_filter
---@field area? string
---@field review? string
---@field passage? string
---@field theme? string
---@field role? conspectus.role

---@class conspectus.judgement_filter : conspectus.review_filter
---@field aspect? string

---@class conspectus.theme_filter
---@field theme? string

-- Rows: what a document does not say is nil.

---@class conspectus.area
---@field area string
---@field reviews integer
---@field latest string key of its latest review
---@field family string of that review, as is the region
---@field region? string
---@field first_year? integer
---@field last_year? integer

---@class conspectus.review
---@field review string key
---@field area string
---@field family string
---@field title? string
---@field day? string end of the review, else publication
---@field review_start? string
---@field review_end? string
---@field published? string
---@field year? integer
---@field region? string
---@field nhs_area? string
---@field children? integer
---@field source string
---@field words integer
---@field passages integer
---@field codings integer
---@field latest boolean

---@class conspectus.passage_row
---@field passage string key
---@field area string
---@field review string
---@field family string
---@field year? integer
---@field kind conspectus.kind
---@field section string canonical
---@field section_title string
---@field label string
---@field title? string of an example box
---@field words integer
---@field cites boolean whether it cites a recommendation that is there
---@field text string

---@class conspectus.coding
---@field passage string key
---@field area string
---@field review string
---@field family string
---@field year? integer
---@field kind conspectus.kind
---@field section string
---@field label string
---@field theme string
---@field polarity conspectus.polarity
---@field confidence number
---@field repeated boolean

---@class conspectus.recommendation
---@field passage string key
---@field area string
---@field review string
---@field year? integer
---@field label string
---@field group_label? string
---@field addressed_to? string as printed
---@field addressees string[] organisations
---@field cited integer findings that cite it
---@field text string

---@class conspectus.evidence
---@field passage string key
---@field theme string
---@field role conspectus.role
---@field term string the pattern
---@field start integer first byte in the passage's text, from 1
---@field stop integer last byte

---@class conspectus.judgement
---@field area string
---@field review string
---@field family string
---@field year? integer
---@field aspect string
---@field grade string

---@class conspectus.theme_row
---@field theme string id
---@field title string
---@field about string
---@field version string

---@class conspectus.sentence
---@field text string
---@field start integer first byte in the text, from 1
---@field stop integer last byte

---@class conspectus.panel_settings
---@field threshold? number lowest confidence that counts; 0.5 if not said
---@field mixed? boolean count mixed as weakness too
---@field up_to? string a day: an area's latest review up to then
---@field family? string only reviews of this family

---@class conspectus.recurring_settings : conspectus.panel_settings
---@field score? string the score plugin; "recurrence" if not said

---@class conspectus.area_theme_settings : conspectus.panel_settings
---@field area? string
---@field theme? string

---@class conspectus.estimate
---@field estimate? number nil where there is none
---@field low? number 95 % interval
---@field high? number
---@field pairs? integer of a correlation: pairs that count
---@field units? integer of agreement: units that count
---@field draws? integer of a bootstrap: draws that gave a number

---@class conspectus.bootstrap_settings
---@field draws? integer 2000 if not said
---@field seed? integer

---@class conspectus.column
---@field name string lower-case letters, digits and '_', at most 32
---@field title? string on a terminal
---@field decimals? integer on a terminal; all if not said

---@alias conspectus.cell string | number | boolean | nil
---@alias conspectus.row conspectus.cell[] | table<string, conspectus.cell>
---@alias conspectus.rows conspectus.row[] | fun(): conspectus.row | nil

---@class conspectus.option
---@field type "string" | "integer" | "number" | "flag"
---@field default? string | number
---@field help? string
---@field required? boolean

---@class conspectus.data
local data = {}

---The areas, in order of name.
---@param filter? conspectus.area_filter
---@return fun(): conspectus.area?
function data:areas(filter) end -- luacheck: ignore 212

---The reviews, in order of area and day.
---@param filter? conspectus.review_filter
---@return fun(): conspectus.review?
function data:reviews(filter) end -- luacheck: ignore 212

---The passages, in order of review and place. With theme, polarity, min_confidence or
---repeated: those that have a coding which fits.
---@param filter? conspectus.passage_filter
---@return fun(): conspectus.passage_row?
function data:passages(filter) end -- luacheck: ignore 212

---The codings, in order of review, place and theme.
---@param filter? conspectus.passage_filter
---@return fun(): conspectus.coding?
function data:codings(filter) end -- luacheck: ignore 212

---The recommendations, in order of review and place.
---@param filter? conspectus.recommendation_filter
---@return fun(): conspectus.recommendation?
function data:recommendations(filter) end -- luacheck: ignore 212

---The words that codings rest on, in order of their place.
---@param filter? conspectus.evidence_filter
---@return fun(): conspectus.evidence?
function data:evidence(filter) end -- luacheck: ignore 212

---The grades that reviews give.
---@param filter? conspectus.judgement_filter
---@return fun(): conspectus.judgement?
function data:judgements(filter) end -- luacheck: ignore 212

---The codebook.
---@param filter? conspectus.theme_filter
---@return fun(): conspectus.theme_row?
function data:themes(filter) end -- luacheck: ignore 212

---The rows of one SELECT, its ? bound to the values behind it.
---@param statement string
---@param ... conspectus.cell
---@return fun(): table<string, string | number>?
function data:sql(statement, ...) end -- luacheck: ignore 212

---The text of a passage, or of a review, by its key.
---@param key string
---@return string
function data:text(key) end -- luacheck: ignore 212

---The rows of recurring.csv.
---@param settings? conspectus.recurring_settings
---@return table<string, any>[]
function data:recurring(settings) end -- luacheck: ignore 212

---The rows of area_theme.csv.
---@param settings? conspectus.area_theme_settings
---@return table<string, any>[]
function data:area_theme(settings) end -- luacheck: ignore 212

---@class conspectus.script
---@field data conspectus.data
local c = { data = data }

---Reads the command line by the options that the script declares.
---@param options table<string, conspectus.option>
---@return table<string, any>
function c.arguments(options) end -- luacheck: ignore 212

---@param text string
---@return conspectus.sentence[]
function c.sentences(text) end -- luacheck: ignore 212

---The words in lower case, without possessives, as terms are compared.
---@param text string
---@return string[]
function c.words(text) end -- luacheck: ignore 212

---Wilson's score interval of a share, 95 %.
---@param hits integer
---@param trials integer
---@return number? low
---@return number? high
function c.wilson(hits, trials) end -- luacheck: ignore 212

---Fisher's exact test of the table a b / c d, two-sided.
---@param a integer
---@param b integer
---@param c integer
---@param d integer
---@return number p
function c.fisher(a, b, c, d) end -- luacheck: ignore 212 431

---Adjusted residual of the first cell of the table a b / c d.
---@param a integer
---@param b integer
---@param c integer
---@param d integer
---@return number?
function c.residual(a, b, c, d) end -- luacheck: ignore 212 431

---p-values adjusted for their number; nil is no test.
---@param p number[]
---@return number[]
function c.benjamini_hochberg(p) end -- luacheck: ignore 212

---Ranks from 1, the least first; ties share the mean.
---@param values number[]
---@return number[]
function c.rank(values) end -- luacheck: ignore 212

---The quantile by linear interpolation (R's type 7); nil in the list does not count.
---@param values number[]
---@param share number
---@return number?
function c.quantile(values, share) end -- luacheck: ignore 212

---@param x number[]
---@param y number[]
---@return conspectus.estimate
function c.pearson(x, y) end -- luacheck: ignore 212

---@param x number[]
---@param y number[]
---@return conspectus.estimate
function c.spearman(x, y) end -- luacheck: ignore 212

---Kendall's tau-b.
---@param x number[]
---@param y number[]
---@return conspectus.estimate
function c.kendall(x, y) end -- luacheck: ignore 212

---Cohen's kappa of two coders' labels, of the same units in the same order; nil is not coded.
---@param first conspectus.cell[]
---@param second conspectus.cell[]
---@return conspectus.estimate
function c.kappa(first, second) end -- luacheck: ignore 212

---Krippendorff's alpha for nominal data: of each unit the labels, one of each coder.
---@param units conspectus.cell[][]
---@return conspectus.estimate
function c.alpha(units) end -- luacheck: ignore 212

---Percentile bootstrap of a statistic of a list.
---@generic T
---@param list T[]
---@param statistic fun(sample: T[]): number?
---@param settings? conspectus.bootstrap_settings
---@return conspectus.estimate
function c.bootstrap(list, statistic, settings) end -- luacheck: ignore 212

---Prints a paragraph that fits the terminal.
---@param text string
---@param indent? integer
function c.print_text(text, indent) end -- luacheck: ignore 212

---Prints a table as the program prints its own, or as --format says.
---@param columns (string | conspectus.column)[]
---@param rows conspectus.rows
function c.print_table(columns, rows) end -- luacheck: ignore 212

---Writes a CSV file to the folder that -o names; gives the number of rows.
---@param name string
---@param columns (string | conspectus.column)[]
---@param rows conspectus.rows
---@return integer
function c.write_csv(name, columns, rows) end -- luacheck: ignore 212

---Writes a text file to the folder that -o names.
---@param name string
---@param text string
function c.write_text(name, text) end -- luacheck: ignore 212

return c
