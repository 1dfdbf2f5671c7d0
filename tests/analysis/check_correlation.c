/* Correlations against R 4.2; the calls stand beside the values. */
#include "suites.h"

#include <conspectus/correlation.h>
#include <math.h>

static const double x[] = {2.1, 3.4, 1.9, 5.5, 4.4, 3.4, 7.0, 6.1};
static const double y[] = {1, 3, 2, 2, 5, 3, 8, 4};
enum { COUNT = 8 };

static void check(cs_correlation found, double estimate, double low, double high) {
  ck_assert_double_eq_tol(found.estimate, estimate, 1e-12);
  ck_assert_double_eq_tol(found.interval.low, low, 1e-12);
  ck_assert_double_eq_tol(found.interval.high, high, 1e-12);
  ck_assert_uint_eq(found.pairs, COUNT);
}

/* rank(x), rank(y) */
START_TEST(ranks_share_ties) {
  static const double expected[] = {1, 4.5, 2.5, 2.5, 7, 4.5, 8, 6};
  double ranks[COUNT];
  cs_ranks(ranks, y, COUNT);
  for (int i = 0; i < COUNT; i++) {
    ck_assert_double_eq(ranks[i], expected[i]);
  }
}
END_TEST

/* cor.test(x, y): estimate and conf.int */
START_TEST(pearson_as_cor_test) {
  check(cs_pearson(x, y, COUNT), 0.746742370197364, 0.0887932728833225, 0.9509937186498563);
}
END_TEST

/* s <- cor(x, y, method = "spearman")
 * tanh(atanh(s) + c(-1, 1) * qnorm(.975) * sqrt((1 + s^2 / 2) / 5)) */
START_TEST(spearman_as_r) {
  check(cs_spearman(x, y, COUNT), 0.727286084348263, -0.0626150671334545, 0.9569660374721232);
}
END_TEST

/* k <- cor(x, y, method = "kendall")
 * tanh(atanh(k) + c(-1, 1) * qnorm(.975) * sqrt(.437 / 4)) */
START_TEST(kendall_as_r) {
  check(cs_kendall(x, y, COUNT), 0.603881084877118, 0.051361704035252, 0.873357631192999);
}
END_TEST

START_TEST(too_little_is_missing) {
  const double same[] = {3, 3, 3, 3, 3}, up[] = {1, 2, 3, 4, 5}, holes[] = {1, NAN, 3, NAN, NAN};
  ck_assert(isnan(cs_pearson(same, up, 5).estimate));
  ck_assert(isnan(cs_spearman(up, same, 5).estimate));
  ck_assert(isnan(cs_kendall(same, same, 5).estimate));
  ck_assert(isnan(cs_kendall(up, up, 0).estimate));
  ck_assert_uint_eq(cs_pearson(up, holes, 5).pairs, 2);
  ck_assert(isnan(cs_pearson(up, up, 3).interval.low));
}
END_TEST

/* Whatever rounding leaves of it, what goes together wholly is 1 and has no interval. */
START_TEST(whole_agreement_is_one) {
  const double up[] = {1, 2, 3, 4, 5, 6}, down[] = {0.6, 0.5, 0.4, 0.3, 0.2, 0.1};
  ck_assert_double_eq(cs_spearman(up, down, 6).estimate, -1);
  ck_assert_double_eq(cs_pearson(up, down, 6).estimate, -1);
  ck_assert_double_eq(cs_kendall(up, down, 6).estimate, -1);
  ck_assert(isnan(cs_pearson(up, down, 6).interval.low));
}
END_TEST

START_TEST(large_values_do_not_overflow) {
  const double large[] = {1e300, -1e300, 5e299, 1e299, 0},
               small[] = {1e-300, -1e-300, 5e-301, 0, 0};
  double r = cs_pearson(large, small, 5).estimate;
  ck_assert(r > 0.9 && r <= 1);
}
END_TEST

Suite *correlation_suite(void) {
  Suite *suite = suite_create("correlation");
  TCase *all = tcase_create("all");
  tcase_add_test(all, ranks_share_ties);
  tcase_add_test(all, pearson_as_cor_test);
  tcase_add_test(all, spearman_as_r);
  tcase_add_test(all, kendall_as_r);
  tcase_add_test(all, too_little_is_missing);
  tcase_add_test(all, whole_agreement_is_one);
  tcase_add_test(all, large_values_do_not_overflow);
  suite_add_tcase(suite, all);
  return suite;
}
