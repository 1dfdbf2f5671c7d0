/* Documents in trouble: what they are tried again without, and how often. */
#include "run/trouble.h"
#include "run/window.h"
#include "suites.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THEMES = 40 };

static cs_trouble *trouble;

static void set_up(void) {
  trouble = cs_trouble_new();
  ck_assert_ptr_nonnull(trouble);
}

static void tear_down(void) {
  cs_trouble_free(trouble);
}

/* Theme numbers from 1, as in a note; 0: none ran. */
static bool crash(uint32_t document, uint32_t theme) {
  const cs_loss loss = {.cause = "it crashed", .at = {.theme = theme, .passage = 7}};
  return cs_trouble_add(trouble, document, &loss, THEMES);
}

static size_t left_out(uint32_t document) {
  cs_left_out found[CS_TROUBLE_THEMES];
  return cs_trouble_find(found, trouble, document, THEMES);
}

START_TEST(nothing_is_left_out_at_first) {
  ck_assert_uint_eq(left_out(0), 0);
  ck_assert_uint_eq(left_out(5), 0);
}
END_TEST

START_TEST(a_theme_is_left_out_at_once) {
  cs_left_out found[CS_TROUBLE_THEMES];
  ck_assert(crash(5, 3));
  ck_assert_uint_eq(cs_trouble_find(found, trouble, 5, THEMES), 1);
  ck_assert_uint_eq(found->theme, 2);
  ck_assert_uint_eq(found->passage, 7);
  ck_assert_str_eq(found->cause, "it crashed");
  ck_assert(crash(5, 1));
  ck_assert_uint_eq(left_out(5), 2);
  ck_assert_uint_eq(left_out(6), 0);
}
END_TEST

/* As where another worker wrote over what it should only read. */
START_TEST(a_theme_of_none_is_not_told) {
  cs_left_out found[CS_TROUBLE_THEMES];
  ck_assert(crash(5, 3));
  ck_assert(crash(5, 1));
  ck_assert_uint_eq(cs_trouble_find(found, trouble, 5, 2), 1);
  ck_assert_uint_eq(found->theme, 0);
}
END_TEST

START_TEST(without_a_theme_it_is_tried_once_more) {
  ck_assert(crash(5, 0));
  ck_assert_uint_eq(left_out(5), 0);
  ck_assert(!crash(5, 0));
  ck_assert(crash(6, 0));
  ck_assert(crash(6, 2)); /* another cause than before, and one that can be left out */
  ck_assert(!crash(6, 0));
}
END_TEST

START_TEST(what_is_too_slow_without_a_theme_is_not_tried_again) {
  cs_loss loss = {.cause = "too slow", .too_slow = true};
  ck_assert(!cs_trouble_add(trouble, 5, &loss, THEMES));
  loss.at.theme = 4;
  ck_assert(cs_trouble_add(trouble, 6, &loss, THEMES));
  ck_assert_uint_eq(left_out(6), 1);
}
END_TEST

/* Somebody's kill says nothing of the theme that happened to run, the first time. */
START_TEST(a_signal_from_outside_is_no_theme_s_fault) {
  const cs_loss loss = {.cause = "killed", .at = {.theme = 3}, .from_outside = true};
  ck_assert(cs_trouble_add(trouble, 5, &loss, THEMES));
  ck_assert_uint_eq(left_out(5), 0);
  ck_assert(cs_trouble_add(trouble, 5, &loss, THEMES));
  ck_assert_uint_eq(left_out(5), 1);
}
END_TEST

START_TEST(notes_that_cannot_be_right) {
  ck_assert(crash(5, THEMES));
  ck_assert_uint_eq(left_out(5), 1);
  ck_assert(!crash(5, THEMES)); /* it was left out, and could not run */
  ck_assert(crash(6, THEMES + 1));
  ck_assert(!crash(6, UINT32_MAX));
  ck_assert_uint_eq(left_out(6), 0);
}
END_TEST

START_TEST(there_is_an_end) {
  for (uint32_t theme = 1; theme <= CS_TROUBLE_THEMES; theme++) {
    ck_assert(crash(5, theme));
  }
  ck_assert(!crash(5, CS_TROUBLE_THEMES + 1));
  ck_assert_uint_eq(left_out(5), CS_TROUBLE_THEMES);
}
END_TEST

START_TEST(a_later_document_takes_the_place) {
  ck_assert(crash(5, 1));
  ck_assert(crash(5 + CS_WINDOW_SIZE, 0));
  ck_assert_uint_eq(left_out(5), 0);
  ck_assert_uint_eq(left_out(5 + CS_WINDOW_SIZE), 0);
}
END_TEST

/* A worker sees what happened after it was made, and cannot change what the coordinator knows. */
START_TEST(in_a_worker) {
  pid_t child = fork();
  if (child == 0) {
    for (int tries = 0; tries < 500 && left_out(5) == 0; tries++) {
      usleep(10000);
    }
    _exit((int)left_out(5));
  }
  int status = -1;
  ck_assert(crash(5, 3));
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_int_eq(WEXITSTATUS(status), 1);
}
END_TEST

Suite *trouble_suite(void) {
  Suite *suite = suite_create("trouble");
  TCase *tests = tcase_create("trouble");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, nothing_is_left_out_at_first);
  tcase_add_test(tests, a_theme_is_left_out_at_once);
  tcase_add_test(tests, a_theme_of_none_is_not_told);
  tcase_add_test(tests, without_a_theme_it_is_tried_once_more);
  tcase_add_test(tests, what_is_too_slow_without_a_theme_is_not_tried_again);
  tcase_add_test(tests, a_signal_from_outside_is_no_theme_s_fault);
  tcase_add_test(tests, notes_that_cannot_be_right);
  tcase_add_test(tests, there_is_an_end);
  tcase_add_test(tests, a_later_document_takes_the_place);
  tcase_add_test(tests, in_a_worker);
  suite_add_tcase(suite, tests);
  return suite;
}
