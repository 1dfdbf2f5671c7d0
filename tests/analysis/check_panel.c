/* The panel: what is counted, which review of an area counts, what is refused. */
#include "fixture.h"
#include "suites.h"

#include <stdlib.h>
#include <string.h>

/* Bray was reviewed twice, stored newest first; Ash once. */
static const toy_review three[] = {
    {"Bray",
     "2018-05-04",
     NULL,
     4,
     1,
     3,
     {{0, 0, CS_WEAKNESS, 0.9, false},
      {2, 0, CS_WEAKNESS, 0.8, true},
      {3, 0, CS_STRENGTH, 0.7, false},
      {1, 1, CS_MIXED, 0.6, false},
      {3, 1, CS_WEAKNESS, 0.4, false},   /* below the threshold */
      {4, 2, CS_WEAKNESS, 0.95, false}}, /* a recommendation */
     6},
    {"Bray", "2014-03-07", NULL, 2, 0, 0, {{0, 1, CS_WEAKNESS, 0.5, false}}, 1},
    {"Ash", "2016-01-01", "other", 2, 0, 0, {{1, 2, CS_NEUTRAL, 0.5, false}}, 1},
};

static cs_panel *read_panel(cs_dataset *dataset, const cs_analysis_options *options) {
  cs_panel *panel;
  cs_error error = {0};
  ck_assert_msg(cs_panel_read(&panel, dataset, options, &error) == CS_OK, "%s", error.message);
  return panel;
}

