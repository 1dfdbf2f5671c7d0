/* The SQL functions passage_text(id) and sqlar_uncompress(data, sz).
 *
 * The file is made twice: for the library, and with CS_LOADABLE for the module
 * that the sqlite3 shell and other programs load. So it uses SQLite and the
 * files that Makefile.am names with it, and nothing else of the project.
 *
 * The text of the review read last is kept as long as the statement that asks
 * runs: within one statement the dataset does not change. */
#ifdef CS_LOADABLE
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
#else
#include <sqlite3.h>
#endif

#include "dataset/body/body.h"
#include "dataset/body/passage_text.h"
#include "dataset/unpack.h"

#include <stdlib.h>
#include <string.h>

/* Below 0: shared by all calls of a statement. */
enum { STATE_SLOT = -7374 };

typedef struct state {
  sqlite3_stmt *passage;
  sqlite3_stmt *text;
  cs_body body;         /* the passages that were asked for last */
  sqlite3_int64 review; /* whose text is at hand; 0: none */
  char *bytes;
  sqlite3_int64 size;
} state;

static void free_state(void *pointer) {
  state *it = pointer;
  sqlite3_finalize(it->passage);
  sqlite3_finalize(it->text);
  cs_body_free(&it->body);
  free(it->bytes);
  free(it);
}

