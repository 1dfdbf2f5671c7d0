/* Likeness: distances, neighbours and the tree, compared with R. */
#include "fixture.h"
#include "suites.h"

#include <conspectus/likeness.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEAK(passage, theme)                                                                       \
  { passage, theme, CS_WEAKNESS, 0.9, false }

/* Weak findings per 100 of alpha, beta, gamma: Ash 50 25 0, Bray 50 0 0, Cole 0 25 25,
 * Dunn 25 25 25, Elm 0 0 50, Fen nothing. */
static const toy_review six[] = {
    {"Elm", "2018-01-01", NULL, 4, 0, 0, {WEAK(0, 2), WEAK(1, 2)}, 2},
    {"Dunn", "2018-01-01", NULL, 4, 0, 0, {WEAK(0, 0), WEAK(0, 1), WEAK(0, 2)}, 3},
    {"Fen", "2018-01-01", NULL, 4, 0, 0, {{0, 0, CS_STRENGTH, 0.9, false}}, 1},
    {"Ash", "2018-01-01", NULL, 4, 0, 0, {WEAK(0, 0), WEAK(1, 0), WEAK(2, 1)}, 3},
    {"Cole", "2018-01-01", NULL, 4, 0, 0, {WEAK(0, 1), WEAK(1, 2)}, 2},
    {"Bray", "2018-01-01", NULL, 4, 0, 0, {WEAK(0, 0), WEAK(3, 0)}, 2},
};

static cs_likeness *read(cs_panel **panel, cs_dataset *dataset, size_t nearest) {
  cs_error error = {0};
  cs_likeness *of;
  ck_assert_int_eq(cs_panel_read(panel, dataset, &cs_analysis_defaults, &error), CS_OK);
  cs_likeness_read(&of, *panel, nearest);
  return of;
}

/* R: with p the rows above, bc <- function(a, b) sum(abs(a - b)) / sum(a + b), and
 * d their matrix: Ash to the others 0.2 0.6 0.3333333 1, Cole to Dunn 0.2, to Elm 0.5. */
START_TEST(neighbours_agree_with_r) {
  cs_dataset *dataset = toy_dataset(six, 6);
  cs_panel *panel;
  cs_likeness *of = read(&panel, dataset, 3);
  ck_assert_uint_eq(of->area_count, 5);
  ck_assert_uint_eq(of->without_count, 1);
  ck_assert_str_eq(panel->areas[of->without[0]].name, "Fen");
  ck_assert_uint_eq(of->nearest_count, 3);
  const cs_neighbour *ash = of->nearest;
  ck_assert_str_eq(panel->areas[ash[0].area].name, "Bray");
  ck_assert_double_eq_tol(ash[0].likeness, 0.8, 1e-12);
  ck_assert_str_eq(panel->areas[ash[1].area].name, "Dunn");
  ck_assert_double_eq_tol(ash[1].likeness, 2.0 / 3, 1e-12);
  ck_assert_str_eq(panel->areas[ash[2].area].name, "Cole");
  ck_assert_double_eq_tol(ash[2].likeness, 0.4, 1e-12);
  /* Bray: Ash 0.8, Dunn 0.4, then Cole before Elm, both 0: by name. */
  const cs_neighbour *bray = of->nearest + 3;
  ck_assert_str_eq(panel->areas[bray[2].area].name, "Cole");
  ck_assert_double_eq(bray[2].likeness, 0);
  cs_likeness_free(of);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

/* R: hclust(as.dist(d), "average"): merges -1 -2, -3 -4, -5 2, 1 3 at the heights
 * 0.2, 0.2, 0.55, 0.755555555556. */
START_TEST(the_tree_agrees_with_r) {
  cs_dataset *dataset = toy_dataset(six, 6);
  cs_panel *panel;
  cs_likeness *of = read(&panel, dataset, 100);
  static const cs_merge expected[] = {
      {0, 1, 0.2, 2}, {2, 3, 0.2, 2}, {6, 4, 0.55, 3}, {5, 7, 0.755555555556, 5}};
  ck_assert_uint_eq(of->nearest_count, 4);
  ck_assert_uint_eq(of->merge_count, 4);
  for (int i = 0; i < 4; i++) {
    ck_assert_uint_eq(of->merges[i].left, expected[i].left);
    ck_assert_uint_eq(of->merges[i].right, expected[i].right);
    ck_assert_double_eq_tol(of->merges[i].height, expected[i].height, 1e-11);
    ck_assert_uint_eq(of->merges[i].areas, expected[i].areas);
  }
  cs_likeness_free(of);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(few_areas_have_no_tree) {
  for (size_t count = 0; count < 2; count++) {
    cs_dataset *dataset = toy_dataset(six, count);
    cs_panel *panel;
    cs_likeness *of = read(&panel, dataset, 3);
    ck_assert_uint_eq(of->area_count, count);
    ck_assert_uint_eq(of->nearest_count, 0);
    ck_assert_uint_eq(of->merge_count, 0);
    cs_likeness_free(of);
    cs_panel_free(panel);
    toy_dataset_free(dataset);
  }
}
END_TEST

START_TEST(many_areas_have_neighbours_but_no_tree) {
  static char names[CS_TREE_AREAS + 1][8];
  toy_review *reviews = calloc(CS_TREE_AREAS + 1, sizeof *reviews);
  for (int i = 0; i <= CS_TREE_AREAS; i++) {
    snprintf(names[i], sizeof names[i], "A%03d", i);
    reviews[i] = (toy_review){names[i], "2018-01-01", NULL, 2, 0, 0, {WEAK(0, 0)}, 1};
  }
  cs_dataset *dataset = toy_dataset(reviews, CS_TREE_AREAS + 1);
  cs_panel *panel;
  cs_likeness *of = read(&panel, dataset, 2);
  ck_assert_uint_eq(of->merge_count, 0);
  ck_assert_double_eq(of->nearest[0].likeness, 1);
  ck_assert_uint_eq(of->nearest[0].area, 1);
  ck_assert_uint_eq(of->nearest[1].area, 2);
  ck_assert_uint_eq(of->nearest[2].area, 0);
  cs_likeness_free(of);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
  free(reviews);
}
END_TEST

START_TEST(nothing_is_like_nothing) {
  static const double none[] = {0, 0}, some[] = {1, 3};
  ck_assert(isnan(cs_bray_curtis(none, none, 2)));
  ck_assert(isnan(cs_bray_curtis(none, none, 0)));
  ck_assert_double_eq(cs_bray_curtis(none, some, 2), 1);
  ck_assert_double_eq(cs_bray_curtis(some, some, 2), 0);
}
END_TEST

Suite *likeness_suite(void) {
  Suite *suite = suite_create("likeness");
  TCase *tests = tcase_create("likeness");
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, neighbours_agree_with_r);
  tcase_add_test(tests, the_tree_agrees_with_r);
  tcase_add_test(tests, few_areas_have_no_tree);
  tcase_add_test(tests, many_areas_have_neighbours_but_no_tree);
  tcase_add_test(tests, nothing_is_like_nothing);
  suite_add_tcase(suite, tests);
  return suite;
}
