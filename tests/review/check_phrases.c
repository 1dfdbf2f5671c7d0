/* Sets of phrases: where they are found, and where not, wherever a text lies. */
#include "suites.h"

#include "review/phrases.h"

#include <stdlib.h>
#include <string.h>

enum { NOWHERE = -1 };

/* The text by itself in memory, so that a byte read behind its end is found out. */
static char *alone(const char *text) {
  size_t length = strlen(text);
  char *copy = malloc(length + 1);
  return memcpy(copy, text, length + 1);
}

static cs_phrases made(const char **items, size_t count) {
  cs_phrases phrases;
  cs_phrases_make(&phrases, &(cs_patterns){.items = items, .count = count});
  return phrases;
}

/* The one phrase is first found at `start`, and as these bytes. */
static void expect_found(const char *phrase, const char *text, int start, const char *bytes) {
  cs_phrases phrases = made(&phrase, 1);
  char *copy = alone(text);
  size_t at = 0, end = 0;
  bool found = cs_phrases_find(&phrases, copy, strlen(text), 0, &at, &end);
  ck_assert_msg(found == (start != NOWHERE), "\"%s\" in \"%s\"", phrase, text);
  if (found) {
    ck_assert_int_eq((int)at, start);
    ck_assert_uint_eq(end - at, strlen(bytes));
    ck_assert_int_eq(memcmp(text + at, bytes, end - at), 0);
  }
  free(copy);
  cs_phrases_free(&phrases);
}

START_TEST(found_wherever_it_lies) {
  char text[80];
  for (int before = 0; before <= 50; before++) {
    for (int behind = 0; behind <= 20; behind++) {
      memset(text, ' ', sizeof text);
      memcpy(text + before, "Rec", 3);
      text[before + 3 + behind] = '\0';
      expect_found("rec", text, before, "Rec");
      text[before + 3] = behind != 0 ? 's' : '\0';
      expect_found("rec", text, behind != 0 ? NOWHERE : before, "Rec");
    }
  }
}
END_TEST

/* What touches a character that is not ASCII is taken for a part of its word. */
START_TEST(beside_characters_that_are_not_ascii) {
  static const char *const marks[] = {"\xE2\x80\x9C", "\xC3\xA9"}; /* a quotation mark, an e */
  for (int before = 0; before <= 34; before++) {
    char text[80];
    memset(text, '.', sizeof text);
    strcpy(text + before, marks[_i]);
    strcat(text, "care plan, care plan");
    expect_found("care plan", text, (int)strlen(text) - 9, "care plan");
    strcat(text, marks[_i]);
    expect_found("care plans", text, NOWHERE, "");
  }
}
END_TEST

START_TEST(where_the_first_word_ends) {
  expect_found("rec", "see rec's 1", 4, "rec's");
  expect_found("rec", "see rec\xE2\x80\x99s 1", 4, "rec\xE2\x80\x99s");
  expect_found("rec", "see rec\xC3\xA9 1", NOWHERE, "");
  expect_found("rec", "see rec. 1", 4, "rec");
  expect_found("rec", "see rec", 4, "rec");
  expect_found("level 2", "of level 2.5 or level 2.", 16, "level 2");
  expect_found("2 of", "21 of 12 of 2 of 9", 12, "2 of");
  expect_found("2", "it is 2.5, then 2.", 16, "2");
  expect_found("report* to", "Reported\xE2\x80\x99s to", 0, "Reported\xE2\x80\x99s to");
  expect_found("report*", "the report", 4, "report");
  expect_found("report*", "the reporters' file", 4, "reporters'");
  expect_found("report**", "the reporters", 4, "reporters");
}
END_TEST

START_TEST(long_first_words) {
  expect_found("abcdefghijklmnop", "of abcdefghijklmnop", 3, "abcdefghijklmnop");
  expect_found("abcdefghijklmnop", "of abcdefghijklmnopq", NOWHERE, "");
  expect_found("abcdefghijklmnopq", "of ABCDEFGHIJKLMNOPQ", 3, "ABCDEFGHIJKLMNOPQ");
  expect_found("abcdefghijklmnopq", "of abcdefghijklmnop", NOWHERE, "");
  expect_found("abcdefghijklmnop*", "of abcdefghijklmnopqr s", 3, "abcdefghijklmnopqr");
}
END_TEST

