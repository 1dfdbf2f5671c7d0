/* Themes that outlast every patience or take their worker with them: the document is coded
 * without them, and by all others as if they had never been there. */
#include "base/sanitized.h"
#include "help.h"
#include "suites.h"

#include <conspectus/run.h>
#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* A judge may take ten minutes here and the worker seconds, so that it is the worker's time that
 * is over: as if the sandbox had a hole. */
#if CS_SANITIZED
#define AFTER "20"
enum { SECONDS = 20, KILL_AFTER_MS = 15000 };
#else
#define AFTER "5"
enum { SECONDS = 5, KILL_AFTER_MS = 3000 };
#endif
enum { PATIENCE_MS = 600 * 1000 };

/* Stuck in the reviews of Calderwick only. */
static const char stuck[] = "local c = require 'conspectus'\n"
                            "return c.theme { id = '%s', title = 'T', about = 'A', version = '1',\n"
                            "  rule = c.any { 'health' },\n"
                            "  judge = function(passage)\n"
                            "    if passage.text:find 'Calderwick' then while true do end end\n"
                            "  end }\n";

static const char codings_sql[] =
    "SELECT count(*) || ' ' || round(total(confidence), 3) FROM coding"
    " WHERE theme_id NOT LIKE 'stuck%'";

static void write_theme(const char *id) {
  char path[64], text[sizeof stuck + 32];
  snprintf(path, sizeof path, "mine/themes/%s.lua", id);
  snprintf(text, sizeof text, stuck, id);
  write_file(path, text);
}

static void copy_review(const char *name) {
  char command[600], *review = in_source("datasets/sample");
  snprintf(command, sizeof command, "cp '%s/%s' docs/", review, name);
  ck_assert_int_eq(system(command), 0);
  free(review);
}

static void set_up(void) {
  enter_folder();
  make_folder("docs");
  make_folder("mine");
  make_folder("mine/themes");
  copy_review("calderwick-2015.txt");
  copy_review("elverton-2018.txt");
}

static cs_host *host_with(bool mine) {
  char *own = in_source("plugins");
  const char *const folders[] = {own, "mine"};
  const cs_host_options options = {
      .folders = folders, .folder_count = mine ? 2 : 1, .lua_milliseconds = PATIENCE_MS};
  cs_problems problems = {0};
  cs_error error = {0};
  cs_host *host = NULL;
  ck_assert_msg(cs_host_open(&host, &options, &problems, &error) == CS_OK, "%s", error.message);
  ck_assert_uint_eq(problems.count, 0);
  free(own);
  return host;
}

static cs_run_counts run_into(const char *name, bool mine, unsigned seconds) {
  static const char *const paths[] = {"docs"};
  const cs_run_options options = {
      .paths = paths, .path_count = 1, .workers = 2, .document_seconds = seconds};
  cs_host *host = host_with(mine);
  cs_dataset *dataset = NULL;
  cs_run_counts counts;
  cs_error error = {0};
  ck_assert_int_eq(cs_dataset_open(&dataset, name, CS_OPEN_WRITE, &error), CS_OK);
  ck_assert_msg(cs_run(&counts, dataset, host, &options, &error) == CS_OK, "%s", error.message);
  cs_dataset_close(dataset);
  cs_host_close(host);
  return counts;
}

static void expect_answer(const char *dataset, const char *sql, const char *expected) {
  char *answer = ask(dataset, sql);
  ck_assert_msg(strcmp(answer, expected) == 0, "%s: '%s' is not '%s'", sql, answer, expected);
  free(answer);
}

/* All that the other themes coded is there, and so is what the stuck one did elsewhere. */
static void expect_kept(const char *name, const char *cause, const char *problems) {
  run_into("plain.db", false, 60);
  char *plain = ask("plain.db", codings_sql);
  expect_answer(name, codings_sql, plain);
  expect_answer(name, "SELECT count(*) FROM review", "2");
  expect_answer(name, "SELECT count(*) FROM problem WHERE severity = 'error'", problems);
  char sql[400];
  snprintf(sql, sizeof sql,
           "SELECT count(*) FROM problem WHERE source = 'calderwick-2015.txt' AND line > 0 AND"
           " message LIKE 'theme stuck%%, left out of this review: mine/themes/stuck%%.lua: "
           "the worker was killed %s while coding it%%(finding %%)'",
           cause);
  expect_answer(name, sql, problems);
  expect_answer(name,
                "SELECT group_concat(DISTINCT area) FROM coding"
                " JOIN passage ON passage.id = passage_id JOIN review ON review.id = review_id"
                " WHERE theme_id LIKE 'stuck%'",
                "Elverton");
  free(plain);
}

