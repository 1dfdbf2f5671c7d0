/* Statistics against published values and hand calculation; the source stands
 * beside each. */
#include "suites.h"

#include <conspectus/statistics.h>
#include <math.h>
#include <stdlib.h>

/* ---- Wilson ---- */

/* Newcombe (1998), Two-sided confidence intervals for the single proportion,
 * Statistics in Medicine 17: 857-872, table I, method 3, to four decimals. */
START_TEST(wilson_agrees_with_newcombe) {
  static const struct {
    uint64_t hits, trials;
    double low, high;
  } published[] = {
      {81, 263, 0.2553, 0.3662},
      {15, 148, 0.0624, 0.1605},
      {0, 20, 0.0000, 0.1611},
      {1, 29, 0.0061, 0.1718},
  };
  cs_interval found = cs_wilson(published[_i].hits, published[_i].trials);
  ck_assert_double_eq_tol(found.low, published[_i].low, 5e-5);
  ck_assert_double_eq_tol(found.high, published[_i].high, 5e-5);
}
END_TEST

START_TEST(wilson_touches_the_ends) {
  ck_assert_double_eq(cs_wilson(0, 5).low, 0);
  ck_assert_double_eq(cs_wilson(5, 5).high, 1);
  /* 2 of 2: 1 / (1 + z^2 / 2) = 1 / 2.920729 by hand. */
  ck_assert_double_eq_tol(cs_wilson(2, 2).low, 0.342380, 1e-6);
}
END_TEST

START_TEST(wilson_of_nothing_is_missing) {
  cs_interval found = cs_wilson(0, 0);
  ck_assert(isnan(found.low) && isnan(found.high));
}
END_TEST

/* ---- Fourfold tables ---- */

/* 10 20 / 30 40: E = 30 * 40 / 100 = 12, so -2 / sqrt(12 * 0.7 * 0.6). */
START_TEST(residual_by_hand) {
  ck_assert_double_eq_tol(cs_adjusted_residual((cs_fourfold){10, 20, 30, 40}), -0.890871, 1e-6);
}
END_TEST

START_TEST(residual_is_missing_without_a_margin) {
  ck_assert(isnan(cs_adjusted_residual((cs_fourfold){0, 5, 0, 7})));
  ck_assert(isnan(cs_adjusted_residual((cs_fourfold){0, 0, 3, 7})));
  ck_assert(isnan(cs_adjusted_residual((cs_fourfold){3, 7, 0, 0})));
  ck_assert(isnan(cs_adjusted_residual((cs_fourfold){0, 0, 0, 0})));
}
END_TEST

START_TEST(fisher_agrees_with_published_values) {
  static const struct {
    cs_fourfold table;
    double p, tolerance;
  } published[] = {
      /* Fisher's tea tasting (The Design of Experiments, 1935): 17/70 + 17/70. */
      {{3, 1, 1, 3}, 34.0 / 70.0, 1e-12},
      /* Convictions of like-sex twins of criminals, Fisher (1962); R's help page of
       * fisher.test gives p-value = 0.0005367 for it. */
      {{2, 10, 15, 3}, 0.0005367, 5e-8},
      /* All as expected: every table is at most as probable. */
      {{5, 5, 5, 5}, 1, 1e-12},
      /* 0 4 / 4 0: two of the 70 tables are as extreme. */
      {{0, 4, 4, 0}, 2.0 / 70.0, 1e-12},
  };
  ck_assert_double_eq_tol(cs_fisher(published[_i].table), published[_i].p, published[_i].tolerance);
}
END_TEST

START_TEST(fisher_without_a_margin_is_one) {
  ck_assert_double_eq(cs_fisher((cs_fourfold){0, 9, 0, 4}), 1);
  ck_assert_double_eq(cs_fisher((cs_fourfold){0, 0, 0, 0}), 1);
}
END_TEST

START_TEST(fisher_does_not_overflow) {
  double p = cs_fisher((cs_fourfold){5000, 5000, 5000, 5000});
  ck_assert_double_eq_tol(p, 1, 1e-9);
  p = cs_fisher((cs_fourfold){10000, 0, 0, 10000});
  ck_assert(p >= 0 && p < 1e-300);
}
END_TEST

/* R: binom.test(1, 7)$p.value, binom.test(10, 40)$p.value, binom.test(3, 6)$p.value and
 * binom.test(4800, 10000)$p.value, to ten digits; the last two are too far out to be told from
 * less. */
START_TEST(mcnemar_agrees_with_r) {
  static const struct {
    uint64_t gained, lost;
    double p, tolerance;
  } published[] = {
      {6, 1, 0.125, 1e-15},
      {10, 30, 0.00222143377323, 1e-12},
      {3, 3, 1, 1e-15},
      {0, 0, 1, 1e-15},
      {5200, 4800, 6.59351559867e-05, 1e-14},
      {0, 5, 0.0625, 1e-15},
      {10000, 0, 0, 1e-300},
      {1, 0, 1, 1e-15},
      {4, 5, 1, 1e-15},
  };
  double p = cs_mcnemar(published[_i].gained, published[_i].lost);
  ck_assert_double_eq_tol(p, published[_i].p, published[_i].tolerance);
}
END_TEST

