/* The tray: what is put is found as it was, in order, and never more than fits. */
#include "run/tray.h"
#include "run/window.h"
#include "suites.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static cs_tray *tray;

static void set_up(void) {
  tray = cs_tray_new();
  ck_assert_ptr_nonnull(tray);
}

static void tear_down(void) {
  cs_tray_free(tray);
}

/* `length` bytes that tell the document. */
static bool put(uint32_t document, size_t length) {
  cs_buffer bytes = {0};
  memset(cs_buffer_reserve(&bytes, length + 1), 'a' + (int)(document % 26), length);
  bytes.length = length;
  bool there = cs_tray_put(tray, document, &bytes);
  cs_buffer_free(&bytes);
  return there;
}

static void expect(uint32_t document, size_t length) {
  size_t found = 0;
  const char *bytes = cs_tray_find(&found, tray, document);
  ck_assert_ptr_nonnull(bytes);
  ck_assert_uint_eq(found, length);
  bool same = true;
  for (size_t i = 0; i < length; i++) {
    same = same && bytes[i] == 'a' + (int)(document % 26);
  }
  ck_assert(same);
}

static void expect_none(uint32_t document) {
  size_t length;
  ck_assert_ptr_null(cs_tray_find(&length, tray, document));
}

START_TEST(empty) {
  expect_none(0);
  cs_tray_remove(tray, 0);
  ck_assert(put(3, 0));
  expect(3, 0);
  expect_none(3 + CS_WINDOW_SIZE);
  cs_tray_remove(tray, 3 + CS_WINDOW_SIZE);
  expect(3, 0);
  cs_tray_remove(tray, 3);
  expect_none(3);
}
END_TEST

START_TEST(full) {
  ck_assert(!put(0, CS_TRAY_BYTES));
  ck_assert(put(0, CS_TRAY_BYTES - 1));
  ck_assert(!put(1, 2));
  expect(0, CS_TRAY_BYTES - 1);
  cs_tray_remove(tray, 0);
  ck_assert(put(1, CS_TRAY_BYTES / 2));
  ck_assert(put(2, CS_TRAY_BYTES / 2 - 1));
  ck_assert(!put(3, CS_TRAY_BYTES / 2));
  cs_tray_remove(tray, 1);
  ck_assert(put(3, CS_TRAY_BYTES / 2 - 1)); /* at the start of the ring */
  ck_assert(!put(4, 2));
  expect(2, CS_TRAY_BYTES / 2 - 1);
  expect(3, CS_TRAY_BYTES / 2 - 1);
}
END_TEST

/* Sizes that never divide the ring, some documents not in it, for many rounds. */
START_TEST(round_and_round) {
  static const size_t sizes[] = {100003, 1, 350001, 70001, 1000003, 33};
  uint32_t first = 0;
  for (uint32_t next = 0; next < 3000; next++) {
    bool passed = next % 7 == 5;
    while (!passed && !put(next, sizes[next % 6])) {
      ck_assert_uint_lt(first, next);
      cs_tray_remove(tray, first++);
    }
    if (next - first >= CS_WINDOW_SIZE - 1) {
      cs_tray_remove(tray, first++);
    }
    if (next % 100 == 0) {
      for (uint32_t i = first; i <= next; i++) {
        if (i % 7 == 5) {
          expect_none(i);
        } else {
          expect(i, sizes[i % 6]);
        }
      }
    }
  }
}
END_TEST

START_TEST(in_another_process) {
  pid_t child = fork();
  if (child == 0) {
    size_t length = 0;
    const char *bytes = NULL;
    for (int tries = 0; tries < 500 && bytes == NULL; tries++) {
      usleep(10000);
      bytes = cs_tray_find(&length, tray, 5);
    }
    _exit(bytes != NULL && length <= 4000 ? 0 : 1);
  }
  int status = -1;
  ck_assert(put(5, 4000));
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_int_eq(status, 0);
}
END_TEST

/* A worker under somebody's command writes over what lies before the bytes, and over them. */
START_TEST(a_worker_cannot_lead_the_coordinator_astray) {
  enum { BEFORE = 64 };
  size_t length;
  ck_assert(put(0, 1000));
  const char *bytes = cs_tray_find(&length, tray, 0);
  pid_t child = fork();
  if (child == 0) {
    memset((char *)(uintptr_t)bytes - BEFORE, 0x7F, BEFORE + CS_TRAY_BYTES);
    _exit(0);
  }
  int status = -1;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_int_eq(status, 0);
  ck_assert(cs_tray_has(tray, 0));
  ck_assert(put(1, 2000));
  expect(1, 2000);
  ck_assert(!put(2, CS_TRAY_BYTES - 1000));
  cs_tray_remove(tray, 0);
  cs_tray_remove(tray, 1);
  ck_assert(!cs_tray_has(tray, 1));
  ck_assert(put(2, CS_TRAY_BYTES - 1000));
}
END_TEST

Suite *tray_suite(void) {
  Suite *suite = suite_create("tray");
  TCase *tests = tcase_create("tray");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, empty);
  tcase_add_test(tests, full);
  tcase_add_test(tests, round_and_round);
  tcase_add_test(tests, in_another_process);
  tcase_add_test(tests, a_worker_cannot_lead_the_coordinator_astray);
  suite_add_tcase(suite, tests);
  return suite;
}
