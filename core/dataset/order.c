/* Sums over rows, in order or in none. */
#include "dataset/order.h"

#include "dataset/checksum.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct last_row {
  int type;
  sqlite3_int64 number, id;
  char *text; /* of so many bytes, in space for more */
  size_t length, capacity;
} last_row;

typedef struct sum {
  uint64_t sum;
  bool begun, wrong;
  last_row last; /* of those in order */
} sum;

/* ---- Order ---- */

static bool is_known(int type) {
  return type == SQLITE_NULL || type == SQLITE_INTEGER || type == SQLITE_TEXT;
}

/* As SQLite has them: nothing, then numbers, then texts. */
static int rank(int type) {
  return type == SQLITE_NULL ? 0 : type == SQLITE_INTEGER ? 1 : 2;
}

static int compare_texts(const last_row *last, sqlite3_value *value) {
  const void *text = sqlite3_value_blob(value);
  size_t length = (size_t)sqlite3_value_bytes(value);
  size_t both = length < last->length ? length : last->length;
  int order = both > 0 ? memcmp(last->text, text, both) : 0;
  return order != 0 ? order : (last->length > length) - (last->length < length);
}

static bool ascends(const last_row *last, sqlite3_value *value, sqlite3_int64 id) {
  int type = sqlite3_value_type(value);
  int order = rank(last->type) - rank(type);
  if (order == 0 && type == SQLITE_INTEGER) {
    sqlite3_int64 number = sqlite3_value_int64(value);
    order = (last->number > number) - (last->number < number);
  } else if (order == 0 && type == SQLITE_TEXT) {
    order = compare_texts(last, value);
  }
  return order < 0 || (order == 0 && last->id < id);
}

/* False where there is no memory. */
static bool keep_text(last_row *last, sqlite3_value *value) {
  const void *text = sqlite3_value_blob(value);
  size_t length = (size_t)sqlite3_value_bytes(value);
  if (length > last->capacity) {
    char *more = realloc(last->text, length * 2);
    if (more == NULL) {
      return false;
    }
    last->text = more;
    last->capacity = length * 2;
  }
  if (length > 0) {
    memcpy(last->text, text, length);
  }
  last->length = length;
  return true;
}

static bool keep(last_row *last, sqlite3_value *value, sqlite3_int64 id) {
  last->type = sqlite3_value_type(value);
  last->id = id;
  last->number = last->type == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;
  return last->type != SQLITE_TEXT || keep_text(last, value);
}

/* ---- The aggregates ---- */

static void add_row(sqlite3_context *context, sqlite3_value **values, bool in_order) {
  sum *it = sqlite3_aggregate_context(context, sizeof *it);
  if (it == NULL) {
    sqlite3_result_error_nomem(context);
    return;
  }
  sqlite3_int64 id = sqlite3_value_int64(values[1]);
  it->wrong = it->wrong || !is_known(sqlite3_value_type(values[0])) ||
              (in_order && it->begun && !ascends(&it->last, values[0], id));
  it->begun = true;
  it->sum += cs_checksum(values, 2);
  if (in_order && !it->wrong && !keep(&it->last, values[0], id)) {
    sqlite3_result_error_nomem(context);
  }
}

static void add_any(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  add_row(context, values, false);
}

static void add_next(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  add_row(context, values, true);
}

static void give_sum(sqlite3_context *context) {
  sum *it = sqlite3_aggregate_context(context, 0);
  if (it == NULL) {
    sqlite3_result_int64(context, 0);
    return;
  }
  if (!it->wrong) {
    sqlite3_result_int64(context, (sqlite3_int64)it->sum);
  }
  free(it->last.text);
}

int cs_add_order(sqlite3 *db) {
  enum { FLAGS = SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC };
  int code =
      sqlite3_create_function_v2(db, "row_sum", 2, FLAGS, NULL, NULL, add_any, give_sum, NULL);
  return code != SQLITE_OK ? code
                           : sqlite3_create_function_v2(db, "ordered_sum", 2, FLAGS, NULL, NULL,
                                                        add_next, give_sum, NULL);
}
