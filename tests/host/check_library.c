/* What a plugin's library shows does not depend on addresses, seeds or the clock. */
#include "suites.h"

#include "host/sandbox.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

static int run_chunk(lua_State *L) {
  const char *chunk = lua_touserdata(L, 1);
  cs_sandbox_load(L, chunk, strlen(chunk));
  lua_call(L, 0, 0);
  return 0;
}

static cs_status run(const char *chunk, cs_error *error) {
  char copy[1024];
  cs_sandbox *sandbox = NULL;
  snprintf(copy, sizeof copy, "%s", chunk);
  /* the builders of rules look for a plugin that is being loaded; none of these calls one */
  ck_assert_int_eq(cs_sandbox_new(&sandbox, "toy.lua", NULL, 16 << 20, 20000, error), CS_OK);
  cs_status status = cs_sandbox_call(sandbox, run_chunk, copy, error);
  cs_sandbox_free(sandbox);
  return status;
}

static const char *const held[] = {
    "assert(tostring({}) == 'table' and tostring(pairs) == 'function')",
    "assert(tostring(function() end) == 'function' and tostring(string.find) == 'function')",
    "assert(tostring(require 'conspectus') == 'table')",
    "assert(tostring(nil) == 'nil' and tostring(true) == 'true' and tostring(7) == '7')",
    "assert(tostring(0.5) == '0.5' and tostring('x') == 'x' and tostring(1e15) == '1e+15')",
    "local t = setmetatable({}, { __tostring = function() return 'me' end }) "
    "assert(tostring(t) == 'me')",
    "assert(tostring(setmetatable({}, { __name = 'mine' })) == 'table')",
    "assert(not pcall(tostring))",
    "assert(not pcall(tostring, setmetatable({}, { __tostring = function() return {} end })))",
    "assert(('%s %s %s %d %%p'):format('a', nil, true, 3) == 'a nil true 3 %p')",
    "assert(('%q'):format('a\\nb') == '\"a\\\\\\nb\"' and ('%5.1f|%-3s|'):format(1.25, 'x') == "
    "'  1.2|x  |')",
    "local _, why = pcall(function() return _ENV[{}] end) assert(not why:find('0x'), why)",
    "local _, why = pcall(function() _ENV[pairs] = 1 end) assert(not why:find('0x'), why)",
    "local _, why = pcall(function() return (require 'conspectus')[{}] end) "
    "assert(not why:find('0x'), why)",
    "for _, f in ipairs { function() return {} .. 'x' end, function() return {} < {} end, "
    "function() return #pairs end, function() table.concat { {} } end, "
    "function() ('x'):rep({}) end, function() return 1 + {} end, function() error {} end } do "
    "local _, why = pcall(f) assert(not tostring(why):find('0x'), why) end",
    /* as long as is said, and no longer */
    "assert(#('x'):rep(1 << 20) == 1 << 20 and not pcall(string.rep, 'x', (1 << 20) + 1))",
    "assert(('xy'):rep(2, '-') == 'xy-xy' and ('x'):rep(0) == '' and ('x'):rep(-1 << 62) == '')",
    "assert((''):rep(1 << 20) == '' and not pcall(string.rep, '', 1 << 40))",
    "assert(not pcall(string.rep, ('x'):rep(1 << 20), 1, ('x'):rep(1 << 20)))",
    /* sorting */
    "local t = { 5, 3, 9, 1 } table.sort(t, function(a, b) return a > b end) "
    "assert(table.concat(t, ',') == '9,5,3,1')",
    "local t = {} for i = 1, 1000 do t[i] = (i * 7919) % 1009 end table.sort(t) "
    "for i = 2, 1000 do assert(t[i - 1] < t[i]) end",
    /* what compares as equal keeps its order */
    "local t = {} for i = 1, 5000 do t[i] = { key = i % 3, at = i } end "
    "table.sort(t, function(a, b) return a.key < b.key end) "
    "for i = 2, 5000 do local a, b = t[i - 1], t[i] "
    "assert(a.key < b.key or (a.key == b.key and a.at < b.at)) end",
    "local t = { 'b', 'a' } assert(not pcall(table.sort, t, function() error('no') end)) "
    "assert(t[1] == 'b' and t[2] == 'a')",
    "assert(not pcall(table.sort, { 1, 'a' }) and not pcall(table.sort, { 1 }, 1))",
    "table.sort({}) local t = { 1 } table.sort(t) assert(t[1] == 1)",
    /* pairs */
    "local class = { inherited = 1 } class.__index = class local n = 0 "
    "for k in pairs(setmetatable({ own = 1 }, class)) do n = n + 1 assert(k == 'own') end "
    "assert(n == 1)",
    "local t = {} for i = 100, 1, -1 do t['k' .. i] = i end local last "
    "for k in pairs(t) do assert(not last or last < k) last = k end assert(last == 'k99')",
    "local t = { [true] = 1, [false] = 2, [0.5] = 3, [-1] = 4, x = 5 } local s = '' "
    "for _, v in pairs(t) do s = s .. v end assert(s == '21435')",
};

