/* Groups of areas: who is in them, and the figures, compared with R. */
#include "fixture.h"
#include "suites.h"

#include <conspectus/groups.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* North has alpha in 3 of 3 areas and beta in 2, south in none of 2; west is one area. */
static const toy_review six[] = {
    {"Dunn", "2017-03-01", "south", 5, 0, 0, {{0, 0, CS_STRENGTH, 0.9, false}}, 1},
    {"Cole", "2018-03-01", "north", 4, 0, 0, {{0, 0, CS_WEAKNESS, 0.9, false}}, 1},
    {"Elm", "2018-03-01", "south", 5, 0, 0, {{0, 0, CS_MIXED, 0.9, false}}, 1},
    {"Ash",
     "2018-03-01",
     "north",
     4,
     0,
     0,
     {{0, 0, CS_WEAKNESS, 0.9, false},
      {1, 0, CS_WEAKNESS, 0.9, false},
      {1, 1, CS_WEAKNESS, 0.9, false}},
     3},
    {"Bray",
     "2017-03-01",
     "north",
     2,
     0,
     0,
     {{0, 0, CS_WEAKNESS, 0.9, false}, {1, 1, CS_WEAKNESS, 0.9, false}},
     2},
    {"Ash", "2014-03-01", "south", 9, 0, 0, {{0, 2, CS_WEAKNESS, 0.9, false}}, 1}, /* not latest */
};

typedef struct grouped {
  cs_dataset *dataset;
  cs_panel *panel;
  cs_attributes *table;
  cs_grouping *grouping;
} grouped;

static cs_attributes *table_of(const char *text) {
  char path[] = "/tmp/conspectus-areas-XXXXXX";
  cs_attributes *table;
  cs_error error = {0};
  int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  ck_assert_int_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
  close(file);
  ck_assert_msg(cs_attributes_read(&table, path, &error) == CS_OK, "%s", error.message);
  unlink(path);
  return table;
}

static grouped open_toys(const toy_review *reviews, size_t count, const char *table) {
  cs_error error = {0};
  grouped it = {.dataset = toy_dataset(reviews, count),
                .table = table != NULL ? table_of(table) : NULL};
  ck_assert_int_eq(cs_panel_read(&it.panel, it.dataset, &cs_analysis_defaults, &error), CS_OK);
  return it;
}

static cs_status group(grouped *it, const char *by, cs_error *error) {
  return cs_group_areas(&it->grouping, it->panel, it->dataset, by, it->table, error);
}

static void close_toys(grouped *it) {
  cs_grouping_free(it->grouping);
  cs_attributes_free(it->table);
  cs_panel_free(it->panel);
  toy_dataset_free(it->dataset);
}

/* R: m <- matrix(c(3, 0, 0, 2), 2); fisher.test(m)$p.value is 0.1;
 * chisq.test(m, correct = FALSE)$stdres[1] is 2.236068; prop.test(3, 3, correct = FALSE)
 * gives 0.438503 to 1, prop.test(0, 2, correct = FALSE) 0 to 0.6576198. For beta
 * m <- matrix(c(2, 0, 1, 2), 2): p 0.4, residual 1.490711985.
 * p.adjust(c(.1, .1, .4, .4, 1, 1), "BH") is 0.3 0.3 0.6 0.6 1 1. */
