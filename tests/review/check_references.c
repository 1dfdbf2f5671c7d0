/* Citations, notes, the number of children, abbreviations. */
#include "parsed.h"
#include "suites.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define END                                                                                        \
  "\n\nRecommendations\n\n1. Varne Hospitals NHS Trust should:\n\n1.1 Hire.\n\n1.2 Keep.\n\n1.3 "  \
  "Ask.\n\n"                                                                                       \
  "1.4 Meet.\n\n1.10 Go.\n"

static parsed parse_finding(const char *finding) {
  char body[2048];
  snprintf(body, sizeof body, "\nEarly help\n\n1.1 %s" END, finding);
  return parse_body(body);
}

/* The labels that are cited, with blanks between; each also stands where the citation says. */
static void expect_citations(const char *finding, const char *expected) {
  char seen[256] = "";
  parsed it = parse_finding(finding);
  ck_assert_msg(it.review != NULL, "%s", it.error.message);
  for (uint32_t i = 0; i < it.review->citation_count; i++) {
    const cs_citation *one = &it.review->citations[i];
    strncat(seen, i != 0 ? " " : "", sizeof seen - strlen(seen) - 1);
    strncat(seen, one->label, sizeof seen - strlen(seen) - 1);
    ck_assert_uint_eq(one->passage, 0);
    ck_assert(one->length < strlen(one->label) ||
              memcmp(it.text->bytes + one->start, one->label, strlen(one->label)) == 0 ||
              strstr(finding, " to ") != NULL);
  }
  ck_assert_msg(strcmp(seen, expected) == 0, "\"%s\" cites \"%s\"", finding, seen);
  parsed_free(&it);
}

START_TEST(citations_in_all_forms) {
  static const char *const forms[][2] = {
      {"Nurses are few. (Recommendation 1.1)", "1.1"},
      {"Nurses are few. (**Recommendations 1.1 and 1.2**).", "1.1 1.2"},
      {"Nurses are few. (Recommendation 1.1, 1.2 and 1.10)", "1.1 1.2 1.10"},
      {"Nurses are few. Recommendation 1.1 & 1.2.", "1.1 1.2"},
      {"Nurses are few. [Recommendation 1.10](#) and [1.3](#)", "1.10 1.3"},
      {"Nurses are few. [**Recommendation 1.3.**](#)", "1.3"},
      {"Nurses are few (recommendation 1.1); forms fail (Recommendation 1.4).", "1.1 1.4"},
      {"Nurses are few. (Recommendations 1.1 to 1.3)", "1.1 1.2 1.3"},
      {"Nurses are few. (Recommendation\n1.1 and\n1.2)", "1.1 1.2"},
      {"The recommendations of 2012 stand. A rate of 1.1 is low.", ""},
      {"Their recommendation was 1.1 posts.", ""},
      {"Recommendation 12 of that report was met.", ""},
  };
  expect_citations(forms[_i][0], forms[_i][1]);
}
END_TEST

/* A pointer that names none: a citation without a label, at its word, and no problem. */
START_TEST(pointers_without_a_number) {
  static const struct {
    const char *finding;
    uint32_t count;
  } forms[] = {
      {"Nurses are few. (Recommendation)", 1},
      {"Nurses are few (recommendations).", 1},
      {"Nurses are few (recommendation); forms fail. (Recommendation)", 2},
      {"Nurses are few.\n\n(Recommendation)", 1}, /* a paragraph of its own */
      {"Nurses are few. (Recommendation", 0},
      {"Nurses are few. Recommendation)", 0},
      {"Nurses are few. (Recommendation of 2012)", 0},
      {"Nurses met our recommendation.", 0},
  };
  parsed it = parse_finding(forms[_i].finding);
  ck_assert_msg(it.review != NULL, "%s", it.error.message);
  ck_assert_msg(it.review->citation_count == forms[_i].count, "\"%s\" cites %u times",
                forms[_i].finding, it.review->citation_count);
  for (uint32_t i = 0; i < it.review->citation_count; i++) {
    const cs_citation *one = &it.review->citations[i];
    ck_assert_str_eq(one->label, "");
    ck_assert_int_eq(one->recommendation, -1);
    ck_assert_uint_eq(one->passage, 0);
    ck_assert_int_eq(strncasecmp(it.text->bytes + one->start, "recommendation", 14), 0);
  }
  for (size_t i = 0; i < it.problems.count; i++) {
    ck_assert_msg(strstr(it.problems.items[i].message, "cites") == NULL, "%s",
                  it.problems.items[i].message);
  }
  parsed_free(&it);
}
END_TEST

START_TEST(unresolved_citations_are_told) {
  parsed it = parse_finding("Nurses are few. (Recommendations 1.1 and 7.2)");
  ck_assert_uint_eq(it.review->citation_count, 2);
  ck_assert_int_eq(it.review->citations[0].recommendation, 0);
  ck_assert_int_eq(it.review->citations[1].recommendation, -1);
  expect_problem(&it, 9, "7.2");
  parsed_free(&it);
}
END_TEST

START_TEST(only_findings_and_boxes_cite) {
  parsed it = parse_body("\nSummary of the review\n\nRecommendation 1.1 matters.\n\nEarly "
                         "help\n\n1.1 Nurses visit.\n\n"
                         "Child A was ill. Recommendation 1.1" END);
  ck_assert_uint_eq(it.review->citation_count, 1);
  ck_assert(it.review->passages[it.review->citations[0].passage].kind == CS_EXAMPLE);
  parsed_free(&it);
}
END_TEST

