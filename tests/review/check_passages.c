/* Boxes, quotes, context and preamble. */
#include "parsed.h"
#include "suites.h"

#define SECTION "\nEarly help\n\n1.1 Nurses visit.\n\n"
#define END "\n\n1.2 Forms help.\n"

START_TEST(a_titled_box_is_one_passage) {
  parsed it =
      parse_body(SECTION "Good practice example\n\nA nurse saw a boy.\n\nShe helped him." END);
  ck_assert_uint_eq(count_kind(&it, CS_EXAMPLE), 1);
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 2);
  const cs_passage *box = passage_of(&it, CS_EXAMPLE, "early_help.u1");
  ck_assert_str_eq(box->title, "Good practice example");
  ck_assert_uint_eq(box->words, 8);
  ck_assert_uint_eq(box->line, 13);
  parsed_free(&it);
}
END_TEST

START_TEST(boxes_have_titles_of_their_own) {
  parsed it =
      parse_body(SECTION "The Harbour team \xE2\x80\x93 a chance missed\n\nA nurse saw a boy." END);
  const cs_passage *box = passage_of(&it, CS_EXAMPLE, "early_help.u1");
  ck_assert_str_eq(box->title, "The Harbour team \xE2\x80\x93 a chance missed");
  parsed_free(&it);
}
END_TEST

START_TEST(a_title_before_its_text) {
  parsed it = parse_body(SECTION "Good practice example: A nurse saw a boy." END);
  expect_passage(&it, CS_EXAMPLE, "early_help.u1", "A nurse saw a boy.");
  ck_assert_str_eq(passage_of(&it, CS_EXAMPLE, "early_help.u1")->title, "Good practice example");
  parsed_free(&it);
}
END_TEST

START_TEST(lettered_boxes) {
  parsed it = parse_body(
      SECTION "Child A was ill.\n\nThe nurse met child A's father.\n\nChild A got well.\n\n"
              "Child B was well." END);
  ck_assert_uint_eq(count_kind(&it, CS_EXAMPLE), 2);
  ck_assert_uint_eq(passage_of(&it, CS_EXAMPLE, "early_help.u1")->words, 14);
  expect_passage(&it, CS_EXAMPLE, "early_help.u2", "Child B was well.");
  parsed_free(&it);
}
END_TEST

START_TEST(a_box_ends_at_the_next_title_and_heading) {
  parsed it =
      parse_body(SECTION "Effective practice\n\nA nurse saw a boy.\n\nGood practice example\n\n"
                         "A doctor saw a girl.\n\nGovernance\n\nBoards meet.\n");
  ck_assert_uint_eq(count_kind(&it, CS_EXAMPLE), 2);
  expect_passage(&it, CS_EXAMPLE, "early_help.u2", "A doctor saw a girl.");
  expect_passage(&it, CS_FINDING, "governance.u1", "Boards meet.");
  parsed_free(&it);
}
END_TEST

START_TEST(a_box_among_unlabelled_findings_is_a_paragraph) {
  parsed it =
      parse_body("\nEarly help\n\nNurses visit.\n\nChild A was ill.\n\nChild A's nurse helped.\n\n"
                 "Doctors listen.\n");
  ck_assert_uint_eq(count_kind(&it, CS_EXAMPLE), 1);
  ck_assert_uint_eq(passage_of(&it, CS_EXAMPLE, "early_help.u1")->words, 8);
  expect_passage(&it, CS_FINDING, "early_help.u2", "Doctors listen.");
  parsed_free(&it);
}
END_TEST

START_TEST(quotes_in_marks_and_what_introduces_them) {
  parsed it = parse_body("\nWhat people told us\n\nA mother told us:\n\n\"The nurse is kind.\"\n\n"
                         "\xE2\x80\x9CI was told nothing.\n\nThen they called.\xE2\x80\x9D\n\n"
                         "A father said:\n\n'I am glad.'\n\nEarly help\n\n1.1 Nurses visit.\n");
  ck_assert_uint_eq(count_kind(&it, CS_QUOTE), 4);
  ck_assert_uint_eq(count_kind(&it, CS_PREAMBLE), 2);
  expect_passage(&it, CS_QUOTE, "people.u1", "\"The nurse is kind.\"");
  expect_passage(&it, CS_PREAMBLE, "people.u2", "A father said:");
  parsed_free(&it);
}
END_TEST

START_TEST(quotes_without_marks) {
  parsed it = parse_body(
      "\nWhat people told us\n\nThe nurse is kind. Mother.\n\nI was told nothing. Carer.\n\n"
      "Early help\n\n1.1 Nurses visit.\n");
  ck_assert_uint_eq(count_kind(&it, CS_QUOTE), 2);
  ck_assert_uint_eq(count_kind(&it, CS_PREAMBLE), 0);
  parsed_free(&it);
}
END_TEST

START_TEST(context_and_preamble) {
  parsed it = parse_body("\nSummary of the review\n\nWe went there.\n\nContext of the review\n\n"
                         "Varne is a town.\n\nIt has a port.\n\nEarly help\n\n1.1 Nurses visit.\n\n"
                         "Next steps\n\nSend us a plan.\n");
  ck_assert_uint_eq(count_kind(&it, CS_CONTEXT), 2);
  expect_passage(&it, CS_CONTEXT, "context.u2", "It has a port.");
  expect_passage(&it, CS_PREAMBLE, "next_steps.u1", "Send us a plan.");
  parsed_free(&it);
}
END_TEST

Suite *passages_suite(void) {
  Suite *suite = suite_create("passages");
  TCase *tests = tcase_create("passages");
  tcase_add_test(tests, a_titled_box_is_one_passage);
  tcase_add_test(tests, boxes_have_titles_of_their_own);
  tcase_add_test(tests, a_title_before_its_text);
  tcase_add_test(tests, lettered_boxes);
  tcase_add_test(tests, a_box_ends_at_the_next_title_and_heading);
  tcase_add_test(tests, a_box_among_unlabelled_findings_is_a_paragraph);
  tcase_add_test(tests, quotes_in_marks_and_what_introduces_them);
  tcase_add_test(tests, quotes_without_marks);
  tcase_add_test(tests, context_and_preamble);
  suite_add_tcase(suite, tests);
  return suite;
}
