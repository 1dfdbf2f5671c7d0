/* Coefficients against published worked examples, and agreement on toy reviews whose
 * figures are worked out by hand. */
#include "base/buffer.h"
#include "fixture.h"
#include "suites.h"

#include <check.h>
#include <conspectus/agreement.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Coefficients ---- */

/* Fleiss (1981), Statistical methods for rates and proportions, 2nd ed., table 13.1:
 * 100 subjects, psychotic, neurotic and organic: kappa 0.68. One category against the
 * rest: 0.69, 0.50 and 0.77, whose pe are .68, .86 and .78. */
START_TEST(kappa_of_fleiss) {
  const uint64_t diagnoses[] = {75, 1, 4, 5, 4, 1, 0, 0, 10};
  const uint64_t psychotic[] = {75, 5, 5, 15}, neurotic[] = {4, 6, 1, 89},
                 organic[] = {10, 0, 5, 85};
  ck_assert_double_eq_tol(cs_kappa(diagnoses, 3), (.89 - .66) / (1 - .66), 1e-9);
  ck_assert_double_eq_tol(cs_kappa(psychotic, 2), .22 / .32, 1e-9);
  ck_assert_double_eq_tol(cs_kappa(neurotic, 2), .07 / .14, 1e-9);
  ck_assert_double_eq_tol(cs_kappa(organic, 2), .17 / .22, 1e-9);
}
END_TEST

/* As many agreements in both tables, 60 of 100, but other margins: kappa 0.1304 and
 * 0.2593, the pair of examples that is commonly given for how margins move kappa. */
START_TEST(kappa_depends_on_margins) {
  const uint64_t even[] = {45, 15, 25, 15}, uneven[] = {25, 35, 5, 35};
  ck_assert_double_eq_tol(cs_kappa(even, 2), .1304, 5e-5);
  ck_assert_double_eq_tol(cs_kappa(uneven, 2), .2593, 5e-5);
}
END_TEST

START_TEST(kappa_is_missing_without_variation) {
  const uint64_t none[] = {0, 0, 0, 0}, all_no[] = {0, 0, 0, 50}, all_yes[] = {7, 0, 0, 0};
  const uint64_t perfect[] = {5, 0, 0, 5}, opposed[] = {0, 5, 5, 0};
  ck_assert_double_nan(cs_kappa(none, 2));
  ck_assert_double_nan(cs_kappa(all_no, 2));
  ck_assert_double_nan(cs_kappa(all_yes, 2));
  ck_assert_double_eq(cs_kappa(perfect, 2), 1);
  ck_assert_double_eq(cs_kappa(opposed, 2), -1);
}
END_TEST

/* Units by coders from a string a coder: digits and letters are values, '.' is missing. */
static int *reliability_data(const char *const *coders, size_t count) {
  size_t units = strlen(coders[0]);
  int *values = calloc(units * count, sizeof *values);
  for (size_t unit = 0; unit < units; unit++) {
    for (size_t coder = 0; coder < count; coder++) {
      char value = coders[coder][unit];
      values[unit * count + coder] = value == '.' ? -1 : value >= 'a' ? value - 'a' : value - '0';
    }
  }
  return values;
}

static double alpha_of(const char *const *coders, size_t count) {
  int *values = reliability_data(coders, count);
  double alpha = cs_alpha(values, strlen(coders[0]), count);
  free(values);
  return alpha;
}

/* Krippendorff (2011), Computing Krippendorff's alpha-reliability, sections A, B and C. */
START_TEST(alpha_of_krippendorff) {
  const char *const binary[] = {"0100000010", "1110010000"};
  const char *const nominal[] = {"aabbdcccedda", "babbbccceddd"};
  const char *const missing[] = {"123321412...", "1233224125.3", ".3332342251.", "12332441251."};
  ck_assert_double_eq_tol(alpha_of(binary, 2), .095, 5e-4);
  ck_assert_double_eq_tol(alpha_of(nominal, 2), .692, 5e-4);
  ck_assert_double_eq_tol(alpha_of(missing, 4), .743, 5e-4);
}
END_TEST

