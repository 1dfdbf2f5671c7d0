/* The header: area, title, dates, people and organisations, the review's key. */
#include "clas_family.h"
#include "parsed.h"
#include "suites.h"

#include "base/memory.h"
#include "review/area.h"

#include <string.h>

static const cs_organisation *organisation(const parsed *it, const char *name) {
  for (uint32_t i = 0; i < it->review->organisation_count; i++) {
    if (strcmp(it->review->organisations[i].name, name) == 0) {
      return &it->review->organisations[i];
    }
  }
  ck_abort_msg("no organisation %s", name);
  return NULL;
}

static void expect_roles(const parsed *it, const char *name, uint32_t roles) {
  ck_assert_uint_eq(organisation(it, name)->roles, roles);
}

START_TEST(reads_fields) {
  parsed it = parse_header("Date of publication: 12 th August 2016\n"
                           "Name(s) of CQC inspector:\tAnn Smith Bo Holm-Lee Cy Dale\n"
                           "NHS England area:\tEastern\nCQC region:\tCentral\n"
                           "CQC Deputy Chief Inspector, Primary Medical Services:\tDee Moor\n");
  ck_assert_str_eq(it.review->area, "Varne");
  ck_assert_str_eq(it.review->review_start, "2016-05-03");
  ck_assert_str_eq(it.review->review_end, "2016-05-06");
  ck_assert_str_eq(it.review->published, "2016-08-12");
  ck_assert_str_eq(it.review->nhs_area, "Eastern");
  ck_assert_str_eq(it.review->region, "Central");
  ck_assert_uint_eq(it.review->inspector_count, 3);
  ck_assert_str_eq(it.review->inspectors[1], "Bo Holm-Lee");
  ck_assert_int_eq(it.review->children, -1);
  expect_problems(&it, 0);
  parsed_free(&it);
}
END_TEST

START_TEST(cuts_inspectors_at_separators) {
  parsed it = parse_header("Names of CQC inspectors: Ann van Smith, Bo Holm and Cy Dale\n");
  ck_assert_uint_eq(it.review->inspector_count, 3);
  ck_assert_str_eq(it.review->inspectors[0], "Ann van Smith");
  ck_assert_str_eq(it.review->inspectors[2], "Cy Dale");
  parsed_free(&it);
}
END_TEST

START_TEST(cuts_providers_behind_their_endings) {
  parsed it =
      parse_header("Provider services included:\tVarne and Coastal Hospitals NHS Trust "
                   "Fenland Care NHS Foundation Trust Quay Services Limited Clear Path (CP) "
                   "Lanterns\nCCGs included: NHS North Varne CCG NHS South Varne CCG\n");
  ck_assert_uint_eq(it.review->organisation_count, 7);
  expect_roles(&it, "Varne and Coastal Hospitals NHS Trust", CS_PROVIDER);
  expect_roles(&it, "Fenland Care NHS Foundation Trust", CS_PROVIDER);
  expect_roles(&it, "Quay Services Limited", CS_PROVIDER);
  expect_roles(&it, "Lanterns", CS_PROVIDER);
  expect_roles(&it, "NHS North Varne CCG", CS_COMMISSIONER);
  expect_roles(&it, "NHS South Varne CCG", CS_COMMISSIONER);
  parsed_free(&it);
}
END_TEST

START_TEST(cuts_providers_at_marks) {
  parsed it = parse_header("Provider services included: Tees, Esk and Wear NHS Trust; Lanterns\n"
                           "CCGs included: NHS Varne CCG, NHS Ostley CCG and NHS Fen CCG\n");
  ck_assert_uint_eq(it.review->organisation_count, 5);
  expect_roles(&it, "Tees, Esk and Wear NHS Trust", CS_PROVIDER);
  expect_roles(&it, "Lanterns", CS_PROVIDER);
  expect_roles(&it, "NHS Fen CCG", CS_COMMISSIONER);
  parsed_free(&it);
}
END_TEST

START_TEST(reads_values_in_further_blocks) {
  parsed it =
      parse_header("Provider services included:\n\n- Varne Hospitals NHS Trust\n- Lanterns\n"
                   "- Clear Path\n\nCCGs included:\n\nNHS Varne CCG\n");
  ck_assert_uint_eq(it.review->organisation_count, 4);
  expect_roles(&it, "Clear Path", CS_PROVIDER);
  expect_roles(&it, "NHS Varne CCG", CS_COMMISSIONER);
  parsed_free(&it);
}
END_TEST

START_TEST(body_parts_names_that_run_together) {
  parsed it = parse_document(
      "Review of health services for children looked after and safeguarding in Varne\n\n"
      "Provider services included:\tTidal Community Care Haven Path\n\nEarly help\n\n"
      "1.1 Nurses of Tidal Community Care visit often.\n\n1.2 Haven Path helps adults.\n",
      "test.txt");
  ck_assert_uint_eq(it.review->organisation_count, 2);
  expect_roles(&it, "Tidal Community Care", CS_PROVIDER);
  expect_roles(&it, "Haven Path", CS_PROVIDER);
  parsed_free(&it);
}
END_TEST

START_TEST(reads_a_table) {
  parsed it = parse_document(
      "# Review of Health Services for Children Looked-after and Safeguarding in Kensal and "
      "Ford\n\n"
      "| | |\n|---|---|\n| **Date of review:** | 4 - 8 November 2013 |\n"
      "| **CCGs included:** | NHS Ford CCG |\n\n## Early help\n\n**1.1** Nurses visit often.\n",
      "test.md");
  ck_assert_str_eq(it.review->area, "Kensal and Ford");
  ck_assert_str_eq(it.review->review_end, "2013-11-08");
  expect_roles(&it, "NHS Ford CCG", CS_COMMISSIONER);
  char key[64];
  cs_review_key(it.review, key, sizeof key);
  ck_assert_str_eq(key, "kensal-and-ford-2013");
  parsed_free(&it);
}
END_TEST

