/* Each review has the theme as it was loaded: what a judge remembers ends with it. */
#include "suites.h"
#include "toy.h"

#include "host/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const apples[] = {"An apple.", "Two apples.", "Some apples."};
static const char *const nothing[] = {"A stone."};

typedef struct setting {
  cs_host *host;
  uint32_t counts;
  cs_problems problems;
  cs_codings codings;
} setting;

static void begin(setting *all) {
  *all = (setting){0};
  all->host = toy_host("tests/host/data/good", "tests/host/data/hostile/remembers", &all->problems);
  ck_assert_uint_eq(all->problems.count, 0);
  all->counts = toy_theme(all->host, "counts");
}

static void end(setting *all) {
  cs_codings_free(&all->codings);
  cs_problems_clear(&all->problems);
  cs_host_close(all->host);
}

static void code(setting *all, const char *const texts[], size_t count) {
  toy_review toy;
  toy_review_make(&toy, texts, count);
  cs_host_code(&all->codings, all->host, &toy.review, &all->problems);
  toy_review_free(&toy);
}

static double confidence(const setting *all, uint32_t passage) {
  const cs_coding *coding = toy_coding(&all->codings, passage, all->counts);
  ck_assert_ptr_nonnull(coding);
  return coding->confidence;
}

/* A call counts 0.001 in an upvalue, 0.01 in a table, 0.1 in the library's table. */
START_TEST(a_judge_remembers_within_a_review_and_no_further) {
  setting all;
  begin(&all);
  for (int review = 0; review < 3; review++) {
    code(&all, apples, 3);
    ck_assert_double_eq(confidence(&all, 0), 0.111);
    ck_assert_double_eq(confidence(&all, 1), 0.222);
    ck_assert_double_eq(confidence(&all, 2), 0.333);
  }
  ck_assert_uint_eq(all.problems.count, 0);
  end(&all);
}
END_TEST

START_TEST(an_explanation_begins_afresh) {
  setting all;
  begin(&all);
  cs_explanation told = {0};
  cs_error error = {0};
  code(&all, apples, 2);
  for (int i = 0; i < 3; i++) {
    ck_assert_int_eq(cs_host_explain(&told, all.host, all.counts, apples[0], strlen(apples[0]),
                                     CS_FINDING, false, &error),
                     CS_OK);
    ck_assert_double_eq(told.confidence, 0.111);
  }
  cs_host_check_examples(all.host, &all.problems);
  ck_assert_uint_eq(all.problems.count, 0);
  code(&all, apples, 1);
  ck_assert_double_eq(confidence(&all, 0), 0.111);
  cs_explanation_free(&told);
  end(&all);
}
END_TEST

/* A state costs time and memory: there is none before the judge is called. */
START_TEST(a_state_is_made_when_the_judge_is_called) {
  setting all;
  begin(&all);
  const cs_plugin *plugin = all.host->theme_plugins[all.counts];
  ck_assert_ptr_null(plugin->sandbox);
  ck_assert_ptr_null(plugin->fresh);
  code(&all, nothing, 1);
  ck_assert_ptr_null(plugin->fresh);
  code(&all, apples, 1);
  ck_assert_ptr_nonnull(plugin->fresh);
  code(&all, nothing, 1);
  ck_assert_ptr_null(plugin->fresh);
  end(&all);
}
END_TEST

/* The memory of one that failed is there for others at once, not only with the next review. */
START_TEST(what_fails_holds_nothing) {
  setting all = {0};
  all.host = toy_host("tests/host/data/good", "tests/host/data/hostile/hoards", &all.problems);
  uint32_t hoards = toy_theme(all.host, "hoards");
  code(&all, apples, 3);
  ck_assert_ptr_nonnull(toy_problem(&all.problems, "theme hoards, left out", "it is full"));
  ck_assert_uint_eq(all.problems.count, 1);
  ck_assert_ptr_null(toy_coding(&all.codings, 0, hoards));
  ck_assert_ptr_nonnull(toy_coding(&all.codings, 0, toy_theme(all.host, "apples")));
  ck_assert_ptr_null(all.host->theme_plugins[hoards]->fresh);
  end(&all);
}
END_TEST

