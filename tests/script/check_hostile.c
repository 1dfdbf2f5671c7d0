/* Scripts that loop, hunger, dig or lie are stopped, and change nothing. */
#include "ran.h"
#include "suites.h"

typedef struct hostile {
  const char *source;
  cs_status status;
  const char *says;
} hostile;

#define COUNT_FOREVER                                                                              \
  "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) AS k FROM n"

static const hostile endless[] = {
    {"while true do end", CS_LIMIT, "ran longer than "},
    {"while true do pcall(function() while true do end end) end", CS_LIMIT, "ran longer"},
    {"while true do pcall(c.wilson, 1, 2) end", CS_LIMIT, "ran longer"},
    {"while true do pcall(error) end", CS_LIMIT, "ran longer"},
    {"for i = 1, 1000000000 do print(i) end", CS_LIMIT, "ran longer"},
    {"local x <close> = setmetatable({}, { __close = function() while true do end end }) "
     "while true do end",
     CS_LIMIT, "ran longer"},
    {"for _ in c.data:sql('" COUNT_FOREVER "') do end", CS_LIMIT, "ran longer"},
    {"while true do pcall(function() for _ in c.data:sql('" COUNT_FOREVER "') do end end) end",
     CS_LIMIT, "ran longer"},
    {"c.bootstrap({ 1 }, function() while true do end end)", CS_LIMIT, "ran longer"},
    {"while true do pcall(c.bootstrap, { 1 }, function() while true do end end) end", CS_LIMIT,
     "ran longer"},
    {"c.print_table({ 'a' }, function() return { 1 } end)", CS_LIMIT, "ran longer"},
    {"local function deep(s) return c.bootstrap(s, deep) end deep { 1 }", CS_PLUGIN, "overflow"},
    {"for _ in function() return 1 end do end", CS_LIMIT, "ran longer"},
    {"local function f() return pcall(f) end while true do f() end", CS_LIMIT, "ran longer"},
    {"print(setmetatable({}, { __tostring = function() while true do end end }))", CS_LIMIT,
     "ran longer"},
    {"local x = setmetatable({}, { __lt = function() while true do end end }) table.sort { x, x }",
     CS_LIMIT, "ran longer"},
    {"while true do pcall(string.find, ('a'):rep(60000), 'a*a*a*a*a*b') end", CS_LIMIT,
     "ran longer"},
    {"local function f(s) return s:gsub('.', f) end f 'x'", CS_PLUGIN, "overflow"},
    {"local function f() table.sort({ 1, 2 }, f) end f()", CS_PLUGIN, "overflow"},
    {"local t = setmetatable({}, { __index = function(s, k) return s[k] end }) print(t.x)",
     CS_PLUGIN, "overflow"},
    {"local t = setmetatable({}, { __tostring = tostring }) print(t)", CS_PLUGIN, "overflow"},
    {"local function f() return f() + 1 end f()", CS_LIMIT, "needs more than the 4096 KiB"},
    {"print(string.find(('a'):rep(1000), ('a*'):rep(20) .. 'b'))", CS_PLUGIN, "more than 1000000"},
};

START_TEST(what_has_no_end_is_stopped) {
  expect_fails(endless[_i].source, endless[_i].status, endless[_i].says);
}
END_TEST

static const hostile hungry[] = {
    {"local t = {} while true do t[#t + 1] = ('x'):rep(100000) .. #t end", CS_LIMIT,
     "needs more than the 4096 KiB"},
    {"local t = {} while true do pcall(function() t[#t + 1] = ('x'):rep(100000) .. #t end) end",
     CS_LIMIT, " than"},
    {"local s = 'x' while true do s = s .. s end", CS_LIMIT, "needs more than the 4096 KiB"},
    {"local t = {} while true do t = { t } end", CS_LIMIT, "needs more than the 4096 KiB"},
    {"local t = {} for i = 1, 1000 do t[i] = ('x'):rep(50000) end table.concat(t)", CS_LIMIT,
     "needs more than the 4096 KiB"},
    {"table.unpack({}, 1, 1e8)", CS_PLUGIN, "too many results"},
    {"string.rep('x', 10000000)", CS_PLUGIN, "string.rep makes at most"},
    {"for _ in c.data:sql('SELECT zeroblob(1000000000) AS z') do end", CS_PLUGIN, "larger"},
    {"for r in c.data:sql('SELECT hex(zeroblob(5000000)) AS z') do print(#r.z) end", CS_LIMIT,
     "needs more than the 4096 KiB"},
    {"local keep = {} for i = 1, 100 do keep[i] = c.data:areas() end", CS_PLUGIN,
     "32 loops over the dataset are open already"},
    {"local t, u = {}, {} for i = 1, 1001 do t[i] = 1 u[i] = t end c.rank(u)", CS_PLUGIN,
     "more than 1000000 items"},
    {"local t = {} t[1] = t c.rank(t)", CS_PLUGIN, "nested deeper than 8, or one holds itself"},
    {"c.fisher(1e15, 1, 1, 1)", CS_PLUGIN, "a count of at most 10,000,000"},
    {"c.bootstrap({ 1 }, print, { draws = 1e9 })", CS_PLUGIN, "1 to 100000"},
    {"c.print_text('x', 1e9)", CS_PLUGIN, "at most 40 blanks"},
};

