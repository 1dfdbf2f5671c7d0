/* Blocks: their marks, their source lines, what parts them. */
#include "help.h"
#include "suites.h"

#include <string.h>

START_TEST(empty_lines_are_told) {
  static const char *const expected[] = {"B One.", ". Two.", "B Three.", NULL};
  expect_blocks("One.\nTwo.\n\n\n\nThree.\n", expected);
  expect_blocks("\n\n  \nOne.\nTwo.\n \t \nThree.", expected);
}
END_TEST

START_TEST(markdown_marks_are_told) {
  static const char *const expected[] = {"BH Early help",
                                         "BL One",
                                         "L Two",
                                         "BQ She said so.",
                                         "BS A bold line",
                                         "BH Governance",
                                         "BH Training",
                                         "BS 3. NHS Oakmere CCG should:",
                                         NULL};
  expect_blocks("# Early help #\n\n- One\n* Two\n\n> She said so.\n\n**A bold line**\n\n"
                "Governance\n==========\n\nTraining\n--------\n\n3. **NHS Oakmere CCG should:**",
                expected);
}
END_TEST

START_TEST(closing_hashes_go_with_the_blanks_before_them) {
  static const char *const expected[] = {"BH Early help", "BH Plan#", "BH #", "BH One # two", NULL};
  expect_blocks("## Early help \t  ##\n\n# Plan#\n\n# #  #\n\n# One # two", expected);
}
END_TEST

START_TEST(a_partly_bold_block_is_not_strong) {
  static const char *const expected[] = {"B Some bold text", "B bold and bold", NULL};
  expect_blocks("Some **bold** text\n\n**bold** and **bold**", expected);
}
END_TEST

START_TEST(tables_are_rows) {
  static const char *const expected[] = {"BT Aspect\tGrade", "T Help\tGood", "T Care\tPoor",
                                         "B After.", NULL};
  expect_blocks("| Aspect | Grade |\n|---|---|\n| **Help** | Good |\n| Care | Poor |\n\nAfter.",
                expected);
  expect_blocks("Aspect | Grade\n--- | ---\nHelp | Good\nCare | Poor\n\nAfter.", expected);
}
END_TEST

START_TEST(a_bar_in_a_sentence_makes_no_table) {
  static const char *const expected[] = {"B This | that.", NULL};
  expect_blocks("This | that.", expected);
}
END_TEST

START_TEST(rules_part_blocks_and_go) {
  static const char *const expected[] = {"B One.", "B Two.", NULL};
  expect_blocks("One.\n\n---\n\nTwo.", expected);
  expect_blocks("One.\n* * *\nTwo.", expected);
}
END_TEST

START_TEST(a_list_mark_alone_marks_the_next_line) {
  static const char *const expected[] = {"BL one thing", "BL another", NULL};
  expect_blocks("\xE2\x80\xA2\n\none thing\n\n\xEF\x82\xB7\nanother", expected);
}
END_TEST

START_TEST(a_dash_alone_is_nothing) {
  static const char *const expected[] = {"BL one", "B Next steps", NULL};
  expect_blocks("- one\n -\n\nNext steps", expected);
}
END_TEST

START_TEST(lines_of_nothing_but_marks_are_empty_lines) {
  static const char *const expected[] = {"B One.", "B Two.", NULL};
  expect_blocks("One.\n<br>\nTwo.", expected);
  expect_blocks("One.\n****\nTwo.", expected);
}
END_TEST

START_TEST(fields_keep_their_tab) {
  static const char *const expected[] = {"B Date of review:\t8 May 2017", ". Region:\tNorth", NULL};
  expect_blocks("Date of review:\t8 May 2017\nRegion: \t North\n", expected);
}
END_TEST

START_TEST(one_line_is_a_text) {
  cs_text *text = read_string("One");
  ck_assert_uint_eq(text->block_count, 1);
  ck_assert_uint_eq(text->length, 3);
  ck_assert_uint_eq(text->source_size, 3);
  cs_text_free(text);
}
END_TEST

