/* Tables of contents. */
#include "help.h"
#include "suites.h"

START_TEST(lines_under_the_heading) {
  static const char *const expected[] = {"B A review",
                                         "BC Contents",
                                         "C Summary\t2",
                                         "BC Findings 4",
                                         "C Section without a number",
                                         "C Next steps\t9",
                                         "B 1. There were 14 of them.",
                                         NULL};
  expect_blocks("A review\n\nContents\nSummary\t2\n\nFindings 4\nSection without a number\nNext "
                "steps\t9\n\n1. There were 14 of them.\n",
                expected);
}
END_TEST

START_TEST(dots_need_no_heading) {
  static const char *const expected[] = {
      "B A review", "BC Summary ...... 2", "C Findings ...... 4", "C Next steps ..... 9", "B Text.",
      NULL};
  expect_blocks("A review\n\nSummary ...... 2\nFindings ...... 4\nNext steps ..... 9\n\nText.\n",
                expected);
}
END_TEST

START_TEST(other_numbers_are_no_contents) {
  static const char *const table[] = {"B Children aged under 5\t12", "B Children aged under 9\t15",
                                      "B Children aged under 18\t20", NULL};
  static const char *const alone[] = {"B Contents", "B There is no list.", NULL};
  expect_blocks("Children aged under 5\t12\n\nChildren aged under 9\t15\n\nChildren aged under "
                "18\t20\n",
                table);
  expect_blocks("Contents\n\nThere is no list.\n", alone);
}
END_TEST

Suite *contents_suite(void) {
  Suite *suite = suite_create("contents");
  TCase *tests = tcase_create("contents");
  tcase_add_test(tests, lines_under_the_heading);
  tcase_add_test(tests, dots_need_no_heading);
  tcase_add_test(tests, other_numbers_are_no_contents);
  suite_add_tcase(suite, tests);
  return suite;
}
