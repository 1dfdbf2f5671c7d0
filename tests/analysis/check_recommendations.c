/* Recommendations: who is asked, what is unanswered and unsupported, by hand. */
#include "fixture.h"
#include "suites.h"

#include <conspectus/recommendations.h>
#include <stdlib.h>
#include <string.h>

/* Toys number findings 1.1, 1.2, ... and recommendations likewise; `citing` is a finding that
 * cites recommendation 1.1.
 *   Ash:  finding 1 weak in alpha, cites 1.1; finding 2 weak in beta. Recommendation 1.1 has no
 *         theme, 1.2 neither (not cited in a review that cites), 1.3 has gamma (no finding weak).
 *   Bray: nothing is cited. Findings 1 and 2 weak in alpha, 3 mixed in beta. Recommendation 1.1
 *         has no theme (cannot be told), 1.2 has alpha and beta, 1.3 beta only (mixed bears it).
 *   Cole: finding 1 weak in beta below the threshold; no recommendation.
 * An older review of Ash counts nowhere. */
static const toy_review three[] = {
    {"Ash",
     "2018-01-01",
     NULL,
     4,
     3,
     1,
     {{0, 0, CS_WEAKNESS, 0.9, false},
      {1, 1, CS_WEAKNESS, 0.9, false},
      {6, 2, CS_WEAKNESS, 0.9, false}},
     3},
    {"Ash", "2015-01-01", NULL, 4, 1, 1, {{0, 2, CS_WEAKNESS, 0.9, false}}, 1},
    {"Bray",
     "2018-01-01",
     NULL,
     3,
     3,
     0,
     {{0, 0, CS_WEAKNESS, 0.9, false},
      {1, 0, CS_WEAKNESS, 0.9, false},
      {2, 1, CS_MIXED, 0.9, false},
      {4, 0, CS_WEAKNESS, 0.9, false},
      {4, 1, CS_WEAKNESS, 0.9, false},
      {5, 1, CS_WEAKNESS, 0.9, false}},
     6},
    {"Cole", "2018-01-01", NULL, 1, 0, 0, {{0, 1, CS_WEAKNESS, 0.4, false}}, 1},
};

typedef struct read {
  cs_dataset *dataset;
  cs_panel *panel;
  cs_recommendations *all;
} read;

static read read_toys(size_t count, const cs_analysis_options *options) {
  read it = {.dataset = toy_dataset(three, count)};
  cs_error error = {0};
  ck_assert_msg(cs_panel_read(&it.panel, it.dataset, options, &error) == CS_OK, "%s",
                error.message);
  ck_assert_msg(cs_recommendations_read(&it.all, it.panel, it.dataset, options, &error) == CS_OK,
                "%s", error.message);
  return it;
}

static void close_toys(read *it) {
  cs_recommendations_free(it->all);
  cs_panel_free(it->panel);
  toy_dataset_free(it->dataset);
}

START_TEST(unanswered_is_the_complement_of_formality) {
  read it = read_toys(4, &cs_analysis_defaults);
  ck_assert_uint_eq(it.all->unanswered_count, 1);
  ck_assert_str_eq(it.all->unanswered[0].area, "Ash");
  ck_assert_str_eq(it.all->unanswered[0].review, "ash-2018");
  ck_assert_str_eq(it.all->unanswered[0].theme->id, "beta");
  ck_assert_uint_eq(it.all->unanswered[0].passages, 1);
  close_toys(&it);
  cs_analysis_options low = cs_analysis_defaults;
  low.threshold = 0.4;
  it = read_toys(4, &low);
  ck_assert_uint_eq(it.all->unanswered_count, 2);
  ck_assert_str_eq(it.all->unanswered[1].area, "Cole");
  close_toys(&it);
}
END_TEST

