/* Files that can and cannot be read. */
#include "help.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[32];
static char path[sizeof folder + 32];

static void make_folder(void) {
  strcpy(folder, "/tmp/conspectus-text-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void) {
  unlink(path);
  rmdir(folder);
}

static const char *make_file(const char *name, const char *bytes, size_t length) {
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
  ck_assert_int_eq(fclose(file), 0);
  return path;
}

/* Reading fails so, and the message names the file and holds `part`. */
static void expect_refusal(const char *file, cs_status status, const char *part) {
  cs_text *text = NULL;
  cs_problems problems = {0};
  cs_error error = {0};
  cs_text_limits limits = cs_text_default_limits;
  limits.max_bytes = 1000;
  ck_assert_int_eq(cs_text_read(&text, file, &limits, &problems, &error), status);
  ck_assert_ptr_null(text);
  ck_assert_int_eq(error.status, status);
  ck_assert_msg(strstr(error.message, file) == error.message, "%s", error.message);
  ck_assert_msg(strstr(error.message, part) != NULL, "%s", error.message);
  ck_assert_uint_eq(problems.count, 0);
}

START_TEST(a_text_file_is_read) {
  const char *file = make_file("a.md", "# Title\n", 8);
  cs_text *text = NULL;
  cs_problems problems = {0};
  ck_assert_int_eq(cs_text_read(&text, file, &cs_text_default_limits, &problems, NULL), CS_OK);
  ck_assert_str_eq(text->bytes, "Title");
  ck_assert_int_eq(text->format, CS_FORMAT_MARKDOWN);
  cs_text_free(text);
}
END_TEST

START_TEST(a_missing_file) {
  expect_refusal("/nowhere/at/all.txt", CS_NOT_FOUND, "No such file");
}
END_TEST

START_TEST(an_empty_file) {
  expect_refusal(make_file("a.txt", "", 0), CS_MALFORMED, "empty");
  expect_refusal(make_file("a.txt", " \n\f\n- \n", 7), CS_MALFORMED, "no text");
}
END_TEST

START_TEST(a_folder) {
  expect_refusal(folder, CS_UNREADABLE, "folder");
}
END_TEST

START_TEST(a_device) {
  expect_refusal("/dev/null", CS_UNREADABLE, "regular");
}
END_TEST

START_TEST(a_file_without_permission) {
  const char *file = make_file("a.txt", "text", 4);
  ck_assert_int_eq(chmod(file, 0), 0);
  if (geteuid() != 0) { /* root may read everything */
    expect_refusal(file, CS_UNREADABLE, "Permission");
  }
}
END_TEST

START_TEST(a_file_too_large) {
  char bytes[1001];
  memset(bytes, 'a', sizeof bytes);
  expect_refusal(make_file("a.txt", bytes, sizeof bytes), CS_LIMIT, "1001 bytes");
}
END_TEST

START_TEST(a_binary_file) {
  expect_refusal(make_file("a.txt", "MZ\0\0\1\2\3\0\0\0\0\0and words", 21), CS_MALFORMED, "binary");
  expect_refusal(make_file("a.txt", "a\0b", 3), CS_MALFORMED, "binary");
  expect_refusal(make_file("a.docx", "PK\3\4....", 8), CS_MALFORMED, "save it as text or PDF");
  expect_refusal(make_file("a.gz", "\x1F\x8B....", 6), CS_MALFORMED, "decompress");
  expect_refusal(make_file("a.rtf", "{\\rtf1 text}", 12), CS_MALFORMED, "rich text");
}
END_TEST

START_TEST(one_control_character_in_a_long_text_is_no_binary_file) {
  char bytes[3000];
  memset(bytes, 'a', sizeof bytes);
  bytes[1500] = '\0';
  cs_problems problems = {0};
  cs_text *text = read_bytes(bytes, sizeof bytes, "a.txt", &problems);
  ck_assert_uint_eq(problems.count, 1);
  ck_assert_uint_eq(text->length, sizeof bytes + 2);
  cs_text_free(text);
  cs_problems_clear(&problems);
}
END_TEST

START_TEST(freeing_nothing_is_allowed) {
  cs_text_free(NULL);
}
END_TEST

Suite *files_suite(void) {
  Suite *suite = suite_create("files");
  TCase *tests = tcase_create("files");
  tcase_add_checked_fixture(tests, make_folder, remove_folder);
  tcase_add_test(tests, a_text_file_is_read);
  tcase_add_test(tests, a_missing_file);
  tcase_add_test(tests, an_empty_file);
  tcase_add_test(tests, a_folder);
  tcase_add_test(tests, a_device);
  tcase_add_test(tests, a_file_without_permission);
  tcase_add_test(tests, a_file_too_large);
  tcase_add_test(tests, a_binary_file);
  tcase_add_test(tests, one_control_character_in_a_long_text_is_no_binary_file);
  tcase_add_test(tests, freeing_nothing_is_allowed);
  suite_add_tcase(suite, tests);
  return suite;
}
