/* Figures as scripts get them, against R 4.2; the call stands beside each value. */
#include "ran.h"
#include "suites.h"

#define NEAR                                                                                       \
  "local function near(found, wanted) if not (found and math.abs(found - wanted) < 1e-9) then "    \
  "error(tostring(found) .. ' and not ' .. tostring(wanted), 2) end end "

/* prop.test(5, 8, correct = FALSE), fisher.test(matrix(c(10, 2, 3, 15), 2, byrow = TRUE)),
 * chisq.test(same, correct = FALSE)$stdres */
START_TEST(counts_as_in_r) {
  expect_good(NEAR "local low, high = c.wilson(5, 8) near(low, 0.305742394602627) "
                   "near(high, 0.863155714176403) "
                   "near(c.fisher(10, 2, 3, 15), 0.000536724119143436) "
                   "near(c.residual(10, 2, 3, 15), 3.60994102557712)");
}
END_TEST

/* p.adjust(c(.01, .04, .03, .5), "BH"), quantile(c(3, 1, 4, 1, 5), c(.1, .5, .9)), rank */
START_TEST(lists_as_in_r) {
  expect_good(NEAR "local p = c.benjamini_hochberg { 0.01, 0.04, 0.03, 0.5 } near(p[1], 0.04) "
                   "near(p[2], 0.0533333333333333) near(p[3], 0.0533333333333333) near(p[4], 0.5) "
                   "local v = { 3, 1, nil, 4, 1, 5 } near(c.quantile(v, 0.1), 1) "
                   "near(c.quantile(v, 0.5), 3) near(c.quantile(v, 0.9), 4.6) "
                   "local r = c.rank(v) near(r[1], 3) near(r[2], 1.5) near(r[4], 4) "
                   "near(r[6], 5) assert(r[3] == nil)");
}
END_TEST

/* x <- c(1, 2, 2, 3, NA, 5, 6); y <- c(2, 1, 4, NA, 5, 6, 6)
 * cor(x, y, use = "complete.obs", method = ...) */
START_TEST(correlations_as_in_r) {
  expect_good(NEAR "local x, y = { 1, 2, 2, 3, nil, 5, 6 }, { 2, 1, 4, nil, 5, 6, 6 } "
                   "near(c.pearson(x, y).estimate, 0.86979689861744) "
                   "near(c.spearman(x, y).estimate, 0.789473684210526) "
                   "near(c.kendall(x, y).estimate, 0.666666666666667) "
                   "assert(c.kendall(x, y).pairs == 5)");
}
END_TEST

START_TEST(nothing_is_nil_and_no_number) {
  expect_prints("print(c.wilson(0, 0)) print(c.quantile({}, 0.5), c.pearson({}, {}).estimate)",
                "nil\tnil\nnil\tnil\n");
}
END_TEST

/* Of two items 0 and 1 the mean of a draw is 0, 1/2 or 1: by hand the 2.5 and 97.5
 * percentiles are 0 and 1. A draw of which the statistic says nothing does not count. */
START_TEST(bootstrap_draws_from_the_list) {
  expect_prints("local function mean(s) return (s[1].v + s[2].v) / 2 end "
                "local b = c.bootstrap({ { v = 0 }, { v = 1 } }, mean) "
                "print(b.estimate, b.low, b.high, b.draws) "
                "b = c.bootstrap({ 1 }, function() return nil end, { draws = 10 }) "
                "print(b.estimate, b.low, b.draws)",
                "0.5\t0.0\t1.0\t2000\nnil\tnil\t0\n");
}
END_TEST

/* Of the toy dataset by hand: two areas, of which Ashby's latest review is weak in alpha. */
START_TEST(panels_are_those_of_the_commands) {
  expect_prints("for _, r in ipairs(c.data:recurring()) do if r.theme == 'alpha' then "
                "print(r.areas, r.affected, r.prevalence, r.repeated, r.carried_over) end end "
                "for _, r in ipairs(c.data:area_theme { theme = 'alpha' }) do "
                "print(r.area, r.review, r.weakness, r.per_100_findings) end "
                "print(#c.data:area_theme { up_to = '2014-12-31' })",
                "2\t1\t0.5\t1.0\t1.0\nAshby\tashby-2017\t1\t25.0\nBexley\tbexley-2015\t0\t0.0\n"
                "3\n");
}
END_TEST

/* Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C: four coders,
 * twelve units, missing labels: 0.743; 11 units have two labels or more. */
START_TEST(alpha_of_krippendorff) {
  expect_good("local x = nil local a = { 1, 2, 3, 3, 2, 1, 4, 1, 2, x, x, x } "
              "local b = { 1, 2, 3, 3, 2, 2, 4, 1, 2, 5, x, 3 } "
              "local d = { x, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, x } "
              "local e = { 1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, x } "
              "local units = {} for i = 1, 12 do units[i] = { a[i], b[i], d[i], e[i] } end "
              "local found = c.alpha(units) "
              "assert(math.abs(found.estimate - 0.743) < 5e-4 and found.units == 11) "
              "assert(found.low < 0.743 and found.high > 0.743)");
}
END_TEST

/* 45, 15, 25 and 15 of 100: (0.60 - 0.54) / (1 - 0.54) = 0.1304 by hand. */
START_TEST(kappa_by_hand) {
  expect_good("local one, other = {}, {} local function add(n, p, q) for _ = 1, n do "
              "one[#one + 1] = p other[#other + 1] = q end end "
              "add(45, 'yes', 'yes') add(15, 'yes', 'no') add(25, 'no', 'yes') "
              "add(15, 'no', 'no') one[101], other[102] = 'no', 'yes' "
              "local found = c.kappa(one, other) "
              "assert(math.abs(found.estimate - 0.06 / 0.46) < 1e-12 and found.units == 100) "
              "assert(found.low < found.estimate and found.high > found.estimate)");
  expect_prints("print(c.kappa({}, {}).estimate, c.alpha({}).estimate, c.alpha({ {} }).units, "
                "c.kappa({ 1, 1 }, { 1, 1 }).estimate, c.kappa({ 1, 2 }, { 1.0, 2 }).estimate)",
                "nil\tnil\t0\tnil\t1.0\n");
  expect_fails("c.kappa({ {} }, { 1 })", CS_PLUGIN, "kappa: argument 1, item 1: expected a label");
  expect_fails("c.alpha({ 1 })", CS_PLUGIN, "alpha: unit 1: expected a list of labels");
}
END_TEST

Suite *figures_suite(void) {
  Suite *suite = suite_create("figures");
  TCase *all = tcase_create("all");
  tcase_add_test(all, counts_as_in_r);
  tcase_add_test(all, lists_as_in_r);
  tcase_add_test(all, correlations_as_in_r);
  tcase_add_test(all, nothing_is_nil_and_no_number);
  tcase_add_test(all, bootstrap_draws_from_the_list);
  tcase_add_test(all, alpha_of_krippendorff);
  tcase_add_test(all, kappa_by_hand);
  tcase_add_test(all, panels_are_those_of_the_commands);
  suite_add_tcase(suite, all);
  return suite;
}
