/* Making the schema and checking that a file has it, object by object. */
#include "dataset/schema/schema.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Its numbers are checked below against the enumeration. */
#define HEADER "PRAGMA application_id = 0x43737074; PRAGMA user_version = 6;"
_Static_assert(CS_APPLICATION_ID == 0x43737074 && CS_SCHEMA_VERSION == 6, "as in HEADER");

static size_t count_objects(void) {
  return cs_schema_table_count + cs_schema_view_count;
}

/* In the order in which they are made. */
static const cs_schema_object *object_at(size_t index) {
  return index < cs_schema_table_count ? &cs_schema_tables[index]
                                       : &cs_schema_views[index - cs_schema_table_count];
}

static cs_status refuse_write(sqlite3 *db, const char *path, cs_error *error) {
  int code = sqlite3_errcode(db);
  const char *reason = sqlite3_errmsg(db);
  if (code == SQLITE_BUSY) {
    return cs_fail(error, CS_BUSY, "%s: another run is making it: wait for it", path);
  }
  return cs_fail(error, CS_UNREADABLE,
                 "%s: cannot make a dataset there: %s: check the folder's permissions and room",
                 path, reason);
}

static bool is_made(sqlite3 *db) {
  sqlite3_stmt *statement = NULL;
  bool made = false;
  if (sqlite3_prepare_v2(db, "SELECT 1 FROM sqlite_master LIMIT 1", -1, &statement, NULL) ==
      SQLITE_OK) {
    made = sqlite3_step(statement) == SQLITE_ROW;
  }
  sqlite3_finalize(statement);
  return made;
}

static int create_objects(sqlite3 *db) {
  int code = sqlite3_exec(db, HEADER, NULL, NULL, NULL);
  for (size_t i = 0; i < count_objects() && code == SQLITE_OK; i++) {
    code = sqlite3_exec(db, object_at(i)->sql, NULL, NULL, NULL);
  }
  return code;
}

cs_status cs_schema_create(sqlite3 *db, const char *path, cs_error *error) {
  char page_size[64];
  snprintf(page_size, sizeof page_size, "PRAGMA page_size = %d", CS_PAGE_SIZE);
  if (sqlite3_exec(db, page_size, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK) {
    return refuse_write(db, path, error);
  }
  int code = is_made(db) ? SQLITE_OK : create_objects(db);
  if (code != SQLITE_OK || sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
    cs_status status = refuse_write(db, path, error);
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return status;
  }
  return CS_OK;
}

/* ---- Checking ---- */

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* Whether two SQL texts differ in nothing but the amount of white space. */
static bool same_sql(const char *a, const char *b) {
  for (;;) {
    if (is_blank(*a) && is_blank(*b)) {
      while (is_blank(*a)) {
        a++;
      }
      while (is_blank(*b)) {
        b++;
      }
    }
    if (*a != *b) {
      return false;
    }
    if (*a == '\0') {
      return true;
    }
    a++;
    b++;
  }
}

/* A row of sqlite_master. */
typedef struct object {
  const char *type;
  const char *name;
  const char *table;
  const char *sql; /* NULL: an index that SQLite made for a constraint */
} object;

static size_t find_known(const char *name) {
  size_t i = 0;
  while (i < count_objects() && sqlite3_stricmp(name, object_at(i)->name) != 0) {
    i++;
  }
  return i;
}

/* SQLite's own: indexes of constraints, and the statistics of ANALYZE. */
static bool is_internal(const object *it) {
  return sqlite3_strnicmp(it->name, "sqlite_", 7) == 0 &&
         (it->sql == NULL || sqlite3_strnicmp(it->name, "sqlite_stat", 11) == 0 ||
          sqlite3_stricmp(it->name, "sqlite_sequence") == 0);
}

/* Names of tables that a connection has, and the file must not. */
static bool is_reserved(const char *name) {
  static const char *const reserved[] = {"passage_row", "coding_row",         "evidence_row",
                                         "section_row", "recommendation_row", "addressee_row",
                                         "citation_row"};
  for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
    if (sqlite3_stricmp(name, reserved[i]) == 0) {
      return true;
    }
  }
  return false;
}

/* Whether a foreign object can stay: nothing that could run or slow down a run. */
static bool is_harmless(const object *it) {
  if (it->sql == NULL || is_reserved(it->name)) {
    return false;
  }
  if (strcmp(it->type, "index") == 0) {
    return find_known(it->table) == count_objects();
  }
  return strncmp(it->sql, "CREATE TABLE ", 13) == 0 || strncmp(it->sql, "CREATE VIEW ", 12) == 0;
}