/* A second load that fails costs the theme this review; here its memory is taken away. */
START_TEST(a_theme_that_does_not_load_again_is_left_out) {
  setting all;
  begin(&all);
  cs_plugin *plugin = all.host->theme_plugins[all.counts];
  plugin->lua_bytes = 20000;
  code(&all, apples, 3);
  ck_assert_uint_eq(all.problems.count, 1);
  ck_assert_ptr_nonnull(
      toy_problem(&all.problems, "theme counts, left out of this review: ", "counts.lua: needs"));
  ck_assert_ptr_null(toy_coding(&all.codings, 0, all.counts));
  ck_assert_ptr_nonnull(toy_coding(&all.codings, 0, toy_theme(all.host, "apples")));
  plugin->lua_bytes = 0;
  code(&all, apples, 1);
  ck_assert_double_eq(confidence(&all, 0), 0.111);
  end(&all);
}
END_TEST

START_TEST(a_theme_that_loads_otherwise_is_left_out) {
  static const char *const chunks[][2] = {
      {"return 1", "returned another thing than at first"},
      {"local c = require 'conspectus' return c.theme {}", "has no judge any more"},
      {"error('no')", "counts.lua:1: no"},
      {"while true do end", "ran longer than 100 ms"},
  };
  setting all;
  begin(&all);
  cs_plugin *plugin = all.host->theme_plugins[all.counts];
  plugin->lua_milliseconds = 100;
  for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++) {
    plugin->chunk = chunks[i][0];
    plugin->chunk_length = strlen(chunks[i][0]);
    code(&all, apples, 3);
    ck_assert_uint_eq(all.problems.count, i + 1);
    ck_assert_msg(strstr(all.problems.items[i].message, chunks[i][1]) != NULL, "%s",
                  all.problems.items[i].message);
    ck_assert_ptr_null(toy_coding(&all.codings, 0, all.counts));
  }
  end(&all);
}
END_TEST

/* The bytes are those that were loaded, whatever becomes of the file. */
START_TEST(a_changed_file_changes_nothing) {
  static const char text[] =
      "local c = require 'conspectus'\n"
      "return c.theme { id = 'gone', title = 'T', about = 'A', version = '1',"
      " rule = c.any { 'apple*' }, judge = function() return { confidence ="
      " 0.25 } end }\n";
  char folder[] = "/tmp/conspectus-judge-XXXXXX", path[64];
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/gone.lua", folder);
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fputs(text, file);
  fclose(file);
  setting all = {0};
  cs_host_options options = {.theme_file = path};
  cs_error error = {0};
  ck_assert_int_eq(
      toy_open(&all.host, "tests/host/data/good", NULL, &options, &all.problems, &error), CS_OK);
  all.counts = toy_theme(all.host, "gone");
  ck_assert_int_eq(unlink(path), 0);
  ck_assert_int_eq(rmdir(folder), 0);
  code(&all, apples, 1);
  ck_assert_uint_eq(all.problems.count, 0);
  ck_assert_double_eq(confidence(&all, 0), 0.25);
  end(&all);
}
END_TEST

Suite *judges_suite(void) {
  Suite *suite = suite_create("judges");
  TCase *cases = tcase_create("judges");
  tcase_set_timeout(cases, 60);
  tcase_add_test(cases, a_judge_remembers_within_a_review_and_no_further);
  tcase_add_test(cases, an_explanation_begins_afresh);
  tcase_add_test(cases, a_state_is_made_when_the_judge_is_called);
  tcase_add_test(cases, what_fails_holds_nothing);
  tcase_add_test(cases, a_theme_that_does_not_load_again_is_left_out);
  tcase_add_test(cases, a_theme_that_loads_otherwise_is_left_out);
  tcase_add_test(cases, a_changed_file_changes_nothing);
  suite_add_tcase(suite, cases);
  return suite;
}
