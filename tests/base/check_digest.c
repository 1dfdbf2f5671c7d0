/* SHA-256, against the examples of FIPS 180-4 and the empty string. */
#include "suites.h"

#include "base/digest.h"

#include <stdlib.h>
#include <string.h>

#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define TWO_BLOCKS "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
#define MILLION "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"

START_TEST(known_digests) {
  char hex[65];
  cs_sha256("", 0, hex);
  ck_assert_str_eq(hex, EMPTY);
  cs_sha256("abc", 3, hex);
  ck_assert_str_eq(hex, ABC);
  cs_sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, hex);
  ck_assert_str_eq(hex, TWO_BLOCKS);
}
END_TEST

START_TEST(a_file_is_read_in_pieces) {
  FILE *file = tmpfile();
  ck_assert_ptr_nonnull(file);
  char hex[65];
  uint64_t bytes = 1;
  ck_assert(cs_sha256_file(file, hex, &bytes));
  ck_assert_str_eq(hex, EMPTY);
  ck_assert_uint_eq(bytes, 0);
  for (int i = 0; i < 1000000; i++) {
    putc('a', file);
  }
  ck_assert(cs_sha256_file(file, hex, &bytes));
  ck_assert_str_eq(hex, MILLION);
  ck_assert_uint_eq(bytes, 1000000);
  fclose(file);
}
END_TEST

Suite *digest_suite(void) {
  Suite *suite = suite_create("digest");
  TCase *tests = tcase_create("digest");
  tcase_add_test(tests, known_digests);
  tcase_add_test(tests, a_file_is_read_in_pieces);
  suite_add_tcase(suite, tests);
  return suite;
}