START_TEST(alpha_is_missing_without_pairs) {
  const char *const same[] = {"000000", "000000"}, *const alone[] = {"0101", "...."};
  const char *const perfect[] = {"0101", "0101"}, *const one[] = {"0", "1"};
  ck_assert_double_nan(alpha_of(same, 2));
  ck_assert_double_nan(alpha_of(alone, 2));
  ck_assert_double_nan(cs_alpha(NULL, 0, 2));
  ck_assert_double_eq(alpha_of(perfect, 2), 1);
  ck_assert_double_eq(alpha_of(one, 2), 0); /* n 2, sum o_cc 0: (0 - 0) / (2 - 0) */
}
END_TEST

START_TEST(f1_is_dice) {
  ck_assert_double_eq_tol(cs_f1((cs_pairing){6, 2, 1, 91}), 12. / 15, 1e-12);
  ck_assert_double_eq(cs_f1((cs_pairing){0, 2, 1, 5}), 0);
  ck_assert_double_nan(cs_f1((cs_pairing){0, 0, 0, 9}));
}
END_TEST

/* ---- The jackknife ---- */

/* The mean of 1..9 with one left out is (45 - x) / 8; its jackknife error is that of the
 * mean, sqrt(7.5 / 9), and t of 8 degrees of freedom 2.306. */
START_TEST(jackknife_of_a_mean) {
  double without[9];
  for (int i = 0; i < 9; i++) {
    without[i] = (45 - (i + 1)) / 8.;
  }
  cs_interval interval = cs_jackknife(5, without, NULL, 9);
  ck_assert_double_eq_tol(interval.low, 5 - 2.306 * sqrt(7.5 / 9), 2e-3);
  ck_assert_double_eq_tol(interval.high, 5 + 2.306 * sqrt(7.5 / 9), 2e-3);
}
END_TEST

START_TEST(jackknife_needs_units_and_variation) {
  const double few[] = {.1, .2, .3, .4}, same[] = {1, 1, 1, 1, 1, 1}, gap[] = {.1, .2, NAN, .3, .4};
  ck_assert_double_nan(cs_jackknife(.2, few, NULL, 4).low);
  ck_assert_double_nan(cs_jackknife(1, same, NULL, 6).low);
  ck_assert_double_nan(cs_jackknife(.2, gap, NULL, 5).low);
  ck_assert_double_nan(cs_jackknife(NAN, same, NULL, 6).low);
  ck_assert_double_nan(cs_f1_interval((cs_pairing){9, 0, 0, 0}).high);
}
END_TEST

/* Four kinds of unit and unit by unit must come to the same; alpha of two coders by the
 * general way. */
START_TEST(jackknife_by_kind_is_jackknife_by_unit) {
  cs_pairing table = {6, 2, 1, 11};
  double without[20];
  size_t count = 0;
  for (int i = 0; i < 20; i++) {
    cs_pairing rest = table;
    *(i < 6   ? &rest.both
      : i < 8 ? &rest.only_first
      : i < 9 ? &rest.only_second
              : &rest.neither) -= 1;
    without[count++] = cs_f1(rest);
  }
  cs_interval by_unit = cs_jackknife(cs_f1(table), without, NULL, 20);
  cs_interval by_kind = cs_f1_interval(table);
  ck_assert_double_eq_tol(by_kind.low, by_unit.low, 1e-12);
  ck_assert_double_eq_tol(by_kind.high, by_unit.high < 1 ? by_unit.high : 1, 1e-12);
}
END_TEST

START_TEST(intervals_stay_within_bounds) {
  cs_interval f1 = cs_f1_interval((cs_pairing){9, 1, 0, 2});
  cs_interval kappa = cs_kappa_interval((cs_pairing){9, 1, 0, 2});
  ck_assert_double_eq(f1.high, 1);
  ck_assert_double_eq(kappa.high, 1);
  ck_assert(f1.low > 0 && kappa.low > -1);
}
END_TEST

/* ---- Toy reviews ---- */

