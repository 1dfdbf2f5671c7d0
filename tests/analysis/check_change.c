/* Change between reviews, by hand and with R. */
#include "fixture.h"
#include "suites.h"

#include <conspectus/change.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WEAK(theme)                                                                                \
  { 0, theme, CS_WEAKNESS, 0.9, false }

/* Alpha, in pairs of one family: Ash persisted, Bray persisted, Cole resolved, Dunn appeared,
 * Elm never, Fen never, Gale never. Hurst has two kinds of review: no pair of one. Ash's oldest
 * review, Bray's last, which is of another kind, and Ines's only one count nowhere. */
static const toy_review reviews[] = {
    {"Ash", "2018-01-01", "x", 2, 0, 0, {WEAK(0)}, 1},
    {"Ash", "2012-01-01", "x", 2, 0, 0, {WEAK(1)}, 1},
    {"Ash", "2015-01-01", "x", 2, 0, 0, {WEAK(0)}, 1},
    {"Bray", "2013-01-01", "x", 2, 0, 0, {WEAK(0)}, 1},
    {"Bray", "2014-01-01", "x", 2, 0, 0, {WEAK(0)}, 1},
    {"Bray", "2018-01-01", "y", 2, 0, 0, {WEAK(1)}, 1},
    {"Cole", "2014-01-01", "x", 2, 0, 0, {WEAK(0)}, 1},
    {"Cole", "2018-01-01", "x", 2, 0, 0, {WEAK(1)}, 1},
    {"Dunn", "2014-01-01", "x", 2, 0, 0, {{0}}, 0},
    {"Dunn", "2018-01-01", "x", 2, 0, 0, {WEAK(0)}, 1},
    {"Elm", "2014-01-01", "x", 2, 0, 0, {{0}}, 0},
    {"Elm", "2018-01-01", "x", 2, 0, 0, {{0}}, 0},
    {"Fen", "2014-01-01", "x", 2, 0, 0, {{0}}, 0},
    {"Fen", "2018-01-01", "x", 2, 0, 0, {{0}}, 0},
    {"Gale", "2014-01-01", "x", 2, 0, 0, {{0}}, 0},
    {"Gale", "2018-01-01", "x", 2, 0, 0, {{0}}, 0},
    {"Hurst", "2014-01-01", "x", 2, 0, 0, {WEAK(0)}, 1},
    {"Hurst", "2018-01-01", "y", 2, 0, 0, {WEAK(0)}, 1},
    {"Ines", "2018-01-01", "x", 2, 0, 0, {WEAK(0)}, 1},
};
enum { REVIEW_COUNT = sizeof reviews / sizeof *reviews };

static cs_panel *panel_of(cs_dataset *dataset) {
  cs_panel *panel;
  cs_error error = {0};
  ck_assert_int_eq(cs_panel_read(&panel, dataset, &cs_analysis_defaults, &error), CS_OK);
  return panel;
}

/* R: prop.test(2, 3, correct = FALSE) gives 0.2076596 to 0.9385081, prop.test(1, 4, correct =
 * FALSE) 0.04558726 to 0.69935816. One gained, one lost: p is 1. */
START_TEST(pairs_of_one_family) {
  cs_dataset *dataset = toy_dataset(reviews, REVIEW_COUNT);
  cs_panel *panel = panel_of(dataset);
  cs_changes *of;
  cs_changes_read(&of, panel, false);
  const cs_theme_change *alpha = &of->themes[0];
  ck_assert_uint_eq(of->pair_count, 7);
  ck_assert_uint_eq(of->mixed_families, 0);
  ck_assert_str_eq(of->pairs[0].earlier->key, "ash-2015");
  ck_assert_str_eq(of->pairs[1].later->key, "bray-2014");
  ck_assert_uint_eq(alpha->count[CS_PERSISTED], 2);
  ck_assert_uint_eq(alpha->count[CS_RESOLVED], 1);
  ck_assert_uint_eq(alpha->count[CS_APPEARED], 1);
  ck_assert_uint_eq(alpha->count[CS_NEVER], 3);
  ck_assert_int_eq(of->cells[2 * 3], CS_RESOLVED);
  ck_assert_double_eq_tol(alpha->stayed, 2.0 / 3, 1e-15);
  ck_assert_double_eq_tol(alpha->stayed_in.low, 0.207659600802, 1e-10);
  ck_assert_double_eq_tol(alpha->stayed_in.high, 0.938508055280, 1e-10);
  ck_assert_double_eq(alpha->arrived, 0.25);
  ck_assert_double_eq_tol(alpha->arrived_in.low, 0.0455872608097, 1e-10);
  ck_assert_double_eq_tol(alpha->arrived_in.high, 0.6993581574176, 1e-10);
  ck_assert_double_eq(alpha->p_value, 1);
  cs_changes_free(of);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

/* Gamma was never there: nothing to stay, and 7 to arrive. */
START_TEST(what_never_was_cannot_stay) {
  cs_dataset *dataset = toy_dataset(reviews, REVIEW_COUNT);
  cs_panel *panel = panel_of(dataset);
  cs_changes *of;
  cs_changes_read(&of, panel, false);
  ck_assert(isnan(of->themes[2].stayed) && isnan(of->themes[2].stayed_in.low));
  ck_assert_double_eq(of->themes[2].arrived, 0);
  ck_assert_double_eq(of->themes[2].p_value, 1);
  cs_changes_free(of);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(across_takes_the_last_two) {
  cs_dataset *dataset = toy_dataset(reviews, REVIEW_COUNT);
  cs_panel *panel = panel_of(dataset);
  cs_changes *of;
  cs_changes_read(&of, panel, true);
  ck_assert_uint_eq(of->pair_count, 8);
  ck_assert_uint_eq(of->mixed_families, 2); /* Bray and Hurst */
  ck_assert_str_eq(of->pairs[1].earlier->key, "bray-2014");
  ck_assert_str_eq(of->pairs[1].later->key, "bray-2018");
  ck_assert_uint_eq(of->themes[0].count[CS_PERSISTED], 2); /* Ash, Hurst */
  ck_assert_uint_eq(of->themes[0].count[CS_RESOLVED], 2);  /* Bray, Cole */
  cs_changes_free(of);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(one_review_is_no_pair) {
  cs_dataset *dataset = toy_dataset(reviews, 1);
  cs_panel *panel = panel_of(dataset);
  cs_changes *of;
  cs_changes_read(&of, panel, true);
  ck_assert_uint_eq(of->pair_count, 0);
  ck_assert(isnan(of->themes[0].stayed) && isnan(of->themes[0].arrived));
  cs_changes_free(of);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

Suite *change_suite(void) {
  Suite *suite = suite_create("change");
  TCase *tests = tcase_create("change");
  tcase_add_test(tests, pairs_of_one_family);
  tcase_add_test(tests, what_never_was_cannot_stay);
  tcase_add_test(tests, across_takes_the_last_two);
  tcase_add_test(tests, one_review_is_no_pair);
  suite_add_tcase(suite, tests);
  return suite;
}
