/* Workers: what they send arrives, and what they suffer costs one document. */
#include "base/memory.h"
#include "base/sanitized.h"
#include "help.h"
#include "run/workers.h"
#include "suites.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 64 };

/* What a reader is to do with a document, by its number; what it is not told it answers. */
typedef enum deed {
  ANSWER,
  ABORT,
  END, /* as if the document had ended the process */
  HANG,
  SLOW_JUDGE,   /* hangs where no judge runs, after one that took most of the time */
  QUICK_JUDGE,  /* the same, after one that did not */
  STOP_HEARING, /* closes its socket and lives on */
  BAD_LENGTH,   /* writes past the protocol */
  REFUSED,      /* answers what the coordinator does not take */
  EAT,          /* memory */
  DIE_IDLE,     /* after the answer */
  LONG_ANSWER,
} deed;

typedef struct play {
  deed deeds[MOST];
} play;

/* What came. */
typedef struct log {
  char replies[MOST][64];
  char causes[MOST][256];
  uint32_t themes[MOST]; /* which the losses name */
  unsigned arrived, refused;
} log_of;

static log_of got;

static void eat_memory(void) {
  unsigned char *volatile kept[64];
  for (size_t i = 0; i < 64; i++) {
    kept[i] = cs_allocate((size_t)64 << 20, 1);
  }
  (void)kept[0];
}

static void read_document(void *context, uint32_t document, cs_buffer *reply,
                          volatile cs_worker_note *note) {
  const play *script = context;
  uint64_t too_long = UINT64_MAX;
  switch (script->deeds[document]) {
  case ABORT:
    note->doing = CS_DOING_CODE;
    signal(SIGABRT, SIG_DFL);
    abort();
  case END:
    _exit(5);
  case HANG:
    for (;;) {
      pause();
    }
  case SLOW_JUDGE:
  case QUICK_JUDGE:
    note->plugin.slowest = 3;
    note->plugin.slowest_ms = script->deeds[document] == SLOW_JUDGE ? 501 : 500;
    for (;;) {
      pause();
    }
  case STOP_HEARING:
    close(CS_WORKER_SOCKET);
    close(CS_WORKER_REPLIES);
    for (;;) {
      pause();
    }
  case BAD_LENGTH:
    if (write(CS_WORKER_REPLIES, &too_long, sizeof too_long) < 0) {
      _exit(9); /* Check's own calls are not for workers */
    }
    for (;;) {
      pause();
    }
  case REFUSED:
    cs_buffer_add_string(reply, "refuse this");
    return;
  case EAT:
    eat_memory();
    break;
  case LONG_ANSWER:
    for (int i = 0; i < 3000000; i++) {
      cs_buffer_add_char(reply, (char)('a' + i % 26));
    }
    return;
  case DIE_IDLE:
  case ANSWER:
    break;
  }
  cs_buffer_add_format(reply, "document %u", document);
}

static cs_status take_reply(void *context, uint32_t document, cs_buffer *reply, cs_error *error) {
  (void)context;
  if (strcmp(reply->bytes != NULL ? reply->bytes : "", "refuse this") == 0) {
    got.refused++;
    return cs_fail(error, CS_MALFORMED, "it is refused");
  }
  ck_assert_str_eq(got.replies[document], "");
  snprintf(got.replies[document], sizeof got.replies[document], "%zu %.40s", reply->length,
           reply->bytes != NULL ? reply->bytes : "");
  got.arrived++;
  cs_buffer_free(reply);
  return CS_OK;
}

static bool take_loss(void *context, uint32_t document, const cs_loss *loss) {
  (void)context;
  ck_assert_str_eq(got.causes[document], "");
  snprintf(got.causes[document], sizeof got.causes[document], "%s", loss->cause);
  got.themes[document] = loss->at.theme;
  got.arrived++;
  return false;
}

static cs_worker_options options_for(const play *script, unsigned count) {
  static play kept;
  kept = *script;
  return (cs_worker_options){.count = count,
                             .seconds = 30,
                             .memory = (size_t)1 << 30,
                             .reply_bytes = 1 << 24,
                             .reader = {.read = read_document, .context = &kept}};
}

