/* Recurring weaknesses: the components and the score, worked out by hand. */
#include "fixture.h"
#include "suites.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Theme alpha over four areas:
 *   Ash   2018: weak in 1 of 2 sections, cited           (2014: weak)
 *   Bray  2018: weak in 2 of 2 sections, a repeat        (2014: weak)
 *   Cole  2018: strong only                              (2014: weak)
 *   Dunn  2018: nothing
 * affected 2 of 4: p = 1/2; f = 1/2; r = 1/2; c = 2 of 3 areas; b = (1/2 + 1)/2 = 3/4.
 * Score = 100 * 1/2 * (1 + mean(1/2, 1/2, 2/3, 3/4)) / 2 = 25 * (1 + 29/48) = 40.1041666...
 * Theme beta: Dunn's only weakness, recommended but not cited: p = 1/4, f = 1, r = 0,
 * c missing, b = 1/2: 100 * 1/4 * (1 + 1/2) / 2 = 18.75.
 * Theme gamma: nothing: p = 0, the rest missing, score 0. */
static const toy_review four[] = {
    {"Ash", "2018-06-01", NULL, 4, 1, 1, {{0, 0, CS_WEAKNESS, 0.9, false}}, 1},
    {"Ash", "2014-06-01", NULL, 4, 0, 0, {{3, 0, CS_WEAKNESS, 0.9, false}}, 1},
    {"Bray",
     "2018-06-01",
     NULL,
     4,
     0,
     0,
     {{1, 0, CS_WEAKNESS, 0.9, true}, {2, 0, CS_WEAKNESS, 0.9, false}},
     2},
    {"Bray", "2014-06-01", NULL, 4, 0, 0, {{3, 0, CS_WEAKNESS, 0.9, false}}, 1},
    {"Cole", "2018-06-01", NULL, 4, 0, 0, {{1, 0, CS_STRENGTH, 0.9, false}}, 1},
    {"Cole", "2014-06-01", NULL, 4, 0, 0, {{3, 0, CS_WEAKNESS, 0.9, false}}, 1},
    {"Dunn",
     "2018-06-01",
     NULL,
     4,
     1,
     0,
     {{2, 1, CS_WEAKNESS, 0.9, false}, {4, 1, CS_WEAKNESS, 0.95, false}},
     2},
};

static cs_recurrence *recur(cs_panel **panel, cs_host **host, cs_dataset *dataset) {
  cs_recurrence *rows;
  cs_error error = {0};
  *host = toy_host();
  ck_assert_msg(cs_panel_read(panel, dataset, &cs_analysis_defaults, &error) == CS_OK, "%s",
                error.message);
  ck_assert_msg(cs_recurring(&rows, *panel, *host, "recurrence", &error) == CS_OK, "%s",
                error.message);
  return rows;
}