/* ---- Many tests ---- */

/* Benjamini & Hochberg (1995), section 4.1: fifteen p-values; the adjusted ones
 * are p * 15 / rank, stepped up from the largest. */
START_TEST(benjamini_hochberg_of_their_example) {
  double p[] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000};
  double adjusted[15];
  cs_benjamini_hochberg(adjusted, p, 15);
  ck_assert_double_eq_tol(adjusted[0], 0.0015, 1e-12);
  ck_assert_double_eq_tol(adjusted[1], 0.0030, 1e-12);
  ck_assert_double_eq_tol(adjusted[2], 0.0095, 1e-12);
  ck_assert_double_eq_tol(adjusted[3], 0.035625, 1e-12);
  ck_assert_double_eq_tol(adjusted[4], 0.0603, 1e-12);
  ck_assert_double_eq_tol(adjusted[5], 0.063857142857, 1e-10); /* taken from rank 7 */
  ck_assert_double_eq_tol(adjusted[9], 0.486, 1e-12);
  ck_assert_double_eq_tol(adjusted[14], 1, 1e-12);
  int rejected = 0; /* the paper rejects four at 5 % */
  for (int i = 0; i < 15; i++) {
    rejected += adjusted[i] <= 0.05;
  }
  ck_assert_int_eq(rejected, 4);
}
END_TEST

START_TEST(benjamini_hochberg_leaves_missing_out) {
  double p[] = {0.04, NAN, 0.01};
  cs_benjamini_hochberg(p, p, 3);
  ck_assert_double_eq_tol(p[0], 0.04, 1e-12);
  ck_assert(isnan(p[1]));
  ck_assert_double_eq_tol(p[2], 0.02, 1e-12);
  cs_benjamini_hochberg(p, p, 0);
}
END_TEST

/* ---- Quantiles and chance ---- */

/* R: quantile(1:10, c(0, .25, .5, 1)) is 1, 3.25, 5.5, 10. */
START_TEST(quantile_is_type_seven) {
  double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  ck_assert_double_eq(cs_quantile(values, 10, 0), 1);
  ck_assert_double_eq(cs_quantile(values, 10, 0.25), 3.25);
  ck_assert_double_eq(cs_quantile(values, 10, 0.5), 5.5);
  ck_assert_double_eq(cs_quantile(values, 10, 1), 10);
  ck_assert_double_eq(cs_quantile(values, 1, 0.3), 1);
  ck_assert(isnan(cs_quantile(values, 0, 0.5)));
}
END_TEST

/* The reference sequence of SplitMix64 for the seed 1234567. */
START_TEST(random_is_splitmix64) {
  cs_random random = {1234567};
  ck_assert(cs_random_next(&random) == UINT64_C(6457827717110365317));
  ck_assert(cs_random_next(&random) == UINT64_C(3203168211198807973));
  ck_assert(cs_random_next(&random) == UINT64_C(9817491932198370423));
}
END_TEST

START_TEST(random_below_stays_below_and_reaches_all) {
  cs_random random = {1};
  int seen[5] = {0};
  for (int i = 0; i < 5000; i++) {
    uint64_t drawn = cs_random_below(&random, 5);
    ck_assert_uint_lt(drawn, 5);
    seen[drawn]++;
  }
  for (int i = 0; i < 5; i++) {
    ck_assert_int_gt(seen[i], 850); /* 1,000 expected; five standard deviations are 141 */
    ck_assert_int_lt(seen[i], 1150);
  }
  ck_assert_uint_eq(cs_random_below(&random, 1), 0);
}
END_TEST

Suite *statistics_suite(void) {
  Suite *suite = suite_create("statistics");
  TCase *tests = tcase_create("statistics");
  tcase_add_loop_test(tests, wilson_agrees_with_newcombe, 0, 4);
  tcase_add_test(tests, wilson_touches_the_ends);
  tcase_add_test(tests, wilson_of_nothing_is_missing);
  tcase_add_test(tests, residual_by_hand);
  tcase_add_test(tests, residual_is_missing_without_a_margin);
  tcase_add_loop_test(tests, fisher_agrees_with_published_values, 0, 4);
  tcase_add_test(tests, fisher_without_a_margin_is_one);
  tcase_add_test(tests, fisher_does_not_overflow);
  tcase_add_loop_test(tests, mcnemar_agrees_with_r, 0, 9);
  tcase_add_test(tests, benjamini_hochberg_of_their_example);
  tcase_add_test(tests, benjamini_hochberg_leaves_missing_out);
  tcase_add_test(tests, quantile_is_type_seven);
  tcase_add_test(tests, random_is_splitmix64);
  tcase_add_test(tests, random_below_stays_below_and_reaches_all);
  suite_add_tcase(suite, tests);
  return suite;
}
