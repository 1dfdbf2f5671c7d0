/* The disk fails at every other write, sync or deletion of a run in turn, and from then on for
 * good; or it is full; or the power fails, and with it goes what was written and not yet synced,
 * all of it, every other piece, or the second half of each. What was committed is there afterwards,
 * and the next run completes the rest. */
#include "suites.h"
#include "toy.h"

#include "base/memory.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- A disk that fails ---- */

/* What was there before a write that is not synced. */
typedef struct unsynced {
  char path[512];
  sqlite3_int64 offset;
  int length, had; /* bytes written; of them so many were within the file before */
  char *before;
} unsynced;

typedef struct disk {
  sqlite3_vfs vfs, *real;
  size_t left; /* how many more changes succeed */
  bool full;   /* it is full then, and nothing else is wrong with it */
  unsynced *items;
  size_t count, capacity;
} disk;

static disk all;

typedef struct faulty_file {
  sqlite3_file base;
  char path[512];
} faulty_file; /* the real one lies behind it */

static faulty_file *faulty(sqlite3_file *file) {
  return (void *)file;
}

static sqlite3_file *real_of(sqlite3_file *file) {
  return (void *)(faulty(file) + 1);
}

/* Whether one more change succeeds. */
static bool spend(void) {
  all.left -= all.left != 0 && all.left != SIZE_MAX;
  return all.left != 0;
}

static void forget(const char *path) {
  size_t kept = 0;
  for (size_t i = 0; i < all.count; i++) {
    if (path != NULL && strcmp(all.items[i].path, path) != 0) {
      all.items[kept++] = all.items[i];
    } else {
      free(all.items[i].before);
    }
  }
  all.count = kept;
}

static void remember(sqlite3_file *file, int length, sqlite3_int64 offset) {
  sqlite3_int64 size = 0;
  real_of(file)->pMethods->xFileSize(real_of(file), &size);
  sqlite3_int64 had = size <= offset ? 0 : size - offset < length ? size - offset : length;
  cs_grow(&all.items, &all.capacity, all.count, sizeof *all.items);
  unsynced *item = &all.items[all.count++];
  *item = (unsynced){.offset = offset, .length = length, .had = (int)had};
  snprintf(item->path, sizeof item->path, "%s", faulty(file)->path);
  item->before = cs_allocate((size_t)length, 1);
  real_of(file)->pMethods->xRead(real_of(file), item->before, item->had, offset);
}

static int close_file(sqlite3_file *file) {
  return real_of(file)->pMethods->xClose(real_of(file));
}
static int read_file(sqlite3_file *file, void *into, int length, sqlite3_int64 offset) {
  return real_of(file)->pMethods->xRead(real_of(file), into, length, offset);
}
static int write_file(sqlite3_file *file, const void *from, int length, sqlite3_int64 offset) {
  if (!spend()) {
    return all.full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  }
  remember(file, length, offset);
  return real_of(file)->pMethods->xWrite(real_of(file), from, length, offset);
}
static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
  return !spend() && !all.full ? SQLITE_IOERR_TRUNCATE
                               : real_of(file)->pMethods->xTruncate(real_of(file), size);
}
static int sync_file(sqlite3_file *file, int flags) {
  (void)flags;
  if (!spend() && !all.full) {
    return SQLITE_IOERR_FSYNC;
  }
  forget(faulty(file)->path);
  return SQLITE_OK;
}
static int size_of_file(sqlite3_file *file, sqlite3_int64 *size) {
  return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
static int lock_file(sqlite3_file *file, int how) {
  return real_of(file)->pMethods->xLock(real_of(file), how);
}
static int unlock_file(sqlite3_file *file, int how) {
  return real_of(file)->pMethods->xUnlock(real_of(file), how);
}
static int check_lock(sqlite3_file *file, int *result) {
  return real_of(file)->pMethods->xCheckReservedLock(real_of(file), result);
}
static int control_file(sqlite3_file *file, int what, void *with) {
  return real_of(file)->pMethods->xFileControl(real_of(file), what, with);
}
static int sector_of_file(sqlite3_file *file) {
  return real_of(file)->pMethods->xSectorSize(real_of(file));
}
static int traits_of_file(sqlite3_file *file) {
  (void)file;
  return 0; /* no promises */
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_of_file,
    .xDeviceCharacteristics = traits_of_file,
};

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out) {
  (void)vfs;
  int code = all.real->xOpen(all.real, path, real_of(file), flags, out);
  snprintf(faulty(file)->path, sizeof faulty(file)->path, "%s", path != NULL ? path : "");
  file->pMethods = real_of(file)->pMethods != NULL ? &methods : NULL;
  return code;
}

