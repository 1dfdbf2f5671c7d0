/* Sensitivity: ranks under other choices, worked out by hand. */
#include "fixture.h"
#include "suites.h"

#include <conspectus/sensitivity.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Two areas, each with four findings in two sections, and one that is only there.
 *   alpha: weak in Ash and Bray at 0.55, in one of two sections each, not cited: p = 2/3,
 *          f = 0, r = 0, b = 1/2: 100 * 2/3 * (1 + 1/6) / 2 = 38.888...
 *   beta:  weak in Ash at 0.95 and cited and repeated, in one section: p = 1/3, f = 1, r = 1,
 *          b = 1/2: 100 * 1/3 * (1 + 5/6) / 2 = 30.555...; mixed in Bray and Cole at 0.95,
 *          which with mixed makes p = 1, f = r = 1/3, b = 1/2.
 * From 0.6 on alpha is nowhere: score 0. */
static const toy_review three[] = {
    {"Ash",
     "2018-06-01",
     NULL,
     4,
     1,
     1,
     {{2, 0, CS_WEAKNESS, 0.55, false}, {0, 1, CS_WEAKNESS, 0.95, true}},
     2},
    {"Bray",
     "2018-06-01",
     NULL,
     4,
     0,
     0,
     {{1, 0, CS_WEAKNESS, 0.55, false}, {0, 1, CS_MIXED, 0.95, false}},
     2},
    {"Cole", "2018-06-01", NULL, 4, 0, 0, {{0, 1, CS_MIXED, 0.95, false}}, 1},
};

static cs_sensitivity *read(cs_dataset *dataset, const cs_analysis_options *options) {
  cs_sensitivity *of;
  cs_error error = {0};
  cs_host *host = toy_host();
  ck_assert_msg(cs_sensitivity_read(&of, dataset, options, host, "recurrence", &error) == CS_OK,
                "%s", error.message);
  cs_host_close(host);
  return of;
}

START_TEST(ranks_move_with_threshold_and_mixed) {
  cs_dataset *dataset = toy_dataset(three, 3);
  cs_sensitivity *of = read(dataset, &cs_analysis_defaults);
  ck_assert_uint_eq(of->setting_count, 10);
  ck_assert_uint_eq(of->chosen, 0);
  ck_assert_str_eq(of->themes[0].id, "alpha");
  ck_assert_str_eq(of->themes[1].id, "beta");
  ck_assert_double_eq_tol(of->themes[0].placings[0].score, 350.0 / 9, 1e-9);
  ck_assert_double_eq_tol(of->themes[1].placings[0].score, 275.0 / 9, 1e-9);
  ck_assert_uint_eq(of->themes[0].placings[0].rank, 1);
  ck_assert_uint_eq(of->themes[1].placings[0].rank, 2);
  /* At 0.6: beta first, alpha and gamma share rank 2. */
  ck_assert_double_eq(of->settings[1].threshold, 0.6);
  ck_assert_uint_eq(of->themes[0].placings[1].rank, 2);
  ck_assert_uint_eq(of->themes[0].placings[1].affected, 0);
  ck_assert_uint_eq(of->themes[1].placings[1].rank, 1);
  ck_assert_uint_eq(of->themes[2].placings[1].rank, 2);
  /* With mixed at 0.5: beta is in all three: 100 * (1 + 7/18) / 2. */
  ck_assert(of->settings[5].mixed);
  ck_assert_uint_eq(of->themes[1].placings[5].affected, 3);
  ck_assert_double_eq_tol(of->themes[1].placings[5].score, 1250.0 / 18, 1e-9);
  ck_assert_uint_eq(of->themes[1].placings[5].rank, 1);
  cs_sensitivity_free(of);
  toy_dataset_free(dataset);
}
END_TEST

/* With weights f, r, b (carried over is missing, its weight x drops out): alpha's score is
 * 100/3 (1 + b / (2 (1 - x))), beta's 50/3 (1 + (1 - x - b/2) / (1 - x)). With u = b / (1 - x):
 * alpha 33.3 + 16.7 u, beta 33.3 - 8.3 u: alpha is first always, beta only where u = 0. */
START_TEST(weights_are_varied) {
  cs_dataset *dataset = toy_dataset(three, 3);
  cs_analysis_options options = cs_analysis_defaults;
  options.first = 1;
  cs_sensitivity *of = read(dataset, &options);
  ck_assert(of->weights_tell);
  ck_assert_double_eq(of->themes[0].among_first, 1);
  ck_assert_double_eq(of->themes[0].median_rank, 1);
  ck_assert_double_eq(of->themes[1].among_first, 0);
  ck_assert_double_eq(of->themes[1].rank_interval.low, 2);
  ck_assert_double_eq(of->themes[1].rank_interval.high, 2);
  ck_assert_double_eq(of->themes[2].among_first, 0);
  cs_sensitivity_free(of);
  toy_dataset_free(dataset);
}
END_TEST