/* Harbour 2016: four findings, two recommendations. The program codes alpha in 1.1
 * (weakness .9), 1.2 (strength .6), 1.3 (weakness .4) and recommendation 1.1; beta in
 * finding 1.4. Two reviews of Moor share their first labels. */
static const toy_review toys[] = {
    {.area = "Harbour",
     .date = "2016-05-01",
     .findings = 4,
     .recommendations = 2,
     .codings = {{0, 0, CS_WEAKNESS, .9, true},
                 {1, 0, CS_STRENGTH, .6, false},
                 {2, 0, CS_WEAKNESS, .4, false},
                 {4, 0, CS_WEAKNESS, .8, false},
                 {3, 1, CS_MIXED, .7, false}},
     .coding_count = 5},
    {.area = "Moor", .date = "2014-05-01", .findings = 3, .recommendations = 1},
    {.area = "Moor", .date = "2018-05-01", .findings = 6, .recommendations = 1},
};

typedef struct checked {
  cs_dataset *dataset;
  cs_agreement *agreement;
  cs_problems problems;
  cs_status status;
  cs_error error;
} checked;

static checked agree_bytes(const void *bytes, size_t length, cs_agreement_options options) {
  checked result = {.dataset = toy_dataset(toys, 3)};
  char path[] = "/tmp/agreement.XXXXXX";
  int file = mkstemp(path);
  FILE *out = fdopen(file, "wb");
  ck_assert_uint_eq(fwrite(bytes, 1, length, out), length);
  fclose(out);
  if (options.threshold == 0) {
    options.threshold = .5;
  }
  result.status = cs_agreement_read(&result.agreement, result.dataset, path, &options,
                                    &result.problems, &result.error);
  remove(path);
  return result;
}

static checked agree_with(const char *csv, cs_agreement_options options) {
  return agree_bytes(csv, strlen(csv), options);
}

static checked agree_plain(const char *csv) {
  return agree_with(csv, (cs_agreement_options){0});
}

static void done(checked *result) {
  if (result->status == CS_OK) {
    cs_agreement_free(result->agreement);
  }
  cs_problems_clear(&result->problems);
  toy_dataset_free(result->dataset);
}

static const char HEAD[] = "area,kind,label,theme,polarity,repeat\n";

static const char *with_head(const char *rows) {
  static char csv[4096];
  snprintf(csv, sizeof csv, "%s%s", HEAD, rows);
  return csv;
}

/* alpha: 1.1 both, 1.2 extra, 1.3 missed (the program is below the threshold), 1.4
 * neither, recommendation 1.1 both, 1.2 neither. */
static const char *const usual = "Harbour,finding,1.1,alpha,weakness,yes\n"
                                 "Harbour,finding,1.2,none,,no\n"
                                 "Harbour,finding,1.3,alpha,weakness,no\n"
                                 "Harbour,finding,1.4,none,,no\n"
                                 "Harbour,recommendation,1.1,alpha,strength,no\n"
                                 "Harbour,recommendation,1.2,none,,no\n";

START_TEST(figures_of_one_coder) {
  checked result = agree_plain(with_head(usual));
  ck_assert_msg(result.status == CS_OK, "%s", result.error.message);
  ck_assert_uint_eq(result.problems.count, 0);
  const cs_agreement *of = result.agreement;
  ck_assert_uint_eq(of->unit_count, 6);
  ck_assert_uint_eq(of->theme_count, 1);
  ck_assert_uint_eq(of->coder_count, 2);
  ck_assert_str_eq(of->coders[1], "human");
  ck_assert_str_eq(of->unjudged, "beta, gamma");
  cs_agreement_figures row;
  cs_agreement_figures_of(&row, of, 1, CS_PROGRAM, 0);
  ck_assert_uint_eq(row.table.both, 2);
  ck_assert_uint_eq(row.table.only_first, 1);
  ck_assert_uint_eq(row.table.only_second, 1);
  ck_assert_uint_eq(row.table.neither, 2);
  ck_assert_double_eq_tol(row.prevalence, .5, 1e-12);
  ck_assert_double_eq_tol(row.precision, 2. / 3, 1e-12);
  ck_assert_double_eq_tol(row.recall, 2. / 3, 1e-12);
  ck_assert_double_eq_tol(row.f1, 2. / 3, 1e-12);
  /* po 4/6, pe 1/2; alpha: o_cc 8 of n 12, margins 6 and 6: (11 * 8 - 60) / (132 - 60) */
  ck_assert_double_eq_tol(row.kappa, 1. / 3, 1e-12);
  ck_assert_double_eq_tol(row.alpha, 28. / 72, 1e-12);
  ck_assert_uint_eq(row.polarity_compared, 2);
  ck_assert_uint_eq(row.polarity_same, 1);
  ck_assert_uint_eq(row.repeat.both, 1);
  ck_assert_uint_eq(row.repeat.neither, 1);
  cs_agreement_figures_of(&row, of, 1, CS_PROGRAM, SIZE_MAX);
  ck_assert_double_eq_tol(row.f1, 2. / 3, 1e-12);
  ck_assert_double_nan(row.kappa);
  done(&result);
}
END_TEST

