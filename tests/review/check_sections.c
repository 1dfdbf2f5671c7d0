/* Contents pages, headings, and sections whose heading is missing. */
#include "parsed.h"
#include "suites.h"

#include <string.h>

static void expect_sections(const parsed *it, const char *expected) {
  char seen[512] = "";
  ck_assert_msg(it->review != NULL, "%s", it->error.message);
  for (uint32_t i = 0; i < it->review->section_count; i++) {
    strncat(seen, i != 0 ? " " : "", sizeof seen - strlen(seen) - 1);
    strncat(seen, it->review->sections[i].canonical, sizeof seen - strlen(seen) - 1);
  }
  ck_assert_str_eq(seen, expected);
}

START_TEST(reads_over_contents_with_pages) {
  parsed it =
      parse_body("\nContents\n\nSummary of the review\t4\n1. Early help......... 10\n"
                 "Annex A 12\nRecommendations\t40\n\nSummary of the review\n\nWe went there.\n\n"
                 "1. Early help\n\n1.1 Nurses visit.\n");
  expect_sections(&it, "summary early_help");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 1);
  expect_passage(&it, CS_PREAMBLE, "summary.u1", "We went there.");
  parsed_free(&it);
}
END_TEST

START_TEST(reads_over_contents_without_pages) {
  parsed it =
      parse_body("\nContents\n\nSummary of the review\n\nEarly help\n\nGovernance\n\n"
                 "Summary of the review\n\nWe went there.\n\nEarly help\n\n1.1 Nurses visit.\n");
  expect_sections(&it, "summary early_help");
  parsed_free(&it);
}
END_TEST

START_TEST(reads_over_contents_without_a_heading) {
  parsed it =
      parse_body("\nSummary of the review\n\nEarly help\n\nChild protection\n\nGovernance\n\n"
                 "Summary of the review\n\nWe went there.\n\nEarly help\n\n1.1 Nurses visit.\n");
  expect_sections(&it, "summary early_help");
  parsed_free(&it);
}
END_TEST

START_TEST(headings_vary) {
  parsed it =
      parse_body("\n1. EARLY HELP:\n\n1.1 Nurses visit.\n\n2 Child in need\n\n2.1 Forms help.\n\n"
                 "5.1 Leadership & Management\n\n5.1.1 Leaders lead.\n");
  expect_sections(&it, "early_help children_in_need leadership");
  ck_assert_str_eq(it.review->sections[0].title, "EARLY HELP");
  ck_assert_uint_eq(it.review->sections[1].line, 11);
  expect_problems(&it, 0);
  parsed_free(&it);
}
END_TEST

START_TEST(words_before_a_heading_are_skipped) {
  parsed it = parse_body("\nAnd early help\n\n1.1 Nurses visit.\n\nContinued: child in need2\n\n"
                         "2.1 Forms help.\n\nGOVERNANCE\n\n5.2.1 Boards meet.\n\n"
                         "Another training\n\n5.2.2 Staff learn.\n");
  expect_sections(&it, "early_help children_in_need governance");
  parsed_free(&it);
}
END_TEST

/* The longest title there is, with the marker of a note and a page. */
START_TEST(a_marker_before_a_page) {
  parsed it = parse_body("\nEarly help\n\n1.1 Nurses visit.\n\n"
                         "What people who use services told us12 30\n\nForms help.\n");
  expect_sections(&it, "early_help people");
  expect_passage(&it, CS_QUOTE, "people.u1", "Forms help.");
  parsed_free(&it);
}
END_TEST

START_TEST(words_in_text_are_no_headings) {
  parsed it =
      parse_body("\nEarly help\n\n1.1 Three things matter:\n\n- Governance\n- Child protection\n\n"
                 "1.2 Governance is good.\n\nearly help\n\n1.3 Nurses visit.\n");
  expect_sections(&it, "early_help");
  ck_assert_uint_eq(passage_of(&it, CS_FINDING, "1.1")->line, 9);
  expect_section(&it, CS_FINDING, "1.3", "early_help");
  parsed_free(&it);
}
END_TEST

