/* A folder that gets all its files or none. */
#include "help.h"
#include "suites.h"

#include "output/folder.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static cs_folder *open_folder(const char *path) {
  cs_folder *folder;
  cs_error error = {0};
  ck_assert_msg(cs_folder_open(&folder, path, &error) == CS_OK, "%s", error.message);
  return folder;
}

static bool is_there(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return access(path, F_OK) == 0;
}

START_TEST(nothing_is_there_before_all_is) {
  char *path = make_folder();
  cs_error error = {0};
  cs_written written;
  FILE *file;
  cs_folder *folder = open_folder(path);
  ck_assert_int_eq(cs_folder_begin(&file, folder, "one", &error), CS_OK);
  fputs("abc", file);
  ck_assert_int_eq(cs_folder_end(&written, folder, &error), CS_OK);
  ck_assert_uint_eq(written.bytes, 3);
  ck_assert_str_eq(written.sha256,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  ck_assert(!is_there(path, "one"));
  ck_assert_int_eq(cs_folder_begin(&file, folder, "two", &error), CS_OK);
  ck_assert_int_eq(cs_folder_end(&written, folder, &error), CS_OK);
  ck_assert_uint_eq(written.bytes, 0);
  ck_assert_int_eq(cs_folder_commit(folder, &error), CS_OK);
  cs_folder_close(folder);
  ck_assert(is_there(path, "one") && is_there(path, "two"));
  ck_assert(!is_there(path, ".one.partial"));
  remove_folder(path);
}
END_TEST

START_TEST(what_is_not_committed_goes) {
  char *path = make_folder();
  cs_error error = {0};
  FILE *file;
  cs_folder *folder = open_folder(path);
  ck_assert_int_eq(cs_folder_begin(&file, folder, "one", &error), CS_OK);
  fputs("abc", file);
  cs_folder_close(folder);
  ck_assert(!is_there(path, "one"));
  ck_assert(!is_there(path, ".one.partial"));
  cs_folder_close(NULL);
  remove_folder(path);
}
END_TEST

START_TEST(two_exports_do_not_mix) {
  char *path = make_folder();
  cs_error error = {0};
  cs_folder *folder = open_folder(path), *second;
  ck_assert_int_eq(cs_folder_open(&second, path, &error), CS_BUSY);
  ck_assert_ptr_nonnull(strstr(error.message, path));
  cs_folder_close(folder);
  ck_assert_int_eq(cs_folder_open(&second, path, &error), CS_OK);
  cs_folder_close(second);
  remove_folder(path);
}
END_TEST

START_TEST(a_file_that_grows_too_large_is_said) {
  char *path = make_folder();
  cs_error error = {0};
  cs_written written;
  FILE *file;
  struct rlimit before, limit;
  signal(SIGXFSZ, SIG_IGN);
  getrlimit(RLIMIT_FSIZE, &before);
  limit = (struct rlimit){.rlim_cur = 1000, .rlim_max = before.rlim_max};
  cs_folder *folder = open_folder(path);
  ck_assert_int_eq(cs_folder_begin(&file, folder, "one", &error), CS_OK);
  setrlimit(RLIMIT_FSIZE, &limit);
  for (int i = 0; i < 2000; i++) {
    putc('x', file);
  }
  cs_status status = cs_folder_end(&written, folder, &error);
  setrlimit(RLIMIT_FSIZE, &before);
  ck_assert_int_eq(status, CS_UNREADABLE);
  ck_assert_ptr_nonnull(strstr(error.message, strerror(EFBIG)));
  ck_assert_ptr_nonnull(strstr(error.message, "one"));
  cs_folder_close(folder);
  ck_assert(!is_there(path, "one") && !is_there(path, ".one.partial"));
  remove_folder(path);
}
END_TEST

START_TEST(a_folder_in_the_way_is_left) {
  char *path = make_folder(), below[4096];
  cs_error error = {0};
  cs_written written;
  FILE *file;
  snprintf(below, sizeof below, "%s/one/two", path);
  cs_folder_close(open_folder(below));
  cs_folder *folder = open_folder(path);
  ck_assert_int_eq(cs_folder_check(folder, "one", "mark", &error), CS_USAGE);
  ck_assert_int_eq(cs_folder_check(folder, "none", "mark", &error), CS_OK);
  ck_assert_int_eq(cs_folder_begin(&file, folder, "one", &error), CS_OK);
  ck_assert_int_eq(cs_folder_end(&written, folder, &error), CS_OK);
  ck_assert_int_eq(cs_folder_commit(folder, &error), CS_UNREADABLE);
  cs_folder_close(folder);
  ck_assert(is_there(path, "one/two"));
  ck_assert(!is_there(path, ".one.partial"));
  remove_folder(path);
}
END_TEST

Suite *folder_suite(void) {
  Suite *suite = suite_create("folder");
  TCase *tests = tcase_create("folder");
  tcase_add_test(tests, nothing_is_there_before_all_is);
  tcase_add_test(tests, what_is_not_committed_goes);
  tcase_add_test(tests, two_exports_do_not_mix);
  tcase_add_test(tests, a_file_that_grows_too_large_is_said);
  tcase_add_test(tests, a_folder_in_the_way_is_left);
  suite_add_tcase(suite, tests);
  return suite;
}
