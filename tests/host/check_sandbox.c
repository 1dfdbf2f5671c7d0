/* Plugins that loop, hunger, dig or lie: each fails alone and in bounded time. */
#include "suites.h"
#include "toy.h"

#include "host/sandbox.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

typedef struct expectation {
  const char *file;
  const char *says;
} expectation;

static const expectation at_load[] = {
    {"load_loop.lua:1:", "ran longer than 500 ms"},
    {"load_pcall_loop.lua:", "ran longer than 500 ms"},
    {"load_memory.lua:", "needs more than the 1024 KiB of memory"},
    {"load_memory_pcall.lua:", "ran longer than 500 ms"},
    {"load_recursion.lua:", ""},
    {"load_finalizer.lua:1:", "has no __gc"},
    {"load_length.lua:1:", "a plain table is wanted here"},
    {"load_rep.lua:1:", "string.rep makes at most"},
    {"load_pattern.lua:1:", "a pattern function takes at most"},
    {"load_close.lua:", "ran longer than 500 ms"},
    {"load_metatable.lua:1:", "attempt to index a string value"},
    {"load_error_tostring.lua:1:", "an error was raised with a table"},
    {"load_stars.lua:1:", "string.find: the pattern needs more than 1000000 steps"},
    {"load_stars_pcall.lua:", "ran longer than 500 ms"},
    {"load_address.lua:1:", "there is no %p here"},
    {"load_weak.lua:1:", "has no __mode"},
};