START_TEST(disagreements_have_their_kind) {
  checked result = agree_plain(with_head(usual));
  ck_assert_int_eq(result.status, CS_OK);
  const cs_disagreement expected[] = {CS_AGREED, CS_EXTRA,    CS_MISSED,
                                      CS_AGREED, CS_POLARITY, CS_AGREED};
  for (size_t unit = 0; unit < 6; unit++) {
    ck_assert_int_eq(cs_agreement_differ(cs_agreement_answer(result.agreement, unit, 0, 1),
                                         cs_agreement_answer(result.agreement, unit, 0, 0)),
                     expected[unit]);
  }
  ck_assert_uint_eq(cs_agreement_answer(result.agreement, 2, 0, CS_PROGRAM)->confidence, 400);
  ck_assert_uint_eq(cs_agreement_unit(result.agreement, "harbour-2016:recommendation:1.1"), 4);
  ck_assert_uint_eq(cs_agreement_unit(result.agreement, "harbour-2016:finding:9.9"), SIZE_MAX);
  done(&result);
}
END_TEST

START_TEST(confidence_is_calibrated) {
  checked result = agree_plain(with_head(usual));
  cs_calibration bins[CS_CALIBRATION_BINS];
  cs_agreement_calibration(bins, result.agreement, 1, SIZE_MAX);
  const uint64_t codings[] = {1, 0, 1, 0, 1, 1}, right[] = {1, 0, 0, 0, 1, 1};
  for (size_t i = 0; i < CS_CALIBRATION_BINS; i++) {
    ck_assert_uint_eq(bins[i].codings, codings[i]);
    ck_assert_uint_eq(bins[i].right, right[i]);
  }
  ck_assert_double_eq_tol(bins[0].confidence, .4, 1e-12);
  ck_assert_double_nan(bins[1].confidence);
  ck_assert_uint_eq(bins[4].polarity_compared, 1);
  ck_assert_uint_eq(bins[4].polarity_right, 0);
  done(&result);
}
END_TEST

/* Units without a row are left out, or coded with nothing if the coding is complete. */
START_TEST(units_without_a_row) {
  const char *csv = with_head("Harbour,finding,1.1,alpha,weakness,no\n");
  checked result = agree_plain(csv);
  ck_assert_int_eq(result.status, CS_OK);
  ck_assert_uint_eq(result.agreement->unit_count, 1);
  ck_assert_uint_eq(result.agreement->uncoded, 5);
  cs_agreement_figures row;
  cs_agreement_figures_of(&row, result.agreement, 1, 0, 0);
  ck_assert_double_eq(row.f1, 1);
  ck_assert_double_nan(row.kappa);
  ck_assert_double_nan(row.alpha);
  ck_assert_double_nan(row.f1_interval.low);
  done(&result);
  result = agree_with(csv, (cs_agreement_options){.complete = true});
  ck_assert_uint_eq(result.agreement->unit_count, 6);
  cs_agreement_figures_of(&row, result.agreement, 1, 0, 0);
  ck_assert_uint_eq(row.table.only_second, 2);
  ck_assert_uint_eq(row.table.neither, 3);
  done(&result);
}
END_TEST