/* alpha: p = 1/2, cited, in one of two sections: f = 1, r = 0, b = 1/2.
 * beta: p = 1/2, repeated, in both sections: f = 0, r = 1, b = 1.
 * alpha is ahead where f + b/2 > r + b, so f > r + b/2. Over the uniform simplex of the three
 * weights (the fourth drops out) that is the triangle with corners (1,0,0), (1/2,1/2,0) and
 * (1/3,0,2/3): its share of the whole is |det| = 1/2 * 2/3 = 1/3. Of 2,000 draws a share is
 * within 0.05 of it nearly always (five standard deviations are 0.053). */
START_TEST(shares_are_those_of_the_simplex) {
  static const toy_review two[] = {
      {"Ash", "2018-06-01", NULL, 4, 1, 1, {{0, 0, CS_WEAKNESS, 0.9, false}}, 1},
      {"Bray",
       "2018-06-01",
       NULL,
       4,
       0,
       0,
       {{1, 1, CS_WEAKNESS, 0.9, true}, {2, 1, CS_WEAKNESS, 0.9, false}},
       2},
  };
  cs_dataset *dataset = toy_dataset(two, 2);
  cs_analysis_options options = cs_analysis_defaults;
  options.first = 1;
  cs_sensitivity *of = read(dataset, &options);
  ck_assert_str_eq(of->themes[0].id, "beta");
  ck_assert_double_eq_tol(of->themes[0].among_first, 2.0 / 3, 0.053);
  ck_assert_str_eq(of->themes[1].id, "alpha");
  ck_assert_double_eq_tol(of->themes[1].among_first, 1.0 / 3, 0.053);
  cs_sensitivity_free(of);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(the_threshold_asked_for_is_among_them) {
  cs_dataset *dataset = toy_dataset(three, 3);
  cs_analysis_options options = cs_analysis_defaults;
  options.threshold = 0.65;
  options.mixed = true;
  options.theme = "alpha"; /* narrows nothing */
  cs_sensitivity *of = read(dataset, &options);
  ck_assert_uint_eq(of->setting_count, 12);
  ck_assert_double_eq(of->settings[of->chosen].threshold, 0.65);
  ck_assert(of->settings[of->chosen].mixed);
  for (size_t i = 1; i < 6; i++) {
    ck_assert_double_lt(of->settings[i - 1].threshold, of->settings[i].threshold);
  }
  ck_assert_uint_eq(of->theme_count, 3);
  cs_sensitivity_free(of);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(a_dataset_without_reviews_has_no_scores) {
  cs_dataset *dataset = toy_dataset(three, 0);
  cs_sensitivity *of = read(dataset, &cs_analysis_defaults);
  ck_assert_uint_eq(of->areas, 0);
  ck_assert(isnan(of->themes[0].placings[0].score));
  ck_assert(!of->weights_tell);
  cs_sensitivity_free(of);
  toy_dataset_free(dataset);
}
END_TEST

/* Uniform on the simplex of four: each weight has mean 1/4 and variance 3/80
 * (Dirichlet(1,1,1,1)); of 4,000 draws the mean's standard error is 0.0031. */
START_TEST(weights_are_uniform) {
  cs_random random = {7};
  double sum[4] = {0}, square = 0;
  for (int i = 0; i < 4000; i++) {
    cs_weights w = cs_random_weights(&random);
    const double each[] = {w.formality, w.repeated, w.carried_over, w.breadth};
    double all = 0;
    for (int j = 0; j < 4; j++) {
      ck_assert(each[j] >= 0 && each[j] <= 1);
      sum[j] += each[j];
      all += each[j];
    }
    square += (w.breadth - 0.25) * (w.breadth - 0.25);
    ck_assert_double_eq_tol(all, 1, 1e-12);
  }
  for (int j = 0; j < 4; j++) {
    ck_assert_double_eq_tol(sum[j] / 4000, 0.25, 0.016);
  }
  ck_assert_double_eq_tol(square / 4000, 3.0 / 80, 0.005);
}
END_TEST

Suite *sensitivity_suite(void) {
  Suite *suite = suite_create("sensitivity");
  TCase *tests = tcase_create("sensitivity");
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, ranks_move_with_threshold_and_mixed);
  tcase_add_test(tests, weights_are_varied);
  tcase_add_test(tests, shares_are_those_of_the_simplex);
  tcase_add_test(tests, the_threshold_asked_for_is_among_them);
  tcase_add_test(tests, a_dataset_without_reviews_has_no_scores);
  tcase_add_test(tests, weights_are_uniform);
  suite_add_tcase(suite, tests);
  return suite;
}
