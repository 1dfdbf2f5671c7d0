/* Reading: a review's text, and all rows of a query, told one after the other. */
#include "dataset/internal.h"
#include "dataset/unpack.h"
#include "dataset/verify/trust.h"

#include <stdlib.h>
#include <string.h>

/* ---- Texts ---- */

static cs_status tell_unread(cs_dataset *dataset, const char *key, const char *fault,
                             cs_error *error) {
  cs_fail(error, CS_MALFORMED,
          "%s: the text of the review '%s' is damaged: %s: 'conspectus verify' tells more",
          dataset->path, key, fault);
  return cs_note_damage(dataset, CS_MALFORMED, error);
}

/* There is no text: whether there is a review. */
static cs_status tell_missing(cs_dataset *dataset, const char *review_key, cs_error *error) {
  const cs_value key = cs_string(review_key);
  int64_t there = 0;
  cs_status status = cs_sql_integer(&there, 0, dataset, CS_HAS_KEY, &key, 1, error);
  if (status != CS_OK) {
    return status;
  }
  return there != 0 ? tell_unread(dataset, review_key, "it is missing", error)
                    : cs_fail(error, CS_NOT_FOUND, "%s: it has no text of a review '%s'",
                              dataset->path, review_key);
}

cs_status cs_dataset_text(char **text, size_t *length, cs_dataset *dataset, const char *review_key,
                          cs_error *error) {
  const cs_value key = cs_string(review_key);
  sqlite3_stmt *statement;
  bool row = false;
  cs_status status = cs_check_unasked(dataset, cs_tables_below("review"), error);
  if (status == CS_OK) {
    status = cs_sql_start(&statement, dataset, CS_FIND_TEXT, &key, 1, error);
  }
  if (status == CS_OK) {
    status = cs_sql_next(&row, dataset, statement, error);
  }
  if (status != CS_OK) {
    return cs_note_damage(dataset, status, error);
  }
  if (!row) {
    return tell_missing(dataset, review_key, error);
  }
  int64_t size = sqlite3_column_int64(statement, 0);
  const void *data = sqlite3_column_blob(statement, 1);
  cs_unpacked result = cs_unpack(text, data, (size_t)sqlite3_column_bytes(statement, 1), size);
  sqlite3_reset(statement);
  if (result != CS_UNPACKED) {
    return tell_unread(dataset, review_key, cs_unpack_fault(result), error);
  }
  *length = (size_t)size;
  return CS_OK;
}

/* ---- Queries ---- */

static bool is_of_type(const cs_value *value, char type) {
  return type == 't'   ? value->type == CS_STRING
         : type == 'i' ? value->type == CS_INTEGER || value->type == CS_MISSING
                       : true;
}

static cs_status check_row(const cs_dataset *dataset, const char *types, const cs_value *values,
                           const char *const *names, size_t count, cs_error *error) {
  for (size_t i = 0; types != NULL && i < count && types[i] != '\0'; i++) {
    if (!is_of_type(&values[i], types[i])) {
      return cs_fail(error, CS_MALFORMED,
                     "%s: it is damaged: what is stored as '%s' is no %s: 'conspectus verify' "
                     "tells more",
                     dataset->path, names[i], types[i] == 't' ? "text" : "whole number");
    }
  }
  return CS_OK;
}

static cs_status tell_rows(const cs_dataset *dataset, cs_rows *rows, const cs_query_reader *reader,
                           cs_error *error) {
  const char *const *names;
  size_t count = cs_rows_columns(rows, &names);
  cs_status status =
      reader->columns != NULL ? reader->columns(reader->context, names, count, error) : CS_OK;
  const cs_value *values = NULL;
  while (status == CS_OK && (status = cs_rows_next(&values, rows, error)) == CS_OK &&
         values != NULL) {
    status = check_row(dataset, reader->types, values, names, count, error);
    if (status == CS_OK && reader->row != NULL) {
      status = reader->row(reader->context, values, count, error);
    }
  }
  return status;
}

cs_status cs_dataset_query(cs_dataset *dataset, const char *sql, const cs_value *parameters,
                           size_t parameter_count, const cs_query_reader *reader, cs_error *error) {
  cs_rows *rows;
  cs_status status = cs_rows_open(&rows, dataset, sql, parameters, parameter_count, error);
  if (status == CS_OK) {
    status = tell_rows(dataset, rows, reader, error);
    cs_rows_close(rows);
  }
  return status;
}
