/* Merging: what two datasets give together, and a merge that is stopped. Shards, overlaps and
 * damaged inputs are for the tests of the command. */
#include "suites.h"
#include "toy.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const toy_document first = {
    .name = "a.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "a"};
static const toy_document second = {
    .name = "b.txt", .area = "Otherton", .date = "2018-01-01", .salt = "b"};

/* Merges one.db and two.db into both.db. */
static cs_status merge(int stop, cs_run_counts *counts, cs_error *error) {
  char one[512], two[512];
  toy_make("one.db", &first, 1);
  toy_make("two.db", &second, 1);
  snprintf(one, sizeof one, "%s", toy_path("one.db"));
  snprintf(two, sizeof two, "%s", toy_path("two.db"));
  const char *inputs[] = {two, one};
  return cs_dataset_merge(counts, inputs, 2, toy_path("both.db"), &stop, error);
}

static bool is_there(const char *name) {
  struct stat about;
  return stat(toy_path(name), &about) == 0;
}

START_TEST(two_are_joined_in_order_of_name) {
  cs_error error;
  cs_run_counts counts;
  ck_assert_msg(merge(0, &counts, &error) == CS_OK, "%s", error.message);
  ck_assert_uint_eq(counts.documents, 2);
  ck_assert_uint_eq(counts.coded, 2);
  ck_assert_uint_eq(counts.passages, 6);
  ck_assert_uint_eq(counts.codings, 6);
  cs_dataset *dataset = toy_open("both.db", CS_OPEN_READ);
  ck_assert_str_eq(toy_ask(dataset, "SELECT id, area FROM review ORDER BY id"),
                   "1|Anyborough\n2|Otherton");
  cs_dataset_close(dataset);
  ck_assert(!is_there("both.db.merge"));
}
END_TEST

START_TEST(one_that_is_stopped_makes_nothing) {
  cs_error error;
  cs_run_counts counts;
  ck_assert_int_eq(merge(1, &counts, &error), CS_INTERRUPTED);
  ck_assert_ptr_nonnull(strstr(error.message, "both.db was not made"));
  ck_assert(!is_there("both.db"));
  ck_assert(!is_there("both.db.merge"));
}
END_TEST

START_TEST(one_that_is_stopped_changes_nothing) {
  cs_error error;
  cs_run_counts counts;
  toy_make("both.db", &first, 1);
  ck_assert_int_eq(merge(1, &counts, &error), CS_INTERRUPTED);
  ck_assert_ptr_nonnull(strstr(error.message, "both.db is as it was before"));
  cs_dataset *dataset = toy_open("both.db", CS_OPEN_READ);
  ck_assert_str_eq(toy_ask(dataset, "SELECT area FROM review"), "Anyborough");
  cs_dataset_close(dataset);
}
END_TEST

Suite *merge_suite(void) {
  Suite *suite = suite_create("merge");
  TCase *tests = tcase_create("merge");
  tcase_add_checked_fixture(tests, toy_setup, toy_teardown);
  tcase_add_test(tests, two_are_joined_in_order_of_name);
  tcase_add_test(tests, one_that_is_stopped_makes_nothing);
  tcase_add_test(tests, one_that_is_stopped_changes_nothing);
  suite_add_tcase(suite, tests);
  return suite;
}
