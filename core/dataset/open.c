/* Opening a dataset: what is not one is told apart before SQLite sees it, and
 * what is one is opened so that nothing in its schema can do anything. */
#include "dataset/body/passage_text.h"
#include "dataset/body/tables.h"
#include "dataset/checksum.h"
#include "dataset/create.h"
#include "dataset/gather.h"
#include "dataset/internal.h"
#include "dataset/order.h"
#include "dataset/schema/schema.h"
#include "dataset/unpack.h"
#include "dataset/verify/trust.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  VALUE_BYTES = 2 * CS_TEXT_MAX,
  SQL_BYTES = 1000000,
};

static const char magic[16] = "SQLite format 3";

typedef enum file_kind { FILE_MISSING, FILE_EMPTY, FILE_DATABASE } file_kind;

static cs_status refuse_kind(const char *path, const char *what, cs_error *error) {
  return cs_fail(
      error, CS_MALFORMED,
      "%s: it is not a dataset but %s: name one made by 'conspectus run', or a file that "
      "is not there yet",
      path, what);
}

static cs_status look_inside(file_kind *kind, const char *path, cs_error *error) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    return cs_fail(error, CS_UNREADABLE, "%s: cannot open it: %s", path, strerror(errno));
  }
  char head[sizeof magic];
  ssize_t count = read(file, head, sizeof head);
  int reason = errno;
  close(file);
  if (count < 0) {
    return cs_fail(error, CS_UNREADABLE, "%s: cannot read it: %s", path, strerror(reason));
  }
  if (count > 0 && (count != sizeof head || memcmp(head, magic, sizeof head) != 0)) {
    return refuse_kind(path, "a file of another kind", error);
  }
  *kind = count == 0 ? FILE_EMPTY : FILE_DATABASE;
  return CS_OK;
}

static cs_status look_at(file_kind *kind, const char *path, cs_error *error) {
  struct stat about;
  if (stat(path, &about) != 0) {
    if (errno != ENOENT) {
      return cs_fail(error, CS_UNREADABLE, "%s: cannot open it: %s", path, strerror(errno));
    }
    *kind = FILE_MISSING;
    return CS_OK;
  }
  if (S_ISDIR(about.st_mode)) {
    return refuse_kind(path, "a folder", error);
  }
  if (!S_ISREG(about.st_mode)) {
    return refuse_kind(path, "no regular file", error);
  }
  return look_inside(kind, path, error);
}

static cs_status check_kind(file_kind *kind, const char *path, cs_open_mode mode, cs_error *error) {
  if (path[0] == '\0') {
    return cs_fail(error, CS_USAGE, "the name of the dataset is empty");
  }
  cs_status status = look_at(kind, path, error);
  if (status != CS_OK || mode == CS_OPEN_WRITE || *kind == FILE_DATABASE) {
    return status;
  }
  if (*kind == FILE_EMPTY) {
    return cs_fail(error, CS_MALFORMED,
                   "%s: it is empty: make it with 'conspectus run PATH... -o %s'", path, path);
  }
  return cs_fail(error, CS_NOT_FOUND,
                 "%s: there is no such dataset: make it with 'conspectus run PATH... -o %s'", path,
                 path);
}

/* ---- The connection ---- */

/* Nothing that a schema or a query says may write, call, load or grow without bound. */
static void defend(sqlite3 *db) {
  static const struct {
    int setting, value;
  } settings[] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_DQS_DML, 0},
      {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
  };
  for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
    sqlite3_db_config(db, settings[i].setting, settings[i].value, NULL);
  }
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, VALUE_BYTES);
  sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, SQL_BYTES);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
}

static const char *const reading_settings[] = {
    "PRAGMA query_only = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",
};

/* A commit takes as long as it takes to write; until then readers are not shut out, because
 * pages leave the cache early only where it is full: 10 MiB hold what a run writes between two
 * commits (see run.c) and the indexes. */
static const char *const writing_settings[] = {
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -10240",
};

static int configure(sqlite3 *db, cs_open_mode mode, cs_bodies *bodies) {
  const char *const *settings = mode == CS_OPEN_WRITE ? writing_settings : reading_settings;
  size_t count = mode == CS_OPEN_WRITE ? sizeof writing_settings / sizeof *writing_settings
                                       : sizeof reading_settings / sizeof *reading_settings;
  int code = cs_add_functions(db, bodies);
  if (code == SQLITE_OK) {
    code = cs_add_checksums(db);
  }
  if (code == SQLITE_OK) {
    code = cs_add_order(db);
  }
  if (code == SQLITE_OK) {
    code = cs_add_body_tables(db, bodies);
  }
  for (size_t i = 0; i < cs_schema_fast_view_count && code == SQLITE_OK; i++) {
    code = sqlite3_exec(db, cs_schema_fast_views[i], NULL, NULL, NULL);
  }
  for (size_t i = 0; i < count && code == SQLITE_OK; i++) {
    code = sqlite3_exec(db, settings[i], NULL, NULL, NULL);
  }
  return code;
}

/* Whether a reader found what a killed run left half-written, which it may not roll back. */
static bool is_left_over(int code) {
  return code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY;
}