START_TEST(months_are_read_whole_and_said) {
  parsed it = parse_document(
      "Review of health services for children looked after and safeguarding in Varne\n\n"
      "Date of review: May and June 2016\nDate of publication: August 2016\n\nEarly help\n\n"
      "1.1 Nurses visit.\n",
      "test.txt");
  ck_assert_str_eq(it.review->review_start, "2016-05-01");
  ck_assert_str_eq(it.review->review_end, "2016-06-30");
  ck_assert_str_eq(it.review->published, "");
  expect_problem(&it, 3, "gives no days");
  expect_problem(&it, 4, "date of publication");
  parsed_free(&it);
}
END_TEST

START_TEST(impossible_dates_stay_empty) {
  parsed it = parse_document(
      "Review of health services for children looked after and safeguarding in Varne\n\n"
      "Date of review: 31 June 2016\nDate of publication: soon\n\nEarly help\n\n1.1 Nurses "
      "visit.\n",
      "test.txt");
  ck_assert_str_eq(it.review->review_start, "");
  ck_assert_str_eq(it.review->published, "");
  expect_problem(&it, 3, "31 June 2016");
  expect_problem(&it, 4, "date of publication");
  char key[64];
  cs_review_key(it.review, key, sizeof key);
  ck_assert_str_eq(key, "varne-undated");
  parsed_free(&it);
}
END_TEST

START_TEST(names_of_areas) {
  static const char *const names[][2] = {
      {"Varne", "Varne"},
      {" the London Borough of Varne.", "Varne"},
      {"Varne Council area", "Varne"},
      {"Varne local authority", "Varne"},
      {"KENSAL AND FORD", "Kensal and Ford"},
      {"Stoke-on-Fen", "Stoke-on-Fen"},
      {"  ", ""},
  };
  cs_arena *arena = cs_arena_new();
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    ck_assert_str_eq(cs_area_name(arena, names[i][0], strlen(names[i][0])), names[i][1]);
  }
  cs_arena_free(arena);
}
END_TEST

START_TEST(title_over_two_lines) {
  parsed it = parse_document(
      "Review of health services for children looked after and safeguarding in\nKensal and Ford\n\n"
      "Date of review: 3 May 2016\n\nEarly help\n\n1.1 Nurses visit.\n",
      "test.txt");
  ck_assert_str_eq(it.review->area, "Kensal and Ford");
  parsed_free(&it);
}
END_TEST

START_TEST(no_area_or_no_findings_is_no_review) {
  parsed it =
      parse_document("A letter about nothing.\n\nEarly help\n\n1.1 Nurses visit.\n", "a.txt");
  ck_assert_ptr_null(it.review);
  ck_assert_int_eq(it.error.status, CS_MALFORMED);
  ck_assert_ptr_nonnull(strstr(it.error.message, "no area"));
  parsed_free(&it);
  it = parse_body("\nNothing more.\n");
  ck_assert_ptr_null(it.review);
  ck_assert_int_eq(it.error.status, CS_MALFORMED);
  parsed_free(&it);
}
END_TEST

START_TEST(recognises_its_family) {
  const cs_family *families[] = {clas_family()};
  parsed it = parse_body("\nEarly help\n\n1.1 Nurses visit.\n");
  ck_assert_ptr_eq(cs_family_of(it.text, families, 1), families[0]);
  ck_assert_ptr_null(cs_family_of(it.text, families, 0));
  parsed_free(&it);
  it = parse_document("Minutes of a meeting.\n", "a.txt");
  ck_assert_ptr_null(cs_family_of(it.text, families, 1));
  parsed_free(&it);
}
END_TEST

START_TEST(keys_fit_their_room) {
  cs_review review = {.area = "Caf\xC3\xA9 of St Ann's & Co", .published = "2014-01-02"};
  char key[40], small[8];
  cs_review_key(&review, key, sizeof key);
  ck_assert_str_eq(key, "cafe-of-st-anns-co-2014");
  cs_review_key(&review, small, sizeof small);
  ck_assert_uint_lt(strlen(small), sizeof small);
}
END_TEST

START_TEST(names_of_enumerations) {
  ck_assert_str_eq(cs_kind_name(CS_RECOMMENDATION), "recommendation");
  ck_assert_str_eq(cs_field_name(CS_FIELD_NHS_AREA), "nhs_area");
  ck_assert_str_eq(cs_holds_name(CS_HOLDS_NOTHING), "nothing");
}
END_TEST

Suite *header_suite(void) {
  Suite *suite = suite_create("header");
  TCase *tests = tcase_create("header");
  tcase_add_test(tests, reads_fields);
  tcase_add_test(tests, cuts_inspectors_at_separators);
  tcase_add_test(tests, cuts_providers_behind_their_endings);
  tcase_add_test(tests, cuts_providers_at_marks);
  tcase_add_test(tests, reads_values_in_further_blocks);
  tcase_add_test(tests, body_parts_names_that_run_together);
  tcase_add_test(tests, reads_a_table);
  tcase_add_test(tests, months_are_read_whole_and_said);
  tcase_add_test(tests, impossible_dates_stay_empty);
  tcase_add_test(tests, names_of_areas);
  tcase_add_test(tests, title_over_two_lines);
  tcase_add_test(tests, no_area_or_no_findings_is_no_review);
  tcase_add_test(tests, recognises_its_family);
  tcase_add_test(tests, keys_fit_their_room);
  tcase_add_test(tests, names_of_enumerations);
  suite_add_tcase(suite, tests);
  return suite;
}
