/* Shown passages: which codings fit, in what order, with what belongs to them. */
#include "fixture.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const toy_review two[] = {
    {"Bray",
     "2018-05-04",
     NULL,
     3,
     1,
     2,
     {{0, 1, CS_STRENGTH, 0.6, false},
      {1, 0, CS_WEAKNESS, 0.9, true},
      {3, 0, CS_WEAKNESS, 0.95, false}},
     3},
    {"Ash", "2016-01-01", NULL, 2, 0, 0, {{1, 0, CS_MIXED, 0.3, false}}, 1},
};

/* What was shown, a line a coding. */
typedef struct seen {
  char lines[2048];
  size_t count;
} seen;

static cs_status note(void *context, const cs_shown *shown, cs_error *error) {
  (void)error;
  seen *to = context;
  size_t used = strlen(to->lines);
  snprintf(to->lines + used, sizeof to->lines - used, "%s %s %s %.2f %d [%s] %s", shown->passage,
           shown->theme, shown->polarity, shown->confidence, shown->repeat, shown->cites,
           shown->text);
  for (size_t i = 0; i < shown->evidence_count; i++) {
    used = strlen(to->lines);
    const cs_shown_evidence *each = &shown->evidence[i];
    snprintf(to->lines + used, sizeof to->lines - used, " %s=%.*s", each->role, (int)each->length,
             shown->text + each->start);
  }
  strcat(to->lines, "\n");
  to->count++;
  return CS_OK;
}

static size_t show(seen *to, cs_dataset *dataset, const cs_show_options *options) {
  size_t found = 0;
  cs_error error = {0};
  memset(to, 0, sizeof *to);
  ck_assert_msg(cs_show(&found, dataset, options, note, to, &error) == CS_OK, "%s", error.message);
  return found;
}

START_TEST(all_codings_in_order) {
  cs_dataset *dataset = toy_dataset(two, 2);
  seen to;
  ck_assert_uint_eq(show(&to, dataset, &(cs_show_options){0}), 4);
  ck_assert_str_eq(to.lines,
                   "ash-2016:finding:1.2 alpha mixed 0.30 0 [] word001 term=word\n"
                   "bray-2018:finding:1.1 beta strength 0.60 0 [] word000 term=word\n"
                   "bray-2018:finding:1.2 alpha weakness 0.90 1 [1.1] word001 term=word\n"
                   "bray-2018:recommendation:1.1 alpha weakness 0.95 0 [] word003 term=word\n");
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(a_pointer_may_name_none) {
  toy_review reviews[2];
  memcpy(reviews, two, sizeof reviews);
  for (int i = 0; i < 2; i++) {
    reviews[i].citing += reviews[i].citing != 0 ? TOY_UNNAMED : 0;
  }
  cs_dataset *dataset = toy_dataset(reviews, 2);
  seen to;
  show(&to, dataset, &(cs_show_options){.area = "Bray", .theme = "alpha", .kind = "finding"});
  ck_assert_ptr_nonnull(strstr(to.lines, "[a recommendation that is not named]"));
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(each_filter_narrows) {
  cs_dataset *dataset = toy_dataset(two, 2);
  seen to;
  ck_assert_uint_eq(show(&to, dataset, &(cs_show_options){.area = "ash"}), 1);
  ck_assert_uint_eq(show(&to, dataset, &(cs_show_options){.theme = "alpha"}), 3);
  ck_assert_uint_eq(show(&to, dataset, &(cs_show_options){.polarity = "weakness"}), 2);
  ck_assert_uint_eq(show(&to, dataset, &(cs_show_options){.kind = "recommendation"}), 1);
  ck_assert_uint_eq(show(&to, dataset, &(cs_show_options){.threshold = 0.6}), 3);
  ck_assert_uint_eq(show(&to, dataset, &(cs_show_options){.passage = "bray-2018:finding:1.1"}), 1);
  ck_assert_uint_eq(show(&to, dataset, &(cs_show_options){.area = "Bray", .polarity = "mixed"}), 0);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(a_limit_still_counts_all) {
  cs_dataset *dataset = toy_dataset(two, 2);
  seen to;
  ck_assert_uint_eq(show(&to, dataset, &(cs_show_options){.limit = 2}), 4);
  ck_assert_uint_eq(to.count, 2);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(unknown_words_are_refused) {
  cs_dataset *dataset = toy_dataset(two, 2);
  seen to;
  size_t found;
  cs_error error;
  cs_show_options options = {.polarity = "weaknes"};
  ck_assert_int_eq(cs_show(&found, dataset, &options, note, &to, &error), CS_USAGE);
  ck_assert_ptr_nonnull(strstr(error.message, "did you mean 'weakness'"));
  options = (cs_show_options){.kind = "paragraph"};
  ck_assert_int_eq(cs_show(&found, dataset, &options, note, &to, &error), CS_USAGE);
  ck_assert_ptr_nonnull(strstr(error.message, "finding"));
  options = (cs_show_options){.passage = "bray-2018:finding:9.9"};
  ck_assert_int_eq(cs_show(&found, dataset, &options, note, &to, &error), CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(error.message, "bray-2018:finding:9.9"));
  options = (cs_show_options){.passage = "bray-2018:finding:1.3"}; /* there, not coded */
  ck_assert_uint_eq(show(&to, dataset, &options), 0);
  toy_dataset_free(dataset);
}
END_TEST

static cs_status stop(void *context, const cs_shown *shown, cs_error *error) {
  (void)context, (void)shown;
  return cs_fail(error, CS_INTERRUPTED, "enough");
}

START_TEST(the_callback_can_stop_it) {
  cs_dataset *dataset = toy_dataset(two, 2);
  size_t found;
  cs_error error;
  ck_assert_int_eq(cs_show(&found, dataset, &(cs_show_options){0}, stop, NULL, &error),
                   CS_INTERRUPTED);
  ck_assert_str_eq(error.message, "enough");
  toy_dataset_free(dataset);
}
END_TEST

Suite *show_suite(void) {
  Suite *suite = suite_create("show");
  TCase *tests = tcase_create("show");
  tcase_add_test(tests, all_codings_in_order);
  tcase_add_test(tests, a_pointer_may_name_none);
  tcase_add_test(tests, each_filter_narrows);
  tcase_add_test(tests, a_limit_still_counts_all);
  tcase_add_test(tests, unknown_words_are_refused);
  tcase_add_test(tests, the_callback_can_stop_it);
  suite_add_tcase(suite, tests);
  return suite;
}
