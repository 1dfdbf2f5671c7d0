/* Reading: a review's text, and the rows of a query that can do nothing but read. */
#include "dataset/internal.h"
#include "dataset/unpack.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ---- Texts ---- */

cs_status cs_dataset_text(char **text, size_t *length, cs_dataset *dataset, const char *review_key,
                          cs_error *error) {
  const cs_value key = cs_string(review_key);
  sqlite3_stmt *statement;
  bool row = false;
  cs_status status = cs_sql_start(&statement, dataset, CS_FIND_TEXT, &key, 1, error);
  if (status == CS_OK) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  if (status != CS_OK) {
    return status;
  }
  if (!row) {
    return cs_fail(error, CS_NOT_FOUND, "%s: it has no text of a review '%s'", dataset->path,
                   review_key);
  }
  int64_t size = sqlite3_column_int64(statement, 0);
  const void *data = sqlite3_column_blob(statement, 1);
  cs_unpacked result = cs_unpack(text, data, (size_t)sqlite3_column_bytes(statement, 1), size);
  sqlite3_reset(statement);
  if (result != CS_UNPACKED) {
    return cs_fail(error, CS_MALFORMED,
                   "%s: the text of the review '%s' is damaged: %s: 'conspectus verify' tells more",
                   dataset->path, review_key, cs_unpack_fault(result));
  }
  *length = (size_t)size;
  return CS_OK;
}

/* ---- What a query may do ---- */

/* Settings that only tell something, and only without an argument where `bare`. */
static const struct {
  const char *name;
  bool bare;
} readable[] = {
    {"application_id", true}, {"user_version", true},      {"page_count", true},
    {"page_size", true},      {"table_info", false},       {"table_xinfo", false},
    {"table_list", false},    {"index_list", false},       {"index_info", false},
    {"index_xinfo", false},   {"foreign_key_list", false},
};

static bool is_readable(const char *name, const char *argument) {
  for (size_t i = 0; i < sizeof readable / sizeof *readable; i++) {
    if (sqlite3_stricmp(name, readable[i].name) == 0) {
      return !readable[i].bare || argument == NULL;
    }
  }
  return false;
}

/* SQLite asks for everything that a statement is going to do. */
static int authorise(void *context, int action, const char *first, const char *second,
                     const char *database, const char *view) {
  (void)context;
  (void)database;
  (void)view;
  switch (action) {
  case SQLITE_SELECT:
  case SQLITE_READ:
  case SQLITE_RECURSIVE:
    return SQLITE_OK;
  case SQLITE_FUNCTION:
    return sqlite3_stricmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
  case SQLITE_UPDATE: /* asked for when a table-valued function is first used; never done */
    return sqlite3_stricmp(first, "sqlite_master") == 0 ? SQLITE_OK : SQLITE_DENY;
  case SQLITE_PRAGMA:
    return is_readable(first, second) ? SQLITE_OK : SQLITE_DENY;
  default:
    return SQLITE_DENY;
  }
}

/* ---- Values ---- */

/* Strings of one row that had to be made; they stand until the next row. */
typedef struct scratch {
  cs_arena *arena; /* NULL: none yet */
} scratch;

static cs_arena *scratch_arena(scratch *it) {
  if (it->arena == NULL) {
    it->arena = cs_arena_new();
  }
  return it->arena;
}

static void scratch_clear(scratch *it) {
  cs_arena_free(it->arena);
  it->arena = NULL;
}

static size_t valid_bytes(const unsigned char *text, size_t length) {
  size_t at = 0;
  while (at < length) {
    utf8proc_int32_t point;
    utf8proc_ssize_t size =
        text[at] < 0x80 ? 1 : utf8proc_iterate(text + at, (utf8proc_ssize_t)(length - at), &point);
    if (size < 1) {
      break;
    }
    at += (size_t)size;
  }
  return at;
}

static const char *repair(scratch *it, const unsigned char *text, size_t length) {
  cs_buffer out = {0};
  size_t at = 0;
  for (;;) {
    size_t valid = valid_bytes(text + at, length - at);
    cs_buffer_add(&out, text + at, valid);
    at += valid;
    if (at == length) {
      break;
    }
    cs_buffer_add_string(&out, "\xEF\xBF\xBD");
    at++;
  }
  const char *copy = cs_arena_bytes(scratch_arena(it), out.bytes, out.length);
  cs_buffer_free(&out);
  return copy;
}

static cs_value text_value(scratch *it, sqlite3_stmt *statement, int column) {
  const unsigned char *text = sqlite3_column_text(statement, column);
  size_t length = (size_t)sqlite3_column_bytes(statement, column);
  if (text == NULL || valid_bytes(text, length) == length) {
    return cs_string((const char *)text);
  }
  return cs_string(repair(it, text, length));
}

static cs_value blob_value(scratch *it, sqlite3_stmt *statement, int column) {
  static const char digits[] = "0123456789abcdef";
  const unsigned char *bytes = sqlite3_column_blob(statement, column);
  size_t length = (size_t)sqlite3_column_bytes(statement, column);
  char *hex = cs_arena_allocate(scratch_arena(it), length * 2 + 1, 1);
  for (size_t i = 0; i < length; i++) {
    hex[2 * i] = digits[bytes[i] >> 4];
    hex[2 * i + 1] = digits[bytes[i] & 0xF];
  }
  return cs_string(hex);
}