START_TEST(components_and_score_by_hand) {
  cs_dataset *dataset = toy_dataset(four, 7);
  cs_panel *panel;
  cs_host *host;
  cs_recurrence *rows = recur(&panel, &host, dataset);
  const cs_components *alpha = &rows[0].components;
  ck_assert_str_eq(rows[0].theme->id, "alpha");
  ck_assert_uint_eq(alpha->areas, 4);
  ck_assert_uint_eq(alpha->affected, 2);
  ck_assert_double_eq(alpha->prevalence, 0.5);
  ck_assert_double_eq(alpha->formality, 0.5);
  ck_assert_double_eq(alpha->repeated, 0.5);
  ck_assert_double_eq_tol(alpha->carried_over, 2.0 / 3.0, 1e-15);
  ck_assert_double_eq(alpha->breadth, 0.75);
  ck_assert_double_eq_tol(rows[0].score, 25 * (1 + 29.0 / 48.0), 1e-9);
  /* Wilson for 2 of 4 by R: prop.test(2, 4, correct = FALSE) gives 0.1500390 0.8499610. */
  ck_assert_double_eq_tol(rows[0].prevalence.low, 0.1500390, 1e-6);
  ck_assert_double_eq_tol(rows[0].prevalence.high, 0.8499610, 1e-6);
  const cs_components *beta = &rows[1].components;
  ck_assert_str_eq(rows[1].theme->id, "beta");
  ck_assert_double_eq(beta->formality, 1);
  ck_assert_double_eq(beta->repeated, 0);
  ck_assert(isnan(beta->carried_over));
  ck_assert_double_eq_tol(rows[1].score, 18.75, 1e-9);
  free(rows);
  cs_panel_free(panel);
  cs_host_close(host);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(a_theme_that_nobody_has_scores_nothing) {
  cs_dataset *dataset = toy_dataset(four, 7);
  cs_panel *panel;
  cs_host *host;
  cs_recurrence *rows = recur(&panel, &host, dataset);
  ck_assert_str_eq(rows[2].theme->id, "gamma");
  ck_assert_double_eq(rows[2].components.prevalence, 0);
  ck_assert(isnan(rows[2].components.formality));
  ck_assert(isnan(rows[2].components.breadth));
  ck_assert_double_eq(rows[2].score, 0);
  free(rows);
  cs_panel_free(panel);
  cs_host_close(host);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(below_twenty_areas_there_is_no_rank) {
  cs_dataset *dataset = toy_dataset(four, 7);
  cs_panel *panel;
  cs_host *host;
  cs_recurrence *rows = recur(&panel, &host, dataset);
  for (int i = 0; i < 3; i++) {
    ck_assert_uint_eq(rows[i].rank, 0);
    ck_assert(isnan(rows[i].score_interval.low));
    ck_assert(isnan(rows[i].rank_interval.high));
  }
  free(rows);
  cs_panel_free(panel);
  cs_host_close(host);
  toy_dataset_free(dataset);
}
END_TEST

/* Twenty areas, each with alpha in its only section, cited and repeated: every draw
 * scores 100, so the interval is 100 to 100 and the rank 1. Beta is in ten of them,
 * and cited there: p = 1/2, f = 1, r = 0, b = 1: 100 * 1/2 * (1 + 2/3) / 2 = 41.67.
 * Resampling 20 areas of which half are affected gives p within 0.30 and 0.70
 * nineteen times in twenty (binomial), so 25 to 58.33; one area more or less is 4.17. */
START_TEST(from_twenty_areas_on_there_are_intervals) {
  static char names[20][8];
  toy_review *reviews = calloc(20, sizeof *reviews);
  for (int i = 0; i < 20; i++) {
    snprintf(names[i], sizeof names[i], "A%02d", i);
    reviews[i] =
        (toy_review){names[i], "2018-06-01", NULL, 1, 1, 1, {{0, 0, CS_WEAKNESS, 0.9, true}}, 1};
    if (i % 2 == 0) {
      reviews[i].codings[reviews[i].coding_count++] = (toy_coding){0, 1, CS_WEAKNESS, 0.9, false};
    }
  }
  cs_dataset *dataset = toy_dataset(reviews, 20);
  cs_panel *panel;
  cs_host *host;
  cs_recurrence *rows = recur(&panel, &host, dataset);
  ck_assert_str_eq(rows[0].theme->id, "alpha");
  ck_assert_double_eq_tol(rows[0].score, 100, 1e-9);
  ck_assert_double_eq_tol(rows[0].score_interval.low, 100, 1e-9);
  ck_assert_double_eq_tol(rows[0].score_interval.high, 100, 1e-9);
  ck_assert_uint_eq(rows[0].rank, 1);
  ck_assert_double_eq(rows[0].rank_interval.high, 1);
  ck_assert_str_eq(rows[1].theme->id, "beta");
  ck_assert_uint_eq(rows[1].rank, 2);
  ck_assert_double_eq_tol(rows[1].score, 41.0 + 2.0 / 3.0, 1e-9);
  ck_assert_double_eq_tol(rows[1].score_interval.low, 25, 4.2);
  ck_assert_double_eq_tol(rows[1].score_interval.high, 58.333, 4.2);
  ck_assert_double_eq(rows[1].p_first, 1);
  ck_assert_str_eq(rows[2].theme->id, "gamma"); /* which no area has: among no first ones */
  ck_assert_uint_eq(rows[2].rank, 3);
  ck_assert_double_eq(rows[2].p_first, 0);
  free(rows);
  free(reviews);
  cs_panel_free(panel);
  cs_host_close(host);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(an_unknown_score_is_refused) {
  cs_dataset *dataset = toy_dataset(four, 7);
  cs_panel *panel;
  cs_error error = {0};
  cs_recurrence *rows;
  cs_host *host = toy_host();
  ck_assert_int_eq(cs_panel_read(&panel, dataset, &cs_analysis_defaults, &error), CS_OK);
  ck_assert_int_eq(cs_recurring(&rows, panel, host, "recurence", &error), CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(error.message, "recurrence"));
  cs_panel_free(panel);
  cs_host_close(host);
  toy_dataset_free(dataset);
}
END_TEST

Suite *recurring_suite(void) {
  Suite *suite = suite_create("recurring");
  TCase *tests = tcase_create("recurring");
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, components_and_score_by_hand);
  tcase_add_test(tests, a_theme_that_nobody_has_scores_nothing);
  tcase_add_test(tests, below_twenty_areas_there_is_no_rank);
  tcase_add_test(tests, from_twenty_areas_on_there_are_intervals);
  tcase_add_test(tests, an_unknown_score_is_refused);
  suite_add_tcase(suite, tests);
  return suite;
}
