/* Terms: which patterns are taken, which refused and with what words. */
#include "suites.h"

#include <conspectus/match.h>
#include <stdio.h>
#include <string.h>

static cs_terms *terms;

static void set_up(void) {
  terms = cs_terms_new();
}

static void tear_down(void) {
  cs_terms_free(terms);
}

static uint32_t add(const char *pattern, bool case_sensitive) {
  cs_error error = {.message = ""};
  uint32_t id = UINT32_MAX;
  ck_assert_msg(cs_terms_add(&id, terms, pattern, case_sensitive, &error) == CS_OK, "%s",
                error.message);
  return id;
}

static void refused(const char *pattern, cs_status status, const char *says) {
  cs_error error = {.message = ""};
  uint32_t id = 77;
  ck_assert_int_eq(cs_terms_add(&id, terms, pattern, false, &error), status);
  ck_assert_uint_eq(id, 77);
  ck_assert_msg(strstr(error.message, says) != NULL, "%s", error.message);
}

START_TEST(numbers_count_from_0) {
  ck_assert_uint_eq(cs_terms_count(terms), 0);
  ck_assert_uint_eq(add("waiting list*", false), 0);
  ck_assert_uint_eq(add("lock?smith", false), 1);
  ck_assert_uint_eq(cs_terms_count(terms), 2);
  ck_assert_str_eq(cs_terms_pattern(terms, 0), "waiting list*");
  ck_assert_str_eq(cs_terms_pattern(terms, 1), "lock?smith");
}
END_TEST

START_TEST(same_pattern_has_same_number) {
  uint32_t first = add("IT", false);
  ck_assert_uint_eq(add("IT", false), first);
  ck_assert_uint_ne(add("IT", true), first);
  ck_assert_uint_ne(add("it", false), first);
  ck_assert_uint_eq(add("IT", true), 1);
  ck_assert_uint_eq(cs_terms_count(terms), 3);
}
END_TEST

START_TEST(many_terms_are_kept) {
  char pattern[32];
  for (int each = 0; each < 5000; each++) {
    snprintf(pattern, sizeof pattern, "word%d other", each);
    ck_assert_uint_eq(add(pattern, each % 2 == 0), (uint32_t)each);
  }
  ck_assert_uint_eq(add("word4321 other", false), 4321);
  ck_assert_str_eq(cs_terms_pattern(terms, 17), "word17 other");
}
END_TEST

START_TEST(no_word_is_refused) {
  refused("", CS_MALFORMED, "no word");
  refused("  - ", CS_MALFORMED, "no word");
  refused("'", CS_MALFORMED, "no word");
}
END_TEST

START_TEST(a_lone_star_first_is_refused) {
  refused("*", CS_MALFORMED, "wildcards alone");
  refused("** post", CS_MALFORMED, "wildcards alone");
  refused("*'s post", CS_MALFORMED, "wildcards alone");
  refused("?*? post", CS_MALFORMED, "wildcards alone");
  add("post *", false);
  add("*ing", false);
  add("? b", false);
}
END_TEST

START_TEST(too_many_words_are_refused) {
  add("a b c d e f g h i j k l m n o p", false);
  refused("a b c d e f g h i j k l m n o p q", CS_LIMIT, "16 words");
  refused("a-b/c-d e f g h i j k l m n o p q", CS_LIMIT, "16 words");
}
END_TEST

START_TEST(too_long_a_word_is_refused) {
  char pattern[6000];
  memset(pattern, 'x', sizeof pattern);
  pattern[sizeof pattern - 1] = '\0';
  refused(pattern, CS_LIMIT, "4096 bytes");
  pattern[121] = '\0';
  refused(pattern, CS_LIMIT, "120 bytes");
  pattern[120] = '\0';
  add(pattern, false);
}
END_TEST

START_TEST(punctuation_is_refused) {
  refused("late, poor", CS_MALFORMED, ", ");
  refused("Dr. Lowe", CS_MALFORMED, ". ");
  refused("(late)", CS_MALFORMED, "(");
  refused("late.", CS_MALFORMED, ".");
  refused("one ... two", CS_MALFORMED, "...");
  refused("a \xFF z", CS_MALFORMED, "separate words");
  add("A&E", false);
  add("\"named nurse\"", false);
  add("and/or", false);
  add("version 2.18", false);
}
END_TEST

START_TEST(nothing_is_freed_as_nothing) {
  cs_terms_free(NULL);
}
END_TEST

/* At "care" begin "c*", "?are" and one of "care plan" and "care worker"; as it is written "Care"
 * too, or the two of "IT" at "IT"; never all six. */
START_TEST(terms_at_one_word) {
  static const struct {
    const char *pattern;
    bool case_sensitive;
  } patterns[] = {{"c*", false},   {"care plan", false}, {"care worker", false},
                  {"?are", false}, {"nurse", false},     {"Care", true},
                  {"IT", true},    {"IT system", true}};
  cs_terms *some = cs_terms_new();
  uint32_t ids[8];
  cs_error error;
  for (size_t i = 0; i < 8; i++) {
    ck_assert_int_eq(
        cs_terms_add(&ids[i], some, patterns[i].pattern, patterns[i].case_sensitive, &error),
        CS_OK);
  }
  ck_assert_uint_eq(cs_terms_at_one_word(some, ids, 0), 0);
  ck_assert_uint_eq(cs_terms_at_one_word(some, ids, 1), 1);
  ck_assert_uint_eq(cs_terms_at_one_word(some, ids, 4), 4);
  ck_assert_uint_eq(cs_terms_at_one_word(some, ids, 5), 4);
  ck_assert_uint_eq(cs_terms_at_one_word(some, ids, 6), 5);
  ck_assert_uint_eq(cs_terms_at_one_word(some, ids, 8), 6);
  cs_terms_free(some);
}
END_TEST

Suite *terms_suite(void) {
  Suite *suite = suite_create("terms");
  TCase *tests = tcase_create("terms");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, numbers_count_from_0);
  tcase_add_test(tests, same_pattern_has_same_number);
  tcase_add_test(tests, many_terms_are_kept);
  tcase_add_test(tests, no_word_is_refused);
  tcase_add_test(tests, a_lone_star_first_is_refused);
  tcase_add_test(tests, too_many_words_are_refused);
  tcase_add_test(tests, too_long_a_word_is_refused);
  tcase_add_test(tests, punctuation_is_refused);
  tcase_add_test(tests, nothing_is_freed_as_nothing);
  tcase_add_test(tests, terms_at_one_word);
  suite_add_tcase(suite, tests);
  return suite;
}
