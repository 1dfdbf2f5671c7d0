/* Making a dataset. What an earlier run left at PATH.new when it was killed is gone
 * on with: SQLite rolls back what is half-written in it. Nothing is ever removed that
 * was there before and has something in it. */
#include "dataset/create.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "dataset/schema/schema.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *cs_sqlite_name(const char *path) {
  cs_buffer name = {0};
  cs_buffer_add_string(&name, path[0] == ':' ? "./" : "");
  cs_buffer_add_string(&name, path);
  return cs_buffer_take(&name);
}

/* Counts the rows of a table. CS_BUSY where somebody is writing the file: then it is in the
 * making. */
static cs_status count_rows(int64_t *count, sqlite3 *db, const char *sql) {
  sqlite3_stmt *row = NULL;
  int code = sqlite3_prepare_v2(db, sql, -1, &row, NULL);
  if (code == SQLITE_OK) {
    code = sqlite3_step(row);
    *count = code == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
  }
  sqlite3_finalize(row);
  return code == SQLITE_ROW ? CS_OK : (code & 0xFF) == SQLITE_BUSY ? CS_BUSY : CS_MALFORMED;
}

/* Whether the file is a database in which nothing was ever stored. */
static bool is_unused(const char *name) {
  sqlite3 *db = NULL;
  int64_t objects = 0, runs = 0;
  cs_status status = CS_MALFORMED;
  if (sqlite3_open_v2(name, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK) {
    status = count_rows(&objects, db, "SELECT count(*) FROM sqlite_master");
  }
  if (status == CS_OK && objects != 0) {
    int64_t id = 0;
    status = count_rows(&id, db, "PRAGMA application_id");
    status = status == CS_OK && id != CS_APPLICATION_ID ? CS_MALFORMED : status;
  }
  if (status == CS_OK && objects != 0) {
    status = count_rows(&runs, db, "SELECT count(*) FROM run");
  }
  sqlite3_close(db);
  return status == CS_BUSY || (status == CS_OK && runs == 0);
}

cs_status cs_check_leftover(const char *name, const char *path, cs_error *error) {
  struct stat about;
  if (lstat(name, &about) != 0 ||
      (S_ISREG(about.st_mode) && (about.st_size == 0 || is_unused(name)))) {
    return CS_OK;
  }
  if (lstat(name, &about) != 0) {
    return CS_OK; /* somebody else has put it in its place meanwhile */
  }
  return cs_fail(error, CS_UNREADABLE,
                 "%s: it is in the way, as %s is made under this name first, and something is in "
                 "it: move it away; where a merge was stopped at its very end it is the whole "
                 "dataset, and its name is all that is wrong",
                 name, path);
}

static cs_status make_schema(const char *name, const char *path, cs_error *error) {
  sqlite3 *db = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  cs_status status = CS_OK;
  if (sqlite3_open_v2(name, &db, flags, NULL) != SQLITE_OK) {
    const char *reason = db != NULL ? sqlite3_errmsg(db) : "out of memory";
    status = cs_fail(error, CS_UNREADABLE,
                     "%s: cannot make a dataset there: %s: check that the folder is there, its "
                     "permissions and room",
                     path, reason);
  } else {
    sqlite3_exec(db, "PRAGMA busy_timeout = 10000", NULL, NULL, NULL);
    status = cs_schema_create(db, path, error);
  }
  sqlite3_close(db);
  return status;
}

/* A link does not replace a file that came into being meanwhile; some file systems
 * have no links. */
cs_status cs_put_in_place(const char *name, const char *path, cs_error *error) {
  if (link(name, path) == 0) {
    unlink(name);
    return CS_OK;
  }
  if (errno == EEXIST) {
    unlink(name);
    return cs_fail(error, CS_BUSY, "%s: somebody else made it in the meantime: try again", path);
  }
  if (rename(name, path) == 0) {
    return CS_OK;
  }
  return cs_fail(error, CS_UNREADABLE, "%s: cannot make a dataset there: %s", path,
                 strerror(errno));
}

cs_status cs_dataset_create(const char *path, cs_error *error) {
  cs_buffer beside = {0};
  cs_buffer_add_format(&beside, "%s.new", path);
  char *name = cs_sqlite_name(beside.bytes);
  bool was_there = access(name, F_OK) == 0;
  cs_status status = cs_check_leftover(name, path, error);
  bool is_made = status != CS_OK && access(path, F_OK) == 0; /* by somebody else, meanwhile */
  if (status == CS_OK) {
    status = make_schema(name, path, error);
    if (status != CS_OK && !was_there) {
      unlink(name);
    }
  }
  if (status == CS_OK) {
    status = cs_put_in_place(name, path, error);
    status = status == CS_BUSY || access(path, F_OK) == 0 ? CS_OK : status;
  }
  free(name);
  cs_buffer_free(&beside);
  return is_made ? CS_OK : status;
}