START_TEST(a_repeated_heading_opens_nothing) {
  parsed it = parse_body("\nEarly help\n\n1.1 Nurses visit.\n\nEarly help\n\n1.2 Forms help.\n\n"
                         "Child protection\n\n2.1 Staff refer.\n\nEarly help\n\nNurses smile.\n");
  expect_sections(&it, "early_help child_protection early_help");
  expect_problem(&it, 11, "repeated");
  expect_passage(&it, CS_FINDING, "early_help.u1", "Nurses smile.");
  parsed_free(&it);
}
END_TEST

START_TEST(counts_go_on_where_a_section_comes_again) {
  parsed it =
      parse_body("\nEarly help\n\nNurses visit.\n\nGovernance\n\nBoards meet.\n\nEarly help\n\n"
                 "Nurses smile.\n");
  expect_passage(&it, CS_FINDING, "early_help.u1", "Nurses visit.");
  expect_passage(&it, CS_FINDING, "governance.u1", "Boards meet.");
  expect_passage(&it, CS_FINDING, "early_help.u2", "Nurses smile.");
  parsed_free(&it);
}
END_TEST

START_TEST(infers_a_section_whose_heading_is_missing) {
  parsed it =
      parse_body("\n1. Early help\n\n1.1 Nurses visit.\n\n1.2 Forms help.\n\n2.1 Midwives ask.\n\n"
                 "2.2 Midwives write.\n\n3. Child protection\n\n3.1 Staff refer.\n");
  expect_sections(&it, "early_help children_in_need child_protection");
  expect_problem(&it, 13, "children_in_need");
  expect_section(&it, CS_FINDING, "2.2", "children_in_need");
  ck_assert_str_eq(it.review->sections[1].title, "");
  parsed_free(&it);
}
END_TEST

START_TEST(keeps_findings_where_the_order_does_not_help) {
  parsed it =
      parse_body("\n1. Early help\n\n1.1 Nurses visit.\n\n2.1 Midwives ask.\n\n2.2 They write.\n\n"
                 "Children in need\n\n2.3 Staff refer.\n");
  expect_sections(&it, "early_help children_in_need");
  expect_problem(&it, 11, "does not belong");
  expect_section(&it, CS_FINDING, "2.2", "early_help");
  parsed_free(&it);
}
END_TEST

START_TEST(infers_the_first_section_of_findings) {
  parsed it =
      parse_body("\nThe child's journey\n\nThis section is about children.\n\n1.1 Nurses visit.\n\n"
                 "1.2 Forms help.\n\n2. Children in need\n\n2.1 Midwives ask.\n");
  expect_sections(&it, "journey early_help children_in_need");
  expect_problem(&it, 11, "early_help");
  expect_passage(&it, CS_FINDING, "1.1", "Nurses visit.");
  parsed_free(&it);
}
END_TEST

START_TEST(numbers_in_other_sections_are_text) {
  parsed it =
      parse_body("\nContext of the review\n\n1.1 million people live near.\n\nEarly help\n\n"
                 "1.1 Nurses visit.\n");
  expect_passage(&it, CS_CONTEXT, "context.u1", "1.1 million people live near.");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 1);
  parsed_free(&it);
}
END_TEST

Suite *sections_suite(void) {
  Suite *suite = suite_create("sections");
  TCase *tests = tcase_create("sections");
  tcase_add_test(tests, reads_over_contents_with_pages);
  tcase_add_test(tests, reads_over_contents_without_pages);
  tcase_add_test(tests, reads_over_contents_without_a_heading);
  tcase_add_test(tests, headings_vary);
  tcase_add_test(tests, words_before_a_heading_are_skipped);
  tcase_add_test(tests, a_marker_before_a_page);
  tcase_add_test(tests, words_in_text_are_no_headings);
  tcase_add_test(tests, a_repeated_heading_opens_nothing);
  tcase_add_test(tests, counts_go_on_where_a_section_comes_again);
  tcase_add_test(tests, infers_a_section_whose_heading_is_missing);
  tcase_add_test(tests, keeps_findings_where_the_order_does_not_help);
  tcase_add_test(tests, infers_the_first_section_of_findings);
  tcase_add_test(tests, numbers_in_other_sections_are_text);
  suite_add_tcase(suite, tests);
  return suite;
}