START_TEST(the_digest_is_of_the_source) {
  cs_text *text = read_string("abc");
  ck_assert_str_eq(text->sha256,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  cs_text_free(text);
}
END_TEST

START_TEST(source_lines_are_told) {
  cs_text *text = read_string("# Title\n\nOne.\n\n\n- Two\n\n| a | b |\n|---|---|\n| c | d |\n");
  static const uint32_t lines[] = {1, 3, 6, 8, 10};
  ck_assert_uint_eq(text->block_count, 5);
  for (size_t i = 0; i < 5; i++) {
    ck_assert_uint_eq(text->blocks[i].line, lines[i]);
  }
  cs_text_free(text);
}
END_TEST

START_TEST(formats_are_told) {
  cs_problems problems = {0};
  cs_text *text = read_bytes("Text", 4, "a.MD", &problems);
  ck_assert_str_eq(cs_format_name(text->format), "markdown");
  cs_text_free(text);
  text = read_bytes("# One\n\n# Two", 12, "a.txt", &problems);
  ck_assert_str_eq(cs_format_name(text->format), "markdown");
  cs_text_free(text);
  text = read_bytes("# One", 5, "a.txt", &problems);
  ck_assert_str_eq(cs_format_name(text->format), "plain");
  cs_text_free(text);
}
END_TEST

START_TEST(an_html_page_is_read_and_told) {
  static const char page[] = "<!DOCTYPE html>\n<html><head><title>Oakmere</title>\n<script>\n"
                             "if (a < b) { call(); }\n</script></head>\n<body>\n<h1>Gone</h1>\n"
                             "<p>The report moved.</p></body></html>\n";
  cs_problems problems = {0};
  cs_text *text = read_bytes(page, sizeof page - 1, "report.pdf", &problems);
  ck_assert_str_eq(text->bytes, "Oakmere\n\nGone\n\nThe report moved.");
  ck_assert_uint_eq(text->blocks[1].marks & CS_MARK_HEADING, CS_MARK_HEADING);
  ck_assert_uint_eq(problems.count, 1);
  cs_text_free(text);
  cs_problems_clear(&problems);
}
END_TEST

START_TEST(an_html_page_may_be_without_text) {
  cs_problems problems = {0};
  cs_text *text = NULL;
  cs_error error;
  ck_assert_int_eq(cs_text_from_bytes(&text, "<html><body></body>", 19, "a.html",
                                      &cs_text_default_limits, &problems, &error),
                   CS_MALFORMED);
  cs_problems_clear(&problems);
}
END_TEST

Suite *blocks_suite(void) {
  Suite *suite = suite_create("blocks");
  TCase *tests = tcase_create("blocks");
  tcase_add_test(tests, empty_lines_are_told);
  tcase_add_test(tests, markdown_marks_are_told);
  tcase_add_test(tests, closing_hashes_go_with_the_blanks_before_them);
  tcase_add_test(tests, a_partly_bold_block_is_not_strong);
  tcase_add_test(tests, tables_are_rows);
  tcase_add_test(tests, a_bar_in_a_sentence_makes_no_table);
  tcase_add_test(tests, rules_part_blocks_and_go);
  tcase_add_test(tests, a_list_mark_alone_marks_the_next_line);
  tcase_add_test(tests, a_dash_alone_is_nothing);
  tcase_add_test(tests, lines_of_nothing_but_marks_are_empty_lines);
  tcase_add_test(tests, fields_keep_their_tab);
  tcase_add_test(tests, one_line_is_a_text);
  tcase_add_test(tests, the_digest_is_of_the_source);
  tcase_add_test(tests, source_lines_are_told);
  tcase_add_test(tests, formats_are_told);
  tcase_add_test(tests, an_html_page_is_read_and_told);
  tcase_add_test(tests, an_html_page_may_be_without_text);
  suite_add_tcase(suite, tests);
  return suite;
}
