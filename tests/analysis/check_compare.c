/* Comparison: rates, residuals and tests of cells, worked out by hand. */
#include "fixture.h"
#include "suites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Findings coded weak in alpha: Ash 3 of 4, Bray 1 of 4. Fourfold table of Ash:
 * 3 1 / 1 3, which is Fisher's tea: p = 34/70, residual (3 - 2)/sqrt(2 * 0.5 * 0.5) =
 * sqrt(2); Bray's is its mirror. Beta: nobody, p = 1, residual missing. */
static const toy_review two[] = {
    {"Ash",
     "2018-06-01",
     NULL,
     4,
     0,
     0,
     {{0, 0, CS_WEAKNESS, 0.9, false},
      {1, 0, CS_WEAKNESS, 0.9, false},
      {2, 0, CS_WEAKNESS, 0.9, false},
      {3, 0, CS_STRENGTH, 0.9, false}},
     4},
    {"Bray", "2018-06-01", NULL, 4, 0, 0, {{0, 0, CS_WEAKNESS, 0.9, false}}, 1},
};

static cs_comparison *compare(cs_panel **panel, size_t *count, cs_dataset *dataset,
                              const cs_analysis_options *options) {
  cs_comparison *rows;
  cs_error error = {0};
  ck_assert_msg(cs_panel_read(panel, dataset, options, &error) == CS_OK, "%s", error.message);
  cs_compare(&rows, count, *panel);
  return rows;
}

START_TEST(cells_by_hand) {
  cs_dataset *dataset = toy_dataset(two, 2);
  cs_panel *panel;
  size_t count;
  cs_comparison *rows = compare(&panel, &count, dataset, &cs_analysis_defaults);
  ck_assert_uint_eq(count, 6);
  ck_assert_str_eq(rows[0].review->key, "ash-2018");
  ck_assert_str_eq(rows[0].theme->id, "alpha");
  ck_assert_double_eq(rows[0].per_100_findings, 75);
  ck_assert_double_eq(rows[0].balance, -0.5); /* (1 - 3) / 4 */
  ck_assert_double_eq_tol(rows[0].residual, sqrt(2), 1e-12);
  ck_assert_double_eq_tol(rows[0].p_value, 34.0 / 70.0, 1e-12);
  ck_assert_double_eq_tol(rows[3].residual, -sqrt(2), 1e-12);
  ck_assert_double_eq_tol(rows[3].p_value, 34.0 / 70.0, 1e-12);
  /* Six tests, two of 34/70 and four of 1: 34/70 * 6 / 2 is above 1, so all are 1. */
  ck_assert_double_eq(rows[0].p_adjusted, 1);
  ck_assert(isnan(rows[1].residual));
  ck_assert(isnan(rows[1].balance));
  ck_assert_double_eq(rows[1].p_value, 1);
  free(rows);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(narrowing_does_not_change_the_figures) {
  cs_dataset *dataset = toy_dataset(two, 2);
  cs_analysis_options options = cs_analysis_defaults;
  options.area = "Bray";
  options.theme = "alpha";
  cs_panel *panel;
  size_t count;
  cs_comparison *rows = compare(&panel, &count, dataset, &options);
  ck_assert_uint_eq(count, 1);
  ck_assert_str_eq(rows[0].review->key, "bray-2018");
  ck_assert_double_eq_tol(rows[0].residual, -sqrt(2), 1e-12);
  ck_assert_double_eq(rows[0].p_adjusted, 1);
  free(rows);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(one_area_has_nothing_to_be_compared_with) {
  cs_dataset *dataset = toy_dataset(two, 1);
  cs_panel *panel;
  size_t count;
  cs_comparison *rows = compare(&panel, &count, dataset, &cs_analysis_defaults);
  ck_assert_uint_eq(count, 3);
  ck_assert(isnan(rows[0].residual));
  ck_assert_double_eq(rows[0].p_value, 1);
  free(rows);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(no_area_gives_no_rows) {
  cs_dataset *dataset = toy_dataset(two, 0);
  cs_panel *panel;
  size_t count;
  cs_comparison *rows = compare(&panel, &count, dataset, &cs_analysis_defaults);
  ck_assert_uint_eq(count, 0);
  free(rows);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

Suite *compare_suite(void) {
  Suite *suite = suite_create("compare");
  TCase *tests = tcase_create("compare");
  tcase_add_test(tests, cells_by_hand);
  tcase_add_test(tests, narrowing_does_not_change_the_figures);
  tcase_add_test(tests, one_area_has_nothing_to_be_compared_with);
  tcase_add_test(tests, no_area_gives_no_rows);
  suite_add_tcase(suite, tests);
  return suite;
}