static cs_status check_object(const object *it, bool *found, const char *path, cs_error *error) {
  if (is_internal(it)) {
    return CS_OK;
  }
  size_t known = find_known(it->name);
  if (known == count_objects()) {
    return is_harmless(it)
               ? CS_OK
               : cs_fail(error, CS_MALFORMED,
                         "%s: it holds the %s '%s', which is not the program's and could change "
                         "what it does: remove it with DROP, or make the dataset anew",
                         path, it->type, it->name);
  }
  const cs_schema_object *expected = object_at(known);
  if (strcmp(it->type, expected->type) != 0 || it->sql == NULL ||
      !same_sql(it->sql, expected->sql)) {
    return cs_fail(error, CS_MALFORMED,
                   "%s: its %s '%s' is not as this version of the program makes it: make the "
                   "dataset anew with 'conspectus run'",
                   path, it->type, it->name);
  }
  found[known] = true;
  return CS_OK;
}

static const char *column(sqlite3_stmt *statement, int at) {
  const unsigned char *text = sqlite3_column_text(statement, at);
  return text != NULL ? (const char *)text : "";
}

static cs_status check_objects(sqlite3_stmt *statement, bool *found, const char *path,
                               cs_error *error) {
  int code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    object it = {column(statement, 0), column(statement, 1), column(statement, 2),
                 (const char *)sqlite3_column_text(statement, 3)};
    cs_status status = check_object(&it, found, path, error);
    if (status != CS_OK) {
      return status;
    }
  }
  if (code != SQLITE_DONE) {
    return cs_fail(error, CS_MALFORMED, "%s: it is damaged: %s: make it anew with 'conspectus run'",
                   path, sqlite3_errmsg(sqlite3_db_handle(statement)));
  }
  for (size_t i = 0; i < count_objects(); i++) {
    if (!found[i]) {
      return cs_fail(error, CS_MALFORMED,
                     "%s: its %s '%s' is missing: make the dataset anew with 'conspectus run'",
                     path, object_at(i)->type, object_at(i)->name);
    }
  }
  return CS_OK;
}

static cs_status check_header(sqlite3 *db, const char *path, cs_error *error) {
  sqlite3_stmt *statement = NULL;
  int numbers[2] = {0, 0};
  static const char *const pragmas[] = {"PRAGMA application_id", "PRAGMA user_version"};
  for (size_t i = 0; i < 2; i++) {
    bool read = sqlite3_prepare_v2(db, pragmas[i], -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW;
    numbers[i] = read ? sqlite3_column_int(statement, 0) : 0;
    sqlite3_finalize(statement);
    if (!read) {
      return cs_fail(error, CS_MALFORMED,
                     "%s: it is damaged: %s: make it anew with 'conspectus run'", path,
                     sqlite3_errmsg(db));
    }
  }
  if (numbers[0] != CS_APPLICATION_ID || numbers[1] < 1) {
    return cs_fail(error, CS_MALFORMED,
                   "%s: it is a database of another program: name a dataset made by 'conspectus "
                   "run', or a file that is not there yet",
                   path);
  }
  if (numbers[1] > CS_SCHEMA_VERSION) {
    return cs_fail(error, CS_NEWER,
                   "%s: a newer version of conspectus made it (format %d, this one knows %d): use "
                   "that version, or make the dataset anew",
                   path, numbers[1], CS_SCHEMA_VERSION);
  }
  if (numbers[1] < CS_SCHEMA_VERSION) {
    return cs_fail(
        error, CS_MALFORMED,
        "%s: an older version of conspectus made it (format %d, this one knows %d): make "
        "the dataset anew with 'conspectus run', under another name or after removing it",
        path, numbers[1], CS_SCHEMA_VERSION);
  }
  return CS_OK;
}

cs_status cs_schema_check(sqlite3 *db, const char *path, cs_error *error) {
  cs_status status = check_header(db, path, error);
  if (status != CS_OK) {
    return status;
  }
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(db, "SELECT type, name, tbl_name, sql FROM sqlite_master", -1, &statement,
                         NULL) != SQLITE_OK) {
    return cs_fail(error, CS_MALFORMED, "%s: it is damaged: %s: make it anew with 'conspectus run'",
                   path, sqlite3_errmsg(db));
  }
  bool *found = cs_allocate(count_objects(), sizeof *found);
  status = check_objects(statement, found, path, error);
  free(found);
  sqlite3_finalize(statement);
  return status;
}