START_TEST(contested_counts_neither_way) {
  checked result = agree_plain("area,kind,label,theme,polarity,repeat,coders\n"
                               "Harbour,finding,1.1,alpha,strength|weakness,contested,both\n"
                               "Harbour,finding,1.2,alpha,weakness,no,B\n"
                               "Harbour,finding,1.3,alpha,weakness,no,A\n"
                               "Harbour,finding,1.4,none,,no,both\n");
  ck_assert_msg(result.status == CS_OK, "%s", result.error.message);
  cs_agreement_figures row;
  cs_agreement_figures_of(&row, result.agreement, 1, 0, 0);
  ck_assert_uint_eq(row.contested, 2);
  ck_assert_uint_eq(row.units, 2);
  ck_assert_uint_eq(row.table.both, 1);
  ck_assert_uint_eq(row.table.neither, 1);
  ck_assert_double_eq(row.polarity, 1); /* either is right */
  ck_assert_uint_eq(row.repeat.both + row.repeat.only_second + row.repeat.neither, 0);
  done(&result);
  result = agree_plain("area,kind,label,theme,polarity,contested\n"
                       "Harbour,finding,1.1,alpha,weakness,no\n"
                       "Harbour,finding,1.2,alpha,weakness,yes\n");
  cs_agreement_figures_of(&row, result.agreement, 1, 0, 0);
  ck_assert_uint_eq(row.contested, 1);
  ck_assert_uint_eq(row.units, 1);
  done(&result);
}
END_TEST

/* Ann codes 1.1 to 1.4, Ben 1.1 to 1.3, Cy 1.2 and 1.3: alpha among them by hand. By
 * unit: yes yes; yes no yes; no no no; no alone. o_cc: 2, 2 (yes yes of three: 2 / 2 * 1
 * = 1), 3; n 8, yes 4, no 4: agreed 2 + 1 + 3 = 6; (7 * 6 - 24) / (56 - 24). */
START_TEST(several_coders) {
  checked result = agree_plain("coder,area,kind,label,theme,polarity,repeat\n"
                               "Ann,Harbour,finding,1.1,alpha,weakness,no\n"
                               "Ann,Harbour,finding,1.2,alpha,weakness,no\n"
                               "Ann,Harbour,finding,1.3,none,,no\n"
                               "Ann,Harbour,finding,1.4,none,,no\n"
                               "Ben,Harbour,finding,1.1,alpha,strength,no\n"
                               "Ben,Harbour,finding,1.2,none,,no\n"
                               "Ben,Harbour,finding,1.3,none,,no\n"
                               "Cy,Harbour,finding,1.2,alpha,weakness,no\n"
                               "Cy,Harbour,finding,1.3,beta,weakness,no\n");
  ck_assert_msg(result.status == CS_OK, "%s", result.error.message);
  const cs_agreement *of = result.agreement;
  ck_assert_uint_eq(of->coder_count, 4);
  ck_assert_str_eq(of->coders[3], "Cy");
  cs_agreement_figures row;
  cs_agreement_figures_of(&row, of, 1, 2, 0); /* Ann and Ben */
  ck_assert_uint_eq(row.units, 3);
  ck_assert_uint_eq(row.table.both, 1);
  ck_assert_uint_eq(row.table.only_first, 1);
  ck_assert_uint_eq(row.table.neither, 1);
  ck_assert_double_eq(row.polarity, 0);
  cs_agreement_figures_of(&row, of, 3, CS_PROGRAM, 0); /* Cy and the program */
  ck_assert_uint_eq(row.units, 2);
  ck_assert_uint_eq(row.table.both, 1);
  cs_agreement_people people;
  cs_agreement_people_of(&people, of, 0);
  ck_assert_uint_eq(people.units, 3);
  ck_assert_double_eq_tol(people.alpha, 18. / 32, 1e-12);
  done(&result);
}
END_TEST

/* ---- What fits nowhere ---- */

