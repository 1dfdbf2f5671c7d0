/* Runs that are stopped, gently or not: the dataset verifies, the same run completes it,
 * and no worker is left. */
#include "help.h"
#include "record.h"
#include "run/message.h"
#include "run/run.h"
#include "suites.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DOCUMENTS = 30 };

static cs_host *host;

static void set_up(void) {
  enter_folder();
  host = open_host();
  make_folder("docs");
  make_folder("pids");
  for (unsigned i = 0; i < DOCUMENTS; i++) {
    char name[40];
    snprintf(name, sizeof name, "docs/%02u.txt", i);
    write_file(name, name);
  }
}

static void tear_down(void) {
  cs_host_close(host);
  leave_folder();
}

/* Microseconds that the last document takes longer: a run that is stopped by then has not ended,
 * however late its coordinator comes to look. */
static useconds_t last_takes;

/* Takes its time, and leaves a note of which process it is. Which review it makes is told
 * by the name of the document, not by its number in the run. */
static void read_slowly(void *context, uint32_t document, cs_buffer *reply,
                        volatile cs_worker_note *note) {
  const unsigned *first = context;
  sample_record sample;
  char pid[40];
  (void)note;
  snprintf(pid, sizeof pid, "pids/%d", (int)getpid());
  close(open(pid, O_CREAT | O_WRONLY, 0600)); /* Check's own calls are not for workers */
  sample_record_fill(&sample, *first + document);
  usleep(10000 + (*first + document == DOCUMENTS - 1 ? last_takes : 0));
  const cs_message message = {.document = document, .record = sample.record};
  cs_message_write(reply, &message);
}

/* Documents before `first` are in the dataset already. */
static cs_status run_into(const char *name, unsigned first, cs_run_options options,
                          cs_run_counts *counts, cs_error *error) {
  static const char *const paths[] = {"docs"};
  const cs_reader reader = {.read = read_slowly, .context = &first};
  cs_dataset *dataset = NULL;
  options.paths = paths;
  options.path_count = 1;
  cs_status status = cs_dataset_open(&dataset, name, CS_OPEN_WRITE, error);
  ck_assert_msg(status == CS_OK, "%s", error->message);
  status = cs_run_with(counts, dataset, host, &options, &reader, error);
  cs_dataset_close(dataset);
  return status;
}

static unsigned stored(const char *name) {
  char *answer = ask(name, "SELECT count(*) FROM review");
  unsigned count = (unsigned)atoi(answer);
  free(answer);
  return count;
}