/* Has `documents` read; what came is in `got`. */
static cs_status read_with(const cs_worker_options *options, uint32_t documents, cs_error *error) {
  static const cs_receiver receiver = {.reply = take_reply, .lost = take_loss};
  cs_workers *workers = NULL;
  got = (log_of){0};
  cs_status status = cs_workers_start(&workers, options, error);
  for (uint32_t next = 0; status == CS_OK && got.arrived < documents;) {
    while (next < documents && cs_workers_hand(workers, next, documents - next)) {
      next++;
    }
    status = cs_workers_wait(workers, 100, &receiver, error);
  }
  cs_workers_stop(workers);
  ck_assert(is_childless());
  return status;
}

static void read_all(const play *script, unsigned workers, uint32_t documents) {
  cs_error error = {0};
  const cs_worker_options options = options_for(script, workers);
  cs_status status = read_with(&options, documents, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
}

static void expect_answers(uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) {
    char expected[64];
    int length = snprintf(expected, sizeof expected, "document %u", i);
    snprintf(expected, sizeof expected, "%d document %u", length, i);
    ck_assert_str_eq(got.replies[i], expected);
    ck_assert_str_eq(got.causes[i], "");
  }
}

START_TEST(all_answer) {
  static const unsigned counts[] = {1, 2, 4, 9};
  const play script = {{0}};
  read_all(&script, counts[_i], 40);
  expect_answers(0, 40);
}
END_TEST

START_TEST(no_documents) {
  const play script = {{0}};
  read_all(&script, 3, 0);
}
END_TEST

START_TEST(more_workers_than_documents) {
  const play script = {{0}};
  read_all(&script, 8, 2);
  expect_answers(0, 2);
}
END_TEST

START_TEST(long_answers) {
  const play script = {.deeds = {LONG_ANSWER, ANSWER, LONG_ANSWER}};
  read_all(&script, 2, 3);
  ck_assert_int_eq(strncmp(got.replies[0], "3000000 abcdefgh", 16), 0);
  ck_assert_int_eq(strncmp(got.replies[2], "3000000 abcdefgh", 16), 0);
  expect_answers(1, 2);
}
END_TEST

/* Document 1 of 6 suffers; the others are read. */
static void expect_one_lost(deed suffered, unsigned workers, const char *cause) {
  play script = {.deeds = {ANSWER, suffered}};
  read_all(&script, workers, 6);
  expect_answers(0, 1);
  expect_answers(2, 6);
  ck_assert_str_eq(got.replies[1], "");
  ck_assert_msg(strstr(got.causes[1], cause) != NULL, "'%s' has no '%s'", got.causes[1], cause);
}

START_TEST(killed_by_a_signal) {
  expect_one_lost(ABORT, _i, "killed by signal 6 (Aborted) while coding it");
}
END_TEST

START_TEST(ended) {
  expect_one_lost(END, _i, "ended with status 5 while reading it");
}
END_TEST

START_TEST(closed_its_socket) {
  expect_one_lost(STOP_HEARING, _i, "killed by signal 9");
}
END_TEST

START_TEST(sent_a_bad_length) {
  expect_one_lost(BAD_LENGTH, _i, "is too much, or damaged (18446744073709551615 bytes)");
}
END_TEST

START_TEST(sent_what_is_refused) {
  expect_one_lost(REFUSED, _i, "something damaged: it is refused");
  ck_assert_uint_eq(got.refused, 1);
}
END_TEST

START_TEST(ran_out_of_memory) {
  if (!CS_SANITIZED) { /* under which there is no bound */
    expect_one_lost(EAT, _i, "ran out of memory while reading it");
  }
}
END_TEST

START_TEST(hangs) {
  const play script = {.deeds = {ANSWER, HANG, ANSWER, HANG}};
  cs_worker_options options = options_for(&script, (unsigned)_i);
  cs_error error = {0};
  options.seconds = 1;
  ck_assert_int_eq(read_with(&options, 6, &error), CS_OK);
  ck_assert_ptr_nonnull(strstr(got.causes[1], "killed after 1 s while reading it"));
  ck_assert_ptr_nonnull(strstr(got.causes[3], "killed after 1 s"));
  expect_answers(0, 1);
  expect_answers(2, 3);
  expect_answers(4, 6);
}
END_TEST

START_TEST(a_slow_judge_is_named_where_none_runs) {
  const play script = {.deeds = {[0] = SLOW_JUDGE, [1] = QUICK_JUDGE}};
  cs_worker_options options = options_for(&script, 2);
  cs_error error = {0};
  options.seconds = 1;
  ck_assert_int_eq(read_with(&options, 3, &error), CS_OK);
  ck_assert_uint_eq(got.themes[0], 3);
  ck_assert_uint_eq(got.themes[1], 0);
  expect_answers(2, 3);
}
END_TEST