static cs_value column_value(scratch *it, sqlite3_stmt *statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
  case SQLITE_INTEGER:
    return cs_integer(sqlite3_column_int64(statement, column));
  case SQLITE_FLOAT:
    return cs_real(sqlite3_column_double(statement, column));
  case SQLITE_TEXT:
    return text_value(it, statement, column);
  case SQLITE_BLOB:
    return blob_value(it, statement, column);
  default:
    return cs_missing();
  }
}

/* ---- Queries ---- */

/* SQL is the asker's: what is wrong with it is told without the dataset's name. */
static cs_status refuse_sql(cs_dataset *dataset, cs_error *error) {
  int code = sqlite3_errcode(dataset->db);
  if (code == SQLITE_AUTH) {
    return cs_fail(error, CS_USAGE,
                   "this SQL would do more than read (%s): a dataset is only read by it",
                   sqlite3_errmsg(dataset->db));
  }
  if (code == SQLITE_ERROR) {
    return cs_fail(error, CS_USAGE,
                   "cannot run this SQL: %s (datasets/README.md has the tables and columns)",
                   sqlite3_errmsg(dataset->db));
  }
  return cs_sql_fail(dataset->db, dataset->path, "run this SQL", error);
}

/* Whether nothing but blanks, comments and semicolons follows: SQLite makes no statement of that.
 */
static bool is_rest_empty(cs_dataset *dataset, const char *rest) {
  while (*rest != '\0') {
    sqlite3_stmt *statement = NULL;
    const char *next = rest;
    int code = sqlite3_prepare_v2(dataset->db, rest, -1, &statement, &next);
    bool made = statement != NULL;
    sqlite3_finalize(statement);
    if (code != SQLITE_OK || made || next == rest) {
      return false;
    }
    rest = next;
  }
  return true;
}

static cs_status check_statement(cs_dataset *dataset, sqlite3_stmt *statement, const char *rest,
                                 size_t parameter_count, cs_error *error) {
  if (statement == NULL) {
    return cs_fail(error, CS_USAGE, "there is no SQL statement to run");
  }
  if (!is_rest_empty(dataset, rest)) {
    return cs_fail(error, CS_USAGE, "only one SQL statement is run at a time: ask one by one");
  }
  if (!sqlite3_stmt_readonly(statement)) {
    return cs_fail(error, CS_USAGE, "this SQL would write: a dataset is only read by it");
  }
  if ((size_t)sqlite3_bind_parameter_count(statement) != parameter_count) {
    return cs_fail(error, CS_USAGE, "this SQL has %d parameters, and %zu values were given",
                   sqlite3_bind_parameter_count(statement), parameter_count);
  }
  return CS_OK;
}

static cs_status tell_columns(sqlite3_stmt *statement, const cs_query_reader *reader, size_t count,
                              cs_error *error) {
  if (reader->columns == NULL) {
    return CS_OK;
  }
  const char **names = cs_allocate(count + 1, sizeof *names);
  for (size_t i = 0; i < count; i++) {
    const char *name = sqlite3_column_name(statement, (int)i);
    names[i] = name != NULL ? name : "";
  }
  cs_status status = reader->columns(reader->context, names, count, error);
  free(names);
  return status;
}

static cs_status tell_rows(cs_dataset *dataset, sqlite3_stmt *statement,
                           const cs_query_reader *reader, size_t count, cs_error *error) {
  cs_value *values = cs_allocate(count + 1, sizeof *values);
  scratch made = {0};
  cs_status status = CS_OK;
  int code = SQLITE_DONE;
  while (status == CS_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    for (size_t i = 0; i < count; i++) {
      values[i] = column_value(&made, statement, (int)i);
    }
    if (reader->row != NULL) {
      status = reader->row(reader->context, values, count, error);
    }
    scratch_clear(&made);
  }
  if (status == CS_OK && code != SQLITE_DONE) {
    status = refuse_sql(dataset, error);
  }
  free(values);
  return status;
}

static cs_status run_query(cs_dataset *dataset, const char *sql, const cs_value *parameters,
                           size_t parameter_count, const cs_query_reader *reader, cs_error *error) {
  sqlite3_stmt *statement = NULL;
  const char *rest = "";
  if (sqlite3_prepare_v2(dataset->db, sql, -1, &statement, &rest) != SQLITE_OK) {
    return refuse_sql(dataset, error);
  }
  cs_status status = check_statement(dataset, statement, rest, parameter_count, error);
  if (status == CS_OK && cs_sql_bind(statement, parameters, parameter_count) != SQLITE_OK) {
    status = cs_sql_fail(dataset->db, dataset->path, "bind a value for this SQL", error);
  }
  size_t count = status == CS_OK ? (size_t)sqlite3_column_count(statement) : 0;
  if (status == CS_OK) {
    status = tell_columns(statement, reader, count, error);
  }
  if (status == CS_OK) {
    status = tell_rows(dataset, statement, reader, count, error);
  }
  sqlite3_finalize(statement);
  return status;
}

cs_status cs_dataset_query(cs_dataset *dataset, const char *sql, const cs_value *parameters,
                           size_t parameter_count, const cs_query_reader *reader, cs_error *error) {
  if (dataset->queries++ == 0) {
    sqlite3_set_authorizer(dataset->db, authorise, NULL);
  }
  cs_status status = run_query(dataset, sql, parameters, parameter_count, reader, error);
  if (--dataset->queries == 0) {
    sqlite3_set_authorizer(dataset->db, NULL, NULL);
  }
  return status;
}
