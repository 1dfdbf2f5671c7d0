/* Recommendations: groups, items, addressees. */
#include "parsed.h"
#include "suites.h"

#include <stdio.h>
#include <string.h>

#define START "\nEarly help\n\n1.1 Nurses visit.\n\nRecommendations\n\n"

/* The names of the addressees of recommendation `index`, with '|' between. */
static void expect_addressees(const parsed *it, uint32_t index, const char *expected) {
  char seen[1024] = "";
  const cs_review *review = it->review;
  ck_assert_uint_lt(index, review->recommendation_count);
  const cs_recommendation *one = &review->recommendations[index];
  for (uint32_t i = 0; i < one->addressee_count; i++) {
    const char *name = review->organisations[review->addressees[one->first_addressee + i]].name;
    strncat(seen, i != 0 ? "|" : "", sizeof seen - strlen(seen) - 1);
    strncat(seen, name, sizeof seen - strlen(seen) - 1);
  }
  ck_assert_str_eq(seen, expected);
}

static parsed parse_group(const char *line) {
  char body[1024];
  snprintf(body, sizeof body, START "%s\n\n1.1 Hire nurses.\n", line);
  return parse_body(body);
}

START_TEST(groups_and_items) {
  parsed it =
      parse_body(START "1. NHS Varne CCG together with Varne Hospitals NHS Trust should:\n\n"
                       "1.1 Hire nurses.\n\n1.2 Keep notes.\n\n- 2. Fenland Care should:**\n"
                       " - 2.1 Meet often.\n\n3 Varne Hospitals Trust should:\n\n- 3.1 Ask.\n");
  ck_assert_uint_eq(it.review->recommendation_count, 4);
  ck_assert_str_eq(it.review->recommendations[0].group_label, "1");
  ck_assert_str_eq(it.review->recommendations[0].addressed_to,
                   "NHS Varne CCG together with Varne Hospitals NHS Trust");
  expect_addressees(&it, 1, "NHS Varne Clinical Commissioning Group|Varne Hospitals NHS Trust");
  expect_addressees(&it, 2, "Fenland Care NHS Foundation Trust");
  expect_addressees(&it, 3, "Varne Hospitals NHS Trust");
  ck_assert_str_eq(it.review->recommendations[3].group_label, "3");
  expect_passage(&it, CS_RECOMMENDATION, "2.1", "Meet often.");
  expect_problems(&it, 0);
  parsed_free(&it);
}
END_TEST

START_TEST(names_with_and_are_kept_whole) {
  parsed it = parse_document(
      "Review of health services for children looked after and safeguarding in Ostley and Varne\n\n"
      "Date of review: 3 May 2016\nProvider services included: Ostley and Coastal Hospitals NHS "
      "Trust\n"
      "CCGs included: NHS Ostley and Varne Clinical Commissioning Group\n" START
      "1. Ostley and Varne CCG, Ostley and Coastal Hospitals NHS Trust and GPs should:\n\n1.1 "
      "Ask.\n",
      "test.txt");
  expect_addressees(&it, 0,
                    "NHS Ostley and Varne Clinical Commissioning Group|"
                    "Ostley and Coastal Hospitals NHS Trust|GPs");
  parsed_free(&it);
}
END_TEST

START_TEST(unknown_names_with_and) {
  parsed it = parse_group("1. Fen and Moor Hospitals NHS Trust and NHS England should:");
  expect_addressees(&it, 0, "Fen and Moor Hospitals NHS Trust|NHS England");
  parsed_free(&it);
}
END_TEST

START_TEST(abbreviations_are_spelled_out) {
  parsed it = parse_body(
      "\nEarly help\n\n1.1 The Varne Hospitals Trust (VHT) has nurses.\n\n"
      "Recommendations\n\n1. VHT in consultation with Public Health should:\n\n1.1 Ask.\n");
  expect_addressees(&it, 0, "Varne Hospitals NHS Trust|Public Health");
  ck_assert_uint_eq(it.review->abbreviation_count, 1);
  ck_assert_str_eq(it.review->abbreviations[0].shortened, "VHT");
  ck_assert_str_eq(it.review->abbreviations[0].meaning, "Varne Hospitals Trust");
  parsed_free(&it);
}
END_TEST

