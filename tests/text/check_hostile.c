/* Documents that were cut off, damaged, or made to be slow. */
#include "help.h"
#include "layout.h"
#include "suites.h"

#include "base/buffer.h"
#include "base/sanitized.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A little of everything. */
static const char document[] =
    "\xEF\xBB\xBF# Review of services in **Oakmere**\n\nDate of review:\t3 to 7 March 2014\r\n"
    "Provider services included: <ul> \xE2\x80\xA2 Oakmere Hospitals \xE2\x80\xA2 Hill Trust\n\n"
    "| Aspect | Grade |\n|---|---|\n| Help | Good |\n\nEarly help........4\n\n1. Early help\n\n"
    "1.1 Nurses in the hub were well known to the schools, and safe-\nguarding was safeguarding "
    "[Recommendation 1.1](#) and\n(**Recommendation 2.1**) A&amp;E &#8217; caf\xC3\xA9 cafe\xCC\x81"
    "\n\nPage 1 of 2\n\fReview of services in Oakmere\n\n- one\n\xEF\x82\xB7 two o\xEF\xAC\x83"
    "ce\n> quoted\n\n2\n\f\xC2\xA0the end \\* a < b _x_ `y` ~~z~~ <br> 5 * 3\n=====\n";

/* Reads bytes that may be refused but must not break a promise. */
static void read_any(const char *bytes, size_t length) {
  cs_text *text = NULL;
  cs_problems problems = {0};
  cs_error error = {0};
  cs_status status =
      cs_text_from_bytes(&text, bytes, length, "x.md", &cs_text_default_limits, &problems, &error);
  if (status == CS_OK) {
    expect_sound(text);
  } else {
    ck_assert_str_ne(error.message, "");
  }
  cs_text_free(text);
  cs_problems_clear(&problems);
}

START_TEST(cut_off_at_every_byte) {
  for (size_t length = 0; length < sizeof document; length++) {
    char *exact = malloc(length + 1); /* so that a sanitizer sees reading past the end */
    memcpy(exact, document, length);
    read_any(exact, length);
    free(exact);
  }
}
END_TEST

/* Numbers that are the same in every run (Marsaglia's xorshift). */
static uint32_t next_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

static void read_layout(const char *bytes, size_t length) {
  cs_text text;
  if (layout_read(&text, bytes, length)) {
    expect_sound(&text);
    layout_free(&text);
  }
}

START_TEST(damaged_layouts) {
  for (size_t length = 1; length <= layout_page_size; length++) {
    char *exact = malloc(length);
    memcpy(exact, layout_page, length);
    read_layout(exact, length);
    free(exact);
  }
  uint32_t state = 1948;
  for (int round = 0; round < 3000; round++) {
    static const char odd[] = "\n\n\f\t 13[]Aa.";
    char *copy = malloc(layout_page_size);
    memcpy(copy, layout_page, layout_page_size);
    for (uint32_t i = 0, count = 1 + next_random(&state) % 9; i < count; i++) {
      copy[next_random(&state) % layout_page_size] = odd[next_random(&state) % (sizeof odd - 1)];
    }
    read_layout(copy, layout_page_size);
    free(copy);
  }
}
END_TEST

START_TEST(broken_pages) {
  static const char *const pieces[] = {
      "<p>", "</p>",  "<li>", "<tr>", "<td>",     "</td>", "</table>", "<pre>", "text", "\n",
      "<b>", "&amp;", "<",    ">",    "<svg a='", "<br/>", "<h2",      "<!--",  " ",    "\xC3\xA9"};
  uint32_t state = 1989;
  for (int round = 0; round < 3000; round++) {
    cs_buffer source = {0};
    cs_buffer_add_string(&source, "<html>");
    for (uint32_t i = 0, count = 1 + next_random(&state) % 60; i < count; i++) {
      cs_buffer_add_string(&source, pieces[next_random(&state) % (sizeof pieces / sizeof *pieces)]);
    }
    read_any(source.bytes, source.length);
    cs_buffer_free(&source);
  }
}
END_TEST

START_TEST(flipped_bytes) {
  uint32_t state = 20140307;
  for (int round = 0; round < 3000; round++) {
    char copy[sizeof document];
    memcpy(copy, document, sizeof document);
    for (uint32_t i = 0, count = 1 + next_random(&state) % 12; i < count; i++) {
      copy[next_random(&state) % (sizeof document - 1)] = (char)next_random(&state);
    }
    read_any(copy, sizeof document - 1);
  }
}
END_TEST

