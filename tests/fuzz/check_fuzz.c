/* The fuzz targets without a fuzzer: each reads its own inputs, then all that were once
 * found to break it, in tests/fuzz/found/TARGET/. */
#include "fuzz.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECONDS = 120 }; /* of all inputs of a target, under a slow checker too */

/* From memory that ends where the input does, so that a sanitizer sees a step beyond. */
static void run_exactly(void *context, const char *bytes, size_t length) {
  const fuzz_target *target = context;
  char *copy = malloc(length != 0 ? length : 1);
  ck_assert_ptr_nonnull(copy);
  memcpy(copy, bytes, length);
  target->run(copy, length);
  free(copy);
}

static void discard_const(void **out, const fuzz_target *target) {
  memcpy(out, &target, sizeof target);
}

START_TEST(reads_its_own_inputs) {
  const fuzz_target *target = fuzz_targets[_i];
  void *context;
  discard_const(&context, target);
  run_exactly(context, "", 0);
  run_exactly(context, "\0\xFF", 2);
  if (target->give != NULL) {
    target->give(run_exactly, context);
  }
}
END_TEST

START_TEST(reads_what_was_found) {
  const fuzz_target *target = fuzz_targets[_i];
  void *context;
  char below[300];
  discard_const(&context, target);
  snprintf(below, sizeof below, "tests/fuzz/found/%s", target->name);
  DIR *folder = opendir(fuzz_source(below));
  for (struct dirent *each; folder != NULL && (each = readdir(folder)) != NULL;) {
    if (each->d_name[0] != '.') {
      size_t length;
      snprintf(below, sizeof below, "tests/fuzz/found/%.30s/%.200s", target->name, each->d_name);
      fprintf(stderr, "%s\n", below); /* the last one is the one that broke it */
      char *bytes = fuzz_read(&length, fuzz_source(below));
      run_exactly(context, bytes, length);
      free(bytes);
    }
  }
  if (folder != NULL) {
    closedir(folder);
  }
}
END_TEST

/* A folder of another name would be read by nobody. */
START_TEST(what_was_found_is_of_a_target) {
  unsigned folders = 0;
  DIR *found = opendir(fuzz_source("tests/fuzz/found"));
  ck_assert_ptr_nonnull(found);
  for (struct dirent *each; (each = readdir(found)) != NULL;) {
    if (each->d_name[0] != '.' && strcmp(each->d_name, "README") != 0) {
      ck_assert_msg(fuzz_find(each->d_name) != NULL, "%s is no target", each->d_name);
      folders++;
    }
  }
  closedir(found);
  ck_assert_uint_gt(folders, 0);
}
END_TEST

int main(void) {
  int count = 0;
  while (fuzz_targets[count] != NULL) {
    count++;
  }
  Suite *suite = suite_create("fuzz");
  TCase *tests = tcase_create("targets");
  tcase_set_timeout(tests, SECONDS);
  tcase_add_loop_test(tests, reads_its_own_inputs, 0, count);
  tcase_add_loop_test(tests, reads_what_was_found, 0, count);
  tcase_add_test(tests, what_was_found_is_of_a_target);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failures = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
