/* Runs: what is known again, what is forgotten, what is coded anew, and what is
 * left where a run is killed, locked out, or finds the disk full. */
#include "suites.h"
#include "toy.h"

#include "dataset/codebook.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const toy_document first = {
    .name = "a.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "a"};
static const toy_document second = {
    .name = "b.txt", .area = "Otherton", .date = "2018-01-01", .salt = "b"};
static const toy_document changed = {
    .name = "a.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "as changed"};

static cs_dataset *make_two(void) {
  const toy_document both[] = {first, second};
  toy_make("x.db", both, 2);
  return toy_open("x.db", CS_OPEN_WRITE);
}

static const char keys[] = "SELECT key FROM review ORDER BY key";

/* ---- Known, changed, gone ---- */

START_TEST(an_unchanged_document_is_known) {
  cs_dataset *dataset = make_two();
  ck_assert(!toy_begin(dataset, "one"));
  ck_assert(toy_has(dataset, &first));
  ck_assert(!toy_has(dataset, &changed));
  toy_put(dataset, &changed);
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*), count(DISTINCT sha256) FROM review"), "2|2");
  ck_assert(toy_has(dataset, &changed));
  cs_dataset_close(dataset);
}
END_TEST

/* Putting a document again leaves the tables as they were, but for new ids. */
START_TEST(putting_again_replaces) {
  cs_dataset *dataset = make_two();
  static const char count[] =
      "SELECT (SELECT count(*) FROM passage), (SELECT count(*) FROM coding), (SELECT count(*) FROM "
      "evidence), (SELECT count(*) FROM citation), (SELECT count(*) FROM sqlar), (SELECT count(*) "
      "FROM section), (SELECT count(*) FROM organisation), (SELECT count(*) FROM note)";
  ck_assert_str_eq(toy_ask(dataset, count), "6|6|6|2|2|4|2|2");
  toy_begin(dataset, "one");
  toy_put(dataset, &first);
  toy_put(dataset, &first);
  ck_assert_str_eq(toy_ask(dataset, count), "6|6|6|2|2|4|2|2");
  toy_end(dataset);
  cs_dataset_close(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

START_TEST(a_document_that_could_not_be_read_is_tried_again) {
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  cs_source source = {.path = "corpus/z.txt", .name = "z.txt", .size = 3, .modified = 5};
  const cs_record record = {.source = source, .format = "", .encoding = ""};
  cs_error error;
  bool has = true;
  ck_assert_int_eq(cs_dataset_put(dataset, &record, &error), CS_OK);
  ck_assert_int_eq(cs_dataset_has(&has, dataset, &source, &error), CS_OK);
  ck_assert(!has);
  cs_dataset_close(dataset);
}
END_TEST

START_TEST(what_is_missing_below_the_root_is_forgotten) {
  const toy_document elsewhere = {
      .path = "corpus2/a.txt", .name = "a.txt", .area = "Far", .date = "2018-01-01", .salt = "far"};
  cs_dataset *dataset = make_two();
  toy_begin(dataset, "one");
  toy_put(dataset, &elsewhere);
  toy_end(dataset);
  toy_begin(dataset, "one");
  ck_assert(toy_has(dataset, &second));
  ck_assert_uint_eq(toy_forget(dataset, "corpus"), 1);
  ck_assert_uint_eq(toy_forget(dataset, "corpus"), 0);
  ck_assert_str_eq(toy_ask(dataset, keys), "far-2018\notherton-2018");
  ck_assert_uint_eq(toy_forget(dataset, "corpus2/a.txt"), 1);
  toy_end(dataset);
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM sqlar"), "1");
  cs_dataset_close(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

START_TEST(organisations_go_with_their_last_review) {
  cs_dataset *dataset = make_two();
  toy_begin(dataset, "one");
  ck_assert_uint_eq(toy_forget(dataset, "corpus"), 2);
  toy_end(dataset);
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM organisation"), "0");
  cs_dataset_close(dataset);
}
END_TEST

/* The same path, found from another folder. */
START_TEST(a_document_gets_its_new_name) {
  cs_dataset *dataset = make_two();
  const toy_document renamed = {.path = "corpus/a.txt",
                                .name = "corpus/a.txt",
                                .area = "Anyborough",
                                .date = "2018-01-01",
                                .salt = "a"};
  toy_begin(dataset, "one");
  ck_assert(toy_has(dataset, &renamed));
  toy_end(dataset);
  ck_assert_str_eq(toy_ask(dataset, "SELECT source FROM review ORDER BY key"),
                   "corpus/a.txt\nb.txt");
  cs_dataset_close(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

/* ---- Coded anew ---- */

START_TEST(another_codebook_codes_anew_document_by_document) {
  cs_dataset *dataset = make_two();
  ck_assert(toy_begin(dataset, "two"));
  ck_assert(!toy_has(dataset, &first));
  toy_put(dataset, &first);
  ck_assert(toy_has(dataset, &first));
  toy_end(dataset); /* stopped half-way */
  ck_assert(toy_begin(dataset, "two"));
  ck_assert(toy_has(dataset, &first));
  ck_assert(!toy_has(dataset, &second));
  cs_dataset_close(dataset);
}
END_TEST

START_TEST(a_theme_goes_with_its_last_coding) {
  cs_dataset *dataset = make_two();
  toy_begin(dataset, "alpha only");
  toy_end(dataset);
  ck_assert_str_eq(toy_ask(dataset, "SELECT id FROM theme ORDER BY id"), "alpha\nbeta");
  toy_begin(dataset, "alpha only");
  ck_assert_uint_eq(toy_forget(dataset, "corpus"), 2);
  toy_end(dataset);
  ck_assert_str_eq(toy_ask(dataset, "SELECT id FROM theme"), "alpha");
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM plugin WHERE kind = 'theme'"), "1");
  cs_dataset_close(dataset);
}
END_TEST

START_TEST(runs_are_recorded) {
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  const cs_run_counts counts = {.documents = 9,
                                .coded = 5,
                                .unchanged = 2,
                                .left_out = 1,
                                .forgotten = 1,
                                .problems = 4,
                                .passages = 30,
                                .codings = 20,
                                .bytes = 4000};
  cs_error error;
  toy_begin(dataset, "one");
  ck_assert_int_eq(cs_dataset_end_run(dataset, &counts, true, &error), CS_OK);
  toy_begin(dataset, "one");
  ck_assert_int_eq(cs_dataset_end_run(dataset, &counts, false, &error), CS_OK);
  ck_assert_str_eq(
      toy_ask(dataset, "SELECT id, finished IS NULL, length(started), version, plugins, documents, "
                       "coded, unchanged, left_out, forgotten, problems, passages, codings, bytes "
                       "FROM run"),
      "1|0|20|0.1.0|all|9|5|2|1|1|4|30|20|4000\n2|1|20|0.1.0|all|9|5|2|1|1|4|30|20|4000");
  cs_dataset_close(dataset);
}
END_TEST

START_TEST(writing_needs_a_run) {
  cs_dataset *dataset = make_two();
  const cs_problem problem = {CS_STAGE_HOST, CS_ERROR, 0, "none"};
  const cs_run_counts counts = {0};
  const cs_codebook codebook = {.digest = "d", .plugins_digest = "p", .version = "v"};
  const cs_record record = {.source = {.path = "p", .name = "n"}};
  size_t forgotten;
  bool flag;
  cs_error error;
  ck_assert_int_eq(cs_dataset_put(dataset, &record, &error), CS_USAGE);
  ck_assert_int_eq(cs_dataset_has(&flag, dataset, &record.source, &error), CS_USAGE);
  ck_assert_int_eq(cs_dataset_put_problem(dataset, &problem, "x", &error), CS_USAGE);
  ck_assert_int_eq(cs_dataset_forget_missing(&forgotten, dataset, "x", &error), CS_USAGE);
  ck_assert_int_eq(cs_dataset_checkpoint(dataset, &error), CS_USAGE);
  ck_assert_int_eq(cs_dataset_end_run(dataset, &counts, true, &error), CS_USAGE);
  toy_begin(dataset, "one");
  ck_assert_int_eq(cs_begin_run(dataset, &codebook, &flag, &error), CS_USAGE);
  cs_dataset_close(dataset);
  dataset = toy_open("x.db", CS_OPEN_READ);
  ck_assert_int_eq(cs_begin_run(dataset, &codebook, &flag, &error), CS_USAGE);
  cs_dataset_close(dataset);
}
END_TEST

/* ---- Interrupted ---- */

START_TEST(closing_without_an_end_rolls_back) {
  cs_dataset *dataset = make_two();
  toy_begin(dataset, "one");
  toy_put(dataset, &changed);
  cs_dataset_close(dataset);
  dataset = toy_open("x.db", CS_OPEN_READ);
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM run"), "1");
  ck_assert_str_eq(toy_ask(dataset, "SELECT passage_text(1)"), "Posts were short.");
  cs_dataset_close(dataset);
}
END_TEST

/* The child puts the first, checkpoints where it is told to, puts the second and waits. */
static void run_and_wait(bool checkpoint, int ready) {
  cs_error error;
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  toy_put(dataset, &first);
  if (checkpoint && cs_dataset_checkpoint(dataset, &error) != CS_OK) {
    _exit(9);
  }
  toy_put(dataset, &second);
  if (write(ready, "x", 1) != 1) {
    _exit(9);
  }
  pause();
}

START_TEST(a_killed_run_leaves_what_was_committed) {
  int ends[2];
  char byte;
  ck_assert_int_eq(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    run_and_wait(_i == 1, ends[1]);
  }
  close(ends[1]);
  ck_assert_int_eq(read(ends[0], &byte, 1), 1);
  close(ends[0]);
  ck_assert_int_eq(kill(child, SIGKILL), 0);
  int how;
  ck_assert_int_eq(waitpid(child, &how, 0), child);
  ck_assert(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  ck_assert_str_eq(toy_ask(dataset, keys), _i == 1 ? "anyborough-2018" : "");
  toy_begin(dataset, "one");
  ck_assert(toy_has(dataset, &first) == (_i == 1));
  toy_put(dataset, &first);
  toy_put(dataset, &second);
  toy_end(dataset);
  ck_assert_str_eq(toy_ask(dataset, keys), "anyborough-2018\notherton-2018");
  cs_dataset_close(dataset);
}
END_TEST

/* A process that dies while it writes pages leaves a journal: here a copy of file and
 * journal as they are in the middle of a transaction. */
static void copy_file(const char *from, const char *to) {
  FILE *in = fopen(toy_path(from), "rb");
  FILE *out = fopen(toy_path(to), "wb");
  ck_assert(in != NULL && out != NULL);
  for (int byte; (byte = getc(in)) != EOF;) {
    putc(byte, out);
  }
  fclose(in);
  fclose(out);
}

static void leave_hot_journal(void) {
  sqlite3 *db;
  ck_assert_int_eq(sqlite3_open(toy_path("x.db"), &db), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(db,
                                "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; "
                                "UPDATE theme SET about = hex(zeroblob(30000)); "
                                "UPDATE problem_row SET message = 'x'; "
                                "UPDATE review SET title = hex(zeroblob(30000));",
                                NULL, NULL, NULL),
                   SQLITE_OK);
  copy_file("x.db", "y.db");
  copy_file("x.db-journal", "y.db-journal");
  sqlite3_close(db);
}

START_TEST(a_reader_rolls_back_what_a_killed_run_left) {
  cs_dataset_close(make_two());
  leave_hot_journal();
  cs_dataset *dataset = toy_open("y.db", CS_OPEN_READ);
  ck_assert_str_eq(toy_ask(dataset, "SELECT about FROM theme WHERE id = 'alpha'"), "Posts.");
  cs_dataset_close(dataset);
  ck_assert_uint_eq(toy_verify("y.db", NULL, 0), 0);
  ck_assert_int_ne(access(toy_path("y.db-journal"), F_OK), 0);
}
END_TEST

START_TEST(a_second_run_is_told_that_it_is_busy) {
  cs_dataset *dataset = make_two();
  cs_dataset *other = toy_open("x.db", CS_OPEN_WRITE);
  const cs_codebook codebook = {.digest = "d", .plugins_digest = "p", .version = "v"};
  bool recode;
  cs_error error;
  toy_begin(dataset, "one");
  for (int i = 0; i < 2; i++) {
    ck_assert_int_eq(cs_begin_run(other, &codebook, &recode, &error), CS_BUSY);
    ck_assert_ptr_nonnull(strstr(error.message, "x.db"));
    ck_assert_int_eq(cs_dataset_checkpoint(dataset, &error), CS_OK); /* it goes on */
  }
  toy_end(dataset);
  ck_assert_int_eq(cs_begin_run(other, &codebook, &recode, &error), CS_OK);
  cs_dataset_close(other);
  cs_dataset_close(dataset);
}
END_TEST

/* What a reader sees while a run is going on is what was committed. */
START_TEST(readers_are_not_disturbed) {
  cs_dataset *dataset = make_two();
  cs_dataset *reader = toy_open("x.db", CS_OPEN_READ);
  cs_error error;
  toy_begin(dataset, "one");
  toy_put(dataset, &changed);
  ck_assert_uint_eq(toy_forget(dataset, "corpus/b.txt"), 1);
  ck_assert_str_eq(toy_ask(reader, keys), "anyborough-2018\notherton-2018");
  ck_assert_int_eq(cs_dataset_checkpoint(dataset, &error), CS_OK);
  ck_assert_str_eq(toy_ask(reader, keys), "anyborough-2018");
  cs_dataset_close(reader);
  cs_dataset_close(dataset);
}
END_TEST

static cs_status checkpoint_inside(void *context, const cs_value *values, size_t count,
                                   cs_error *error) {
  (void)values;
  (void)count;
  return cs_dataset_checkpoint(context, error);
}

START_TEST(a_checkpoint_waits_for_the_next_where_somebody_reads) {
  cs_dataset *dataset = make_two();
  cs_dataset *reader = toy_open("x.db", CS_OPEN_READ);
  const cs_query_reader slow = {.row = checkpoint_inside, .context = dataset};
  cs_error error;
  toy_begin(dataset, "one");
  toy_put(dataset, &changed);
  ck_assert_int_eq(
      cs_dataset_query(reader, "SELECT key FROM review LIMIT 1", NULL, 0, &slow, &error), CS_OK);
  ck_assert_int_eq(cs_dataset_checkpoint(dataset, &error), CS_OK);
  ck_assert_str_eq(toy_ask(reader, "SELECT count(*) FROM run"), "2");
  cs_dataset_close(reader);
  cs_dataset_close(dataset);
}
END_TEST

START_TEST(what_is_held_is_read_as_it_was) {
  cs_dataset *dataset = make_two();
  cs_dataset *reader = toy_open("x.db", CS_OPEN_READ);
  cs_error error;
  toy_begin(dataset, "one");
  ck_assert_uint_eq(toy_forget(dataset, "corpus/b.txt"), 1);
  for (int i = 0; i < 2; i++) { /* they nest */
    ck_assert_int_eq(cs_dataset_hold(reader, &error), CS_OK);
    ck_assert_str_eq(toy_ask(reader, keys), "anyborough-2018\notherton-2018");
  }
  cs_dataset_let_go(reader);
  ck_assert_int_eq(cs_dataset_checkpoint(dataset, &error), CS_OK);
  ck_assert_str_eq(toy_ask(reader, keys), "anyborough-2018\notherton-2018");
  cs_dataset_let_go(reader);
  ck_assert_int_eq(cs_dataset_checkpoint(dataset, &error), CS_OK);
  ck_assert_str_eq(toy_ask(reader, keys), "anyborough-2018");
  cs_dataset_close(reader);
  cs_dataset_close(dataset);
}
END_TEST

/* The run's own transaction stays the run's. */
START_TEST(a_run_can_be_held) {
  cs_dataset *dataset = make_two();
  cs_error error;
  toy_begin(dataset, "one");
  ck_assert_int_eq(cs_dataset_hold(dataset, &error), CS_OK);
  ck_assert_uint_eq(toy_forget(dataset, "corpus/b.txt"), 1);
  cs_dataset_let_go(dataset);
  toy_end(dataset);
  ck_assert_str_eq(toy_ask(dataset, keys), "anyborough-2018");
  cs_dataset_close(dataset);
}
END_TEST

/* ---- No room, no permission ---- */

/* Random salt does not pack, so that a few hundred documents need more than the limit. */
static cs_status fill_disk(cs_dataset *dataset, cs_error *error) {
  cs_status status = CS_OK;
  for (int i = 0; i < 2000 && status == CS_OK; i++) {
    char name[32], area[32];
    snprintf(name, sizeof name, "%04d.txt", i);
    snprintf(area, sizeof area, "Area %c%c%c", 'a' + i / 676 % 26, 'a' + i / 26 % 26, 'a' + i % 26);
    const toy_document document = {.name = name, .area = area, .date = "2018-01-01", .salt = name};
    toy_record toy;
    toy_fill(&toy, &document);
    status = cs_dataset_put(dataset, &toy.record, error);
    toy_free(&toy);
    if (status == CS_OK && i % 100 == 99) {
      status = cs_dataset_checkpoint(dataset, error);
    }
  }
  return status;
}

START_TEST(a_full_disk_is_told_and_harms_nothing) {
  cs_dataset_close(make_two());
  struct rlimit before, tight;
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
  tight = before;
  tight.rlim_cur = 600000;
  signal(SIGXFSZ, SIG_IGN);
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &tight), 0);
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  cs_error error = {.message = ""};
  toy_begin(dataset, "one");
  cs_status status = fill_disk(dataset, &error);
  const cs_run_counts counts = {0};
  cs_error after;
  cs_status ended = cs_dataset_end_run(dataset, &counts, false, &after);
  cs_dataset_close(dataset);
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
  ck_assert_int_eq(status, CS_UNREADABLE);
  ck_assert_msg(strstr(error.message, "x.db") != NULL && strstr(error.message, "quota") != NULL,
                "%s", error.message);
  ck_assert_int_eq(ended, CS_UNREADABLE);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
  dataset = toy_open("x.db", CS_OPEN_READ);
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) >= 102 FROM review"), "1");
  cs_dataset_close(dataset);
}
END_TEST

START_TEST(a_file_without_permission_is_told) {
  cs_dataset *dataset = make_two();
  cs_dataset_close(dataset);
  if (geteuid() == 0) {
    return; /* root may do everything */
  }
  cs_error error;
  const cs_codebook codebook = {.digest = "d", .plugins_digest = "p", .version = "v"};
  bool recode;
  ck_assert_int_eq(chmod(toy_path("x.db"), 0400), 0);
  dataset = toy_open("x.db", CS_OPEN_READ);
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM review"), "2");
  cs_dataset_close(dataset);
  cs_status status = cs_dataset_open(&dataset, toy_path("x.db"), CS_OPEN_WRITE, &error);
  if (status == CS_OK) {
    status = cs_begin_run(dataset, &codebook, &recode, &error);
    cs_dataset_close(dataset);
  }
  ck_assert_int_eq(status, CS_UNREADABLE);
  ck_assert_ptr_nonnull(strstr(error.message, "permission"));
  ck_assert_int_eq(chmod(toy_path("x.db"), 0), 0);
  ck_assert_int_eq(cs_dataset_open(&dataset, toy_path("x.db"), CS_OPEN_READ, &error),
                   CS_UNREADABLE);
}
END_TEST

/* Ids that no count can be added to. */
START_TEST(ids_at_the_end_of_numbers_are_refused) {
  static const char *const damages[] = {
      "UPDATE review_body SET first_passage = 9223372036854775807 WHERE review_id = 2",
      "UPDATE review_body SET first_coding = 9223372036854775000 WHERE review_id = 2",
      "UPDATE review_body SET first_coding = -9223372036854775807"};
  const cs_codebook codebook = {.digest = "d", .plugins_digest = "p", .version = "v"};
  cs_dataset_close(make_two());
  toy_damage("x.db", damages[_i]);
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  bool recode;
  cs_error error;
  ck_assert_int_eq(cs_begin_run(dataset, &codebook, &recode, &error), CS_MALFORMED);
  ck_assert_ptr_nonnull(strstr(error.message, "ids"));
  cs_dataset_close(dataset);
}
END_TEST

Suite *runs_suite(void) {
  Suite *suite = suite_create("runs");
  TCase *tests = tcase_create("runs");
  tcase_add_checked_fixture(tests, toy_setup, toy_teardown);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, an_unchanged_document_is_known);
  tcase_add_test(tests, putting_again_replaces);
  tcase_add_test(tests, a_document_that_could_not_be_read_is_tried_again);
  tcase_add_test(tests, what_is_missing_below_the_root_is_forgotten);
  tcase_add_test(tests, organisations_go_with_their_last_review);
  tcase_add_test(tests, a_document_gets_its_new_name);
  tcase_add_test(tests, another_codebook_codes_anew_document_by_document);
  tcase_add_test(tests, a_theme_goes_with_its_last_coding);
  tcase_add_test(tests, runs_are_recorded);
  tcase_add_test(tests, writing_needs_a_run);
  tcase_add_test(tests, closing_without_an_end_rolls_back);
  tcase_add_loop_test(tests, a_killed_run_leaves_what_was_committed, 0, 2);
  tcase_add_test(tests, a_reader_rolls_back_what_a_killed_run_left);
  tcase_add_test(tests, a_second_run_is_told_that_it_is_busy);
  tcase_add_test(tests, readers_are_not_disturbed);
  tcase_add_test(tests, a_checkpoint_waits_for_the_next_where_somebody_reads);
  tcase_add_test(tests, what_is_held_is_read_as_it_was);
  tcase_add_test(tests, a_run_can_be_held);
  tcase_add_test(tests, a_full_disk_is_told_and_harms_nothing);
  tcase_add_test(tests, a_file_without_permission_is_told);
  tcase_add_loop_test(tests, ids_at_the_end_of_numbers_are_refused, 0, 3);
  suite_add_tcase(suite, tests);
  return suite;
}
