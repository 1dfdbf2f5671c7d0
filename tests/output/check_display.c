/* Text as a terminal shows it: widths, wrapping, what never reaches it. */
#include "help.h"
#include "suites.h"

#include "output/display.h"

#include <stdlib.h>
#include <string.h>

static size_t width_of(const char *text) {
  return cs_display_width(text, strlen(text));
}

START_TEST(widths_are_columns) {
  ck_assert_uint_eq(width_of(""), 0);
  ck_assert_uint_eq(width_of("MASH"), 4);
  ck_assert_uint_eq(width_of("caf\xC3\xA9"), 4);
  ck_assert_uint_eq(width_of("cafe\xCC\x81"), 4);             /* e and a combining accent */
  ck_assert_uint_eq(width_of("\xE6\x9D\xB1\xE4\xBA\xAC"), 4); /* two wide characters */
  ck_assert_uint_eq(width_of("a b"), 3);
}
END_TEST

START_TEST(control_characters_take_none) {
  ck_assert_uint_eq(width_of("\x1b"), 0);
  ck_assert_uint_eq(width_of("\x07\x7f"), 0);
  ck_assert_uint_eq(width_of("\xC2\x9B"), 0);     /* a control sequence in one character */
  ck_assert_uint_eq(width_of("\xE2\x80\xAE"), 0); /* turns the direction */
  ck_assert_uint_eq(width_of("\xFF\xFE"), 0);     /* no UTF-8 */
}
END_TEST

static char *clean(const char *text) {
  cs_buffer buffer = {0};
  cs_clean_add(&buffer, text, strlen(text));
  return cs_buffer_take(&buffer);
}

static void check_clean(const char *text, const char *expected) {
  char *is = clean(text);
  ck_assert_str_eq(is, expected);
  free(is);
}

START_TEST(clean_text_cannot_steer) {
  check_clean("\x1b[31mred\x1b[0m", "[31mred[0m");
  check_clean("\x1b]0;title\x07", "]0;title");
  check_clean("\xC2\x9B"
              "2J",
              "2J");
  check_clean("a\xE2\x80\xAE"
              "b",
              "ab");
  check_clean("  two \t\n words\r\n ", "two words");
  check_clean("a\xFF"
              "b",
              "ab");
  check_clean("\x1b", "");
  check_clean("95\xC2\xA0%", "95\xC2\xA0%");
}
END_TEST

static void check_wrapped(const char *text, size_t width, size_t indent, const char *expected) {
  paper sheet;
  paper_open(&sheet);
  cs_print_wrapped(sheet.file, text, strlen(text), width, indent);
  char *is = printed(&sheet);
  ck_assert_str_eq(is, expected);
  free(is);
}

START_TEST(wraps_between_words) {
  check_wrapped("", 10, 2, "");
  check_wrapped("one", 10, 2, "one");
  check_wrapped("one two three", 7, 0, "one two\nthree");
  check_wrapped("one two three", 8, 2, "one two\n  three");
  check_wrapped("one two three", 0, 2, "one two three");
  check_wrapped("one\ntwo", 80, 0, "one two");
  check_wrapped("one\n\n  \n two", 80, 1, "one\n\n two");
  check_wrapped("\n\none", 80, 1, "one");
}
END_TEST

START_TEST(wraps_a_word_that_is_too_wide) {
  check_wrapped("abcdefgh", 3, 0, "abc\ndef\ngh");
  check_wrapped("ostley-and-varne-2016", 12, 0, "ostley-and-\nvarne-2016");
  check_wrapped("\xE6\x9D\xB1\xE4\xBA\xAC", 3, 0, "\xE6\x9D\xB1\n\xE4\xBA\xAC");
  check_wrapped("\xE6\x9D\xB1", 1, 0, "\xE6\x9D\xB1");     /* there is no narrower way */
  check_wrapped("cafe\xCC\x81s", 4, 0, "cafe\xCC\x81\ns"); /* the accent stays with its letter */
}
END_TEST

static void check_short(const char *text, size_t width, size_t lines, const char *expected) {
  cs_buffer buffer = {0};
  cs_clean_add(&buffer, text, strlen(text));
  cs_shorten(&buffer, width, lines);
  ck_assert_str_eq(buffer.bytes, expected);
  ck_assert_uint_le(cs_count_lines(buffer.bytes, buffer.length, width), lines);
  cs_buffer_free(&buffer);
}

START_TEST(shortens_at_words) {
  check_short("one two three", 20, 1, "one two three");
  check_short("one two three", 9, 2, "one two three");
  check_short("one two three", 9, 1, "one two\xE2\x80\xA6");
  check_short("one two three", 7, 1, "one\xE2\x80\xA6");
  check_short("abcdefgh", 4, 1, "abc\xE2\x80\xA6");
  check_short("abcdefgh", 1, 1, "\xE2\x80\xA6");
}
END_TEST

START_TEST(a_long_text_is_no_trouble) {
  size_t length = 4 << 20;
  char *text = malloc(length + 1);
  memset(text, 'a', length);
  text[length] = '\0';
  for (size_t i = 0; i < length; i += 3) {
    text[i] = i % 2 != 0 ? ' ' : '\n';
  }
  paper sheet;
  paper_open(&sheet);
  cs_print_wrapped(sheet.file, text, length, 40, 2);
  free(printed(&sheet));
  free(text);
}
END_TEST

Suite *display_suite(void) {
  Suite *suite = suite_create("display");
  TCase *tests = tcase_create("display");
  tcase_add_test(tests, widths_are_columns);
  tcase_add_test(tests, control_characters_take_none);
  tcase_add_test(tests, clean_text_cannot_steer);
  tcase_add_test(tests, wraps_between_words);
  tcase_add_test(tests, wraps_a_word_that_is_too_wide);
  tcase_add_test(tests, shortens_at_words);
  tcase_add_test(tests, a_long_text_is_no_trouble);
  suite_add_tcase(suite, tests);
  return suite;
}
