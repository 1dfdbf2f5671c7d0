/* Lua's patterns: the same as Lua's own functions give, on many patterns and
 * texts, and an end to every call. */
#include "suites.h"

#include "host/sandbox.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 40000, ROUNDS = 20, SHOWN = 4096 };

typedef struct trial {
  const char *function; /* of string */
  char subject[24], pattern[80], text[24];
  size_t subject_length, pattern_length, text_length;
  int replacement; /* of gsub: 0 a text, 1 a table, 2 a function */
  lua_Integer number;
  bool has_number, plain;
  size_t shown;
  char result[SHOWN];
} trial;

/* ---- Random trials; the same in every run ---- */

typedef struct chance {
  uint64_t state;
} chance;

static size_t below(chance *of, size_t count) {
  of->state = of->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (size_t)(of->state >> 33) % count;
}

static const char *const pieces[] = {
    "a",       "b",      "a",       "b",      ".",    ".",     "%a",     "%d",     "%W",
    "%s",      "[ab]",   "[^a]",    "[a-c]",  "[]a]", "[^]a]", "[%]a-]", "[+-%]",  "(",
    "(",       ")",      ")",       "()",     "*",    "*",     "+",      "+",      "-",
    "-",       "?",      "?",       "^",      "$",    "%b()",  "%bab",   "%baa",   "%b",
    "%f[a]",   "%f[%w]", "%f[^%z]", "%f",     "%1",   "%2",    "%0",     "%",      "[",
    "]",       "%]",     "%-",      "%z",     "%S",   "(a*)",  "(.-)",   "(%a+)",  "[%a%d]",
    "%x",      "%P",     "%c",      "%g",     "%u",   "%L",    "[a-%d]", "[%a-z]", "[a-]",
    "[^%s%p]", "1",      "-",       "((b)a)", "[%",   "[a%",   "\x80",
};
static const char subject_letters[] = {'a', 'a', 'a', 'b', 'b', '(', ')',    '1',  ' ', 'A',
                                       ']', '-', '^', '%', '$', 0,   '\x80', '\n', 'c', '+'};
static const char *const parts_of_text[] = {"%1", "%2", "%0", "%%", "x", "", "-", "%", "%9", "%a"};

static void make_trial(chance *by, trial *of) {
  static const char *const functions[] = {"find", "match", "gmatch", "gsub"};
  *of = (trial){.function = functions[below(by, 4)]};
  of->subject_length = below(by, 14);
  for (size_t i = 0; i < of->subject_length; i++) {
    /* half of the texts of few letters, so that much matches */
    size_t letters = of->subject_length % 2 == 0 ? 5 : sizeof subject_letters;
    of->subject[i] = subject_letters[below(by, letters)];
  }
  for (size_t i = below(by, 9); i > 0; i--) {
    const char *piece = pieces[below(by, sizeof pieces / sizeof *pieces)];
    memcpy(of->pattern + of->pattern_length, piece, strlen(piece));
    of->pattern_length += strlen(piece);
    if (below(by, 60) == 0) {
      of->pattern[of->pattern_length++] = '\0';
    }
  }
  for (size_t i = below(by, 4); i > 0; i--) {
    const char *part = parts_of_text[below(by, below(by, 8) == 0 ? 10 : 7)];
    memcpy(of->text + of->text_length, part, strlen(part));
    of->text_length += strlen(part);
  }
  of->replacement = (int)below(by, 3);
  of->has_number = below(by, 3) == 0;
  of->number = (lua_Integer)below(by, 34) - 17;
  of->plain = below(by, 12) == 0;
}

/* ---- Running one ---- */

