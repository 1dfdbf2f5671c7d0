/* The window: order, bounds, and what it refuses. */
#include "record.h"
#include "run/window.h"
#include "suites.h"

#include <stdlib.h>
#include <string.h>

static const cs_message_limits limits = {.theme_count = 3, .term_count = 50, .text_size = 1000};
static cs_window *window;

static void set_up(void) {
  window = calloc(1, sizeof *window);
  ck_assert_ptr_nonnull(window);
}

static void tear_down(void) {
  cs_window_free(window);
  free(window);
}

static cs_status take(uint32_t document, uint32_t said) {
  sample_record sample;
  sample_record_fill(&sample, document);
  const cs_message message = {.document = said, .record = sample.record};
  cs_buffer reply = {0};
  cs_error error = {0};
  cs_message_write(&reply, &message);
  cs_status status = cs_window_take(window, document, &reply, &limits, &error);
  ck_assert_int_eq(reply.bytes == NULL, status == CS_OK);
  cs_buffer_free(&reply);
  return status;
}

START_TEST(comes_out_in_order) {
  window->handed = 3;
  ck_assert_ptr_null(cs_window_next(window));
  ck_assert_int_eq(take(2, 2), CS_OK);
  ck_assert_ptr_null(cs_window_next(window));
  ck_assert_int_eq(take(0, 0), CS_OK);
  cs_window_lose(window, 1, "lost");
  ck_assert_str_eq(cs_window_next(window)->message.record.review->area, "Area 0000");
  cs_window_advance(window);
  ck_assert_str_eq(cs_window_next(window)->cause, "lost");
  cs_window_advance(window);
  ck_assert_str_eq(cs_window_next(window)->message.record.review->area, "Area 0002");
  cs_window_advance(window);
  ck_assert_ptr_null(cs_window_next(window));
  ck_assert_uint_eq(window->bytes, 0);
}
END_TEST

START_TEST(refuses_what_nobody_asked_for) {
  window->handed = 2;
  ck_assert_int_eq(take(2, 2), CS_MALFORMED); /* not handed out */
  ck_assert_int_eq(take(1, 0), CS_MALFORMED); /* says that it is another */
  ck_assert_int_eq(take(1, 1), CS_OK);
  ck_assert_int_eq(take(1, 1), CS_MALFORMED); /* twice */
  cs_window_lose(window, 1, "late");          /* does not replace what is there */
  ck_assert_int_eq(take(0, 0), CS_OK);
  cs_window_advance(window);
  ck_assert_ptr_null(cs_window_next(window)->cause);
  ck_assert_int_eq(take(0, 0), CS_MALFORMED); /* written already */
}
END_TEST

START_TEST(awaits_again_what_it_drops) {
  window->handed = 2;
  ck_assert_int_eq(take(0, 0), CS_OK);
  ck_assert_int_eq(take(1, 1), CS_OK);
  size_t bytes = window->bytes;
  cs_window_await_again(window);
  ck_assert_ptr_null(cs_window_next(window)); /* the other waits for it */
  ck_assert_uint_lt(window->bytes, bytes);
  ck_assert_int_eq(take(0, 0), CS_OK);
  ck_assert_uint_eq(window->bytes, bytes);
  cs_window_advance(window);
  ck_assert_str_eq(cs_window_next(window)->message.record.review->area, "Area 0001");
}
END_TEST

START_TEST(is_bounded) {
  ck_assert(!cs_window_is_full(window));
  window->handed = CS_WINDOW_SIZE;
  ck_assert(cs_window_is_full(window));
  cs_window_lose(window, 0, "lost");
  cs_window_advance(window);
  ck_assert(!cs_window_is_full(window));
  window->bytes = CS_WINDOW_BYTES;
  ck_assert(cs_window_is_full(window));
}
END_TEST

Suite *window_suite(void) {
  Suite *suite = suite_create("window");
  TCase *tests = tcase_create("window");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, comes_out_in_order);
  tcase_add_test(tests, refuses_what_nobody_asked_for);
  tcase_add_test(tests, awaits_again_what_it_drops);
  tcase_add_test(tests, is_bounded);
  suite_add_tcase(suite, tests);
  return suite;
}
