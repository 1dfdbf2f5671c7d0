/* JSON, a row at a time: an array of objects, a line each, in the columns' order.
 * Jansson writes the strings; numbers have the same digits as in CSV, which
 * jansson's own form would not give. */
#include "base/buffer.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "output/number.h"

#include <conspectus/output.h>
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct cs_json {
  FILE *file; /* borrowed */
  size_t column_count;
  char **names; /* as JSON strings with their quotes */
  size_t rows;
  cs_buffer row;
  int failure; /* errno of the first write that failed */
};

static int add_bytes(const char *bytes, size_t length, void *buffer) {
  cs_buffer_add(buffer, bytes, length);
  return 0;
}

/* A copy in which each byte that is not UTF-8 is U+FFFD; the caller frees it. */
static char *repaired(const char *string) {
  cs_buffer valid = {0};
  cs_utf8_repair(&valid, string, strlen(string));
  return cs_buffer_take(&valid);
}

static void add_string(cs_buffer *buffer, const char *string) {
  json_t *value = json_string(string);
  if (value == NULL) {
    char *valid = repaired(string);
    value = json_string(valid);
    free(valid);
  }
  json_dump_callback(value, add_bytes, buffer, JSON_ENCODE_ANY);
  json_decref(value);
}

static void add_value(cs_buffer *buffer, const cs_value *value) {
  char text[CS_NUMBER_SIZE];
  if (value->type == CS_STRING) {
    add_string(buffer, value->string);
  } else if (value->type == CS_INTEGER) {
    cs_buffer_add(buffer, text, cs_integer_text(text, value->integer));
  } else if (value->type == CS_REAL && !isinf(value->real)) {
    cs_buffer_add(buffer, text, cs_real_text(text, value->real));
  } else {
    cs_buffer_add_string(buffer, "null"); /* JSON has no infinity */
  }
}

static void write_buffer(cs_json *json) {
  if (fwrite(json->row.bytes, 1, json->row.length, json->file) != json->row.length &&
      json->failure == 0) {
    json->failure = errno != 0 ? errno : EIO;
  }
  cs_buffer_reset(&json->row);
}

static cs_status outcome(const cs_json *json, cs_error *error) {
  return json->failure == 0
             ? CS_OK
             : cs_fail(error, CS_UNREADABLE, "cannot write: %s", strerror(json->failure));
}

cs_json *cs_json_begin(FILE *file, const cs_column *columns, size_t column_count) {
  cs_json *json = cs_allocate(1, sizeof *json);
  json->file = file;
  json->column_count = column_count;
  json->names = cs_allocate(column_count + 1, sizeof *json->names);
  for (size_t i = 0; i < column_count; i++) {
    add_string(&json->row, columns[i].name);
    json->names[i] = cs_buffer_take(&json->row);
  }
  return json;
}

cs_status cs_json_row(cs_json *json, const cs_value *values, cs_error *error) {
  cs_buffer_add_string(&json->row, json->rows++ == 0 ? "[\n  {" : ",\n  {");
  for (size_t i = 0; i < json->column_count; i++) {
    cs_buffer_add_format(&json->row, "%s%s: ", i > 0 ? ", " : "", json->names[i]);
    add_value(&json->row, &values[i]);
  }
  cs_buffer_add_char(&json->row, '}');
  write_buffer(json);
  return outcome(json, error);
}

cs_status cs_json_end(cs_json *json, cs_error *error) {
  if (json == NULL) {
    return CS_OK;
  }
  cs_buffer_add_string(&json->row, json->rows == 0 ? "[]\n" : "\n]\n");
  write_buffer(json);
  if (fflush(json->file) != 0 && json->failure == 0) {
    json->failure = errno;
  }
  cs_status status = outcome(json, error);
  for (size_t i = 0; i < json->column_count; i++) {
    free(json->names[i]);
  }
  free(json->names);
  cs_buffer_free(&json->row);
  free(json);
  return status;
}