START_TEST(areas_and_reviews_are_in_order) {
  cs_dataset *dataset = toy_dataset(three, 3);
  cs_panel *panel = read_panel(dataset, &cs_analysis_defaults);
  ck_assert_uint_eq(panel->area_count, 2);
  ck_assert_uint_eq(panel->review_count, 3);
  ck_assert_uint_eq(panel->theme_count, 3);
  ck_assert_str_eq(panel->areas[0].name, "Ash");
  ck_assert_str_eq(panel->areas[1].name, "Bray");
  ck_assert_uint_eq(panel->areas[1].review_count, 2);
  ck_assert_str_eq(cs_panel_latest(panel, 1)->key, "bray-2018");
  ck_assert_str_eq(cs_panel_latest(panel, 0)->key, "ash-2016");
  ck_assert_uint_eq(panel->family_count, 2);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

/* A document of no family is no review of its area, whatever was coded in it. */
START_TEST(unknown_documents_count_nowhere) {
  static const toy_review with_unknown[] = {
      {"Ash", "2016-01-01", NULL, 2, 0, 0, {{1, 0, CS_WEAKNESS, 0.9, false}}, 1},
      {"Ash", "2019-01-01", "unknown", 2, 0, 0, {{1, 0, CS_STRENGTH, 0.9, false}}, 1},
      {"Elm", "2019-01-01", "unknown", 2, 0, 0, {{1, 0, CS_WEAKNESS, 0.9, false}}, 1},
  };
  cs_dataset *dataset = toy_dataset(with_unknown, 3);
  cs_panel *panel = read_panel(dataset, &cs_analysis_defaults);
  ck_assert_uint_eq(panel->area_count, 1);
  ck_assert_uint_eq(panel->review_count, 1);
  ck_assert_uint_eq(panel->family_count, 1);
  ck_assert_str_eq(cs_panel_latest(panel, 0)->key, "ash-2016");
  ck_assert_uint_eq(cs_panel_cell(panel, cs_panel_latest(panel, 0), 0)->count[CS_WEAKNESS], 1);
  cs_panel_free(panel);
  cs_analysis_options elm = cs_analysis_defaults;
  cs_error error = {0};
  elm.area = "Elm";
  ck_assert_int_eq(cs_panel_read(&panel, dataset, &elm, &error), CS_NOT_FOUND);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(cells_count_findings_by_polarity) {
  cs_dataset *dataset = toy_dataset(three, 3);
  cs_panel *panel = read_panel(dataset, &cs_analysis_defaults);
  const cs_panel_review *bray = cs_panel_latest(panel, 1);
  ck_assert_uint_eq(bray->findings, 4);
  ck_assert_uint_eq(bray->sections, 2); /* the section of recommendations holds no finding */
  const cs_cell *alpha = cs_panel_cell(panel, bray, 0);
  ck_assert_uint_eq(alpha->count[CS_WEAKNESS], 2);
  ck_assert_uint_eq(alpha->count[CS_STRENGTH], 1);
  ck_assert_uint_eq(alpha->weak_sections, 2);
  ck_assert(alpha->repeated);
  ck_assert(alpha->cited); /* finding 3 is weak and cites */
  ck_assert(!alpha->recommended);
  const cs_cell *beta = cs_panel_cell(panel, bray, 1);
  ck_assert_uint_eq(beta->count[CS_WEAKNESS], 0);
  ck_assert_uint_eq(beta->count[CS_MIXED], 1);
  ck_assert_uint_eq(cs_panel_weak(panel, beta), 0);
  const cs_cell *gamma = cs_panel_cell(panel, bray, 2);
  ck_assert_uint_eq(gamma->count[CS_WEAKNESS], 0); /* recommendations are not counted */
  ck_assert(gamma->recommended);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(the_threshold_is_inclusive) {
  cs_dataset *dataset = toy_dataset(three, 3);
  cs_analysis_options options = cs_analysis_defaults;
  options.threshold = 0.4;
  cs_panel *panel = read_panel(dataset, &options);
  ck_assert_uint_eq(cs_panel_cell(panel, cs_panel_latest(panel, 1), 1)->count[CS_WEAKNESS], 1);
  cs_panel_free(panel);
  options.threshold = 0.401;
  panel = read_panel(dataset, &options);
  ck_assert_uint_eq(cs_panel_cell(panel, cs_panel_latest(panel, 1), 1)->count[CS_WEAKNESS], 0);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(mixed_counts_when_asked) {
  cs_dataset *dataset = toy_dataset(three, 3);
  cs_analysis_options options = cs_analysis_defaults;
  options.mixed = true;
  cs_panel *panel = read_panel(dataset, &options);
  const cs_cell *beta = cs_panel_cell(panel, cs_panel_latest(panel, 1), 1);
  ck_assert_uint_eq(cs_panel_weak(panel, beta), 1);
  ck_assert_uint_eq(beta->weak_sections, 1);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(what_says_no_day_is_left_out_where_one_is_asked_for) {
  static const toy_review with_undated[] = {
      {"Ash", "2016-01-01", NULL, 2, 0, 0, {{1, 0, CS_WEAKNESS, 0.9, false}}, 1},
      {"Ash", "", NULL, 2, 0, 0, {{1, 0, CS_WEAKNESS, 0.9, false}}, 1},
      {"Elm", "", NULL, 2, 0, 0, {{1, 1, CS_WEAKNESS, 0.9, false}}, 1},
      {"Oak", "", "unknown", 2, 0, 0, {{1, 1, CS_WEAKNESS, 0.9, false}}, 1},
  };
  cs_dataset *dataset = toy_dataset(with_undated, 4);
  cs_analysis_options options = cs_analysis_defaults;
  cs_panel *panel = read_panel(dataset, &options);
  ck_assert_uint_eq(panel->area_count, 2);
  ck_assert_uint_eq(panel->review_count, 3);
  ck_assert_uint_eq(panel->undated, 0);
  cs_panel_free(panel);
  options.until = "2018-12-31";
  panel = read_panel(dataset, &options);
  ck_assert_uint_eq(panel->area_count, 1);
  ck_assert_uint_eq(panel->review_count, 1);
  ck_assert_uint_eq(panel->undated, 2);
  ck_assert_uint_eq(cs_panel_cell(panel, &panel->reviews[0], 0)->count[CS_WEAKNESS], 1);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(an_area_is_first_of_all_the_one_spelt_so) {
  static const toy_review alike[] = {
      {"Stoke-On-Trent", "2016-01-01", NULL, 2, 0, 0, {{1, 0, CS_WEAKNESS, 0.9, false}}, 1},
      {"Stoke-on-Trent", "2018-01-01", NULL, 2, 0, 0, {{1, 1, CS_WEAKNESS, 0.9, false}}, 1},
  };
  static const char *const asked[][2] = {{"Stoke-On-Trent", "Stoke-On-Trent"},
                                         {"Stoke-on-Trent", "Stoke-on-Trent"},
                                         {"stoke-on-trent", "Stoke-On-Trent"}};
  cs_dataset *dataset = toy_dataset(alike, 2);
  for (size_t i = 0; i < 3; i++) {
    cs_analysis_options options = cs_analysis_defaults;
    options.area = asked[i][0];
    cs_panel *panel = read_panel(dataset, &options);
    ck_assert_str_eq(panel->areas[panel->only_area].name, asked[i][1]);
    cs_panel_free(panel);
  }
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(until_goes_back_to_the_earlier_review) {
  cs_dataset *dataset = toy_dataset(three, 3);
  cs_analysis_options options = cs_analysis_defaults;
  options.until = "2015-12-31";
  cs_panel *panel = read_panel(dataset, &options);
  ck_assert_uint_eq(panel->area_count, 1);
  ck_assert_str_eq(cs_panel_latest(panel, 0)->key, "bray-2014");
  ck_assert_uint_eq(cs_panel_cell(panel, cs_panel_latest(panel, 0), 1)->count[CS_WEAKNESS], 1);
  cs_panel_free(panel);
  options.area = "Ash";
  cs_error error;
  ck_assert_int_eq(cs_panel_read(&panel, dataset, &options, &error), CS_NOT_FOUND);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(unknown_names_are_answered_with_the_nearest) {
  cs_dataset *dataset = toy_dataset(three, 3);
  cs_analysis_options options = cs_analysis_defaults;
  cs_panel *panel;
  cs_error error;
  options.theme = "alhpa";
  ck_assert_int_eq(cs_panel_read(&panel, dataset, &options, &error), CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(error.message, "'alpha'"));
  options.theme = NULL;
  options.area = "Nowhere at all";
  ck_assert_int_eq(cs_panel_read(&panel, dataset, &options, &error), CS_NOT_FOUND);
  ck_assert_ptr_nonnull(strstr(error.message, "Ash, Bray"));
  options.area = "bray"; /* case does not matter */
  ck_assert_int_eq(cs_panel_read(&panel, dataset, &options, &error), CS_OK);
  ck_assert_uint_eq(panel->only_area, 1);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

START_TEST(an_empty_dataset_is_an_empty_panel) {
  cs_dataset *dataset = toy_dataset(three, 0);
  cs_panel *panel = read_panel(dataset, &cs_analysis_defaults);
  ck_assert_uint_eq(panel->area_count, 0);
  ck_assert_uint_eq(panel->review_count, 0);
  ck_assert_uint_eq(panel->theme_count, 3);
  cs_panel_free(panel);
  toy_dataset_free(dataset);
}
END_TEST

Suite *panel_suite(void) {
  Suite *suite = suite_create("panel");
  TCase *tests = tcase_create("panel");
  tcase_add_test(tests, areas_and_reviews_are_in_order);
  tcase_add_test(tests, unknown_documents_count_nowhere);
  tcase_add_test(tests, cells_count_findings_by_polarity);
  tcase_add_test(tests, the_threshold_is_inclusive);
  tcase_add_test(tests, mixed_counts_when_asked);
  tcase_add_test(tests, what_says_no_day_is_left_out_where_one_is_asked_for);
  tcase_add_test(tests, an_area_is_first_of_all_the_one_spelt_so);
  tcase_add_test(tests, until_goes_back_to_the_earlier_review);
  tcase_add_test(tests, unknown_names_are_answered_with_the_nearest);
  tcase_add_test(tests, an_empty_dataset_is_an_empty_panel);
  suite_add_tcase(suite, tests);
  return suite;
}
