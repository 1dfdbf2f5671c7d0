/* Which lines are joined into one block and which are not. */
#include "help.h"
#include "suites.h"

#include <stdio.h>

/* Two wrapped paragraphs at 60 columns: enough for a document to count as wrapped. */
#define WRAPPED                                                                                    \
  "The council and its partners have set out what they hope to\n"                                  \
  "do for children over the coming year, and the board has\n"                                      \
  "agreed to hear about progress every quarter. Leaders spoke\n"                                   \
  "with conviction about this, and staff whom we met in every\n"                                   \
  "service had heard of the plan and could say what it asked\n"                                    \
  "of them.\n"
#define JOINED                                                                                     \
  "The council and its partners have set out what they hope to do for children over the coming "   \
  "year, and the board has agreed to hear about progress every quarter. Leaders spoke with "       \
  "conviction about this, and staff whom we met in every service had heard of the plan and "       \
  "could say what it asked of them."

START_TEST(wrapped_lines_are_joined) {
  expect_text(WRAPPED, JOINED);
  expect_text(WRAPPED "\n" WRAPPED, JOINED "\n\n" JOINED);
}
END_TEST

START_TEST(a_short_line_ends_a_paragraph) {
  expect_text(WRAPPED "Governance\n" WRAPPED, JOINED "\nGovernance\n" JOINED);
}
END_TEST

START_TEST(labels_open_blocks) {
  expect_text(WRAPPED "1.1 Midwives in the northern half of the county do not know\n"
                      "which health visitor covers which village, and letters go\n"
                      "astray.\n1.2 School nurses do know.\n",
              JOINED "\n1.1 Midwives in the northern half of the county do not know which health "
                     "visitor covers which village, and letters go astray.\n1.2 School nurses do "
                     "know.");
}
END_TEST

START_TEST(a_numbered_line_in_larger_print_goes_on) {
  expect_text(WRAPPED "\n2. Vale Hospital Trust together with\nHill Trust should:\n"
                      "2.1 Meet.\n",
              JOINED "\n\n2. Vale Hospital Trust together with Hill Trust should:\n2.1 Meet.");
  expect_text(WRAPPED "\n2. Governance\nHill Trust should:\n2.1 Meet.\n",
              JOINED "\n\n2. Governance\nHill Trust should:\n2.1 Meet.");
}
END_TEST

/* What stands at the place of the label that the lines above hang under is the next label. */
START_TEST(labels_stand_out_from_lines_that_hang) {
  expect_text(WRAPPED "7. The team of the north works with the midwives of each\n"
                      "   village so that children live near to where their family\n"
                      "8. The team of the south does not.\n",
              JOINED "\n7. The team of the north works with the midwives of each village so that "
                     "children live near to where their family\n8. The team of the south does "
                     "not.");
}
END_TEST

START_TEST(citations_go_on_over_a_line_end) {
  expect_text("1.1 Nurses are few (Recommendations\n1.1,\n2.1 and\n3.10).\n1.2 They visit.\n",
              "1.1 Nurses are few (Recommendations 1.1, 2.1 and 3.10).\n1.2 They visit.");
  expect_text("Recommendations\n1.1 Hire nurses.\n", "Recommendations\n1.1 Hire nurses.");
}
END_TEST

/* At the head of a page a full line before it says nothing: what ends no sentence is a heading. */
START_TEST(a_heading_at_the_head_of_a_page_stands_alone) {
  expect_text(WRAPPED "The board has asked for a plan, and it will be read in May.\n\n\f"
                      "How well the county looks after those children who live in\n"
                      "its own homes\n\n" WRAPPED,
              JOINED "\nThe board has asked for a plan, and it will be read in May.\n\n"
                     "How well the county looks after those children who live in its own "
                     "homes\n\n" JOINED);
  expect_text(WRAPPED "The board has asked for a plan, and it will be read in May.\n\n\f"
                      "How well the county looks after those children is not to be\n"
                      "found in it.\n\n" WRAPPED,
              JOINED "\nThe board has asked for a plan, and it will be read in May. "
                     "How well the county looks after those children is not to be found in "
                     "it.\n\n" JOINED);
}
END_TEST