static void expect_problem(const checked *result, uint32_t line, const char *text) {
  for (size_t i = 0; i < result->problems.count; i++) {
    const cs_problem *each = &result->problems.items[i];
    if (each->line == line && strstr(each->message, text) != NULL) {
      return;
    }
  }
  ck_abort_msg("no problem of line %u has '%s'", (unsigned)line, text);
}

START_TEST(slips_are_told_with_their_line) {
  checked result = agree_plain(with_head("Harbour,finding,1.1,alpha,weakness,no\n"
                                         "Harbuor,finding,1.1,alpha,weakness,no\n"
                                         "Harbour,finding,1.44,alpha,weakness,no\n"
                                         "Harbour,finding,1.2,alhpa,weakness,no\n"
                                         "Harbour,example,1.2,alpha,weakness,no\n"
                                         "Harbour,finding,1.3,alpha,weak,perhaps\n"
                                         "Harbour,finding,1.1,alpha,strength,no\n"
                                         "Harbour,finding,1.4,\"training, all\",weakness,no\n"
                                         ",,,,,\n\n"
                                         "Harbour,finding,1.4,none,,no,more\n"));
  ck_assert_msg(result.status == CS_OK, "%s", result.error.message);
  expect_problem(&result, 3, "did you mean 'Harbour'");
  expect_problem(&result, 4, "harbour-2016 has no finding '1.44': did you mean '1.4'");
  expect_problem(&result, 5, "did you mean 'alpha'");
  expect_problem(&result, 6, "not 'example'");
  expect_problem(&result, 7, "not 'weak'");
  expect_problem(&result, 7, "not 'perhaps'");
  expect_problem(&result, 8, "line 2");
  expect_problem(&result, 9, "training, all");
  expect_problem(&result, 12, "7 cells");
  ck_assert_uint_eq(result.agreement->unit_count, 4);
  ck_assert_uint_eq(result.agreement->unmatched, 4); /* lines 3, 4, 6 and 12 */
  done(&result);
}
END_TEST

/* What a mistyped theme would have said is not known: it is neither missed nor extra. */
START_TEST(slips_are_not_compared) {
  const char *csv = with_head("Harbour,finding,1.1,alhpa,weakness,no\n"
                              "Harbour,finding,1.2,alpha,strength,no\n"
                              "Harbour,finding,1.2,alhpa,strength,no\n"
                              "Harbour,finding,1.3,none,,no\n"
                              "Harbour,finding,1.4,beta,mixed,no\n");
  for (int asked = 0; asked < 2; asked++) {
    checked result = agree_with(csv, (cs_agreement_options){.theme = asked ? "alpha" : NULL});
    ck_assert_msg(result.status == CS_OK, "%s", result.error.message);
    expect_problem(&result, 2, "did you mean 'alpha'? It is not compared there (2 rows)");
    cs_agreement_figures row;
    cs_agreement_figures_of(&row, result.agreement, 1, CS_PROGRAM, 0);
    ck_assert_uint_eq(row.table.both, 1);
    ck_assert_uint_eq(row.table.only_first, 0);
    ck_assert_uint_eq(row.table.only_second, 0);
    ck_assert_uint_eq(row.table.neither, 2);
    done(&result);
  }
  checked result = agree_with(csv, (cs_agreement_options){.theme = "beta"});
  ck_assert_uint_eq(result.problems.count, 0);
  done(&result);
}
END_TEST

/* Somebody looked, and found nothing; for what, only the asker knows. */
START_TEST(a_coding_without_themes) {
  const char *csv = with_head("Harbour,finding,1.1,none,,\nHarbour,finding,1.2,,,\n");
  checked result = agree_plain(csv);
  ck_assert_int_eq(result.status, CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(result.error.message, "say with --theme"));
  done(&result);
  result = agree_with(csv, (cs_agreement_options){.theme = "alpha"});
  ck_assert_int_eq(result.status, CS_OK);
  cs_agreement_figures row;
  cs_agreement_figures_of(&row, result.agreement, 1, CS_PROGRAM, 0);
  ck_assert_uint_eq(row.table.only_second, 2);
  done(&result);
}
END_TEST

