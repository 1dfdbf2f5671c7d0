#include "ran.h"

#include "../analysis/fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const toy_review reviews[] = {
    {"Ashby", "2014-05-01", NULL, 4, 1, 1, {{0, 0, CS_WEAKNESS, 0.9, false}}, 1},
    {"Ashby", "2017-05-01", NULL, 4, 1, 0, {{1, 0, CS_WEAKNESS, 0.8, true}}, 1},
    {"Bexley", "2015-03-01", NULL, 6, 0, 0, {{2, 1, CS_STRENGTH, 0.4, false}}, 1},
};

static void write_source(const char *path, const char *source) {
  static const char head[] = "local c = require \"conspectus\" ";
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fputs(head, file);
  fputs(source, file);
  fclose(file);
}

/* Where programs run so many times slower, as under valgrind, Check is told so. */
static uint32_t slowness(void) {
  const char *times = getenv("CK_TIMEOUT_MULTIPLIER");
  long factor = times != NULL ? strtol(times, NULL, 10) : 1;
  return factor > 1 && factor < 1000 ? (uint32_t)factor : 1;
}

ran run_source(const char *source) {
  char path[] = "/tmp/conspectus-script-XXXXXX";
  int made = mkstemp(path);
  ck_assert_int_ge(made, 0);
  close(made);
  write_source(path, source);
  ran it = {0};
  size_t length;
  FILE *out = open_memstream(&it.out, &length);
  cs_dataset *dataset = toy_dataset(reviews, sizeof reviews / sizeof *reviews);
  cs_script_options options = {
      .out = out, .notes = out, .bytes = RAN_BYTES, .milliseconds = RAN_MILLISECONDS * slowness()};
  it.status = cs_script_run(path, dataset, &options, &it.error);
  toy_dataset_free(dataset);
  fclose(out);
  unlink(path);
  return it;
}

void ran_free(ran *it) {
  free(it->out);
}

void expect_prints(const char *source, const char *expected) {
  ran it = run_source(source);
  ck_assert_msg(it.status == CS_OK, "%s: %s", source, it.error.message);
  ck_assert_str_eq(it.out, expected);
  ran_free(&it);
}

void expect_fails(const char *source, cs_status status, const char *says) {
  ran it = run_source(source);
  ck_assert_msg(it.status == status, "%s: status %s: %s", source, cs_status_name(it.status),
                it.error.message);
  ck_assert_msg(strstr(it.error.message, says) != NULL, "%s: %s", source, it.error.message);
  ran_free(&it);
}

void expect_good(const char *source) {
  ran it = run_source(source);
  ck_assert_msg(it.status == CS_OK, "%s: %s", source, it.error.message);
  ran_free(&it);
}