START_TEST(random_marks) {
  static const char *const pieces[] = {
      "*",    "**",    "_",   "[",  "](", "#)",  ")",    "<b>",      "&#", "\n",      " ",
      "|",    "a",     "B.",  "- ", "> ", "1.",  "2 ",   "\f",       "`",  "~~",      "\\",
      "<li>", "&amp;", "-\n", "\t", ":",  "---", "\n\n", "\xCC\x81", "e",  "\xC2\xAD"};
  uint32_t state = 1879;
  for (int round = 0; round < 3000; round++) {
    cs_buffer source = {0};
    for (uint32_t i = 0, count = 1 + next_random(&state) % 60; i < count; i++) {
      cs_buffer_add_string(&source, pieces[next_random(&state) % (sizeof pieces / sizeof *pieces)]);
    }
    read_any(source.bytes, source.length);
    cs_buffer_free(&source);
  }
}
END_TEST

/* A sanitizer makes all of it slower and looks for other things. */
enum { REPEATED_BYTES = CS_SANITIZED ? 1 << 17 : 1 << 20 };

/* A megabyte of one piece, which must not take more than the test's few seconds. */
START_TEST(repeated_pieces_are_not_slow) {
  static const char *const pieces[] = {"[",
                                       "](",
                                       "*a ",
                                       "_a _b",
                                       "**",
                                       "<b ",
                                       "<",
                                       "&",
                                       "|",
                                       "\n",
                                       "\f",
                                       "1\n",
                                       "1\n\f",
                                       "\f1\n\n",
                                       "a\n\f",
                                       "head\n\f",
                                       "- ",
                                       "> ",
                                       "a-\nb ",
                                       "(a\n",
                                       "Page 1\n",
                                       "a: b\n",
                                       "| a |\n",
                                       "\xE2\x80\xA2\n",
                                       "<!--",
                                       "\\",
                                       "a\n\n",
                                       "1.\n\n",
                                       "<script",
                                       "\xC2\xAD\n",
                                       "\xCC\x81",
                                       "---\n",
                                       "`a` ",
                                       "a1\n\n1\n a\n\f",
                                       "Contents\n",
                                       "a .... 1\n",
                                       "a\t                    B\n",
                                       "                                 b\na\n",
                                       "a-\n"};
  const char *piece = pieces[_i % 39];
  cs_buffer source = {0};
  if (_i >= 39) {
    cs_buffer_add_string(&source, "<html>");
  }
  while (source.length < REPEATED_BYTES) {
    cs_buffer_add_string(&source, piece);
  }
  read_any(source.bytes, source.length);
  if (_i < 39) {
    read_layout(source.bytes, source.length);
  }
  cs_buffer_free(&source);
}
END_TEST

START_TEST(real_reviews_lose_no_block) {
  const char *shared = getenv("CONSPECTUS_SHARED");
  const char *source = getenv("srcdir");
  char path[2000];
  if (shared != NULL) {
    snprintf(path, sizeof path, "%s/corpus/clas/bury-2018.txt", shared);
  } else {
    snprintf(path, sizeof path, "%s/../shared/corpus/clas/bury-2018.txt",
             source != NULL ? source : ".");
  }
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    printf("skipped: %s is not there\n", path);
    return;
  }
  fclose(file);
  cs_text *text = NULL;
  cs_problems problems = {0};
  cs_error error = {0};
  cs_status status = cs_text_read(&text, path, &cs_text_default_limits, &problems, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  expect_sound(text);
  ck_assert_uint_eq(problems.count, 0);
  ck_assert_uint_eq(text->block_count,
                    298); /* counted in the file: 301 text lines, three are tails */
  cs_text_free(text);
}
END_TEST

Suite *hostile_suite(void) {
  Suite *suite = suite_create("hostile");
  TCase *tests = tcase_create("hostile");
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, cut_off_at_every_byte);
  tcase_add_test(tests, flipped_bytes);
  tcase_add_test(tests, random_marks);
  tcase_add_test(tests, damaged_layouts);
  tcase_add_test(tests, broken_pages);
  tcase_add_loop_test(tests, repeated_pieces_are_not_slow, 0, 78);
  tcase_add_test(tests, real_reviews_lose_no_block);
  suite_add_tcase(suite, tests);
  return suite;
}