START_TEST(reviews_of_one_area) {
  /* Only the later one has findings 1.4 to 1.6. */
  checked result = agree_plain(with_head("Moor,finding,1.4,alpha,weakness,no\n"
                                         "moor,finding,1.5,none,,no\n"
                                         "Moor,finding,1.6,none,,no\n"));
  ck_assert_msg(result.status == CS_OK, "%s", result.error.message);
  ck_assert_str_eq(result.agreement->reviews[0], "moor-2018");
  done(&result);
  result = agree_plain(with_head("Moor,finding,1.1,alpha,weakness,no\n"));
  ck_assert_int_eq(result.status, CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(result.error.message, "moor-2014, moor-2018"));
  done(&result);
  result = agree_plain("area,kind,label,theme,review\nMoor,finding,1.1,alpha,moor-2014\n");
  ck_assert_msg(result.status == CS_OK, "%s", result.error.message);
  ck_assert_str_eq(result.agreement->reviews[0], "moor-2014");
  done(&result);
  result = agree_plain("passage,theme\nmoor-2014:finding:1.1,alpha\n");
  ck_assert_msg(result.status == CS_OK, "%s", result.error.message);
  ck_assert_str_eq(result.agreement->units[0].key, "moor-2014:finding:1.1");
  done(&result);
}
END_TEST

static void expect_refused(const void *bytes, size_t length, cs_status status, const char *text) {
  checked result = agree_bytes(bytes, length, (cs_agreement_options){0});
  ck_assert_msg(result.status == status, "status %d, expected %d", (int)result.status, (int)status);
  ck_assert_msg(strstr(result.error.message, text) != NULL, "'%s' has no '%s'",
                result.error.message, text);
  done(&result);
}

static void refuse(const char *csv, cs_status status, const char *text) {
  expect_refused(csv, strlen(csv), status, text);
}

START_TEST(what_is_no_coding_is_refused) {
  refuse("", CS_MALFORMED, "empty");
  refuse("\n\n", CS_MALFORMED, "no rows");
  refuse(HEAD, CS_MALFORMED, "no rows below its header");
  refuse("region,kind,label,theme\nx,finding,1.1,alpha\n", CS_MALFORMED, "'area'");
  refuse("area,kind,theme\nx,finding,alpha\n", CS_MALFORMED, "'label'");
  refuse("area,area,kind,label,theme\nx,x,finding,1.1,alpha\n", CS_MALFORMED, "twice");
  refuse("area,kind,label,theme,coder,coders\n", CS_MALFORMED, "leave one out");
  refuse("area,kind,label,theme\nHarbour,finding,\"1.1,alpha\n\n\n", CS_MALFORMED,
         "row of line 2 is never closed");
  refuse("area,kind,label,theme\nHarbour,finding,1\"1,alpha\n", CS_MALFORMED, "line 2: a quote");
  refuse("area,kind,label,theme\nSea,finding,1.1,alpha\n", CS_NOT_FOUND, "'Sea'");
  refuse("area,kind,label,theme\nHarbour,finding,1.1,none\n", CS_NOT_FOUND, "say with --theme");
  expect_refused("area\0\0\0\0,kind", 13, CS_MALFORMED, "no text");
}
END_TEST

START_TEST(long_cells_and_files_are_bounded) {
  cs_buffer csv = {0};
  cs_buffer_add_string(&csv, "area,kind,label,theme,text\nHarbour,finding,1.1,alpha,\"");
  size_t body = csv.length;
  memset(cs_buffer_reserve(&csv, 2 << 20), 'x', 2 << 20);
  csv.length += 2 << 20;
  cs_buffer_add_string(&csv, "\"\n");
  checked result = agree_bytes(csv.bytes, csv.length, (cs_agreement_options){0});
  ck_assert_msg(result.status == CS_OK, "%s", result.error.message); /* a column not read */
  done(&result);
  memcpy(csv.bytes + body - 7, "\"alphax", 7);
  expect_refused(csv.bytes, csv.length, CS_LIMIT, "line 2: a cell");
  size_t more = 32 << 20;
  memset(cs_buffer_reserve(&csv, more), 'x', more);
  csv.length += more;
  expect_refused(csv.bytes, csv.length, CS_LIMIT, "32 MiB");
  cs_buffer_free(&csv);
}
END_TEST