START_TEST(any_first_word) {
  expect_found("* plan", "\xC3\x89lan plan", 0, "\xC3\x89lan plan");
  expect_found("... plan", "a care plan", 0, "a care plan");
  expect_found("\xC3\xA9lan", "an \xC3\x89LAN of", 3, "\xC3\x89LAN");
  expect_found("a child", "Care of a child", 8, "a child");
  expect_found("", "any text", NOWHERE, "");
  expect_found("care", "", NOWHERE, "");
}
END_TEST

START_TEST(the_furthest_of_many) {
  static const char *items[] = {"care",          "care plan",      "care plans",     "early help",
                                "baby ?",        "child ?",        "domestic abuse", "foster carer",
                                "good practice", "health visitor", "inspection"};
  static const char text[] = "An early health visitor read care plans of Baby B and child C.";
  static const char *const found[] = {"health visitor", "care plans", "Baby B", "child C"};
  cs_phrases phrases = made(items, sizeof items / sizeof *items);
  size_t start, end, count = 0;
  for (size_t from = 0; cs_phrases_find(&phrases, text, sizeof text - 1, from, &start, &end);
       from = end) {
    ck_assert_uint_lt(count, 4);
    ck_assert_uint_eq(end - start, strlen(found[count]));
    ck_assert_int_eq(memcmp(text + start, found[count], end - start), 0);
    count++;
  }
  ck_assert_uint_eq(count, 4);
  cs_phrases_free(&phrases);
}
END_TEST

START_TEST(from_within_a_word) {
  static const char *items[] = {"care"};
  static const char text[] = "childcare care, aftercare of 18 and of 21";
  cs_phrases phrases = made(items, 1);
  size_t start = 0, end = 0;
  ck_assert(cs_phrases_find(&phrases, text, sizeof text - 1, 5, &start, &end));
  ck_assert_uint_eq(start, 10);
  ck_assert(!cs_phrases_find(&phrases, text, sizeof text - 1, 11, &start, &end));
  ck_assert(!cs_phrases_find(&phrases, text, sizeof text - 1, sizeof text - 1, &start, &end));
  cs_phrases_free(&phrases);
}
END_TEST

START_TEST(at_either_end) {
  static const char *items[] = {"NHS Trust", "CCG", "Community * Company"};
  static const char text[] = "Varne NHS Trust";
  cs_phrases phrases = made(items, 3);
  size_t place = 0;
  ck_assert(cs_phrases_end(&phrases, text, sizeof text - 1, &place));
  ck_assert_uint_eq(place, 6);
  ck_assert(cs_phrases_at(&phrases, text, sizeof text - 1, 5, &place));
  ck_assert_uint_eq(place, sizeof text - 1);
  ck_assert(!cs_phrases_at(&phrases, text, sizeof text - 1, 0, &place));
  ck_assert(cs_phrases_is(&phrases, "(Community Interest Company)", 28));
  ck_assert(!cs_phrases_is(&phrases, "CCGs", 4));
  ck_assert(!cs_phrases_is(&phrases, "", 0));
  ck_assert(cs_phrases_nth_at(&phrases, 1, "CCG", 3, 0, &place));
  ck_assert(!cs_phrases_nth_at(&phrases, 0, "CCG", 3, 0, &place));
  cs_phrases_free(&phrases);
}
END_TEST

Suite *phrases_suite(void) {
  Suite *suite = suite_create("phrases");
  TCase *tests = tcase_create("phrases");
  tcase_add_test(tests, found_wherever_it_lies);
  tcase_add_loop_test(tests, beside_characters_that_are_not_ascii, 0, 2);
  tcase_add_test(tests, where_the_first_word_ends);
  tcase_add_test(tests, long_first_words);
  tcase_add_test(tests, any_first_word);
  tcase_add_test(tests, the_furthest_of_many);
  tcase_add_test(tests, from_within_a_word);
  tcase_add_test(tests, at_either_end);
  suite_add_tcase(suite, tests);
  return suite;
}
