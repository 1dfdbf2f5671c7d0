/* Footnotes: taken out of the paragraph that they interrupt, and kept. */
#include "help.h"
#include "suites.h"

#define ABOVE                                                                                      \
  "The nurses in Oakmere were asked to tell the school board1 about each visit that they made\n"   \
  "to a child in the town, and they did so for most of the children whom they had seen in the\n"

#define BELOW                                                                                      \
  "spring term, which was a strength of the service that the leaders were rightly proud of.\n\n"   \
  "Leaders in the town had read the plan, and they knew what was still left to be done in it.\n"

#define JOINED                                                                                     \
  "The nurses in Oakmere were asked to tell the school board about each visit that they made to "  \
  "a child in the town, and they did so for most of the children whom they had seen in the "       \
  "spring term, which was a strength of the service that the leaders were rightly proud of."

#define LAST                                                                                       \
  "B Leaders in the town had read the plan, and they knew what was still left to be done in it."

START_TEST(a_note_steps_out_of_its_paragraph) {
  static const char *const expected[] = {
      "B " JOINED, "BF 1 The board was set up in 2009 and meets each month; see www.example.org.",
      LAST, NULL};
  expect_blocks(ABOVE "\n\n1\n  The board was set up in 2009 and meets each\nmonth; see "
                      "www.example.org.\n\f" BELOW,
                expected);
  expect_blocks(ABOVE "\n1 The board was set up in 2009 and meets each\nmonth; see "
                      "www.example.org.\n\n\f" BELOW,
                expected);
}
END_TEST

START_TEST(a_note_in_brackets) {
  static const char *const expected[] = {"B The homes[a] were good schools, all of them.",
                                         "BF 2 Schools that take boarders.", "B More text.", NULL};
  expect_blocks("The homes[a] were good schools[2], all of them.\n\n[2]\n  Schools that take "
                "boarders.\n\fMore text.\n",
                expected);
}
END_TEST

/* A superscript before a capital is not parted from it; without its marker it is no note. */
START_TEST(a_number_may_touch_its_note) {
  static const char *const expected[] = {"B The homes were good schools, all of them.",
                                         "BF 3 A school that takes boarders.", "B More text.",
                                         NULL};
  expect_blocks("The homes were good schools3, all of them.\n\n3A school that takes boarders.\n"
                "\fMore text.\n",
                expected);
  expect_text("The homes were good, all of them.\n\n3D prints hang there.\n\fMore text.\n",
              "The homes were good, all of them.\n\n3D prints hang there.\n\nMore text.");
}
END_TEST

START_TEST(several_notes_on_a_page) {
  static const char *const expected[] = {"B In all, 310 children live here.",
                                         "B They were 290 in 2014.",
                                         "BF 1 The office of statistics.",
                                         "BF 2 2014 census, table 3.",
                                         "B The next page.",
                                         NULL};
  expect_blocks("In all, 310 children live here.1\n\nThey were 290 in 2014.2\n\n\n1\n  The office "
                "of statistics.\n2\n  2014 census, table 3.\n\n\fThe next page.\n",
                expected);
}
END_TEST

START_TEST(a_number_without_a_note_stays) {
  expect_text("The Power2 project and Route66 go on.\n\nA page ends.\n\fMore of it.\n",
              "The Power2 project and Route66 go on.\n\nA page ends.\n\nMore of it.");
  expect_text("All KS2 pupils at school1 did well.\n\n1\n  A note on it.\n\fMore of it.\n",
              "All KS2 pupils at school did well.\n\n1 A note on it.\n\nMore of it.");
}
END_TEST

START_TEST(a_numbered_paragraph_is_no_note) {
  expect_text("The first page has 1 nurse.\n\n2 Another paragraph of it.\n\fMore of it.\n",
              "The first page has 1 nurse.\n\n2 Another paragraph of it.\n\nMore of it.");
  expect_text("Text of the page2.\n\n2\n  A note that is none,\n\nas text follows it.\n\fMore.\n",
              "Text of the page2.\n\n2\nA note that is none,\n\nas text follows it.\n\nMore.");
}
END_TEST

START_TEST(the_last_page_may_end_with_a_note) {
  expect_text("A page.\n\fThe board3 met.\n\n3\n  Twice.\n",
              "A page.\n\nThe board met.\n\n3 Twice.");
}
END_TEST

Suite *notes_suite(void) {
  Suite *suite = suite_create("notes");
  TCase *tests = tcase_create("notes");
  tcase_add_test(tests, a_note_steps_out_of_its_paragraph);
  tcase_add_test(tests, a_note_in_brackets);
  tcase_add_test(tests, a_number_may_touch_its_note);
  tcase_add_test(tests, several_notes_on_a_page);
  tcase_add_test(tests, a_number_without_a_note_stays);
  tcase_add_test(tests, a_numbered_paragraph_is_no_note);
  tcase_add_test(tests, the_last_page_may_end_with_a_note);
  suite_add_tcase(suite, tests);
  return suite;
}