START_TEST(what_is_hungry_is_stopped) {
  expect_fails(hungry[_i].source, hungry[_i].status, hungry[_i].says);
}
END_TEST

/* Errors of every type are told with their line. */
static const hostile raised[] = {
    {"error('plain')", CS_PLUGIN, ":1: plain"},
    {"error()", CS_PLUGIN, ":1: an error was raised with a nil"},
    {"error({})", CS_PLUGIN, ":1: an error was raised with a table"},
    {"error(print)", CS_PLUGIN, ":1: an error was raised with a function"},
    {"error(42)", CS_PLUGIN, ":1: an error was raised with a number"},
    {"error(true)", CS_PLUGIN, ":1: an error was raised with a boolean"},
    {"local _, _, _, closer = c.data:areas() error(closer)", CS_PLUGIN,
     ":1: an error was raised with a userdata"},
    {"error(setmetatable({}, { __tostring = function() while true do end end }))", CS_PLUGIN,
     ":1: an error was raised with a table"},
    {"error(setmetatable({}, { __tostring = function() return {} end }))", CS_PLUGIN,
     ":1: an error was raised with a table"},
    {"local _ <close> = setmetatable({}, { __close = function() error {} end }) error 'first'",
     CS_PLUGIN, ":1: an error was raised with a table"},
    {"assert(nil, {})", CS_PLUGIN, ":1: an error was raised with a table"},
    {"error('far', 1000)", CS_PLUGIN, "far"},
    {"c.bootstrap({ 1 }, function() error {} end)", CS_PLUGIN,
     ":1: an error was raised with a table"},
    {"error(setmetatable({}, { __tostring = function() error('x') end }))", CS_PLUGIN,
     ":1: an error was raised with a table"},
    {"error(('x'):rep(100000))", CS_PLUGIN, ":1: xxx"},
    {"local x = nil + 1", CS_PLUGIN, ":1: attempt to perform arithmetic on a nil value"},
    {"local x = = 1", CS_PLUGIN, ":1: unexpected symbol"},
    {"\x1bLua", CS_PLUGIN, ":1: "},
};

START_TEST(errors_of_every_type_are_told) {
  expect_fails(raised[_i].source, raised[_i].status, raised[_i].says);
}
END_TEST

