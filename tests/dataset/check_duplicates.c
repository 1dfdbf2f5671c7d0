/* Documents with the same bytes: one is stored, the first by name, whatever comes
 * first; the others say so, and one takes its place when it goes. */
#include "suites.h"
#include "toy.h"

static const toy_document twins[] = {
    {.name = "a.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "same"},
    {.name = "b.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "same"},
    {.name = "c.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "same"},
};

static const char sources[] = "SELECT name, outcome FROM source ORDER BY name";
static const char problems[] = "SELECT source, message FROM problem ORDER BY source";

static cs_dataset *dataset;

static void setup(void) {
  dataset = toy_setup_run();
}

static void teardown(void) {
  toy_teardown_run(dataset);
}

static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

START_TEST(the_first_by_name_is_stored) {
  for (int i = 0; i < 3; i++) {
    toy_put(dataset, &twins[orders[_i][i]]);
  }
  ck_assert_str_eq(toy_ask(dataset, "SELECT key, source FROM review"), "anyborough-2018|a.txt");
  ck_assert_str_eq(toy_ask(dataset, sources), "a.txt|review\nb.txt|duplicate\nc.txt|duplicate");
  ck_assert_str_eq(toy_ask(dataset, problems),
                   "b.txt|it has the same bytes as a.txt, which is stored: this one is left out\n"
                   "c.txt|it has the same bytes as a.txt, which is stored: this one is left out");
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM passage"), "3");
  toy_end(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

START_TEST(a_duplicate_is_told_to_the_run) {
  toy_put(dataset, &twins[0]);
  ck_assert_int_eq(cs_dataset_last_put(dataset).outcome, CS_OUTCOME_REVIEW);
  toy_put(dataset, &twins[1]);
  ck_assert_int_eq(cs_dataset_last_put(dataset).outcome, CS_OUTCOME_DUPLICATE);
  ck_assert_uint_eq(cs_dataset_last_put(dataset).problems, 1);
  ck_assert_str_eq(cs_outcome_name(CS_OUTCOME_DUPLICATE), "duplicate");
}
END_TEST

START_TEST(a_duplicate_takes_the_place_of_one_that_is_gone) {
  for (int i = 0; i < 3; i++) {
    toy_put(dataset, &twins[i]);
  }
  toy_end(dataset);
  toy_begin(dataset, "one");
  ck_assert(toy_has(dataset, &twins[1]));
  ck_assert(toy_has(dataset, &twins[2]));
  ck_assert_uint_eq(toy_forget(dataset, "corpus"), 1);
  ck_assert_str_eq(toy_ask(dataset, "SELECT key, source FROM review"), "anyborough-2018|b.txt");
  ck_assert_str_eq(toy_ask(dataset, sources), "b.txt|review\nc.txt|duplicate");
  ck_assert_str_eq(toy_ask(dataset, problems),
                   "c.txt|it has the same bytes as b.txt, which is stored: this one is left out");
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM coding"), "3");
  toy_end(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

/* Markdown is read in another way than plain text: the heir is read again in the next run. */
START_TEST(an_heir_with_another_ending_is_read_again) {
  const toy_document markdown = {
      .name = "b.md", .area = "Anyborough", .date = "2018-01-01", .salt = "same"};
  toy_put(dataset, &twins[0]);
  toy_put(dataset, &markdown);
  toy_end(dataset);
  toy_begin(dataset, "one");
  ck_assert(toy_has(dataset, &markdown));
  ck_assert_uint_eq(toy_forget(dataset, "corpus"), 1);
  ck_assert_str_eq(toy_ask(dataset, "SELECT source FROM review"), "b.md");
  toy_end(dataset);
  toy_begin(dataset, "one");
  ck_assert(!toy_has(dataset, &markdown));
}
END_TEST

START_TEST(a_duplicate_takes_the_place_of_one_that_changed) {
  const toy_document changed = {
      .name = "a.txt", .area = "Otherton", .date = "2019-01-01", .salt = "changed"};
  toy_put(dataset, &twins[0]);
  toy_put(dataset, &twins[1]);
  toy_put(dataset, &changed);
  ck_assert_str_eq(toy_ask(dataset, "SELECT key, source FROM review ORDER BY key"),
                   "anyborough-2018|b.txt\notherton-2019|a.txt");
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM problem"), "0");
  toy_end(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

START_TEST(a_document_becomes_a_duplicate_when_it_changes) {
  const toy_document before = {
      .name = "b.txt", .area = "Otherton", .date = "2019-01-01", .salt = "before"};
  toy_put(dataset, &twins[0]);
  toy_put(dataset, &before);
  toy_put(dataset, &twins[1]);
  ck_assert_str_eq(toy_ask(dataset, "SELECT key FROM review"), "anyborough-2018");
  ck_assert_str_eq(toy_ask(dataset, sources), "a.txt|review\nb.txt|duplicate");
  toy_end(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

START_TEST(coding_anew_keeps_duplicates) {
  toy_put(dataset, &twins[0]);
  toy_put(dataset, &twins[1]);
  toy_end(dataset);
  ck_assert(toy_begin(dataset, "two"));
  ck_assert(!toy_has(dataset, &twins[1])); /* the original has not been found yet */
  ck_assert(!toy_has(dataset, &twins[0]));
  ck_assert(toy_has(dataset, &twins[1])); /* it will be coded anew, and nothing else changes */
  toy_put(dataset, &twins[0]);
  ck_assert_str_eq(toy_ask(dataset, sources), "a.txt|review\nb.txt|duplicate");
  toy_end(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
  ck_assert(!toy_begin(dataset, "two"));
}
END_TEST

START_TEST(a_duplicate_that_is_no_review_any_more_gives_way) {
  toy_put(dataset, &twins[0]);
  toy_put(dataset, &twins[1]);
  toy_put_left_out(dataset, "a.txt", "same"); /* its worker died, say */
  ck_assert_str_eq(toy_ask(dataset, sources), "a.txt|left_out\nb.txt|review");
  ck_assert_str_eq(toy_ask(dataset, "SELECT source, message FROM problem"),
                   "a.txt|nothing to read");
  toy_end(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

Suite *duplicates_suite(void) {
  Suite *suite = suite_create("duplicates");
  TCase *tests = tcase_create("duplicates");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_loop_test(tests, the_first_by_name_is_stored, 0, 6);
  tcase_add_test(tests, a_duplicate_is_told_to_the_run);
  tcase_add_test(tests, a_duplicate_takes_the_place_of_one_that_is_gone);
  tcase_add_test(tests, an_heir_with_another_ending_is_read_again);
  tcase_add_test(tests, a_duplicate_takes_the_place_of_one_that_changed);
  tcase_add_test(tests, a_document_becomes_a_duplicate_when_it_changes);
  tcase_add_test(tests, coding_anew_keeps_duplicates);
  tcase_add_test(tests, a_duplicate_that_is_no_review_any_more_gives_way);
  suite_add_tcase(suite, tests);
  return suite;
}
