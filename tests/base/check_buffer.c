/* Bytes that grow. */
#include "suites.h"

#include "base/buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

START_TEST(a_buffer_is_a_string_once_something_was_added) {
  cs_buffer buffer = {0};
  ck_assert_ptr_null(buffer.bytes);
  cs_buffer_add(&buffer, NULL, 0);
  ck_assert_str_eq(buffer.bytes, "");
  cs_buffer_add_string(&buffer, "one");
  cs_buffer_add_char(&buffer, ',');
  cs_buffer_add_format(&buffer, "%d%s", 2, "");
  cs_buffer_add(&buffer, " three", 3);
  ck_assert_str_eq(buffer.bytes, "one,2 th");
  ck_assert_uint_eq(buffer.length, 8);
  cs_buffer_free(&buffer);
  ck_assert_ptr_null(buffer.bytes);
  ck_assert_uint_eq(buffer.length, 0);
}
END_TEST

START_TEST(it_grows_byte_by_byte) {
  cs_buffer buffer = {0};
  for (size_t i = 0; i < 1000; i++) {
    cs_buffer_add_char(&buffer, (char)('a' + i % 26));
    ck_assert_uint_gt(buffer.capacity, buffer.length);
    ck_assert_int_eq(buffer.bytes[buffer.length], 0);
  }
  for (size_t i = 0; i < 1000; i++) {
    ck_assert_int_eq(buffer.bytes[i], (char)('a' + i % 26));
  }
  cs_buffer_free(&buffer);
}
END_TEST

START_TEST(a_long_format_fits) {
  cs_buffer buffer = {0};
  cs_buffer_add_format(&buffer, "%0500d", 7);
  ck_assert_uint_eq(buffer.length, 500);
  ck_assert_int_eq(buffer.bytes[499], '7');
  cs_buffer_free(&buffer);
}
END_TEST

START_TEST(room_can_be_reserved) {
  cs_buffer buffer = {0};
  memcpy(cs_buffer_reserve(&buffer, 3), "abc", 3);
  buffer.length = 3;
  ck_assert_uint_ge(buffer.capacity, 4);
  cs_buffer_add_char(&buffer, 'd');
  ck_assert_str_eq(buffer.bytes, "abcd");
  cs_buffer_free(&buffer);
}
END_TEST

START_TEST(resetting_keeps_the_memory) {
  cs_buffer buffer = {0};
  cs_buffer_reset(&buffer);
  ck_assert_ptr_null(buffer.bytes);
  cs_buffer_add_string(&buffer, "text");
  char *bytes = buffer.bytes;
  cs_buffer_reset(&buffer);
  ck_assert_ptr_eq(buffer.bytes, bytes);
  ck_assert_str_eq(buffer.bytes, "");
  ck_assert_uint_eq(buffer.length, 0);
  cs_buffer_free(&buffer);
}
END_TEST

START_TEST(taking_leaves_it_empty) {
  cs_buffer buffer = {0};
  char *nothing = cs_buffer_take(&buffer);
  ck_assert_str_eq(nothing, "");
  free(nothing);
  cs_buffer_add_string(&buffer, "text");
  char *text = cs_buffer_take(&buffer);
  ck_assert_str_eq(text, "text");
  ck_assert_ptr_null(buffer.bytes);
  ck_assert_uint_eq(buffer.capacity, 0);
  free(text);
}
END_TEST

START_TEST(too_much_ends_the_process) {
  cs_buffer buffer = {0};
  cs_buffer_add_char(&buffer, 'a');
  cs_buffer_reserve(&buffer, SIZE_MAX - 1);
}
END_TEST

Suite *buffer_suite(void) {
  Suite *suite = suite_create("buffer");
  TCase *tests = tcase_create("buffer");
  tcase_add_test(tests, a_buffer_is_a_string_once_something_was_added);
  tcase_add_test(tests, it_grows_byte_by_byte);
  tcase_add_test(tests, a_long_format_fits);
  tcase_add_test(tests, room_can_be_reserved);
  tcase_add_test(tests, resetting_keeps_the_memory);
  tcase_add_test(tests, taking_leaves_it_empty);
  const char *forks = getenv("CK_FORK");
  if (forks == NULL || strcmp(forks, "no") != 0) {
    tcase_add_exit_test(tests, too_much_ends_the_process, 3);
  }
  suite_add_tcase(suite, tests);
  return suite;
}
