/* Lines that are alike. */
#include "suites.h"
#include "text/alike.h"

#include <stdbool.h>
#include <string.h>

static void expect_alike(const char *one, const char *other, bool alike) {
  size_t length = strlen(one), size = strlen(other);
  ck_assert_msg((cs_alike_key(one, length) == cs_alike_key(other, size)) == alike, "%s", other);
  if (alike) {
    ck_assert_uint_eq(cs_alike_ends(one, length), cs_alike_ends(other, size));
  }
}

START_TEST(case_blanks_emphasis_and_digits_do_not_count) {
  expect_alike("Oakmere, page 3 of 14", "**OAKMERE**,\tpage 12 of 14_", true);
  expect_alike("Oak 1", "oak 2222", true);
  expect_alike("12/2016 * 12 Oak, 1 2 3 4 5 6 7", "12/2016 12 OAK, 123 4567", false);
  expect_alike("Oak 1", "oak", false);
  expect_alike("Oak 1", "oak 1 1", false);
  expect_alike("Oak #", "oak 1", true);
  expect_alike("", " *", true);
}
END_TEST

/* Whatever stands between the bytes that count, and however many there are. */
START_TEST(ends_are_those_of_all_alike_lines) {
  static const char letters[] = "\xC3\x89T\xC3\x89 # (re#port) @[`{ on Oakmere";
  char plain[64], spread[200];
  for (size_t length = 0; length < sizeof letters; length++) {
    for (size_t gap = 0; gap < 4; gap++) {
      size_t size = 0, count = 0;
      for (size_t i = 0; i < length; i++) {
        char byte = letters[i];
        plain[count++] = byte;
        byte = (char)(byte == '#' ? '7' : byte);
        memcpy(spread + size, "*_ ", gap);
        size += gap;
        spread[size++] = (char)(byte >= 'a' && byte <= 'z' ? byte - 32 : byte);
      }
      ck_assert_uint_eq(cs_alike_key(plain, count), cs_alike_key(spread, size));
      ck_assert_uint_eq(cs_alike_ends(plain, count), cs_alike_ends(spread, size));
    }
  }
  ck_assert_uint_ne(cs_alike_ends("Review of Oakmere", 17), cs_alike_ends("Review of Oakmoor", 17));
  ck_assert_uint_ne(cs_alike_ends("Review of Oakmere", 17), cs_alike_ends("Report of Oakmere", 17));
}
END_TEST

Suite *alike_suite(void) {
  Suite *suite = suite_create("alike");
  TCase *tests = tcase_create("alike");
  tcase_add_test(tests, case_blanks_emphasis_and_digits_do_not_count);
  tcase_add_test(tests, ends_are_those_of_all_alike_lines);
  suite_add_tcase(suite, tests);
  return suite;
}
