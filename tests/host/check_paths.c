/* Default folders: the program's own first, then CONSPECTUS_PATH as it stands. */
#include "suites.h"
#include "toy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static size_t count_folders(char **folders) {
  size_t count = 0;
  while (folders[count] != NULL) {
    count++;
  }
  return count;
}

START_TEST(the_own_folder_comes_first) {
  unsetenv("CONSPECTUS_PATH");
  char **folders = cs_host_default_folders();
  ck_assert_uint_eq(count_folders(folders), 1);
  const char *end = strrchr(folders[0], '/');
  ck_assert_ptr_nonnull(end);
  ck_assert_str_eq(end, "/plugins");
  cs_host_free_folders(folders);
  cs_host_free_folders(NULL);
}
END_TEST

START_TEST(the_path_is_added_in_order) {
  setenv("CONSPECTUS_PATH", ":/nowhere/a::/nowhere/b:", 1);
  char **folders = cs_host_default_folders();
  ck_assert_uint_eq(count_folders(folders), 3);
  ck_assert_str_eq(folders[1], "/nowhere/a");
  ck_assert_str_eq(folders[2], "/nowhere/b");
  cs_host_free_folders(folders);
}
END_TEST

static bool has_own_folder(void) {
  struct stat about;
  char **folders = cs_host_default_folders();
  bool there = stat(folders[0], &about) == 0;
  cs_host_free_folders(folders);
  if (!there) {
    fprintf(stderr, "skipped: the program's own plugins are not installed\n");
  }
  return there;
}

/* A theme that was meant to code would be missing, and nobody might see it. */
START_TEST(a_missing_folder_of_the_path_fails) {
  setenv("CONSPECTUS_PATH", "/nowhere/a", 1);
  if (has_own_folder()) {
    cs_problems problems = {0};
    cs_host_options options = {0};
    cs_error error = {0};
    cs_host *host = NULL;
    ck_assert_int_eq(cs_host_open(&host, &options, &problems, &error), CS_NOT_FOUND);
    ck_assert_ptr_nonnull(strstr(error.message, "/nowhere/a: "));
    ck_assert_ptr_nonnull(strstr(error.message, "CONSPECTUS_PATH names it"));
  }
}
END_TEST

START_TEST(all_folders_are_read_and_the_last_one_wins) {
  char good[TOY_PATH], wrong[TOY_PATH];
  setenv("CONSPECTUS_PATH", toy_path(good, "tests/host/data/good"), 1);
  if (!has_own_folder()) {
    return;
  }
  cs_problems problems = {0};
  cs_host_options options = {0};
  cs_error error = {0};
  cs_host *host = NULL;
  cs_status status = cs_host_open(&host, &options, &problems, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  ck_assert_uint_eq(problems.count, 0);
  toy_theme(host, "mash_capacity");
  toy_theme(host, "apples");
  cs_host_close(host);
  options.last_folder = toy_path(wrong, "tests/host/data/wrong");
  ck_assert_int_eq(cs_host_open(&host, &options, &problems, &error), CS_OK);
  ck_assert_uint_gt(problems.count, 0);
  cs_host_close(host);
  options.last_folder = "/nowhere/b";
  ck_assert_int_eq(cs_host_open(&host, &options, &problems, &error), CS_NOT_FOUND);
  cs_problems_clear(&problems);
}
END_TEST

Suite *paths_suite(void) {
  Suite *suite = suite_create("paths");
  TCase *cases = tcase_create("paths");
  tcase_add_test(cases, the_own_folder_comes_first);
  tcase_add_test(cases, the_path_is_added_in_order);
  tcase_add_test(cases, a_missing_folder_of_the_path_fails);
  tcase_add_test(cases, all_folders_are_read_and_the_last_one_wins);
  suite_add_tcase(suite, cases);
  return suite;
}
