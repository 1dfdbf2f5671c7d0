/* Grades against balance, compared with R. */
#include "fixture.h"
#include "suites.h"

#include <conspectus/grades.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CODED(passage, polarity)                                                                   \
  { passage, 0, polarity, 0.9, false }

/* Balances of the whole review: Ash -1, Bray -1/3, Cole 0, Dunn 1/3, Elm 1, Fen 1; Gale has
 * only a mixed finding. In section one (findings 1 and 2): Ash -1, Bray -1, Cole 1, Dunn 1, the
 * others nothing. Gale's older review counts for the aspect that its later does not grade. */
static const toy_review reviews[] = {
    {"Ash", "2018-01-01", NULL, 4, 0, 0, {CODED(0, CS_WEAKNESS)}, 1},
    {"Bray",
     "2018-01-01",
     NULL,
     4,
     0,
     0,
     {CODED(0, CS_WEAKNESS), CODED(1, CS_WEAKNESS), CODED(2, CS_STRENGTH)},
     3},
    {"Cole", "2018-01-01", NULL, 4, 0, 0, {CODED(0, CS_STRENGTH), CODED(2, CS_WEAKNESS)}, 2},
    {"Dunn",
     "2018-01-01",
     NULL,
     4,
     0,
     0,
     {CODED(0, CS_STRENGTH), CODED(2, CS_STRENGTH), CODED(3, CS_WEAKNESS)},
     3},
    {"Elm", "2018-01-01", NULL, 4, 0, 0, {CODED(3, CS_STRENGTH)}, 1},
    {"Fen", "2018-01-01", NULL, 4, 0, 0, {CODED(3, CS_STRENGTH)}, 1},
    {"Gale", "2018-01-01", NULL, 4, 0, 0, {CODED(3, CS_MIXED)}, 1},
    {"Gale", "2014-01-01", NULL, 4, 0, 0, {CODED(0, CS_STRENGTH)}, 1},
};
static const toy_grades grades[] = {{4, 4}, {3, 3}, {4, 2}, {2, 2}, {1, 1}, {2, 0}, {1, 0}, {4, 1}};
enum { REVIEW_COUNT = sizeof reviews / sizeof *reviews };

static cs_grades_read *compare(cs_dataset *dataset, const cs_analysis_options *options) {
  cs_panel *panel;
  cs_grades_read *of;
  cs_error error = {0};
  ck_assert_int_eq(cs_panel_read(&panel, dataset, options, &error), CS_OK);
  ck_assert_msg(cs_grades_compare(&of, panel, dataset, options, &error) == CS_OK, "%s",
                error.message);
  cs_panel_free(panel);
  return of;
}

/* R: b <- c(-1, -1/3, 0, 1/3, 1, 1); q <- -c(4, 3, 4, 2, 1, 2);
 * r <- cor(b, q, method = "spearman") is 0.850841043488;
 * tanh(atanh(r) + c(-1, 1) * qnorm(.975) * sqrt((1 + r^2 / 2) / 3)) is
 * -0.0613290127877 to 0.9885773655192; cor(b, q, method = "kendall") 0.741249316661. */
START_TEST(whole_reviews_agree_with_r) {
  cs_dataset *dataset = toy_graded_dataset(reviews, grades, REVIEW_COUNT);
  cs_grades_read *of = compare(dataset, &cs_analysis_defaults);
  ck_assert_uint_eq(of->fit_count, 3);
  const cs_grade_fit *overall = &of->fits[0];
  ck_assert_str_eq(overall->aspect, "overall");
  ck_assert_str_eq(overall->section, "");
  ck_assert_uint_eq(overall->count, 7);
  ck_assert_uint_eq(overall->areas, 6);
  ck_assert_double_eq_tol(overall->spearman, 0.850841043488, 1e-11);
  ck_assert_double_eq_tol(overall->interval.low, -0.0613290127877, 1e-11);
  ck_assert_double_eq_tol(overall->interval.high, 0.9885773655192, 1e-11);
  ck_assert_double_eq_tol(overall->tau_b, 0.741249316661, 1e-11);
  ck_assert_str_eq(of->graded[6].area, "Gale");
  ck_assert_str_eq(of->graded[6].grade, "best");
  ck_assert(isnan(of->graded[6].balance));
  cs_grades_read_free(of);
  toy_dataset_free(dataset);
}
END_TEST