/* What asks something there is a heading, too. */
START_TEST(a_question_at_the_head_of_a_page_is_a_heading) {
  expect_text(WRAPPED "The board has asked for a plan, and it will be read in May.\n\n\f"
                      "What has to become better?\nFirst\n\n" WRAPPED,
              JOINED "\nThe board has asked for a plan, and it will be read in May.\n\n"
                     "What has to become better?\nFirst\n\n" JOINED);
}
END_TEST

/* Where the next word would have fitted behind the last sentence of a page, a paragraph ends
 * there, unless it has a number, so that the next would have one too, or goes on in small letters.
 */
static void expect_end_of_page(const char *end, const char *next, bool ends) {
  char source[1000], expected[1000];
  (void)snprintf(source, sizeof source, WRAPPED "\n%s\n\n\f%s and all of the schools.\n", end,
                 next);
  (void)snprintf(expected, sizeof expected, JOINED "\n\n%s%s%s and all of the schools.", end,
                 ends ? "\n\n" : " ", next);
  expect_text(source, expected);
}

START_TEST(a_page_ends_with_a_paragraph_where_a_word_would_have_fitted) {
  expect_end_of_page("The board has asked for a plan and was given it in May.", "So had", true);
  expect_end_of_page("The board has asked for a plan and was given it in June.", "So had", true);
  expect_end_of_page("The board has asked for a plan and was given it in March.", "So had", false);
  expect_end_of_page("4. The board had asked for it and was given it in June.", "So had", false);
  expect_end_of_page("The board has asked for a plan that was given to it in;", "so had", false);
}
END_TEST

START_TEST(a_number_in_a_sentence_opens_nothing) {
  expect_text(WRAPPED "Of the children who waited longest for an assessment, some\n"
                      "2.5 per cent had been referred twice. The team had asked in\n"
                      "Recommendation\n2.1 and elsewhere for more time, and staff of level\n"
                      "3. All of them agreed.\n",
              JOINED "\nOf the children who waited longest for an assessment, some 2.5 per cent "
                     "had been referred twice. The team had asked in Recommendation\n2.1 and "
                     "elsewhere for more time, and staff of level\n3. All of them agreed.");
}
END_TEST

START_TEST(list_items_open_blocks) {
  expect_text(WRAPPED "- the first thing that inspectors looked at was the time that\n"
                      "children wait\n- the second was the place\n",
              JOINED "\nthe first thing that inspectors looked at was the time that children wait"
                     "\nthe second was the place");
}
END_TEST

START_TEST(a_dash_in_a_sentence_opens_nothing) {
  expect_text(WRAPPED "There was no record of the visit that the midwife had made\n"
                      "- the one that mattered most to the family and to the court.\n",
              JOINED "\nThere was no record of the visit that the midwife had made - the one that "
                     "mattered most to the family and to the court.");
}
END_TEST

START_TEST(fields_open_blocks) {
  expect_text(WRAPPED "\nDate of review: 3 to 7 March 2014\nCQC region: North\n"
                      "Provider services included: Oakmere Hospitals NHS Trust, the\n"
                      "Oakmere Partnership\nCCGs included: NHS Oakmere CCG\n",
              JOINED "\n\nDate of review: 3 to 7 March 2014\nCQC region: North\n"
                     "Provider services included: Oakmere Hospitals NHS Trust, the Oakmere "
                     "Partnership\nCCGs included: NHS Oakmere CCG");
}
END_TEST

START_TEST(values_in_a_column_belong_to_their_field) {
  expect_text("Name of inspector:     Ann Lee\n                       Bo Ray\nRegion:  North\n",
              "Name of inspector: Ann Lee\tBo Ray\nRegion: North");
}
END_TEST

START_TEST(contents_lines_stay_apart) {
  expect_text(WRAPPED "\nSummary of the review ................................... 2\n"
                      "About the review ........................................ 2\n",
              JOINED "\n\nSummary of the review ................................... 2\n"
                     "About the review ........................................ 2");
}
END_TEST

#define LONG                                                                                       \
  "2.8 Case records showed that some staff did not ask, and others asked without writing the "     \
  "answer down, so that a colleague who opened the record later could not tell which it was."

START_TEST(unwrapped_paragraphs_are_untouched) {
  expect_text(LONG "\n" LONG "\n\n" LONG, LONG "\n" LONG "\n\n" LONG);
}
END_TEST