/* The documents are stored in order, so that their number says which are there. */
static void expect_completed(const char *name) {
  cs_run_counts counts;
  cs_error error = {0};
  const unsigned there = stored(name);
  cs_status status = run_into(name, there, (cs_run_options){.workers = 3}, &counts, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  ck_assert_uint_eq(counts.unchanged, there);
  ck_assert_uint_eq(counts.coded, DOCUMENTS - there);
  status = run_into("whole.db", 0, (cs_run_options){.workers = 2}, &counts, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  char *part = dump(name), *whole = dump("whole.db");
  ck_assert_str_eq(part, whole);
  free(part);
  free(whole);
}

static volatile int stop;

static void stop_at(void *context, const cs_progress *progress) {
  const size_t *at = context;
  if (progress->done >= *at) {
    stop = 1;
  }
}

START_TEST(stop_flag) {
  static const size_t moments[] = {0, 1, 10};
  size_t at = moments[_i];
  const cs_run_options options = {
      .workers = 2, .stop = &stop, .progress = stop_at, .progress_context = &at};
  cs_run_counts counts;
  cs_error error = {0};
  stop = 0;
  last_takes = 5000000; /* more than a run that is to stop waits */
  ck_assert_int_eq(run_into("a.db", 0, options, &counts, &error), CS_INTERRUPTED);
  last_takes = 0;
  ck_assert(is_childless());
  ck_assert_uint_ge(counts.coded, at == 0 ? 0 : 1);
  ck_assert_uint_lt(counts.coded, DOCUMENTS);
  ck_assert_ptr_nonnull(strstr(error.message, "stopped"));
  ck_assert_uint_eq(stored("a.db"), counts.coded);
  char *finished = ask("a.db", "SELECT finished FROM run ORDER BY id DESC");
  ck_assert_str_eq(finished, "-");
  free(finished);
  expect_completed("a.db");
}
END_TEST

static void hang(void *context, uint32_t document, cs_buffer *reply,
                 volatile cs_worker_note *note) {
  if (document == 2) {
    stop = 1;
    for (;;) {
      pause();
    }
  }
  read_slowly(context, document, reply, note);
}

static void stop_when_stuck(void *context, const cs_progress *progress) {
  (void)context;
  stop = progress->done >= 2;
}

START_TEST(stop_does_not_wait_for_a_hanging_document) {
  static const char *const paths[] = {"docs"};
  unsigned first = 0;
  const cs_reader reader = {.read = hang, .context = &first};
  const cs_run_options options = {.paths = paths,
                                  .path_count = 1,
                                  .workers = 2,
                                  .document_seconds = 100,
                                  .stop = &stop,
                                  .progress = stop_when_stuck};
  cs_run_counts counts;
  cs_dataset *dataset;
  cs_error error = {0};
  stop = 0;
  ck_assert_int_eq(cs_dataset_open(&dataset, "a.db", CS_OPEN_WRITE, &error), CS_OK);
  ck_assert_int_eq(cs_run_with(&counts, dataset, host, &options, &reader, &error), CS_INTERRUPTED);
  cs_dataset_close(dataset);
  ck_assert(is_childless());
  ck_assert_uint_eq(counts.coded, 2);
  expect_completed("a.db");
}
END_TEST

/* Runs in a child, which is killed after `milliseconds`. */
static void kill_a_run(int milliseconds) {
  pid_t child = fork();
  ck_assert_int_ge(child, 0);
  if (child == 0) {
    cs_run_counts counts;
    cs_error error;
    run_into("a.db", 0, (cs_run_options){.workers = 3}, &counts, &error);
    _exit(0);
  }
  usleep((unsigned)milliseconds * 1000);
  kill(child, SIGKILL);
  ck_assert_int_eq(waitpid(child, NULL, 0), child);
}

/* Whether a process is there and is no zombie that its new parent has yet to bury. */
static bool lives(const char *pid) {
  char path[300], state = 'Z';
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    return false;
  }
  if (fscanf(file, "%*d (%*[^)]) %c", &state) != 1) {
    state = 'Z';
  }
  fclose(file);
  return state != 'Z' && state != 'X';
}

static void expect_no_workers(void) {
  for (int tries = 0; tries < 100; tries++) {
    bool alive = false;
    FILE *list = popen("ls pids", "r");
    char pid[64];
    ck_assert_ptr_nonnull(list);
    while (fscanf(list, "%63s", pid) == 1) {
      alive = alive || lives(pid);
    }
    pclose(list);
    if (!alive) {
      return;
    }
    usleep(20000);
  }
  ck_abort_msg("a worker outlived its coordinator");
}

START_TEST(killed) {
  static const int moments[] = {5, 40, 80, 120};
  kill_a_run(moments[_i]);
  expect_no_workers();
  struct stat status;
  if (stat("a.db", &status) != 0 || status.st_size == 0) {
    return; /* it was too early for that */
  }
  expect_completed("a.db");
}
END_TEST

Suite *interrupted_suite(void) {
  Suite *suite = suite_create("interrupted");
  TCase *tests = tcase_create("interrupted");
  tcase_set_tags(tests, "confined");
  tcase_set_timeout(tests, 120);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_loop_test(tests, stop_flag, 0, 3);
  tcase_add_test(tests, stop_does_not_wait_for_a_hanging_document);
  tcase_add_loop_test(tests, killed, 0, 4);
  suite_add_tcase(suite, tests);
  return suite;
}
