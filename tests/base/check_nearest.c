/* The name that somebody probably meant. */
#include "suites.h"

#include "base/nearest.h"

static const char *const names[] = {"title", "about", "version", "rule", "id"};

static const char *nearest(const char *wanted) {
  return cs_nearest(wanted, names, sizeof names / sizeof names[0]);
}

START_TEST(slips_are_found) {
  ck_assert_str_eq(nearest("titel"), "title");
  ck_assert_str_eq(nearest("verson"), "version");
  ck_assert_str_eq(nearest("Rules"), "rule");
  ck_assert_str_eq(nearest("about"), "about");
}
END_TEST

START_TEST(what_is_far_is_none) {
  ck_assert_ptr_null(nearest("weight"));
  ck_assert_ptr_null(nearest(""));
  ck_assert_ptr_null(cs_nearest("title", names, 0));
}
END_TEST

Suite *nearest_suite(void) {
  Suite *suite = suite_create("nearest");
  TCase *tests = tcase_create("nearest");
  tcase_add_test(tests, slips_are_found);
  tcase_add_test(tests, what_is_far_is_none);
  suite_add_tcase(suite, tests);
  return suite;
}
