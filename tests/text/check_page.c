/* Whole HTML pages. */
#include "help.h"
#include "suites.h"

#include <stdio.h>
#include <string.h>

/* The page's blocks, each as "LINE MARKS TEXT", one a line. */
static void expect_page(const char *source, const char *expected) {
  cs_problems problems = {0};
  cs_text *text = read_bytes(source, strlen(source), "report.pdf", &problems);
  char found[2000];
  size_t used = 0;
  ck_assert_int_eq(text->format, CS_FORMAT_HTML);
  ck_assert_uint_eq(problems.count, 1);
  for (size_t i = 0; i < text->block_count; i++) {
    const cs_block *block = &text->blocks[i];
    const char *mark = (block->marks & CS_MARK_HEADING) != 0  ? "H"
                       : (block->marks & CS_MARK_BULLET) != 0 ? "L"
                       : (block->marks & CS_MARK_TABLE) != 0  ? "T"
                                                              : ".";
    used += (size_t)snprintf(found + used, sizeof found - used, "%u %s %.*s\n", block->line, mark,
                             (int)block->length, text->bytes + block->start);
  }
  ck_assert_str_eq(found, expected);
  cs_text_free(text);
  cs_problems_clear(&problems);
}

START_TEST(tags_make_the_blocks) {
  expect_page(
      "<!DOCTYPE html>\n<html><body><h2 class=\"a\nb\">Main   findings</h2><p>One line\n"
      "that goes <b>on</b>\nhere.</p><p>Second &amp; last.<br>Behind it</p></body></html>\n",
      "2 H Main findings\n3 . One line that goes on here.\n5 . Second & last.\n"
      "5 . Behind it\n");
}
END_TEST

START_TEST(lists_and_tables) {
  expect_page("<html>\n<ul><li>first</li><li>second\nitem</li></ul>\n<table><tr><th>Area</th>"
              "<th>Grade</th></tr>\n<tr><td><p>Help and\ncare</p></td>\n<td>Good</td></tr></table>"
              "End.</html>",
              "2 L first\n2 L second item\n4 T Area\tGrade\n5 T Help and care\tGood\n7 . End.\n");
}
END_TEST

/* Only cells make tabs: one in a page's text is a blank. */
START_TEST(tabs_of_a_page_are_blanks) {
  expect_page("<html><p>One\ttext.</p></html>", "1 . One text.\n");
}
END_TEST

START_TEST(what_is_not_printed_goes) {
  expect_page("<html><head>\n<script>let a = '<p>no</p>';</script><style>p {}</style></head>\n"
              "<body><!-- none --><svg viewBox=\"0 0 1 1\"><path d=\"M0\"/></svg><p>The report "
              "was moved.</p>\n<pre>a line\nanother</pre></body></html>",
              "3 . The report was moved.\n4 . a line\n5 . another\n");
}
END_TEST

START_TEST(a_page_may_be_broken) {
  expect_page("<html><p>Text <", "1 . Text <\n");
  expect_page("<html><table><tr><td>Text</td>\n\n</table></p></li>after", "1 . Text\n3 . after\n");
}
END_TEST

Suite *page_suite(void) {
  Suite *suite = suite_create("page");
  TCase *tests = tcase_create("page");
  tcase_add_test(tests, tags_make_the_blocks);
  tcase_add_test(tests, lists_and_tables);
  tcase_add_test(tests, tabs_of_a_page_are_blanks);
  tcase_add_test(tests, what_is_not_printed_goes);
  tcase_add_test(tests, a_page_may_be_broken);
  suite_add_tcase(suite, tests);
  return suite;
}
