/* The VFS that gathers writes: its calls, one by one, beside what is in the file; and databases
 * with a cache of a few pages, whose pages are written and read again all the time. */
#include "suites.h"
#include "toy.h"

#include "dataset/gather.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static sqlite3 *db;

static sqlite3 *open_with(const char *vfs) {
  sqlite3 *opened;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  ck_assert_int_eq(sqlite3_open_v2(toy_path("g.db"), &opened, flags, vfs), SQLITE_OK);
  return opened;
}

static int run(const char *sql) {
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static void must(const char *sql) {
  ck_assert_msg(run(sql) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
}

static const char *ask(sqlite3 *of, const char *sql) {
  static char answer[200];
  sqlite3_stmt *statement;
  ck_assert_int_eq(sqlite3_prepare_v2(of, sql, -1, &statement, NULL), SQLITE_OK);
  ck_assert_msg(sqlite3_step(statement) == SQLITE_ROW, "%s: %s", sql, sqlite3_errmsg(of));
  snprintf(answer, sizeof answer, "%s", (const char *)sqlite3_column_text(statement, 0));
  sqlite3_finalize(statement);
  return answer;
}

/* What is in the file itself, and that it is sound. */
static void expect_in_file(const char *sum) {
  sqlite3 *plain = open_with(NULL);
  ck_assert_str_eq(ask(plain, "PRAGMA integrity_check"), "ok");
  ck_assert_str_eq(ask(plain, "SELECT count(*) || ' ' || sum(a) || ' ' || sum(length(b)) FROM t"),
                   sum);
  sqlite3_close(plain);
}

#define MANY                                                                                       \
  "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600) "                           \
  "INSERT INTO t SELECT i, zeroblob(1500) FROM n;"
static const char many[] = "600 180300 900000";

/* A table of 600 rows with a page each, far more than the cache or the buffer holds. */
static void setup(void) {
  toy_setup();
  db = open_with(cs_gathering_vfs());
  must("PRAGMA synchronous = FULL; PRAGMA page_size = 2048; PRAGMA cache_size = 60;"
       "CREATE TABLE t(a, b); BEGIN;" MANY "COMMIT");
}

static void teardown(void) {
  sqlite3_close(db);
  toy_teardown();
}

START_TEST(what_was_written_is_in_the_file) {
  expect_in_file(many);
  must("DELETE FROM t WHERE a % 2 = 0; VACUUM");
  expect_in_file("300 90000 450000");
}
END_TEST

START_TEST(what_was_gathered_is_read) {
  must("BEGIN; UPDATE t SET a = a + 1, b = zeroblob(1400);" MANY);
  ck_assert_str_eq(ask(db, "SELECT count(*) || ' ' || sum(a) || ' ' || sum(length(b)) FROM t"),
                   "1200 361200 1740000");
  ck_assert_str_eq(ask(db, "PRAGMA integrity_check"), "ok");
  must("COMMIT");
  expect_in_file("1200 361200 1740000");
}
END_TEST

START_TEST(what_was_rolled_back_is_not_written) {
  must("BEGIN; UPDATE t SET a = 0;" MANY "ROLLBACK");
  expect_in_file(many);
  must("BEGIN; UPDATE t SET a = a + 1; SAVEPOINT s; UPDATE t SET a = 0;" MANY
       "ROLLBACK TO s; RELEASE s; COMMIT");
  expect_in_file("600 180900 900000");
}
END_TEST

/* A process that is gone leaves what it had written, and the journal that takes it back. */
START_TEST(a_journal_restores_what_a_killed_process_left) {
  char command[2000];
  must("BEGIN; UPDATE t SET a = 0;" MANY);
  snprintf(command, sizeof command, "cd '%s' && cp g.db k.db && cp g.db-journal k.db-journal",
           toy_path("."));
  ck_assert_int_eq(system(command), 0);
  must("ROLLBACK");
  snprintf(command, sizeof command, "cd '%s' && mv k.db g.db && mv k.db-journal g.db-journal",
           toy_path("."));
  sqlite3_close(db);
  ck_assert_int_eq(system(command), 0);
  db = open_with(cs_gathering_vfs());
  ck_assert_str_eq(ask(db, "PRAGMA integrity_check"), "ok");
  expect_in_file(many);
}
END_TEST

/* Up to so many bytes; RLIM_INFINITY: as far as they may. */
static void let_files_grow(rlim_t bytes) {
  struct rlimit limit;
  signal(SIGXFSZ, SIG_IGN);
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
  limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* The file may grow by so many bytes only, while it is written page by page and at the end. */
START_TEST(a_file_that_cannot_grow_is_left_as_it_was) {
  let_files_grow(1300000 + (rlim_t)_i * 40000);
  int code = run("BEGIN;" MANY "COMMIT");
  if (sqlite3_get_autocommit(db) == 0) {
    run("ROLLBACK");
  }
  let_files_grow(RLIM_INFINITY);
  ck_assert_int_ne(code, SQLITE_OK);
  expect_in_file(many);
  must("BEGIN;" MANY "COMMIT");
  expect_in_file("1200 360600 1800000");
}
END_TEST

/* Calls that write, of this process; -1 where the system does not count them. */
static long writes(void) {
  char line[100];
  long count = -1;
  FILE *file = fopen("/proc/self/io", "r");
  while (file != NULL && fgets(line, sizeof line, file) != NULL) {
    if (strncmp(line, "syscw: ", 7) == 0) {
      count = strtol(line + 7, NULL, 10);
    }
  }
  if (file != NULL) {
    fclose(file);
  }
  return count;
}

START_TEST(pages_that_follow_each_other_are_written_together) {
  must("PRAGMA cache_size = 2000");
  long before = writes();
  if (before < 0) {
    printf("skipped: /proc/self/io is not there\n");
    return;
  }
  must("BEGIN;" MANY "COMMIT");
  ck_assert_int_lt(writes() - before, 200); /* of 600 pages and more */
}
END_TEST

START_TEST(a_write_ahead_log_works) {
  must("PRAGMA journal_mode = WAL; BEGIN;" MANY "COMMIT; PRAGMA wal_checkpoint");
  expect_in_file("1200 360600 1800000");
  must("PRAGMA journal_mode = DELETE; UPDATE t SET a = 1");
  expect_in_file("1200 1200 1800000");
}
END_TEST

/* ---- A fault that passes ---- */

/* A default VFS that fails one write to the database, and then goes on as if nothing had been. */
static struct {
  sqlite3_vfs vfs, *real;
  long left; /* writes before the one that fails; below 0: none does any more */
} flaky;

/* The calls of the real files, of a database and of others, but for these two: files are opened
 * with copies of them. */
static sqlite3_io_methods flaky_calls[2];
static int (*real_write)(sqlite3_file *, const void *, int, sqlite3_int64);

static int write_or_fail(sqlite3_file *to, const void *from, int length, sqlite3_int64 offset) {
  return flaky.left >= 0 && flaky.left-- == 0 ? SQLITE_FULL : real_write(to, from, length, offset);
}

/* The power does not fail here. */
static int do_not_sync(sqlite3_file *of, int how) {
  (void)of, (void)how;
  return SQLITE_OK;
}

enum { ORDER = SQLITE_IOCAP_SEQUENTIAL | SQLITE_IOCAP_BATCH_ATOMIC };

static int promise_order(sqlite3_file *of) {
  (void)of;
  return ORDER | SQLITE_IOCAP_SAFE_APPEND;
}

static int open_flaky(sqlite3_vfs *vfs, const char *path, sqlite3_file *opened, int flags,
                      int *out) {
  (void)vfs;
  int code = flaky.real->xOpen(flaky.real, path, opened, flags, out);
  if (code == SQLITE_OK) {
    bool database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
    sqlite3_io_methods *copy = &flaky_calls[database];
    *copy = *opened->pMethods;
    copy->xSync = do_not_sync;
    copy->xDeviceCharacteristics = promise_order;
    real_write = copy->xWrite;
    copy->xWrite = database ? write_or_fail : real_write;
    opened->pMethods = copy;
  }
  return code;
}

static void setup_flaky(void) {
  toy_setup();
  flaky.real = sqlite3_vfs_find(NULL);
  flaky.vfs = *flaky.real;
  flaky.vfs.zName = "flaky";
  flaky.vfs.xOpen = open_flaky;
  flaky.left = -1;
  ck_assert_int_eq(sqlite3_vfs_register(&flaky.vfs, 1), SQLITE_OK);
  db = open_with(cs_gathering_vfs());
}

static void teardown_flaky(void) {
  sqlite3_close(db);
  sqlite3_vfs_register(flaky.real, 1);
  sqlite3_vfs_unregister(&flaky.vfs);
  toy_teardown();
}

#define SOME                                                                                       \
  "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 80) "                            \
  "INSERT INTO t SELECT i, zeroblob(1500) FROM n"

/* Changes of one transaction, which spill out of the cache; the last makes it good. */
static const char *const changes[] = {"BEGIN",
                                      "SAVEPOINT one",
                                      "UPDATE t SET a = a + 1",
                                      SOME,
                                      "PRAGMA cache_spill",
                                      "RELEASE one",
                                      "SAVEPOINT two",
                                      "UPDATE t SET a = 0",
                                      "DELETE FROM t WHERE rowid % 3 = 0",
                                      SOME,
                                      "ROLLBACK TO two",
                                      "RELEASE two",
                                      "UPDATE t SET a = a + 1 WHERE rowid > 40",
                                      "COMMIT"};

/* Whether all of them succeed; if one does not, what there was of them is rolled back. */
static bool change(void) {
  bool good = true;
  for (size_t i = 0; i < sizeof changes / sizeof *changes && good; i++) {
    good = run(changes[i]) == SQLITE_OK;
  }
  if (!good && sqlite3_get_autocommit(db) == 0) {
    run("ROLLBACK");
  }
  return good;
}

START_TEST(a_passing_fault_loses_the_transaction_or_nothing) {
  long failing = 0, failed = 0;
  for (bool reached = true; reached; failing++) {
    must("PRAGMA page_size = 2048; PRAGMA synchronous = FULL; PRAGMA cache_size = 5;"
         "DROP TABLE IF EXISTS t; VACUUM; CREATE TABLE t(a, b);" SOME);
    flaky.left = failing;
    bool good = change();
    reached = flaky.left < 0;
    flaky.left = -1;
    failed += !good;
    expect_in_file(good ? "160 6680 240000" : "80 3240 120000");
  }
  ck_assert_int_gt(failing, 20);
  ck_assert_int_gt(failed, failing / 2); /* a write of what is rolled back anyhow may be missed */
}
END_TEST

START_TEST(it_promises_no_order) {
  sqlite3_file *opened = NULL;
  ck_assert_int_eq(sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &opened), SQLITE_OK);
  ck_assert_int_eq(opened->pMethods->xDeviceCharacteristics(opened), SQLITE_IOCAP_SAFE_APPEND);
}
END_TEST

/* Of a write-ahead log what is not in the database yet stays in the log; with and without a reader
 * who needs a part of it. */
START_TEST(a_passing_fault_loses_nothing_of_a_write_ahead_log) {
  for (long failing = 0, left = -1; left < 0; failing++) {
    must("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; DROP TABLE IF EXISTS t;"
         "CREATE TABLE t(a, b);" SOME "; PRAGMA wal_checkpoint(TRUNCATE); UPDATE t SET a = a + 1");
    sqlite3 *reader = open_with(flaky.real->zName);
    if (_i != 0) {
      ck_assert_int_eq(sqlite3_exec(reader, "BEGIN; SELECT * FROM t", NULL, NULL, NULL), SQLITE_OK);
      must("UPDATE t SET b = zeroblob(1400) WHERE rowid = 1");
    }
    flaky.left = failing;
    run("PRAGMA wal_checkpoint");
    left = flaky.left;
    flaky.left = -1;
    sqlite3_exec(reader, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    sqlite3_close(reader);
    expect_in_file(_i != 0 ? "80 3320 119900" : "80 3320 120000");
    ck_assert_int_lt(failing, 1000);
    ck_assert(left < 0 || failing > 20);
  }
}
END_TEST

/* ---- The calls ---- */

enum { PAGE = 2048 };

static sqlite3_file *file;
static unsigned char page[PAGE], large[CS_GATHER_BYTES + PAGE];

static void setup_file(void) {
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_DB;
  static char name[600]; /* with the second NUL that SQLite wants behind a name */
  toy_setup();
  sqlite3_vfs *vfs = sqlite3_vfs_find(cs_gathering_vfs());
  ck_assert_ptr_nonnull(vfs);
  snprintf(name, sizeof name - 1, "%s", toy_path("f.db"));
  file = calloc(1, (size_t)vfs->szOsFile);
  ck_assert_int_eq(vfs->xOpen(vfs, name, file, flags, &flags), SQLITE_OK);
}

static void teardown_file(void) {
  if (file->pMethods != NULL) {
    file->pMethods->xClose(file);
  }
  free(file);
  toy_teardown();
}

static int write_page(int number) {
  memset(page, number + 1, sizeof page);
  return file->pMethods->xWrite(file, page, PAGE, (sqlite3_int64)number * PAGE);
}

static void write_pages(int first, int count) {
  for (int i = first; i < first + count; i++) {
    ck_assert_int_eq(write_page(i), SQLITE_OK);
  }
}

/* The first byte of each page that is in the file itself. */
static const char *in_file(void) {
  static char found[100];
  size_t count = 0;
  FILE *plain = fopen(toy_path("f.db"), "rb");
  ck_assert_ptr_nonnull(plain);
  while (fread(page, 1, PAGE, plain) == PAGE) {
    found[count++] = (char)('a' + page[0] - 1);
  }
  fclose(plain);
  found[count] = '\0';
  return found;
}

static void expect_page(int number, int code, unsigned char byte) {
  memset(page, 99, sizeof page);
  ck_assert_int_eq(file->pMethods->xRead(file, page, PAGE, (sqlite3_int64)number * PAGE), code);
  ck_assert_uint_eq(page[0], byte);
  ck_assert_uint_eq(page[PAGE - 1], byte);
}

static void expect_size(int pages) {
  sqlite3_int64 size;
  ck_assert_int_eq(file->pMethods->xFileSize(file, &size), SQLITE_OK);
  ck_assert_int_eq(size, (sqlite3_int64)pages * PAGE);
}

START_TEST(what_follows_itself_waits) {
  write_pages(0, 3);
  ck_assert_str_eq(in_file(), "");
  expect_size(3);
  expect_page(1, SQLITE_OK, 2);
  expect_page(3, SQLITE_IOERR_SHORT_READ, 0);
  ck_assert_int_eq(file->pMethods->xRead(file, page, PAGE, 5 * PAGE / 2), SQLITE_IOERR_SHORT_READ);
  ck_assert_uint_eq(page[0], 3);
  ck_assert_uint_eq(page[PAGE / 2], 0);
}
END_TEST

START_TEST(what_stands_elsewhere_does_not_wait_for_it) {
  write_pages(0, 3);
  write_pages(1, 1);
  ck_assert_str_eq(in_file(), "abc");
  memset(page, 7, sizeof page);
  ck_assert_int_eq(file->pMethods->xWrite(file, page, PAGE, 0), SQLITE_OK);
  ck_assert_str_eq(in_file(), "abc");
  expect_page(0, SQLITE_OK, 7);
  expect_size(3);
}
END_TEST

START_TEST(a_full_buffer_is_written) {
  const int most = CS_GATHER_BYTES / PAGE;
  write_pages(0, most);
  ck_assert_str_eq(in_file(), "");
  write_pages(most, 1);
  ck_assert_uint_eq(strlen(in_file()), most);
  memset(large, 5, sizeof large);
  ck_assert_int_eq(file->pMethods->xWrite(file, large, sizeof large, 0), SQLITE_OK);
  ck_assert_uint_eq(strlen(in_file()), most + 1);
  expect_page(most, SQLITE_OK, 5);
}
END_TEST

static int sync_it(void) {
  return file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
}
static int unlock_it(void) {
  return file->pMethods->xUnlock(file, SQLITE_LOCK_NONE);
}
/* What SQLite says before it syncs; the file itself does not know it. */
static int announce_sync(void) {
  int code = file->pMethods->xFileControl(file, SQLITE_FCNTL_SYNC, NULL);
  return code == SQLITE_NOTFOUND ? SQLITE_OK : code;
}
static int cut_it(void) {
  return file->pMethods->xTruncate(file, (sqlite3_int64)2 * PAGE);
}
static int close_it(void) {
  int code = file->pMethods->xClose(file);
  file->pMethods = NULL;
  return code;
}

static int (*const ends[])(void) = {sync_it, unlock_it, announce_sync, cut_it, close_it};
enum { ENDS = sizeof ends / sizeof *ends };

START_TEST(before_anything_else_it_is_written) {
  write_pages(0, 2);
  ck_assert_int_eq(ends[_i](), SQLITE_OK);
  ck_assert_str_eq(in_file(), "ab");
}
END_TEST

START_TEST(what_cannot_be_written_is_told_and_dropped) {
  write_pages(0, 2);
  ck_assert_int_eq(sync_it(), SQLITE_OK);
  write_pages(2, 2);
  let_files_grow(2 * PAGE);
  int code = _i == ENDS ? write_page(0) : ends[_i]();
  let_files_grow(RLIM_INFINITY);
  bool cut = _i < ENDS && ends[_i] == cut_it; /* what it cuts off it does not write */
  ck_assert_int_eq(code == SQLITE_OK, cut);
  if (file->pMethods != NULL) {
    ck_assert_int_eq(sync_it(), SQLITE_OK);
  }
  ck_assert_str_eq(in_file(), "ab");
}
END_TEST

/* A hint whose failure is not looked at. */
START_TEST(a_hint_writes_nothing) {
  sqlite3_int64 size = (sqlite3_int64)4 * PAGE;
  write_pages(0, 2);
  file->pMethods->xFileControl(file, SQLITE_FCNTL_SIZE_HINT, &size);
  ck_assert_str_eq(in_file(), "");
  expect_size(2);
}
END_TEST

START_TEST(what_is_cut_off_in_part_is_written_but_for_that) {
  let_files_grow(2 * PAGE);
  write_pages(1, 3);
  ck_assert_int_eq(cut_it(), SQLITE_OK);
  let_files_grow(RLIM_INFINITY);
  write_pages(0, 1);
  ck_assert_int_eq(sync_it(), SQLITE_OK);
  ck_assert_str_eq(in_file(), "ab");
}
END_TEST

START_TEST(a_write_ahead_log_ends_it) {
  void volatile *memory = NULL;
  write_pages(0, 2);
  ck_assert_int_eq(file->pMethods->xShmMap(file, 0, 32768, 1, &memory), SQLITE_OK);
  ck_assert_str_eq(in_file(), "ab");
  write_pages(2, 1);
  ck_assert_str_eq(in_file(), "abc");
  ck_assert_int_eq(file->pMethods->xShmUnmap(file, 1), SQLITE_OK);
  write_pages(3, 1);
  ck_assert_str_eq(in_file(), "abc");
}
END_TEST

Suite *gather_suite(void) {
  Suite *suite = suite_create("gather");
  TCase *tests = tcase_create("gather");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, what_was_written_is_in_the_file);
  tcase_add_test(tests, what_was_gathered_is_read);
  tcase_add_test(tests, what_was_rolled_back_is_not_written);
  tcase_add_test(tests, a_journal_restores_what_a_killed_process_left);
  tcase_add_loop_test(tests, a_file_that_cannot_grow_is_left_as_it_was, 0, 20);
  tcase_add_test(tests, pages_that_follow_each_other_are_written_together);
  tcase_add_test(tests, a_write_ahead_log_works);
  suite_add_tcase(suite, tests);
  tests = tcase_create("faults");
  tcase_set_timeout(tests, 120);
  tcase_add_checked_fixture(tests, setup_flaky, teardown_flaky);
  tcase_add_test(tests, a_passing_fault_loses_the_transaction_or_nothing);
  tcase_add_test(tests, it_promises_no_order);
  tcase_add_loop_test(tests, a_passing_fault_loses_nothing_of_a_write_ahead_log, 0, 2);
  suite_add_tcase(suite, tests);
  tests = tcase_create("calls");
  tcase_add_checked_fixture(tests, setup_file, teardown_file);
  tcase_add_test(tests, what_follows_itself_waits);
  tcase_add_test(tests, what_stands_elsewhere_does_not_wait_for_it);
  tcase_add_test(tests, a_full_buffer_is_written);
  tcase_add_loop_test(tests, before_anything_else_it_is_written, 0, ENDS);
  tcase_add_loop_test(tests, what_cannot_be_written_is_told_and_dropped, 0, ENDS + 1);
  tcase_add_test(tests, a_hint_writes_nothing);
  tcase_add_test(tests, what_is_cut_off_in_part_is_written_but_for_that);
  tcase_add_test(tests, a_write_ahead_log_ends_it);
  suite_add_tcase(suite, tests);
  return suite;
}
