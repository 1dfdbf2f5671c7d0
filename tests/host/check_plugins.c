/* The plugins that ship: they load, their examples hold, and every block of code
 * in plugins/README.md does too. */
#include "suites.h"
#include "toy.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void fail_with_all(const cs_problems *problems) {
  for (size_t i = 0; i < problems->count; i++) {
    fprintf(stderr, "  %s\n", problems->items[i].message);
  }
  ck_assert_uint_eq(problems->count, 0);
}

static cs_host *open_plugins(const cs_host_options *more, cs_problems *problems) {
  cs_host *host = NULL;
  cs_error error = {0};
  cs_status status = toy_open(&host, "plugins", NULL, more, problems, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  return host;
}

START_TEST(plugins_load_and_their_examples_hold) {
  cs_problems problems = {0};
  cs_host *host = open_plugins(NULL, &problems);
  size_t count;
  const cs_theme *const *themes = cs_host_themes(host, &count);
  ck_assert_uint_ge(count, 3);
  for (size_t i = 0; i < count; i++) {
    ck_assert_msg(themes[i]->example_count >= 6, "%s has too few examples", themes[i]->id);
  }
  cs_host_check_examples(host, &problems);
  fail_with_all(&problems);
  cs_host_close(host);
}
END_TEST

/* ---- Themes alone ---- */

/* The codings of a theme in `alone` are those that it has in `all`. */
static void expect_same(const cs_codings *alone, const cs_codings *all, uint32_t theme,
                        const char *id) {
  size_t next = 0;
  for (size_t i = 0; i < all->count; i++) {
    const cs_coding *coding = &all->items[i];
    if (coding->theme != theme) {
      continue;
    }
    ck_assert_msg(next < alone->count, "%s: a coding is missing", id);
    const cs_coding *other = &alone->items[next++];
    ck_assert_uint_eq(other->passage, coding->passage);
    ck_assert_uint_eq(other->theme, theme);
    ck_assert_int_eq(other->polarity, coding->polarity);
    ck_assert_double_eq(other->confidence, coding->confidence);
    ck_assert_uint_eq(other->evidence_count, coding->evidence_count);
    for (uint32_t piece = 0; piece < coding->evidence_count; piece++) {
      ck_assert_mem_eq(&alone->evidence[other->first_evidence + piece],
                       &all->evidence[coding->first_evidence + piece], sizeof *all->evidence);
    }
  }
  ck_assert_msg(next == alone->count, "%s: a coding too many", id);
}

static void code_alone(cs_host *host, const cs_review *review, cs_problems *problems) {
  size_t count;
  const cs_theme *const *themes = cs_host_themes(host, &count);
  cs_codings all = {0}, alone = {0};
  bool *wanted = calloc(count, sizeof *wanted);
  cs_host_code(&all, host, review, problems);
  for (uint32_t theme = 0; theme < count; theme++) {
    wanted[theme] = true;
    cs_host_code_themes(&alone, host, review, wanted, problems);
    expect_same(&alone, &all, theme, themes[theme]->id);
    wanted[theme] = false;
  }
  cs_host_code_themes(&alone, host, review, wanted, problems);
  ck_assert_uint_eq(alone.count, 0);
  free(wanted);
  cs_codings_free(&all);
  cs_codings_free(&alone);
}

/* On all examples of all themes. */
START_TEST(a_theme_alone_codes_as_among_all) {
  enum { AT_A_TIME = 16 };
  cs_problems problems = {0};
  cs_host *host = open_plugins(NULL, &problems);
  size_t count, taken = 0;
  const char *texts[AT_A_TIME];
  const cs_theme *const *themes = cs_host_themes(host, &count);
  for (size_t theme = 0; theme < count; theme++) {
    for (size_t each = 0; each < themes[theme]->example_count; each++) {
      texts[taken++] = themes[theme]->examples[each].text;
      if (taken == AT_A_TIME) {
        toy_review toy;
        toy_review_make(&toy, texts, taken);
        code_alone(host, &toy.review, &problems);
        toy_review_free(&toy);
        taken = 0;
      }
    }
  }
  fail_with_all(&problems);
  cs_host_close(host);
}
END_TEST

/* 100 p (1 + mean of the components that are there) / 2, by hand. */
START_TEST(the_recurrence_score_is_the_formula) {
  cs_problems problems = {0};
  cs_host *host = open_plugins(NULL, &problems);
  cs_error error = {0};
  double score = -1;
  cs_components all = {4, 4, 1, 1, 1, 1, 1, {0, 0, 0, 0}};
  ck_assert_int_eq(cs_host_score(&score, host, "recurrence", &all, &error), CS_OK);
  ck_assert_double_eq(score, 100);
  cs_components some = {4, 2, 0.5, 0.5, 0, NAN, 0.25, {0, 0, 0, 0}};
  ck_assert_int_eq(cs_host_score(&score, host, "recurrence", &some, &error), CS_OK);
  ck_assert_double_eq_tol(score, 31.25, 1e-9); /* 50 * (1 + 0.75 / 3) / 2 */
  /* Weighted: 50 * (1 + (0.5 * 0.5 + 0.25 * 0.25) / 0.75) / 2. */
  some.weights = (cs_weights){0.5, 0, 0.25, 0.25};
  ck_assert_int_eq(cs_host_score(&score, host, "recurrence", &some, &error), CS_OK);
  ck_assert_double_eq_tol(score, 25 * (1 + 0.3125 / 0.75), 1e-9);
  cs_components none = {4, 0, 0, NAN, NAN, NAN, NAN, {0, 0, 0, 0}};
  ck_assert_int_eq(cs_host_score(&score, host, "recurrence", &none, &error), CS_OK);
  ck_assert_double_eq(score, 0);
  cs_host_close(host);
}
END_TEST

/* ---- The blocks of the README ---- */

enum { BLOCK = 16 * 1024 };

/* Copies the next block fenced by ```lua; false at the end. */
static bool next_block(FILE *readme, char block[BLOCK]) {
  char line[1024];
  bool inside = false;
  block[0] = '\0';
  while (fgets(line, sizeof line, readme) != NULL) {
    if (!inside) {
      inside = strcmp(line, "```lua\n") == 0;
    } else if (strncmp(line, "```", 3) == 0) {
      return true;
    } else {
      ck_assert_uint_lt(strlen(block) + strlen(line), BLOCK);
      strcat(block, line);
    }
  }
  return false;
}

/* Reads `return c.KIND {` and `id = "ID"` of a block. */
static void kind_and_id(const char *block, char kind[16], char id[40]) {
  const char *returns = strstr(block, "return c.");
  const char *names = returns != NULL ? strstr(returns, "id = \"") : NULL;
  ck_assert_msg(names != NULL, "a block returns nothing:\n%s", block);
  ck_assert_int_eq(sscanf(returns, "return c.%15[a-z]", kind), 1);
  ck_assert_int_eq(sscanf(names, "id = \"%39[a-z0-9_]", id), 1);
}

static const char *folder_of(const char *kind) {
  return strcmp(kind, "family") == 0    ? "families"
         : strcmp(kind, "lexicon") == 0 ? "lexicons"
         : strcmp(kind, "score") == 0   ? "scores"
                                        : "themes";
}

static void write_block(const char *folder, const char *block) {
  char kind[16], id[40], path[256], command[300];
  kind_and_id(block, kind, id);
  snprintf(command, sizeof command, "mkdir -p %s/%s", folder, folder_of(kind));
  ck_assert_int_eq(system(command), 0);
  snprintf(path, sizeof path, "%s/%s/%s.lua", folder, folder_of(kind), id);
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fputs(block, file);
  fclose(file);
}

START_TEST(every_block_of_the_readme_loads) {
  char path[TOY_PATH], block[BLOCK], folder[] = "/tmp/conspectus-readme-XXXXXX";
  FILE *readme = fopen(toy_path(path, "plugins/README.md"), "r");
  ck_assert_ptr_nonnull(readme);
  ck_assert_ptr_nonnull(mkdtemp(folder));
  size_t blocks = 0;
  for (; next_block(readme, block); blocks++) {
    write_block(folder, block);
  }
  fclose(readme);
  ck_assert_uint_ge(blocks, 3);
  cs_problems problems = {0};
  const char *folders[] = {toy_path(path, "plugins"), folder};
  cs_host_options options = {.folders = folders, .folder_count = 2};
  cs_host *host = NULL;
  cs_error error = {0};
  cs_status status = cs_host_open(&host, &options, &problems, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  cs_host_check_examples(host, &problems);
  fail_with_all(&problems);
  cs_host_close(host);
  char command[300];
  snprintf(command, sizeof command, "rm -r %s", folder);
  ck_assert_int_eq(system(command), 0);
}
END_TEST

Suite *plugins_suite(void) {
  Suite *suite = suite_create("plugins");
  TCase *cases = tcase_create("plugins");
  tcase_set_timeout(cases, 60);
  tcase_add_test(cases, plugins_load_and_their_examples_hold);
  tcase_add_test(cases, a_theme_alone_codes_as_among_all);
  tcase_add_test(cases, the_recurrence_score_is_the_formula);
  tcase_add_test(cases, every_block_of_the_readme_loads);
  suite_add_tcase(suite, cases);
  return suite;
}
