/* SQLite called so that no failure is swallowed: every code but "row" and
 * "done" becomes a message that names the dataset and says what to do. */
#include "dataset/internal.h"

#include <string.h>

typedef struct failure {
  int code; /* primary result code of SQLite */
  cs_status status;
  const char *advice;
} failure;

static const failure failures[] = {
    {SQLITE_BUSY, CS_BUSY, "another run or program is using it: wait for it, or end it"},
    {SQLITE_LOCKED, CS_BUSY, "a result of it is still being read"},
    {SQLITE_FULL, CS_UNREADABLE,
     "the disk is full: make room and run again, what was stored so far stands"},
    {SQLITE_IOERR, CS_UNREADABLE,
     "the system could not do it: check the disk, its room, its quota and the limits of this "
     "process; what was stored so far stands"},
    {SQLITE_READONLY, CS_UNREADABLE,
     "it may not be written: change its permissions, or write to another file"},
    {SQLITE_PERM, CS_UNREADABLE, "the system does not permit it: change its permissions"},
    {SQLITE_CANTOPEN, CS_UNREADABLE,
     "the file, or the journal beside it, cannot be opened: check that its folder is there and may "
     "be written"},
    {SQLITE_CORRUPT, CS_MALFORMED,
     "it is damaged: 'conspectus verify' says where; make it anew with 'conspectus run'"},
    {SQLITE_NOTADB, CS_MALFORMED, "it is not a dataset: name one made by 'conspectus run'"},
    {SQLITE_AUTH, CS_USAGE, "only reading is allowed here"},
    {SQLITE_TOOBIG, CS_LIMIT, "a value is larger than a dataset may hold"},
    {SQLITE_NOMEM, CS_LIMIT, "there is no memory for it"},
    {SQLITE_INTERRUPT, CS_INTERRUPTED, "it was stopped"},
    {SQLITE_ERROR, CS_USAGE, NULL},
    {SQLITE_CONSTRAINT, CS_MALFORMED,
     "it holds what does not fit together: 'conspectus verify' says what"},
};

static const failure *find_failure(int code) {
  for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
    if (failures[i].code == (code & 0xFF)) {
      return &failures[i];
    }
  }
  return NULL;
}

cs_status cs_sql_fail(sqlite3 *db, const char *path, const char *doing, cs_error *error) {
  int code = sqlite3_extended_errcode(db);
  const failure *known = find_failure(code);
  if (known != NULL && known->advice != NULL) {
    int system = sqlite3_system_errno(db);
    bool helps = system != 0 && (code & 0xFF) != SQLITE_BUSY;
    return cs_fail(error, known->status, "%s: cannot %s: %s (%s%s%s)", path, doing, known->advice,
                   sqlite3_errmsg(db), helps ? ", " : "", helps ? strerror(system) : "");
  }
  return cs_fail(error, known != NULL ? known->status : CS_UNREADABLE, "%s: cannot %s: %s", path,
                 doing, sqlite3_errmsg(db));
}

static int bind_one(sqlite3_stmt *statement, int at, cs_value value) {
  switch (value.type) {
  case CS_INTEGER:
    return sqlite3_bind_int64(statement, at, value.integer);
  case CS_REAL:
    return sqlite3_bind_double(statement, at, value.real);
  case CS_STRING:
    return sqlite3_bind_text(statement, at, value.string, -1, SQLITE_STATIC);
  case CS_MISSING:
    break;
  }
  return sqlite3_bind_null(statement, at);
}

int cs_sql_bind(sqlite3_stmt *statement, const cs_value *values, size_t count) {
  int code = SQLITE_OK;
  for (size_t i = 0; i < count && code == SQLITE_OK; i++) {
    code = bind_one(statement, (int)i + 1, values[i]);
  }
  return code;
}

cs_status cs_sql_exec(cs_dataset *dataset, const char *sql, cs_error *error) {
  if (sqlite3_exec(dataset->db, sql, NULL, NULL, NULL) != SQLITE_OK) {
    return cs_sql_fail(dataset->db, dataset->path, dataset->writable ? "write it" : "read it",
                       error);
  }
  return CS_OK;
}

cs_status cs_sql_next(bool *row, cs_dataset *dataset, sqlite3_stmt *statement, cs_error *error) {
  int code = sqlite3_step(statement);
  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW) {
    return CS_OK;
  }
  cs_status status = CS_OK;
  if (code != SQLITE_DONE) {
    status = cs_sql_fail(dataset->db, dataset->path,
                         sqlite3_stmt_readonly(statement) ? "read it" : "write it", error);
  }
  sqlite3_reset(statement);
  return status;
}

cs_status cs_sql_run(cs_dataset *dataset, cs_statement which, const cs_value *values, size_t count,
                     cs_error *error) {
  sqlite3_stmt *statement;
  cs_status status = cs_sql_start(&statement, dataset, which, values, count, error);
  bool row = true;
  while (status == CS_OK && row) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  return status;
}

cs_status cs_sql_integer(int64_t *out, int64_t missing, cs_dataset *dataset, cs_statement which,
                         const cs_value *values, size_t count, cs_error *error) {
  sqlite3_stmt *statement;
  cs_status status = cs_sql_start(&statement, dataset, which, values, count, error);
  bool row = false;
  if (status == CS_OK) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  if (status != CS_OK) {
    return status;
  }
  *out = missing;
  if (row) {
    *out = sqlite3_column_type(statement, 0) == SQLITE_NULL ? missing
                                                            : sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
  }
  return CS_OK;
}