/* What is not there, or cannot be changed. */
static const hostile digging[] = {
    {"io.open('/etc/passwd')", CS_PLUGIN, "the name \"io\" is not known here"},
    {"os.execute('true')", CS_PLUGIN, "the name \"os\" is not known here"},
    {"debug.getregistry()", CS_PLUGIN, "the name \"debug\" is not known here"},
    {"load('return 1')()", CS_PLUGIN, "the name \"load\" is not known here"},
    {"loadstring('return 1')", CS_PLUGIN, "the name \"loadstring\" is not known here"},
    {"loadfile('x')", CS_PLUGIN, "the name \"loadfile\" is not known here"},
    {"rawset(_ENV, 'x', 1)", CS_PLUGIN, "the name \"rawset\" is not known here"},
    {"_G.x = 1", CS_PLUGIN, "the name \"_G\" is not known here"},
    {"x = 1", CS_PLUGIN, "assignment to the global \"x\""},
    {"require './other'", CS_PLUGIN, "a script can require \"conspectus\" and nothing else"},
    {"setmetatable(_ENV, nil)", CS_PLUGIN, "cannot change a protected metatable"},
    {"collectgarbage('stop')", CS_PLUGIN, "the name \"collectgarbage\" is not known here"},
    {"coroutine.create(function() while true do end end)", CS_PLUGIN,
     "the name \"coroutine\" is not known here"},
    {"dofile('x')", CS_PLUGIN, "the name \"dofile\" is not known here"},
    {"coroutine.wrap(print)()", CS_PLUGIN, "the name \"coroutine\" is not known here"},
    {"collectgarbage()", CS_PLUGIN, "the name \"collectgarbage\" is not known here"},
    {"require 'os'", CS_PLUGIN, "a script can require \"conspectus\" and nothing else"},
    {"package.loadlib('x', 'y')", CS_PLUGIN, "the name \"package\" is not known here"},
    {"string.dump(print)", CS_PLUGIN, "attempt to call a nil value"},
    {"math.random()", CS_PLUGIN, "attempt to call a nil value"},
    {"c.wilson = print", CS_PLUGIN, "conspectus is read-only"},
    {"c.data.sql = print", CS_PLUGIN, "data is read-only"},
    {"setmetatable(c, {})", CS_PLUGIN, "cannot change a protected metatable"},
    {"getmetatable('').__index = nil", CS_PLUGIN, "attempt to index a string value"},
    {"setmetatable({}, { __gc = print })", CS_PLUGIN, "has no __gc"},
    {"setmetatable({}, { __mode = 'k' })", CS_PLUGIN, "has no __mode"},
    {"local _, _, _, closer = c.data:areas() closer.x = 1", CS_PLUGIN, "attempt to index"},
    {"c.data.areas(setmetatable({}, { __eq = function() return true end }))", CS_PLUGIN,
     "call it with a colon"},
    {"print(('%p'):format({}))", CS_PLUGIN, "there is no %p here"},
};

START_TEST(what_is_not_given_is_not_there) {
  expect_fails(digging[_i].source, digging[_i].status, digging[_i].says);
}
END_TEST

/* Metatables of what a script passes are not asked. */
START_TEST(metatables_of_values_do_nothing) {
  expect_prints("local t = setmetatable({ 2, 1 }, { __len = error, __index = error, "
                "__pairs = error }) "
                "print(table.concat(c.rank(t), ' ')) "
                "for a in c.data:areas(setmetatable({}, { __index = error })) do print(a.area) end "
                "print(getmetatable(c), getmetatable(c.data), getmetatable('x'))",
                "2.0 1.0\nAshby\nBexley\nread-only\tread-only\tstring\n");
}
END_TEST

static const char *const writing[] = {
    "DELETE FROM review",
    "UPDATE review SET area = 'x'",
    "INSERT INTO theme VALUES (1) RETURNING id",
    "CREATE TABLE x (y)",
    "CREATE TEMP TABLE x (y)",
    "DROP TABLE review",
    "ATTACH 'x.db' AS y",
    "DETACH main",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA writable_schema = 1",
    "PRAGMA user_version = 9",
    "VACUUM INTO 'x.db'",
    "BEGIN",
    "SELECT load_extension('x')",
    "SELECT writefile('x', 'y')",
    "SELECT 1 AS a; DELETE FROM review",
    "REINDEX",
    "",
};

START_TEST(sql_only_reads) {
  char source[256];
  snprintf(source, sizeof source, "for _ in c.data:sql([[%s]]) do end", writing[_i]);
  expect_fails(source, CS_PLUGIN, ":1: data:sql: ");
}
END_TEST

Suite *hostile_suite(void) {
  Suite *suite = suite_create("hostile");
  TCase *all = tcase_create("all");
  tcase_set_timeout(all, 60);
  tcase_add_loop_test(all, what_has_no_end_is_stopped, 0, sizeof endless / sizeof *endless);
  tcase_add_loop_test(all, what_is_hungry_is_stopped, 0, sizeof hungry / sizeof *hungry);
  tcase_add_loop_test(all, errors_of_every_type_are_told, 0, sizeof raised / sizeof *raised);
  tcase_add_loop_test(all, what_is_not_given_is_not_there, 0, sizeof digging / sizeof *digging);
  tcase_add_test(all, metatables_of_values_do_nothing);
  tcase_add_loop_test(all, sql_only_reads, 0, sizeof writing / sizeof *writing);
  suite_add_tcase(suite, all);
  return suite;
}