START_TEST(figures_agree_with_r) {
  grouped it = open_toys(six, 6, NULL);
  cs_error error = {0};
  cs_group_cell *cells;
  size_t count;
  ck_assert_int_eq(group(&it, "family", &error), CS_OK);
  cs_compare_groups(&cells, &count, it.panel, it.grouping);
  ck_assert_uint_eq(count, 6);
  ck_assert_str_eq(cells[0].group->name, "north");
  ck_assert_str_eq(cells[1].group->name, "south");
  ck_assert_str_eq(cells[0].theme->id, "alpha");
  ck_assert_uint_eq(cells[0].areas, 3);
  ck_assert_uint_eq(cells[0].affected, 3);
  ck_assert_double_eq_tol(cells[0].interval.low, 0.438503, 1e-6);
  ck_assert_double_eq(cells[0].interval.high, 1);
  ck_assert_double_eq_tol(cells[1].interval.high, 0.6576198, 1e-6);
  ck_assert_uint_eq(cells[0].findings, 10);
  ck_assert_uint_eq(cells[0].weak, 4);
  ck_assert_double_eq(cells[0].per_100_findings, 40);
  ck_assert_double_eq_tol(cells[0].residual, 2.236068, 1e-6);
  ck_assert_double_eq_tol(cells[1].residual, -2.236068, 1e-6);
  ck_assert_double_eq_tol(cells[0].p_value, 0.1, 1e-12);
  ck_assert_double_eq_tol(cells[2].p_value, 0.4, 1e-12);
  ck_assert_double_eq_tol(cells[2].residual, 1.490711985, 1e-9);
  ck_assert_double_eq_tol(cells[0].p_adjusted, 0.3, 1e-12);
  ck_assert_double_eq_tol(cells[3].p_adjusted, 0.6, 1e-12);
  ck_assert(isnan(cells[4].residual)); /* gamma: nobody */
  free(cells);
  close_toys(&it);
}
END_TEST

START_TEST(years_are_those_of_the_latest_review) {
  grouped it = open_toys(six, 6, NULL);
  cs_error error = {0};
  ck_assert_int_eq(group(&it, "Year", &error), CS_OK);
  ck_assert_str_eq(it.grouping->by, "year");
  ck_assert_uint_eq(it.grouping->group_count, 2);
  ck_assert_str_eq(it.grouping->groups[0].name, "2017");
  ck_assert_uint_eq(it.grouping->groups[0].area_count, 2);
  ck_assert_str_eq(it.grouping->groups[1].name, "2018");
  ck_assert_uint_eq(it.grouping->groups[1].area_count, 3);
  close_toys(&it);
}
END_TEST

START_TEST(a_table_wins_and_its_gaps_are_named) {
  grouped it =
      open_toys(six, 6, "area,Family\nASH,x\nbray,x\nCole,\nDunne,y\nNew Elm Town,y\nFar,y\n");
  cs_error error = {0};
  ck_assert_int_eq(group(&it, "family", &error), CS_OK);
  const cs_grouping *of = it.grouping;
  ck_assert_str_eq(of->by, "Family");
  ck_assert_uint_eq(of->group_count, 1);
  ck_assert_uint_eq(of->groups[0].area_count, 2);
  ck_assert_uint_eq(of->ungrouped_count, 3); /* Cole, Dunn, Elm */
  ck_assert_uint_eq(of->unmatched_count, 2);
  ck_assert_str_eq(it.panel->areas[of->unmatched[0].area].name, "Dunn");
  ck_assert_str_eq(of->unmatched[0].near[0], "Dunne");
  ck_assert_ptr_null(of->unmatched[0].near[1]);
  ck_assert_uint_eq(of->rows_elsewhere, 3);
  /* Areas that are in no group are not among the others either. */
  cs_group_cell *cells;
  size_t count;
  cs_compare_groups(&cells, &count, it.panel, of);
  ck_assert_double_eq(cells[0].p_value, 1);
  ck_assert(isnan(cells[0].residual));
  free(cells);
  close_toys(&it);
}
END_TEST

START_TEST(a_group_of_one_area_is_no_test) {
  grouped it = open_toys(six, 6, "area,part\nAsh,a\nBray,b\nCole,b\nDunn,b\nElm,b\n");
  cs_error error = {0};
  cs_group_cell *cells;
  size_t count;
  ck_assert_int_eq(group(&it, "part", &error), CS_OK);
  cs_compare_groups(&cells, &count, it.panel, it.grouping);
  ck_assert_uint_eq(cells[0].areas, 1);
  ck_assert(isnan(cells[0].p_value) && isnan(cells[0].p_adjusted));
  ck_assert(!isnan(cells[1].p_value));
  free(cells);
  close_toys(&it);
}
END_TEST