static cs_host *hostile_host(cs_problems *problems) {
  cs_host_options tight = {.lua_bytes = 1024 * 1024, .lua_milliseconds = 500};
  cs_error error = {0};
  cs_host *host = NULL;
  cs_status status =
      toy_open(&host, "tests/host/data/good", "tests/host/data/hostile", &tight, problems, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  return host;
}

START_TEST(hostile_files_fail_alone) {
  cs_problems problems = {0};
  cs_host *host = hostile_host(&problems);
  for (size_t i = 0; i < sizeof at_load / sizeof *at_load; i++) {
    ck_assert_msg(toy_problem(&problems, at_load[i].file, at_load[i].says) != NULL,
                  "not told: %s %s", at_load[i].file, at_load[i].says);
  }
  ck_assert_uint_eq(problems.count, sizeof at_load / sizeof *at_load);
  size_t count;
  cs_host_themes(host, &count);
  ck_assert_uint_eq(count, 16); /* two good ones and those that fail later */
  cs_host_close(host);
  cs_problems_clear(&problems);
}
END_TEST

static const expectation at_judging[] = {
    {"judge_loop.lua:10:", "ran longer than 500 ms"},
    {"judge_memory.lua:", "needs more than the 1024 KiB of memory"},
    {"judge_error.lua:10:", "no 1.1"},
    {"judge_writes.lua:10:", "verdict is read-only"},
    {"judge_true.lua:", "judge returned true: expected nothing"},
    {"judge_unknown.lua:", "field \"polarty\": there are polarity, confidence and repeated"},
    {"judge_polarity.lua:",
     "expected \"weakness\", \"strength\", \"mixed\" or \"neutral\", found good"},
    {"judge_range.lua:", "expected a number from 0 to 1, found 1.5"},
    {"judge_text.lua:", "expected a number from 0 to 1, found 0.5"},
    {"judge_second_only.lua:11:", "an error was raised with a table"},
    {"judge_rule.lua:10:", "a rule is made while the file is loaded"},
    {"judge_two_slips.lua:", "field \"confidense\": there are polarity, confidence and repeated"},
    {"judge_table.lua:", "expected a number from 0 to 1, found table"},
    {"judge_pattern.lua:", "ran longer than 500 ms"},
};

START_TEST(hostile_judges_lose_their_theme_only) {
  const char *const texts[] = {"The apples were good.", "The apple was poor.", "An apple."};
  cs_problems problems = {0}, coding_problems = {0};
  cs_host *host = hostile_host(&problems);
  toy_review toy;
  toy_review_make(&toy, texts, 3);
  cs_codings codings = {0};
  cs_host_code(&codings, host, &toy.review, &coding_problems);
  for (size_t i = 0; i < sizeof at_judging / sizeof *at_judging; i++) {
    ck_assert_msg(toy_problem(&coding_problems, at_judging[i].file, at_judging[i].says) != NULL,
                  "not told: %s %s", at_judging[i].file, at_judging[i].says);
  }
  ck_assert_uint_eq(coding_problems.count, sizeof at_judging / sizeof *at_judging);
  uint32_t apples = toy_theme(host, "apples");
  ck_assert_uint_eq(codings.count, 3);
  for (size_t i = 0; i < codings.count; i++) {
    ck_assert_uint_eq(codings.items[i].theme, apples);
    const cs_coding *coding = &codings.items[i];
    ck_assert_uint_le(coding->first_evidence + coding->evidence_count, codings.evidence_count);
  }
  toy_review_free(&toy);
  cs_codings_free(&codings);
  cs_host_close(host);
  cs_problems_clear(&problems);
  cs_problems_clear(&coding_problems);
}
END_TEST

START_TEST(hostile_scores_are_refused) {
  cs_problems problems = {0};
  cs_host *host = hostile_host(&problems);
  cs_components components = {.areas = 2, .affected = 1, .prevalence = 0.5};
  cs_error error;
  double score = -1;
  ck_assert_int_eq(cs_host_score(&score, host, "text", &components, &error), CS_PLUGIN);
  ck_assert(strstr(error.message, "score returned 50: expected a number from 0 to 100") != NULL);
  ck_assert_int_eq(cs_host_score(&score, host, "endless", &components, &error), CS_LIMIT);
  ck_assert(strstr(error.message, "ran longer than") != NULL);
  ck_assert_double_eq(score, -1);
  cs_host_close(host);
  cs_problems_clear(&problems);
}
END_TEST

/* ---- What is there and what is not ---- */

static int run_chunk(lua_State *L) {
  const char *chunk = lua_touserdata(L, 1);
  cs_sandbox_load(L, chunk, strlen(chunk));
  lua_call(L, 0, 0);
  return 0;
}

/* lua_touserdata gives back what it was given, though it is not const. */
static cs_status run(const char *chunk, cs_error *error) {
  char copy[1024];
  cs_sandbox *sandbox = NULL;
  strncpy(copy, chunk, sizeof copy - 1);
  copy[sizeof copy - 1] = '\0';
  ck_assert_int_eq(cs_sandbox_new(&sandbox, "toy.lua", NULL, 1 << 20, 200, error), CS_OK);
  cs_status status = cs_sandbox_call(sandbox, run_chunk, copy, error);
  cs_sandbox_free(sandbox);
  return status;
}

static const char *const left_out[] = {
    "io",          "os",          "debug",           "package",    "load",    "loadfile",
    "dofile",      "loadstring",  "collectgarbage",  "print",      "warn",    "coroutine",
    "next",        "rawset",      "rawget",          "_G",         "_ENV._G", "string.dump",
    "string.pack", "math.random", "math.randomseed", "table.move",
};

START_TEST(what_reaches_out_is_not_there) {
  char chunk[128];
  cs_error error = {0};
  const char *name = left_out[_i];
  snprintf(chunk, sizeof chunk, "local x = %s; assert(x == nil); error('nil')", name);
  ck_assert_int_eq(run(chunk, &error), CS_PLUGIN);
  bool told = strstr(error.message, "is not known here") != NULL ||
              strcmp(error.message, "toy.lua:1: nil") == 0;
  ck_assert_msg(told, "%s: %s", name, error.message);
}
END_TEST

static const char *const kept[] = {
    "local t = {} for k, v in pairs { b = 2, a = 1, [2] = 0, [1] = 0 } do t[#t + 1] = k end "
    "assert(table.concat(t, ' ') == '1 2 a b')",
    "assert(('a b'):find('b', 1, true) == 3 and ('ab'):rep(2, '-') == 'ab-ab')",
    "assert(('x=1, y=2'):gsub('%w+=(%w)', '%1') == '1, 2')",
    "local n = 0 for w in ('one two'):gmatch('%a+') do n = n + #w end assert(n == 6)",
    "local t = { 3, 1, 2 } table.sort(t) assert(table.concat(t, ',') == '1,2,3')",
    "local t = setmetatable({}, { __index = function(_, k) return k .. '!' end }) assert(t.a == "
    "'a!')",
    "assert(math.max(1, 2) == 2 and utf8.len('né') == 2 and select('#', 1, 2) == 2)",
    "local ok, why = pcall(error, 'x') assert(not ok and why == 'x')",
    "assert(getmetatable('') == 'string' and tostring(1.5) == '1.5' and tonumber('7') == 7)",
    "local c = require 'conspectus' assert(not pcall(function() c.theme = 1 end))",
    "local c = require 'conspectus' local n = 0 for _ in pairs(c) do n = n + 1 end assert(n == 14)",
    "assert(not pcall(string.rep, 'x', 1 << 40))",
    "for _ in pairs({}) do error('empty') end assert(not pcall(pairs, { [{}] = 1 }))",
};

START_TEST(what_a_judge_needs_works) {
  cs_error error = {0};
  ck_assert_msg(run(kept[_i], &error) == CS_OK, "%s", error.message);
}
END_TEST

START_TEST(bytecode_is_refused) {
  cs_error error = {0};
  ck_assert_int_eq(run("\x1bLua", &error), CS_PLUGIN);
  ck_assert(strstr(error.message, "attempt to load a binary chunk") != NULL);
}
END_TEST

START_TEST(a_sandbox_too_small_for_lua_says_so) {
  cs_sandbox *sandbox = NULL;
  cs_error error = {0};
  for (size_t bytes = 1; bytes < 40000; bytes += 997) {
    cs_status status = cs_sandbox_new(&sandbox, "toy.lua", NULL, bytes, 200, &error);
    if (status == CS_OK) {
      cs_sandbox_free(sandbox);
    } else {
      ck_assert_int_eq(status, CS_LIMIT);
      ck_assert(strstr(error.message, "toy.lua: ") == error.message);
    }
  }
}
END_TEST

static int take_most_of_it(lua_State *L) {
  lua_newuserdatauv(L, 700 * 1024, 0);
  luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

/* Who comes last has nothing left, though it is within its own bound, until others are gone. */
START_TEST(all_together_have_a_bound) {
  cs_sandbox *first = NULL, *second = NULL;
  cs_error error = {0};
  cs_sandbox_bound_all(1200 * 1024);
  ck_assert_int_eq(cs_sandbox_new(&first, "first.lua", NULL, 1 << 20, 200, &error), CS_OK);
  ck_assert_int_eq(cs_sandbox_new(&second, "second.lua", NULL, 1 << 20, 200, &error), CS_OK);
  ck_assert_int_eq(cs_sandbox_call(first, take_most_of_it, NULL, &error), CS_OK);
  ck_assert_int_eq(cs_sandbox_call(second, take_most_of_it, NULL, &error), CS_LIMIT);
  ck_assert_ptr_nonnull(strstr(error.message, "second.lua: no memory is left for it"));
  cs_sandbox_free(first);
  ck_assert_int_eq(cs_sandbox_call(second, take_most_of_it, NULL, &error), CS_OK);
  ck_assert_int_eq(cs_sandbox_call(second, take_most_of_it, NULL, &error), CS_LIMIT);
  ck_assert_ptr_nonnull(strstr(error.message, "second.lua: needs more than the 1024 KiB"));
  cs_sandbox_free(second);
  cs_sandbox_bound_all(CS_ALL_SANDBOXES_BYTES);
}
END_TEST

/* Memory runs out at every point of loading and judging in turn. */
START_TEST(memory_may_run_out_anywhere) {
  const char *const texts[] = {"Some poor sour plums.", "The apples were good."};
  toy_review toy;
  toy_review_make(&toy, texts, 2);
  size_t opened = 0;
  for (size_t bytes = 8000; bytes < 48000; bytes += 331) {
    cs_host_options tight = {.lua_bytes = bytes};
    cs_problems problems = {0};
    cs_error error = {0};
    cs_host *host = NULL;
    if (toy_open(&host, "tests/host/data/good", NULL, &tight, &problems, &error) == CS_OK) {
      cs_codings codings = {0};
      cs_host_code(&codings, host, &toy.review, &problems);
      cs_codings_free(&codings);
      cs_host_close(host);
      opened++;
    } else {
      ck_assert_uint_gt(strlen(error.message), 0);
      ck_assert_uint_gt(problems.count, 0);
    }
    cs_problems_clear(&problems);
  }
  ck_assert_uint_gt(opened, 0);
  toy_review_free(&toy);
}
END_TEST

static int raise_own(lua_State *L) {
  return luaL_error(L, "own %d", 7);
}

START_TEST(the_door_survives_any_error) {
  cs_sandbox *sandbox = NULL;
  cs_error error = {0};
  ck_assert_int_eq(cs_sandbox_new(&sandbox, "toy.lua", NULL, 0, 0, &error), CS_OK);
  for (int i = 0; i < 1000; i++) {
    ck_assert_int_eq(cs_sandbox_call(sandbox, raise_own, NULL, &error), CS_PLUGIN);
    ck_assert_str_eq(error.message, "toy.lua: own 7");
  }
  cs_sandbox_free(sandbox);
}
END_TEST

/* Uses up some of the processor's time: 20 ms. */
static int take_time(lua_State *L) {
  struct timespec begin, now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
  do {
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    cs_sandbox_check_time(L);
  } while ((now.tv_sec - begin.tv_sec) * 1000000000L + (now.tv_nsec - begin.tv_nsec) < 20000000L);
  return 0;
}

/* With 50 ms for all calls, the third of 20 ms is too much; none is for a call of its own. */
START_TEST(calls_have_a_limit_together) {
  cs_sandbox *sandbox = NULL;
  cs_error error = {0};
  ck_assert_int_eq(cs_sandbox_new(&sandbox, "toy.lua", NULL, 0, 40, &error), CS_OK);
  for (int i = 0; i < 5; i++) {
    ck_assert_int_eq(cs_sandbox_call(sandbox, take_time, NULL, &error), CS_OK);
  }
  cs_sandbox_limit_all(sandbox, 50);
  ck_assert_int_eq(cs_sandbox_call(sandbox, take_time, NULL, &error), CS_OK);
  ck_assert_int_eq(cs_sandbox_call(sandbox, take_time, NULL, &error), CS_OK);
  for (int i = 0; i < 2; i++) {
    ck_assert_int_eq(cs_sandbox_call(sandbox, take_time, NULL, &error), CS_LIMIT);
    ck_assert_str_eq(error.message, "toy.lua: its calls took longer than 50 ms together");
  }
  cs_sandbox_free(sandbox);
}
END_TEST

Suite *sandbox_suite(void) {
  Suite *suite = suite_create("sandbox");
  TCase *cases = tcase_create("sandbox");
  tcase_set_timeout(cases, 120);
  tcase_add_test(cases, hostile_files_fail_alone);
  tcase_add_test(cases, hostile_judges_lose_their_theme_only);
  tcase_add_test(cases, hostile_scores_are_refused);
  tcase_add_loop_test(cases, what_reaches_out_is_not_there, 0,
                      (int)(sizeof left_out / sizeof *left_out));
  tcase_add_loop_test(cases, what_a_judge_needs_works, 0, (int)(sizeof kept / sizeof *kept));
  tcase_add_test(cases, bytecode_is_refused);
  tcase_add_test(cases, a_sandbox_too_small_for_lua_says_so);
  tcase_add_test(cases, all_together_have_a_bound);
  tcase_add_test(cases, memory_may_run_out_anywhere);
  tcase_add_test(cases, the_door_survives_any_error);
  tcase_add_test(cases, calls_have_a_limit_together);
  suite_add_tcase(suite, cases);
  return suite;
}
