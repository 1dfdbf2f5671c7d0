/* Words broken at line ends. The texts are wrapped, so that the lines are joined. */
#include "help.h"
#include "suites.h"
#include "text/hyphen.h"

#include <stdio.h>
#include <string.h>

/* What becomes of the hyphen between two lines of a document that says `elsewhere`. */
static hyphen_end between(const char *left, const char *right, const char *elsewhere) {
  char document[400];
  int length = snprintf(document, sizeof document, "%s\n%s\n%s", left, right, elsewhere);
  lines split;
  cs_lines_split(&split, document, (size_t)length, false);
  vocabulary words = {.source = &split};
  hyphen_end found = cs_hyphen_at(&words, left, strlen(left), right, strlen(right));
  cs_seen_words_free(&words);
  cs_lines_free(&split);
  return found;
}

START_TEST(the_document_decides) {
  ck_assert_int_eq(between("of safe-", "guarding work", "all safeguarding is"), HYPHEN_DROPPED);
  ck_assert_int_eq(between("a child-", "centred view", "a child-centred way"), HYPHEN_KEPT);
  ck_assert_int_eq(between("a Child-", "Centred view", ""), HYPHEN_KEPT);
  ck_assert_int_eq(between("the pre-", "vention of", "in prevention work"), HYPHEN_DROPPED);
  ck_assert_int_eq(between("at drop-", "ins", "a drop-in"), HYPHEN_KEPT);
  ck_assert_int_eq(between("and SAFE-", "guarding", "safeguarding"), HYPHEN_DROPPED);
}
END_TEST

START_TEST(prefixes_keep_it) {
  ck_assert_int_eq(between("the pre-", "birth plan", ""), HYPHEN_KEPT);
  ck_assert_int_eq(between("a multi-", "agency team", ""), HYPHEN_KEPT);
  ck_assert_int_eq(between("Non-", "attendance", ""), HYPHEN_KEPT);
}
END_TEST

START_TEST(two_words_of_the_text_keep_it) {
  ck_assert_int_eq(between("each school-", "age child", "a school, an age"), HYPHEN_KEPT);
  ck_assert_int_eq(between("assess-", "ment", "assess it"), HYPHEN_DROPPED);
}
END_TEST

START_TEST(otherwise_it_is_dropped) {
  ck_assert_int_eq(between("practi-", "tioners", ""), HYPHEN_DROPPED);
}
END_TEST

START_TEST(a_suspended_hyphen_waits) {
  ck_assert_int_eq(between("short-", "and long-term", ""), HYPHEN_NONE);
  ck_assert_int_eq(between("16-", "to 18-year-olds", ""), HYPHEN_NONE);
}
END_TEST

START_TEST(names_and_numbers_keep_it) {
  ck_assert_int_eq(between("Ms Marsh-", "Kerr", ""), HYPHEN_KEPT);
  ck_assert_int_eq(between("aged 16-", "17", ""), HYPHEN_KEPT);
  ck_assert_int_eq(between("two-and-a-", "half", ""), HYPHEN_KEPT);
  ck_assert_int_eq(between("a multi-disci-", "plinary team", "disciplinary"), HYPHEN_DROPPED);
}
END_TEST

START_TEST(dashes_are_no_hyphens) {
  ck_assert_int_eq(between("this -", "and that", ""), HYPHEN_NONE);
  ck_assert_int_eq(between("-", "item", ""), HYPHEN_NONE);
  ck_assert_int_eq(between("no hyphen", "here", ""), HYPHEN_NONE);
  ck_assert_int_eq(between("odd-", "(bracket)", ""), HYPHEN_NONE);
}
END_TEST

START_TEST(lines_are_joined_by_it) {
  expect_text("The designated nurse told us that she had been asked to lead on safe-\n"
              "guarding in every one of the nine practices, and that the multi-\n"
              "agency team met in her office on the first Monday of each month when\n"
              "the sta\xC2\xAD\nff were free to come, which was not often in the winter.\n",
              "The designated nurse told us that she had been asked to lead on safeguarding in "
              "every one of the nine practices, and that the multi-agency team met in her office "
              "on the first Monday of each month when the staff were free to come, which was not "
              "often in the winter.");
}
END_TEST

Suite *hyphen_suite(void) {
  Suite *suite = suite_create("hyphen");
  TCase *tests = tcase_create("hyphen");
  tcase_add_test(tests, the_document_decides);
  tcase_add_test(tests, prefixes_keep_it);
  tcase_add_test(tests, two_words_of_the_text_keep_it);
  tcase_add_test(tests, otherwise_it_is_dropped);
  tcase_add_test(tests, a_suspended_hyphen_waits);
  tcase_add_test(tests, names_and_numbers_keep_it);
  tcase_add_test(tests, dashes_are_no_hyphens);
  tcase_add_test(tests, lines_are_joined_by_it);
  suite_add_tcase(suite, tests);
  return suite;
}