static int delete_file(sqlite3_vfs *vfs, const char *path, int sync) {
  (void)vfs, (void)sync;
  if (!spend() && !all.full) {
    return SQLITE_IOERR_DELETE;
  }
  forget(path);
  return all.real->xDelete(all.real, path, 0);
}

static void insert_disk(void) {
  all.real = sqlite3_vfs_find(NULL);
  all.vfs = *all.real;
  all.vfs.zName = "faulty";
  all.vfs.szOsFile = (int)sizeof(faulty_file) + all.real->szOsFile;
  all.vfs.xOpen = open_file;
  all.vfs.xDelete = delete_file;
  all.left = SIZE_MAX;
  ck_assert_int_eq(sqlite3_vfs_register(&all.vfs, 1), SQLITE_OK);
}

/* ---- The power fails ---- */

typedef enum loss { NO_LOSS, ALL, EVERY_OTHER, HALVES } loss;

static void put_back(const unsynced *item, int from) {
  FILE *file = fopen(item->path, "r+b");
  if (file == NULL) {
    return;
  }
  ck_assert_int_eq(fseek(file, (long)item->offset + from, SEEK_SET), 0);
  int length = (item->had < item->length ? item->length : item->had) - from;
  fwrite(item->before + from, 1, (size_t)length, file); /* zeros where the file had grown */
  ck_assert_int_eq(fclose(file), 0);
}

static void lose(loss what) {
  for (size_t i = all.count; i-- > 0;) {
    const unsynced *item = &all.items[i];
    if (what == ALL || (what == EVERY_OTHER && i % 2 == 0)) {
      put_back(item, 0);
    } else if (what == HALVES) {
      put_back(item, item->length / 2);
    }
  }
  forget(NULL);
}

/* ---- A run on it ---- */