START_TEST(unsupported_says_why) {
  read it = read_toys(4, &cs_analysis_defaults);
  const cs_recommendations *all = it.all;
  ck_assert_uint_eq(all->count, 6);
  ck_assert_uint_eq(all->cited, 1);
  ck_assert_uint_eq(all->by_theme, 2);
  ck_assert_uint_eq(all->not_told, 1);
  ck_assert_uint_eq(all->unsupported_count, 2);
  ck_assert_str_eq(all->unsupported[0].passage, "ash-2018:recommendation:1.2");
  ck_assert_int_eq(all->unsupported[0].why, CS_UNCITED);
  ck_assert_str_eq(all->unsupported[0].themes, "");
  ck_assert_str_eq(all->unsupported[0].addressed_to, "All");
  ck_assert_str_eq(all->unsupported[0].text, "word005");
  ck_assert_str_eq(all->unsupported[1].passage, "ash-2018:recommendation:1.3");
  ck_assert_int_eq(all->unsupported[1].why, CS_NOT_WEAK);
  ck_assert_str_eq(all->unsupported[1].themes, "gamma");
  ck_assert_uint_eq(all->unaddressed, 6); /* toys have no organisations */
  ck_assert_uint_eq(all->load_count, 0);
  ck_assert_uint_eq(all->citations, 1);
  ck_assert_uint_eq(all->unresolved_count, 0);
  close_toys(&it);
}
END_TEST

START_TEST(area_theme_and_day_narrow) {
  cs_analysis_options options = cs_analysis_defaults;
  options.theme = "gamma";
  read it = read_toys(4, &options);
  ck_assert_uint_eq(it.all->unsupported_count, 1);
  ck_assert_uint_eq(it.all->unanswered_count, 0);
  ck_assert_uint_eq(it.all->count, 6);
  close_toys(&it);
  options = cs_analysis_defaults;
  options.area = "Bray";
  it = read_toys(4, &options);
  ck_assert_uint_eq(it.all->unsupported_count, 0);
  ck_assert_uint_eq(it.all->count, 3);
  ck_assert_uint_eq(it.all->cited, 0);
  ck_assert_uint_eq(it.all->citations, 0);
  ck_assert_uint_eq(it.all->unaddressed, 3);
  close_toys(&it);
  options = cs_analysis_defaults;
  options.until = "2016-12-31";
  it = read_toys(4, &options);
  ck_assert_uint_eq(it.all->count, 1);
  ck_assert_uint_eq(it.all->cited, 1);
  close_toys(&it);
}
END_TEST

/* A pointer that names no recommendation answers a weakness, and says of no recommendation whether
 * it is cited. */
START_TEST(unnamed_pointers) {
  toy_review reviews[4];
  memcpy(reviews, three, sizeof reviews);
  reviews[0].citing += TOY_UNNAMED;
  read it = {.dataset = toy_dataset(reviews, 4)};
  cs_error error = {0};
  const cs_analysis_options *options = &cs_analysis_defaults;
  ck_assert_int_eq(cs_panel_read(&it.panel, it.dataset, options, &error), CS_OK);
  ck_assert_int_eq(cs_recommendations_read(&it.all, it.panel, it.dataset, options, &error), CS_OK);
  ck_assert_uint_eq(it.all->unanswered_count, 1);
  ck_assert_str_eq(it.all->unanswered[0].theme->id, "beta");
  ck_assert_uint_eq(it.all->citations, 0);
  ck_assert_uint_eq(it.all->unresolved_count, 0);
  ck_assert_uint_eq(it.all->cited, 0);
  ck_assert_uint_eq(it.all->not_told, 3); /* 1.1 and 1.2 of Ash, 1.1 of Bray */
  ck_assert_uint_eq(it.all->unsupported_count, 1);
  ck_assert_str_eq(it.all->unsupported[0].passage, "ash-2018:recommendation:1.3");
  close_toys(&it);
}
END_TEST

START_TEST(nothing_gives_nothing) {
  read it = read_toys(0, &cs_analysis_defaults);
  ck_assert_uint_eq(it.all->count + it.all->load_count + it.all->unanswered_count, 0);
  close_toys(&it);
}
END_TEST

Suite *recommendations_suite(void) {
  Suite *suite = suite_create("recommendations");
  TCase *tests = tcase_create("recommendations");
  tcase_add_test(tests, unanswered_is_the_complement_of_formality);
  tcase_add_test(tests, unsupported_says_why);
  tcase_add_test(tests, area_theme_and_day_narrow);
  tcase_add_test(tests, unnamed_pointers);
  tcase_add_test(tests, nothing_gives_nothing);
  suite_add_tcase(suite, tests);
  return suite;
}
