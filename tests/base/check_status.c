/* Statuses, messages, lists of problems. */
#include "suites.h"

#include <conspectus/problem.h>
#include <conspectus/status.h>
#include <stdio.h>
#include <string.h>

START_TEST(failing_fills_the_error) {
  cs_error error = {0};
  ck_assert_int_eq(cs_fail(&error, CS_LIMIT, "%s:%d: too long", "a.txt", 3), CS_LIMIT);
  ck_assert_int_eq(error.status, CS_LIMIT);
  ck_assert_str_eq(error.message, "a.txt:3: too long");
  ck_assert_int_eq(cs_fail(NULL, CS_BUSY, "nobody asks"), CS_BUSY);
}
END_TEST

/* A message of `before` letters and then two-byte characters that go past the end. */
static size_t cut_length(size_t before) {
  char text[2 * CS_MESSAGE_SIZE];
  cs_error error = {0};
  memset(text, 'a', before);
  for (size_t i = before; i + 2 < sizeof text; i += 2) {
    memcpy(text + i, "\xC3\xA9", 2);
  }
  text[before + (sizeof text - before - 1) / 2 * 2] = '\0';
  cs_fail(&error, CS_USAGE, "%s", text);
  ck_assert(strlen(error.message) < CS_MESSAGE_SIZE);
  return strlen(error.message);
}

START_TEST(a_long_message_is_cut_at_a_character) {
  ck_assert_uint_eq(cut_length(0), CS_MESSAGE_SIZE - 2); /* 1022 bytes: 511 characters of two */
  ck_assert_uint_eq(cut_length(1), CS_MESSAGE_SIZE - 1);
  ck_assert_uint_eq(cut_length(CS_MESSAGE_SIZE - 1), CS_MESSAGE_SIZE - 1);
  ck_assert_uint_eq(cut_length(CS_MESSAGE_SIZE - 2), CS_MESSAGE_SIZE - 2);
}
END_TEST

START_TEST(a_problem_that_quotes_half_a_character_leaves_it_out) {
  cs_problems problems = {0};
  const char *cut[] = {"no \xC3\xA9", "\xE2\x80\x93 \xE2\x80", "\xF0\x9F\x98 x", "\x80\xA9"};
  const char *left[] = {"no \xC3\xA9", "\xE2\x80\x93 ", " x", ""};
  for (uint32_t i = 0; i < 4; i++) {
    cs_problem_add(&problems, CS_STAGE_REVIEW, CS_NOTE, i, "\"%s\"", cut[i]);
    char expected[32];
    snprintf(expected, sizeof expected, "\"%s\"", left[i]);
    ck_assert_str_eq(problems.items[i].message, expected);
  }
  cs_problem_add(&problems, CS_STAGE_REVIEW, CS_NOTE, 4, "\"%.3s\"", "ab\xC3\xA9");
  ck_assert_str_eq(problems.items[4].message, "\"ab\"");
  cs_problems_clear(&problems);
}
END_TEST

START_TEST(names) {
  ck_assert_str_eq(cs_status_name(CS_OK), "ok");
  ck_assert_str_eq(cs_status_name(CS_UNREADABLE), "unreadable");
  ck_assert_str_eq(cs_status_name(CS_INTERRUPTED), "interrupted");
  ck_assert_str_eq(cs_stage_name(CS_STAGE_TEXT), "text");
  ck_assert_str_eq(cs_stage_name(CS_STAGE_DATASET), "dataset");
  ck_assert_str_eq(cs_severity_name(CS_NOTE), "note");
  ck_assert_str_eq(cs_severity_name(CS_ERROR), "error");
}
END_TEST

START_TEST(problems_are_kept_in_order) {
  cs_problems problems = {0};
  cs_problem_add(&problems, CS_STAGE_TEXT, CS_WARNING, 7, "line %s", "seven");
  cs_problem_add(&problems, CS_STAGE_REVIEW, CS_ERROR, 0, "all of it");
  ck_assert_uint_eq(problems.count, 2);
  ck_assert_str_eq(problems.items[0].message, "line seven");
  ck_assert_uint_eq(problems.items[0].line, 7);
  ck_assert_int_eq(problems.items[0].severity, CS_WARNING);
  ck_assert_int_eq(problems.items[1].stage, CS_STAGE_REVIEW);
  cs_problems_clear(&problems);
  ck_assert_uint_eq(problems.count, 0);
  ck_assert_ptr_null(problems.items);
  cs_problems_clear(&problems);
}
END_TEST

START_TEST(a_list_of_problems_stops_growing) {
  cs_problems problems = {0};
  for (uint32_t i = 0; i < CS_PROBLEMS_MAX + 5; i++) {
    cs_problem_add(&problems, CS_STAGE_TEXT, CS_NOTE, i, "again");
  }
  ck_assert_uint_eq(problems.count, CS_PROBLEMS_MAX);
  ck_assert_uint_eq(problems.dropped, 5);
  cs_problems_clear(&problems);
  ck_assert_uint_eq(problems.dropped, 0);
}
END_TEST

Suite *status_suite(void) {
  Suite *suite = suite_create("status");
  TCase *tests = tcase_create("status");
  tcase_add_test(tests, failing_fills_the_error);
  tcase_add_test(tests, a_long_message_is_cut_at_a_character);
  tcase_add_test(tests, a_problem_that_quotes_half_a_character_leaves_it_out);
  tcase_add_test(tests, names);
  tcase_add_test(tests, problems_are_kept_in_order);
  tcase_add_test(tests, a_list_of_problems_stops_growing);
  suite_add_tcase(suite, tests);
  return suite;
}