START_TEST(a_name_that_fits_two_stays_as_printed) {
  parsed it = parse_group("1. The trust should:");
  expect_addressees(&it, 0, "The trust");
  parsed_free(&it);
}
END_TEST

START_TEST(tells_labels_that_recur_and_stray) {
  parsed it = parse_body(
      START "1. Varne Hospitals NHS Trust should:\n\n1.1 Hire.\n\n1.1 Keep.\n\n2.4 Ask.\n\n"
            "2. Fenland Care should:\n\n2.1 Meet.\n\n2.3 Part.\n");
  ck_assert_uint_eq(it.review->recommendation_count, 5);
  expect_passage(&it, CS_RECOMMENDATION, "1.1", "Hire.");
  expect_passage(&it, CS_RECOMMENDATION, "1.1~2", "Keep.");
  expect_problem(&it, 17, "1.1 stands on line 15 already");
  expect_problem(&it, 19, "2.4 stands in group 1");
  expect_problem(&it, 25, "jump from 2.1 to 2.3");
  parsed_free(&it);
}
END_TEST

START_TEST(items_without_labels) {
  parsed it =
      parse_body(START "Varne Hospitals NHS Trust should:\n\n- Hire nurses.\n- Keep notes.\n\n"
                       "Fenland Care should:\n\n- Meet.\n");
  ck_assert_uint_eq(it.review->recommendation_count, 3);
  expect_passage(&it, CS_RECOMMENDATION, "recommendations.u2", "Keep notes.");
  expect_addressees(&it, 2, "Fenland Care NHS Foundation Trust");
  ck_assert_str_eq(it.review->recommendations[2].group_label, "");
  parsed_free(&it);
}
END_TEST

START_TEST(items_go_on) {
  parsed it = parse_body(
      START "1. Varne Hospitals NHS Trust should:\n\n- 1.1 Hire:\n - nurses,\n - doctors.\n"
            "- 1.2 Keep notes.\n\nThe plan is due soon.\n\nNext steps\n\nWrite to us.\n");
  ck_assert_uint_eq(it.review->recommendation_count, 2);
  ck_assert_uint_eq(passage_of(&it, CS_RECOMMENDATION, "1.1")->words, 3);
  expect_passage(&it, CS_PREAMBLE, "recommendations.u1", "The plan is due soon.");
  parsed_free(&it);
}
END_TEST

START_TEST(items_before_any_group) {
  parsed it = parse_body(START "1.1 Hire nurses.\n\n1.2 Keep notes.\n");
  ck_assert_uint_eq(it.review->recommendation_count, 2);
  expect_addressees(&it, 0, "");
  expect_problem(&it, 13, "no line that says whom");
  parsed_free(&it);
}
END_TEST

START_TEST(paragraphs_that_name_their_addressee) {
  parsed it = parse_body(START "We recommend this.\n\nFenland Care should hire nurses.\n\n"
                               "NHS Varne CCG should keep notes.\n");
  ck_assert_uint_eq(it.review->recommendation_count, 2);
  expect_addressees(&it, 0, "Fenland Care NHS Foundation Trust");
  expect_addressees(&it, 1, "NHS Varne Clinical Commissioning Group");
  expect_passage(&it, CS_RECOMMENDATION, "recommendations.u1", "Fenland Care should hire nurses.");
  parsed_free(&it);
}
END_TEST

Suite *recommendations_suite(void) {
  Suite *suite = suite_create("recommendations");
  TCase *tests = tcase_create("recommendations");
  tcase_add_test(tests, groups_and_items);
  tcase_add_test(tests, names_with_and_are_kept_whole);
  tcase_add_test(tests, unknown_names_with_and);
  tcase_add_test(tests, abbreviations_are_spelled_out);
  tcase_add_test(tests, a_name_that_fits_two_stays_as_printed);
  tcase_add_test(tests, tells_labels_that_recur_and_stray);
  tcase_add_test(tests, items_without_labels);
  tcase_add_test(tests, items_go_on);
  tcase_add_test(tests, items_before_any_group);
  tcase_add_test(tests, paragraphs_that_name_their_addressee);
  suite_add_tcase(suite, tests);
  return suite;
}
