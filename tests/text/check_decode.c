/* Encodings, invalid bytes, line ends and odd characters. */
#include "help.h"
#include "suites.h"
#include "text/characters.h"
#include "text/decode.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* A literal and its length, which NULs do not end. */
#define BYTES(literal) literal, sizeof(literal) - 1

static void expect_decoded(const char *bytes, size_t length, cs_encoding encoding,
                           const char *expected) {
  cs_problems problems = {0};
  cs_text *text = read_bytes(bytes, length, "x.txt", &problems);
  ck_assert_str_eq(text->bytes, expected);
  ck_assert_str_eq(cs_encoding_name(text->encoding), cs_encoding_name(encoding));
  ck_assert_uint_eq(problems.count, 0);
  cs_text_free(text);
}

START_TEST(utf8_is_recognised) {
  expect_decoded(BYTES("caf\xC3\xA9 \xE2\x80\x98open\xE2\x80\x99"), CS_ENCODING_UTF8,
                 "caf\xC3\xA9 \xE2\x80\x98open\xE2\x80\x99");
  expect_decoded(BYTES("\xEF\xBB\xBFPlain"), CS_ENCODING_UTF8_BOM, "Plain");
  expect_decoded(BYTES("Plain"), CS_ENCODING_UTF8, "Plain");
}
END_TEST

START_TEST(windows_1252_is_recognised) {
  expect_decoded(BYTES("\x93I was heard\x94 \x96 it cost \xA3"
                       "5"),
                 CS_ENCODING_WINDOWS_1252,
                 "\xE2\x80\x9CI was heard\xE2\x80\x9D \xE2\x80\x93 it cost \xC2\xA3"
                 "5");
  expect_decoded(BYTES("A caf\xE9"), CS_ENCODING_WINDOWS_1252, "A caf\xC3\xA9");
}
END_TEST

START_TEST(utf16_is_recognised) {
  expect_decoded(BYTES("\xFF\xFEH\0i\0\r\0\n\0\r\0\n\0\x18\x20y\0"), CS_ENCODING_UTF16LE,
                 "Hi\n\n\xE2\x80\x98y");
  expect_decoded(BYTES("\xFE\xFF\0H\0i"), CS_ENCODING_UTF16BE, "Hi");
  expect_decoded(BYTES("\xFF\xFE\x3D\xD8\x00\xDE!\0"), CS_ENCODING_UTF16LE, "\xF0\x9F\x98\x80!");
}
END_TEST

START_TEST(utf16_without_its_mark_is_recognised) {
  char wide[80];
  const char *source = "A review of services in Oakmere";
  for (size_t i = 0; i < strlen(source); i++) {
    wide[2 * i] = source[i];
    wide[2 * i + 1] = '\0';
  }
  expect_decoded(wide, 2 * strlen(source), CS_ENCODING_UTF16LE, source);
}
END_TEST

/* Reads text with faults: they become U+FFFD, and one problem counts them. */
static void expect_faults(const char *bytes, size_t length, uint32_t line, const char *count,
                          const char *expected) {
  cs_problems problems = {0};
  cs_text *text = read_bytes(bytes, length, "x.txt", &problems);
  ck_assert_str_eq(text->bytes, expected);
  ck_assert_uint_eq(problems.count, 1);
  ck_assert_uint_eq(problems.items[0].line, line);
  ck_assert_int_eq(problems.items[0].stage, CS_STAGE_TEXT);
  ck_assert_msg(strncmp(problems.items[0].message, count, strlen(count)) == 0, "%s",
                problems.items[0].message);
  cs_text_free(text);
  cs_problems_clear(&problems);
}

START_TEST(invalid_bytes_are_one_problem) {
  expect_faults(
      BYTES("One caf\xC3\xA9, two caf\xC3\xA9s, three caf\xC3\xA9s\n\nand \xFF then \xFE"), 3,
      "2 characters are",
      "One caf\xC3\xA9, two caf\xC3\xA9s, three caf\xC3\xA9s\n\nand \xEF\xBF\xBD then "
      "\xEF\xBF\xBD");
  expect_faults(BYTES("\xFF\xFEH\0i\0\x00\xD8!\0"), 1, "1 character is", "Hi\xEF\xBF\xBD!");
  expect_faults(BYTES("\xFF\xFEH\0i\0!"), 1, "1 character is", "Hi\xEF\xBF\xBD");
  expect_faults(BYTES("A \x93quote\x94 with \x81 in it"), 1, "1 character is",
                "A \xE2\x80\x9Cquote\xE2\x80\x9D with \xEF\xBF\xBD in it");
}
END_TEST