START_TEST(every_document_kills) {
  play script;
  for (size_t i = 0; i < MOST; i++) {
    script.deeds[i] = ABORT;
  }
  read_all(&script, 3, 20);
  for (size_t i = 0; i < 20; i++) {
    ck_assert_str_ne(got.causes[i], "");
  }
}
END_TEST

START_TEST(none_can_start) {
  const play script = {{0}};
  const cs_worker_options options = options_for(&script, 2);
  cs_error error = {0};
  struct rlimit old, none;
  ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &old), 0);
  none = old;
  none.rlim_cur = 0;
  ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
  cs_status status = read_with(&options, 4, &error);
  ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &old), 0);
  ck_assert_int_eq(status, CS_LIMIT);
  ck_assert_ptr_nonnull(strstr(error.message, "worker")); /* none is started, or none lives */
}
END_TEST

/* What a worker has, it has by itself. */
static void look_around(void *context, uint32_t document, cs_buffer *reply,
                        volatile cs_worker_note *note) {
  const int *inherited = context;
  struct sigaction interrupt, terminate;
  sigaction(SIGINT, NULL, &interrupt);
  sigaction(SIGTERM, NULL, &terminate);
  struct rlimit core;
  getrlimit(RLIMIT_CORE, &core);
  (void)document, (void)note;
  cs_buffer_add_format(reply, "%s%s%s%s%s", interrupt.sa_handler == SIG_IGN ? "I" : "",
                       terminate.sa_handler == SIG_DFL ? "T" : "", core.rlim_max == 0 ? "C" : "",
                       getpgrp() == getpid() ? "G" : "",
                       fcntl(*inherited, F_GETFD) < 0 && errno == EBADF ? "D" : "");
}

static void on_term(int number) {
  (void)number;
}

START_TEST(stands_alone) {
  int nowhere = open("/dev/null", O_RDONLY);
  int inherited = fcntl(nowhere, F_DUPFD, CS_WORKER_REPLIES + 1);
  ck_assert_int_gt(inherited, CS_WORKER_REPLIES);
  signal(SIGTERM, on_term);
  const cs_worker_options options = {.count = 1,
                                     .seconds = 30,
                                     .reply_bytes = 100,
                                     .reader = {.read = look_around, .context = &inherited}};
  cs_error error = {0};
  ck_assert_int_eq(read_with(&options, 1, &error), CS_OK);
  signal(SIGTERM, SIG_DFL);
  close(nowhere);
  close(inherited);
  ck_assert_str_eq(got.replies[0], "5 ITCGD");
}
END_TEST

/* ---- While nobody listens ---- */

/* In memory shared with the workers. */
typedef struct counted {
  volatile unsigned begun;
  play script;
} counted;

static void count_and_read(void *context, uint32_t document, cs_buffer *reply,
                           volatile cs_worker_note *note) {
  counted *shared = context;
  shared->begun++;
  read_document(&shared->script, document, reply, note);
}

static counted *share(const play *script) {
  counted *shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ck_assert_ptr_ne(shared, MAP_FAILED);
  shared->script = *script;
  return shared;
}

static cs_workers *start_counted(counted *shared) {
  cs_error error = {0};
  cs_workers *workers = NULL;
  cs_worker_options options = options_for(&shared->script, 1);
  options.reader = (cs_reader){.read = count_and_read, .context = shared};
  got = (log_of){0};
  ck_assert_int_eq(cs_workers_start(&workers, &options, &error), CS_OK);
  return workers;
}

/* Hands out what is taken at once, of so many that are left. */
static uint32_t hand_at_once(cs_workers *workers, uint32_t documents, uint32_t left) {
  uint32_t next = 0;
  while (next < documents && cs_workers_hand(workers, next, left - next)) {
    next++;
  }
  return next;
}

/* Until the test's time is over. */
static void wait_until_begun(const counted *shared, unsigned count) {
  while (shared->begun < count) {
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  }
}

static void listen_until(cs_workers *workers, unsigned count) {
  static const cs_receiver receiver = {.reply = take_reply, .lost = take_loss};
  cs_error error = {0};
  while (got.arrived < count) {
    ck_assert_int_eq(cs_workers_wait(workers, 100, &receiver, &error), CS_OK);
  }
}

