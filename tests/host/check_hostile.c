/* Every hostile deed in every place where a plugin's code runs: while a theme, family, lexicon
 * or score is loaded, in a judge, and in a score. Each fails alone, in time, and with a message
 * that names the file and what is wrong. */
#include "suites.h"
#include "toy.h"

#include "base/buffer.h"
#include "host/plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "local c = require 'conspectus' "

enum { BYTES = 1024 * 1024, MILLISECONDS = 150 };

static const cs_host_options tight = {.lua_bytes = BYTES, .lua_milliseconds = MILLISECONDS};

typedef struct deed {
  const char *source;
  const char *says;
} deed;

/* A table of 63 places that is said to be 1 << 62 long. */
#define PLACE(n) "[1 << " #n "] = 1, "
#define PLACES(n)                                                                                  \
  PLACE(n##0)                                                                                      \
  PLACE(n##1)                                                                                      \
  PLACE(n##2) PLACE(n##3) PLACE(n##4) PLACE(n##5) PLACE(n##6) PLACE(n##7) PLACE(n##8) PLACE(n##9)
#define GAPS                                                                                       \
  "{ " PLACES() PLACES(1) PLACES(2) PLACES(3) PLACES(4) PLACES(5) PLACE(60) PLACE(61) PLACE(62) "}"

static const deed deeds[] = {
    /* without an end */
    {"while true do end", "ran longer than 150 ms"},
    {"::again:: goto again", "ran longer"},
    {"for _ in function() return 1 end do end", "ran longer"},
    {"while true do pcall(function() while true do end end) end", "ran longer"},
    {"repeat until pcall(error)", "ran longer"},
    {"local function f() return pcall(f) end while true do f() end", "ran longer"},
    {"while true do pcall(string.rep, 'x', 1 << 40) end", "ran longer"},
    {"local _ <close> = setmetatable({}, { __close = function() while true do end end }) error 'x'",
     "ran longer"},
    {"tostring(setmetatable({}, { __tostring = function() while true do end end }))", "ran longer"},
    {"local x = setmetatable({}, { __lt = function() while true do end end }) "
     "table.sort { x, x }",
     "ran longer"},
    {"local _ = ('x'):rep(1000):gsub('x', function() while true do end end)", "ran longer"},
    {"while true do pcall(string.find, ('a'):rep(60000), 'a*a*a*a*a*b') end", "ran longer"},
    {"string.find(('a'):rep(60000), 'a*a*a*a*a*b')", "more than 1000000 steps"},
    {"local t = " GAPS " table.insert(t, 1, 'x')", "has gaps"},
    {"local t = " GAPS " table.remove(t, 1)", "has gaps"},
    {"string.gsub(('x'):rep(65000), '', ('%0'):rep(100000))", "ran longer"},
    /* large */
    {"local s = 'x' while true do s = s .. s end", "needs more than the 1024 KiB of memory"},
    {"local t = {} for i = 1, 1e9 do t[i] = i end", "needs more than the 1024 KiB"},
    {"local t = {} while true do t = { t } end", "needs more than the 1024 KiB"},
    {"local t = {} for i = 1, 1000 do t[i] = ('x'):rep(5000) end table.concat(t)",
     "needs more than the 1024 KiB"},
    {"local f = function() end while true do local g = f f = function() g() end end",
     "needs more than the 1024 KiB"},
    {"string.rep('x', 1 << 40)", "string.rep makes at most 1048576 bytes"},
    {"string.rep('', 1 << 62, 'y')", "string.rep makes at most"},
    {"string.rep('', 1 << 62)", "string.rep makes at most"},
    {"table.unpack({}, 1, 1e8)", "too many results"},
    {"table.insert(setmetatable({}, { __len = function() return 1 << 60 end }), 1, 'x')",
     "a plain table is wanted here"},
    {"string.format('%1000000d', 1)", "invalid conversion"},
    /* deep */
    {"local function f() return 1 + f() end f()", "needs more than the 1024 KiB"},
    {"local function f(s) return s:gsub('.', f) end f 'x'", "overflow"},
    {"local function f() table.sort({ 1, 2 }, f) end f()", "overflow"},
    {"local t = setmetatable({}, { __index = function(s, k) return s[k] end }) local _ = t.x",
     "overflow"},
    {"local t = setmetatable({}, { __tostring = tostring }) tostring(t)", "overflow"},
    {"local t = setmetatable({}, { __concat = function(a, b) return a .. b end }) local _ = t .. t",
     "overflow"},
    {"local t = {} t.__index = t setmetatable(t, t) local _ = t.x", "loop"},
    /* errors of every type */
    {"error 'plain'", "plain"},
    {"error()", "an error was raised with a nil"},
    {"error(42)", "an error was raised with a number"},
    {"error(true)", "an error was raised with a boolean"},
    {"error {}", "an error was raised with a table"},
    {"error(error)", "an error was raised with a function"},
    {"error(c.score {})", "an error was raised with a userdata"},
    {"error(setmetatable({}, { __tostring = error }))", "an error was raised with a table"},
    {"error(setmetatable({}, { __tostring = function() while true do end end }))",
     "an error was raised with a table"},
    {"error(setmetatable({}, { __tostring = function() return {} end }))",
     "an error was raised with a table"},
    {"error(setmetatable({}, { __name = 'x', __index = error, __concat = error }))",
     "an error was raised with a table"},
    {"tostring(setmetatable({}, { __tostring = function() return {} end }))",
     "must return a string"},
    {"error(('x'):rep(100000))", "xxxxxxxx"},
    {"error 'a\\0b'", ": a"},
    {"error('far', 1000)", "far"},
    {"assert(nil, {})", "an error was raised with a table"},
    {"local _ <close> = setmetatable({}, { __close = function() error {} end }) error 'first'",
     "an error was raised with a table"},
    {"local _ <close> = 1", "non-closable value"},
    /* out of the room */
    {"io.open '/etc/passwd'", "the name \"io\" is not known here"},
    {"os.execute 'true'", "the name \"os\" is not known here"},
    {"debug.sethook()", "the name \"debug\" is not known here"},
    {"package.loadlib('x', 'y')", "the name \"package\" is not known here"},
    {"load 'return 1'", "the name \"load\" is not known here"},
    {"loadstring 'return 1'", "the name \"loadstring\" is not known here"},
    {"loadfile 'x'", "the name \"loadfile\" is not known here"},
    {"dofile 'x'", "the name \"dofile\" is not known here"},
    {"coroutine.wrap(function() while true do end end)()",
     "the name \"coroutine\" is not known here"},
    {"coroutine.close(coroutine.running())", "the name \"coroutine\" is not known here"},
    {"collectgarbage 'stop'", "the name \"collectgarbage\" is not known here"},
    {"collectgarbage('generational')", "the name \"collectgarbage\" is not known here"},
    {"print 'x'", "the name \"print\" is not known here"},
    {"rawset(_ENV, 'x', 1)", "the name \"rawset\" is not known here"},
    {"_G.x = 1", "the name \"_G\" is not known here"},
    {"require 'io'", "can require \"conspectus\" and nothing else"},
    {"require './themes/other'", "can require \"conspectus\" and nothing else"},
    {"require 'conspectus.io'", "can require \"conspectus\" and nothing else"},
    {"string.dump(function() end)", "attempt to call a nil value"},
    {"math.random()", "attempt to call a nil value"},
    {"local _ = ('%p'):format {}", "there is no %p here"},
    {"local _ = ('%s'):format {}", "value 1 is a table"},
    /* what others share */
    {"x = 1", "assignment to the global \"x\""},
    {"_ENV.x = 1", "assignment to the global \"x\""},
    {"setmetatable(_ENV, nil)", "protected metatable"},
    {"c.theme = 1", "conspectus is read-only"},
    {"setmetatable(c, {})", "protected metatable"},
    {"getmetatable('').__index = nil", "attempt to index a string value"},
    {"setmetatable('', {})", "table expected"},
    {"setmetatable({}, { __gc = error })", "has no __gc"},
    {"setmetatable({}, { __mode = 'k' })", "has no __mode"},
    {"local m = {} local t = setmetatable({}, m) m.__index = function() return 1 end "
     "m.__mode = 'k' assert(t.x == nil and getmetatable(t) == m) error 'as it was'",
     "as it was"},
    /* where a value is returned: while it is loaded a plugin is */
    {"do return pcall(function() while true do end end) end", "ran longer"},
};
enum { DEEDS = sizeof deeds / sizeof *deeds };

/* ---- A folder with plugins ---- */

static char folder[64];

static void set_up(void) {
  static const char *const below[] = {"", "/themes", "/lexicons", "/families", "/scores"};
  char path[128];
  strcpy(folder, "/tmp/conspectus-hostile-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  for (size_t i = 1; i < sizeof below / sizeof *below; i++) {
    snprintf(path, sizeof path, "%s%s", folder, below[i]);
    ck_assert_int_eq(mkdir(path, 0700), 0);
  }
}

static void tear_down(void) {
  char command[128];
  snprintf(command, sizeof command, "rm -r '%s'", folder);
  ck_assert_int_eq(system(command), 0);
}

/* Writes a plugin "bad" of a kind: what stands before and behind the source. */
static const char *write_plugin(cs_plugin_kind kind, const char *before, const char *source,
                                const char *behind) {
  static char path[160];
  snprintf(path, sizeof path, "%s/%s/bad.lua", folder, cs_plugin_kind_folder(kind));
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fprintf(file, HEAD "%s %s %s\n", before, source, behind);
  ck_assert_int_eq(fclose(file), 0);
  return path;
}

static void expect_told(const char *message, const deed *expected) {
  ck_assert_msg(strstr(message, "bad.lua") != NULL && strstr(message, expected->says) != NULL,
                "%s: '%s' has no '%s'", expected->source, message, expected->says);
  message = strstr(message, "bad.lua"); /* the folder's name is a matter of chance */
  ck_assert_msg(strstr(message, "0x") == NULL, "an address is shown: %s", message);
}

/* Loads a plugin that must fail so. */
static void expect_refused(cs_plugin_kind kind, const char *before, const deed *expected,
                           const char *behind) {
  const char *path = write_plugin(kind, before, expected->source, behind);
  cs_problems problems = {0};
  cs_error error = {0};
  cs_plugin *plugin = cs_plugin_load(kind, "bad", path, &tight, &problems, &error);
  ck_assert_msg(plugin == NULL, "%s: it was loaded", expected->source);
  ck_assert_uint_ge(problems.count, 1);
  ck_assert_uint_le(problems.count, CS_PLUGIN_FAULTS + 1);
  expect_told(error.message, expected);
  cs_problems_clear(&problems);
}

START_TEST(while_it_is_loaded) {
  for (int kind = 0; kind < CS_PLUGIN_KINDS; kind++) {
    expect_refused((cs_plugin_kind)kind, "", &deeds[_i], "");
  }
}
END_TEST

#define FIELDS "id = 'bad', title = 'T', about = 'A', version = '1', "

static cs_host *host_within(unsigned milliseconds) {
  char good[TOY_PATH];
  const char *const folders[] = {toy_path(good, "tests/host/data/good"), folder};
  cs_host_options options = tight;
  cs_problems problems = {0};
  cs_error error = {0};
  cs_host *host = NULL;
  options.lua_milliseconds = milliseconds;
  options.folders = folders;
  options.folder_count = 2;
  ck_assert_msg(cs_host_open(&host, &options, &problems, &error) == CS_OK, "%s", error.message);
  ck_assert_msg(problems.count == 0, "%s", problems.count != 0 ? problems.items[0].message : "");
  return host;
}

static cs_host *host_with_bad(void) {
  return host_within(MILLISECONDS);
}

START_TEST(in_a_judge) {
  static const char *const texts[] = {"Two apples were good.", "A stone."};
  write_plugin(CS_PLUGIN_THEME,
               "return c.theme { " FIELDS "rule = c.any { 'apple*' }, "
               "judge = function(passage, hits, verdict)",
               deeds[_i].source, "end }");
  cs_host *host = host_with_bad();
  cs_problems problems = {0};
  cs_codings codings = {0};
  toy_review toy;
  toy_review_make(&toy, texts, 2);
  cs_host_code(&codings, host, &toy.review, &problems);
  ck_assert_uint_eq(problems.count, 1);
  expect_told(problems.items[0].message, &deeds[_i]);
  ck_assert_ptr_nonnull(strstr(problems.items[0].message, "theme bad, left out of this review: "));
  ck_assert_ptr_nonnull(strstr(problems.items[0].message, "(finding 1.1)"));
  ck_assert_uint_eq(problems.items[0].line, 1);
  ck_assert_ptr_null(toy_coding(&codings, 0, toy_theme(host, "bad")));
  ck_assert_ptr_nonnull(toy_coding(&codings, 0, toy_theme(host, "apples")));
  toy_review_free(&toy);
  cs_codings_free(&codings);
  cs_problems_clear(&problems);
  cs_host_close(host);
}
END_TEST

START_TEST(in_a_score) {
  write_plugin(CS_PLUGIN_SCORE, "return c.score { " FIELDS "score = function(components)",
               deeds[_i].source, "end }");
  cs_host *host = host_with_bad();
  const cs_components components = {.areas = 2, .affected = 1, .prevalence = 0.5};
  cs_error error = {0};
  double score = -1;
  ck_assert_int_ne(cs_host_score(&score, host, "bad", &components, &error), CS_OK);
  expect_told(error.message, &deeds[_i]);
  ck_assert_int_eq(cs_host_score(&score, host, "half", &components, &error), CS_OK);
  cs_host_close(host);
}
END_TEST

/* Draws ask a score tens of thousands of times: a slow one ends all the same. */
START_TEST(a_slow_score_has_a_bound) {
  enum { MOST_CALLS = 1000000 };
  write_plugin(CS_PLUGIN_SCORE, "return c.score { " FIELDS "score = function(components)",
               "for i = 1, 10000 do end return 50", "end }");
  const cs_components components = {.areas = 2, .affected = 1, .prevalence = 0.5};
  cs_error error = {0};
  double score;
  int calls = 0;
  cs_host *host = host_within(20);
  while (calls < MOST_CALLS && cs_host_score(&score, host, "bad", &components, &error) == CS_OK) {
    calls++;
  }
  ck_assert_int_gt(calls, 0);
  ck_assert_int_lt(calls, MOST_CALLS);
  ck_assert_ptr_nonnull(strstr(error.message, "its calls took longer than 1200 ms together"));
  cs_host_close(host);
}
END_TEST

/* ---- What is returned ---- */

typedef struct record {
  cs_plugin_kind kind;
  const char *before; /* "return c.theme { ..." and so on is built around it */
  deed of;
} record;

#define MANY(n, what)                                                                              \
  "(function() local t = {} for i = 1, " #n " do t[i] = " what " end return t end)()"

/* `source` is a list of fields that stands before the ones that are right. */
static const record records[] = {
    {CS_PLUGIN_THEME, "", {"title = ('x'):rep(4001)", "string of 1 to 4000 bytes, found 4001"}},
    {CS_PLUGIN_THEME, "", {"title = 'a\\0b'", "not valid UTF-8"}},
    {CS_PLUGIN_THEME, "", {"about = '\\xff'", "not valid UTF-8"}},
    {CS_PLUGIN_THEME, "", {"version = 1", "field \"version\": expected a string, found number"}},
    {CS_PLUGIN_THEME, "local t = {} t.t = t", {"title = t", "expected a string, found table"}},
    {CS_PLUGIN_THEME,
     "local t = setmetatable({}, { __tostring = function() while true do end end })",
     {"title = t", "expected a string, found table"}},
    {CS_PLUGIN_THEME, "", {"rule = c.any { ('x'):rep(257) }", "a term has at most 256 bytes"}},
    {CS_PLUGIN_THEME, "", {"rule = c.any(" MANY(1001, "'a' .. i") ")", "more than 1000 items"}},
    {CS_PLUGIN_THEME,
     "local r = c.any { 'a' } for _ = 1, 24 do r = c.all { r } end",
     {"rule = r", "nested deeper than 24"}},
    {CS_PLUGIN_THEME,
     "local r = c.any { 'a' } for _ = 1, 20 do r = c.all { r, r } end",
     {"rule = r", "more than 20000 parts"}},
    {CS_PLUGIN_THEME,
     "",
     {"rule = c.any(setmetatable({}, { __index = function() return 'x' end }))",
      "the list is empty"}},
    {CS_PLUGIN_THEME, "", {"examples = " MANY(501, "{ 'x', false }"), "1 to 500 items, found 501"}},
    {CS_PLUGIN_THEME,
     "",
     {"cues = { weakness = " MANY(4097, "'a' .. i") " }", "1 to 4096 items, found 4097"}},
    {CS_PLUGIN_THEME, "", {"cues = { weakness = { {} } }", "expected a term"}},
    {CS_PLUGIN_LEXICON, "", {"title = ('x'):rep(4001)", "string of 1 to 4000 bytes"}},
    {CS_PLUGIN_LEXICON,
     "",
     {"classes = " MANY(65, "{ id = 'a', says = 'plan', terms = { 'x' } }"),
      "1 to 64 items, found 65"}},
    {CS_PLUGIN_LEXICON,
     "",
     {"classes = { { id = 'a', says = 'plan', terms = " MANY(4097, "'a' .. i") " } }",
      "1 to 4096 items, found 4097"}},
    {CS_PLUGIN_LEXICON,
     "",
     {"classes = { { id = 'a', says = 'plan', weight = 0/0, terms = { 'x' } } }",
      "expected a number above 0"}},
    {CS_PLUGIN_LEXICON,
     "",
     {"classes = { { id = 'a', says = {}, terms = { 'x' } } }", "field \"classes[1].says\""}},
    {CS_PLUGIN_FAMILY, "", {"about = ('x'):rep(4001)", "string of 1 to 4000 bytes"}},
    {CS_PLUGIN_FAMILY, "", {"recognise = " MANY(4097, "'a' .. i"), "1 to 4096 items, found 4097"}},
    {CS_PLUGIN_FAMILY, "", {"recognise = { ('x'):rep(257) }", "string of 1 to 256 bytes"}},
    {CS_PLUGIN_FAMILY,
     "",
     {"sections = " MANY(257, "{ holds = 'findings' }"), "1 to 256 items, found 257"}},
    {CS_PLUGIN_FAMILY, "local t = {} t[1] = t", {"sections = t", "value without a name"}},
    {CS_PLUGIN_FAMILY, "", {"numbered = function() end", "expected true or false"}},
    {CS_PLUGIN_SCORE, "", {"title = ('x'):rep(4001)", "string of 1 to 4000 bytes"}},
    {CS_PLUGIN_SCORE, "", {"score = setmetatable({}, { __call = error })", "expected a function"}},
};

START_TEST(what_is_returned_is_bounded) {
  const record *each = &records[_i];
  char before[512];
  snprintf(before, sizeof before, "%s return c.%s {", each->before,
           cs_plugin_kind_name(each->kind));
  const char *path = write_plugin(each->kind, before, each->of.source, "}");
  cs_problems problems = {0};
  cs_error error;
  ck_assert_ptr_null(cs_plugin_load(each->kind, "bad", path, &tight, &problems, &error));
  ck_assert_uint_le(problems.count, CS_PLUGIN_FAULTS + 1);
  ck_assert_msg(toy_problem(&problems, "bad.lua", each->of.says) != NULL, "%s: '%s' has no '%s'",
                each->of.source, problems.items[0].message, each->of.says);
  cs_problems_clear(&problems);
}
END_TEST

/* A table that answers to every name has none of them. */
START_TEST(a_record_is_read_without_its_metatable) {
  static const deed answers = {"", "is missing"};
  for (int kind = 0; kind < CS_PLUGIN_KINDS; kind++) {
    char before[256];
    snprintf(before, sizeof before,
             "return c.%s(setmetatable({}, { __index = function() while true do end end, "
             "__len = error, __pairs = error }))",
             cs_plugin_kind_name((cs_plugin_kind)kind));
    expect_refused((cs_plugin_kind)kind, before, &answers, "");
  }
}
END_TEST

START_TEST(thousands_of_faults_are_told_by_twenty) {
  const deed many = {"local t = {} for i = 1, 5000 do t['x' .. i] = i end return c.theme(t)",
                     "there is no such field"};
  expect_refused(CS_PLUGIN_THEME, "", &many, "");
}
END_TEST

/* Lua's own parser goes no deeper than its limit of levels. */
START_TEST(source_that_is_nested_deep) {
  static const char *const pairs[][2] = {
      {"(", ")"}, {"{", "}"}, {"function() return ", " end"}, {"-", ""}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    cs_buffer source = {0};
    cs_buffer_add_string(&source, "local x = ");
    for (int deep = 0; deep < 2000; deep++) {
      cs_buffer_add_format(&source, "%s ", pairs[i][0]);
    }
    cs_buffer_add_string(&source, "1");
    for (int deep = 0; deep < 2000; deep++) {
      cs_buffer_add_format(&source, "%s ", pairs[i][1]);
    }
    const deed nested = {source.bytes, "overflow"};
    expect_refused(CS_PLUGIN_THEME, "", &nested, "");
    cs_buffer_free(&source);
  }
}
END_TEST

/* ---- What a judge is given ---- */

static const deed tampering[] = {
    {"verdict.polarity = 'strength'", "verdict is read-only"},
    {"verdict.cues[1] = nil", "verdict.cues is read-only"},
    {"hits[1] = nil", "hits is read-only"},
    {"hits[1].term = 'x'", "hit is read-only"},
    {"passage.text = ''", "passage is read-only"},
    {"table.insert(hits, 1)", "a plain table is wanted here"},
    {"table.sort(hits, function() return true end)", "a plain table is wanted here"},
    {"setmetatable(verdict, {})", "protected metatable"},
    {"getmetatable(verdict).__index = error", "attempt to index a string value"},
    {"return setmetatable({ 1 }, {})", "a value without a name"},
    {"return { confidence = 0/0 }", "expected a number from 0 to 1"},
    {"return { confidence = 1/0 }", "expected a number from 0 to 1"},
    {"local t = {} t.polarity = t return t", "expected \"weakness\""},
    {"return { polarity = function() end }", "expected \"weakness\""},
    {"local t = {} for i = 1, 5000 do t['x' .. i] = i end return t", "there are polarity"},
    {"return setmetatable({ polarity = setmetatable({}, "
     "{ __tostring = function() while true do end end }) }, {})",
     "ran longer"},
    {"return c.theme {}", "judge returned userdata"},
    {"return 'weakness'", "judge returned weakness"},
};

START_TEST(a_judge_changes_nothing_that_it_is_given) {
  static const char *const texts[] = {"Two apples were good."};
  write_plugin(CS_PLUGIN_THEME,
               "return c.theme { " FIELDS "rule = c.any { 'apple*' }, "
               "judge = function(passage, hits, verdict)",
               tampering[_i].source, "end }");
  cs_host *host = host_with_bad();
  cs_problems problems = {0};
  cs_codings codings = {0};
  toy_review toy;
  toy_review_make(&toy, texts, 1);
  cs_host_code(&codings, host, &toy.review, &problems);
  ck_assert_uint_eq(problems.count, 1);
  expect_told(problems.items[0].message, &tampering[_i]);
  toy_review_free(&toy);
  cs_codings_free(&codings);
  cs_problems_clear(&problems);
  cs_host_close(host);
}
END_TEST

/* ---- Neighbours ---- */

/* What one plugin does to its libraries no other sees. */
START_TEST(plugins_do_not_see_each_other) {
  static const char *const texts[] = {"Two apples were good."};
  write_plugin(CS_PLUGIN_SCORE,
               "string.rep = nil string.format = error table.concat = error math.max = nil "
               "utf8.len = nil string.seen = true",
               "return c.score { " FIELDS "score = function() return 50 end }", "");
  write_plugin(
      CS_PLUGIN_THEME,
      "assert(string.seen == nil and ('x'):rep(2) == 'xx' and math.max(1, 2) == 2) "
      "assert(table.concat({ 'a', 'b' }) == 'ab' and utf8.len 'x' == 1) string.seen = true",
      "return c.theme { " FIELDS "rule = c.any { 'apple*' }, "
      "judge = function() string.seen = 1 return { confidence = 0.25 } end }",
      "");
  cs_host *host = host_with_bad();
  cs_problems problems = {0};
  cs_codings codings = {0};
  toy_review toy;
  toy_review_make(&toy, texts, 1);
  for (int review = 0; review < 2; review++) {
    cs_host_code(&codings, host, &toy.review, &problems);
    ck_assert_uint_eq(problems.count, 0);
    const cs_coding *coding = toy_coding(&codings, 0, toy_theme(host, "bad"));
    ck_assert_ptr_nonnull(coding);
    ck_assert_double_eq(coding->confidence, 0.25);
  }
  toy_review_free(&toy);
  cs_codings_free(&codings);
  cs_host_close(host);
}
END_TEST

/* ---- Notes for whoever looks after this process ---- */

START_TEST(a_note_says_whose_judge_runs) {
  static const char *const texts[] = {"A stone.", "Two apples were good."};
  write_plugin(CS_PLUGIN_THEME, "return c.theme { " FIELDS,
               "rule = c.any { 'apple*' }, judge = function() while true do end end", "}");
  cs_host *host = host_with_bad();
  cs_problems problems = {0};
  cs_codings codings = {0};
  cs_host_note note = {0};
  toy_review toy;
  toy_review_make(&toy, texts, 2);
  cs_host_leave_notes(host, &note);
  cs_host_code(&codings, host, &toy.review, &problems);
  ck_assert_uint_eq(note.theme, 0);
  ck_assert_uint_eq(note.passage, 1);
  cs_problems_clear(&problems);
  uint32_t bad = toy_theme(host, "bad");
  ck_assert_uint_eq(note.slowest, bad + 1);
  ck_assert_uint_ge(note.slowest_ms, MILLISECONDS / 2);
  cs_host_tell_left_out(&problems, host, bad, &toy.review, 1, "the worker was killed");
  cs_host_tell_left_out(&problems, host, bad, &toy.review, 99, "the worker was killed");
  ck_assert_uint_eq(problems.count, 2);
  ck_assert_uint_eq(problems.items[0].line, 2);
  ck_assert_ptr_nonnull(toy_problem(&problems, "theme bad, left out of this review: ",
                                    "bad.lua: the worker was killed; mend the theme"));
  ck_assert_ptr_nonnull(strstr(problems.items[0].message, "(finding 1.2)"));
  toy_review_free(&toy);
  cs_codings_free(&codings);
  cs_problems_clear(&problems);
  cs_host_close(host);
}
END_TEST

Suite *hostile_suite(void) {
  Suite *suite = suite_create("hostile");
  TCase *cases = tcase_create("hostile");
  tcase_set_timeout(cases, 60);
  tcase_add_checked_fixture(cases, set_up, tear_down);
  tcase_add_loop_test(cases, while_it_is_loaded, 0, DEEDS - 1);
  tcase_add_loop_test(cases, in_a_judge, 0, DEEDS);
  tcase_add_loop_test(cases, in_a_score, 0, DEEDS);
  tcase_add_test(cases, a_slow_score_has_a_bound);
  tcase_add_loop_test(cases, what_is_returned_is_bounded, 0, sizeof records / sizeof *records);
  tcase_add_test(cases, a_record_is_read_without_its_metatable);
  tcase_add_test(cases, thousands_of_faults_are_told_by_twenty);
  tcase_add_test(cases, source_that_is_nested_deep);
  tcase_add_loop_test(cases, a_judge_changes_nothing_that_it_is_given, 0,
                      sizeof tampering / sizeof *tampering);
  tcase_add_test(cases, plugins_do_not_see_each_other);
  tcase_add_test(cases, a_note_says_whose_judge_runs);
  suite_add_tcase(suite, cases);
  return suite;
}