/* In section one balances -1 -1 1 1 and (Gale 2014) 1 against ranks 4 3 2 2 1: mid-ranks 1.5 1.5
 * 4 4 4 and 1 2 3.5 3.5 5: sum of products of deviations 1.5 * 2 + 1.5 * 1 + 0.5 + 0.5 + 2 = 7.5,
 * of squares 7.5 and 9.5: 7.5 / sqrt(71.25) = 0.888523. */
START_TEST(an_aspect_is_read_in_its_section_too) {
  cs_dataset *dataset = toy_graded_dataset(reviews, grades, REVIEW_COUNT);
  cs_grades_read *of = compare(dataset, &cs_analysis_defaults);
  ck_assert_str_eq(of->fits[1].aspect, "first");
  ck_assert_str_eq(of->fits[1].section, "");
  const cs_grade_fit *one = &of->fits[2];
  ck_assert_str_eq(one->section, "one");
  ck_assert_uint_eq(one->count, 6);
  ck_assert_uint_eq(one->areas, 5);
  ck_assert_str_eq(of->graded[one->first + 5].review, "gale-2014");
  ck_assert_double_eq_tol(one->spearman, 7.5 / sqrt(71.25), 1e-12);
  cs_grades_read_free(of);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(options_narrow) {
  cs_dataset *dataset = toy_graded_dataset(reviews, grades, REVIEW_COUNT);
  cs_analysis_options options = cs_analysis_defaults;
  options.mixed = true;
  cs_grades_read *of = compare(dataset, &options);
  ck_assert_uint_eq(of->fits[0].areas, 7);
  ck_assert_double_eq(of->graded[6].balance, -1);
  cs_grades_read_free(of);
  options = cs_analysis_defaults;
  options.theme = "beta";
  of = compare(dataset, &options);
  ck_assert_uint_eq(of->fits[0].areas, 0);
  ck_assert(isnan(of->fits[0].spearman));
  cs_grades_read_free(of);
  options = cs_analysis_defaults;
  options.until = "2014-12-31";
  of = compare(dataset, &options);
  ck_assert_uint_eq(of->fits[0].count, 1);
  cs_grades_read_free(of);
  toy_dataset_free(dataset);
}
END_TEST

/* Three areas: three points are in one order or nearly so, whatever is true. */
START_TEST(few_areas_give_no_correlation) {
  for (size_t count = 3; count <= 4; count++) {
    cs_dataset *dataset = toy_graded_dataset(reviews, grades, count);
    cs_grades_read *of = compare(dataset, &cs_analysis_defaults);
    ck_assert_uint_eq(of->fits[0].areas, count);
    ck_assert_int_eq(isnan(of->fits[0].spearman), count == 3);
    ck_assert_int_eq(isnan(of->fits[0].tau_b), count == 3);
    cs_grades_read_free(of);
    toy_dataset_free(dataset);
  }
}
END_TEST

START_TEST(no_grades_give_no_fits) {
  cs_dataset *dataset = toy_dataset(reviews, REVIEW_COUNT);
  cs_grades_read *of = compare(dataset, &cs_analysis_defaults);
  ck_assert_uint_eq(of->fit_count, 0);
  cs_grades_read_free(of);
  toy_dataset_free(dataset);
}
END_TEST

Suite *grades_suite(void) {
  Suite *suite = suite_create("grades");
  TCase *tests = tcase_create("grades");
  tcase_add_test(tests, whole_reviews_agree_with_r);
  tcase_add_test(tests, an_aspect_is_read_in_its_section_too);
  tcase_add_test(tests, options_narrow);
  tcase_add_test(tests, few_areas_give_no_correlation);
  tcase_add_test(tests, no_grades_give_no_fits);
  suite_add_tcase(suite, tests);
  return suite;
}