START_TEST(one_that_outlasts_the_document) {
  write_theme("stuck");
  cs_run_counts counts = run_into("a.db", true, SECONDS);
  ck_assert_uint_eq(counts.coded, 2);
  ck_assert_uint_eq(counts.left_out, 0);
  expect_kept("a.db", "after " AFTER " s", "1");
  counts = run_into("a.db", true, SECONDS); /* as after any other fault of a plugin */
  ck_assert_uint_eq(counts.unchanged, 2);
}
END_TEST

START_TEST(two_of_them) {
  write_theme("stuck");
  write_theme("stuck_too");
  ck_assert_uint_eq(run_into("a.db", true, SECONDS).coded, 2);
  expect_kept("a.db", "after " AFTER " s", "2");
}
END_TEST

START_TEST(one_that_comes_later) {
  ck_assert_uint_eq(run_into("a.db", false, 60).coded, 2);
  write_theme("stuck");
  cs_run_counts counts = run_into("a.db", true, SECONDS);
  ck_assert_uint_eq(counts.coded, 2);
  ck_assert_uint_eq(counts.recoded, 2);
  expect_kept("a.db", "after " AFTER " s", "1");
}
END_TEST

/* ---- Crashes ---- */

static long parent_of(long pid) {
  char path[64], line[512] = "";
  long parent = 0;
  snprintf(path, sizeof path, "/proc/%ld/stat", pid);
  FILE *file = fopen(path, "r");
  if (file != NULL) {
    const char *end = fgets(line, sizeof line, file) != NULL ? strrchr(line, ')') : NULL;
    if (end == NULL || sscanf(end + 1, " %*c %ld", &parent) != 1) {
      parent = 0;
    }
    fclose(file);
  }
  return parent;
}

/* Sends a signal to all other children of this process, once they must be stuck. */
static pid_t strike_workers(int number) {
  const long coordinator = getpid();
  pid_t striker = fork();
  ck_assert_int_ge(striker, 0);
  if (striker != 0) {
    return striker;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  usleep(KILL_AFTER_MS * 1000);
  DIR *processes = opendir("/proc");
  for (struct dirent *each; processes != NULL && (each = readdir(processes)) != NULL;) {
    long pid = isdigit((unsigned char)each->d_name[0]) ? atol(each->d_name) : 0;
    if (pid != 0 && pid != getpid() && parent_of(pid) == coordinator) {
      kill((pid_t)pid, number);
    }
  }
  _exit(0);
}

START_TEST(one_that_crashes) {
  static const int numbers[] = {SIGSEGV, SIGABRT};
  static const char *const causes[] = {"by signal 11 (Segmentation fault)",
                                       "by signal 6 (Aborted)"};
  write_theme("stuck");
  pid_t striker = strike_workers(numbers[_i]);
  ck_assert_uint_eq(run_into("a.db", true, 60).coded, 2);
  ck_assert_int_eq(waitpid(striker, NULL, 0), striker);
  expect_kept("a.db", causes[_i], "1");
}
END_TEST

Suite *themes_suite(void) {
  Suite *suite = suite_create("themes");
  TCase *tests = tcase_create("themes");
  tcase_set_tags(tests, "confined");
  tcase_set_timeout(tests, 240);
  tcase_add_checked_fixture(tests, set_up, leave_folder);
  tcase_add_test(tests, one_that_outlasts_the_document);
  tcase_add_test(tests, two_of_them);
  tcase_add_test(tests, one_that_comes_later);
  tcase_add_loop_test(tests, one_that_crashes, 0, 2);
  suite_add_tcase(suite, tests);
  return suite;
}
