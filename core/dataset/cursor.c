/* A query that can do nothing but read, as a cursor that gives a row at a time.
 *
 * While any cursor is open the connection asks `authorise` about every statement, so
 * that SQLite does so too where it prepares one again. */
#include "base/utf8.h"
#include "dataset/internal.h"
#include "dataset/verify/trust.h"

#include <stdlib.h>
#include <string.h>

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
  cs_dataset *dataset = context;
  (void)database;
  (void)view;
  switch (action) {
  case SQLITE_READ:
    dataset->asked |= cs_tables_below(first);
    return SQLITE_OK;
  case SQLITE_SELECT:
  case SQLITE_RECURSIVE:
    return SQLITE_OK;
  case SQLITE_FUNCTION:
    dataset->asked |= cs_tables_below(second);
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

static const char *repair(scratch *it, const char *text, size_t length) {
  cs_buffer out = {0};
  cs_utf8_repair(&out, text, length);
  const char *copy = cs_arena_bytes(scratch_arena(it), out.bytes, out.length);
  cs_buffer_free(&out);
  return copy;
}

static cs_value text_value(scratch *it, sqlite3_stmt *statement, int column) {
  const char *text = (const char *)sqlite3_column_text(statement, column);
  size_t length = (size_t)sqlite3_column_bytes(statement, column);
  if (text == NULL || cs_is_utf8(text, length)) {
    return cs_string(text);
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

/* ---- Cursors ---- */

struct cs_rows {
  cs_dataset *dataset;
  sqlite3_stmt *statement;
  cs_arena *arena; /* the parameters, the names */
  const char **names;
  size_t count;
  cs_value *values;
  scratch made; /* for the row at hand */
  bool over;    /* SQLite would begin anew */
};

/* What is bound must stay as long as the cursor, and the asker's need not. */
static cs_value *copy_parameters(cs_rows *rows, const cs_value *parameters, size_t count) {
  cs_value *copy = cs_arena_allocate(rows->arena, count + 1, sizeof *copy);
  for (size_t i = 0; i < count; i++) {
    copy[i] = parameters[i];
    if (copy[i].type == CS_STRING) {
      copy[i].string = cs_arena_string(rows->arena, copy[i].string);
    }
  }
  return copy;
}

static void read_names(cs_rows *rows) {
  rows->count = (size_t)sqlite3_column_count(rows->statement);
  rows->names = cs_arena_allocate(rows->arena, rows->count + 1, sizeof *rows->names);
  rows->values = cs_arena_allocate(rows->arena, rows->count + 1, sizeof *rows->values);
  for (size_t i = 0; i < rows->count; i++) {
    const char *name = sqlite3_column_name(rows->statement, (int)i);
    rows->names[i] = cs_arena_string(rows->arena, name != NULL ? name : "");
  }
}

cs_status cs_check_unasked(cs_dataset *dataset, uint32_t tables, cs_error *error) {
  if (dataset->damage == NULL && (tables & ~dataset->trusted) == 0) {
    return CS_OK; /* SQLite prepares all statements again where it is told of an authoriser */
  }
  sqlite3_set_authorizer(dataset->db, NULL, NULL); /* what is asked here is ours */
  cs_status status = cs_check_tables(dataset, tables, error);
  if (dataset->queries != 0) {
    sqlite3_set_authorizer(dataset->db, authorise, dataset);
  }
  return status;
}

static cs_status prepare(cs_rows *rows, const char *sql, const cs_value *parameters, size_t count,
                         cs_error *error) {
  cs_dataset *dataset = rows->dataset;
  const char *rest = "";
  dataset->asked = 0;
  if (sqlite3_prepare_v2(dataset->db, sql, -1, &rows->statement, &rest) != SQLITE_OK) {
    return refuse_sql(dataset, error);
  }
  cs_status status = check_statement(dataset, rows->statement, rest, count, error);
  if (status == CS_OK) {
    status = cs_check_unasked(dataset, dataset->asked, error); /* before it reads them */
  }
  if (status == CS_OK &&
      cs_sql_bind(rows->statement, copy_parameters(rows, parameters, count), count) != SQLITE_OK) {
    status = cs_sql_fail(dataset->db, dataset->path, "bind a value for this SQL", error);
  }
  return status;
}

cs_status cs_rows_open(cs_rows **out, cs_dataset *dataset, const char *sql,
                       const cs_value *parameters, size_t count, cs_error *error) {
  cs_rows *rows = cs_allocate(1, sizeof *rows);
  rows->dataset = dataset;
  rows->arena = cs_arena_new();
  if (dataset->queries++ == 0) {
    sqlite3_set_authorizer(dataset->db, authorise, dataset);
  }
  cs_status status = prepare(rows, sql, parameters, count, error);
  if (status != CS_OK) {
    cs_rows_close(rows);
    return status;
  }
  read_names(rows);
  *out = rows;
  return CS_OK;
}

size_t cs_rows_columns(const cs_rows *rows, const char *const **names) {
  *names = rows->names;
  return rows->count;
}

cs_status cs_rows_next(const cs_value **values, cs_rows *rows, cs_error *error) {
  scratch_clear(&rows->made);
  int code = rows->over ? SQLITE_DONE : sqlite3_step(rows->statement);
  if (code != SQLITE_ROW) {
    rows->over = true;
    *values = NULL;
    return code == SQLITE_DONE
               ? CS_OK
               : cs_note_damage(rows->dataset, refuse_sql(rows->dataset, error), error);
  }
  for (size_t i = 0; i < rows->count; i++) {
    rows->values[i] = column_value(&rows->made, rows->statement, (int)i);
  }
  *values = rows->values;
  return CS_OK;
}

void cs_rows_close(cs_rows *rows) {
  if (rows == NULL) {
    return;
  }
  sqlite3_finalize(rows->statement);
  if (--rows->dataset->queries == 0) {
    sqlite3_set_authorizer(rows->dataset->db, NULL, NULL);
  }
  scratch_clear(&rows->made);
  cs_arena_free(rows->arena);
  free(rows);
}

/* ---- One state for several readings ---- */

/* A transaction is the program's affair, also while somebody's query is open. */
static int do_unasked(cs_dataset *dataset, const char *sql) {
  sqlite3_set_authorizer(dataset->db, NULL, NULL);
  int code = sqlite3_exec(dataset->db, sql, NULL, NULL, NULL);
  if (dataset->queries != 0) {
    sqlite3_set_authorizer(dataset->db, authorise, dataset);
  }
  return code;
}

cs_status cs_dataset_hold(cs_dataset *dataset, cs_error *error) {
  if (dataset->holds == 0 && sqlite3_get_autocommit(dataset->db)) {
    if (do_unasked(dataset, "BEGIN") != SQLITE_OK) {
      return cs_sql_fail(dataset->db, dataset->path, "read it", error);
    }
    dataset->held = true;
  }
  dataset->holds++;
  return CS_OK;
}

void cs_dataset_let_go(cs_dataset *dataset) {
  if (--dataset->holds == 0 && dataset->held) {
    do_unasked(dataset, "COMMIT"); /* of nothing: it only ends the reading */
    dataset->held = false;
  }
}

/* ---- Limits ---- */

/* The virtual machine's instructions between two looks at whether to stop. */
enum { INSTRUCTIONS_BETWEEN_LOOKS = 1000 };

static int should_stop(void *context) {
  const cs_query_limits *limits = context;
  return limits->stop(limits->context);
}

void cs_dataset_limit(cs_dataset *dataset, const cs_query_limits *limits) {
  dataset->limits = *limits;
  sqlite3_progress_handler(dataset->db, INSTRUCTIONS_BETWEEN_LOOKS,
                           limits->stop != NULL ? should_stop : NULL, &dataset->limits);
  if (limits->value_bytes > 0) {
    sqlite3_limit(dataset->db, SQLITE_LIMIT_LENGTH, limits->value_bytes);
    sqlite3_limit(dataset->db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
  }
  if (limits->heap_bytes > 0) {
    /* What is sorted goes to memory, which is bounded, and not to a file, which is not. */
    sqlite3_exec(dataset->db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
  }
  sqlite3_hard_heap_limit64(limits->heap_bytes);
}