static state *make_state(sqlite3 *db) {
  state *it = calloc(1, sizeof *it);
  if (it == NULL) {
    return NULL;
  }
  if (sqlite3_prepare_v2(db,
                         "SELECT " CS_BODY_FIRST_COLUMNS
                         " FROM main.review_body WHERE first_passage <= ? "
                         "ORDER BY first_passage DESC LIMIT 1",
                         -1, &it->passage, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(
          db, "SELECT t.sz, t.data FROM main.review AS r " CS_TEXT_OF_REVIEW "WHERE r.id = ?", -1,
          &it->text, NULL) != SQLITE_OK) {
    free_state(it);
    return NULL;
  }
  return it;
}

static state *find_state(sqlite3_context *context) {
  state *it = sqlite3_get_auxdata(context, STATE_SLOT);
  if (it != NULL) {
    return it;
  }
  it = make_state(sqlite3_context_db_handle(context));
  if (it == NULL) {
    sqlite3_result_error(context, "passage_text: this database is not a dataset of conspectus", -1);
    return NULL;
  }
  sqlite3_set_auxdata(context, STATE_SLOT, it, free_state);
  return sqlite3_get_auxdata(context, STATE_SLOT); /* NULL where there was no memory */
}

/* Unpacks the text of a review into the state; returns what is wrong, or NULL. */
static const char *read_text(state *it, sqlite3_int64 review) {
  if (it->review == review && it->bytes != NULL) {
    return NULL;
  }
  free(it->bytes);
  it->bytes = NULL;
  sqlite3_bind_int64(it->text, 1, review);
  const char *fault = "it is missing";
  if (sqlite3_step(it->text) == SQLITE_ROW) {
    it->review = review;
    it->size = sqlite3_column_int64(it->text, 0);
    const void *data = sqlite3_column_blob(it->text, 1);
    cs_unpacked result =
        cs_unpack(&it->bytes, data, (size_t)sqlite3_column_bytes(it->text, 1), it->size);
    fault = result == CS_UNPACKED ? NULL : cs_unpack_fault(result);
  }
  sqlite3_reset(it->text);
  return fault;
}

static void tell_fault(sqlite3_context *context, const char *fault) {
  char *message = sqlite3_mprintf(
      "passage_text: the review's text is damaged: %s; 'conspectus verify' tells more", fault);
  sqlite3_result_error(context, message != NULL ? message : fault, -1);
  sqlite3_result_error_code(context, SQLITE_CORRUPT); /* keeps the message: no fault of the SQL */
  sqlite3_free(message);
}

static void slice(sqlite3_context *context, state *it, sqlite3_int64 review, sqlite3_int64 start,
                  sqlite3_int64 length) {
  const char *fault = read_text(it, review);
  if (fault == NULL && (start < 0 || length < 0 || start > it->size || length > it->size - start)) {
    fault = "the passage lies outside of it";
  }
  if (fault != NULL) {
    tell_fault(context, fault);
    return;
  }
  sqlite3_result_text(context, it->bytes + start, (int)length, SQLITE_TRANSIENT);
}

static bool has_passage(const cs_body *body, sqlite3_int64 id) {
  return id >= body->first_passage && id - body->first_passage < body->passage_count;
}

/* Reads the passages among which this one would be. SQLite's code. */
static int read_body(state *it, sqlite3_int64 id) {
  cs_body_free(&it->body);
  sqlite3_bind_int64(it->passage, 1, id);
  int code = sqlite3_step(it->passage);
  if (code == SQLITE_ROW) {
    code = cs_body_read(&it->body, it->passage, 0);
  }
  sqlite3_reset(it->passage);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Other programs have SQLite's own check for that. */
static int check_place(cs_bodies *bodies, const cs_body *body) {
#ifndef CS_LOADABLE
  return bodies != NULL ? cs_bodies_check_one(bodies, body) : SQLITE_OK;
#else
  (void)bodies, (void)body;
  return SQLITE_OK;
#endif
}

/* The body that has this passage, among those read last or in the dataset; empty where none has. */
static int find_body(state *it, sqlite3_int64 id, cs_bodies *bodies) {
  if (has_passage(&it->body, id)) {
    return SQLITE_OK;
  }
  int code = read_body(it, id);
  return code != SQLITE_OK ? code
                           : check_place(bodies, has_passage(&it->body, id) ? &it->body : NULL);
}

/* NULL for NULL and for an id that no passage has. */
static void passage_text(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  state *it = find_state(context);
  if (it == NULL || sqlite3_value_type(values[0]) == SQLITE_NULL) {
    return;
  }
  sqlite3_int64 id = sqlite3_value_int64(values[0]);
  int code = find_body(it, id, sqlite3_user_data(context));
  if (code == SQLITE_CORRUPT) {
    tell_fault(context, "its passages do not fit together");
  } else if (code != SQLITE_OK) {
    sqlite3_result_error_code(context, code);
  } else if (has_passage(&it->body, id)) {
    const cs_body_passage *passage = &it->body.passages[id - it->body.first_passage];
    slice(context, it, it->body.review, passage->start, passage->length);
  }
}

/* As the sqlite3 shell has it: what is not packed comes back as it is. */
static void sqlar_uncompress(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  sqlite3_int64 size = sqlite3_value_int64(values[1]);
  int packed_size = sqlite3_value_bytes(values[0]);
  if (sqlite3_value_type(values[0]) == SQLITE_NULL || size <= 0 || size == packed_size) {
    sqlite3_result_value(context, values[0]);
    return;
  }
  char *text;
  cs_unpacked result = cs_unpack(&text, sqlite3_value_blob(values[0]), (size_t)packed_size, size);
  if (result != CS_UNPACKED) {
    sqlite3_result_error(context, cs_unpack_fault(result), -1);
    return;
  }
  sqlite3_result_blob64(context, text, (sqlite3_uint64)size, free);
}

int cs_add_functions(sqlite3 *db, cs_bodies *bodies) {
  int code = sqlite3_create_function_v2(db, "passage_text", 1, SQLITE_UTF8 | SQLITE_INNOCUOUS,
                                        bodies, passage_text, NULL, NULL, NULL);
  if (code != SQLITE_OK) {
    return code;
  }
  return sqlite3_create_function_v2(db, "sqlar_uncompress", 2,
                                    SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC, NULL,
                                    sqlar_uncompress, NULL, NULL, NULL);
}

#ifdef CS_LOADABLE
int sqlite3_conspectus_init(sqlite3 *db, char **message, const sqlite3_api_routines *api);
int sqlite3_conspectussqlite_init(sqlite3 *db, char **message, const sqlite3_api_routines *api);

int sqlite3_conspectus_init(sqlite3 *db, char **message, const sqlite3_api_routines *api) {
  (void)message;
  SQLITE_EXTENSION_INIT2(api)
  return cs_add_functions(db, NULL);
}

/* The name that SQLite makes of conspectus_sqlite.so. */
int sqlite3_conspectussqlite_init(sqlite3 *db, char **message, const sqlite3_api_routines *api) {
  return sqlite3_conspectus_init(db, message, api);
}
#endif
