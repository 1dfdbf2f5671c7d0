/* Packing and unpacking: what goes in comes out, and what is damaged does not. */
#include "suites.h"

#include "dataset/unpack.h"

#include <conspectus/dataset.h>
#include <stdlib.h>
#include <string.h>

static void check_back_and_forth(const char *text, size_t length) {
  void *packed;
  size_t packed_size;
  char *back;
  cs_error error;
  ck_assert_int_eq(cs_pack(&packed, &packed_size, text, length, &error), CS_OK);
  ck_assert_uint_le(packed_size, length);
  ck_assert_int_eq(cs_unpack(&back, packed, packed_size, (int64_t)length), CS_UNPACKED);
  ck_assert_mem_eq(back, text, length);
  ck_assert_int_eq(back[length], '\0');
  free(back);
  free(packed);
}

START_TEST(texts_come_back) {
  char many[5000];
  for (size_t i = 0; i < sizeof many; i++) {
    many[i] = (char)('a' + i % 7);
  }
  check_back_and_forth("", 0);
  check_back_and_forth("a", 1);
  check_back_and_forth("abc", 3);
  check_back_and_forth(many, sizeof many);
}
END_TEST

/* A word of three letters does not get shorter: SQLite Archives then hold the text itself. */
START_TEST(what_does_not_shrink_is_kept_as_it_is) {
  void *packed;
  size_t packed_size;
  cs_error error;
  ck_assert_int_eq(cs_pack(&packed, &packed_size, "abc", 3, &error), CS_OK);
  ck_assert_uint_eq(packed_size, 3);
  ck_assert_mem_eq(packed, "abc", 3);
  free(packed);
}
END_TEST

/* The first byte of zlib format says deflate with a window of 32 KiB: 0x78. */
START_TEST(what_shrinks_is_in_zlib_format) {
  char many[1000];
  void *packed;
  size_t packed_size;
  cs_error error;
  memset(many, 'x', sizeof many);
  ck_assert_int_eq(cs_pack(&packed, &packed_size, many, sizeof many, &error), CS_OK);
  ck_assert_uint_lt(packed_size, 100);
  ck_assert_int_eq(((unsigned char *)packed)[0], 0x78);
  free(packed);
}
END_TEST

START_TEST(texts_that_are_too_long_are_refused) {
  void *packed = NULL;
  size_t packed_size = 0;
  cs_error error;
  ck_assert_int_eq(cs_pack(&packed, &packed_size, "", (size_t)CS_TEXT_MAX + 1, &error), CS_LIMIT);
  ck_assert_ptr_null(packed);
}
END_TEST

START_TEST(sizes_are_not_believed) {
  char many[1000];
  void *packed;
  size_t packed_size;
  char *back = NULL;
  cs_error error;
  memset(many, 'x', sizeof many);
  ck_assert_int_eq(cs_pack(&packed, &packed_size, many, sizeof many, &error), CS_OK);
  ck_assert_int_eq(cs_unpack(&back, packed, packed_size, 999), CS_UNPACK_DAMAGED);
  ck_assert_int_eq(cs_unpack(&back, packed, packed_size, 1001), CS_UNPACK_DAMAGED);
  ck_assert_int_eq(cs_unpack(&back, packed, packed_size, -1), CS_UNPACK_TOO_LARGE);
  ck_assert_int_eq(cs_unpack(&back, packed, packed_size, INT64_MAX), CS_UNPACK_TOO_LARGE);
  ck_assert_int_eq(cs_unpack(&back, packed, packed_size - 1, 1000), CS_UNPACK_DAMAGED);
  ck_assert_int_eq(cs_unpack(&back, packed, 0, 1000), CS_UNPACK_DAMAGED);
  ((unsigned char *)packed)[packed_size / 2] ^= 0xFF;
  ck_assert_int_eq(cs_unpack(&back, packed, packed_size, 1000), CS_UNPACK_DAMAGED);
  ck_assert_ptr_null(back);
  free(packed);
}
END_TEST

Suite *pack_suite(void) {
  Suite *suite = suite_create("pack");
  TCase *tests = tcase_create("pack");
  tcase_add_test(tests, texts_come_back);
  tcase_add_test(tests, what_does_not_shrink_is_kept_as_it_is);
  tcase_add_test(tests, what_shrinks_is_in_zlib_format);
  tcase_add_test(tests, texts_that_are_too_long_are_refused);
  tcase_add_test(tests, sizes_are_not_believed);
  suite_add_tcase(suite, tests);
  return suite;
}
