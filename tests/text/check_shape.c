/* What a line begins and ends with. */
#include "suites.h"
#include "text/shape.h"

#include <conspectus/text.h>
#include <string.h>

#define ARGS(string) string, sizeof(string) - 1

static void expect_shape(const char *text, uint32_t marks, label_kind label, const char *rest) {
  shape found = cs_shape_of(text, strlen(text));
  ck_assert_msg(found.marks == marks, "%s: marks %u", text, found.marks);
  ck_assert_msg(found.label == label, "%s: label %d", text, (int)found.label);
  ck_assert_str_eq(text + found.skip, rest);
}

START_TEST(list_marks_are_taken_off) {
  expect_shape("- item", CS_MARK_BULLET, LABEL_NONE, "item");
  expect_shape("* item", CS_MARK_BULLET, LABEL_NONE, "item");
  expect_shape("\xE2\x80\xA2 item", CS_MARK_BULLET, LABEL_NONE, "item");
  expect_shape("\xE2\x80\xA2item", CS_MARK_BULLET, LABEL_NONE, "item");
  expect_shape("\xE2\x80\x93 item", CS_MARK_BULLET, LABEL_NONE, "item");
  expect_shape("o  item", CS_MARK_BULLET, LABEL_NONE, "item");
  expect_shape("- 2.1 Ensure", CS_MARK_BULLET, LABEL_DOTTED, "2.1 Ensure");
  expect_shape("- \xE2\x80\xA2 item", CS_MARK_BULLET, LABEL_NONE, "item");
  expect_shape("<li>item", CS_MARK_BULLET, LABEL_NONE, "<li>item");
  ck_assert(cs_shape_of(ARGS("-")).bare);
  ck_assert(cs_shape_of(ARGS("- ")).dash);
}
END_TEST

START_TEST(what_is_no_list_mark_stays) {
  expect_shape("-5 degrees", 0, LABEL_NONE, "-5 degrees");
  expect_shape("**Bold**", 0, LABEL_NONE, "**Bold**");
  expect_shape("of it", 0, LABEL_NONE, "of it");
  expect_shape("o clock", 0, LABEL_NONE, "o clock");
}
END_TEST

START_TEST(headings_and_quotes) {
  expect_shape("## Early help", CS_MARK_HEADING, LABEL_NONE, "Early help");
  expect_shape("### 1. Early help", CS_MARK_HEADING, LABEL_SINGLE, "1. Early help");
  expect_shape("#hash", 0, LABEL_NONE, "#hash");
  expect_shape("####### seven", 0, LABEL_NONE, "####### seven");
  expect_shape("<h2>Early help</h2>", CS_MARK_HEADING, LABEL_NONE, "<h2>Early help</h2>");
  expect_shape("> She said", CS_MARK_QUOTE, LABEL_NONE, "She said");
  expect_shape("> - item", CS_MARK_QUOTE | CS_MARK_BULLET, LABEL_NONE, "item");
  ck_assert(cs_shape_of(ARGS(">")).bare);
}
END_TEST

START_TEST(labels) {
  expect_shape("1.1 The team", 0, LABEL_DOTTED, "1.1 The team");
  expect_shape("5.1.14 The team", 0, LABEL_DOTTED, "5.1.14 The team");
  expect_shape("**2.18** The team", 0, LABEL_DOTTED, "**2.18** The team");
  expect_shape("2.1. The team", 0, LABEL_DOTTED, "2.1. The team");
  expect_shape("3. Child protection", 0, LABEL_SINGLE, "3. Child protection");
  expect_shape("101. Staff", 0, LABEL_SINGLE, "101. Staff");
  expect_shape("(a) the first", 0, LABEL_LETTER, "(a) the first");
  expect_shape("ii) the second", 0, LABEL_LETTER, "ii) the second");
  expect_shape("2.5 per cent of", 0, LABEL_NONE, "2.5 per cent of");
  expect_shape("2018. The", 0, LABEL_NONE, "2018. The");
  expect_shape("3 September", 0, LABEL_NONE, "3 September");
  expect_shape("2.1) and", 0, LABEL_NONE, "2.1) and");
  expect_shape("(and) so", 0, LABEL_NONE, "(and) so");
  ck_assert(cs_shape_of(ARGS("2.18")).bare_label);
  ck_assert(cs_shape_of(ARGS("4.")).bare_label);
  ck_assert(!cs_shape_of(ARGS("4")).bare_label);
}
END_TEST

START_TEST(fields) {
  ck_assert(cs_is_field(ARGS("Date of review:\t8 May 2017")));
  ck_assert(cs_is_field(ARGS("Date of review: 8 May 2017")));
  ck_assert(cs_is_field(ARGS("**CQC region:** North")));
  ck_assert(cs_is_field(ARGS("Name(s) of CQC inspector:")));
  ck_assert(!cs_is_field(ARGS("date of review: 8 May")));
  ck_assert(!cs_is_field(ARGS("It was good. Yet: no")));
  ck_assert(!cs_is_field(ARGS("No colon here")));
  ck_assert(!cs_is_field(ARGS("At 10:30 the ward was full")));
  ck_assert(!cs_is_field(ARGS("")));
}
END_TEST

