/* Documents of no family: what is kept of them, and what their files' names tell. */
#include "parsed.h"
#include "suites.h"

#include <string.h>

static parsed keep(const char *source, const char *name) {
  parsed it = {.review = NULL};
  ck_assert_int_eq(cs_text_from_bytes(&it.text, source, strlen(source), "a.txt",
                                      &cs_text_default_limits, &it.problems, &it.error),
                   CS_OK);
  cs_status status = cs_review_keep_unknown(&it.review, it.text, name, &it.problems, &it.error);
  ck_assert_msg(status == CS_OK, "%s", it.error.message);
  expect_sound(&it);
  return it;
}

START_TEST(paragraphs_are_kept) {
  parsed it =
      keep("A page\n\nIt rained all week.\n\n* * *\n\nThen it stopped.\n", "folder/varne.txt");
  ck_assert_str_eq(it.review->family, CS_UNKNOWN_FAMILY);
  ck_assert_str_eq(it.review->area, "Varne");
  ck_assert_str_eq(it.review->title, "A page");
  ck_assert_str_eq(it.review->published, "");
  ck_assert_uint_eq(it.review->section_count, 1);
  ck_assert_uint_eq(count_kind(&it, CS_PREAMBLE), it.review->passage_count);
  expect_passage(&it, CS_PREAMBLE, "text.u2", "It rained all week.");
  expect_passage(&it, CS_PREAMBLE, "text.u3", "Then it stopped.");
  expect_problems(&it, 1);
  expect_problem(&it, 0, "the file's name");
  parsed_free(&it);
}
END_TEST

START_TEST(areas_are_guessed) {
  static const struct {
    const char *name, *area, *published;
  } cases[] = {
      {"varne-and-ostley-2019-04-01.pdf", "Varne and Ostley", "2019-04-01"},
      {"/reports/2012/VARNE_2012-13-40.html", "Varne", ""},
      {"2018-02-03 varne council.txt", "Varne", "2018-02-03"},
      {"12019-04-01.txt", "Stormy weather", ""},
      {"1234.txt", "Stormy weather", ""},
      {"", "Stormy weather", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    parsed it = keep("It rained.\n\nStormy weather\n\nThe end came.\n", cases[i].name);
    ck_assert_str_eq(it.review->area, cases[i].area);
    ck_assert_str_eq(it.review->published, cases[i].published);
    parsed_free(&it);
  }
}
END_TEST

START_TEST(a_printed_day_is_kept) {
  parsed it = parse_body("\nEarly help\n\n1.1 Nurses visit often.\n");
  cs_review_date_by_name(it.review, "varne-2016-09-09.txt", &it.problems);
  ck_assert_str_eq(it.review->published, "2016-09-09");
  cs_review_date_by_name(it.review, "varne-2017-01-01.txt", &it.problems);
  ck_assert_str_eq(it.review->published, "2016-09-09");
  expect_problems(&it, 1);
  expect_problem(&it, 0, "the file's name");
  parsed_free(&it);
}
END_TEST

START_TEST(names_that_give_the_same) {
  static const struct {
    const char *one, *other;
    bool unknown, known;
  } cases[] = {
      {"varne.txt", "varne.txt", true, true},
      {"varne.txt", "sub.folder/varne.md", true, true},
      {"varne.txt", "marsh.txt", false, true},
      {"varne-2019-04-01.txt", "marsh-2019-04-01.txt", false, true},
      {"varne-2019-04-01.txt", "varne-2019-04-02.txt", false, false},
      {"varne-2019-04-01.txt", "varne.txt", false, false},
      {"2019-04-01/varne.txt", "varne.txt", true, true},
      {"varne-2019-13-01.txt", "marsh.txt", false, true}, /* no day */
      {"", "varne-2019-04-01", false, false},
      {"", "", true, true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *one = cases[i].one, *other = cases[i].other;
    ck_assert_msg(cs_review_same_by_name(one, other, false) == cases[i].unknown, "%zu", i);
    ck_assert_msg(cs_review_same_by_name(other, one, true) == cases[i].known, "%zu", i);
  }
}
END_TEST

START_TEST(no_words_are_no_document) {
  cs_text *text = NULL;
  cs_review *review = NULL;
  cs_problems problems = {0};
  cs_error error = {0};
  ck_assert_int_eq(
      cs_text_from_bytes(&text, "? ! ?\n", 6, "a.txt", &cs_text_default_limits, &problems, &error),
      CS_OK);
  ck_assert_int_eq(cs_review_keep_unknown(&review, text, "a.txt", &problems, &error), CS_MALFORMED);
  ck_assert_ptr_null(review);
  cs_text_free(text);
  cs_problems_clear(&problems);
}
END_TEST

Suite *unknown_suite(void) {
  Suite *suite = suite_create("unknown");
  TCase *tests = tcase_create("unknown");
  tcase_add_test(tests, paragraphs_are_kept);
  tcase_add_test(tests, areas_are_guessed);
  tcase_add_test(tests, a_printed_day_is_kept);
  tcase_add_test(tests, names_that_give_the_same);
  tcase_add_test(tests, no_words_are_no_document);
  suite_add_tcase(suite, tests);
  return suite;
}