START_TEST(a_character_cut_off_at_the_end_is_no_other_encoding) {
  expect_faults(BYTES("Na\xC3\xAFvet\xC3"), 1, "1 character is", "Na\xC3\xAFvet\xEF\xBF\xBD");
  expect_faults(BYTES("Naive\xE2\x80"), 1, "2 characters are", "Naive\xEF\xBF\xBD\xEF\xBF\xBD");
}
END_TEST

START_TEST(line_ends_are_all_one) {
  expect_text("One.\r\n\r\nTwo.", "One.\n\nTwo.");
  expect_text("One.\r\rTwo.\r", "One.\n\nTwo.");
  expect_text("One.\xE2\x80\xA8Two.", "One.\nTwo.");
}
END_TEST

START_TEST(lines_are_counted_as_on_disk) {
  cs_text *text = read_string("One.\r\n\r\nTwo.\xE2\x80\xA8Three.\rFour.\n\n\nFive.");
  static const uint32_t lines[] = {1, 3, 3, 4, 7};
  ck_assert_uint_eq(text->block_count, 5);
  for (size_t i = 0; i < 5; i++) {
    ck_assert_uint_eq(text->blocks[i].line, lines[i]);
  }
  cs_text_free(text);
}
END_TEST

START_TEST(odd_characters_become_plain_ones) {
  expect_text("Con\xEF\xAC\x81rmed o\xEF\xAC\x83"
              "ce",
              "Confirmed office");
  expect_text("20\xC2\xA0"
              "days\xE2\x80\x89later",
              "20 days later");
  expect_text("safe\xC2\xADguard\xE2\x80\x8Bing", "safeguarding");
  expect_text("multi\xE2\x80\x91"
              "agency",
              "multi-agency");
  expect_text("it\xC2\x92s", "it\xE2\x80\x99s");
}
END_TEST

START_TEST(text_is_composed) {
  expect_text("cafe\xCC\x81", "caf\xC3\xA9");
  expect_text("cafe&#769; here", "caf\xC3\xA9 here");
  expect_text("caf**e**\xCC\x81", "caf\xC3\xA9");
}
END_TEST

START_TEST(a_plain_run_ends_at_the_first_odd_byte) {
  static const char odd[] = {'\0', 8, '\v', '\r', 31, 127, '\x80', '\xFF'};
  char text[200];
  for (size_t at = 0; at < sizeof text; at++) {
    memset(text, '~', sizeof text);
    memcpy(text + at / 2, "\t\n ", at < 3 ? 1 : 3);
    text[at] = odd[at % sizeof odd];
    ck_assert_uint_eq(cs_plain_run(text, sizeof text), at);
    ck_assert_uint_eq(cs_plain_run(text, at), at);
  }
}
END_TEST

/* Asked of Unicode's tables: what the reader leaves alone stays as it is whatever is beside it. */
START_TEST(what_may_not_compose_does_not) {
  for (utf8proc_int32_t point = 1; point < 0x110000; point++) {
    if ((point < 0xD800 || point > 0xDFFF) && !cs_may_compose((uint32_t)point)) {
      utf8proc_uint8_t text[8] = {0};
      utf8proc_encode_char(point, text);
      utf8proc_uint8_t *composed = utf8proc_NFC(text);
      ck_assert_mem_eq(composed, text, strlen((char *)text) + 1);
      ck_assert_int_eq(utf8proc_get_property(point)->combining_class, 0);
      free(composed);
    }
  }
  ck_assert(cs_may_compose(0x301) && cs_may_compose(0x212B) && cs_may_compose(0x1161));
  ck_assert(!cs_may_compose(0xFB01) && cs_may_compose(0xFB1D) && cs_may_compose(0xF900));
}
END_TEST

START_TEST(an_end_of_file_mark_of_old_systems_is_left_out) {
  expect_text("The end.\x1A", "The end.");
}
END_TEST

Suite *decode_suite(void) {
  Suite *suite = suite_create("decode");
  TCase *tests = tcase_create("decode");
  tcase_add_test(tests, utf8_is_recognised);
  tcase_add_test(tests, windows_1252_is_recognised);
  tcase_add_test(tests, utf16_is_recognised);
  tcase_add_test(tests, utf16_without_its_mark_is_recognised);
  tcase_add_test(tests, invalid_bytes_are_one_problem);
  tcase_add_test(tests, a_character_cut_off_at_the_end_is_no_other_encoding);
  tcase_add_test(tests, line_ends_are_all_one);
  tcase_add_test(tests, lines_are_counted_as_on_disk);
  tcase_add_test(tests, odd_characters_become_plain_ones);
  tcase_add_test(tests, text_is_composed);
  tcase_add_test(tests, a_plain_run_ends_at_the_first_odd_byte);
  tcase_add_test(tests, what_may_not_compose_does_not);
  tcase_add_test(tests, an_end_of_file_mark_of_old_systems_is_left_out);
  suite_add_tcase(suite, tests);
  return suite;
}