/* Numbers: few are groups of their own in order of number, many are cut. R:
 * quantile(1:12, c(1, 2) / 3) is 4.666667 and 8.333333. */
START_TEST(numbers_are_ordered_or_cut) {
  grouped it = open_toys(six, 6, "area,n\nAsh,10\nBray,9\nCole,9.0\nDunn,-3\nElm,10\n");
  cs_error error = {0};
  ck_assert_int_eq(group(&it, "n", &error), CS_OK);
  ck_assert(!it.grouping->thirds);
  ck_assert_uint_eq(it.grouping->group_count, 4); /* 9 and 9.0 are different words */
  ck_assert_str_eq(it.grouping->groups[0].name, "-3");
  ck_assert_str_eq(it.grouping->groups[3].name, "10");
  close_toys(&it);

  static char names[12][8];
  toy_review reviews[12];
  char table[256];
  int length = snprintf(table, sizeof table, "area,n\n");
  for (int i = 0; i < 12; i++) {
    snprintf(names[i], sizeof names[i], "A%02d", i);
    reviews[i] = (toy_review){.area = names[i], .date = "2018-01-01", .findings = 1};
    length += snprintf(table + length, sizeof table - (size_t)length, "A%02d,%d\n", i, 12 - i);
  }
  it = open_toys(reviews, 12, table);
  ck_assert_int_eq(group(&it, "n", &error), CS_OK);
  ck_assert(it.grouping->thirds);
  ck_assert_uint_eq(it.grouping->group_count, 3);
  ck_assert_str_eq(it.grouping->groups[0].name, "1: 1 to 4");
  ck_assert_uint_eq(it.grouping->groups[0].area_count, 4);
  ck_assert_uint_eq(it.grouping->groups[0].areas[0], 8);
  ck_assert_str_eq(it.grouping->groups[2].name, "3: 9 to 12");
  close_toys(&it);
}
END_TEST

START_TEST(what_is_not_there_is_told) {
  grouped it = open_toys(six, 6, "area,deprivation\nOther,1\n");
  cs_error error = {0};
  ck_assert_int_eq(group(&it, "regoin", &error), CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(error.message, "did you mean 'region'"));
  ck_assert_int_eq(group(&it, "colour", &error), CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(error.message, "deprivation"));
  ck_assert_int_eq(group(&it, "region", &error), CS_NOT_FOUND);
  ck_assert_int_eq(group(&it, "provider", &error), CS_NOT_FOUND);
  ck_assert_int_eq(group(&it, "deprivation", &error), CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(error.message, "no area of the dataset has a row"));
  close_toys(&it);
}
END_TEST

START_TEST(no_reviews_give_no_groups) {
  grouped it = open_toys(six, 0, NULL);
  cs_error error = {0};
  cs_group_cell *cells;
  size_t count;
  ck_assert_int_eq(group(&it, "provider", &error), CS_OK);
  ck_assert(it.grouping->overlap);
  cs_compare_groups(&cells, &count, it.panel, it.grouping);
  ck_assert_uint_eq(count, 0);
  free(cells);
  close_toys(&it);
}
END_TEST

Suite *groups_suite(void) {
  Suite *suite = suite_create("groups");
  TCase *tests = tcase_create("groups");
  tcase_add_test(tests, figures_agree_with_r);
  tcase_add_test(tests, years_are_those_of_the_latest_review);
  tcase_add_test(tests, a_table_wins_and_its_gaps_are_named);
  tcase_add_test(tests, a_group_of_one_area_is_no_test);
  tcase_add_test(tests, numbers_are_ordered_or_cut);
  tcase_add_test(tests, what_is_not_there_is_told);
  tcase_add_test(tests, no_reviews_give_no_groups);
  suite_add_tcase(suite, tests);
  return suite;
}