START_TEST(works_while_nobody_listens) {
  const play script = {{0}};
  counted *shared = share(&script);
  cs_workers *workers = start_counted(shared);
  ck_assert_uint_eq(hand_at_once(workers, MOST, 1000), CS_WORKER_AHEAD);
  wait_until_begun(shared, CS_WORKER_AHEAD);
  ck_assert_uint_eq(got.arrived, 0);
  listen_until(workers, CS_WORKER_AHEAD);
  expect_answers(0, CS_WORKER_AHEAD);
  cs_workers_stop(workers);
  munmap(shared, sizeof *shared);
}
END_TEST

/* What it had answered has come; the one that it was at is lost; another does the others. */
START_TEST(dies_while_nobody_listens) {
  const play script = {.deeds = {[3] = END}};
  counted *shared = share(&script);
  cs_workers *workers = start_counted(shared);
  ck_assert_uint_eq(hand_at_once(workers, 8, 1000), 8);
  wait_until_begun(shared, 4);
  listen_until(workers, 8);
  expect_answers(0, 3);
  expect_answers(4, 8);
  ck_assert_str_eq(got.causes[3], "the worker ended with status 5 while reading it");
  cs_workers_stop(workers);
  munmap(shared, sizeof *shared);
}
END_TEST

/* While the worker is full, and though it dies; then when there is nothing else. */
START_TEST(once_more_before_anything_new) {
  const play script = {.deeds = {END}};
  counted *shared = share(&script);
  cs_workers *workers = start_counted(shared);
  ck_assert_uint_eq(hand_at_once(workers, MOST, 1000), CS_WORKER_AHEAD);
  cs_workers_hand_again(workers, 20);
  ck_assert(!cs_workers_hand(workers, 21, 1000));
  listen_until(workers, CS_WORKER_AHEAD + 1);
  ck_assert_str_eq(got.causes[0], "the worker ended with status 5 while reading it");
  expect_answers(1, CS_WORKER_AHEAD);
  expect_answers(20, 21);
  got.replies[20][0] = '\0';
  cs_workers_hand_again(workers, 20);
  ck_assert(cs_workers_hand(workers, 21, 1000));
  listen_until(workers, CS_WORKER_AHEAD + 3);
  expect_answers(20, 22);
  cs_workers_stop(workers);
  munmap(shared, sizeof *shared);
}
END_TEST

/* Half of a worker's share of what is left, and at least two. */
START_TEST(few_of_the_last) {
  static const struct {
    uint32_t left, taken;
  } cases[] = {{1, 1}, {2, 2}, {3, 2}, {6, 2}, {9, 3}, {100, CS_WORKER_AHEAD}};
  const play script = {{0}};
  counted *shared = share(&script);
  cs_workers *workers = start_counted(shared);
  ck_assert_uint_eq(hand_at_once(workers, cases[_i].left, cases[_i].left), cases[_i].taken);
  cs_workers_stop(workers);
  munmap(shared, sizeof *shared);
}
END_TEST

Suite *workers_suite(void) {
  Suite *suite = suite_create("workers");
  TCase *tests = tcase_create("workers");
  tcase_set_timeout(tests, 60);
  tcase_add_loop_test(tests, all_answer, 0, 4);
  tcase_add_test(tests, no_documents);
  tcase_add_test(tests, more_workers_than_documents);
  tcase_add_test(tests, long_answers);
  tcase_add_loop_test(tests, killed_by_a_signal, 1, 3);
  tcase_add_loop_test(tests, ended, 1, 3);
  tcase_add_loop_test(tests, closed_its_socket, 1, 3);
  tcase_add_loop_test(tests, sent_a_bad_length, 1, 3);
  tcase_add_loop_test(tests, sent_what_is_refused, 1, 3);
  tcase_add_loop_test(tests, ran_out_of_memory, 1, 3);
  tcase_add_loop_test(tests, hangs, 1, 3);
  tcase_add_test(tests, a_slow_judge_is_named_where_none_runs);
  tcase_add_test(tests, every_document_kills);
  tcase_add_test(tests, none_can_start);
  tcase_add_test(tests, stands_alone);
  tcase_add_test(tests, works_while_nobody_listens);
  tcase_add_test(tests, dies_while_nobody_listens);
  tcase_add_test(tests, once_more_before_anything_new);
  tcase_add_loop_test(tests, few_of_the_last, 0, 6);
  suite_add_tcase(suite, tests);
  return suite;
}
