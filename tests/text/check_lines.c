/* Decoded text as lines. */
#include "suites.h"
#include "text/lines.h"

#include <string.h>

enum { LENGTH = 150 };

/* The characters of a line are counted wherever in it the one lies that has two bytes. */
START_TEST(widths_are_in_characters) {
  char text[2 * LENGTH + 3];
  for (size_t at = 0; at < 2 * LENGTH; at++) {
    lines split;
    memset(text, 'a', sizeof text);
    memcpy(text + at + (at >= LENGTH), "\xC3\xA9", 2);
    size_t first = LENGTH + (at < LENGTH);
    text[first] = '\n';
    cs_lines_split(&split, text, 2 * LENGTH + 2, false);
    ck_assert_uint_eq(split.count, 2);
    ck_assert_uint_eq(split.items[0].length, first);
    ck_assert_uint_eq(split.items[0].width, LENGTH);
    ck_assert_uint_eq(split.items[1].length, 2 * LENGTH + 1 - first);
    ck_assert_uint_eq(split.items[1].width, LENGTH);
    cs_lines_free(&split);
  }
}
END_TEST

START_TEST(a_line_of_ascii_is_as_wide_as_it_is_long) {
  static const char text[] = "  a\xE2\x80\x99\n\tbc  \n\xE2\x80\x99\n\nd";
  static const uint32_t widths[] = {4, 6, 1, 0, 1}, indents[] = {2, 4, 0, 0, 0};
  lines split;
  cs_lines_split(&split, text, sizeof text - 1, false);
  ck_assert_uint_eq(split.count, 5);
  for (uint32_t i = 0; i < 5; i++) {
    ck_assert_uint_eq(split.items[i].width, widths[i]);
    ck_assert_uint_eq(split.items[i].indent, indents[i]);
    ck_assert_uint_eq(split.items[i].number, i + 1);
  }
  cs_lines_free(&split);
}
END_TEST

Suite *lines_suite(void) {
  Suite *suite = suite_create("lines");
  TCase *tests = tcase_create("lines");
  tcase_add_test(tests, widths_are_in_characters);
  tcase_add_test(tests, a_line_of_ascii_is_as_wide_as_it_is_long);
  suite_add_tcase(suite, tests);
  return suite;
}
