/* Rows of two cells over several lines, as pdftotext sets them out. */
#include "help.h"
#include "suites.h"
#include "text/columns.h"
#include "text/lines.h"

#include <string.h>

/* The rows of the text, each on a line with '|' between its cells. */
static void expect_rows(const char *source, const char *expected) {
  lines split;
  cs_buffer found = {0};
  cs_lines_split(&split, source, strlen(source), false);
  cs_find_rows(&split);
  cs_buffer_add_string(&found, "");
  for (size_t i = 0; i < split.count; i++) {
    if (split.items[i].row != 0) {
      cs_add_row(&split, i, &found);
      cs_buffer_add_char(&found, '\n');
    }
  }
  for (size_t i = 0; i < found.length; i++) {
    found.bytes[i] = (char)(found.bytes[i] == '\t' ? '|' : found.bytes[i]);
  }
  ck_assert_str_eq(found.bytes, expected);
  cs_buffer_free(&found);
  cs_lines_free(&split);
}

START_TEST(cells_side_by_side) {
  expect_rows("How leaders lead their\t      Requires improvement to\n"
              "teams and services               be good\n\n"
              "Overall\t\t                       Good\n",
              "");
  expect_rows("How leaders lead their\t          Requires improvement to\n"
              "teams and services               be good\n\n"
              "Overall\t                         Good\n",
              "How leaders lead their teams and services|Requires improvement to be good\n");
}
END_TEST

START_TEST(a_grade_in_the_middle) {
  expect_rows("2. Children at home and\n"
              "                                          Good\n"
              "   abroad\n",
              "2. Children at home and abroad|Good\n");
  expect_rows(
      "                                          requires\n"
      "1. Children at home\n"
      "                                          improvement\n"
      "                                          requires\n"
      "2. Children abroad\n"
      "                                          improvement\n",
      "1. Children at home|requires improvement\n2. Children abroad|requires improvement\n");
}
END_TEST

START_TEST(a_line_above_is_not_of_the_row) {
  expect_rows("Services in Oakmere are good\n"
              "                                          Requires improvement to\n"
              "1. Children at home\n"
              "                                          be good\n",
              "1. Children at home|Requires improvement to be good\n");
  expect_rows("Services in Oakmere are good\n"
              "1. Children at home\t                      Good\n",
              "");
}
END_TEST

START_TEST(text_below_is_not_of_the_row) {
  expect_rows("The progress of\n"
              "children at home and\t       Good\n"
              "abroad\n"
              "Children at home are well looked after by all whom the council pays for it.\n",
              "The progress of children at home and abroad|Good\n");
}
END_TEST

START_TEST(prose_and_numbers_are_no_rows) {
  expect_rows("A paragraph of the usual width goes on over the end of its line,\n"
              "and ends on the second one.\n",
              "");
  expect_rows("What the nurses said\t                     3\n"
              "and what they did\t                        4\n",
              "");
  expect_rows("", "");
}
END_TEST

Suite *columns_suite(void) {
  Suite *suite = suite_create("columns");
  TCase *tests = tcase_create("columns");
  tcase_add_test(tests, cells_side_by_side);
  tcase_add_test(tests, a_grade_in_the_middle);
  tcase_add_test(tests, a_line_above_is_not_of_the_row);
  tcase_add_test(tests, text_below_is_not_of_the_row);
  tcase_add_test(tests, prose_and_numbers_are_no_rows);
  suite_add_tcase(suite, tests);
  return suite;
}