static void expect_one_unit(const void *bytes, size_t length) {
  checked result = agree_bytes(bytes, length, (cs_agreement_options){0});
  ck_assert_msg(result.status == CS_OK, "%s", result.error.message);
  ck_assert_uint_eq(result.agreement->unit_count, 1);
  done(&result);
}

START_TEST(encodings_and_separators) {
  static const char bom[] = "\xEF\xBB\xBF"
                            "area;kind;label;theme\r\nHarbour;finding;1.1;alpha\r\n";
  static const char tabs[] = "area\tkind\tlabel\tnote\ttheme\rHarbour\tfinding\t1.1\t\talpha\r";
  static const char windows[] = "area,kind,label,theme,note\nHarbour,finding,1.1,alpha,caf\xE9\n";
  static const char plain[] = "area,kind,label,theme\nHarbour,finding,1.1,alpha";
  char wide[2 * sizeof plain] = "\xFF\xFE";
  for (size_t i = 0; i + 1 < sizeof plain; i++) {
    wide[2 + 2 * i] = plain[i];
    wide[3 + 2 * i] = '\0';
  }
  expect_one_unit(bom, sizeof bom - 1);
  expect_one_unit(tabs, sizeof tabs - 1);
  expect_one_unit(windows, sizeof windows - 1);
  expect_one_unit(plain, sizeof plain - 1);
  expect_one_unit(wide, sizeof wide);
}
END_TEST

/* A theme that the dataset lacks can be asked for: the program never says yes. */
START_TEST(one_theme_also_a_new_one) {
  const char *csv = with_head("Harbour,finding,1.1,delta,weakness,no\n");
  checked result = agree_with(csv, (cs_agreement_options){.theme = "delta"});
  ck_assert_msg(result.status == CS_OK, "%s", result.error.message);
  cs_agreement_figures row;
  cs_agreement_figures_of(&row, result.agreement, 1, 0, 0);
  ck_assert_uint_eq(row.table.only_first, 1);
  done(&result);
}
END_TEST

Suite *agreement_suite(void) {
  Suite *suite = suite_create("agreement");
  TCase *coefficients = tcase_create("coefficients");
  tcase_add_test(coefficients, kappa_of_fleiss);
  tcase_add_test(coefficients, kappa_depends_on_margins);
  tcase_add_test(coefficients, kappa_is_missing_without_variation);
  tcase_add_test(coefficients, alpha_of_krippendorff);
  tcase_add_test(coefficients, alpha_is_missing_without_pairs);
  tcase_add_test(coefficients, f1_is_dice);
  tcase_add_test(coefficients, jackknife_of_a_mean);
  tcase_add_test(coefficients, jackknife_needs_units_and_variation);
  tcase_add_test(coefficients, jackknife_by_kind_is_jackknife_by_unit);
  tcase_add_test(coefficients, intervals_stay_within_bounds);
  suite_add_tcase(suite, coefficients);
  TCase *figures = tcase_create("figures");
  tcase_add_test(figures, figures_of_one_coder);
  tcase_add_test(figures, disagreements_have_their_kind);
  tcase_add_test(figures, confidence_is_calibrated);
  tcase_add_test(figures, units_without_a_row);
  tcase_add_test(figures, contested_counts_neither_way);
  tcase_add_test(figures, several_coders);
  tcase_add_test(figures, one_theme_also_a_new_one);
  suite_add_tcase(suite, figures);
  TCase *files = tcase_create("files");
  tcase_add_test(files, slips_are_told_with_their_line);
  tcase_add_test(files, slips_are_not_compared);
  tcase_add_test(files, a_coding_without_themes);
  tcase_add_test(files, reviews_of_one_area);
  tcase_add_test(files, what_is_no_coding_is_refused);
  tcase_add_test(files, long_cells_and_files_are_bounded);
  tcase_add_test(files, encodings_and_separators);
  suite_add_tcase(suite, files);
  return suite;
}