/* Reads the first page: that is where SQLite finds the journal of a run that was killed. */
static int read_header(sqlite3 *db) {
  return sqlite3_exec(db, "PRAGMA cell_size_check = ON; SELECT count(*) FROM sqlite_master", NULL,
                      NULL, NULL);
}

/* Milliseconds. Already the first read may meet a run that is about to commit. */
enum { WAIT_TO_OPEN = 10000 };

/* `*left_over` tells whether it failed for what a killed run left. */
static cs_status connect_file(bool *left_over, cs_dataset *dataset, cs_open_mode mode,
                              cs_error *error) {
  int flags = mode == CS_OPEN_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  char *name = cs_sqlite_name(dataset->path);
  int code =
      sqlite3_open_v2(name, &dataset->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                      mode == CS_OPEN_WRITE ? cs_gathering_vfs() : NULL);
  free(name);
  if (dataset->db == NULL) {
    return cs_fail(error, CS_LIMIT, "%s: there is no memory to open it", dataset->path);
  }
  if (code == SQLITE_OK) {
    defend(dataset->db);
    sqlite3_busy_timeout(dataset->db, WAIT_TO_OPEN);
    code = read_header(dataset->db);
  }
  if (code == SQLITE_OK) {
    dataset->bodies.db = dataset->db;
    code = configure(dataset->db, mode, &dataset->bodies);
  }
  *left_over = is_left_over(code);
  if (code == SQLITE_ERROR) { /* what is asked here is right: what it is asked of is not */
    return cs_fail(error, CS_MALFORMED, "%s: cannot open it: it is damaged, or not a dataset: %s",
                   dataset->path, sqlite3_errmsg(dataset->db));
  }
  return code == SQLITE_OK ? CS_OK : cs_sql_fail(dataset->db, dataset->path, "open it", error);
}

/* A reader may not roll back what a killed run left half-written; a writer does so by reading. */
static cs_status roll_back_killed(cs_dataset *dataset, cs_error *error) {
  sqlite3_close(dataset->db);
  dataset->db = NULL;
  bool left_over;
  if (connect_file(&left_over, dataset, CS_OPEN_WRITE, error) != CS_OK) {
    return cs_fail(error, CS_UNREADABLE,
                   "%s: a run was killed while writing it, and what it left has to be rolled back "
                   "by somebody who may write the file: run it again",
                   dataset->path);
  }
  sqlite3_close(dataset->db);
  dataset->db = NULL;
  return connect_file(&left_over, dataset, CS_OPEN_READ, error);
}

static bool is_empty(sqlite3 *db) {
  sqlite3_stmt *statement = NULL;
  bool empty = sqlite3_prepare_v2(db, "PRAGMA page_count", -1, &statement, NULL) == SQLITE_OK &&
               sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0) == 0;
  sqlite3_finalize(statement);
  return empty;
}

static cs_status open_file(cs_dataset *dataset, cs_open_mode mode, cs_error *error) {
  bool left_over = false;
  cs_status status = connect_file(&left_over, dataset, mode, error);
  if (left_over) {
    status = roll_back_killed(dataset, error);
  }
  if (status == CS_OK && mode == CS_OPEN_WRITE && is_empty(dataset->db)) {
    status = cs_schema_create(dataset->db, dataset->path, error);
  }
  return status == CS_OK ? cs_schema_check(dataset->db, dataset->path, error) : status;
}

cs_status cs_dataset_open(cs_dataset **out, const char *path, cs_open_mode mode, cs_error *error) {
  file_kind kind = FILE_MISSING;
  cs_status status = check_kind(&kind, path, mode, error);
  if (status != CS_OK) {
    return status;
  }
  cs_dataset *dataset = cs_allocate(1, sizeof *dataset);
  dataset->path = cs_copy_string(path);
  dataset->writable = mode == CS_OPEN_WRITE;
  dataset->reading = mode == CS_OPEN_READ;
  dataset->trusted = mode == CS_OPEN_VERIFY ? CS_EVERY_TABLE : 0;
  dataset->bodies.trusted = mode != CS_OPEN_READ;
  status = kind == FILE_MISSING ? cs_dataset_create(path, error) : CS_OK;
  if (status == CS_OK) {
    status = open_file(dataset, mode, error);
  }
  if (status != CS_OK) {
    cs_dataset_close(dataset);
    return status;
  }
  *out = dataset;
  return CS_OK;
}

void cs_dataset_close(cs_dataset *dataset) {
  if (dataset == NULL) {
    return;
  }
  cs_sql_forget(dataset);
  cs_bodies_forget(&dataset->bodies);
  sqlite3_close(dataset->db);
  cs_arena_free(dataset->run.arena);
  cs_forget_forms(dataset);
  cs_forget_stored_forms(dataset);
  cs_forget_headings(dataset);
  for (size_t i = 0; i < CS_TEXT_COUNT; i++) {
    cs_buffer_free(&dataset->texts.text[i]);
  }
  free(dataset->damage);
  free(dataset->path);
  free(dataset);
}

const char *cs_dataset_path(const cs_dataset *dataset) {
  return dataset->path;
}