START_TEST(what_is_shown_is_the_same_in_every_run) {
  cs_error error = {0};
  ck_assert_msg(run(held[_i], &error) == CS_OK, "%s", error.message);
}
END_TEST

typedef struct refusal {
  const char *chunk;
  const char *says;
} refusal;

static const refusal refused[] = {
    {"string.format('%p', 'x')", "there is no %p here: it shows an address"},
    {"string.format('%d%% %-20p', 1, 'x')", "there is no %p here"},
    {"string.format('%s', {})", "string.format: value 1 is a table: it takes texts, numbers"},
    {"('%d %s'):format(1, pairs)", "string.format: value 2 is a function"},
    {"string.format('%s')", "bad argument #2"},
    {"for _ in pairs { [{}] = 1 } do end", "pairs: keys must be texts, numbers or booleans, found "
                                           "a table: a table has no order"},
    {"for _ in pairs { [pairs] = 1, [1] = 1 } do end", "found a function"},
    {"setmetatable({}, { __mode = 'v' })", "a metatable of a plugin has no __mode"},
    {"local c = require 'conspectus' c.any { 'x', z = 1, b = 2, y = 3 }", "found the field \"b\""},
};

START_TEST(what_is_not_is_refused) {
  cs_error error = {0};
  ck_assert_int_eq(run(refused[_i].chunk, &error), CS_PLUGIN);
  ck_assert_msg(strstr(error.message, refused[_i].says) != NULL, "%s", error.message);
  ck_assert_msg(strncmp(error.message, "toy.lua:1: ", 11) == 0, "%s", error.message);
}
END_TEST

/* ---- A comparison that contradicts itself ---- */

typedef struct sorted {
  char order[8192];
} sorted;

/* "Greater" goes round in a circle, and equals differ in what they carry. */
static const char circle[] =
    "local t = {} for i = 1, 600 do t[i] = { key = (i * 31) % 5, name = i } end "
    "table.sort(t, function(a, b) return (a.key - b.key) % 5 < 3 end) "
    "local names = {} for i, item in ipairs(t) do names[i] = item.name end "
    "return table.concat(names, ' ')";

static int sort_circle(lua_State *L) {
  sorted *into = lua_touserdata(L, 1);
  cs_sandbox_load(L, circle, strlen(circle));
  lua_call(L, 0, 1);
  snprintf(into->order, sizeof into->order, "%s", lua_tostring(L, -1));
  return 0;
}

START_TEST(a_contradictory_sort_is_the_same_in_every_state) {
  static sorted first, other;
  for (int i = 0; i < 5; i++) {
    cs_sandbox *sandbox = NULL;
    cs_error error = {0};
    ck_assert_int_eq(cs_sandbox_new(&sandbox, "toy.lua", NULL, 0, 20000, &error), CS_OK);
    ck_assert_int_eq(cs_sandbox_call(sandbox, sort_circle, i == 0 ? &first : &other, &error),
                     CS_OK);
    ck_assert(i == 0 || strcmp(first.order, other.order) == 0);
    cs_sandbox_free(sandbox);
  }
  ck_assert_uint_gt(strlen(first.order), 2000);
}
END_TEST

Suite *library_suite(void) {
  Suite *suite = suite_create("library");
  TCase *cases = tcase_create("library");
  tcase_set_timeout(cases, 60);
  tcase_add_loop_test(cases, what_is_shown_is_the_same_in_every_run, 0,
                      (int)(sizeof held / sizeof *held));
  tcase_add_loop_test(cases, what_is_not_is_refused, 0, (int)(sizeof refused / sizeof *refused));
  tcase_add_test(cases, a_contradictory_sort_is_the_same_in_every_state);
  suite_add_tcase(suite, cases);
  return suite;
}