static void show(trial *of, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void show(trial *of, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int written = vsnprintf(of->result + of->shown, SHOWN - of->shown, format, arguments);
  va_end(arguments);
  ck_assert_uint_lt(of->shown + (size_t)written, SHOWN);
  of->shown += (size_t)written;
}

static void show_values(lua_State *L, trial *of, int from) {
  for (int i = from; i <= lua_gettop(L); i++) {
    size_t length;
    const char *kind = luaL_typename(L, i);
    const char *bytes = lua_type(L, i) == LUA_TNIL ? "" : lua_tolstring(L, i, &length);
    length = lua_type(L, i) == LUA_TNIL ? 0 : length;
    show(of, " %s:", kind);
    for (size_t at = 0; at < length; at++) {
      show(of, "%02x", (unsigned char)bytes[at]);
    }
  }
  show(of, ";");
}

/* The replacement that is a function: nothing, false, a text or a number, by what it gets. */
static int reply(lua_State *L) {
  size_t length = 0;
  if (lua_type(L, 1) == LUA_TSTRING) {
    lua_tolstring(L, 1, &length);
  }
  switch ((length + (size_t)lua_gettop(L)) % 4) {
  case 0:
    return 0;
  case 1:
    lua_pushboolean(L, 0);
    return 1;
  case 2:
    lua_pushinteger(L, lua_gettop(L));
    return 1;
  default:
    lua_pushvalue(L, lua_gettop(L));
    return 1;
  }
}

static void push_replacement(lua_State *L, const trial *of) {
  if (of->replacement == 0) {
    lua_pushlstring(L, of->text, of->text_length);
  } else if (of->replacement == 1) {
    lua_newtable(L);
    lua_pushliteral(L, "<a>");
    lua_setfield(L, -2, "a");
    lua_pushinteger(L, 7);
    lua_setfield(L, -2, "b");
    lua_pushliteral(L, "one");
    lua_rawseti(L, -2, 1);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "");
    lua_newtable(L); /* not a replacement */
    lua_setfield(L, -2, "aab");
  } else {
    lua_pushcfunction(L, reply);
  }
}

/* Raises where the function does. */
static int call_it(lua_State *L) {
  trial *of = lua_touserdata(L, 1);
  lua_pushliteral(L, "");
  lua_getfield(L, -1, of->function); /* by the metatable of texts, as in ("x"):find */
  lua_pushlstring(L, of->subject, of->subject_length);
  lua_pushlstring(L, of->pattern, of->pattern_length);
  int arguments = 2;
  if (strcmp(of->function, "gsub") == 0) {
    push_replacement(L, of);
    arguments++;
  }
  if (of->has_number) {
    lua_pushinteger(L, of->number);
    arguments++;
  }
  if (of->plain && strcmp(of->function, "find") == 0 && of->has_number) {
    lua_pushboolean(L, 1);
    arguments++;
  }
  int top = lua_gettop(L) - arguments - 1;
  lua_call(L, arguments, LUA_MULTRET);
  if (strcmp(of->function, "gmatch") != 0) {
    show_values(L, of, top + 1);
    return 0;
  }
  for (int round = 0; round < ROUNDS; round++) {
    lua_pushvalue(L, top + 1);
    lua_call(L, 0, LUA_MULTRET);
    show_values(L, of, top + 2);
    if (lua_gettop(L) == top + 1 || lua_isnil(L, top + 2)) {
      break;
    }
    lua_settop(L, top + 1);
  }
  return 0;
}

static bool run_it(lua_State *L, trial *of) {
  of->shown = 0;
  lua_pushcfunction(L, call_it);
  lua_pushlightuserdata(L, of);
  bool fine = lua_pcall(L, 1, 0, 0) == LUA_OK;
  if (!fine) {
    lua_pop(L, 1);
  }
  return fine;
}

typedef struct comparison {
  lua_State *original;
  size_t fine, raised, matched;
} comparison;

static void print_escaped(char *out, const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    out +=
        sprintf(out, bytes[i] >= ' ' && bytes[i] < 127 ? "%c" : "\\x%02x", (unsigned char)bytes[i]);
  }
}