START_TEST(contents_lines) {
  ck_assert(cs_is_contents_line(ARGS("Early help.....10")));
  ck_assert(cs_is_contents_line(ARGS("Early help\t10")));
  ck_assert(cs_is_contents_line(ARGS("Early help ...... 10")));
  ck_assert(cs_is_contents_line(ARGS("Early help      10")));
  ck_assert(!cs_is_contents_line(ARGS("Early help 10")));
  ck_assert(!cs_is_contents_line(ARGS("10")));
  ck_assert(!cs_is_contents_line(ARGS("in March\t2017")));
  ck_assert(!cs_is_contents_line(ARGS("")));
}
END_TEST

START_TEST(page_lines) {
  ck_assert(cs_is_page_line(ARGS("Page 3 of 14")));
  ck_assert(cs_is_page_line(ARGS("page 3")));
  ck_assert(cs_is_page_line(ARGS("- Page 3 of 14 -")));
  ck_assert(cs_is_page_line(ARGS("3 of 14")));
  ck_assert(cs_is_page_line(ARGS("Page 3/14")));
  ck_assert(cs_is_page_line(ARGS("3 | Page")));
  ck_assert(!cs_is_page_line(ARGS("3")));
  ck_assert(!cs_is_page_line(ARGS("Page")));
  ck_assert(!cs_is_page_line(ARGS("Page three")));
  ck_assert(!cs_is_page_line(ARGS("3 of 14 children")));
  ck_assert(!cs_is_page_line(ARGS("Page 3 says so")));
  ck_assert(!cs_is_page_line(ARGS("3of14")));
}
END_TEST

START_TEST(lone_numbers) {
  ck_assert_int_eq(cs_lone_number(ARGS("7")), 7);
  ck_assert_int_eq(cs_lone_number(ARGS("- 12 -")), 12);
  ck_assert_int_eq(cs_lone_number(ARGS("2017")), -1);
  ck_assert_int_eq(cs_lone_number(ARGS("7.")), -1);
  ck_assert_int_eq(cs_lone_number(ARGS("")), -1);
  ck_assert_int_eq(cs_lone_number(ARGS("-")), -1);
}
END_TEST

START_TEST(rules) {
  ck_assert(cs_is_rule(ARGS("---")));
  ck_assert(cs_is_rule(ARGS("* * *")));
  ck_assert(cs_is_rule(ARGS("=======")));
  ck_assert(!cs_is_rule(ARGS("--")));
  ck_assert(!cs_is_rule(ARGS("--- a")));
  ck_assert(cs_is_table_rule(ARGS("|---|:--:|")));
  ck_assert(cs_is_table_rule(ARGS("--- | ---")));
  ck_assert(cs_is_table_rule(ARGS("|-\t+ -:")));
  ck_assert(!cs_is_table_rule(ARGS("---")));
  ck_assert(!cs_is_table_rule(ARGS("|--\0")));
  ck_assert(!cs_is_table_rule(ARGS("| a | b |")));
}
END_TEST

START_TEST(sentence_ends) {
  ck_assert(cs_ends_sentence(ARGS("It was good.")));
  ck_assert(cs_ends_sentence(ARGS("\xE2\x80\x9CIt was good.\xE2\x80\x9D")));
  ck_assert(cs_ends_sentence(ARGS("in practice (Recommendation 7.1)")));
  ck_assert(cs_ends_sentence(ARGS("should:**")));
  ck_assert(!cs_ends_sentence(ARGS("It was good,")));
  ck_assert(cs_ends_sentence(ARGS("\xE2\x80\x98Yes!\xE2\x80\x99 * _'\"")));
  ck_assert(cs_ends_sentence(ARGS("a]* ")));
  ck_assert(!cs_ends_sentence(ARGS("the children'")));
  ck_assert(!cs_ends_sentence(ARGS(")")));
  ck_assert(!cs_ends_sentence(ARGS("\xE2\x80\x99")));
  ck_assert(!cs_ends_sentence(ARGS("Done.\xE2\x80\x98")));
  ck_assert(!cs_ends_sentence(ARGS("Done.\xC3\x99")));
  ck_assert(!cs_ends_sentence(ARGS("")));
}
END_TEST

Suite *shape_suite(void) {
  Suite *suite = suite_create("shape");
  TCase *tests = tcase_create("shape");
  tcase_add_test(tests, list_marks_are_taken_off);
  tcase_add_test(tests, what_is_no_list_mark_stays);
  tcase_add_test(tests, headings_and_quotes);
  tcase_add_test(tests, labels);
  tcase_add_test(tests, fields);
  tcase_add_test(tests, contents_lines);
  tcase_add_test(tests, page_lines);
  tcase_add_test(tests, lone_numbers);
  tcase_add_test(tests, rules);
  tcase_add_test(tests, sentence_ends);
  suite_add_tcase(suite, tests);
  return suite;
}