static void expect_note(const char *finding, const char *note, const char *put_to) {
  parsed it = parse_finding(finding);
  ck_assert_msg(it.review->note_count == 1, "%u notes in \"%s\"", it.review->note_count, finding);
  const cs_note *one = &it.review->notes[0];
  ck_assert_str_eq(one->put_to, put_to);
  ck_assert_msg(one->length == strlen(note) &&
                    memcmp(it.text->bytes + one->start, note, one->length) == 0,
                "the note is \"%.*s\"", (int)one->length, it.text->bytes + one->start);
  parsed_free(&it);
}

START_TEST(notes_to_commissioners) {
  expect_note("Nurses are few. (Recommendation 1.1) *This was also brought to the attention of the "
              "director of public health.*",
              "This was also brought to the attention of the director of public health.",
              "the director of public health");
  expect_note("We will bring these good cases to the attention of Varne Council. It meets soon.",
              "We will bring these good cases to the attention of Varne Council.", "Varne Council");
  expect_note("Forms fail. This was put to NHS England as the commissioner of the service.",
              "This was put to NHS England as the commissioner of the service.",
              "NHS England as the commissioner of the service");
  expect_note(
      "Children not brought to the clinic are called. This was brought to the attention of GPs.",
      "This was brought to the attention of GPs.", "GPs");
}
END_TEST

START_TEST(what_is_no_note) {
  static const char *const findings[] = {"This was put to good use.",
                                         "Children were brought to clinics. It drew attention.",
                                         "Staff reported concerns to the council."};
  for (size_t i = 0; i < sizeof findings / sizeof *findings; i++) {
    parsed it = parse_finding(findings[i]);
    ck_assert_msg(it.review->note_count == 0, "%s", findings[i]);
    parsed_free(&it);
  }
}
END_TEST

START_TEST(a_note_of_its_own_belongs_to_its_finding) {
  parsed it =
      parse_finding("Nurses are few.\n\nThis was brought to the attention of Varne Council.");
  ck_assert_uint_eq(count_kind(&it, CS_FINDING), 1);
  ck_assert_uint_eq(it.review->note_count, 1);
  parsed_free(&it);
}
END_TEST

START_TEST(number_of_children) {
  parsed it = parse_body(
      "\nSummary of the review\n\nIn total, we considered the experiences of 1,204 children "
      "and young people.\n\nEarly help\n\n1.1 Nurses visit.\n");
  ck_assert_int_eq(it.review->children, 1204);
  parsed_free(&it);
  it = parse_body(
      "\nSummary of the review\n\nWe considered the experiences of many children.\n\nEarly help\n\n"
      "1.1 We heard the experiences of 12 children.\n");
  ck_assert_int_eq(it.review->children, -1);
  parsed_free(&it);
}
END_TEST

START_TEST(number_of_children_in_words) {
  static const struct {
    const char *words;
    int32_t number;
  } cases[] = {{"nine", 9},
               {"Twenty-four", 24},
               {"ninety two", 92},
               {"one hundred and eight", 108},
               {"three hundred", 300},
               {"hundred", -1},
               {"and", -1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char body[300];
    snprintf(body, sizeof body,
             "\nSummary of the review\n\nWe considered the experiences of %s children.\n\n"
             "Early help\n\n1.1 Nurses visit.\n",
             cases[i].words);
    parsed it = parse_body(body);
    ck_assert_msg(it.review->children == cases[i].number, "%s: %d", cases[i].words,
                  (int)it.review->children);
    parsed_free(&it);
  }
}
END_TEST

START_TEST(abbreviations) {
  parsed it = parse_finding(
      "The emergency department (ED) and child and adolescent mental health services "
      "(CAMHS) meet the clinical commissioning groups (CCGs). Some (see below) do not "
      "(XYZ). The emergency doors (ED) shut.");
  static const char *const expected[][2] = {
      {"ED", "emergency department"},
      {"CAMHS", "child and adolescent mental health services"},
      {"CCG", "clinical commissioning group"},
  };
  ck_assert_uint_eq(it.review->abbreviation_count, 3);
  for (size_t i = 0; i < 3; i++) {
    ck_assert_str_eq(it.review->abbreviations[i].shortened, expected[i][0]);
    ck_assert_str_eq(it.review->abbreviations[i].meaning, expected[i][1]);
  }
  parsed_free(&it);
}
END_TEST

START_TEST(counts_all_words) {
  parsed it = parse_document(
      "Review of health services for children looked after and safeguarding in Varne\n\n"
      "Early help\n\n1.1 Nurses visit.\n",
      "test.txt");
  ck_assert_uint_eq(it.review->words, 12 + 2 + 3);
  parsed_free(&it);
}
END_TEST

Suite *references_suite(void) {
  Suite *suite = suite_create("references");
  TCase *tests = tcase_create("references");
  tcase_add_loop_test(tests, citations_in_all_forms, 0, 12);
  tcase_add_loop_test(tests, pointers_without_a_number, 0, 8);
  tcase_add_test(tests, unresolved_citations_are_told);
  tcase_add_test(tests, only_findings_and_boxes_cite);
  tcase_add_test(tests, notes_to_commissioners);
  tcase_add_test(tests, what_is_no_note);
  tcase_add_test(tests, a_note_of_its_own_belongs_to_its_finding);
  tcase_add_test(tests, number_of_children);
  tcase_add_test(tests, number_of_children_in_words);
  tcase_add_test(tests, abbreviations);
  tcase_add_test(tests, counts_all_words);
  suite_add_tcase(suite, tests);
  return suite;
}