START_TEST(a_tail_joins_its_paragraph) {
  expect_text(LONG "\n(Recommendation 11.4)\n\nNext.", LONG " (Recommendation 11.4)\n\nNext.");
  expect_text(LONG "\n[Recommendation 1.4](#)\n", LONG " Recommendation 1.4");
  expect_text(LONG "\n**(Recommendation 2.2)**\n", LONG " (Recommendation 2.2)");
  expect_text(LONG "\nand so on.\n", LONG " and so on.");
}
END_TEST

START_TEST(what_is_no_tail_is_not_joined) {
  expect_text(LONG "\n\n(Recommendation 11.4)", LONG "\n\n(Recommendation 11.4)");
  expect_text(LONG "\nA sentence.", LONG "\nA sentence.");
  expect_text("We looked at how providers work with families, with one another and with:\n"
              "the council\nthe police",
              "We looked at how providers work with families, with one another and with:\n"
              "the council\nthe police");
  expect_text("Early help\n(ages 0 to 5)", "Early help\n(ages 0 to 5)");
}
END_TEST

START_TEST(a_wrapped_paragraph_among_long_lines_is_joined) {
  expect_text(LONG "\n\n"
                   "The council and its partners have set out what they hope to\n"
                   "do for children over the coming year, and their board has\n"
                   "agreed to hear of it.\n\n" LONG,
              LONG
              "\n\nThe council and its partners have set out what they hope to do for "
              "children over the coming year, and their board has agreed to hear of it.\n\n" LONG);
}
END_TEST

START_TEST(quotes_are_joined_without_their_marks) {
  expect_text(WRAPPED "\n> She came to see us on the day that we moved and she stayed\n"
                      "> until the boys were asleep.\n",
              JOINED "\n\nShe came to see us on the day that we moved and she stayed until the "
                     "boys were asleep.");
}
END_TEST

START_TEST(a_citation_broken_over_lines_is_one) {
  expect_text(WRAPPED "\nNobody could tell us who was in charge of it. (**Recommendation\n"
                      "2.1**) [Recommendation\n3.2](#)\n",
              JOINED "\n\nNobody could tell us who was in charge of it. (Recommendation 2.1) "
                     "Recommendation 3.2");
}
END_TEST

START_TEST(a_label_alone_takes_the_next_line) {
  expect_text("4.\n\nChildren and families have access to many kinds of early help.",
              "4. Children and families have access to many kinds of early help.");
  expect_text("4.\n\nShort line", "4.\n\nShort line");
}
END_TEST

Suite *wrap_suite(void) {
  Suite *suite = suite_create("wrap");
  TCase *tests = tcase_create("wrap");
  tcase_add_test(tests, wrapped_lines_are_joined);
  tcase_add_test(tests, a_short_line_ends_a_paragraph);
  tcase_add_test(tests, labels_open_blocks);
  tcase_add_test(tests, a_numbered_line_in_larger_print_goes_on);
  tcase_add_test(tests, labels_stand_out_from_lines_that_hang);
  tcase_add_test(tests, citations_go_on_over_a_line_end);
  tcase_add_test(tests, a_heading_at_the_head_of_a_page_stands_alone);
  tcase_add_test(tests, a_question_at_the_head_of_a_page_is_a_heading);
  tcase_add_test(tests, a_page_ends_with_a_paragraph_where_a_word_would_have_fitted);
  tcase_add_test(tests, a_number_in_a_sentence_opens_nothing);
  tcase_add_test(tests, list_items_open_blocks);
  tcase_add_test(tests, a_dash_in_a_sentence_opens_nothing);
  tcase_add_test(tests, fields_open_blocks);
  tcase_add_test(tests, values_in_a_column_belong_to_their_field);
  tcase_add_test(tests, contents_lines_stay_apart);
  tcase_add_test(tests, unwrapped_paragraphs_are_untouched);
  tcase_add_test(tests, a_tail_joins_its_paragraph);
  tcase_add_test(tests, what_is_no_tail_is_not_joined);
  tcase_add_test(tests, a_wrapped_paragraph_among_long_lines_is_joined);
  tcase_add_test(tests, quotes_are_joined_without_their_marks);
  tcase_add_test(tests, a_citation_broken_over_lines_is_one);
  tcase_add_test(tests, a_label_alone_takes_the_next_line);
  suite_add_tcase(suite, tests);
  return suite;
}