static const toy_document documents[] = {
    {.name = "a.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "one"},
    {.name = "b.txt", .area = "Otherton", .date = "2018-02-01", .salt = "two"},
};
enum { COUNT = sizeof documents / sizeof *documents };

static cs_status put(cs_dataset *dataset, const toy_document *document, cs_error *error) {
  toy_record toy;
  toy_fill(&toy, document);
  cs_status status = cs_dataset_put(dataset, &toy.record, error);
  toy_free(&toy);
  return status;
}

/* Commits after each document; `committed` of them are safe. */
static cs_status run_over_all(size_t *committed, cs_error *error) {
  cs_dataset *dataset = NULL;
  const cs_codebook codebook = toy_codebook("one");
  const cs_run_counts counts = {.documents = COUNT};
  bool recode;
  *committed = 0;
  cs_status status = cs_dataset_open(&dataset, toy_path("y.db"), CS_OPEN_WRITE, error);
  if (status == CS_OK) {
    status = cs_begin_run(dataset, &codebook, &recode, error);
  }
  for (size_t i = 0; i < COUNT && status == CS_OK; i++) {
    status = put(dataset, &documents[i], error);
    if (status == CS_OK) {
      status = cs_dataset_checkpoint(dataset, error);
      *committed += status == CS_OK;
    }
  }
  if (status == CS_OK) {
    status = cs_dataset_end_run(dataset, &counts, true, error);
  }
  cs_dataset_close(dataset);
  return status;
}

static void copy(const char *from, const char *to) {
  char command[1200];
  snprintf(command, sizeof command, "rm -f '%s'*; cp '%s' '%s'", toy_path(to), toy_path(from),
           toy_path(to));
  ck_assert_int_eq(system(command), 0);
}

static const char whole[] =
    "SELECT r.key, p.label, p.start, p.length, c.theme_id, c.polarity, e.start, e.length "
    "FROM review r JOIN passage p ON p.review_id = r.id LEFT JOIN coding c ON c.passage_id = p.id "
    "LEFT JOIN evidence e ON e.coding_id = c.id ORDER BY 1, 2, 5, 7";

/* The dataset as it was left, and as a run without faults completes it. */
static void expect_kept(size_t committed, const char *expected) {
  char faults[2000] = "";
  size_t again;
  cs_error error;
  ck_assert_msg(toy_verify("y.db", faults, sizeof faults) == 0, "%s", faults);
  cs_dataset *dataset = toy_open("y.db", CS_OPEN_READ);
  size_t stored = strtoul(toy_ask(dataset, "SELECT count(*) FROM review"), NULL, 10);
  ck_assert_uint_ge(stored, committed < 1 ? 1 : committed);
  cs_dataset_close(dataset);
  cs_status status = run_over_all(&again, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  ck_assert_uint_eq(toy_verify("y.db", NULL, 0), 0);
  dataset = toy_open("y.db", CS_OPEN_READ);
  ck_assert_str_eq(toy_ask(dataset, whole), expected);
  cs_dataset_close(dataset);
}

static char *expected_of_all(void) {
  toy_make("z.db", documents, COUNT);
  cs_dataset *dataset = toy_open("z.db", CS_OPEN_READ);
  char *text = cs_copy_string(toy_ask(dataset, whole));
  cs_dataset_close(dataset);
  ck_assert_ptr_nonnull(strstr(text, "otherton"));
  return text;
}

/* A run on a dataset with one review that fails after so many changes; false: it ends well. */
static bool fails_after(size_t changes, bool full, loss what, const char *expected) {
  size_t committed;
  cs_error error = {0};
  copy("x.db", "y.db");
  all.full = full;
  all.left = changes + 1;
  cs_status status = run_over_all(&committed, &error);
  all.left = SIZE_MAX;
  lose(status != CS_OK ? what : NO_LOSS);
  if (status != CS_OK) {
    ck_assert_msg(strstr(error.message, "y.db") != NULL, "%s", error.message);
    ck_assert_msg(!full || strstr(error.message, "full") != NULL, "%s", error.message);
  }
  expect_kept(committed, expected);
  return status != CS_OK;
}

START_TEST(at_each_change_in_turn) {
  static const struct {
    bool full;
    loss what;
  } ways[] = {
      {false, NO_LOSS}, {true, NO_LOSS}, {false, ALL}, {false, EVERY_OTHER}, {false, HALVES}};
  insert_disk();
  toy_make("x.db", documents, 1);
  char *expected = expected_of_all();
  size_t changes = (size_t)_i % 2;
  while (fails_after(changes, ways[_i].full, ways[_i].what, expected)) {
    changes += 2;
  }
  ck_assert_uint_gt(changes, 20); /* journals, pages, syncs and deletions, a few times over */
  free(expected);
  free(all.items);
}
END_TEST

Suite *faults_suite(void) {
  Suite *suite = suite_create("faults");
  TCase *tests = tcase_create("faults");
  tcase_set_timeout(tests, 300);
  tcase_add_checked_fixture(tests, toy_setup, toy_teardown);
  tcase_add_loop_test(tests, at_each_change_in_turn, 0, 5);
  suite_add_tcase(suite, tests);
  return suite;
}
