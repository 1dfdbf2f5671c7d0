/* The coordinator: the same dataset whatever the workers do, and nothing lost. */
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
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static cs_host *host;

static void set_up(void) {
  enter_folder();
  host = open_host();
}

static void tear_down(void) {
  cs_host_close(host);
  leave_folder();
}

/* Runs over `path` into `name`; the workers use `reader`, or their own where it is NULL. */
static cs_status run_over(cs_run_counts *counts, const char *path, const char *name,
                          const cs_run_options *given, const cs_reader *reader, cs_error *error) {
  const char *const paths[] = {path};
  cs_run_options options = given != NULL ? *given : (cs_run_options){.workers = 2};
  options.paths = paths;
  options.path_count = 1;
  cs_dataset *dataset = NULL;
  cs_status status = cs_dataset_open(&dataset, name, CS_OPEN_WRITE, error);
  ck_assert_msg(status == CS_OK, "%s", error->message);
  status = cs_run_with(counts, dataset, host, &options, reader, error);
  cs_dataset_close(dataset);
  ck_assert(is_childless());
  return status;
}

static cs_run_counts run_well(const char *path, const char *name, const cs_run_options *given,
                              const cs_reader *reader) {
  cs_run_counts counts = {0};
  cs_error error = {0};
  cs_status status = run_over(&counts, path, name, given, reader, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  return counts;
}

static void expect_same(const char *one, const char *other) {
  char *left = dump(one), *right = dump(other);
  ck_assert_str_eq(left, right);
  free(left);
  free(right);
}

static void expect_answer(const char *dataset, const char *sql, const char *expected) {
  char *answer = ask(dataset, sql);
  ck_assert_str_eq(answer, expected);
  free(answer);
}

/* docs/00.txt and so on; what is in them is a reader's affair. */
static void make_documents(unsigned count) {
  make_folder("docs");
  for (unsigned i = 0; i < count; i++) {
    char name[40], content[40];
    snprintf(name, sizeof name, "docs/%02u.txt", i);
    snprintf(content, sizeof content, "document %u", i);
    write_file(name, content);
  }
}

/* A reader that makes a review of the number alone, after a while that differs. */
static void invent(void *context, uint32_t document, cs_buffer *reply,
                   volatile cs_worker_note *note) {
  sample_record sample;
  (void)context, (void)note;
  sample_record_fill(&sample, document);
  usleep((document * 7919 % 5) * 2000);
  const cs_message message = {.document = document, .record = sample.record};
  cs_message_write(reply, &message);
}

static const cs_reader inventing = {.read = invent};

/* The same, but for documents in which it suffers. */
static void suffer(void *context, uint32_t document, cs_buffer *reply,
                   volatile cs_worker_note *note) {
  (void)context;
  if (document == 3) {
    raise(SIGKILL);
  } else if (document == 5) {
    for (;;) {
      pause();
    }
  } else if (document == 7) {
    cs_buffer_add_string(reply, "this is no message");
  } else if (document == 8) {
    invent(NULL, 9, reply, note); /* says that it is another's */
  } else {
    invent(NULL, document, reply, note);
  }
}

static const cs_reader suffering = {.read = suffer};

START_TEST(sample_corpus) {
  char *sample = in_source("datasets/sample");
  const cs_run_options one = {.workers = 1}, four = {.workers = 4};
  cs_run_counts first = run_well(sample, "one.db", &one, NULL);
  cs_run_counts second = run_well(sample, "four.db", &four, NULL);
  ck_assert_uint_eq(first.coded, 14);
  ck_assert_uint_gt(first.passages, 250);
  ck_assert_uint_gt(first.bytes, 100000);
  ck_assert_mem_eq(&first, &second, sizeof first);
  expect_same("one.db", "four.db");
  cs_run_counts again = run_well(sample, "one.db", &four, NULL);
  ck_assert_uint_eq(again.unchanged, first.coded + first.left_out);
  ck_assert_uint_eq(again.coded, 0);
  ck_assert_uint_eq(again.bytes, 0);
  expect_same("one.db", "four.db");
  free(sample);
}
END_TEST

START_TEST(workers_do_not_matter) {
  static const unsigned counts[] = {2, 4, 16, 60};
  make_documents(40);
  const cs_run_options one = {.workers = 1}, many = {.workers = counts[_i]};
  cs_run_counts run = run_well("docs", "one.db", &one, &inventing);
  ck_assert_uint_eq(run.documents, 40);
  ck_assert_uint_eq(run.coded, 40);
  ck_assert_uint_eq(run.passages, 120);
  ck_assert_uint_eq(run.codings, 80);
  run_well("docs", "many.db", &many, &inventing);
  expect_same("one.db", "many.db");
}
END_TEST

START_TEST(suffering_costs_single_documents) {
  make_documents(12);
  const cs_run_options options = {.workers = (unsigned)_i, .document_seconds = 1};
  cs_run_counts run = run_well("docs", "a.db", &options, &suffering);
  ck_assert_uint_eq(run.documents, 12);
  ck_assert_uint_eq(run.coded, 8);
  ck_assert_uint_eq(run.left_out, 4);
  expect_answer("a.db", "SELECT count(*) FROM review", "8");
  expect_answer("a.db",
                "SELECT group_concat(source, ' ') FROM (SELECT source FROM problem"
                " WHERE stage = 'run' AND severity = 'error' ORDER BY source)",
                "03.txt 05.txt 07.txt 08.txt");
  expect_answer("a.db", "SELECT message FROM problem WHERE source = '03.txt'",
                "the worker was killed by signal 9 (Killed) while reading it; perhaps memory ran "
                "out");
  expect_answer(
      "a.db", "SELECT message LIKE '%killed after 1 s%' FROM problem WHERE source = '05.txt'", "1");
  expect_answer("a.db", "SELECT message LIKE '%damaged%' FROM problem WHERE source = '07.txt'",
                "1");
  expect_answer(
      "a.db", "SELECT message LIKE '%another document%' FROM problem WHERE source = '08.txt'", "1");
}
END_TEST

/* A crash that does not come again, as of a machine that was short of memory. */
static void crash_once(void *context, uint32_t document, cs_buffer *reply,
                       volatile cs_worker_note *note) {
  if (document == 3 && access("seen", F_OK) != 0) {
    close(open("seen", O_CREAT | O_WRONLY, 0600)); /* Check's own calls are not for workers */
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
  }
  invent(context, document, reply, note);
}

START_TEST(a_crash_without_a_plugin_is_tried_once_more) {
  make_documents(6);
  const cs_reader crashing = {.read = crash_once};
  cs_run_counts run = run_well("docs", "a.db", NULL, &crashing);
  ck_assert_uint_eq(run.coded, 6);
  ck_assert_uint_eq(run.left_out, 0);
  ck_assert_int_eq(access("seen", F_OK), 0);
  expect_answer("a.db", "SELECT count(*) FROM problem WHERE stage = 'run'", "0");
}
END_TEST

START_TEST(what_was_lost_is_tried_again) {
  make_documents(12);
  const cs_run_options options = {.workers = 2, .document_seconds = 1};
  run_well("docs", "a.db", &options, &suffering);
  cs_run_counts run = run_well("docs", "a.db", &options, &inventing);
  ck_assert_uint_eq(run.unchanged, 8);
  ck_assert_uint_eq(run.coded + run.left_out, 4);
  expect_answer("a.db", "SELECT count(*) FROM problem WHERE stage = 'run'", "0");
}
END_TEST

START_TEST(changed_gone_and_new) {
  make_documents(4);
  char *review = in_source("datasets/sample/calderwick-2015.txt");
  char command[600];
  run_well("docs", "a.db", NULL, NULL); /* none is a review */
  snprintf(command, sizeof command,
           "cp '%s' docs/00.txt && rm docs/02.txt && echo x > docs/new.txt", review);
  ck_assert_int_eq(system(command), 0);
  cs_run_counts run = run_well("docs", "a.db", NULL, NULL);
  ck_assert_uint_eq(run.documents, 4);
  ck_assert_uint_eq(run.unchanged, 2);
  ck_assert_uint_eq(run.coded, 2); /* the other is of no family, and kept as text */
  ck_assert_uint_eq(run.left_out, 0);
  ck_assert_uint_eq(run.forgotten, 1);
  expect_answer("a.db", "SELECT group_concat(name) FROM (SELECT name FROM source ORDER BY name)",
                "00.txt,01.txt,03.txt,new.txt");
  free(review);
}
END_TEST

START_TEST(emptied_folder_is_kept) {
  make_documents(3);
  run_well("docs", "a.db", NULL, &inventing);
  ck_assert_int_eq(system("rm docs/*"), 0);
  cs_run_counts run = run_well("docs", "a.db", NULL, &inventing);
  ck_assert_uint_eq(run.documents, 0);
  ck_assert_uint_eq(run.forgotten, 0);
  ck_assert_uint_eq(run.problems, 1);
  expect_answer("a.db", "SELECT count(*) FROM review", "3");
  expect_answer("a.db", "SELECT severity, source FROM problem WHERE stage = 'run'", "warning|docs");
}
END_TEST

START_TEST(closed_folder_is_kept) {
  make_documents(2);
  make_folder("docs/sub");
  write_file("docs/sub/in.txt", "inside");
  ck_assert_int_eq(chmod(".", 0777), 0);
  run_well("docs", "a.db", NULL, &inventing);
  expect_answer("a.db", "SELECT count(*) FROM review", "3");
  ck_assert_int_eq(chmod("docs/sub", 0), 0);
  ck_assert_int_eq(chmod("a.db", 0666), 0);
  uid_t user = geteuid();
  if (user == 0) {
    ck_assert_int_eq(seteuid(65534), 0);
  }
  cs_run_counts run = run_well("docs", "a.db", NULL, &inventing);
  if (user == 0) {
    ck_assert_int_eq(seteuid(0), 0);
  }
  ck_assert_int_eq(chmod("docs/sub", 0755), 0);
  ck_assert_uint_eq(run.unchanged, 2);
  ck_assert_uint_eq(run.forgotten, 0);
  ck_assert_uint_eq(run.problems, 1);
  expect_answer("a.db", "SELECT count(*) FROM review", "3");
  expect_answer("a.db", "SELECT source FROM problem WHERE stage = 'run'", "docs/sub");
}
END_TEST

START_TEST(paths_that_are_not_there) {
  make_documents(1);
  const char *const paths[] = {"nowhere", "docs"};
  cs_run_options options = {.paths = paths, .path_count = 1, .workers = 1};
  cs_run_counts counts;
  cs_dataset *dataset;
  cs_error error = {0};
  ck_assert_int_eq(cs_dataset_open(&dataset, "a.db", CS_OPEN_WRITE, &error), CS_OK);
  ck_assert_int_eq(cs_run_with(&counts, dataset, host, &options, &inventing, &error), CS_NOT_FOUND);
  options.path_count = 2;
  ck_assert_int_eq(cs_run_with(&counts, dataset, host, &options, &inventing, &error), CS_OK);
  ck_assert_uint_eq(counts.coded, 1);
  ck_assert_uint_eq(counts.problems, 1 + 2); /* the path, and two of the invented record */
  options.family = "nonsense";
  ck_assert_int_eq(cs_run_with(&counts, dataset, host, &options, &inventing, &error), CS_NOT_FOUND);
  cs_dataset_close(dataset);
  expect_answer("a.db", "SELECT source, severity FROM problem WHERE stage = 'run'",
                "nowhere|error");
}
END_TEST

START_TEST(special_files_are_not_opened) {
  make_documents(1);
  ck_assert_int_eq(mkfifo("docs/pipe.txt", 0600), 0);
  const cs_run_options options = {.workers = 1, .document_seconds = 5};
  cs_run_counts run = run_well("docs", "a.db", &options, &inventing);
  ck_assert_uint_eq(run.coded, 1);
  ck_assert_uint_eq(run.left_out, 1);
  expect_answer("a.db", "SELECT message LIKE '%named pipe%' FROM problem WHERE source = 'pipe.txt'",
                "1");
}
END_TEST

START_TEST(given_problems_are_recorded) {
  make_documents(1);
  cs_problems problems = {0};
  cs_problem_add(&problems, CS_STAGE_HOST, CS_ERROR, 0, "themes/x.lua: wrong");
  cs_problem_add(&problems, CS_STAGE_HOST, CS_NOTE, 0, "a note");
  const cs_run_options options = {.workers = 1, .problems = &problems};
  cs_run_counts run = run_well("docs", "a.db", &options, &inventing);
  ck_assert_uint_eq(run.problems, 1 + 2);
  expect_answer("a.db", "SELECT count(*) FROM problem WHERE stage = 'host'", "2");
  cs_problems_clear(&problems);
}
END_TEST

typedef struct telling {
  cs_progress last;
  unsigned times;
  bool backwards;
} telling;

static void tell(void *context, const cs_progress *progress) {
  telling *told = context;
  told->backwards |= progress->done < told->last.done;
  told->last = *progress;
  told->times++;
}

START_TEST(progress_is_told) {
  telling told = {0};
  make_documents(30);
  const cs_run_options options = {.workers = 2, .progress = tell, .progress_context = &told};
  run_well("docs", "a.db", &options, &inventing);
  ck_assert(!told.backwards);
  ck_assert_uint_ge(told.times, 2);
  ck_assert_uint_le(told.times, 4 + (unsigned)(told.last.seconds * 10));
  ck_assert_uint_eq(told.last.done, 30);
  ck_assert_uint_eq(told.last.total, 30);
  ck_assert_uint_eq(told.last.bytes_done, told.last.bytes_total);
  ck_assert_uint_eq(told.last.bytes_total, 10 * 10 + 20 * 11); /* "document 9", "document 10" */
}
END_TEST

START_TEST(a_full_disk_stops_the_run) {
  make_documents(60);
  struct rlimit old, bound;
  signal(SIGXFSZ, SIG_IGN);
  cs_error error = {0};
  cs_run_counts counts = {0};
  cs_dataset *empty;
  struct stat status_of_empty;
  ck_assert_int_eq(cs_dataset_open(&empty, "a.db", CS_OPEN_WRITE, &error), CS_OK);
  cs_dataset_close(empty);
  ck_assert_int_eq(stat("a.db", &status_of_empty), 0);
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
  bound = old;
  bound.rlim_cur = (rlim_t)status_of_empty.st_size; /* it may not grow */
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &bound), 0);
  cs_status status = run_over(&counts, "docs", "a.db", NULL, &inventing, &error);
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
  signal(SIGXFSZ, SIG_DFL);
  ck_assert_int_ne(status, CS_OK);
  ck_assert_ptr_nonnull(strstr(error.message, "a.db"));
  run_well("docs", "a.db", NULL, &inventing);
  expect_answer("a.db", "SELECT count(*) FROM review", "60");
}
END_TEST

Suite *coordinator_suite(void) {
  Suite *suite = suite_create("coordinator");
  TCase *tests = tcase_create("coordinator");
  tcase_set_tags(tests, "confined");
  tcase_set_timeout(tests, 120);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, sample_corpus);
  tcase_add_loop_test(tests, workers_do_not_matter, 0, 4);
  tcase_add_loop_test(tests, suffering_costs_single_documents, 1, 4);
  tcase_add_test(tests, a_crash_without_a_plugin_is_tried_once_more);
  tcase_add_test(tests, what_was_lost_is_tried_again);
  tcase_add_test(tests, changed_gone_and_new);
  tcase_add_test(tests, emptied_folder_is_kept);
  tcase_add_test(tests, closed_folder_is_kept);
  tcase_add_test(tests, paths_that_are_not_there);
  tcase_add_test(tests, special_files_are_not_opened);
  tcase_add_test(tests, given_problems_are_recorded);
  tcase_add_test(tests, progress_is_told);
  tcase_add_test(tests, a_full_disk_stops_the_run);
  suite_add_tcase(suite, tests);
  return suite;
}
