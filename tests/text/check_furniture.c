/* Page furniture, and paragraphs that go on over a page end. */
#include "help.h"
#include "suites.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

#define HEAD "Review of health services in Oakmere"

START_TEST(page_lines_go) {
  expect_text("One sentence here.\nPage 1 of 2\n\fAnother one.\nPage 2 of 2\n",
              "One sentence here.\n\nAnother one.");
  expect_text("One sentence here.\n\nPage 1 of 2\n\nAnother one.\n",
              "One sentence here.\n\nAnother one.");
}
END_TEST

START_TEST(page_numbers_go_at_page_ends_only) {
  expect_text("One sentence.\n\n1\n\f2\n\nAnother one.\n\n17\n\nA third.",
              "One sentence.\n\nAnother one.\n\n17\n\nA third.");
  expect_text("One sentence.\n\n1\n\nAnother one.", "One sentence.\n\n1\n\nAnother one.");
}
END_TEST

START_TEST(a_number_that_counts_no_pages_stays) {
  expect_text("One.\n\n1\n\fTwo.\n\n2\n\fThree.\n\n412\n\fFour.\n\n4\n",
              "One.\n\nTwo.\n\nThree.\n\n412\n\nFour.");
}
END_TEST

START_TEST(running_heads_go_and_the_title_stays) {
  expect_text(HEAD "\n\nThe first page ends.\n\f" HEAD "\n\nThe second page ends.\n\f" HEAD
                   "\n\nThe third page ends.\n",
              HEAD "\n\nThe first page ends.\n\nThe second page ends.\n\nThe third page ends.");
}
END_TEST

START_TEST(heads_differ_by_number_and_case) {
  expect_text("A title.\n\nOakmere, page 1\n\fThe text.\n\nOAKMERE, page 2\n\fMore.\n\n"
              "Oakmere, page 13\n",
              "A title.\n\nThe text.\n\nMore.");
}
END_TEST

/* Heads shorter and longer than what is compared of them first, with few letters among much else.
 */
START_TEST(heads_of_any_length_are_compared) {
  expect_text("A title.\n\n*O* a k s 1\n\fThe text.\n\nOAKS 22\n\fMore.\n\n_Oaks_ 333\n",
              "A title.\n\nThe text.\n\nMore.");
  expect_text("A title.\n\n12 / 2016 * 12 Oaks, 1 2 3 4 5 6 7\n\fThe text.\n\n"
              "1 / 17 * 12 OAKS, 9 2 3 4 5 6 7\n\fMore.\n\n12/2016 12 Oaks, 1 2 3 4 5 6 8\n",
              "A title.\n\nThe text.\n\nMore.");
}
END_TEST

START_TEST(a_head_in_a_sentence_goes_and_the_sentence_is_joined) {
  expect_text("Nobody in the hub could tell us how many children had\n\n1\n\f" HEAD
              "\n\nbeen seen. That is a risk, and the board had not\n\n2\n\f" HEAD
              "\n\nheard of it. The end of the page.\n",
              "Nobody in the hub could tell us how many children had been seen. That is a risk, "
              "and the board had not heard of it. The end of the page.");
}
END_TEST

/* A paragraph of `count` sentences, each on a line of its own. */
static void add_lines(cs_buffer *out, int count) {
  for (int i = 0; i < count; i++) {
    cs_buffer_add_format(out, "Sentence %c ends.\n\n", 'a' + i);
  }
}

START_TEST(heads_are_found_without_form_feeds) {
  cs_buffer source = {0};
  for (int page = 1; page <= 4; page++) {
    add_lines(&source, 12);
    cs_buffer_add_format(&source,
                         "Ward %c had records that were\n\n%d\n" HEAD "\n\nfound to be late.\n\n",
                         'A' + page, page);
  }
  cs_text *text = read_string(source.bytes);
  ck_assert_ptr_null(strstr(text->bytes, HEAD));
  ck_assert_ptr_nonnull(strstr(text->bytes, "Ward C had records that were found to be late."));
  ck_assert_ptr_null(strstr(text->bytes, "\n3\n"));
  cs_text_free(text);
  cs_buffer_free(&source);
}
END_TEST

START_TEST(a_heading_that_recurs_stays) {
  cs_buffer source = {0};
  cs_buffer_add_string(&source, "Title\n\n");
  for (int page = 1; page <= 6; page++) {
    cs_buffer_add_string(&source, page % 3 == 0 ? "" : "Good practice example\n\n");
    add_lines(&source, 8);
    cs_buffer_add_string(&source, "Good practice example\n\n");
    add_lines(&source, 8);
    cs_buffer_add_string(&source, "\f");
  }
  cs_text *text = read_string(source.bytes);
  size_t found = 0;
  for (const char *at = text->bytes; (at = strstr(at, "Good practice")) != NULL; at++) {
    found++;
  }
  ck_assert_uint_eq(found, 10);
  cs_text_free(text);
  cs_buffer_free(&source);
}
END_TEST

START_TEST(paragraphs_end_at_a_page_end_where_the_sentence_does) {
  expect_text("The page ends with a sentence that is done.\n\fThe next begins.",
              "The page ends with a sentence that is done.\n\nThe next begins.");
  expect_text("The page ends with a list of what is needed:\n\f- one thing",
              "The page ends with a list of what is needed:\n\none thing");
  expect_text("The page ends in the middle of a sentence which\n\f2.1 Begins anew.",
              "The page ends in the middle of a sentence which\n\n2.1 Begins anew.");
}
END_TEST

START_TEST(a_word_broken_over_a_page_end_is_joined) {
  expect_text("They had all been trained in safeguarding, or in safe-\n\n\fguarding work.",
              "They had all been trained in safeguarding, or in safeguarding work.");
}
END_TEST

Suite *furniture_suite(void) {
  Suite *suite = suite_create("furniture");
  TCase *tests = tcase_create("furniture");
  tcase_add_test(tests, page_lines_go);
  tcase_add_test(tests, page_numbers_go_at_page_ends_only);
  tcase_add_test(tests, a_number_that_counts_no_pages_stays);
  tcase_add_test(tests, running_heads_go_and_the_title_stays);
  tcase_add_test(tests, heads_differ_by_number_and_case);
  tcase_add_test(tests, heads_of_any_length_are_compared);
  tcase_add_test(tests, a_head_in_a_sentence_goes_and_the_sentence_is_joined);
  tcase_add_test(tests, heads_are_found_without_form_feeds);
  tcase_add_test(tests, a_heading_that_recurs_stays);
  tcase_add_test(tests, paragraphs_end_at_a_page_end_where_the_sentence_does);
  tcase_add_test(tests, a_word_broken_over_a_page_end_is_joined);
  suite_add_tcase(suite, tests);
  return suite;
}
