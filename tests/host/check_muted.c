/* Terms that stand too often: who is to blame is left out, by name, and nobody else. */
#include "suites.h"
#include "toy.h"

#include "host/internal.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST = 4 };

/* Codes by both themes, or by one alone. */
static void code(toy_setting *all, bool apples, bool careful) {
  bool wanted[2] = {false, false};
  wanted[all->apples] = apples;
  wanted[all->careful] = careful;
  cs_problems_clear(&all->problems);
  cs_host_code_themes(&all->codings, all->host, &all->toy.review, apples && careful ? NULL : wanted,
                      &all->problems);
}

static const char *const loud[] = {
    "Apples, apples, apples, pears, pears and plums, good.", /* 1.1 */
    "The apples were good. The plums were poor.",            /* 1.2 */
};

START_TEST(the_loudest_is_left_out_by_name) {
  toy_setting all;
  toy_begin(&all, loud, 2);
  all.host->most_hits = MOST;
  code(&all, true, true);
  ck_assert_uint_eq(all.problems.count, 1);
  ck_assert_ptr_nonnull(
      toy_problem(&all.problems, "theme apples, left out of this review: ",
                  "apples.lua: its terms stand too often in one passage, 5 times"));
  ck_assert_ptr_nonnull(toy_problem(&all.problems, "(finding 1.1)", "apples"));
  ck_assert_uint_eq(all.codings.count, 2);
  ck_assert_int_eq(toy_coding(&all.codings, 0, all.careful)->polarity, CS_STRENGTH);
  ck_assert_int_eq(toy_coding(&all.codings, 1, all.careful)->polarity, CS_WEAKNESS);
  toy_end(&all);
}
END_TEST

START_TEST(one_theme_alone_comes_out_the_same) {
  toy_setting all;
  toy_begin(&all, loud, 2);
  all.host->most_hits = MOST;
  code(&all, true, false);
  ck_assert_uint_eq(all.codings.count, 0);
  ck_assert_uint_eq(all.problems.count, 1);
  ck_assert_ptr_nonnull(toy_problem(&all.problems, "theme apples", "(finding 1.1)"));
  code(&all, false, true);
  ck_assert_uint_eq(all.codings.count, 2);
  ck_assert_uint_eq(all.problems.count, 0);
  toy_end(&all);
}
END_TEST

/* The cues of apples are loud where no apples are: nothing is lost. */
START_TEST(loud_where_it_cannot_hold) {
  static const char *const texts[] = {
      "Wormy, wormy, wormy, wormy, wormy, wormy plums.", /* 1.1 */
      "The apples were good.",                           /* 1.2 */
  };
  toy_setting all;
  toy_begin(&all, texts, 2);
  all.host->most_hits = MOST;
  code(&all, true, true);
  ck_assert_uint_eq(all.problems.count, 0);
  ck_assert_uint_eq(all.codings.count, 2);
  ck_assert_ptr_nonnull(toy_coding(&all.codings, 0, all.careful));
  ck_assert_ptr_nonnull(toy_coding(&all.codings, 1, all.apples));
  toy_end(&all);
}
END_TEST

/* Without the lexicon nothing that is said of the passage would be right. */
START_TEST(a_loud_lexicon_leaves_out_who_needs_it) {
  static const char *const texts[] = {
      "Good, good, good, good, good, good apples.", /* 1.1 */
      "The plums were good.",                       /* 1.2 */
  };
  toy_setting all;
  toy_begin(&all, texts, 2);
  all.host->most_hits = MOST;
  code(&all, true, true);
  ck_assert_uint_eq(all.problems.count, 1);
  ck_assert_ptr_nonnull(
      toy_problem(&all.problems, "theme apples, left out", "appraisal.lua: its terms stand"));
  ck_assert_uint_eq(all.codings.count, 1);
  ck_assert_ptr_nonnull(toy_coding(&all.codings, 1, all.careful));
  toy_end(&all);
}
END_TEST

/* What others do is nothing to a plugin, so a change of one changes no other's codings. */
START_TEST(together_they_may_be_louder) {
  static const char *const texts[] = {
      "Apples, pears, apples, pears, plums, plums, plums, plums, good."};
  toy_setting all;
  toy_begin(&all, texts, 1);
  all.host->most_hits = MOST;
  code(&all, true, true);
  ck_assert_uint_eq(all.problems.count, 0);
  ck_assert_uint_eq(all.codings.count, 2);
  ck_assert_uint_eq(toy_coding(&all.codings, 0, all.careful)->evidence_count, 5);
  toy_end(&all);
}
END_TEST

/* A passage that is too short for that is not read for a theme that says nothing of it. */
START_TEST(how_long_a_passage_is_always_heard) {
  toy_setting all;
  toy_begin(&all, loud, 2);
  bool wanted[2] = {false, false};
  ck_assert_uint_eq(cs_host_longest_heard(all.host, wanted), 2 * CS_MOST_HITS);
  wanted[all.apples] = true; /* "apple*" and "pear*"; "wormy" or "rosy" */
  ck_assert_uint_eq(cs_host_longest_heard(all.host, wanted), CS_MOST_HITS / 3 * 2);
  toy_end(&all);
}
END_TEST

