/* Findings: the sequence of labels, and paragraphs without one. */
#include "parsed.h"
#include "suites.h"

#define SECTION "\nEarly help\n\n"

START_TEST(labels_are_not_part_of_the_text) {
  parsed it = parse_body(SECTION "1.1 Nurses visit.\n\n1.2\tForms help.\n");
  expect_passage(&it, CS_FINDING, "1.1", "Nurses visit.");
  expect_passage(&it, CS_FINDING, "1.2", "Forms help.");
  const cs_passage *passage = passage_of(&it, CS_FINDING, "1.2");
  ck_assert(passage->printed);
  ck_assert_uint_eq(passage->words, 2);
  ck_assert_uint_eq(passage->line, 11);
  expect_problems(&it, 0);
  parsed_free(&it);
}
END_TEST

START_TEST(tells_jumps) {
  parsed it = parse_body(SECTION "1.1 Nurses visit.\n\n1.4 Forms help.\n\n1.5 Staff care.\n");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 3);
  expect_problem(&it, 11, "jump from 1.1 to 1.4");
  expect_problems(&it, 1);
  parsed_free(&it);
}
END_TEST

START_TEST(tells_a_late_beginning) {
  parsed it = parse_body(SECTION "1.3 Nurses visit.\n\n1.4 Forms help.\n");
  expect_problem(&it, 9, "begin with 1.3");
  parsed_free(&it);
}
END_TEST

START_TEST(tells_labels_that_recur) {
  parsed it = parse_body(
      SECTION "1.1 Nurses visit.\n\n1.2 Forms help.\n\n1.2 Staff care.\n\n1.3 All end.\n");
  expect_passage(&it, CS_FINDING, "1.2", "Forms help.");
  expect_passage(&it, CS_FINDING, "1.2~2", "Staff care.");
  expect_problem(&it, 13, "1.2 stands on line 11 already");
  expect_problems(&it, 1);
  parsed_free(&it);
}
END_TEST

START_TEST(tells_labels_that_go_back) {
  parsed it = parse_body(
      SECTION "1.1 Nurses visit.\n\n1.3 Forms help.\n\n1.2 Staff care.\n\n1.4 All end.\n");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 4);
  expect_problem(&it, 11, "jump from 1.1 to 1.3");
  expect_problem(&it, 13, "1.2 stands behind 1.3");
  expect_problems(&it, 2);
  parsed_free(&it);
}
END_TEST

START_TEST(tells_a_heading_of_another_number) {
  parsed it = parse_body("\n2. Children in need\n\n3.1 Nurses visit.\n\n3.2 Forms help.\n");
  expect_problem(&it, 9, "under a heading numbered 2");
  expect_section(&it, CS_FINDING, "3.2", "children_in_need");
  parsed_free(&it);
}
END_TEST

START_TEST(numbers_of_text_are_no_labels) {
  parsed it = parse_body(
      SECTION "1.1 Nurses visit.\n\n1.2 per cent of visits are late.\n\n1.2 Forms help.\n\n"
              "12.5 Whole posts are empty.\n\n1.3 Staff care.\n");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 5);
  expect_passage(&it, CS_FINDING, "1.2", "Forms help.");
  expect_passage(&it, CS_FINDING, "1.3", "Staff care.");
  expect_passage(&it, CS_FINDING, "early_help.u1", "1.2 per cent of visits are late.");
  expect_passage(&it, CS_FINDING, "early_help.u2", "12.5 Whole posts are empty.");
  expect_problem(&it, 11, "read as text");
  expect_problem(&it, 15, "read as text");
  parsed_free(&it);
}
END_TEST

START_TEST(unlabelled_findings_among_labelled) {
  parsed it = parse_body(SECTION "1.1 Nurses visit.\n\nDoctors listen well.\n\n1.2 Forms help.\n");
  expect_passage(&it, CS_FINDING, "early_help.u1", "Doctors listen well.");
  ck_assert(!passage_of(&it, CS_FINDING, "early_help.u1")->printed);
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 3);
  parsed_free(&it);
}
END_TEST

START_TEST(reviews_without_labels) {
  parsed it = parse_body(SECTION "Nurses visit.\n\nForms help.\n\nGovernance\n\nBoards meet.\n");
  expect_passage(&it, CS_FINDING, "early_help.u2", "Forms help.");
  expect_passage(&it, CS_FINDING, "governance.u1", "Boards meet.");
  expect_problems(&it, 0);
  parsed_free(&it);
}
END_TEST

START_TEST(bullets_belong_to_their_finding) {
  parsed it = parse_body(
      SECTION "1.1 We saw:\n\n- good forms;\n- good notes.\n\n1.2 Forms help.\n\n"
              "Governance\n\nThe board is told of:\n\n- complaints.\n- audits.\n\nIt meets.\n");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 4);
  ck_assert_uint_eq(passage_of(&it, CS_FINDING, "1.1")->words, 6);
  ck_assert_uint_eq(passage_of(&it, CS_FINDING, "governance.u1")->words, 7);
  expect_passage(&it, CS_FINDING, "governance.u2", "It meets.");
  parsed_free(&it);
}
END_TEST

START_TEST(a_citation_on_a_line_of_its_own_belongs_to_its_finding) {
  parsed it = parse_body(
      SECTION "1.1 Nurses are few.\n\n(Recommendation 1.1)\n\n1.2 Forms help.\n\n"
              "Recommendations\n\n1. Varne Hospitals NHS Trust should:\n\n1.1 Hire nurses.\n");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 2);
  ck_assert_uint_eq(it.review->citation_count, 1);
  ck_assert_int_eq(it.review->citations[0].recommendation, 0);
  ck_assert_uint_eq(it.review->citations[0].passage, 0);
  parsed_free(&it);
}
END_TEST

START_TEST(labels_of_three_parts) {
  parsed it = parse_body(
      "\n5. Management\n\nThis section is about leaders.\n\n5.1 Leadership and management\n\n"
      "5.1.1 Leaders lead.\n\n5.1.2 Boards meet.\n\n5.2 Governance\n\n5.2.1 Audits help.\n");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 3);
  expect_section(&it, CS_FINDING, "5.2.1", "governance");
  expect_problems(&it, 0);
  parsed_free(&it);
}
END_TEST

Suite *findings_suite(void) {
  Suite *suite = suite_create("findings");
  TCase *tests = tcase_create("findings");
  tcase_add_test(tests, labels_are_not_part_of_the_text);
  tcase_add_test(tests, tells_jumps);
  tcase_add_test(tests, tells_a_late_beginning);
  tcase_add_test(tests, tells_labels_that_recur);
  tcase_add_test(tests, tells_labels_that_go_back);
  tcase_add_test(tests, tells_a_heading_of_another_number);
  tcase_add_test(tests, numbers_of_text_are_no_labels);
  tcase_add_test(tests, unlabelled_findings_among_labelled);
  tcase_add_test(tests, reviews_without_labels);
  tcase_add_test(tests, bullets_belong_to_their_finding);
  tcase_add_test(tests, a_citation_on_a_line_of_its_own_belongs_to_its_finding);
  tcase_add_test(tests, labels_of_three_parts);
  suite_add_tcase(suite, tests);
  return suite;
}