static int compare_all(lua_State *L) {
  comparison *with = lua_touserdata(L, 1);
  chance by = {20240607};
  static trial theirs, ours;
  for (int i = 0; i < CASES; i++) {
    make_trial(&by, &theirs);
    ours = theirs;
    bool fine = run_it(with->original, &theirs), also = run_it(L, &ours);
    char pattern[400] = "", subject[100] = "";
    print_escaped(pattern, theirs.pattern, theirs.pattern_length);
    print_escaped(subject, theirs.subject, theirs.subject_length);
    ck_assert_msg(fine == also, "string.%s('%s', '%s') number %d: original %s, ours %s",
                  theirs.function, subject, pattern, (int)theirs.number,
                  fine ? theirs.result : "raises", also ? ours.result : "raises");
    ck_assert_msg(!fine || strcmp(theirs.result, ours.result) == 0,
                  "string.%s('%s', '%s') number %d: original %s, ours %s", theirs.function, subject,
                  pattern, (int)theirs.number, theirs.result, ours.result);
    with->fine += fine;
    with->raised += !fine;
    with->matched += fine && strstr(theirs.result, "string:") != NULL;
  }
  return 0;
}

START_TEST(patterns_give_what_those_of_lua_give) {
  comparison with = {.original = luaL_newstate()};
  ck_assert_ptr_nonnull(with.original);
  luaL_openlibs(with.original);
  cs_sandbox *sandbox = NULL;
  cs_error error = {0};
  ck_assert_int_eq(cs_sandbox_new(&sandbox, "toy.lua", NULL, 0, 60 * 1000, &error), CS_OK);
  cs_status status = cs_sandbox_call(sandbox, compare_all, &with, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  ck_assert_uint_gt(with.fine, CASES / 2); /* or the trials would not be worth much */
  ck_assert_uint_gt(with.raised, CASES / 20);
  ck_assert_uint_gt(with.matched, CASES / 4);
  cs_sandbox_free(sandbox);
  lua_close(with.original);
}
END_TEST

/* ---- By hand ---- */

static int run_chunk(lua_State *L) {
  const char *chunk = lua_touserdata(L, 1);
  cs_sandbox_load(L, chunk, strlen(chunk));
  lua_call(L, 0, 0);
  return 0;
}

static cs_status run(const char *chunk, unsigned milliseconds, cs_error *error) {
  char copy[1024];
  cs_sandbox *sandbox = NULL;
  snprintf(copy, sizeof copy, "%s", chunk);
  ck_assert_int_eq(cs_sandbox_new(&sandbox, "toy.lua", NULL, 8 << 20, milliseconds, error), CS_OK);
  cs_status status = cs_sandbox_call(sandbox, run_chunk, copy, error);
  cs_sandbox_free(sandbox);
  return status;
}

static const char *const held[] = {
    "local d, m, y = ('on 05/11/2018'):match('(%d+)/(%d+)/(%d+)') "
    "assert(d == '05' and m == '11' and y == '2018')",
    "assert(('f(a(b)c)d'):match('%b()') == '(a(b)c)')",
    "assert(('THE (quick) fox'):find('%f[%a]%a+%f[%A]', 5) == 6)",
    "local a, b = ('flaaap'):match('()aa()') assert(a == 3 and b == 5)",
    "assert((' trim '):match('^%s*(.-)%s*$') == 'trim')",
    "assert(('hello'):gsub('', '-') == '-h-e-l-l-o-')",
    "assert(('abc'):gsub('%w', '%0%0', 2) == 'aabbc')",
    "assert(('$name'):gsub('%$(%w+)', { name = 'Ostley' }) == 'Ostley')",
    "assert(('x = 1'):gsub('%d', function(n) return n + 1 end) == 'x = 2')",
    "local t = {} for k, v in ('a=1, b=2'):gmatch('(%w+)=(%w+)') do t[k] = v end "
    "assert(t.a == '1' and t.b == '2')",
    "assert(('abc'):find('b', -2) == 2 and ('abc'):find('b', 3) == nil)",
    "assert(('abc'):find('', 4) == 4 and ('abc'):find('', 5) == nil)",
    "assert(('a.b'):find('.', 1, true) == 2 and ('a.b'):find('%.') == 2)",
    "assert(('aaab'):match('^(a-)b') == 'aaa' and ('\"x\"'):match('([\"\\'])x%1') == '\"')",
    "assert(#('x'):rep(60000):match('^x*') == 60000)",
    "assert(select(2, ('a'):rep(60000):gsub('a', 'b')) == 60000)",
    "local n = 0 for _ in ('ab '):rep(20000):gmatch('%a+') do n = n + 1 end assert(n == 20000)",
};

START_TEST(patterns_do_what_the_manual_says) {
  cs_error error = {0};
  ck_assert_msg(run(held[_i], 20000, &error) == CS_OK, "%s", error.message);
}
END_TEST

typedef struct refusal {
  const char *chunk;
  const char *says;
} refusal;

static const refusal refused[] = {
    {"('a'):rep(60000):find('a*a*a*a*a*a*b')", "string.find: the pattern needs more than 1000000"},
    {"('a'):rep(60000):match('.-.-.-b')", "string.match: the pattern needs more than"},
    {"for _ in ('a'):rep(60000):gmatch('a*a*a*b') do end", "string.gmatch: the pattern needs"},
    {"('a'):rep(60000):gsub('(a*)a*%1b', '')", "string.gsub: the pattern needs more than"},
    {"('('):rep(60000):find('%b()')", "string.find: the pattern needs more than"},
    {"('x'):rep(65537):find('x')", "takes at most 65536 bytes"},
    {"('x'):find(('x'):rep(257))", "and 256 of pattern"},
    {"('x'):find('[a')", "malformed pattern (missing ']')"},
    {"('x'):find('%')", "malformed pattern (ends with '%')"},
    {"('x'):find('(x')", "unfinished capture"},
    {"('x'):match('x)')", "invalid pattern capture"},
    {"('x'):find('%1')", "invalid capture index %1"},
    {"('x'):gsub('x', '%2')", "invalid capture index %2"},
    {"('x'):gsub('x', '%y')", "invalid use of '%' in replacement string"},
    {"('x'):gsub('x', function() return {} end)", "invalid replacement value (a table)"},
    {"('x'):gsub('x', true)", "string/function/table expected"},
    {"('x'):find(('()'):rep(33))", "too many captures"},
};

START_TEST(what_no_pattern_may_is_told_with_its_line) {
  cs_error error = {0};
  ck_assert_int_eq(run(refused[_i].chunk, 20000, &error), CS_PLUGIN);
  ck_assert_msg(strstr(error.message, refused[_i].says) != NULL, "%s", error.message);
  ck_assert_msg(strncmp(error.message, "toy.lua:1: ", 11) == 0, "%s", error.message);
}
END_TEST

/* Each call stays within its steps, all together do not within their time. */
START_TEST(patterns_count_towards_the_time_of_the_call) {
  static const char *const chunks[] = {
      "local s = ('a'):rep(60000) while true do pcall(string.find, s, 'a*a*a*b') end",
      "local s = ('a'):rep(60000) local function again() s:gsub('a', again) end again()",
      "local t = {} for i = 1, 300000 do t[i] = i % 7 end while true do table.sort(t) end",
  };
  for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++) {
    cs_error error = {0};
    cs_status status = run(chunks[i], 100, &error);
    ck_assert_msg(status == CS_LIMIT || strstr(error.message, "overflow") != NULL, "%s",
                  error.message);
  }
}
END_TEST

Suite *patterns_suite(void) {
  Suite *suite = suite_create("patterns");
  TCase *cases = tcase_create("patterns");
  tcase_set_timeout(cases, 120);
  tcase_add_test(cases, patterns_give_what_those_of_lua_give);
  tcase_add_loop_test(cases, patterns_do_what_the_manual_says, 0,
                      (int)(sizeof held / sizeof *held));
  tcase_add_loop_test(cases, what_no_pattern_may_is_told_with_its_line, 0,
                      (int)(sizeof refused / sizeof *refused));
  tcase_add_test(cases, patterns_count_towards_the_time_of_the_call);
  suite_add_tcase(suite, cases);
  return suite;
}