START_TEST(all_may_be_loud) {
  static const char *const texts[] = {"Good apples, good plums, good apples and plums."};
  toy_setting all;
  toy_begin(&all, texts, 1);
  all.host->most_hits = 1;
  code(&all, true, true);
  ck_assert_uint_eq(all.problems.count, 2);
  ck_assert_uint_eq(all.codings.count, 0);
  all.host->most_hits = CS_MOST_HITS;
  code(&all, true, true);
  ck_assert_uint_eq(all.problems.count, 0);
  ck_assert_uint_eq(all.codings.count, 2);
  toy_end(&all);
}
END_TEST

START_TEST(explaining_says_so) {
  toy_setting all;
  toy_begin(&all, loud, 2);
  all.host->most_hits = MOST;
  cs_explanation told = {0};
  cs_error error = {0};
  ck_assert_int_eq(cs_host_explain(&told, all.host, all.apples, loud[0], strlen(loud[0]),
                                   CS_FINDING, false, &error),
                   CS_LIMIT);
  ck_assert_ptr_nonnull(
      strstr(error.message, "apples.lua: its terms stand too often in one passage, 5 times"));
  ck_assert_int_eq(cs_host_explain(&told, all.host, all.careful, loud[0], strlen(loud[0]),
                                   CS_FINDING, false, &error),
                   CS_OK);
  ck_assert(told.holds);
  cs_explanation_free(&told);
  toy_end(&all);
}
END_TEST

/* Twenty plugins with a hit each, where sixteen may be: the first four of them go. */
START_TEST(all_together_have_a_bound_too) {
  static const char *const texts[] = {"abcdefghijklmnopqrstuvwxyz"};
  char folder[] = "/tmp/conspectus-muted-XXXXXX", path[100], command[100], good[TOY_PATH];
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/themes", folder);
  ck_assert_int_eq(mkdir(path, 0700), 0);
  for (int i = 1; i <= 20; i++) {
    snprintf(path, sizeof path, "%s/themes/t%02d.lua", folder, i);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fprintf(file,
            "local c = require 'conspectus' return c.theme { id = 't%02d', title = 'T', "
            "about = 'A', version = '1', rule = c.any { '%.*s*' } }\n",
            i, i, texts[0]);
    ck_assert_int_eq(fclose(file), 0);
  }
  const char *const folders[] = {toy_path(good, "tests/host/data/good"), folder};
  const cs_host_options options = {.folders = folders, .folder_count = 2};
  toy_setting all = {0};
  cs_error error;
  ck_assert_int_eq(cs_host_open(&all.host, &options, &all.problems, &error), CS_OK);
  toy_review_make(&all.toy, texts, 1);
  all.host->most_hits = 1;
  cs_host_code(&all.codings, all.host, &all.toy.review, &all.problems);
  ck_assert_uint_eq(all.codings.count, 16);
  ck_assert_uint_eq(all.problems.count, 4);
  ck_assert_ptr_nonnull(toy_problem(&all.problems, "theme t01, left out", "1 times"));
  ck_assert_ptr_nonnull(toy_problem(&all.problems, "theme t04, left out", "1 times"));
  toy_end(&all);
  snprintf(command, sizeof command, "rm -r '%s'", folder);
  ck_assert_int_eq(system(command), 0);
}
END_TEST

/* "apples apples ... " */
static char *repeat(const char *word, size_t count) {
  size_t length = strlen(word);
  char *text = cs_allocate(count * length + 1, 1);
  for (size_t i = 0; i < count; i++) {
    memcpy(text + i * length, word, length);
  }
  return text;
}

START_TEST(evidence_of_a_review_has_a_bound) {
  char *many = repeat("apples ", CS_MOST_EVIDENCE / 2);
  const char *const texts[] = {many, many, "One more apple, and good plums."};
  toy_setting all;
  toy_begin(&all, texts, 2);
  code(&all, true, true);
  ck_assert_uint_eq(all.problems.count, 0);
  ck_assert_uint_eq(all.codings.evidence_count, CS_MOST_EVIDENCE);
  toy_end(&all);
  toy_begin(&all, texts, 3);
  code(&all, true, true);
  ck_assert_uint_eq(all.problems.count, 1);
  ck_assert_ptr_nonnull(toy_problem(&all.problems, "theme apples, left out of this review",
                                    "its terms stand more than 32768 times in one review"));
  ck_assert_ptr_nonnull(toy_problem(&all.problems, "(finding 1.3)", "apples"));
  ck_assert_uint_eq(all.codings.count, 1);
  ck_assert_ptr_nonnull(toy_coding(&all.codings, 2, all.careful));
  ck_assert_uint_eq(all.codings.evidence_count, 2);
  toy_end(&all);
  free(many);
}
END_TEST

Suite *muted_suite(void) {
  Suite *suite = suite_create("muted");
  TCase *cases = tcase_create("muted");
  tcase_set_timeout(cases, 60);
  tcase_add_test(cases, the_loudest_is_left_out_by_name);
  tcase_add_test(cases, one_theme_alone_comes_out_the_same);
  tcase_add_test(cases, loud_where_it_cannot_hold);
  tcase_add_test(cases, a_loud_lexicon_leaves_out_who_needs_it);
  tcase_add_test(cases, together_they_may_be_louder);
  tcase_add_test(cases, how_long_a_passage_is_always_heard);
  tcase_add_test(cases, all_may_be_loud);
  tcase_add_test(cases, all_together_have_a_bound_too);
  tcase_add_test(cases, explaining_says_so);
  tcase_add_test(cases, evidence_of_a_review_has_a_bound);
  suite_add_tcase(suite, cases);
  return suite;
}
